"""The commands person, organization, role."""
