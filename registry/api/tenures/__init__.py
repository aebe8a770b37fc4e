"""Who held what, when, and what happens: the questions about tenures, their entries and their details."""

from registry.api.tenures.details import absent, detail, event
from registry.api.tenures.entries import appoint, end, succeed, vacant
from registry.api.tenures.questions import career, chain, changes, history, holders, neighbours, timeline, who

__all__ = [
    "absent",
    "appoint",
    "career",
    "chain",
    "changes",
    "detail",
    "end",
    "event",
    "history",
    "holders",
    "neighbours",
    "succeed",
    "timeline",
    "vacant",
    "who",
]
