"""Why an answer is what it is, in one sentence. Pure."""

from __future__ import annotations

from registry.domain.dates.age import date_with_age
from registry.domain.dates.bounds import Bounds
from registry.domain.dates.wording import date_in_words
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Certainty, Kind, Status


def why(tenure: Tenure, bounds: Bounds, certainty: Certainty, on: str) -> str:
    """One sentence: the dates as recorded, then what makes the answer certain, presumed or only possible."""
    reasons = [_period(tenure)]
    if certainty == Certainty.POSSIBLE:
        reasons += _doubts(tenure, bounds, on)
    elif tenure.open:
        confirmed = tenure.last_confirmed
        reasons.append(f"last confirmed on {date_with_age(confirmed, on)}" if confirmed else "no evidence since then")
        if certainty == Certainty.PRESUMED:
            reasons.append("no end is recorded")
    reasons += _inferences(tenure, bounds, on)
    return f"{'; '.join(reasons)}."


def _period(tenure: Tenure) -> str:
    office = "In office as acting" if tenure.kind == Kind.ACTING else "In office" if tenure.person else "Vacant"
    start = date_in_words(tenure.start) if tenure.start else "an unknown day"
    if tenure.end is not None:
        return f"{office} from {start} to {date_in_words(tenure.end)}"
    return f"{office} since {start}" if tenure.open else f"{office} from {start}"


def _doubts(tenure: Tenure, bounds: Bounds, on: str) -> list[str]:
    doubts = []
    if on < bounds.start_latest:
        doubts.append("may not have begun by this day")
    if on > bounds.end_earliest:
        doubts.append("may have ended before this day")
    if tenure.status == Status.DISPUTED:
        doubts.append("this claim is disputed")
    elif tenure.doubted and not doubts:
        doubts.append("a date is marked as uncertain")
    return doubts


def _inferences(tenure: Tenure, bounds: Bounds, on: str) -> list[str]:
    """What the answer owes to the neighbours' dates or to an observation, not to its own dates."""
    stated = tenure.stated
    if stated.certainly(on) or not bounds.certainly(on):
        return []
    inferred = []
    if not stated.start_latest <= on:
        observed = tenure.first_observed == bounds.start_latest
        inferred.append("observed in office" if observed else "its start is inferred from the predecessor's end")
    if not on <= stated.end_earliest:
        observed = tenure.last_observed == bounds.end_earliest
        inferred.append("observed in office" if observed else "its end is inferred from the successor's start")
    return list(dict.fromkeys(inferred))
