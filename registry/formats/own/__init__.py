"""The registry's own formats: data package, JSON lines, rosters."""
