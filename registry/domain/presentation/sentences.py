"""Answers in words, the same at a terminal and on a page. Pure: today is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN, TransitionKind
from registry.domain.dates.edtf import exact_day, read_edtf
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.past import successions_in_words
from registry.domain.vocabulary import Certainty, Handover, Kind, Outcome, Status

if TYPE_CHECKING:
    from registry.domain.evidence.records import SourceNote
    from registry.domain.tenures.answers import Answer, Holder
    from registry.domain.tenures.histories import Days, TenureInHistory, Transition
    from registry.domain.tenures.movements.movements import Movement


def sentence(found: Answer, today: str) -> str:
    """Who held a role on a day or in a span, as a person would say it; `today` as ISO day."""
    told = [stopped(_told(found, today))]
    told += [stopped(_since_unknown(holder)) for holder in found.holders if _is_apart(holder)]
    return " ".join(told)


def stopped(text: str) -> str:
    """The text as a sentence: with one full stop at its end, or the question mark that it has."""
    return text if text.endswith((".", "?")) else f"{text}."


def days_in_words(on: str) -> str:
    """The days of a question within a sentence: `on 16 March 2025`, `in September 2013`, `from 2010 to 2013`."""
    if "/" not in on:
        words = date_in_words(on)
        return f"on {words}" if exact_day(read_edtf(on)) else f"in {words}" if words[:2] != "on" else words
    start, end = (None if side == ".." else date_in_words(side) for side in on.split("/"))
    if start is None:
        return f"up to {end}"
    return f"from {start} to {end}" if end else f"from {start} on"


def _told(found: Answer, today: str) -> str:
    role = role_of(found)
    days = days_in_words(found.on)
    verb = "will be" if found.future else "is" if (found.last or today) >= today else "was"
    when, later = f"{days[0].upper()}{days[1:]}", ", as recorded today" * found.future
    if found.answer == Outcome.NO_ROLE:
        past = successions_in_words(found.successions)
        past = past or successions_in_words(found.organization_successions, "its organization", "its organization's")
        was = f"; {past}" if past else ""
        return f"The role {role} {'will not exist' if found.future else 'did not exist'} {days}{later}{was}"
    holders = [holder for holder in found.holders if not _is_apart(holder)]
    empty = _vacancies(found, verb, alone=not holders)
    if not holders:
        return f"{when} {empty.format(role=role)}{later}" if empty else f"Nobody is recorded as {role} {days}"
    outgoing = [name_of(holder) for holder in holders if holder.handover == Handover.OUTGOING]
    incoming = [name_of(holder) for holder in holders if holder.handover == Handover.INCOMING]
    sure = all(holder.certainty == Certainty.CERTAIN for holder in holders)
    if sure and outgoing and incoming and len(outgoing) + len(incoming) == len(holders) and not empty:
        hands = "hands" if found.future else "handed"
        return f"{when} {_listed(outgoing, 'and')} {hands} over to {_listed(incoming, 'and')} as {role}{later}"
    who = "; ".join(filter(None, (_who(found, holders), empty)))
    return f"{when} the {role} {verb} {who}{later}"


def role_of(found: Answer) -> str:
    """The title and the organization by the names of the time, with today's where they differ."""
    now = [f"until this day {name}" for name in found.title_until]
    now += [f"or {name}" for name in found.title_possible]
    now += [f"now called {found.title}"] if found.titled != found.title else []
    body = found.body if found.body == found.organization else f"{found.body}, now called {found.organization}"
    return f"{found.titled} ({'; '.join([body, *now])})"


def _vacancies(found: Answer, verb: str, *, alone: bool) -> str:
    """What is empty: all of the role where nobody holds it and no other seat is left, else so many of its seats."""
    sure = sum(each.certainty != Certainty.POSSIBLE for each in found.vacancies)
    possible = len(found.vacancies) - sure
    if alone and sure and (found.seats is None or sure >= found.seats):
        return f"the {{role}} {verb} vacant"
    if alone and not sure and possible and found.seats == 1:
        return f"the {{role}} {verb} possibly vacant"
    of = f" of {found.seats} of the {{role}}" if alone else ""
    parts = [f"{_seats(sure, of)} {_agreeing(verb, sure)} vacant"] if sure else []
    if possible and found.seats == 1 and not alone:
        parts.append("or it was vacant" if verb == "was" else f"or it {verb} vacant")
    elif possible:
        parts.append(f"{_seats(possible, of)} {_agreeing(verb, possible)} possibly vacant")
    return "; ".join(parts)


