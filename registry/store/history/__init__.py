"""Versions of rows, the past by temporary views, tombstones, erasing."""
