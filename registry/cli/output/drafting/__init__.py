"""What the commands of drafting print."""
