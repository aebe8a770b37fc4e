"""What `registry record` understood and wrote, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_json
from registry.domain.dates.wording import date_in_words
from registry.domain.drafting.proposals import Act
from registry.domain.names.text_hygiene import one_line
from registry.domain.vocabulary import Kind

if TYPE_CHECKING:
    from registry.domain.drafting.proposals import Draft, Entry
    from registry.services.drafting.record import RecordReport


def understood(found: Draft, day: str, *, read_from_today: bool) -> None:
    """Line by line what would be recorded, and what is left out, to stderr."""
    if found.entries:
        note = f" (days without a year are read relative to today, {day})" if read_from_today else ""
        typer.echo(f"Understood{note}:", err=True)
    for each in found.entries:
        typer.echo(f"  {in_words(each)}", err=True)
        for remark in (*each.notes, *([f"needs {each.needs}"] if each.needs else [])):
            typer.echo(f"    check: {one_line(remark)}", err=True)
    for told in (*found.contradictions, *found.recorded):
        typer.echo(f"Left out: {told.person}, {told.role}: {told.why} ({told.appointment}).", err=True)
    for skipped in found.skipped:
        typer.echo(f"Left out: {skipped.reason}: {one_line(skipped.sentence)}", err=True)


def recorded(done: RecordReport, form: Format) -> None:
    """What was written."""
    from dataclasses import asdict

    from registry.cli.output.tenures import answers

    if form == Format.json:
        print_json(
            {
                "entries": [asdict(each) for each in done.draft.entries],
                "added": [each.slug for each in done.added],
                "appointments": [each.appointment for each in done.entered.tenures],
                "people_added": list(done.entered.added),
                "findings": [asdict(each) for each in done.entered.findings],
                "further": [asdict(each) for each in done.further],
            }
        )
        return
    made = [each for each in done.draft.entries if each.act in (Act.ORGANIZATION, Act.ROLE)]
    for proposed, reference in zip(made, done.added, strict=True):
        answers.added(proposed.act.split()[0], reference, Format.table)
    for each in done.further:
        typer.echo(f"Recorded: {in_words(each)}.")
    if done.entered.tenures:
        answers.written(done.entered, Format.table)


def in_words(proposed: Entry) -> str:
    """An entry in the words of the registry."""
    if proposed.act is Act.ORGANIZATION:
        return f"new organization: {proposed.organization}"
    if proposed.act is Act.ROLE:
        seats = f", {proposed.seats} seats" if proposed.seats else ""
        return f"new role: {proposed.role} ({proposed.organization or 'organization not given'}){seats}"
    if each := _further(proposed):
        return each
    role = f"{'acting ' if proposed.kind == Kind.ACTING else ''}{proposed.role}"
    rank = f", rank {proposed.rank}" if proposed.rank else ""
    if proposed.act is Act.END:
        reason = f", {proposed.reason}" if proposed.reason else ""
        return f"{proposed.person} leaves {role}: {_date(proposed.end)}{reason}"
    after = f", replacing {proposed.replacing}" if proposed.replacing else ""
    to = f" to {_date(proposed.end)}" if proposed.end else ""
    return f"{proposed.person}, {role}: from {_date(proposed.start)}{to}{after}{rank}"


def _further(proposed: Entry) -> str | None:
    """An entry about something else than the beginning or the end of a tenure."""
    others, on = ", ".join(proposed.others), _date(proposed.start)
    days = f"{f' from {on}' if proposed.start else ''}{f' to {_date(proposed.end)}' if proposed.end else ''}"
    match proposed.act:
        case Act.RENAME_ORGANIZATION | Act.RENAME_ROLE:
            return f"{proposed.organization or proposed.role} is renamed {others}: {on}"
        case Act.SUCCEEDED:
            return f"{proposed.organization} is {proposed.how} into {others}: {on}"
        case Act.LINK:
            return f"{proposed.role} reports to {others}{days}"
        case Act.ABSENT:
            why = f" ({proposed.reason})" if proposed.reason not in (None, "absent") else ""
            cover = f", covered by {proposed.covered_by}" if proposed.covered_by else ""
            return f"{proposed.appointment} absent{why}{days}{cover}"
        case Act.DETAIL:
            return f"{proposed.appointment}, rank {proposed.value}{days}"
    return None


def _date(edtf: str | None) -> str:
    if edtf in (None, "XXXX"):
        return "an unknown day"
    return f"{date_in_words(edtf or '').removeprefix('on ')} [{edtf}]"
