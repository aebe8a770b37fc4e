"""Audit the registry: run the rules, tell what they find in sentences, and let people overrule a finding."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from registry.domain.audit.findings import Finding, Limits, Rule, Severity, Subject
from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.text_hygiene import shown
from registry.domain.tenures.records import RoleNote, Tenure
from registry.services.names.resolve import find, named_so, resolve, suggestion
from registry.store.audit import rules
from registry.store.audit.waivers import Waiver, set_waiver, waivers
from registry.store.database import registry_file
from registry.store.entities import organizations, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.references import EntityReference
    from registry.store.entities.named import Noun

SUBJECTS = (ROLE, ORGANIZATION, PERSON)
_OF_TIME = ("unconfirmed",)  # time that passes is no news about what was just written


class BrokenRuleError(RegistryError):
    """What was about to be written breaks a rule that nothing may break."""


def check(
    connection: sqlite3.Connection,
    about: str | None,
    today: str,
    *,
    codes: Sequence[str] = (),
    severity: Severity = Severity.INFORMATION,
    limits: Limits | None = None,
    waived: bool = False,
) -> list[Finding]:
    """What the rules find about a role, an organization (and those below) or a person; None = about everything.

    `severity`: this bad or worse. `waived`: the waived findings, too.
    """
    wanted = _rules(codes, severity)
    scope, person = _scope(connection, about, today) if about else (None, None)
    found = _findings(connection, wanted, scope, today, limits or Limits())
    accepted = waivers(connection, today)
    told = [
        replace(finding, waived=accepted[finding.finding].because) if finding.finding in accepted else finding
        for finding in found
        if person is None or any(subject.slug == person for subject in finding.subjects if subject.kind == "person")
    ]
    return [finding for finding in told if waived or finding.waived is None]


def findings_about(connection: sqlite3.Connection, written: Sequence[Tenure], today: str) -> list[Finding]:
    """The errors and warnings about these tenures."""
    wanted = [rule for rule in _rules((), Severity.WARNING) if rule.code not in _OF_TIME]
    scope = sorted({tenure.role_id for tenure in written})
    touched = {tenure.appointment for tenure in written}
    found = _findings(connection, wanted, scope, today, Limits())
    return [finding for finding in found if _appointments_of(finding) & touched]


def check_written(connection: sqlite3.Connection, written: Sequence[Tenure], today: str) -> list[Finding]:
    """What the rules say about what was just written, in the open change.

    Raises BrokenRuleError for an error that was not there before; what is wrong already does not stand in the way.
    """
    found = findings_about(connection, written, today)
    errors = [finding for finding in found if finding.severity == Severity.ERROR]
    if errors:
        known = _errors_before(connection, sorted({tenure.role_id for tenure in written}), today)
        for error in errors:
            if (error.rule, _appointments_of(error)) not in known:
                raise BrokenRuleError(f"{error.facts} ({error.rule}); {error.remedy}")
    return found


def check_role(connection: sqlite3.Connection, role: str, today: str) -> None:
    """Raises BrokenRuleError if the open change puts tenures of the role in the wrong that were right before."""
    check_written(connection, appointments.of_role(connection, resolve(connection, ROLE, role).id), today)


def check_person(connection: sqlite3.Connection, person: str, today: str) -> None:
    """The same for the tenures of a person."""
    check_written(connection, appointments.of_person(connection, resolve(connection, PERSON, person).id), today)


def check_organization(connection: sqlite3.Connection, organization: str, today: str) -> None:
    """The same for the tenures of all roles of an organization."""
    posts = roles.roles_of(connection, [resolve(connection, ORGANIZATION, organization).id])
    held = [tenure for post in posts for tenure in appointments.of_role(connection, post.id)]
    check_written(connection, held, today)


def _errors_before(connection: sqlite3.Connection, scope: Sequence[int], today: str) -> set[tuple[str, frozenset[str]]]:
    """The errors that another reader still sees: those from before the open change."""
    with closing(registry_file.open_registry(registry_file.path_of(connection))) as before:
        found = _findings(before, _rules((), Severity.ERROR), scope, today, Limits())
    return {(finding.rule, _appointments_of(finding)) for finding in found}


def _appointments_of(finding: Finding) -> frozenset[str]:
    return frozenset(subject.slug for subject in finding.subjects if subject.kind == "appointment")


def waive(db: Database, finding: str, because: str, until: str | None, today: str) -> Finding:
    """Record that a finding is known and accepted, up to the ISO day `until`. Raises NotFoundError."""
    from registry.domain.entities.models import WaiverRow, validated  # 40 ms, and a check does without

    code = finding.rpartition("-")[0]
    if code not in {rule.code for rule in rules.rules()}:
        raise NotFoundError(f"no finding {shown(finding)}; `registry check` shows their names, such as gap-1a2b3c4d")
    # Whatever time it was shown for: its name is the same.
    current = _findings(db.conn, _rules([code], Severity.INFORMATION), None, today, Limits(unconfirmed=0))
    meant = next((each for each in current if each.finding == finding), None)
    if meant is None:
        raise NotFoundError(
            f"no finding {shown(finding)} now; its facts have changed, see `registry check --rule {code}`"
        )
    if not because.strip():
        raise RegistryError("a waiver needs a reason; say it with --because")
    row = validated(WaiverRow, {"finding": finding, "because": because, "until": until})
    set_waiver(db, Waiver(row.finding, row.because, row.until))
    return replace(meant, waived=row.because)


def _rules(codes: Sequence[str], severity: Severity) -> list[Rule]:
    known = {rule.code: rule for rule in rules.rules()}
    for code in codes:
        if code not in known:
            raise NotFoundError(f"no rule {code!r}; the rules are: {', '.join(known)}")
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
        listed = " or ".join(f"{found.label!r} ({noun.word}:{found.slug})" for noun, found in meant)
        raise ChoiceError(
            f"{about!r} could be {listed}; use what is in brackets", [(f.slug, f.label) for _, f in meant]
        )
    if meant:
        return meant[0]
    raise NotFoundError(f"nothing is called {about!r}; {suggestion(connection, SUBJECTS, about)}")


def _findings(
    connection: sqlite3.Connection, wanted: Iterable[Rule], scope: Sequence[int] | None, today: str, limits: Limits
) -> list[Finding]:
    rules.look_at(connection, scope)
    told = []
    for rule in wanted:
        rows = rules.broken(connection, rule, today, limits)
        ids = [int(str(row[side])) for row in rows for side in ("a", "b") if row.get(side)]
        tenures = {tenure.id: tenure for tenure in appointments.of_ids(connection, ids)} if ids else {}
        told += [_finding(connection, rule, row, tenures, limits) for row in rows]
    return told


def _finding(
    connection: sqlite3.Connection, rule: Rule, row: dict[str, Any], tenures: dict[int, Tenure], limits: Limits
) -> Finding:
    words: dict[str, Any] = {**asdict(limits), **row}
    subjects: list[Subject] = []
    for side in ("a", "b"):
        if row.get(side):
            tenure = tenures[row[side]]
            words[side] = _said(tenure)
            subjects += _subjects(tenure)
    if "role" in row:
        post = roles.role_note(connection, row["role"])
        words["role"] = post
        subjects.append(_role_subject(post))
    facts, remedy = rule.facts.format(**words), rule.remedy.format(**words)
    about = tuple(dict.fromkeys(subjects))
    name = "|".join([rule.code, *(subject.slug for subject in about), facts])
    fingerprint = hashlib.sha256(name.encode()).hexdigest()[:8]
    return Finding(f"{rule.code}-{fingerprint}", rule.code, rule.severity, rule.title, about, facts, remedy, None)


def _said(tenure: Tenure) -> SimpleNamespace:
    """What the templates of a rule may say of an appointment."""
    start, end = tenure.start, tenure.end
    begun = f"from {date_in_words(start)}" if start else "from an unknown day"
    return SimpleNamespace(
        name=tenure.holder,
        person=tenure.person,
        role=tenure.role,
        title=tenure.title,
        organization=tenure.organization,
        organization_name=tenure.organization_name,
        appointment=tenure.appointment,
        start=start or "DATE",
        start_said=date_in_words(start) if start else "on an unknown day",
        end_said=_ended(end),
        span=f"{begun} to {date_in_words(end)}"
        if end and end != UNKNOWN
        else f"{begun} {'on' if end is None else 'to an unknown day'}",
    )


def _ended(end: str | None) -> str:
    if end is None:
        return "not yet"
    return "on an unknown day" if end == UNKNOWN else date_in_words(end)


def _subjects(tenure: Tenure) -> list[Subject]:
    title = f"{tenure.holder} as {tenure.title}"
    subjects = [Subject("appointment", tenure.appointment, title), Subject("role", tenure.role, tenure.title)]
    if tenure.person and tenure.name:
        subjects.append(Subject("person", tenure.person, tenure.name))
    return subjects


def _role_subject(post: RoleNote) -> Subject:
    return Subject("role", post.slug, post.title)