def _seats(number: int, of: str) -> str:
    return f"{'one seat' if number == 1 else f'{number} seats'}{of}"


def _agreeing(verb: str, number: int) -> str:
    return verb if number == 1 else {"was": "were", "is": "are"}.get(verb, verb)


def _is_apart(holder: Holder) -> bool:
    """Whether they are only known to have held it later: no reason to name them for these days."""
    return holder.since_unknown and holder.certainty == Certainty.POSSIBLE


def _since_unknown(holder: Holder) -> str:
    if holder.last_confirmed:
        seen = f" on {date_in_words(holder.last_confirmed)}"
    else:
        seen = f" until {date_in_words(holder.end)}" if holder.end and holder.end != UNKNOWN else ""
    return f"{name_of(holder)} is recorded in office{seen}; the start is not recorded"


def _who(found: Answer, holders: Sequence[Holder]) -> str:
    """The certain ones first, then the presumed, then the possible, each kind said to be what it is."""
    certain, presumed, possible = (
        [_named(found, holder) for holder in holders if holder.certainty == certainty] for certainty in Certainty
    )
    if found.future:
        certain, presumed = [*certain, *presumed], []
    if not certain and not presumed:
        if len(possible) == 1:
            return f"possibly {possible[0]}"
        return f"possibly {_listed(possible, 'or')}" if found.seats != 1 or not found.one_day else _either(possible)
    parts = [_listed(certain, "and")] if certain else []
    parts += [f"presumably {_listed(presumed, 'and')}"] if presumed else []
    parts += [f"possibly {'also ' if parts else ''}{_listed(possible, 'or')}"] if possible else []
    return "; ".join(parts)


def _either(names: Sequence[str]) -> str:
    """Two are `either A or B`; of more than two it is one of them."""
    return f"either {names[0]} or {names[1]}" if len(names) == 2 else f"one of {_listed(names, 'or')}, unclear which"


def _named(found: Answer, holder: Holder) -> str:
    """The name, with what changed on the day, or that they held it throughout the span."""
    if found.one_day:
        return f"{name_of(holder)}, {holder.change} on this day" if holder.change else name_of(holder)
    return f"{name_of(holder)} (throughout)" if holder.throughout == holder.certainty else name_of(holder)


def _listed(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def name_of(holder: Holder) -> str:
    """The name, and that it is acting."""
    name = holder.named if holder.named == holder.name else f"{holder.named} (now called {holder.name})"
    return f"{name} (acting)" if holder.kind == Kind.ACTING else name


def known_as(certainty: str, found: Answer) -> str:
    """How sure it is; of days to come nothing is presumed: it is what is recorded today."""
    return "as recorded today" if found.future and certainty != Certainty.POSSIBLE else certainty


def mark_of(holder: Holder) -> str:
    """What marks a holder on the day asked about: which side of a hand-over, or what changed."""
    said = [word for word in (holder.handover, holder.change) if word]
    return f", {', '.join(said)}" if said else ""


def dates(spell: TenureInHistory) -> tuple[str, str]:
    """Since when and until when."""
    start = date_in_words(spell.start) if spell.start else "not known"
    if spell.ended_by:
        life = spell.ended_by
        recorded = "no end" if spell.end is None else "another end"
        return start, f"{date_in_words(life.date)} ({life.what}; {recorded} recorded)"
    if spell.end is None:
        return start, "still in office" if spell.open else "not known"
    return start, "not known" if spell.end == UNKNOWN else date_in_words(spell.end)


def holder_of(spell: TenureInHistory) -> str:
    """Who, with rank; or that the role was vacant."""
    if spell.named is None:
        return f"vacant{marks(spell)}"
    return f"{spell.named}{marks(spell)}{f', {spell.rank}' if spell.rank else ''}"


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
    if days is None:
        return "not known"
    if days.most == 0:
        return "none"
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
