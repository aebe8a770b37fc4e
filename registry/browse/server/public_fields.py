"""What strangers see of an answer, chosen field by field: never a record whole, because it may have a path in it.

A kind of record that is not named here is not shown at all (a KeyError), and a new field of one that is named is shown
once it is named, too. Not among them: the name and the place of a kept copy, and what an import remembers of a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from registry.domain.audit.findings import Finding, Subject
from registry.domain.evidence.records import CitationNote, SourceNote
from registry.domain.history.changes import Alteration, Change, ChangeDetails, Field
from registry.domain.presentation.tables import WHERE_THERE_ARE_SOME
from registry.domain.tenures import answers, histories
from registry.domain.tenures.details import Absence, DetailNote, FurtherDateNote
from registry.domain.tenures.past_posts import Ancestor, SuccessionNote
from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.domain.tenures.relations import RelationNote
from registry.services.entities.organizations import OrganizationProfile, ParentNote
from registry.services.entities.people import PersonProfile
from registry.services.entities.roles import Policies
from registry.services.evidence.sources import ArchiveNote, SourceProfile
from registry.services.names.search import Hit
from registry.services.tenures.chain import Chain, ChainLink
from registry.services.tenures.who import BodyThen, Snapshot

_WRITES_FILES = "import"  # the command that names a file

_PUBLIC: Mapping[type, str] = {
    answers.Answer: "role title organization on answer holders vacancy first last seats future vacancies "
    "title_then organization_then title_possible title_until successions organization_successions lineage",
    answers.Holder: "appointment person name kind certainty handover start end rank last_confirmed "
    "last_confirmed_age_days sources independent_sources why throughout change since_unknown terms name_then "
    "absent in_charge ex_officio stands_in_for stands_in_for_name",
    answers.Term: "appointment kind certainty start end rank",
    answers.Vacancy: "certainty start end sources why",
    SuccessionNote: "how on before slug name",
    Ancestor: "role certainty answer",
    BodyThen: "organization name certainty",
    DetailNote: "field value start end status note",
    FurtherDateNote: "side act on note",
    Absence: "certainty why",
    SourceNote: "title url published quote retracted voice",
    Snapshot: "organization name on roles first last future name_then was successions",
    histories.Succession: "role title organization holders on first last",
    histories.TenureInHistory: "appointment role title organization person name kind status start end "
    "start_earliest start_latest end_earliest end_latest open days rank how end_reason replaces before "
    "last_confirmed note sources independent_sources ended_by certainty throughout terms title_then "
    "organization_then name_then dates details stands_in_for",
    histories.Days: "least most",
    histories.EndOfLife: "what date",
    histories.Transition: "passage days",
    histories.Career: "person name appointments on first last",
    Finding: "finding rule severity title subjects facts remedy waived",
    Subject: "kind slug name",
    Policies: "role title organization seats seat_changes inception abolition continuous term_months term_limit "
    "incompatible relations names identifiers note",
    Chain: "person name roles on up links",
    ChainLink: "role title organization distance by certainty how answer",
    RelationNote: "subject subject_name kind other other_name how start end status",
    OrganizationProfile: "organization name inception dissolution parents below successions names identifiers "
    "roles note",
    ParentNote: "organization start end",
    PersonProfile: "person name birth death names identifiers appointments note",
    NameNote: "name kind language script start end",
    IdentifierNote: "scheme value",
    SourceProfile: "source title url publisher published accessed archive_url copy_of copies retracted archives "
    "citations note",
    ArchiveNote: "bytes",
    CitationNote: "appointment person name role title supports quote locator observed says note",
    Change: "number recorded_at actor command because",
    ChangeDetails: "change alterations findings counts",
    Alteration: "verb table slug fields",
    Field: "field before after",
    Hit: "kind slug name matched why score",
}

PUBLIC_FIELDS: Mapping[type, tuple[str, ...]] = {kind: tuple(names.split()) for kind, names in _PUBLIC.items()}

# Of the rows that a change wrote, in the words of the data package. Of the tables that are not here nothing is shown.
_NAMES, _IDENTIFIERS = "name kind language script start end", "scheme value"
PUBLIC_ROWS: Mapping[str, str] = {
    "people": "slug name birth death note",
    "person_names": f"person {_NAMES}",
    "person_identifiers": f"person {_IDENTIFIERS}",
    "person_redirects": "slug person",
    "distinct_people": "person other_person because",
    "organizations": "slug name inception dissolution note",
    "organization_names": f"organization {_NAMES}",
    "organization_identifiers": f"organization {_IDENTIFIERS}",
    "organization_relations": "organization kind other how status start end note",
    "organization_redirects": "slug organization",
    "distinct_organizations": "organization other_organization because",
    "roles": "slug title organization seats inception abolition continuous term_months term_limit note",
    "role_names": f"role {_NAMES}",
    "role_identifiers": f"role {_IDENTIFIERS}",
    "role_redirects": "slug role",
    "role_seats": "role since seats",
    "role_relations": "role kind other how status start end note",
    "relation_citations": "organization_relation role_relation source quote locator observed",
    "distinct_roles": "role other_role because",
    "appointments": "slug person role kind status start end rank how end_reason replaces covers note",
    "appointment_details": "appointment field value status start end note",
    "appointment_dates": "appointment side act on note",
    "appointment_identifiers": f"appointment {_IDENTIFIERS}",
    "sources": "slug url title publisher published accessed archive_url copy_of retracted note",
    "archives": "source sha256 bytes",
    "rosters": "organization source day",
    "citations": "appointment source supports quote locator observed says note",
    "waivers": "finding because until",
}


def public(value: Any) -> Any:
    """The value as plain lists and objects, with what is public of it. Raises KeyError for another kind of record."""
    if isinstance(value, tuple | list):
        return [public(each) for each in value]
    if isinstance(value, Mapping):
        return {name: public(each) for name, each in value.items()}
    if not hasattr(value, "__dataclass_fields__"):
        return value
    return {name: public(getattr(value, name)) for name in PUBLIC_FIELDS[type(value)]}


def public_answer(found: answers.Answer) -> dict[str, object]:
    """Who held a role; a vacancy only where one is recorded, as on the command line."""
    told: dict[str, object] = public(found)
    return {name: value for name, value in told.items() if value or name not in WHERE_THERE_ARE_SOME}


def public_change(told: Change) -> Change:
    """A change without the names of files."""
    return replace(told, command=_public_command(told.command))


def public_details(told: ChangeDetails) -> ChangeDetails:
    """A change and what it wrote, without the rows and the fields that are not shown."""
    rows = [(each, PUBLIC_ROWS[each.table].split()) for each in told.alterations if each.table in PUBLIC_ROWS]
    shown = [replace(each, fields=tuple(f for f in each.fields if f.field in names)) for each, names in rows]
    return replace(told, change=public_change(told.change), alterations=tuple(each for each in shown if each.fields))


def _public_command(command: str | None) -> str | None:
    """What was done. An import names the file and the data set, which is called like the file unless told otherwise."""
    return _WRITES_FILES if command and command.split()[:1] == [_WRITES_FILES] else command
