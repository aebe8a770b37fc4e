"""What the commands of audit print."""
