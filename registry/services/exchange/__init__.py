"""Import files (stage, match, add) and export them; the data package."""
