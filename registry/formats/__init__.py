"""Formats of files. A format is a module with a `NAME` in one of the rooms; see protocol.py."""
