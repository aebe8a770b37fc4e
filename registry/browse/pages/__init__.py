"""A page a file: it asks the API and fills a template."""
