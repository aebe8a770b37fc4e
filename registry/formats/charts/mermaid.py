"""Mermaid: the succession in a role as a flow chart, which many wikis and code hosts draw. Write only.

https://mermaid.js.org/syntax/flowchart.html. Boxes and arrows as in graphviz.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.formats.charts import chart
from registry.formats.charts.chart import Chart

NAME = "mermaid"
TITLE = "Mermaid: the succession in a role"

SUFFIX = ".mmd"
SAYS = chart.SAYS
OF_ROLES = True

# What means something to Mermaid, to Markdown or to HTML in a label, and what would begin a list.
_SIGNS = re.compile(r"[\"#&<>|`\\{}\[\]*_~$;]|^[-+]|(?<=\d)\.")


def says_date(_: str) -> bool:
    """Any, in words."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write a subgraph for each role. Ids are numbers, so that no name is taken for a word such as `end`."""
    lines = ["flowchart TB"]
    for number, each in enumerate(chart.charts(picture), 1):
        lines += [f"  {line}" for line in _subgraph(each, number)]
    lines += ["  classDef acting stroke-dasharray: 5 5,font-style: italic", "  classDef vacant stroke-dasharray: 2 2"]
    path.write_text(chart.lines_of(lines), encoding="utf-8", newline="")
    return ()


def _subgraph(drawn: Chart, number: int) -> Iterator[str]:
    yield f"subgraph role{number}[{_quoted(drawn.title)}]"
    for box in drawn.boxes:
        sort = ":::vacant" if box.vacant else ":::acting" if box.acting else ""
        yield f"  {box.id}[{_quoted(*box.lines)}]{sort}"
    for arrow in drawn.arrows:
        yield f"  {arrow.before} {'-->' if arrow.said else '-.->'} {arrow.after}"
    yield "end"


def _quoted(*lines: str) -> str:
    """A label: signs by their numbers, lines parted by <br>."""
    return f'"{"<br>".join(_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", line) for line in lines)}"'
