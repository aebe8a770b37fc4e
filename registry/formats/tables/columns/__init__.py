"""Which column of a table holds what: by its heading, by what stands in it, or as somebody says. Pure."""
