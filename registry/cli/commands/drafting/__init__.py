"""The command draft."""
