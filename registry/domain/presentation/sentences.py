"""Answers in words, the same at a terminal and on a page. Pure: today is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN, TransitionKind
from registry.domain.dates.wording import date_in_words
from registry.domain.vocabulary import Certainty, Handover, Kind, Outcome, Status

if TYPE_CHECKING:
    from registry.domain.evidence.records import SourceNote
    from registry.domain.tenures.holders_on import Answer, Holder
    from registry.domain.tenures.movements import Movement
    from registry.domain.tenures.succession import Days, TenureInHistory, Transition


def sentence(found: Answer, today: str) -> str:
    """Who held a role on a day, as a person would say it; `today` as ISO day."""
    role = f"{found.title} ({found.organization})"
    day = date_in_words(found.on)
    verb = "is" if found.on >= today else "was"
    if found.answer == Outcome.NO_ROLE:
        return f"The role {role} did not exist on {day}."
    if found.answer == Outcome.VACANT:
        return f"On {day} the {role} {verb} vacant."
    if not found.holders:
        return f"Nobody is recorded as {role} on {day}."
    outgoing = [name_of(holder) for holder in found.holders if holder.handover == Handover.OUTGOING]
    incoming = [name_of(holder) for holder in found.holders if holder.handover == Handover.INCOMING]
    sure = all(holder.certainty == Certainty.CERTAIN for holder in found.holders)
    if sure and outgoing and incoming and len(outgoing) + len(incoming) == len(found.holders):
        return f"On {day} {_listed(outgoing, 'and')} handed over to {_listed(incoming, 'and')} as {role}."
    return f"On {day} the {role} {verb} {_who(found.holders)}."


def _who(holders: Sequence[Holder]) -> str:
    """The certain ones first, then the presumed, then the possible, each kind said to be what it is."""
    certain, presumed, possible = (
        [name_of(holder) for holder in holders if holder.certainty == certainty] for certainty in Certainty
    )
    if not certain and not presumed:
        return f"possibly {possible[0]}" if len(possible) == 1 else f"either {_listed(possible, 'or')}"
    parts = [_listed(certain, "and")] if certain else []
    parts += [f"presumably {_listed(presumed, 'and')}"] if presumed else []
    parts += [f"possibly {'also ' if parts else ''}{_listed(possible, 'or')}"] if possible else []
    return "; ".join(parts)


def _listed(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def name_of(holder: Holder) -> str:
    """The name, and that it is acting."""
    return f"{holder.name} (acting)" if holder.kind == Kind.ACTING else holder.name


def dates(spell: TenureInHistory) -> tuple[str, str]:
    """Since when and until when."""
    start = date_in_words(spell.start) if spell.start else "not known"
    if spell.end is None:
        return start, "still in office" if spell.open else "not known"
    return start, "not known" if spell.end == UNKNOWN else date_in_words(spell.end)


def holder_of(spell: TenureInHistory) -> str:
    """Who, with rank; or that the role was vacant."""
    if spell.name is None:
        return f"vacant{marks(spell)}"
    return f"{spell.name}{marks(spell)}{f', {spell.rank}' if spell.rank else ''}"


def marks(told: TenureInHistory | Movement) -> str:
    """What is not usual of a tenure: acting, disputed."""
    said = [told.kind] if told.kind == Kind.ACTING else []
    said += [] if told.status == Status.ACCEPTED else [told.status]
    return f" ({', '.join(said)})" if said else ""


def passage_of(before: Transition | None) -> str:
    """How the role came to a holder from the one before."""
    if before is None:
        return ""
    if before.days is None or before.passage == TransitionKind.GAP:
        return before.passage
    return f"{before.passage}, up to {span(before.days.most)}" if before.days.most else before.passage


def length(days: Days | None) -> str:
    """How long something lasted, as far as it is known."""
    if days is None or (days.least == 0 and days.most is None):
        return "not known"
    if days.most is None:
        return f"at least {span(days.least)}"
    return span(days.least) if days.least == days.most else f"{span(days.least)} to {span(days.most)}"


def span(days: int) -> str:
    """A number of days; from two years on in years."""
    if days >= 2 * 365:
        return f"{days / 365.2425:.1f} years"
    return "1 day" if days == 1 else f"{days} days"


def day_of(each: Movement) -> str:
    """The date of an entry or an exit as recorded, and what is inferred from the neighbours where that says more."""
    stated = None if each.date in (None, UNKNOWN) else each.date
    if stated and not each.inferred:
        return date_in_words(stated)
    days = each.earliest if each.earliest == each.latest else f"[{each.earliest}..{each.latest}]"
    return (
        f"{date_in_words(stated)} (inferred: {date_in_words(days)})" if stated else f"{date_in_words(days)} (inferred)"
    )


def how_moved(each: Movement) -> str:
    """How somebody entered or why they left, and whom they replaced."""
    replacing = f"replacing {each.replaces_name}" if each.replaces_name else None
    return ", ".join(filter(None, (each.how, each.end_reason, replacing)))


def quoted(sources: Sequence[SourceNote]) -> list[tuple[SourceNote, list[str]]]:
    """Each source once, in their order, with all that is quoted from it."""
    said: dict[str, tuple[SourceNote, list[str]]] = {}
    for source in sources:
        _, quotes = said.setdefault(source.url or source.title, (source, []))
        quotes.extend([source.quote] if source.quote else [])
    return list(said.values())
