"""The commands of the room `lake`."""
