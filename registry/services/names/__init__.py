"""Whom words mean: resolve, search, completion, duplicates."""
