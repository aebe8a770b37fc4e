"""Log, show, undo, correct, accept, remove, forget."""
