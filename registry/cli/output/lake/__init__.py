"""The output of the room `lake`."""
