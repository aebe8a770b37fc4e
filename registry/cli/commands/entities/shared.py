"""What person, organization and role have in common: name, show, list, remove.

Annotations are not postponed here: Typer has to see the argument that a noun hands in.
"""

# mypy: disable-error-code="valid-type"

from typing import Annotated, Any

import typer

from registry.cli.options.common import Format, FormatOption, LimitOption, entry, opened
from registry.cli.options.edits import WhyOption
from registry.cli.options.names import (
    FromOption,
    KindOption,
    LanguageOption,
    NameArgument,
    RemoveOption,
    ScriptOption,
    ToOption,
    details_of,
)
from registry.cli.options.subjects import DistinctOption
from registry.cli.options.tables import tabled


def add_shared_commands(app: typer.Typer, noun: str, plural: str, argument: Any, about: str) -> None:
    """Give a noun's group the four commands. `plural`: its attribute of Registry; `about`: what `show` shows."""
    article = "an" if noun[0] in "aeiou" else "a"

    @app.command("name", help=f"Add a name to {article} {noun}, change its details, or remove it.")
    @entry
    def name_it(
        ctx: typer.Context,
        subject: argument,
        name: NameArgument,
        kind: KindOption = None,
        language: LanguageOption = None,
        script: ScriptOption = None,
        start: FromOption = None,
        until: ToOption = None,
        remove: RemoveOption = False,
        form: FormatOption = Format.table,
    ) -> None:
        from registry.cli.output.entities import edits

        details = details_of(kind, language, script, start, until, remove)
        with opened(ctx) as registry:
            edits.edited(getattr(registry, plural).name(subject, name, **details), form)

    @app.command("show", help=about)
    def show_it(ctx: typer.Context, subject: argument, form: FormatOption = Format.table) -> None:
        from registry.cli.output.entities import entities

        with opened(ctx) as registry:
            entities.shown(getattr(registry, plural).show(subject), form)

    @app.command("list", help=f"List {'all people' if noun == 'person' else f'every {noun}'}, by name.")
    @tabled
    def list_all(ctx: typer.Context, limit: LimitOption = None, form: FormatOption = Format.table) -> None:
        from registry.cli.output.tenures import answers

        with opened(ctx) as registry:
            answers.listing(noun, getattr(registry, plural).list()[:limit], form)

    @app.command("remove", help=f"Remove {article} {noun} that was recorded by mistake and that nothing refers to.")
    @entry
    def remove_it(ctx: typer.Context, subject: argument, because: WhyOption, form: FormatOption = Format.table) -> None:
        from registry.cli.output.entities import edits

        with opened(ctx) as registry:
            edits.removed(getattr(registry, plural).remove(subject, because), form)


def add_rename_command(app: typer.Typer, noun: str, plural: str, argument: Any) -> None:
    """Give a noun's group `rename`: an event in the world, on a day."""
    name_argument = Annotated[str, typer.Argument(metavar="NAME", help="The new main name.")]
    on_option = Annotated[str, typer.Option("--on", metavar="DATE", help="The first day of the new name.")]

    @app.command("rename", help=f"Record that {'an' if noun[0] in 'aeiou' else 'a'} {noun} was renamed on a day.")
    @entry
    def rename_it(
        ctx: typer.Context,
        subject: argument,
        name: name_argument,
        on: on_option,
        form: FormatOption = Format.table,
    ) -> None:
        from registry.cli.output.entities import edits

        with opened(ctx) as registry:
            edits.edited(getattr(registry, plural).rename(subject, name, on), form)


def add_identity_commands(app: typer.Typer, noun: str, plural: str, complete: Any) -> None:
    """Give a noun's group `merge` and `distinct`: two entries are one, or are known not to be."""
    kept = Annotated[str, typer.Argument(metavar="KEEP", help="Which stays.", autocompletion=complete)]
    gone = Annotated[
        str,
        typer.Argument(
            metavar="OTHER", help="The entry to merge. Its slug leads to KEEP afterwards.", autocompletion=complete
        ),
    ]
    one = Annotated[str, typer.Argument(metavar="ONE", help="The first of the two.", autocompletion=complete)]
    another = Annotated[str, typer.Argument(metavar="OTHER", help="The second of the two.", autocompletion=complete)]
    because_option = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")]
    dry_run_option = Annotated[
        bool, typer.Option("--dry-run", help=("Show what would happen to the tenures. Nothing is merged."))
    ]

    @app.command("merge", help=f"Merge two {plural}. KEEP stays and receives everything recorded of OTHER.")
    @entry
    def merge(
        ctx: typer.Context,
        keep: kept,
        other: gone,
        dry_run: dry_run_option = False,
        form: FormatOption = Format.table,
    ) -> None:
        from registry.cli.output.names import identity

        with opened(ctx) as registry:
            report = getattr(registry, plural).merge(keep, other, dry_run=dry_run)
            identity.merged_posts(report, form, dry_run=dry_run)

    @app.command("distinct", help=f"Record that two {plural} are different, so that they are not merged.")
    @entry
    def distinct(
        ctx: typer.Context,
        first: one,
        second: another,
        because: because_option,
        remove: DistinctOption = False,
        form: FormatOption = Format.table,
    ) -> None:
        from registry.cli.output.names import identity

        with opened(ctx) as registry:
            nouns = getattr(registry, plural)
            act = nouns.not_distinct if remove else nouns.distinct
            identity.print_distinct_pairs(act(first, second, because), form, removed=remove, noun=plural)
