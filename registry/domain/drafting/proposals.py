"""Entries that are proposed: what a command would record, and the command. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from registry.domain.drafting.statements import Skipped
from registry.domain.vocabulary import Kind


class Act(StrEnum):
    """The command that makes an entry."""

    ORGANIZATION = "organization add"
    ROLE = "role add"
    APPOINT = "appoint"
    SUCCEED = "succeed"
    END = "end"
    RENAME_ORGANIZATION = "organization rename"
    RENAME_ROLE = "role rename"
    SUCCEEDED = "organization succeeded"
    LINK = "role link"
    ABSENT = "absent"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command's worth. Dates EDTF; `start` of a succession: its day; `notes`: what to check before;
    `needs`: what has to be said before it can be made; `seats`: of a new role, if it has more than one.
    `appointment`: whose details these are; `others`: the new name, what came of an organization, the superior;
    `value`: the rank; `reason` of an absence: why; `covered_by`: who acted then.

    `sentence`: what says it; `quote`: the words of it that do.
    """

    act: Act
    person: str | None = None
    role: str | None = None
    organization: str | None = None
    start: str | None = None
    end: str | None = None
    kind: str = Kind.SUBSTANTIVE
    rank: str | None = None
    how: str | None = None
    reason: str | None = None
    replacing: str | None = None
    notes: tuple[str, ...] = ()
    needs: str | None = None
    seats: str | None = None
    appointment: str | None = None
    others: tuple[str, ...] = ()
    value: str | None = None
    covered_by: str | None = None
    sentence: str = ""
    quote: str = ""

    def said_in(self, sentence: str, quote: str) -> Entry:
        """The same with its words."""
        return replace(self, sentence=sentence, quote=quote)

    @property
    def of_a_tenure(self) -> bool:
        """Whether it records something of tenures or relations, and so takes a source."""
        return self.act not in (Act.ORGANIZATION, Act.ROLE, Act.RENAME_ORGANIZATION, Act.RENAME_ROLE)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that its command takes, in the order in which it takes them."""
        return _FIELDS[self.act]

    def words(self) -> list[str]:
        """The command's words but for the program and the source."""
        return [*self.act.split(), *self._arguments()]

    def _arguments(self) -> Iterator[str]:
        for name in self.fields:
            value = getattr(self, name)
            option = _OPTIONS.get((self.act, name)) or _OPTIONS.get(name)
            if name == "kind":
                yield from ["--acting"] if value == Kind.ACTING else []
            elif name == "others":
                yield from [word for each in value for word in ([option, each] if option else [each])]
            elif self.act is Act.ROLE and name == "organization":
                yield from ["--organization", value or "ORGANIZATION"]
            elif self.act is Act.DETAIL and name == "value":
                yield from ["rank", value]
            elif value is not None:
                yield from [option, value] if option else [value]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A tenure that a text tells and that is not proposed: recorded already, or contradicted by what is recorded."""

    person: str
    role: str
    date: str | None
    why: str
    appointment: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader says of a text that does not say it itself: the organization of roles that are new, which recorded
    role is meant where it could be several, and the EDTF date of what has none.
    """

    organization: str | None = None
    role: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be said before everything can be recorded.

    `field`: that of Answers; `choices`: the slug of each and what it is.
    """

    field: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text gives: entries in the order in which they can be made, what gives none, and what has to be asked."""

    entries: tuple[Entry, ...]
    recorded: tuple[LeftOut, ...]
    contradictions: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...] = ()


_FIELDS: dict[Act, tuple[str, ...]] = {
    Act.ORGANIZATION: ("organization",),
    Act.ROLE: ("role", "organization", "seats"),
    Act.APPOINT: ("person", "role", "start", "end", "kind", "rank", "how", "reason", "replacing"),
    Act.SUCCEED: ("role", "person", "start", "replacing", "kind", "rank", "how"),
    Act.END: ("person", "role", "end", "reason"),
    Act.RENAME_ORGANIZATION: ("organization", "others", "start"),
    Act.RENAME_ROLE: ("role", "others", "start"),
    Act.SUCCEEDED: ("organization", "others", "how", "start"),
    Act.LINK: ("role", "others", "start", "end"),
    Act.ABSENT: ("appointment", "start", "end", "reason", "covered_by"),
    Act.DETAIL: ("appointment", "value", "start"),
}
_OPTIONS: dict[object, str] = {
    (Act.APPOINT, "start"): "--from",
    (Act.APPOINT, "end"): "--to",
    (Act.SUCCEED, "start"): "--on",
    (Act.END, "end"): "--on",
    (Act.RENAME_ORGANIZATION, "start"): "--on",
    (Act.RENAME_ROLE, "start"): "--on",
    (Act.SUCCEEDED, "start"): "--on",
    (Act.SUCCEEDED, "others"): "--by",
    (Act.LINK, "others"): "--reports-to",
    (Act.LINK, "start"): "--from",
    (Act.LINK, "end"): "--to",
    (Act.ABSENT, "start"): "--from",
    (Act.ABSENT, "end"): "--to",
    (Act.ABSENT, "reason"): "--why",
    (Act.DETAIL, "start"): "--from",
    "covered_by": "--covered-by",
    "seats": "--seats",
    "rank": "--rank",
    "how": "--how",
    "reason": "--reason",
    "replacing": "--replacing",
}
