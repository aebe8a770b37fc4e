"""Ask a lake: who held a role on a day, who held what, a career, who entered and left, and what cannot be true.

The SQL under sql/ is the same for every engine; the days of a question are ISO days, both ends inclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from registry.domain.dates.bounds import Bounds
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, exact_day, read_edtf
from registry.domain.errors import ChoiceError, DateError, NotFoundError
from registry.domain.names.keys import name_key, title_key
from registry.domain.tenures.order import in_order
from registry.lake.answers import LakeAnswer, LakeFinding, LakeMovement, LakeTerm
from registry.lake.by_right import Conferred, answers_of, with_holders_by_right
from registry.lake.engines import engine_of
from registry.lake.layout import MANIFEST, TABLES, LakeError, manifest_of, part_of_role

_TABLES = {"person": "people", "organization": "organizations", "role": "roles"}
_KEYS = {"person": name_key, "organization": title_key, "role": title_key}
_SHOWN = 8
_URL = re.compile(r"[a-z][a-z0-9+.-]+://")


class Found(NamedTuple):
    """A person, an organization or a role: its id in the lake, its slug and its main name."""

    id: int
    slug: str
    label: str


class Lake:
    """A lake at a path or at an address that the engine reads (`s3://…`); `master`: Spark's, such as `local[*]`.

    Raises LakeError where it is no lake, or where the engine is not installed. A context manager.

    >>> with Lake("lake") as lake:  # doctest: +SKIP
    ...     lake.who("chief-of-the-general-staff", "2025-03-17").answer
    'held'
    """

    def __init__(self, place: str | Path, engine: str = "duckdb", master: str | None = None) -> None:
        self.place = str(place).rstrip("/")
        remote = bool(_URL.match(self.place))
        if not remote:
            self._refuse_no_lake()
        self._engine = engine_of(engine, master)
        base = self.place if remote else str(Path(self.place).resolve())
        manifest = f"{base}/{MANIFEST}"
        text = self._engine.text(manifest) if remote else Path(manifest).read_text("utf-8")
        self._manifest = manifest_of(text, repr(self.place))
        self._engine.attach(base, self._manifest)

    def _refuse_no_lake(self) -> None:
        if not (Path(self.place) / MANIFEST).is_file():
            raise LakeError(
                f"{self.place!r} is not a lake; write one with `registry export {self.place} --format lake`"
            )

    def __enter__(self) -> Lake:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back what the engine holds."""
        self._engine.close()

    def who(self, role: str, on: str, *, everyone: bool = False) -> LakeAnswer:
        """Who held the role on the day; `everyone`: the merely possible, too, when others fill the seats.

        Raises NotFoundError, ChoiceError, DateError.
        """
        found = self.find("role", role)
        part = part_of_role(found.id)
        asked = f"r.id = {found.id} and r.part = {part} and s.part = {part}"
        return self._answers(asked, f"t.role_id = {found.id} and t.part = {part}", on, everyone, empty=True)[0]

    def holders(self, on: str, organization: str | None = None, *, everyone: bool = False) -> list[LakeAnswer]:
        """Who held what on the day in the organization: each of its roles; None = all roles that anybody held."""
        if organization is None:
            return self._answers("true", "true", on, everyone, empty=False)
        found = self.find("organization", organization)
        return self._answers(
            f"r.organization_id = {found.id}",
            f"t.role_id in (select id from roles where organization_id = {found.id})",
            on, everyone, empty=True,
        )  # fmt: skip

    def every_role(self, on: str, *, everyone: bool = False) -> list[LakeAnswer]:
        """The answer for each role there is on the day, also where nobody is recorded."""
        return self._answers("true", "true", on, everyone, empty=True)

    def count(self, table: str) -> int:
        """How many rows a table of the lake has; see docs/scale.md for the tables."""
        if table not in TABLES:
            raise LakeError(f"no table {table!r}; a lake has {', '.join(TABLES)}")
        return self._manifest.rows(table)

    def history(self, role: str) -> list[LakeTerm]:
        """Everybody who held the role, in order, consecutive terms of one person as one."""
        found = self.find("role", role)
        return self._terms(f"t.role_id = {found.id} and t.part = {part_of_role(found.id)}", None, None)

    def ask(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The columns and the rows of a query of your own over the tables; raises LakeError with the engine's words."""
        return self._engine.ask(sql)

    def career(self, person: str, first: str | None = None, last: str | None = None) -> list[LakeTerm]:
        """Every role that the person held, in order; from `first` to `last` only those that may have been held then."""
        found = self.find("person", person)
        return self._terms(f"t.person_id = {found.id}", first, last)

    def _terms(self, tenures: str, first: str | None, last: str | None) -> list[LakeTerm]:
        days = {"first": _day(first or FIRST_DAY), "last": _day(last or LAST_DAY)}
        rows = self._rows("career", {"tenures": tenures, **days})
        terms = [
            (Bounds(row["start_earliest"], row["start_latest"], row["end_earliest"], row["end_latest"]), row)
            for row in rows
        ]
        return [_term(row) for _, row in in_order(terms, lambda term: term[0])]

    def changes(self, first: str, last: str, organization: str | None = None) -> list[LakeMovement]:
        """Who entered and who left from one day to another, in the organization or everywhere, in order of time."""
        if last < first:
            raise DateError(f"there is no day from {first} to {last}; swap the two")
        where = "true" if organization is None else f"t.organization_id = {self.find('organization', organization).id}"
        rows = self._rows("changes", {"tenures": where, "first": _day(first), "last": _day(last)})
        return [
            LakeMovement(
                **{name: row[name] for name in LakeMovement.__slots__ if name in row},
                date=row["day_text"], how=row["how_it_began"], end_reason=row["why_it_ended"],
            )
            for row in rows
        ]  # fmt: skip

    def check(self, today: str) -> list[LakeFinding]:
        """More holders than seats, in office after death, in a role that did not exist; `today`: up to when one that
        is open counts.
        """
        renamed = {"start": "start_date", "end": "end_date", "other_start": "other_start_date",
                   "other_end": "other_end_date", "date": "date_text"}  # fmt: skip
        rows = self._rows("check", {"today": _day(today)})
        return [LakeFinding(**{name: row[renamed.get(name, name)] for name in LakeFinding.__slots__}) for row in rows]

    def find(self, noun: str, words: str) -> Found:
        """The one person, organization or role that a slug, an identifier or a whole name means.

        Raises NotFoundError; ChoiceError where several are called that.
        """
        scheme, equals, value = words.strip().partition("=")
        known = [("slug", words.strip())] + ([(scheme.strip(), value.strip())] if equals else [])
        if re.fullmatch(r"Q[0-9]+", words.strip()):
            known.append(("wikidata", words.strip()))
        for kind, text in known:
            found = self._found(noun, "identifiers", "l.scheme = :kind and l.value = :text", kind=kind, text=text)
            if found:
                return found[0]
        key = _KEYS[noun](words)
        found = self._found(noun, "names", "l.key = :key", key=key) if key else []
        if len(found) == 1:
            return found[0]
        if found:
            raise ChoiceError(f"{words!r} could be {_listed(found)}; use the slug", [(f.slug, f.label) for f in found])
        near = self._found(noun, "names", "position(:key in l.key) > 0", key=key) if key else []
        hint = f"did you mean {_listed(near)}?" if near else "use its slug or its whole name"
        raise NotFoundError(f"no {noun} {words!r} in {self.place!r}; {hint}")

    def _found(self, noun: str, table: str, condition: str, **values: str) -> list[Found]:
        named = "title" if noun == "role" else "name"
        _, rows = self._engine.ask(
            f"select distinct t.id, t.slug, t.{named} from {table} l join {_TABLES[noun]} t on t.id = l.id"
            f" where l.noun = '{noun}' and {condition} order by t.slug limit {_SHOWN + 1}",
            values,
        )
        return [Found(*row) for row in rows]

    def _answers(self, roles: str, tenures: str, on: str, everyone: bool, *, empty: bool) -> list[LakeAnswer]:
        found = self._held(roles, tenures, on, everyone, empty=empty)
        if not self._manifest.rows("conferred"):
            return list(found.values())
        _, rows = self._engine.ask(
            f"""select c.role_id, c.by_id, c.certainty
            from conferred c join roles r on r.id = c.role_id join seats s on s.role_id = r.id
            where {roles} and s.first_day <= {_day(on)} and s.last_day >= {_day(on)}
              and c.first_day <= {_day(on)} and c.last_day >= {_day(on)} order by 1, 2"""
        )
        links = [Conferred(*row) for row in rows]
        conferring = self._held(*_with_ids({link.by for link in links}), on, False, empty=False)
        others = {link.role for link in links if link.by in conferring} - found.keys()
        found |= self._held(*_with_ids(others), on, everyone, empty=True)
        return with_holders_by_right(found, [link for link in links if link.role in found], conferring)

    def _held(self, roles: str, tenures: str, on: str, everyone: bool, *, empty: bool) -> dict[int, LakeAnswer]:
        """Who held each of the roles by a tenure, by the id of the role."""
        settings = {
            "roles": roles, "tenures": tenures, "day": _day(on),
            "everyone": str(everyone).lower(), "empty": str(empty).lower(),
        }  # fmt: skip
        return answers_of(self._rows("on_day", settings), on) if roles else {}

    def _rows(self, name: str, settings: dict[str, str]) -> Iterator[dict[str, Any]]:
        columns, rows = self._engine.ask(statement(name, **settings))
        for row in rows:
            yield dict(zip(columns, map(_plain, row), strict=True))


def _term(row: dict[str, Any]) -> LakeTerm:
    told = {name: row[name] for name in LakeTerm.__slots__ if name in row}
    for name in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
        told[name] = None if told[name] in (FIRST_DAY, LAST_DAY) else told[name]
    return LakeTerm(**told, start=row["start_date"], end=row["end_date"])


def _with_ids(ids: Iterable[int]) -> tuple[str, str]:
    """The conditions for roles and for tenures; empty texts where there are no ids."""
    listed = ", ".join(map(str, sorted(ids)))
    return (f"r.id in ({listed})", f"t.role_id in ({listed})") if listed else ("", "")


def statement(question: str, **settings: str) -> str:
    """The SQL of a question: `on_day`, `career`, `changes` or `check`; `settings` are those that its file names."""
    return _sql(question).format(**settings)


@cache
def _sql(name: str) -> str:
    text = files("registry.lake").joinpath("sql", f"{name}.sql").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))


def _day(day: str) -> str:
    """An ISO day as SQL. Raises DateError for anything else."""
    if exact_day(read_edtf(day)) != day:
        raise DateError(f"{day!r} is not one day; give one, such as 2025-03-17")
    return f"date '{day}'"


def _plain(value: Any) -> Any:
    """A day as text, whatever the engine has it as."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _listed(found: Iterable[Found]) -> str:
    shown = [f"{each.label!r} ({each.slug})" for each in found]
    more = shown[_SHOWN:]
    return " or ".join(shown[:_SHOWN]) + (" or others" if more else "")
