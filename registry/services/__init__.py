"""Use cases: resolve names, open the one transaction, decide, write, check what was written."""
