"""Accept what a source says of a tenure; what was accepted before stays as a claim. One change."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.text_hygiene import shown
from registry.domain.tenures.records import Tenure
from registry.services.entities.field_edits import UnchangedError
from registry.services.evidence.claims import accepted_value, refuse_no_field
from registry.services.evidence.resolve_source import resolve_source
from registry.services.history.correct import CorrectionReport, correct
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.store.evidence.claims import CitedSource, cited_sources, say_apart

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class AcceptReport:
    """A tenure of which another claim was accepted. `displaced`: the value until now; `kept`: who still says it."""

    field: str
    source: str
    displaced: str | None
    kept: tuple[str, ...]
    corrected: CorrectionReport


def accept(
    session: Session, words: str, field: str, source: str, because: str, says: str | None = None
) -> AcceptReport:
    """Make what the source says of the field the accepted value; `says`: which, if it says several (EDTF).

    Raises what `correct` raises, NotFoundError for no such claim, UnchangedError if it is accepted already.
    """
    with session.change(f"accept {words} {field} from {source}", needed(because)) as change:
        db = change.db
        tenure = resolve_tenure(db.conn, words)
        _refuse_field(tenure, field)
        found = resolve_source(db.conn, source)
        cited = cited_sources(db.conn, tenure.id)
        old = accepted_value(db.conn, tenure, field)
        value = _claimed(db.conn, tenure, field, found, cited, says)
        displaced = UNKNOWN if field == "start" and old is None else old
        if value == displaced:
            raise UnchangedError(
                f"nothing to change: the accepted {_word(field)} of {tenure.appointment} is already {value}"
            )
        corrected = correct(session, tenure.appointment, because, {field: value})
        told = [each for each in cited if each.is_for(field)]
        for each in told:
            if each.says is None:  # cited for what was accepted, it must not come to say what is accepted now
                say_apart(db, each, field, displaced)
        kept = {each.source for each in told if each.says in (None, displaced)} if displaced is not None else set()
        corrected = replace(corrected, findings=change.check())  # with what is claimed now
        return AcceptReport(field, found.slug, displaced, tuple(sorted(kept)), corrected)


def _refuse_field(tenure: Tenure, field: str) -> None:
    if field in ("role", "person"):
        raise RegistryError(
            f"a {field} cannot be adopted from a claim's words; give the recorded {field} with "
            f"`registry correct {tenure.appointment} --{field} … --because …`, or if this tenure is not so at all, "
            "mark it with --status disputed or rejected"
        )
    refuse_no_field(field)


def _claimed(
    connection: sqlite3.Connection,
    tenure: Tenure,
    field: str,
    source: EntityReference,
    cited: Sequence[CitedSource],
    says: str | None,
) -> str:
    """The value that the source says. Raises NotFoundError, ChoiceError."""
    own = [each for each in cited if each.source_id == source.id and each.is_for(field)]
    values = list(dict.fromkeys(each.says for each in own if each.says is not None))
    see = f"see `registry claims {tenure.appointment} --field {field}`"
    if own and own[0].retracted:
        raise RegistryError(
            f"{source.slug} is retracted ({own[0].retracted}), so no value can be adopted from it; {see}"
        )
    if own and not values:
        accepted = accepted_value(connection, tenure, field)
        raise UnchangedError(
            f"nothing to change: {source.slug} is cited for the accepted {_word(field)} of {tenure.appointment} "
            f"({accepted or 'none'}) already; if its value differs, cite that with --says"
        )
    if not values or (says is not None and says not in values):
        said = f" {shown(says)}" if says is not None else " anything"
        raise NotFoundError(
            f"{source.slug} is not cited as saying{said} of the {_word(field)} of {tenure.appointment}; {see}"
        )
    if says is None and len(values) > 1:
        listed = " and ".join(map(repr, values))
        raise ChoiceError(
            f"{source.slug} says {listed} of the {_word(field)}; choose one with --says",
            [(source.slug, value) for value in values],
        )
    return says or values[0]


def _word(field: str) -> str:
    return field.replace("_", " ")
