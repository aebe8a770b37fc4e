"""What the commands of evidence print."""
