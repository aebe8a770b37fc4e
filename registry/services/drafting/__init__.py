"""Compare what a text says with what is recorded and propose entries."""
