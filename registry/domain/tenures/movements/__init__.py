"""Who entered and who left a role between two days, and what else changed."""
