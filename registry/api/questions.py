"""What may be asked of a registry. Each method is a question of the command line, with the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from registry.api.file import RegistryFile, When
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.entities.references import EntityReference
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding, Severity
    from registry.domain.evidence.records import SourceInList, SourceNote
    from registry.domain.tenures.holders_on import Answer
    from registry.domain.tenures.succession import Career, Succession
    from registry.services.entities.organizations import OrganizationProfile
    from registry.services.entities.people import PersonProfile
    from registry.services.entities.roles import Policies
    from registry.services.evidence.sources import SourceProfile
    from registry.services.tenures.movements import Changes
    from registry.services.tenures.who import Snapshot


class Questions(RegistryFile):
    """Reads only."""

    def who(self, role: str, on: When | None = None, *, everyone: bool = False) -> Answer:
        """Who held the role on a day (today, if none is given); `everyone`: the merely possible, too."""
        from registry.services.tenures.who import who

        return who(self._connection, role, self._day(on), everyone=everyone)

    def history(self, role: str) -> Succession:
        """Everybody who held the role, by start, with lengths, gaps and hand-overs."""
        from registry.services.tenures.succession import history

        return history(self._connection, role, self._today())

    def career(self, person: str) -> Career:
        """Every role that the person held, by start."""
        from registry.services.tenures.succession import career_of

        return career_of(self._connection, person, self._today())

    def holders(self, organization: str, on: When | None = None, *, below: bool = False) -> Snapshot:
        """Who held what in the organization on a day; `below`: and in those that stand below it."""
        from registry.services.tenures.who import holders

        return holders(self._connection, organization, self._day(on), below=below)

    def changes(
        self, start: When, end: When | None = None, organization: str | None = None, *, below: bool = False
    ) -> Changes:
        """Who entered and who left a role, in one organization or anywhere, from the first day that `start` can mean
        to the last that `end` can (today, if none is given); `below`: and in those that stand below it.
        """
        from registry.services.tenures.movements import changes

        first, _ = widened(read_edtf(self._start(start)))
        until = self._edtf(end)
        last = widened(read_edtf(until))[1] if until else self._today()
        return changes(self._connection, first, last, organization, below=below)

    def policies(self, role: str) -> Policies:
        """What is said of a role itself: seats, life, terms, what it is incompatible with."""
        from registry.services.entities.roles import policies

        return policies(self._connection, role)

    def person(self, person: str) -> PersonProfile:
        """All that is recorded of a person, but for the tenures: see `career`."""
        from registry.services.entities.people import person_profile

        return person_profile(self._connection, person)

    def organization(self, organization: str) -> OrganizationProfile:
        """All that is recorded of an organization, but for who held what: see `holders`."""
        from registry.services.entities.organizations import organization_profile

        return organization_profile(self._connection, organization)

    def source(self, source: str) -> SourceProfile:
        """All that is recorded of a source, and the appointments that it is cited for."""
        from registry.services.evidence.sources import source_profile

        return source_profile(self._connection, source)

    def check(
        self,
        about: str | None = None,
        *,
        rules: Sequence[str] = (),
        severity: Severity | str = "information",
        unconfirmed_after: int | None = None,
        waived: bool = False,
    ) -> list[Finding]:
        """What breaks a rule about a role, an organization or a person; None = about everything.

        `severity`: this bad or worse; `unconfirmed_after`: days; `waived`: the waived findings, too.
        """
        from registry.domain.audit.findings import Limits, Severity
        from registry.services.audit.check import check

        self._hold()
        limits = Limits(unconfirmed=unconfirmed_after) if unconfirmed_after is not None else Limits()
        return check(
            self._connection, about, self._today(),
            codes=rules, severity=Severity(severity), limits=limits, waived=waived,
        )  # fmt: skip

    def people(self) -> list[EntityReference]:
        """Everybody, by name."""
        return named.everything(self._connection, PERSON)

    def organizations(self) -> list[EntityReference]:
        """Every organization, by name."""
        return named.everything(self._connection, ORGANIZATION)

    def roles(self) -> list[EntityReference]:
        """Every role, by title."""
        return named.everything(self._connection, ROLE)

    def sources(self) -> list[SourceInList]:
        """Every source with how often it is cited, by title."""
        from registry.store.evidence.sources import source_list

        return source_list(self._connection)

    def slugs_of_sources(self, notes: Iterable[SourceNote]) -> dict[str, str]:
        """The slug of each source that is noted under an answer, by its web address or, without one, its title."""
        from registry.store.entities.counts import slugs_of_sources

        return slugs_of_sources(self._connection, list({note.url or note.title for note in notes}))

    def counts(self) -> dict[str, int]:
        """How many people, organizations, roles, appointments and sources are recorded."""
        from registry.store.entities.counts import counts

        return counts(self._connection)
