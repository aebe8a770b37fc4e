"""The commands serve, publish."""
