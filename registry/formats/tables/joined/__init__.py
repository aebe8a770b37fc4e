"""Tables of a folder that refer to each other by ids: who is meant, what was so for a time, what came of what."""
