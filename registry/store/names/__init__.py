"""Look-up by name: the search index, completion, candidates for duplicates."""
