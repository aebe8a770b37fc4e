"""What keeps the rows of a file from being recorded, grouped by cause, with the one option that settles each. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from registry.domain.exchange.statements import SkippedStatement
from registry.domain.vocabulary import DateOrder

EXAMPLES = 3


class Cause(StrEnum):
    """Why a row cannot be recorded as it stands."""

    SEAM = "seam"
    MISSING_END = "missing-end"
    SEATS = "seats"
    TWICE = "twice"
    REVERSED = "reversed"
    UNREADABLE = "unreadable"
    DATE_ORDER = "date-order"
    NAMESAKES = "namesakes"
    OTHER = "other"


class Seams(StrEnum):
    """What becomes of a few days on which two successors both hold a role by their dates."""

    UNCERTAIN = "uncertain"  # either may have been in office on them
    EARLIER = "earlier"  # the hand-over was on the first of these days
    LATER = "later"  # the hand-over was on the last of these days


class MissingEnds(StrEnum):
    """The end of a predecessor whose end is missing."""

    SUCCESSOR = "successor"  # the day on which the successor began
    UNKNOWN = "unknown"  # on a day that is not known


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How conflicts are settled; None, () or False = such rows are refused, left out or flagged.

    `seats_auto`: as many seats as were ever held at once; `seats_of`: slug or title of a role and its seats (0 =
    unlimited); `unite`: one person's overlapping rows are one tenure; `keep_unclear_dates`: a date that cannot be
    read, or an end before its start, is kept in the note, and the date is unknown; `add_namesakes`: who could be two
    recorded people is added as a new one; `continuous`: the roles are never without a holder, so each tenure directly
    follows another. `date_order`, `encoding` and `wide` say how the file is read, and are remembered with the rest.
    """

    seats_auto: bool = False
    seats_of: tuple[tuple[str, int], ...] = ()
    seams: Seams | None = None
    missing_ends: MissingEnds | None = None
    unite: bool = False
    keep_unclear_dates: bool = False
    add_namesakes: bool = False
    continuous: bool = False
    date_order: DateOrder | None = None
    encoding: str | None = None
    wide: bool = False

    def to_json(self) -> str | None:
        """For the dataset; None if nothing was chosen."""
        chosen = {each.name: value for each in fields(self) if (value := getattr(self, each.name))}
        return json.dumps(chosen, ensure_ascii=False) if chosen else None

    @classmethod
    def from_json(cls, text: str | None) -> ImportChoices:
        """As `to_json` writes it; what is not known to this version is left out."""
        known = json.loads(text or "{}")
        chosen = {each.name: known[each.name] for each in fields(cls) if each.name in known}
        seats = tuple((str(role), int(number)) for role, number in chosen.pop("seats_of", ()))
        seams, ends = chosen.pop("seams", None), chosen.pop("missing_ends", None)
        order = chosen.pop("date_order", None)
        return cls(
            date_order=DateOrder(order) if order else None,
            seats_of=seats,
            seams=Seams(seams) if seams else None,
            missing_ends=MissingEnds(ends) if ends else None,
            **chosen,
        )

    def over(self, before: ImportChoices) -> ImportChoices:
        """With what was chosen before, where nothing is chosen now."""
        news = {each.name: value for each in fields(self) if (value := getattr(self, each.name))}
        named = dict(self.seats_of)
        seats = (*((role, number) for role, number in before.seats_of if role not in named), *self.seats_of)
        return replace(before, **{**news, "seats_of": seats})

    def options(self) -> list[str]:
        """As they are typed."""
        seats = [f"{role}={number or 'unlimited'}" for role, number in self.seats_of]
        return [
            *(["--seats", "auto"] if self.seats_auto else []),
            *(word for each in seats for word in ("--seats", each)),
            *(["--seams", self.seams.value] if self.seams else []),
            *(["--missing-ends", self.missing_ends.value] if self.missing_ends else []),
            *(["--overlaps", "unite"] if self.unite else []),
            *(["--unclear-dates", "keep"] if self.keep_unclear_dates else []),
            *(["--namesakes", "add"] if self.add_namesakes else []),
            *(["--continuous"] if self.continuous else []),
            *(["--date-order", self.date_order.value] if self.date_order else []),
        ]


