"""What an entry needs and is not recorded yet: its role, the role's organization, a predecessor's tenure.

Nothing is added unless the entry says so, and what resembles something recorded is not added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError, SimilarError
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Kind, Status
from registry.services.entities.add import add_organization, add_role, find_or_add_person
from registry.services.evidence.evidence import Evidence
from registry.services.names.resolve import find, refuse_similar, resolve
from registry.services.session import Session
from registry.services.tenures.writing import Terms, begin
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.entities.roles import role_note
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(slots=True)
class Additions:
    """What an entry may add, and what it has added, as nouns with what they name.

    `create`: a role that is missing, and its `organization`, and a predecessor of whom nothing is recorded. `since`:
    from when the predecessor held the role (EDTF); it adds them without `create`, too.
    """

    create: bool = False
    organization: str | None = None
    since: str | None = None
    made: list[tuple[str, EntityReference]] = field(default_factory=list)

    @property
    def people(self) -> list[str]:
        """The slugs of the people who were added."""
        return [found.slug for noun, found in self.made if noun == PERSON.word]

    def role(self, session: Session, words: str) -> RoleNote:
        """The role that is meant; added, if it is missing and may be. Raises NotFoundError, ChoiceError."""
        connection = session.connection
        if self.organization and not self.create:
            raise RegistryError("an organization is said for a new role only; add --create, or leave it out")
        found = find(connection, ROLE, words) if self.create else resolve(connection, ROLE, words)
        if found is None:
            found = self._new_role(session, words)
        return role_note(connection, found.id)

    def person(self, session: Session, words: str, *, new: bool = False) -> EntityReference:
        """The person who is meant, or a new one. Raises SimilarError."""
        found, added = find_or_add_person(session, words, new=new)
        if added:
            self.made.append((PERSON.word, found))
        return found

    def predecessor(
        self, session: Session, db: Database, post: RoleNote, words: str, on: str, evidence: Evidence | None
    ) -> Tenure | None:
        """The tenure of the predecessor, added with its end on the day of the hand-over; None if one is recorded.

        None, too, if nothing is to be added. Raises RegistryError for a start of what is already recorded.
        """
        if not (self.create or self.since):
            return None
        known = find(session.connection, PERSON, words)
        held = [
            tenure
            for tenure in appointments.of_role(session.connection, post.id)
            if known and tenure.person_id == known.id and tenure.status != Status.REJECTED
        ]
        if held:
            if self.since:
                raise RegistryError(
                    f"{held[0].name} is recorded as {post.title!r} already ({held[0].appointment}); "
                    "leave --replacing-since out"
                )
            return None
        if known is None:
            _refuse_alike(session, PERSON, words)
        outgoing = self.person(session, words)
        terms = Terms(kind=Kind.SUBSTANTIVE)
        return appointments.one(db.conn, begin(db, outgoing, post, self.since or UNKNOWN, on, terms, None, evidence))

    def _new_role(self, session: Session, title: str) -> EntityReference:
        _refuse_alike(session, ROLE, title)
        if not self.organization:
            raise NotFoundError(
                f"no role {title!r}; to add it, say with --organization which organization it belongs to"
            )
        body = find(session.connection, ORGANIZATION, self.organization)
        if body is None:
            _refuse_alike(session, ORGANIZATION, self.organization)
            body = add_organization(session, self.organization)
            self.made.append((ORGANIZATION.word, body))
        found = add_role(session, title, body.slug)
        self.made.append((ROLE.word, found))
        return found


def _refuse_alike(session: Session, noun: Noun, words: str) -> None:
    """Raises ChoiceError for a name that is so like a recorded one that it may be a slip."""
    try:
        refuse_similar(session.connection, noun, words)
    except SimilarError as error:
        listed = " or ".join(f"{label!r} ({slug})" for slug, label in error.candidates)
        raise ChoiceError(
            f"no {noun.word} is called {words!r}, but {listed} may be the same; name that one, or add another with "
            f"`registry {noun.word} add`",
            error.candidates,
        ) from error
