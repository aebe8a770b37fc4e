"""openstates YAML and congress-legislators YAML."""
