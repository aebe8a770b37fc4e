"""What the commands of entities print."""
