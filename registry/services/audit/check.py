"""Audit the registry: run the rules on a part of it or on all, and let people overrule a finding.

What a change writes is checked in services/session.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.audit.findings import Finding, Limits, Rule, Severity
from registry.domain.entities.references import qualified
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.text_hygiene import closest_of, shown
from registry.services.names.resolve import find, named_so, resolve, suggestion
from registry.services.session import Session
from registry.store.audit import rules
from registry.store.audit.findings import findings, findings_part
from registry.store.audit.waivers import Waiver, set_waiver, waivers
from registry.store.entities import organizations, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from registry.domain.entities.references import EntityReference
    from registry.store.entities.named import Noun

SUBJECTS = (ROLE, ORGANIZATION, PERSON)


def check(
    connection: sqlite3.Connection,
    about: str | None,
    today: str,
    *,
    codes: Sequence[str] = (),
    severity: Severity = Severity.INFORMATION,
    limits: Limits | None = None,
    waived: bool = False,
    heard: Callable[[str, int, int | None], None] | None = None,
) -> list[Finding]:
    """What the rules find about a role, an organization (and those below) or a person; None = about everything.

    `severity`: this bad or worse. `waived`: the waived findings, too. `heard` is told what was looked at: how many of
    how many.
    """
    wanted = _rules(codes, severity)
    scope, person = _scope(connection, about, today) if about else (None, None)
    found = [each.finding for each in findings(connection, wanted, scope, today, limits or Limits(), heard=heard)]
    accepted = waivers(connection, today)
    told = [
        replace(finding, waived=accepted[finding.finding].because) if finding.finding in accepted else finding
        for finding in found
        if person is None or any(subject.slug == person for subject in finding.subjects if subject.kind == "person")
    ]
    return [finding for finding in told if waived or finding.waived is None]


def check_part(
    connection: sqlite3.Connection, role: str, today: str, skip: int, most: int
) -> tuple[list[Finding], int]:
    """What the rules find about a role by its slug, without what is waived: `most` after the first `skip`, and how
    many there are. It costs what it shows: the rest is counted.
    """
    scope, _ = _scope(connection, qualified(ROLE.word, role), today)
    wanted = _rules((), Severity.INFORMATION)
    known = waivers(connection, today)
    return findings_part(connection, wanted, scope, today, Limits(), skip=skip, most=most, waived=known)


def waive(session: Session, finding: str, because: str, until: str | None = None) -> Finding:
    """Record that a finding is known and accepted, up to the ISO day `until`. Raises NotFoundError."""
    from registry.domain.entities.models import WaiverRow  # 40 ms, and a check does without
    from registry.domain.entities.validation import validated

    code = finding.rpartition("-")[0]
    if code not in {rule.code for rule in rules.rules()}:
        raise NotFoundError(f"no finding {shown(finding)}; `registry check` shows their names, such as gap-1a2b3c4d")
    with session.change(f"waive {finding}", because) as change:
        limits = Limits(unconfirmed=0)  # whatever time it was shown for: its name is the same
        current = findings(change.db.conn, _rules([code], Severity.INFORMATION), None, change.today, limits)
        meant = next((each.finding for each in current if each.finding.finding == finding), None)
        if meant is None:
            raise NotFoundError(
                f"no finding {shown(finding)} now; its facts have changed, see `registry check --rule {code}`"
            )
        if not because.strip():
            raise RegistryError("a waiver needs a reason; give it with --because")
        row = validated(WaiverRow, {"finding": finding, "because": because, "until": until})
        set_waiver(change.db, Waiver(row.finding, row.because, row.until))
        return replace(meant, waived=row.because)


def _rules(codes: Sequence[str], severity: Severity) -> list[Rule]:
    known = {rule.code: rule for rule in rules.rules()}
    for code in codes:
        if code not in known:
            raise NotFoundError(f"no rule {code!r}; {closest_of(code, [*known])}")
    worst = list(Severity)
    return [
        rule
        for rule in known.values()
        if (not codes or rule.code in codes) and worst.index(rule.severity) <= worst.index(severity)
    ]


def _scope(connection: sqlite3.Connection, about: str, today: str) -> tuple[list[int], str | None]:
    """The roles to look at, and the person's slug if it is a person who is asked about."""
    noun, found = _subject(connection, about)
    if noun is ROLE:
        return [found.id], None
    if noun is ORGANIZATION:
        bodies = organizations.below(connection, found.id, today)
        return [post.id for post in roles.roles_of(connection, bodies)], None
    return sorted({tenure.role_id for tenure in appointments.of_person(connection, found.id)}), found.slug


def _subject(connection: sqlite3.Connection, about: str) -> tuple[Noun, EntityReference]:
    """The one thing of any kind that is meant; `person:ann-ames` says of which kind."""
    kind, colon, name = about.partition(":")
    of_kind = [noun for noun in SUBJECTS if colon and noun.word == kind]
    if of_kind:
        return of_kind[0], resolve(connection, of_kind[0], name)
    meant = [(noun, found) for noun in SUBJECTS for found in named_so(connection, noun, about)]
    meant = meant or [(noun, found) for noun in SUBJECTS if (found := find(connection, noun, about))]
    if len(meant) > 1:
        listed = " or ".join(f"{found.label!r} ({qualified(noun.word, found.slug)})" for noun, found in meant)
        raise ChoiceError(
            f"{about!r} could be {listed}; use the words in brackets",
            [(qualified(noun.word, found.slug), found.label) for noun, found in meant],
        )
    if meant:
        return meant[0]
    raise NotFoundError(f"nothing is called {about!r}; {suggestion(connection, SUBJECTS, about)}")
