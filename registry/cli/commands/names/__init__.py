"""The commands search, duplicates, merge, distinct."""
