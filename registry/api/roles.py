"""The noun `roles`: add, edit, show, list, name, remove."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from registry.api.arguments import checked, texts
from registry.api.file import When
from registry.api.noun import Noun, further_name
from registry.domain.entities.references import EntityReference
from registry.store.entities import named
from registry.store.entities.named import ROLE

if TYPE_CHECKING:
    from registry.domain.entities.references import DistinctPair
    from registry.domain.history.differences import Edited
    from registry.domain.tenures.relations import RelationNote
    from registry.services.entities.merge_posts import PostMergeReport
    from registry.services.entities.roles import Policies
    from registry.services.evidence.evidence import Evidence
    from registry.services.history.remove import RemovalReport
    from registry.services.tenures.lineage import PastEntry
    from registry.services.tenures.relate import RelationReport


@checked
class Roles(Noun["EntityReference"]):
    """Each method raises a RegistryError for what it refuses, and then has written nothing.

    Of `edit`: `also` and `not_also` are further names to add and to take back; `identifiers` (scheme and value) take
    the place of those of the same scheme, and `not_identifiers` are taken back; `changes` are fields by the names of
    the model. None clears a field, and what is not named stays as it is. A slug never changes.

    `name` adds a further name or edits the one that is there. Its `details`: kind, language (BCP 47), script (ISO
    15924; told from the letters of a new name if left out), start, end; None clears one. `remove`: takes it back.
    """

    def add(
        self,
        title: str,
        organization: str,
        *,
        also: Sequence[str] = (),
        seats: int | None = 1,
        since: When | None = None,
        until: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> EntityReference:
        """Add a role to an organization; seats None = unlimited.

        >>> registry.roles.add("Deputy Chief", "general staff", seats=3).slug
        'deputy-chief'
        """
        from registry.services.entities.add import add_role

        return add_role(
            self.file.session, title, organization, also=also, seats=seats, since=self.file.edtf(since),
            until=self.file.edtf(until), identifiers=identifiers, note=note,
        )  # fmt: skip

    def edit(
        self,
        role: str,
        *,
        seats_since: When | None = None,
        incompatible: Sequence[str] = (),
        compatible: Sequence[str] = (),
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        **changes: Any,
    ) -> Policies:
        """Change a role: title, seats (None = unlimited; from the day `seats_since` on), inception, abolition,
        continuous, term_months, term_limit, note; `incompatible` and `compatible` name other roles.

        >>> registry.roles.edit("inspector", seats=2, seats_since="2020-01-01").seat_changes
        (('2020-01-01', 2),)
        """
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.roles import edit_role

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self.file.dated(changes)
        since = self.file.day(seats_since) if seats_since is not None else None
        return edit_role(
            self.file.session, role, changes, seats_since=since, incompatible=incompatible, compatible=compatible,
            edits=names,
        )  # fmt: skip

    def show(self, role: str) -> Policies:
        """What is said of a role itself: seats, life, terms, what it is incompatible with.

        >>> registry.roles.show("chief").inception
        '1991'
        """
        from registry.services.entities.roles import policies

        return policies(self.file.connection, role)

    def organizations(self, roles: Sequence[str]) -> dict[str, str]:
        """The slug of the organization of each role, both by slug: answers have its name, which several may share.

        >>> registry.roles.organizations(["chief"])
        {'chief': 'general-staff'}
        """
        from registry.store.entities.roles import organizations_of

        return organizations_of(self.file.connection, roles)

    def list(self) -> builtins.list[EntityReference]:
        """Every role, by title.

        >>> [role.label for role in registry.roles.list()]
        ['Chief', 'Inspector']
        """
        return named.everything(self.file.connection, ROLE)

    def name(self, role: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further title of a role.

        >>> registry.roles.name("chief", "Commander").slug
        'chief'
        """
        return further_name(self.file, ROLE, role, name, remove, details)

    def rename(self, role: str, name: str, on: When) -> Edited:
        """Give a role another title from `on` on; the old one is kept, as a former name to the day before.

        >>> registry.roles.rename("chief", "Commander-in-Chief", on="2020-03-27").label
        'Commander-in-Chief'
        """
        from registry.services.entities.rename import rename

        return rename(self.file.session, ROLE, role, name, self.file.start(on))

    def succeeded(
        self, old: str | Sequence[str], by: str | Sequence[str], how: str, on: When, *, evidence: Evidence | None = None
    ) -> RelationReport:
        """Record an event in the world: on the day `on`, its first day, what is named by `by` came of `old`.

        `how`: renamed, moved, merged, replaced (the old ones ended), split, transferred (they may have gone on). To
        unite two entries of one thing, see `merge`.

        >>> registry.roles.succeeded("inspector", "chief", "merged", "2010-01-01").relations[0].how
        'merged'
        """
        from registry.services.tenures.relate import succeeded

        first = self.file.start(on)
        return succeeded(self.file.session, ROLE, texts(old), texts(by), how, first, self.file.evidence(evidence))

    def then(self, role: str, on: When | None = None) -> builtins.list[PastEntry]:
        """What the role was, or had become, on a day (today, if none is given): itself where it was.

        >>> [each.slug for each in registry.roles.then("chief", "2020-01-01")]
        ['chief']
        """
        from registry.services.tenures.lineage import then

        return then(self.file.connection, ROLE, role, self.file.day(on))

    def lineage(self, role: str) -> tuple[RelationNote, ...]:
        """Every event of the line of the role: what it came of, what that came of, and what came of each; the
        earliest first.

        >>> registry.roles.lineage("chief")
        ()
        """
        from registry.services.tenures.lineage import lineage_notes

        return lineage_notes(self.file.connection, ROLE, role)

    def relations(self, role: str) -> tuple[RelationNote, ...]:
        """All that the role is related to: what it reports to, confers, excludes, continues, and the reverse.

        >>> registry.roles.relations("chief")
        ()
        """
        from registry.services.entities.relation_notes import relation_notes
        from registry.services.names.resolve import resolve

        return relation_notes(self.file.connection, ROLE, resolve(self.file.connection, ROLE, role).id)

    def move(self, role: str, organization: str, on: When, *, evidence: Evidence | None = None) -> RelationReport:
        """Move a role to another organization on a day: a role there continues it, and its holders go on in that one.

        >>> registry.organizations.add("Ministry of Defence").slug
        'ministry-of-defence'
        >>> registry.roles.move("inspector", "ministry of defence", "2024-01-01").relations[0].how
        'moved'
        """
        from registry.services.tenures.move_role import move_role

        return move_role(self.file.session, role, organization, self.file.start(on), self.file.evidence(evidence))

    def link(
        self,
        role: str,
        kind: str,
        other: str | Sequence[str],
        *,
        start: When | None = None,
        end: When | None = None,
        how: str | None = None,
        note: str | None = None,
        evidence: Evidence | None = None,
    ) -> RelationReport:
        """Record that a role `reports to` another one, that its holder holds another one `ex officio`, or that it
        `excludes` another one, from start to end; None = open on that side.

        `other`: one role, or several at once: all of it is recorded, or nothing. `how` of reports to: command or
        administrative.

        >>> registry.roles.link("inspector", "excludes", "chief").relations[0].other
        'chief'
        """
        from registry.services.tenures.relate import relate

        return relate(
            self.file.session, ROLE, role, kind, texts(other), start=self.file.edtf(start), end=self.file.edtf(end),
            how=how, note=note, evidence=self.file.evidence(evidence),
        )  # fmt: skip

    def exclude(
        self, *roles: str, start: When | None = None, end: When | None = None, evidence: Evidence | None = None
    ) -> RelationReport:
        """Record that nobody may hold two of these roles at once.

        >>> len(registry.roles.exclude("chief", "inspector").relations)
        1
        """
        from registry.services.tenures.relate import exclude

        return exclude(
            self.file.session, roles, start=self.file.edtf(start), end=self.file.edtf(end),
            evidence=self.file.evidence(evidence),
        )  # fmt: skip

    def unlink(
        self,
        role: str | Sequence[str],
        kind: str,
        other: str | Sequence[str],
        because: str,
        *,
        start: When | None = None,
    ) -> RelationReport:
        """Take back a relation that was recorded by mistake; `start`: which one, where there are several.

        Of several roles on a side, each with each of the other side: all of it, or nothing.

        >>> registry.roles.link("inspector", "reports to", "chief").noun
        'role'
        >>> registry.roles.unlink("inspector", "reports to", "chief", because="a mistake").relations[0].kind
        'reports to'
        """
        from registry.services.tenures.relate import unlink

        return unlink(self.file.session, ROLE, texts(role), kind, texts(other), because, start=self.file.edtf(start))

    def merge(self, role: str, other: str, because: str | None = None, *, dry_run: bool = False) -> PostMergeReport:
        """Make two roles one: all that is recorded of `other` is `role`'s, and `other`'s slug leads there.

        `dry_run`: only say what would become of the tenures. Raises MergeError where they have no room in one role.

        >>> registry.roles.merge("chief", "inspector", because="the same post").kept
        'chief'
        """
        from registry.services.entities.merge_posts import merge_roles

        return merge_roles(self.file.session, role, other, because, dry_run=dry_run)

    def distinct(self, role: str, other: str, because: str) -> DistinctPair:
        """Record that two roles are not one, so that they are not merged. Raises AlreadyRecordedError.

        >>> registry.roles.distinct("chief", "inspector", because="two posts").because
        'two posts'
        """
        from registry.services.entities.merge_posts import distinct

        return distinct(self.file.session, ROLE, role, other, because)

    def not_distinct(self, role: str, other: str, because: str) -> DistinctPair:
        """Take back that two roles are not one; returns what was recorded. Raises MergeError.

        >>> registry.roles.distinct("chief", "inspector", because="two posts").other
        'inspector'
        >>> registry.roles.not_distinct("chief", "inspector", because="a mistake").because
        'two posts'
        """
        from registry.services.entities.merge_posts import not_distinct

        return not_distinct(self.file.session, ROLE, role, other, because)

    def remove(self, role: str, because: str) -> RemovalReport:
        """Remove a role without appointments, with its names, identifiers, seats and incompatibilities.

        >>> registry.roles.remove("inspector", because="it never was").slug
        'inspector'
        """
        from registry.services.history.remove import remove_role

        return remove_role(self.file.session, role, because)
