"""What the commands of exchange print."""
