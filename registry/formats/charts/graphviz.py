"""GraphViz DOT: the succession in a role as a drawing. Write only. https://graphviz.org/doc/info/lang.html

A box is a tenure, dashed if acting and dotted if it is a vacancy; an arrow says who replaced whom, a dashed one only
that somebody came after somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.formats.charts import chart
from registry.formats.charts.chart import Box, Chart

NAME = "graphviz"
TITLE = "GraphViz: the succession in a role"

SUFFIX = ".dot"
SAYS = chart.SAYS
OF_ROLES = True


def says_date(_: str) -> bool:
    """Any, in words."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write a cluster for each role."""
    lines = ["digraph succession {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    for number, each in enumerate(chart.charts(picture), 1):
        lines += [f"  {line}" for line in _cluster(each, number)]
    path.write_text(chart.lines_of([*lines, "}"]), encoding="utf-8", newline="")
    return ()


def _cluster(drawn: Chart, number: int) -> Iterator[str]:
    yield f"subgraph cluster_{number} {{"
    yield f"  label={_quoted(drawn.title)};"
    for box in drawn.boxes:
        yield f"  {box.id} [label={_quoted(*box.lines)}{_style(box)}];"
    for arrow in drawn.arrows:
        yield f"  {arrow.before} -> {arrow.after}{'' if arrow.said else ' [style=dashed]'};"
    yield "}"


def _style(box: Box) -> str:
    style = "dotted" if box.vacant else "dashed" if box.acting else ""
    return f", style={style}" if style else ""


def _quoted(*lines: str) -> str:
    """A label. `&` would begin a character's name, as in HTML, and a backslash an escape such as \\N."""
    text = "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return f'"{text}"'
