"""Sentences become proposed entries. English only; nothing here knows what is recorded."""
