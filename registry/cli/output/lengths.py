"""Lengths of time as they are typed: `90d`, `6 weeks`, `18m`, `1 year`."""

from __future__ import annotations

import re

import typer

_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_LENGTH = re.compile(r"([0-9]{1,6}) ?(d|days?|w|weeks?|m|months?|y|years?|)", re.IGNORECASE)


def days_of(text: str, option: str) -> int:
    """In days, a month counted as 30 and a year as 365; plain digits are days. Raises BadParameter for `option`."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text!r} is not a length of time; give 90d, 6w, 18m or 1y", param_hint=option)
    return int(match[1]) * _UNITS[(match[2] or "d")[0].lower()]
