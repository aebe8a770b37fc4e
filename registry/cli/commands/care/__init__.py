"""The commands init, doctor, backup, restore."""