NOTHING_CHOSEN = ImportChoices()
WORDS = {
    Cause.SEAM: "two successors who share more than the day of the hand-over",
    Cause.MISSING_END: "somebody without an end date who had a successor",
    Cause.SEATS: "more people at once than the role has seats",
    Cause.TWICE: "one person twice in one role at once",
    Cause.REVERSED: "an end before its start",
    Cause.UNREADABLE: "a date that cannot be read",
    Cause.DATE_ORDER: "a date of which the day could be the month",
    Cause.NAMESAKES: "somebody who could be either of two recorded people",
    Cause.OTHER: "something that no option settles",
}
_SETTLED = {
    Cause.SEAM: ImportChoices(seams=Seams.UNCERTAIN),
    Cause.MISSING_END: ImportChoices(missing_ends=MissingEnds.SUCCESSOR),
    Cause.SEATS: ImportChoices(seats_auto=True),
    Cause.TWICE: ImportChoices(unite=True),
    Cause.REVERSED: ImportChoices(keep_unclear_dates=True),
    Cause.UNREADABLE: ImportChoices(keep_unclear_dates=True),
    Cause.NAMESAKES: ImportChoices(add_namesakes=True),
}
_BECOMES = {
    Cause.SEAM: "either may have been in office on these days (or: earlier, later)",
    Cause.MISSING_END: "it ends when the successor began (or: unknown; if several hold the role at once, --seats auto)",
    Cause.SEATS: "the role gets as many seats as were ever held at once",
    Cause.TWICE: "such rows are one tenure",
    Cause.REVERSED: "the dates are kept in the note, as unknown",
    Cause.UNREADABLE: "the words are kept in the note, the date as unknown",
    Cause.DATE_ORDER: "other dates of the file are in this order",
    Cause.NAMESAKES: "they are added, and may be merged later",
    Cause.OTHER: "such rows are left out (or: flag)",
}


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """Rows with one cause: how many, the first of them, and what settles them; choices None = to skip or flag them.

    `flagged`: to skip them would leave nothing of the file.
    """

    cause: Cause
    count: int
    examples: tuple[SkippedStatement, ...]
    choices: ImportChoices | None
    flagged: bool = False

    @property
    def words(self) -> str:
        """The cause in words."""
        return WORDS[self.cause]

    @property
    def option(self) -> str:
        """The option that settles it, as it is typed."""
        if self.choices is None and self.cause is Cause.DATE_ORDER:
            return "--date-order dmy or --date-order mdy"
        if self.choices:
            return " ".join(self.choices.options())
        return "--on-conflict flag" if self.flagged else "--on-conflict skip"

    @property
    def becomes(self) -> str:
        """What becomes of such rows with the option."""
        if self.choices is None and self.cause is Cause.DATE_ORDER:
            return "no date of the file tells which it is"
        if self.flagged and not self.choices:
            return "such rows are recorded as disputed"
        return _BECOMES[self.cause if self.choices else Cause.OTHER]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The groups, the most frequent first; with `options` the import succeeds, if it is `possible` at all.

    `skip`: rows that no option settles are left out; `flag`: they are recorded as disputed.
    """

    groups: tuple[PlanGroup, ...] = ()
    choices: ImportChoices = NOTHING_CHOSEN
    skip: bool = False
    flag: bool = False
    possible: bool = True

    @property
    def needs_order(self) -> bool:
        """Whether there are dates of which nothing tells if the day or the month comes first."""
        return any(group.cause is Cause.DATE_ORDER and group.choices is None for group in self.groups)

    @property
    def why_not(self) -> str:
        """What to do where no options are known to settle everything."""
        if self.needs_order:
            return "Say whether the day or the month comes first: --date-order dmy or --date-order mdy"
        return "No options settle everything; correct the file"

    @property
    def options(self) -> list[str]:
        """As they are typed, all of them."""
        rest = "skip" if self.skip else "flag" if self.flag else None
        return [*self.choices.options(), *(["--on-conflict", rest] if rest else [])]


def planned(
    refused: Iterable[tuple[Cause, int, Iterable[SkippedStatement]]],
    chosen: ImportChoices,
    order: DateOrder | None = None,
) -> list[PlanGroup]:
    """The groups of what was refused: cause, how many, the first. What is chosen already settles nothing more.

    `order`: of day and month in the file, where its other dates tell.
    """
    groups = []
    of_order = {Cause.DATE_ORDER: ImportChoices(date_order=order)} if order else {}
    for cause, count, notes in refused:
        settled = {**_SETTLED, **of_order}.get(cause)
        useful = settled is not None and settled.over(chosen) != chosen
        groups.append(PlanGroup(cause, count, tuple(notes)[:EXAMPLES], settled if useful else None))
    return sorted(groups, key=lambda group: -group.count)
