"""What the commands of history print."""
