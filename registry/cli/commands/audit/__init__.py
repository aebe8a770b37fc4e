"""The commands check, waive."""
