"""What the commands of names print."""
