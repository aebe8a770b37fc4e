"""Sources, citations, claims, rosters and the archive folder."""
