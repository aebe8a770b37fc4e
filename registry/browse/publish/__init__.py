"""Bundles and static sites."""
