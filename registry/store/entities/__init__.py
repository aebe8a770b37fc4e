"""People, organizations and roles: their rows, further names, parents, and the merge of two."""
