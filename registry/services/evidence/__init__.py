"""Sources, citations, claims, confirmations, rosters, archives, retraction and its impact."""
