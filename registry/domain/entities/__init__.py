"""Validated models of people, organizations, roles, appointments and sources, and their field types."""
