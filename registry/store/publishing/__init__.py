"""The copy of a registry that the public may see."""
