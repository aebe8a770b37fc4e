"""Answers as text: sentences and tables for people, JSON and CSV for programs. Writes data to stdout only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json, print_table
from registry.domain.age import spoken_with_age
from registry.domain.independence import independent
from registry.domain.spoken import spoken
from registry.domain.tenure import UNKNOWN, Passage
from registry.domain.vocabulary import Certainty, Handover, Kind, Outcome

if TYPE_CHECKING:
    from registry.domain.answers import Answer, Holder
    from registry.domain.found import Found
    from registry.domain.movements import Movement
    from registry.domain.recorded import SourceNote, Tenure
    from registry.domain.succession import Before, Career, Days, Spell, Succession
    from registry.services.exchange import Imported
    from registry.services.tenures import Written
    from registry.services.who import Snapshot

_HOLDER_COLUMNS = (
    "role", "title", "organization", "on", "answer",
    "appointment", "person", "name", "kind", "certainty", "handover", "start", "end", "rank", "last_confirmed",
    "last_confirmed_age_days", "sources", "why",
)  # fmt: skip
_SPELL_COLUMNS = (
    "appointment", "role", "title", "organization", "person", "name", "kind", "status", "start", "end",
    "days_least", "days_most", "rank", "how", "end_reason", "replaces", "passage", "last_confirmed", "sources", "note",
)  # fmt: skip
TENURE_COLUMNS = (
    "appointment", "person", "name", "role", "title", "kind", "status", "start", "end", "rank", "how", "end_reason",
)  # fmt: skip


def answer(found: Answer, form: Format) -> None:
    """Who held a role on a day."""
    if form == Format.json:
        print_json(_answered(found))
    elif form == Format.csv:
        print_csv(_HOLDER_COLUMNS, _holder_rows(found))
    else:
        typer.echo(sentence(found))
        for holder in found.holders:
            _print_holder(holder)
        if found.vacancy and not found.holders:
            typer.echo(f"  Vacancy: {found.vacancy.certainty}. {found.vacancy.why}")
            _print_sources(found.vacancy.sources)


def _answered(found: Answer) -> dict[str, object]:
    """As an object; a vacancy only where one is recorded."""
    return {name: value for name, value in asdict(found).items() if name != "vacancy" or value is not None}


def sentence(found: Answer) -> str:
    """The answer as a person would say it."""
    role = f"{found.title} ({found.organization})"
    day = spoken(found.on)
    if found.answer == Outcome.NO_ROLE:
        return f"The role {role} did not exist on {day}."
    if found.answer == Outcome.VACANT:
        return f"On {day} the {role} {'is' if found.on >= date.today().isoformat() else 'was'} vacant."
    if not found.holders:
        return f"Nobody is recorded as {role} on {day}."
    outgoing = [_name(holder) for holder in found.holders if holder.handover == Handover.OUTGOING]
    incoming = [_name(holder) for holder in found.holders if holder.handover == Handover.INCOMING]
    sure = all(holder.certainty == Certainty.CERTAIN for holder in found.holders)
    if sure and outgoing and incoming and len(outgoing) + len(incoming) == len(found.holders):
        return f"On {day} {_listed(outgoing, 'and')} handed over to {_listed(incoming, 'and')} as {role}."
    verb = "is" if found.on >= date.today().isoformat() else "was"
    return f"On {day} the {role} {verb} {_who(found.holders)}."


def _who(holders: Sequence[Holder]) -> str:
    """The certain ones first, then the presumed, then the possible, each kind said to be what it is."""
    certain, presumed, possible = (
        [_name(holder) for holder in holders if holder.certainty == certainty] for certainty in Certainty
    )
    if not certain and not presumed:
        return f"possibly {possible[0]}" if len(possible) == 1 else f"either {_listed(possible, 'or')}"
    parts = [_listed(certain, "and")] if certain else []
    parts += [f"presumably {_listed(presumed, 'and')}"] if presumed else []
    parts += [f"possibly {'also ' if parts else ''}{_listed(possible, 'or')}"] if possible else []
    return "; ".join(parts)


def _listed(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _name(holder: Holder) -> str:
    return f"{holder.name} (acting)" if holder.kind == Kind.ACTING else holder.name


def _print_holder(holder: Holder) -> None:
    rank = f", {holder.rank}" if holder.rank else ""
    side = f", {holder.handover}" if holder.handover else ""
    typer.echo(f"  {holder.name}{rank}: {holder.certainty}{side}. {holder.why}")
    _print_sources(holder.sources)


def _print_sources(sources: Sequence[SourceNote]) -> None:
    said: dict[str, list[str]] = {}
    for source in sources:
        said.setdefault(_named(source), []).extend([source.quote] if source.quote else [])
    for name, quotes in said.items():
        typer.echo(f"    Source{name}")
        for quote in quotes:
            typer.echo(f"      “{quote}”")
    voices = independent(sources)
    if sources and voices != len(said):
        typer.echo(f"    {len(said)} source{'s' * (len(said) != 1)}, {voices} independent")


def _named(source: SourceNote) -> str:
    published = f", {spoken(source.published)}" if source.published else ""
    address = f" {source.url}" if source.url and source.url != source.title else ""
    return f"{' (retracted)' * source.retracted}: {source.title}{published}.{address}"


def _holder_rows(found: Answer) -> list[tuple[object, ...]]:
    head = (found.role, found.title, found.organization, found.on, found.answer)
    rows: list[tuple[object, ...]] = [
        (*head, h.appointment, h.person, h.name, h.kind, h.certainty, h.handover, h.start, h.end, h.rank,
         h.last_confirmed, h.last_confirmed_age_days, addresses(h.sources), h.why)
        for h in found.holders
    ]  # fmt: skip
    return rows or [(*head, *[None] * (len(_HOLDER_COLUMNS) - len(head)))]


def addresses(sources: Sequence[SourceNote]) -> str:
    """The sources in one cell, without those that were retracted."""
    return " ".join(dict.fromkeys(source.url or source.title for source in sources if not source.retracted))


def snapshot(found: Snapshot, form: Format) -> None:
    """Who held what in an organization on a day."""
    if form == Format.json:
        print_json({**asdict(found), "roles": [_answered(each) for each in found.roles]})
    elif form == Format.csv:
        print_csv(_HOLDER_COLUMNS, [row for each in found.roles for row in _holder_rows(each)])
    else:
        typer.echo(f"{found.name} on {spoken(found.on)}:")
        columns = ("Role", "Holder", "Certainty", "Since", "Last confirmed")
        print_table(columns, [row for each in found.roles for row in _seats(each)])


def _seats(found: Answer) -> list[tuple[str, ...]]:
    if not found.holders:
        return [(found.title, found.answer, "", "", "")]
    return [
        (
            found.title,
            _name(holder),
            holder.certainty,
            spoken(holder.start) if holder.start else "not known",
            spoken_with_age(holder.last_confirmed, found.on) if holder.last_confirmed else "",
        )
        for holder in found.holders
    ]


def succession(found: Succession, form: Format) -> None:
    """Everybody who held a role."""
    if form == Format.json:
        print_json(asdict(found))
    elif form == Format.csv:
        print_csv(_SPELL_COLUMNS, [_spell_row(spell) for spell in found.holders])
    else:
        typer.echo(f"{found.title} ({found.organization}):")
        rows = [line for spell in found.holders for line in _succession_lines(spell)]
        print_table(("From", "To", "Holder", "Length", "Came by", "Slug"), rows)


def _succession_lines(spell: Spell) -> list[tuple[str, ...]]:
    gap = spell.before is not None and spell.before.passage == Passage.GAP
    lines = (
        [("", "", f"— nobody recorded for {_length(spell.before.days)} —", "", "", "")] if gap and spell.before else []
    )
    return [*lines, (*_dates(spell), _holder_of(spell), _length(spell.days), _passage(spell.before), spell.appointment)]


def career(found: Career, form: Format) -> None:
    """Every role that a person held."""
    if form == Format.json:
        print_json(asdict(found))
    elif form == Format.csv:
        print_csv(_SPELL_COLUMNS, [_spell_row(spell) for spell in found.appointments])
    else:
        typer.echo(f"{found.name} ({found.person}):")
        rows = [
            (
                *_dates(spell),
                f"{spell.title} ({spell.organization}){marks(spell)}",
                _length(spell.days),
                spell.end_reason or "",
                spell.appointment,
            )
            for spell in found.appointments
        ]
        print_table(("From", "To", "Role", "Length", "Ended", "Slug"), rows)


def _dates(spell: Spell) -> tuple[str, str]:
    start = spoken(spell.start) if spell.start else "not known"
    if spell.end is None:
        return start, "still in office" if spell.open else "not known"
    return start, "not known" if spell.end == UNKNOWN else spoken(spell.end)


def _holder_of(spell: Spell) -> str:
    if spell.name is None:
        return f"vacant{marks(spell)}"
    return f"{spell.name}{marks(spell)}{f', {spell.rank}' if spell.rank else ''}"


def marks(told: Spell | Movement) -> str:
    """What is not usual of a tenure: acting, disputed."""
    said = [told.kind] if told.kind == Kind.ACTING else []
    said += [] if told.status == "accepted" else [told.status]
    return f" ({', '.join(said)})" if said else ""


def _passage(before: Before | None) -> str:
    if before is None:
        return ""
    if before.days is None or before.passage == Passage.GAP:
        return before.passage
    return f"{before.passage}, up to {_span(before.days.most)}" if before.days.most else before.passage


def _length(days: Days | None) -> str:
    if days is None or (days.least == 0 and days.most is None):
        return "not known"
    if days.most is None:
        return f"at least {_span(days.least)}"
    return _span(days.least) if days.least == days.most else f"{_span(days.least)} to {_span(days.most)}"


def _span(days: int) -> str:
    if days >= 2 * 365:
        return f"{days / 365.2425:.1f} years"
    return "1 day" if days == 1 else f"{days} days"


def _spell_row(spell: Spell) -> tuple[object, ...]:
    values: dict[str, Any] = {
        **asdict(spell),
        "days_least": spell.days.least,
        "days_most": spell.days.most,
        "passage": spell.before.passage if spell.before else None,
        "sources": addresses(spell.sources),
    }
    return tuple(values[column] for column in _SPELL_COLUMNS)


def written(found: Written, form: Format) -> None:
    """What an act recorded."""
    rows = [tuple(getattr(tenure, column) for column in TENURE_COLUMNS) for tenure in found.tenures]
    if form == Format.json:
        tenures = [dict(zip(TENURE_COLUMNS, row, strict=True)) for row in rows]
        warnings = [asdict(finding) for finding in found.findings]
        print_json({"appointments": tenures, "people_added": list(found.added), "findings": warnings})
    elif form == Format.csv:
        print_csv(TENURE_COLUMNS, rows)
    else:
        for tenure in found.tenures:
            typer.echo(f"Recorded: {recorded(tenure)}")
        for slug in found.added:
            typer.echo(f"New person: {slug}", err=True)
        for finding in found.findings:
            typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)


def recorded(tenure: Tenure) -> str:
    """A tenure in a sentence, with the dates as they were understood."""
    acting = "acting " if tenure.kind == Kind.ACTING else ""
    start = f"{spoken(tenure.start)} [{tenure.start}]" if tenure.start else "an unknown day"
    until = f" to {spoken(tenure.end)} [{tenure.end}]" if tenure.end else ""
    who = tenure.name or "vacant"
    return f"{who}, {acting}{tenure.title} ({tenure.organization_name}), from {start}{until}."


def added(noun: str, found: Found, form: Format) -> None:
    """A named thing that was added."""
    if form == Format.table:
        typer.echo(f"Added {noun} {found.label} ({found.slug}).")
    else:
        listing(noun, [found], form)


def listing(noun: str, found: Sequence[Found], form: Format) -> None:
    """Named things with their slugs."""
    label = "title" if noun in ("role", "source") else "name"
    if form == Format.json:
        print_json([{noun: each.slug, label: each.label} for each in found])
    elif form == Format.csv:
        print_csv((noun, label), [(each.slug, each.label) for each in found])
    else:
        print_table((label.capitalize(), "Slug"), [(each.label, each.slug) for each in found])


def imported(done: Sequence[Imported], form: Format) -> None:
    """What an import added."""
    if form == Format.json:
        print_json([asdict(each) for each in done])
    elif form == Format.csv:
        print_csv(("table", "added", "unchanged"), [(each.table, each.added, each.unchanged) for each in done])
    else:
        counts = [_counted(each.added, each.table) for each in done if each.added]
        unchanged = sum(each.unchanged for each in done)
        typer.echo(f"Imported {', '.join(counts) or 'nothing new'}; {unchanged} rows were there already.")


def _counted(count: int, table: str) -> str:
    words = table.replace("_", " ")
    one = {"people": "person", "role incompatibilities": "role incompatibility"}.get(words, words.removesuffix("s"))
    return f"{count} {one if count == 1 else words}"


def exported(rows: dict[str, int], form: Format) -> None:
    """What an export wrote."""
    if form == Format.json:
        print_json([{"table": table, "rows": count} for table, count in rows.items()])
    elif form == Format.csv:
        print_csv(("table", "rows"), rows.items())
    else:
        counts = [_counted(count, table) for table, count in rows.items() if count]
        typer.echo(f"Exported {', '.join(counts) or 'an empty registry'}.")
