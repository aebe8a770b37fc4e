"""A line of a list of everybody in office -> the tenures that it confirms, or why it confirms none. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.text_hygiene import quoted, shown
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.formats.own.roster import Entry
from registry.services.evidence.confirm import appointing, contradiction, tenures_of
from registry.services.names.resolve import find, named_so, suggestion
from registry.store.entities.named import PERSON, ROLE

_SHOWN = 8


class Unmatched(NamedTuple):
    """A line that confirms nothing, and why. `unclear`: it may mean somebody recorded, so it is never skipped."""

    line: int
    name: str
    why: str
    unclear: bool


class NoSuchRoleError(RegistryError):
    """The organization has no role of this name, or several."""


@dataclass(frozen=True, slots=True)
class InOffice:
    """Who can have held which role of an organization on the ISO day `on`, by person.

    `source`: as it was given, for the commands that are proposed.
    """

    connection: sqlite3.Connection
    body: EntityReference
    posts: Mapping[int, RoleNote]
    held: Mapping[int, Sequence[Tenure]]
    on: str
    source: str

    def match(self, entry: Entry, *, suggest: bool) -> Sequence[Tenure] | Unmatched:
        """What the line confirms; `suggest`: look for likely names where nobody is called so."""
        try:
            holder = find(self.connection, PERSON, entry.name)
            if holder is None:
                return Unmatched(entry.line, entry.name, self._stranger(entry, suggest=suggest), unclear=False)
            posts = [self._post(entry.role)] if entry.role else list(self.posts.values())
            return self._seen(holder, posts)
        except NotFoundError as error:
            return Unmatched(entry.line, entry.name, str(error), unclear=False)
        except (ChoiceError, NoSuchRoleError) as error:
            return Unmatched(entry.line, entry.name, str(error), unclear=True)

    def _seen(self, holder: EntityReference, posts: Sequence[RoleNote]) -> Sequence[Tenure]:
        """Those that certainly had the day, or the only one that can have. Raises NotFoundError, ChoiceError."""
        ids = [post.id for post in posts]
        told = [tenure for tenure in self.held.get(holder.id, ()) if tenure.role_id in ids]
        fitting = [tenure for tenure in told if tenure.status == Status.ACCEPTED] or told
        certain = [tenure for tenure in fitting if tenure.bounds().certainly(self.on)]
        if certain or len(fitting) == 1:
            return certain or fitting
        if fitting:
            listed = " or ".join(f"{each.title} ({span_in_words(each.start, each.end)})" for each in fitting)
            raise ChoiceError(
                f"on {date_in_words(self.on)} {holder.label} may have been {listed}; add a column `role`, or give "
                "the dates of one more exactly first",
                [(each.appointment, each.title) for each in fitting],
            )
        held = tenures_of(self.connection, holder.id, ids)
        if held:
            raise NotFoundError(contradiction(held, self.on, self.source))
        title = repr(posts[0].title) if len(posts) == 1 else f"the holder of a role of {self.body.label}"
        raise NotFoundError(
            f"{holder.label} is not recorded as {title}; to record it, type {self._command(holder.slug, posts)}"
        )

    def _post(self, words: str) -> RoleNote:
        """The role of the organization that is meant. Raises NoSuchRoleError, ChoiceError."""
        found = [each for each in named_so(self.connection, ROLE, words) if each.id in self.posts]
        if not found:
            meant = find(self.connection, ROLE, words)
            found = [meant] if meant and meant.id in self.posts else []
        if len(found) == 1:
            return self.posts[found[0].id]
        titles = [f"{post.title!r} ({post.slug})" for post in self.posts.values()]
        more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
        raise NoSuchRoleError(
            f"{shown(words)} does not name exactly one role of {self.body.label}, which has "
            f"{', '.join(titles[:_SHOWN])}{more}; use the slug in brackets, or add the role with `registry role add`"
        )

    def _stranger(self, entry: Entry, *, suggest: bool) -> str:
        posts = list(self.posts.values())
        if entry.role:
            try:
                posts = [self._post(entry.role)]
            except RegistryError as error:
                return f"no person {shown(entry.name)}, and {error}"
        meant = suggestion(self.connection, [PERSON], entry.name) if suggest else ""
        alike = f"{meant} If" if meant.startswith("did you mean") else "if"
        command = self._command(quoted(entry.name), posts)
        return f"no person {shown(entry.name)}; {alike} it is somebody new, type {command}"

    def _command(self, person: str, posts: Sequence[RoleNote]) -> str:
        return appointing(person, posts[0].slug if len(posts) == 1 else "ROLE", self.on, self.source)
