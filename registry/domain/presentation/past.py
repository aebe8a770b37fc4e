"""Successions, relations, chains and details in words, the same at a terminal and on a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.tenures.details import ABSENCE

if TYPE_CHECKING:
    from registry.domain.tenures.answers import Holder
    from registry.domain.tenures.details import DetailNote, FurtherDateNote
    from registry.domain.tenures.past_posts import SuccessionNote


class _RelationNote(Protocol):
    @property
    def subject(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def subject_name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def other_name(self) -> str: ...
    @property
    def how(self) -> str | None: ...
    @property
    def start(self) -> str | None: ...
    @property
    def end(self) -> str | None: ...


_CAME_OF = {
    "renamed": "{new} was called {old} before",
    "moved": "{new} was moved from {old}",
    "merged": "{new} was merged from {old}",
    "replaced": "{new} replaced {old}",
    "split": "{new} was split from {old}",
    "transferred": "{new} took over functions of {old}",
    None: "{new} came of {old}",
}
_BECAME = {
    "renamed": "{it} was renamed {new}",
    "moved": "{it} was moved and became {new}",
    "merged": "{it} was merged into {new}",
    "replaced": "{it} was replaced by {new}",
    "split": "{new} was split from {it}",
    "transferred": "{its} functions went to {new}",
    None: "{it} became {new}",
}
_CAME = {
    "renamed": "{it} was called {old} and renamed",
    "moved": "{it} was moved from {old}",
    "merged": "{it} was merged from {old}",
    "replaced": "{it} replaced {old}",
    "split": "{it} was split from {old}",
    "transferred": "{it} took over functions of {old}",
    None: "{it} came of {old}",
}


def relation_sentence(each: _RelationNote) -> str:
    """A relation as a sentence; two of one name are told apart by their slugs."""
    subject, other = each.subject_name, each.other_name
    if subject == other:
        subject, other = f"{subject} ({each.subject})", f"{other} ({each.other})"
    if each.kind == "continues":
        words = _CAME_OF.get(each.how, _CAME_OF[None]).format(new=subject, old=other)
        return f"{words}, {date_in_words(each.start)}." if each.start else f"{words}."
    verb = {
        "reports to": f"{subject} reports to {other}",
        "ex officio": f"the holder of {subject} also holds {other}, ex officio",
        "excludes": f"nobody may hold both {subject} and {other}",
        "part of": f"{subject} is part of {other}",
    }[each.kind]
    how = f" ({each.how})" if each.how else ""
    days = _days(each.start, each.end)
    return f"{verb[0].upper()}{verb[1:]}{how}{days}."


def successions_in_words(notes: Iterable[SuccessionNote], it: str = "it", its: str = "its") -> str:
    """What a thing came of, or became: `it was split from A on 27 March 2020`; those of one day and way together.

    `it`, `its`: how the thing is called.
    """
    grouped: dict[tuple[str | None, str | None, bool], list[str]] = {}
    for note in notes:
        grouped.setdefault((note.how, note.on, note.before), []).append(note.name)
    parts = []
    for (how, on, before), names in grouped.items():
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        words = (_CAME if before else _BECAME).get(how) or (_CAME if before else _BECAME)[None]
        day = f" {_on(on)}" if on else ""
        parts.append(f"{words.format(old=listed, new=listed, it=it, its=its)}{day}")
    return "; ".join(parts)


def _days(start: str | None, end: str | None) -> str:
    """`, from A to B`; an open side is left out."""
    if start and end:
        return f", {span_in_words(start, end)}"
    return f", from {date_in_words(start)}" if start else f", until {date_in_words(end)}" if end else ""


def _on(date: str) -> str:
    words = date_in_words(date)
    return f"on {words}" if len(date) == len("2020-03-27") and date[4] == "-" else f"in {words}"


def absence_in_words(holder: Holder) -> str:
    """`, absent (leave), not in charge`, `, for A, in charge`, `, ex officio as B`; empty for the rest."""
    said = []
    if holder.absent:
        doubt = {"possible": "possibly ", "presumed": "presumably "}.get(holder.absent.certainty, "")
        said.append(f"{doubt}absent ({holder.absent.why})")
    if holder.stands_in_for_name:
        said.append(f"for {holder.stands_in_for_name}")
    if holder.ex_officio:
        said.append(f"ex officio as {holder.ex_officio}")
    if holder.absent or holder.stands_in_for_name:
        said.append({"certain": "in charge", "presumed": "presumably in charge", "possible": "possibly in charge"}.get(
            holder.in_charge or "", "not in charge"
        ))  # fmt: skip
    return "".join(f", {each}" for each in said)


def detail_in_words(each: DetailNote) -> str:
    """`rank General, from 23 August 2024`."""
    days = _days(each.start, each.end)
    doubt = "" if each.status == "accepted" else f" ({each.status})"
    return f"{value_in_words(each, ' ')}{days}{doubt}"


def value_in_words(each: DetailNote, between: str = ": ") -> str:
    """`rank: General`, `absent (leave)`; an absence without a reason is `absent`."""
    if each.field == ABSENCE:
        return "absent" if each.value == "absent" else f"absent ({each.value})"
    return f"{each.field}{between}{each.value}"


def dates_in_words(dates: Iterable[FurtherDateNote]) -> str:
    """`start announced on 8 February 2024; end due in 2028`."""
    return "; ".join(f"{each.side} {each.act} {_on(each.on)}" for each in dates)
