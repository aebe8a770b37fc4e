"""Sources, claims and whether two sources are independent of each other."""
