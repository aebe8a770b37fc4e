"""What the rules find, and what of it is accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from registry.api.arguments import choice
from registry.api.file import HasFile, When

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding, Severity
    from registry.services.audit.status import RegistryStatus


def check(
    registry: HasFile,
    about: str | None = None,
    *,
    rules: Sequence[str] = (),
    severity: Severity | str = "information",
    unconfirmed_after: int | None = None,
    waived: bool = False,
    heard: Callable[[str, int, int | None], None] | None = None,
) -> list[Finding]:
    """What breaks a rule about a role, an organization or a person; None = about everything.

    `severity`: this bad or worse; `unconfirmed_after`: days; `waived`: the waived findings, too; `heard`: is told how
    many rules of how many were looked at.

    >>> sorted({finding.rule for finding in registry.check("chief", severity="warning")})
    ['early-source', 'no-source', 'replaces-missing']
    """
    from registry.domain.audit.findings import Limits, Severity
    from registry.services.audit.check import check

    registry.file.hold()
    limits = Limits(unconfirmed=unconfirmed_after) if unconfirmed_after is not None else Limits()
    return check(
        registry.file.connection, about, registry.file.today(),
        codes=rules, severity=choice(Severity, severity, "severity"), limits=limits, waived=waived, heard=heard,
    )  # fmt: skip


def waive(registry: HasFile, finding: str, because: str, until: When | None = None) -> Finding:
    """Record that a finding is known and accepted, up to the day `until`.

    >>> finding = registry.check("ann ames", rules=["no-source"])[0]
    >>> registry.waive(finding.finding, because="the archive burnt down").waived
    'the archive burnt down'
    """
    from registry.services.audit.check import waive

    last = registry.file.day(until) if until is not None else None
    return waive(registry.file.session, finding, because, last)


def status(registry: HasFile) -> RegistryStatus:
    """What is there, what is newest, and what waits to be done: vacant, stale, contradictory.

    >>> registry.status().counts["roles"]
    2
    """
    from registry.services.audit.status import status

    registry.file.hold()
    return status(registry.file.connection, registry.file.today())
