"""Why an answer is what it is, in one sentence. Pure."""

from __future__ import annotations

from registry.domain.dates.age import date_with_age
from registry.domain.dates.bounds import Bounds
from registry.domain.dates.spans import Span
from registry.domain.dates.wording import date_in_words
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Certainty, Kind, Status


def why(tenure: Tenure, bounds: Bounds, certainty: Certainty, days: Span) -> str:
    """One sentence: the dates as recorded, then what makes the answer certain, presumed or only possible."""
    reasons = [_period(tenure)]
    if certainty == Certainty.POSSIBLE:
        reasons += _doubts(tenure, bounds, days)
    elif tenure.unended:
        confirmed = tenure.last_confirmed
        if confirmed:
            told = date_with_age(confirmed, days.first) if days.one_day else date_in_words(confirmed)
            reasons.append(f"last confirmed on {told}")
        else:
            reasons.append("no evidence since then")
        if certainty == Certainty.PRESUMED:
            reasons.append("no end is recorded")
    if days.one_day:
        reasons += _inferences(tenure, bounds, days.first)
    reasons += _life(tenure)
    return f"{'; '.join(reasons)}."


def _life(tenure: Tenure) -> list[str]:
    """What ended the tenure, where its own dates do not say it."""
    life = tenure.ended_by
    if life is None:
        return []
    subject = {"died": "", "abolished": "the role was ", "dissolved": f"{tenure.organization_name} was "}[life.what]
    return [f"{subject}{life.what} {date_in_words(life.date)}"]


def _period(tenure: Tenure) -> str:
    office = "In office as acting" if tenure.kind == Kind.ACTING else "In office" if tenure.person else "Vacant"
    start = date_in_words(tenure.start) if tenure.start else "an unknown day"
    if tenure.end is not None:
        return f"{office} from {start} to {date_in_words(tenure.end)}"
    return f"{office} since {start}" if tenure.open else f"{office} from {start}"


def _doubts(tenure: Tenure, bounds: Bounds, days: Span) -> list[str]:
    doubts = []
    if tenure.since_unknown(bounds, days.last):
        seen = tenure.first_observed or tenure.last_confirmed
        doubts.append("the start is not recorded" + (f"; in office on {date_in_words(seen)}" if seen else ""))
    elif days.last < bounds.start_latest:
        doubts.append("may not have begun by this day" if days.one_day else "may not have begun by then")
    if days.first > bounds.end_earliest:
        doubts.append("may have ended before this day" if days.one_day else "may have ended before")
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
