"""What the commands of care print."""
