"""What can be wrong with the file itself."""
