"""Add, edit and merge people, organizations and roles, and their names."""
