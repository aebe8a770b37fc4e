"""The HTML that somebody puts into a page of their own to show an answer of ours. Pure."""

from __future__ import annotations

from markupsafe import Markup

WIDTH = 600  # pixels
HEIGHTS = {"role": 240, "organization": 420}  # pixels, by what is shown


def snippet(source: str, title: str, kind: str, width: int = WIDTH, height: int | None = None) -> str:
    """An iframe with the page at the whole address `source`; `kind`: role or organization."""
    frame = (
        '<iframe src="{}" title="{}" width="{}" height="{}" style="border:0;max-width:100%" loading="lazy"></iframe>'
    )
    return str(Markup(frame).format(source, title, width, height or HEIGHTS[kind]))
