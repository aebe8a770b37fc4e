"""What a lake answers, as text: tables for people, JSON and CSV for programs. Writes data to stdout only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.dates.wording import date_in_words
from registry.lake.answers import LakeAnswer, LakeFinding, LakeHolder, LakeMovement, LakeTerm

_HOLDER = tuple(field.name for field in fields(LakeHolder))
_ROLE = ("role", "title", "organization", "on", "answer", "seats", "title_then", "organization_then")


def answers(found: Sequence[LakeAnswer], form: Format) -> None:
    """Who held each role on the day."""

    def text() -> None:
        if not found:
            typer.echo("Nobody is recorded on this day.")
            return
        rows = [row for each in found for row in _answer_lines(each)]
        print_table(("Role", "Organization", "Holder", "Certainty", "Since", "Last confirmed"), rows)

    show(
        form,
        lambda: found,
        lambda: ((*_ROLE, *_HOLDER), [row for each in found for row in _answer_rows(each)]),
        text,
    )


def _answer_lines(each: LakeAnswer) -> list[tuple[str, ...]]:
    head = (each.title_then or each.title, each.organization_then or each.organization_name)
    empty = [(*head, "— vacant —", vacancy.certainty, _date(vacancy.start), "") for vacancy in each.vacancies]
    held = [
        (*head, _name(holder), holder.certainty, _date(holder.start), holder.last_confirmed or "")
        for holder in each.holders
    ]
    return [*held, *empty] or [(*head, f"— {each.answer} —", "", "", "")]


def _name(holder: LakeHolder) -> str:
    marks = [
        "acting" if holder.kind == "acting" else None,
        f"for {holder.stands_in_for_name}" if holder.stands_in_for_name else None,
        f"ex officio as {holder.ex_officio}" if holder.ex_officio else None,
        f"absent: {holder.absent_why}, in charge: {holder.in_charge}" if holder.absent else None,
        holder.handover,
        holder.change,
    ]
    name, told = holder.name_then or holder.name, ", ".join(filter(None, marks))
    return f"{name} ({told})" if told else name


def _answer_rows(each: LakeAnswer) -> list[tuple[object, ...]]:
    head = tuple(getattr(each, name) for name in _ROLE)
    held = [(*head, *(getattr(holder, name) for name in _HOLDER)) for holder in each.holders]
    empty = [
        (*head, *({**dict.fromkeys(_HOLDER), **asdict(vacancy)}[name] for name in _HOLDER))
        for vacancy in each.vacancies
    ]
    return [*held, *empty] or [(*head, *[None] * len(_HOLDER))]


def terms(found: Sequence[LakeTerm], form: Format) -> None:
    """The roles that a person held."""

    def text() -> None:
        rows = [
            (_date(each.start), _date(each.end) if each.end else "" if each.open else "not known",
             f"{each.title} ({each.organization_name})", each.kind, each.end_reason or each.ended_by or "",
             each.appointment)
            for each in found
        ]  # fmt: skip
        _printed(("From", "To", "Role", "Kind", "Ended", "Slug"), rows)

    _shown(LakeTerm, found, form, text)


def movements(found: Sequence[LakeMovement], form: Format) -> None:
    """Who entered and who left."""

    def text() -> None:
        rows = [
            (_date(each.date) if each.date else f"{each.earliest} to {each.latest}", each.name or "—", each.movement,
             f"{each.title} ({each.organization_name})", each.how or each.end_reason or "", each.certainty)
            for each in found
        ]  # fmt: skip
        _printed(("Date", "Who", "Movement", "Role", "How", "Certainty"), rows)

    _shown(LakeMovement, found, form, text)


def findings(found: Sequence[LakeFinding], number: int, form: Format) -> None:
    """What cannot be true; `number`: how many findings there are in all."""

    def text() -> None:
        rows = [(each.rule, each.role, each.appointment, each.other_appointment or each.date or "") for each in found]
        if rows:
            print_table(("Rule", "Role", "Tenure", "Against"), rows)
        typer.echo(f"{number} found." if number else "Nothing found.")

    _shown(LakeFinding, found, form, text)


def _printed(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        print_table(columns, rows)
    else:
        typer.echo("Nothing is recorded.")


def _shown(kind: Any, found: Sequence[Any], form: Format, text: Any) -> None:
    names = [field.name for field in fields(kind)]
    rows = [tuple(getattr(each, name) for name in names) for each in found]
    show(form, lambda: found, lambda: (names, rows), text)


def _date(text: str | None) -> str:
    return date_in_words(text) if text else "not known"
