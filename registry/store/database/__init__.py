"""The file: opening and creating it, the one transaction at a time, writing many rows."""
