"""What roles and organizations have in common as things with a past: succeeded; and of roles alone: move, link.

Annotations are not postponed here: Typer has to see the argument that a noun hands in.
"""

# mypy: disable-error-code="valid-type"

from enum import Enum, StrEnum
from typing import Annotated, Any

import typer

from registry.cli.options import completion
from registry.cli.options.common import (
    Format,
    FormatOption,
    common,
    entry,
    opened,
)
from registry.cli.options.edits import refuse_with_remove
from registry.cli.options.evidence import EvidenceOptions, cited
from registry.cli.options.subjects import LastDayOption, TakeBackOption


class How(Enum):
    """How one came of the other: domain/vocabulary.py, HOW_CONTINUED."""

    renamed = "renamed"
    moved = "moved"
    merged = "merged"
    replaced = "replaced"
    split = "split"
    transferred = "transferred"


class Reports(StrEnum):
    """In what sense one role reports to another: domain/vocabulary.py, HOW_REPORTS."""

    command = "command"
    administrative = "administrative"


_KINDS = ("reports to", "ex officio", "excludes")


def add_succeeded_command(app: typer.Typer, noun: str, plural: str, complete: Any) -> None:
    """Give a noun's group `succeeded`: an event in the world by which one came of another."""
    olds = Annotated[list[str], typer.Argument(metavar="OLD", help="What was there before.", autocompletion=complete)]
    news = Annotated[
        list[str], typer.Option("--by", metavar="NEW", help="What came of it; repeatable.", autocompletion=complete)
    ]
    how_option = Annotated[
        How, typer.Option("--how", help="After renamed, moved, merged, replaced the old one no longer existed.")
    ]
    on_option = Annotated[str, typer.Option("--on", metavar="DATE", help="The first day of what came of it.")]
    remove_option = Annotated[bool, typer.Option("--remove", help="Take it back, with --because: it never happened.")]

    @app.command("succeeded", help=f"Record that {plural} were renamed, moved, merged, split or replaced on a day.")
    @entry
    @cited
    def succeeded(
        ctx: typer.Context,
        old: olds,
        by: news,
        how: how_option,
        on: on_option,
        remove: remove_option = False,
        evidence: EvidenceOptions = None,
        form: FormatOption = Format.table,
    ) -> None:
        from registry.cli.output.entities import relations

        if remove:
            refuse_with_remove({"--source": evidence})
        with opened(ctx) as registry:
            nouns = getattr(registry, plural)
            if remove:
                why = common(ctx).because or ""
                relations.removed(nouns.unlink(by, "continues", old, why, start=on), form)
                return
            relations.written(nouns.succeeded(old, by, how.value, on, evidence=evidence), form)


def add_role_commands(app: typer.Typer, role_argument: Any) -> None:
    """Give the roles' group `move` and `link`."""

    @app.command("move")
    @entry
    @cited
    def move(
        ctx: typer.Context,
        role: role_argument,
        to: Annotated[
            str,
            typer.Option(
                "--to", metavar="ORGANIZATION", help="Where it is now.", autocompletion=completion.organizations
            ),
        ],
        on: Annotated[str, typer.Option("--on", metavar="DATE", help="The first day there.")],
        evidence: EvidenceOptions = None,
        form: FormatOption = Format.table,
    ) -> None:
        """Move a role to another organization on a day; whoever holds it goes on there."""
        from registry.cli.output.entities import relations

        with opened(ctx) as registry:
            relations.written(registry.roles.move(role, to, on, evidence=evidence), form)

    @app.command("link")
    @entry
    @cited
    def link(
        ctx: typer.Context,
        roles: Annotated[
            list[str],
            typer.Argument(
                metavar="ROLE KIND OTHER",
                help="The role; then 'reports to', 'ex officio' or excludes, and the other role or roles.",
                autocompletion=completion.roles,
            ),
        ],
        reports_to: Annotated[
            str | None,
            typer.Option("--reports-to", metavar="ROLE", help="The superior.", autocompletion=completion.roles),
        ] = None,
        ex_officio: Annotated[
            str | None,
            typer.Option(
                "--ex-officio",
                metavar="ROLE",
                help="Which role its holder holds by right.",
                autocompletion=completion.roles,
            ),
        ] = None,
        excludes: Annotated[
            bool, typer.Option("--excludes", help="Nobody may hold two of the roles that are named.")
        ] = False,
        start: Annotated[
            str | None, typer.Option("--from", metavar="DATE", help="The first day; as far back as known if left out.")
        ] = None,
        until: LastDayOption = None,
        how: Annotated[Reports | None, typer.Option("--how", help="In what sense it reports to the other.")] = None,
        remove: TakeBackOption = False,
        evidence: EvidenceOptions = None,
        form: FormatOption = Format.table,
    ) -> None:
        """Record to whom a role reports, which role comes with it, or which roles exclude each other."""
        from registry.cli.output.entities import relations

        role, kind, other = _relation(roles, reports_to, ex_officio, excludes=excludes)
        if remove:
            refuse_with_remove({"--to": until, "--how": how, "--source": evidence})
        if how and kind != "reports to":
            raise typer.BadParameter(f"only of 'reports to', not of {kind!r}; leave it out", param_hint="--how")
        with opened(ctx) as registry:
            if remove:
                found = registry.roles.unlink(role, kind, other, common(ctx).because or "", start=start)
                relations.removed(found, form)
                return
            if kind == "excludes" and len(other) > 1:
                found = registry.roles.exclude(role, *other, start=start, end=until, evidence=evidence)
            else:
                way = how.value if how else None
                found = registry.roles.link(role, kind, other, start=start, end=until, how=way, evidence=evidence)
            relations.written(found, form)


def _relation(
    words: list[str], reports_to: str | None, ex_officio: str | None, *, excludes: bool
) -> tuple[str, str, list[str]]:
    """The role, the kind of relation and the others, from arguments or from options."""
    first, *more = words
    given = [("reports to", reports_to), ("ex officio", ex_officio)]
    said = [(kind, [other]) for kind, other in given if other is not None]
    said += [("excludes", more)] if excludes else []
    if len(said) > 1 or (said and more and not excludes):
        raise typer.BadParameter("say one relation at a time", param_hint="KIND")
    if not said:
        kind = more[0].replace("-", " ") if more else ""
        if kind not in _KINDS:
            raise typer.BadParameter(
                f"{kind!r} is not a relation of roles; give one of {', '.join(_KINDS)}", param_hint="KIND"
            )
        said = [(kind, more[1:])]
    ((kind, other),) = said
    if not other:
        raise typer.BadParameter("name the other role, too", param_hint="OTHER")
    return first, kind, other
