"""Which role an office in a text means: a recorded one, or a new one with its organization, which is proposed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from registry.domain.drafting.assembled_tenures import ReadTenure
from registry.domain.drafting.office_mentions import organization_in, organization_of
from registry.domain.drafting.proposals import Act, Answers, Entry, Question
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError
from registry.domain.names.keys import title_key
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.services.drafting.match_names import likely_role, role_of
from registry.services.names.resolve import find, resolve
from registry.store.entities import roles
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.tenures import appointments


@dataclass(slots=True)
class MatchedRole:
    """Which role an office means; `note` None = it has to be added first."""

    words: str
    note: RoleNote | None
    recorded: list[Tenure] = field(default_factory=list)
    seats: int = 1  # of a role that has to be added


class RoleMatcher:
    """The roles of one text. `enter` proposes an entry for a tenure; what is asked goes to `questions`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        answers: Answers,
        tenures: Sequence[ReadTenure],
        questions: dict[str, Question],
        enter: Callable[[ReadTenure, Entry], None],
    ) -> None:
        self._connection = connection
        self._answers = answers
        self._tenures = tenures
        self._questions = questions
        self._enter = enter
        self._bodies: set[str] = set()  # proposed, as folded
        self._posts: dict[tuple[str, str | None], MatchedRole] = {}

    def of(self, tenure: ReadTenure) -> MatchedRole:
        """The role that is meant; proposed with its organization, if it is not recorded. Raises ChoiceError."""
        office = tenure.office
        key = title_key(office.title), office.whose
        if key not in self._posts:
            found = self._role(tenure)
            if found:
                note = roles.role_note(self._connection, found.id)
                told = [
                    each for each in appointments.of_role(self._connection, note.id) if each.status != Status.REJECTED
                ]
                self._posts[key] = MatchedRole(note.slug, note, told)
            else:
                self._posts[key] = self._new_post(tenure)
        return self._posts[key]

    def _role(self, tenure: ReadTenure) -> EntityReference | None:
        """The recorded role; asked about where it could be several. Raises ChoiceError."""
        try:
            return role_of(self._connection, tenure.office)
        except ChoiceError as error:
            if self._answers.role:
                return resolve(self._connection, ROLE, self._answers.role)
            choices = tuple((slug, f"{label}{self._held_by(slug)}") for slug, label in error.candidates)
            text = f"{tenure.office.title!r} could be several roles; choose one with --role"
            self._questions.setdefault("role", Question("role", text, choices))
            raise

    def _held_by(self, slug: str) -> str:
        """Who would be displaced: those whose tenure is open."""
        role = resolve(self._connection, ROLE, slug)
        holders = [
            each.holder for each in appointments.of_role(self._connection, role.id) if each.person and not each.end
        ]
        return f", now held by {', '.join(holders)}" if holders else ""

    def _new_post(self, tenure: ReadTenure) -> MatchedRole:
        title = tenure.office.title[0].upper() + tenure.office.title[1:]
        body = self._ministry(title) or organization_of(tenure.office) or self._answers.organization
        notes = [f"no role is called {title!r}; check the title and the organization"]
        suggested = likely_role(self._connection, tenure.office)
        if suggested:
            notes.append(suggested)
        if body is None:
            asked = f"the text does not name the organization of {title!r}; name it with --organization"
            self._questions.setdefault("organization", Question("organization", asked))
        organization = self._organization(body, tenure) if body else None
        needs = None if body else "its organization: --organization"
        seats = self._seats(tenure)
        proposed = Entry(
            act=Act.ROLE, role=title, organization=organization, notes=tuple(notes), needs=needs,
            seats=str(seats) if seats > 1 else None,
        )  # fmt: skip
        self._enter(tenure, proposed)
        return MatchedRole(title, None, seats=seats)

    def _ministry(self, title: str) -> str | None:
        """The recorded ministry of a `Minister of Defence`."""
        named = organization_in(title)
        if named is None or not named.startswith("Ministry"):
            return None
        try:
            found = find(self._connection, ORGANIZATION, named)
        except ChoiceError:
            return None
        return found.slug if found else None

    def _seats(self, tenure: ReadTenure) -> int:
        """How many the text says began together in the role, or left it together."""
        key = title_key(tenure.office.title), tenure.office.whose, tenure.kind
        same = [t for t in self._tenures if (title_key(t.office.title), t.office.whose, t.kind) == key]
        days = Counter(day for each in same for day in {f"from {each.start}", f"to {each.end}"} if "None" not in day)
        return max(days.values(), default=1)

    def _organization(self, body: str, tenure: ReadTenure) -> str:
        if title_key(body) in self._bodies:
            return body
        try:
            found = find(self._connection, ORGANIZATION, body)
        except ChoiceError as error:
            found = None
            note = str(error)
        else:
            note = f"no organization is called {body!r}; check the name"
        if found:
            return found.slug
        self._bodies.add(title_key(body))
        self._enter(tenure, Entry(act=Act.ORGANIZATION, organization=body, notes=(note,)))
        return body
