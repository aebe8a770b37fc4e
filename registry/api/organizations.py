"""The noun `organizations`: add, edit, show, list, name, remove."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from registry.api.arguments import checked, texts
from registry.api.file import When
from registry.api.noun import Noun, further_name
from registry.domain.entities.references import EntityReference
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION

if TYPE_CHECKING:
    from registry.domain.entities.references import DistinctPair
    from registry.domain.history.differences import Edited
    from registry.domain.tenures.relations import RelationNote
    from registry.services.entities.body_tree import BodyBranch
    from registry.services.entities.merge_posts import PostMergeReport
    from registry.services.entities.organizations import OrganizationProfile
    from registry.services.evidence.evidence import Evidence
    from registry.services.history.remove import RemovalReport
    from registry.services.tenures.lineage import PastEntry
    from registry.services.tenures.relate import RelationReport


@checked
class Organizations(Noun["EntityReference"]):
    """Each method raises a RegistryError for what it refuses, and then has written nothing.

    Of `edit`: `also` and `not_also` are further names to add and to take back; `identifiers` (scheme and value) take
    the place of those of the same scheme, and `not_identifiers` are taken back; `changes` are fields by the names of
    the model. None clears a field, and what is not named stays as it is. A slug never changes.

    `name` adds a further name or edits the one that is there. Its `details`: kind, language (BCP 47), script (ISO
    15924; told from the letters of a new name if left out), start, end; None clears one. `remove`: takes it back.
    """

    def add(
        self,
        name: str,
        *,
        also: Sequence[str] = (),
        parent: str | None = None,
        since: When | None = None,
        until: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> EntityReference:
        """Add an organization, below `parent` if given.

        >>> registry.organizations.add("Ministry of Defence", since="1991").slug
        'ministry-of-defence'
        """
        from registry.services.entities.add import add_organization

        return add_organization(
            self.file.session, name, also=also, parent=parent, since=self.file.edtf(since), until=self.file.edtf(until),
            identifiers=identifiers, note=note,
        )  # fmt: skip

    def edit(
        self,
        organization: str,
        *,
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        parent: str | None = None,
        not_parents: Sequence[str] = (),
        **changes: Any,
    ) -> Edited:
        """Change an organization: name, inception, dissolution, note; `parent`: what it stands below, from
        `parent_since` to `parent_until` (in `changes`, too); `not_parents`: what it never stood below.

        >>> registry.organizations.edit("operations branch", name="Operations").label
        'Operations'
        """
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.organizations import edit_organization

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self.file.dated(changes)
        options = (("start", "parent_since"), ("end", "parent_until"))
        dates = {side: changes.pop(option) for side, option in options if option in changes}
        return edit_organization(
            self.file.session, organization, changes, names, parent=parent, parent_dates=dates, not_parents=not_parents
        )

    def show(self, organization: str) -> OrganizationProfile:
        """All that is recorded of an organization, but for who held what: see `holders`.

        >>> registry.organizations.show("general staff").below
        ('operations-branch',)
        """
        from registry.services.entities.organizations import organization_profile

        return organization_profile(self.file.connection, organization)

    def list(self) -> builtins.list[EntityReference]:
        """Every organization, by name.

        >>> [organization.slug for organization in registry.organizations.list()]
        ['general-staff', 'operations-branch']
        """
        return named.everything(self.file.connection, ORGANIZATION)

    def name(self, organization: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further name of an organization.

        >>> registry.organizations.name("general staff", "GS", kind="abbreviation").slug
        'general-staff'
        """
        return further_name(self.file, ORGANIZATION, organization, name, remove, details)

    def rename(self, organization: str, name: str, on: When) -> Edited:
        """Give an organization another name from `on` on; the old one is kept, as a former name to the day before.

        >>> registry.organizations.rename("general staff", "Joint Staff", on="2020-03-27").label
        'Joint Staff'
        """
        from registry.services.entities.rename import rename

        return rename(self.file.session, ORGANIZATION, organization, name, self.file.start(on))

    def succeeded(
        self, old: str | Sequence[str], by: str | Sequence[str], how: str, on: When, *, evidence: Evidence | None = None
    ) -> RelationReport:
        """Record an event in the world: on the day `on`, its first day, what is named by `by` came of `old`.

        `how`: renamed, moved, merged, replaced (the old ones ended), split, transferred (they may have gone on). To
        unite two entries of one thing, see `merge`.

        >>> registry.organizations.add("Joint Staff").slug
        'joint-staff'
        >>> registry.organizations.succeeded("general staff", "joint staff", "renamed", "2030").relations[0].start
        '2030'
        """
        from registry.services.tenures.relate import succeeded

        first = self.file.start(on)
        return succeeded(
            self.file.session, ORGANIZATION, texts(old), texts(by), how, first, self.file.evidence(evidence)
        )

    def then(self, organization: str, on: When | None = None) -> builtins.list[PastEntry]:
        """What the organization was, or had become, on a day (today, if none is given): itself where it was.

        >>> [each.slug for each in registry.organizations.then("general staff", "2020-01-01")]
        ['general-staff']
        """
        from registry.services.tenures.lineage import then

        return then(self.file.connection, ORGANIZATION, organization, self.file.day(on))

    def lineage(self, organization: str) -> tuple[RelationNote, ...]:
        """Every event of the line of the organization: what it came of, what that came of, and what came of each; the
        earliest first.

        >>> registry.organizations.lineage("general staff")
        ()
        """
        from registry.services.tenures.lineage import lineage_notes

        return lineage_notes(self.file.connection, ORGANIZATION, organization)

    def tree(self, organization: str, on: When | None = None) -> builtins.list[BodyBranch]:
        """All that stands below an organization on a day (today, if none is given), each branch with what is below it.

        >>> [(each.name, each.depth) for each in registry.organizations.tree("general staff")]
        [('Operations Branch', 1)]
        """
        from registry.services.entities.body_tree import body_tree

        return body_tree(self.file.connection, organization, self.file.day(on))

    def relations(self, organization: str) -> tuple[RelationNote, ...]:
        """All that the organization is related to: what it is part of and what it continues, and what does so with it.

        >>> [(each.subject, each.kind) for each in registry.organizations.relations("general staff")]
        [('operations-branch', 'part of')]
        """
        from registry.services.entities.relation_notes import relation_notes
        from registry.services.names.resolve import resolve

        return relation_notes(
            self.file.connection, ORGANIZATION, resolve(self.file.connection, ORGANIZATION, organization).id
        )

    def unlink(
        self,
        organization: str | Sequence[str],
        kind: str,
        other: str | Sequence[str],
        because: str,
        *,
        start: When | None = None,
    ) -> RelationReport:
        """Take back a relation that was recorded by mistake; `start`: which one, where there are several.

        Of several organizations on a side, each with each of the other side: all of it, or nothing.

        >>> registry.organizations.add("Joint Staff").slug
        'joint-staff'
        >>> registry.organizations.succeeded("general staff", "joint staff", "renamed", "2030").noun
        'organization'
        >>> registry.organizations.unlink("joint staff", "continues", "general staff", because="no").relations[0].how
        'renamed'
        """
        from registry.services.tenures.relate import unlink

        return unlink(
            self.file.session, ORGANIZATION, texts(organization), kind, texts(other), because,
            start=self.file.edtf(start),
        )  # fmt: skip

    def merge(
        self, organization: str, other: str, because: str | None = None, *, dry_run: bool = False
    ) -> PostMergeReport:
        """Make two organizations one: `organization` gets all that is recorded of `other`, whose slug leads there.

        `dry_run`: only say what would become of the tenures. Raises MergeError where they have no room in one role.

        >>> registry.organizations.add("General Staffs").slug
        'general-staffs'
        >>> registry.organizations.merge("general staff", "general-staffs", because="a slip of the pen").kept
        'general-staff'
        """
        from registry.services.entities.merge_posts import merge_organizations

        return merge_organizations(self.file.session, organization, other, because, dry_run=dry_run)

    def largest(self) -> str:
        """The slug of the organization with the most roles. Raises NotFoundError where there is none.

        >>> registry.organizations.largest()
        'general-staff'
        """
        from registry.services.entities.organizations import largest_organization

        return largest_organization(self.file.connection)

    def distinct(self, organization: str, other: str, because: str) -> DistinctPair:
        """Record that two organizations are not one, so that they are not merged. Raises AlreadyRecordedError.

        >>> registry.organizations.distinct("general staff", "operations branch", because="one is a part").because
        'one is a part'
        """
        from registry.services.entities.merge_posts import distinct

        return distinct(self.file.session, ORGANIZATION, organization, other, because)

    def not_distinct(self, organization: str, other: str, because: str) -> DistinctPair:
        """Take back that two organizations are not one; returns what was recorded. Raises MergeError.

        >>> registry.organizations.distinct("general staff", "operations branch", because="one is a part").other
        'operations-branch'
        >>> registry.organizations.not_distinct("general staff", "operations branch", because="a mistake").because
        'one is a part'
        """
        from registry.services.entities.merge_posts import not_distinct

        return not_distinct(self.file.session, ORGANIZATION, organization, other, because)

    def remove(self, organization: str, because: str) -> RemovalReport:
        """Remove an organization that has no roles and none below it, with its names, identifiers and parents.

        >>> registry.organizations.remove("operations branch", because="it never was").slug
        'operations-branch'
        """
        from registry.services.history.remove import remove_organization

        return remove_organization(self.file.session, organization, because)
