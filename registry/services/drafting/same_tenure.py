"""Whether a tenure that a text tells can be a recorded one, by the days of both. Pure."""

from __future__ import annotations

from registry.domain.dates.bounds import Bounds, bounds_of, one_event
from registry.domain.drafting.assembled_tenures import ReadTenure
from registry.domain.tenures.records import Tenure


def read_bounds(tenure: ReadTenure) -> Bounds:
    """The bounds of a tenure as the text tells it: of one whose start it does not tell, the end alone."""
    return bounds_of(tenure.start, tenure.end or tenure.followed if tenure.start is None else tenure.end)


def can_be(recorded: Bounds, told: Bounds, tenure: ReadTenure) -> bool:
    """Whether the recorded tenure can be the one that is told."""
    if tenure.start:
        return recorded.start_earliest <= told.start_latest and told.start_earliest <= recorded.start_latest
    return recorded.start_earliest <= told.end_latest and told.end_earliest <= recorded.end_latest


def share_days(recorded: Bounds, told: Bounds) -> bool:
    """Whether both can have been held on one day."""
    return recorded.start_earliest <= told.end_latest and told.start_earliest <= recorded.end_latest


def ended_on(recorded: Tenure, end: str) -> bool:
    """Whether the recorded end and the one that the text tells (EDTF) can be one event."""
    told = bounds_of(None, end)
    return one_event(
        recorded.tightened(), Bounds(told.end_earliest, told.end_latest, told.end_earliest, told.end_latest)
    ) or (recorded.end_earliest <= told.end_latest and told.end_earliest <= recorded.end_latest)


def begins_later(other: Tenure, tenure: ReadTenure) -> bool:
    """Whether a recorded tenure certainly began after the one that is told."""
    return other.start_earliest > read_bounds(tenure).start_latest
