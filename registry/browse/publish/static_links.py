"""Which file of a static copy answers what, and the links between them. Pure.

Links are relative, so the copy works on any host and below any path. A file is made only if something links to it.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from registry.browse.server.links import safe_name

THINGS = ("role", "person", "organization", "source", "change")
LISTINGS = ("people", "roles", "organizations", "sources", "changes")
MOST_PAGES = 3  # of a change: an import has hundreds, and the data have all of it
ALL_DATA = "data.zip"
# What there is as data of the pages of things and lists: others are in the data as a whole.
_DATA: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]] = {
    ("role", ("history",)): ("csv",),
    ("role", ()): ("ics",),
    ("movements", ()): ("atom",),
    ("changes", ()): ("json", "csv", "atom"),
    **{(listed, ()): ("json", "csv") for listed in LISTINGS[:-1]},
}  # fmt: skip


class PageFile(NamedTuple):
    """A file of the copy and what it holds: the page of a thing (`slug`) or a list, a part of it, as `form`."""

    file: str
    kind: str
    slug: str | None = None
    part: str | None = None
    form: str = "html"
    page: int = 1


class Held(NamedTuple):
    """From which day on somebody held a role, and the page of its succession that has the line about it."""

    since: str
    appointment: str
    page: int


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What there is to link to: slugs by kind (changes by number); by role who held it, by the day it began; by
    organization the days on which something changed, with the page that has them; by list the first entry under each
    letter, with its page. `base`: the address of the copy with a slash at its end, if it is known.
    """

    slugs: Mapping[str, frozenset[str]]
    held: Mapping[str, Sequence[Held]]
    days: Mapping[str, Sequence[tuple[str, int]]]
    letters: Mapping[tuple[str, str], tuple[str, int]]
    today: str
    base: str | None = None
    terms: Mapping[str, tuple[str, Held]] = field(default_factory=dict)  # by appointment: its role and its line

    def file_of(self, kind: str, parts: Sequence[str], page: int = 1, form: str = "html") -> PageFile | None:
        """The file of a page or of data; None if there is none."""
        if kind in ("", "search"):
            return PageFile(f"{kind or 'index'}.html", kind) if form == "html" and not parts else None
        if form != "html":
            return self._data(kind, parts, form)
        if kind in LISTINGS and not parts:
            return PageFile(f"{kind}/page-{page}.html" if page > 1 else f"{kind}.html", kind, page=page)
        if kind not in THINGS or not parts or parts[0] not in self.slugs[kind]:
            return None
        slug, part = parts[0], parts[1] if len(parts) > 1 else None
        if part == "days" and not self.days.get(slug):
            return None
        if part not in (None, *_PARTS.get(kind, ())) or (kind == "change" and page > MOST_PAGES):
            return None
        folder, name = f"{kind}/{safe_name(slug)}", part
        if page > 1:
            name = f"{part}-{page}" if part else f"page-{page}"
        return PageFile(f"{folder}/{name}.html" if name else f"{folder}.html", kind, slug, part, page=page)

    def _data(self, kind: str, parts: Sequence[str], form: str) -> PageFile | None:
        slug, rest = (parts[0], tuple(parts[1:])) if kind in THINGS and parts else (None, tuple(parts))
        if form not in _DATA.get((kind, rest), ()) or (slug is not None and slug not in self.slugs[kind]):
            return None
        stem = "/".join((kind, *([safe_name(slug)] if slug else ()), *rest))
        return PageFile(f"{stem}.{form}", kind, slug, rest[0] if rest else None, form)

    def held_on(self, role: str, on: str | None) -> Held | None:
        """Who came last up to the day, month or year; None = the role itself answers."""
        if not on or on == self.today:
            return None
        lines = self.held.get(role, ())
        place = bisect_right(lines, _after(on), key=lambda line: line.since)
        return lines[place - 1] if place else None

    def day_on(self, organization: str, on: str | None) -> tuple[str, int] | None:
        """The newest day of change up to the day, with its page; None = the organization itself answers."""
        if not on or on == self.today:
            return None
        days = self.days.get(organization, ())
        place = bisect_right(days, _after(on), key=lambda day: day[0])
        return days[place - 1] if place else None


_PARTS = {"role": ("findings",), "organization": ("days",)}


def _after(on: str) -> str:
    """What sorts after all days of the day, month or year."""
    return f"{on}\uffff"


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The links of the page at the file `path` (see Links). `wanted` is told each file that is linked to.

    `root`: where the copy will be, for a page that is shown at any address: its links are whole.
    """

    files: SiteFiles
    path: str
    wanted: Callable[[PageFile], None]
    root: str | None = None

    @property
    def live(self) -> bool:
        return False

    def to(self, kind: str, *parts: object, **query: object) -> str | None:
        names = [str(part) for part in parts]
        number = query.get("page")
        page, mark = number if isinstance(number, int) else 1, None
        on = str(query["on"]) if query.get("on") else None
        if query.get("about") or query.get("as_known_on"):
            return None
        if kind == "appointment":
            role, held = self.files.terms.get(names[0], ("", Held("", "", 1)))
            return self._at(self.files.file_of("role", [role], held.page), f"t-{safe_name(held.appointment)}")
        if kind == "role" and len(names) == 1 and page == 1 and (line := self.files.held_on(names[0], on)):
            page, mark = line.page, f"t-{safe_name(line.appointment)}"
        elif kind == "organization" and len(names) == 1 and (day := self.files.day_on(names[0], on)):
            names, mark, page = [*names, "days"], f"d-{day[0]}", day[1]
        elif letter := query.get("letter"):
            slug, page = self.files.letters.get((kind, str(letter)), ("", 1)) if page == 1 else ("", page)
            mark = f"e-{safe_name(slug)}" if slug else None
        return self._at(self.files.file_of(kind, names, page), mark)

    def data(self, ending: str, kind: str, *parts: object, **query: object) -> str | None:
        if query.get("about"):
            return None
        return self._at(self.files.file_of(kind, [str(part) for part in parts], form=ending))

    def asset(self, name: str) -> str:
        return self._relative(f"static/{name}")

    def tables(self) -> str:
        return self._relative(ALL_DATA)

    def here(self, **query: object) -> str | None:
        return self._relative(self.path) if self.files.base else None

    def whole(self, address: str | None) -> str | None:
        base = self.files.base
        if address is None or base is None or "://" in address:
            return address
        return base + posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))

    def _at(self, place: PageFile | None, mark: str | None = None) -> str | None:
        if place is None:
            return None
        self.wanted(place)
        if mark and place.file == self.path and not self.root:
            return f"#{mark}"
        return f"{self._relative(place.file)}#{mark}" if mark else self._relative(place.file)

    def _relative(self, file: str) -> str:
        if self.root:
            return f"{self.root}{quote(file)}"
        return quote(posixpath.relpath(file, posixpath.dirname(self.path) or "."))
