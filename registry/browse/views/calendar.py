"""A succession as a calendar (RFC 5545). Pure: an all-day event a tenure of which some days are known.

An event has the days on which it is certain, or those on which it is possible where none is; its words say which.
A calendar knows no doubt, so no presumed day is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from registry.domain.dates.bounds import day_after
from registry.domain.dates.edtf import LAST_DAY
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.sentences import dates, marks
from registry.domain.tenures.histories import Succession, TenureInHistory
from registry.domain.vocabulary import Certainty, Status

_OCTETS = 75  # of a line, without its end (3.1)


def calendar(found: Succession, recorded_at: str, today: str, address: str | None) -> str:
    """The text; `recorded_at`: when the registry last changed (UTC), `address`: of the role's page."""
    stamp = datetime.fromisoformat(recorded_at).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")
    name = _escaped(f"{found.title} ({found.organization})")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//registry//pages//EN", f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    for spell in found.holders:
        lines += _event(spell, stamp, today, address)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(spell: TenureInHistory, stamp: str, today: str, address: str | None) -> Iterator[str]:
    days = _days(spell, today)
    if days is None:
        return
    first, last, known = days
    who = f"{'possibly ' if known is Certainty.POSSIBLE else ''}{spell.named or 'vacant'}{marks(spell)}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(f'{spell.appointment}@{spell.role}.registry')}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < LAST_DAY:
        yield f"DTEND;VALUE=DATE:{_day(day_after(last))}"
    yield f"SUMMARY:{_escaped(f'{spell.titled}: {who}')}"
    yield f"DESCRIPTION:{_escaped(_description(spell, first, last, known, today))}"
    if address and "://" in address:
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield f"STATUS:{'CONFIRMED' if known is Certainty.CERTAIN else 'TENTATIVE'}"
    yield "END:VEVENT"


def _days(spell: TenureInHistory, today: str) -> tuple[str, str, Certainty] | None:
    """First and last day, and how these are known; None if they are not known or the claim is rejected.

    A tenure that is open runs to today: presumed, unless it was confirmed today.
    """
    if spell.status == Status.REJECTED:
        return None
    sure_to = today if spell.open else spell.end_earliest
    if not spell.doubted and spell.start_latest and sure_to and spell.start_latest <= sure_to:
        presumed = spell.open and _confirmed(spell, today) < today
        return spell.start_latest, sure_to, Certainty.PRESUMED if presumed else Certainty.CERTAIN
    first, last = spell.start_earliest, spell.end_latest or (today if spell.open else None)
    return (first, last, Certainty.POSSIBLE) if first and last and first <= last else None


def _confirmed(spell: TenureInHistory, today: str) -> str:
    return min(max(spell.last_confirmed or "", spell.start_latest or ""), today)


def _description(spell: TenureInHistory, first: str, last: str, known: Certainty, today: str) -> str:
    start, end = dates(spell)
    said = [f"From {start}; to {end}." if spell.end else f"From {start}; {end}."]
    sure_to = _confirmed(spell, today) if known is Certainty.PRESUMED else last
    stretch = f"{date_in_words(first)} to {date_in_words(sure_to)}"
    said.append(f"Possible at most: {stretch}." if known is Certainty.POSSIBLE else f"Certain: {stretch}.")
    if known is Certainty.PRESUMED:
        said.append("Nothing has confirmed it since; it is presumed to continue.")
    said += [f"Source: {note.title}{f', {note.url}' if note.url else ''}" for note in spell.sources]
    return "\n".join(dict.fromkeys(said))


def _day(day: str) -> str:
    return date.fromisoformat(day).isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """A TEXT value (3.3.11); control characters cannot stand in one."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    lines = (_printable(line) for line in text.split("\n"))
    return "\\n".join(lines)


def _printable(text: str) -> str:
    return "".join(letter if letter >= " " and letter != "\x7f" else " " for letter in text)


def _folded(line: str) -> Iterator[str]:
    """In lines of at most 75 octets, never inside a character; all but the first begin with a space (3.1)."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
