"""Where the table is in a file: its encoding, title rows, heading rows, groups of rows, wide tables."""
