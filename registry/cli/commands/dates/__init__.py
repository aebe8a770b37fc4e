"""The command date."""
