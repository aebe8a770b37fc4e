"""The picture that stands for a page where somebody links to it: a title and the answer, 1200 by 630 pixels.

It is drawn by resvg where that is installed (the extra `cards`) and finds a font; elsewhere there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from markupsafe import Markup

WIDTH, HEIGHT = 1200, 630  # pixels, as the sites that show links ask for
_FAMILIES = "DejaVu Sans, Noto Sans, Liberation Sans, Arial, Helvetica, Segoe UI, sans-serif"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT = 70
_FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" font-family="{}">'
    '<rect width="100%" height="100%" fill="#ffffff"/><rect width="24" height="100%" fill="#1f5fae"/>{}</svg>'
)
_TEXT = Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>')


def card_svg(site: str, title: str, text: str) -> str:
    """The picture as SVG: what is too long for it ends with …; what XML has not is replaced."""
    rows: list[Markup] = [_TEXT.format(_LEFT, 90, 30, "normal", "#55595e", _clean(_line(site, 60)))]
    y = 175
    for line in _lines(title, 30, 2):
        rows.append(_TEXT.format(_LEFT, y, 56, "bold", "#1a1c1e", _clean(line)))
        y += 68
    y += 12
    for line in _lines(text, 50, 6):
        rows.append(_TEXT.format(_LEFT, y, 36, "normal", "#1a1c1e", _clean(line)))
        y += 50
    return str(_FRAME.format(WIDTH, HEIGHT, _FAMILIES, Markup("").join(rows)))


def card_png(svg: str) -> bytes:
    """The SVG as PNG. Only where `can_draw`."""
    return bytes(import_module("resvg_py").svg_to_bytes(svg_string=svg))


@cache
def can_draw() -> bool:
    """Whether the renderer is installed and finds a font: without one it draws pictures without words."""
    return find_spec("resvg_py") is not None and card_png(card_svg("", "Aa", "")) != card_png(card_svg("", "", ""))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _line(text: str, width: int) -> str:
    return next(iter(_lines(text, width, 1)), "")


def _lines(text: str, width: int, most: int) -> list[str]:
    """So many lines of so many letters at most; the last one ends with … if there is more."""
    found = list(_broken(" ".join(text.split()), width))
    return found if len(found) <= most else [*found[: most - 1], f"{found[most - 1]}…"]


def _broken(text: str, width: int) -> Iterator[str]:
    """At spaces where there are some; in a script that is written without, between letters."""
    line, size, space = "", 0, 0
    for letter in text:
        if size >= width:
            cut = space or len(line)
            yield line[:cut].rstrip()
            line = line[cut:].lstrip()
            size, space = sum(map(_width, line)), 0
        line, size = line + letter, size + _width(letter)
        space = len(line) if letter == " " else space
    if line.strip():
        yield line.strip()


def _width(letter: str) -> int:
    """Letters of Chinese, Japanese and Korean are twice as wide; marks stand on the letter before."""
    return 0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
