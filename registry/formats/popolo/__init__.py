"""Popolo JSON as the specification, parlparse and EveryPolitician write it."""
