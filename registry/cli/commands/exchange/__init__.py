"""The commands import, export."""
