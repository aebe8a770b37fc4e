"""The commands log, show, undo, forget, correct, remove."""
