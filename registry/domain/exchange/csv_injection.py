"""Texts that a spreadsheet would take for formulas, made harmless, and as they were. Pure."""

from __future__ import annotations

# What a formula begins with, and our own sign: so that what was put before a text can be told from what was in it.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def harmless(text: str) -> str:
    """The text with a `'` before it if a spreadsheet would take it for a formula, or if it begins with one."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def unharmed(text: str) -> str:
    """The text as it was before `harmless`."""
    return text.removeprefix("'")
