"""What an entry does not say: asked for one by one at a terminal, and refused with the command to type elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import common, within
from registry.cli.prompts import ask, at_terminal, choose
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.errors import ChoiceError, DateError, NotFoundError, SimilarError

if TYPE_CHECKING:
    import sqlite3

    from registry.api import Registry
    from registry.domain.entities.references import EntityReference
    from registry.domain.tenures.records import Tenure


@dataclass(slots=True)
class RoleAnswer:
    """A role in words; `create`: it is to be added to `organization`, which may be new, too."""

    words: str
    create: bool = False
    organization: str | None = None


class Asking:
    """Fills in what one entry leaves out. `asked`: whether anything was, so that the whole is confirmed in the end."""

    def __init__(self, ctx: typer.Context, registry: Registry) -> None:
        self.ctx = ctx
        self.registry = registry
        self.connection: sqlite3.Connection = registry.file.connection
        self.asked = False

    def person(self, given: str | None, *, label: str = "Person", known: bool = False) -> tuple[str, bool]:
        """A slug, or the name of somebody to be added, and whether they are known to be new.

        `known`: it has to be somebody who is recorded.
        """
        from registry.services.names.look_up import refuse_similar

        if given is not None:
            return given, False
        while True:
            words = self._answer("PERSON", label, "people")
            found = self._found("person", words)
            if found:
                return found.slug, False
            try:
                refuse_similar(self.connection, "person", words)
            except SimilarError as error:
                typer.echo(f"  {words!r} is not recorded. Similar names:", err=True)
                slug = choose("Which one?", error.candidates, None if known else "somebody new")
                return (slug, False) if slug else (words, True)
            if not known:
                typer.echo(f"  {words!r} is new, and will be added.", err=True)
                return words, False
            typer.echo(f"  nobody is recorded who is called {words!r}", err=True)

    def role(self, given: RoleAnswer | None, *, known: bool = False) -> RoleAnswer:
        """The role; at a terminal one that is missing is offered to be added, unless it has to be `known`."""
        from registry.services.names.look_up import suggestion

        if given and (given.create or not at_terminal()):
            return given
        words = given.words if given else None
        while True:
            words = words or self._answer("ROLE", "Role", "roles")
            found = self._found("role", words, told=given is None)
            if found:
                return RoleAnswer(found.slug)
            typer.echo(f"  no role is called {words!r}; {suggestion(self.connection, 'role', words)}", err=True)
            if not known and typer.confirm(f"Add the role {words!r}?", err=True):
                self.asked = True
                return RoleAnswer(words, create=True, organization=self._organization(words))
            given = words = None

    def date(self, option: str, label: str, given: str | None) -> str:
        """A date that is needed, shown as it was understood."""
        if given is not None:
            return given
        while True:
            words = self._answer(option, f"{label} (such as 2025-03-16, 'March 2025' or unknown)", None)
            if self._understood(words):
                return words

    def optional_date(self, label: str) -> str | None:
        """A date, or nothing."""
        while words := ask(label, default=""):
            if self._understood(words):
                return words
        return None

    def predecessor(self, role: RoleAnswer) -> tuple[str | None, str | None]:
        """Whom the new holder replaced, and since when that one held the role, if nothing of it is recorded."""

        words = self._ask("Whom did they replace? (Enter: nobody, or not known)", "people", default="")
        if not words:
            return None, None
        found = self._found("person", words)
        if found and any(tenure.person_id == found.id for tenure in self._tenures(role)):
            return found.slug, None
        typer.echo(f"  {words!r} is not recorded in this role, and will be added.", err=True)
        since = self.optional_date("Since when did they hold it? (Enter: not known)") or "unknown"
        return (found.slug if found else words), since

    def tell_incumbents(self, role: RoleAnswer) -> int:
        """Say who is recorded in office; returns how many."""
        holders = [tenure for tenure in self._tenures(role) if tenure.open]
        for tenure in holders:
            typer.echo(f"  now: {tenure.holder}, {span_in_words(tenure.start, tenure.end)}", err=True)
        return len(holders)

    def open_role_of(self, person: str) -> RoleAnswer | None:
        """Which of the roles that a person still holds is meant; None if none is recorded."""
        held = [each for each in self.registry.career(person).appointments if each.open and each.role]
        if not held:
            return None
        if len(held) == 1:
            typer.echo(f"  the only role that is open: {held[0].title} ({held[0].role})", err=True)
            return RoleAnswer(held[0].role)
        self.asked = True
        return RoleAnswer(choose("Which role?", [(each.role, each.title) for each in held]) or "")

    def confirm(self, said: str) -> None:
        """Ask before it is recorded what was asked for. Raises Abort for no."""
        if self.asked:
            typer.confirm(f"Record {said}?", default=True, abort=True, err=True)

    def _organization(self, title: str) -> str:
        from registry.domain.drafting.office_mentions import organization_in

        words = self._ask("Its organization", "organizations", default=organization_in(title))
        found = self._found("organization", words)
        if found is None:
            typer.echo(f"  {words!r} is new, and will be added.", err=True)
        return found.slug if found else words

    def _answer(self, needed: str, label: str, table: str | None) -> str:
        if not at_terminal():
            missing = "option" if needed.startswith("-") else "argument"
            self.ctx.fail(f"Missing {missing} {needed!r}. At a terminal it is asked for.")
        self.asked = True
        return self._ask(label, table)

    def _ask(self, label: str, table: str | None, *, default: str | None = None) -> str:
        return ask(label, default=default, db=common(self.ctx).db, table=table)

    def _understood(self, words: str) -> bool:
        """Whether it is a date; it is shown as it was read, or why it was not."""
        try:
            edtf = self.registry.file.edtf(words)
        except DateError as error:
            typer.echo(f"  {error}", err=True)
            return False
        typer.echo("  = no end" if edtf is None else f"  = {date_in_words(edtf)} [{edtf}]", err=True)
        return True

    def _found(self, noun: str, words: str, *, told: bool = True) -> EntityReference | None:
        """The one that the words name; of several the one that is chosen."""
        from registry.services.names.look_up import look_up

        try:
            found = look_up(self.connection, noun, words)
        except ChoiceError as error:
            typer.echo(f"  {words!r} could be:", err=True)
            return look_up(self.connection, noun, choose("Which one?", error.candidates) or "")
        except NotFoundError as error:
            typer.echo(f"  {error}", err=True)
            return None
        if found and told and words != found.slug:
            typer.echo(f"  = {found.label} ({found.slug})", err=True)
        return found

    def _tenures(self, role: RoleAnswer) -> list[Tenure]:
        from registry.services.tenures.find_tenure import tenures_in

        return [] if role.create else tenures_in(self.connection, role.words)


def in_order(registry: Registry, person: str | None, role: str | None) -> tuple[str | None, str | None]:
    """The person and the role, whichever stands first, where only one reading is possible; it is said if turned."""
    from registry.services.names.look_up import is_recorded

    connection = registry.file.connection
    if person is None or role is None or is_recorded(connection, "role", role):
        return person, role
    if not is_recorded(connection, "role", person) or is_recorded(connection, "person", person):
        return person, role
    typer.echo(f"Read as the person {role!r} in the role {person!r}.", err=True)
    return role, person


def with_the_way_to_add(
    ctx: typer.Context, registry: Registry, role: RoleAnswer, error: NotFoundError
) -> NotFoundError:
    """The refusal of a role that is missing, with the command that adds it; any other one as it is."""
    from registry.domain.drafting.office_mentions import organization_in
    from registry.domain.presentation.sentences import stopped
    from registry.services.names.look_up import is_recorded

    if role.create or is_recorded(registry.file.connection, "role", role.words):
        return error
    body, missing = organization_in(role.words), stopped(str(error))
    if body is None:
        return NotFoundError(f"{missing} To add the role with the entry, say --create and its --organization")
    return NotFoundError(f"{missing} To add it with the entry: `{again(ctx, '--create', '--organization', body)}`")


def again(ctx: typer.Context, *more: str) -> str:
    """The command as it was given, for a shell, with more words."""
    from shlex import join

    words = ["registry", *within(ctx), *ctx.command_path.split()[1:]]
    for param in ctx.command.params:
        value, source = ctx.params.get(param.name or ""), ctx.get_parameter_source(param.name or "")
        if value is None or source is None or source.name != "COMMANDLINE":
            continue
        words += [] if param.param_type_name == "argument" else [param.opts[0]]
        words += [] if isinstance(value, bool) else [str(value)]
    return join([*words, *more])
