"""Doctor, backup, restore, atomic writes."""
