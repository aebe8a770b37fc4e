"""Who is who, as text: pairs that may be one, a merge, pairs that are not one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show

if TYPE_CHECKING:
    from registry.domain.entities.references import DistinctPair
    from registry.domain.history.differences import Difference
    from registry.domain.names.duplicate_score import Pair
    from registry.services.entities.merge import MergeReport
    from registry.services.entities.merge_posts import PostMergeReport

_PAIR_COLUMNS = ("score", "person", "name", "other", "other_name", "for", "against")
_DISTINCT_COLUMNS = ("person", "name", "other", "other_name", "because")


def pairs(found: Sequence[Pair], form: Format) -> None:
    """Proposals, one a line."""

    def text() -> None:
        if found:
            rows = [
                (
                    str(pair.score),
                    f"{pair.name} ({pair.person})",
                    f"{pair.other_name} ({pair.other})",
                    "; ".join(pair.reasons),
                    "; ".join(pair.doubts),
                )
                for pair in found
            ]
            print_table(("Score", "Person", "May be", "For", "Against"), rows)
            typer.echo(
                "To merge: registry person merge KEEP OTHER; to keep them apart: registry person distinct PERSON OTHER",
                err=True,
            )
        else:
            typer.echo("No likely duplicates.")

    show(
        form,
        lambda: [dict(zip(_PAIR_COLUMNS, pair, strict=True)) for pair in found],
        lambda: (_PAIR_COLUMNS, [(*pair[:5], "; ".join(pair.reasons), "; ".join(pair.doubts)) for pair in found]),
        text,
    )


def merged(found: MergeReport, form: Format) -> None:
    """What a merge did."""
    rows = [("person", found.other, found.person)]
    rows += [("tenure", slug, found.person) for slug in found.tenures]
    rows += [("joined", gone, kept) for gone, kept in found.joined]

    def text() -> None:
        moved = len(found.tenures)
        typer.echo(
            f"Merged {found.other_name} ({found.other}) into {found.name} ({found.person}), who gained {moved} "
            f"tenure{'s' * (moved != 1)}; {found.other} leads there from now on."
        )
        for gone, kept in found.joined:
            typer.echo(f"  {gone} was {kept}, recorded twice: one tenure now, with the citations of both")
        for each in found.taken:
            typer.echo(f"  {_field(each)}: {each.after}, taken from {found.other}")
        for each in found.left:
            typer.echo(f"  {_field(each)}: {each.before} stays; {found.other} had {each.after}", err=True)
        for scheme in found.several:
            typer.echo(f"warning: one person with several identifiers of one scheme, {scheme}", err=True)

    show(form, lambda: asdict(found), lambda: (("what", "of", "to"), rows), text)


def merged_posts(found: PostMergeReport, form: Format, *, dry_run: bool) -> None:
    """What a merge of roles or of organizations did, or would do."""
    rows = [("tenure", slug, found.kept) for slug in found.tenures]
    rows += [("joined", gone, kept) for gone, kept in found.joined]
    rows += [("role", slug, found.kept) for slug in found.moved_roles]
    rows += [("merged", gone, kept) for gone, kept in found.merged_roles]

    def text() -> None:
        verb = "Would merge" if dry_run else "Merged"
        typer.echo(f"{verb} {found.other_name} ({found.other}) into {found.name} ({found.kept}).")
        for slug in found.tenures:
            typer.echo(f"  the tenure {slug} moves")
        for slug in found.moved_roles:
            typer.echo(f"  the role {slug} moves")
        for gone, kept in found.joined:
            typer.echo(f"  {gone} is {kept}, recorded twice: one tenure, with the citations of both")
        for gone, kept in found.merged_roles:
            typer.echo(f"  the role {gone} is {kept}")
        for each in found.left:
            typer.echo(f"  not taken over: {each}", err=True)

    show(form, lambda: {**asdict(found), "dry_run": dry_run}, lambda: (("what", "of", "to"), rows), text)


def _field(difference: Difference) -> str:
    return difference.field.replace("_", " ")


def distinct(found: Sequence[DistinctPair], form: Format) -> None:
    """Who is known not to be one."""

    def text() -> None:
        if found:
            rows = [
                (f"{pair.name} ({pair.person})", f"{pair.other_name} ({pair.other})", pair.because) for pair in found
            ]
            print_table(("Person", "Is not", "Why"), rows)
        else:
            typer.echo("No two people are recorded as distinct.")

    show(form, lambda: [pair._asdict() for pair in found], lambda: (_DISTINCT_COLUMNS, found), text)


def print_distinct_pairs(found: DistinctPair, form: Format, *, removed: bool, noun: str = "people") -> None:
    """A pair that is, or is no longer, known not to be one."""
    if form == Format.table:
        are = f"are no longer recorded as two {noun}" if removed else f"are two {noun}"
        typer.echo(f"{found.name} ({found.person}) and {found.other_name} ({found.other}) {are}: {found.because}")
    else:
        distinct([found], form)
