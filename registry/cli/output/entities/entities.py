"""People, organizations, roles and sources as text: all that is recorded of one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.presentation.past import relation_sentence
from registry.domain.tenures.relations import RelationNote

if TYPE_CHECKING:
    from registry.domain.evidence.records import CitationNote
    from registry.services.entities.organizations import OrganizationProfile
    from registry.services.entities.people import PersonProfile
    from registry.services.entities.roles import Policies
    from registry.services.evidence.sources import SourceProfile

_CITED = ("appointment", "person", "name", "role", "title", "supports", "quote", "locator", "observed", "says")


def shown(found: PersonProfile | OrganizationProfile | Policies, form: Format) -> None:
    """One of them, a field a line; what there are several of, a line each."""
    values = asdict(found)

    def text() -> None:
        noun = next(iter(values))
        print_table(
            (f"Of the {noun}", ""), [row for name, value in values.items() for row in _rows(name, value)], lines=None
        )

    show(
        form,
        lambda: values,
        lambda: (list(values), [["; ".join(_lines(name, value)) for name, value in values.items()]]),
        text,
    )


def source(found: SourceProfile, form: Format) -> None:
    """A source and what it is cited for."""
    values = asdict(found)
    citations = values.pop("citations")

    def rows() -> list[list[object]]:
        head = ["; ".join(_lines(name, value)) for name, value in values.items()]
        return [[*head, *(each[column] for column in _CITED)] for each in citations or [dict.fromkeys(_CITED)]]

    def text() -> None:
        print_table(
            ("Of the source", ""), [row for name, value in values.items() for row in _rows(name, value)], lines=None
        )
        for each in found.citations:
            _print_citation(each)

    show(form, lambda: asdict(found), lambda: ((*values, *_CITED), rows()), text)


def _print_citation(each: CitationNote) -> None:
    supports = f": {each.supports.replace(',', ', ')}" if each.supports else ""
    typer.echo(f"Cited for {each.name or 'nobody (vacant)'}, {each.title} ({each.appointment}){supports}")
    if each.quote:
        typer.echo(f"  “{each.quote}”{f' ({each.locator})' if each.locator else ''}")


def _rows(name: str, value: Any) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), line) for line in _lines(name, value) or [""]]


def _lines(name: str, value: Any) -> list[str]:
    if isinstance(value, (tuple, list)):
        return [value_on_one_line(each) for each in value]
    return ["unlimited" if name == "seats" and value is None else value_on_one_line(value)]


def value_on_one_line(value: Any) -> str:
    """A value of a field, or one of several, on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and "scheme" in value:
        return f"{value['scheme']}={value['value']}"
    if isinstance(value, dict) and "subject" in value:
        return relation_sentence(RelationNote(**value))
    if isinstance(value, dict) and "path" in value:
        return f"{value['name']}, {value['bytes']} bytes: {value['path']}"
    if isinstance(value, dict):
        first, *details = (str(each) for each in _told(value))
        return f"{first} ({', '.join(details)})" if details else first
    if isinstance(value, (tuple, list)):  # since which day how many seats
        return " ".join("unlimited" if part is None else str(part) for part in value)
    return str(value)


def _told(value: dict[str, Any]) -> list[str]:
    """The recorded parts of a name or a link, its dates said as such."""
    sides = {"start": "from ", "end": "to "}
    return [f"{sides.get(name, '')}{part}" for name, part in value.items() if part is not None]
