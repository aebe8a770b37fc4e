"""What the cell of a holder says: somebody, several people, nobody; with ranks, honours, marks. Pure."""
