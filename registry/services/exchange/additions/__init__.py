"""What a file says of recorded tenures and bodies: sources, details, predecessors, what came of what."""
