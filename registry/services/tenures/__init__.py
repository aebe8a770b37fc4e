"""Appoint, succeed, end, vacant; who, history, holders, changes."""
