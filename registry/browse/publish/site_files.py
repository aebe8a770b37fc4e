"""What a static copy has pages of, read from the registry: things, who held what since when, days of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from registry.api import Registry
from registry.browse.pages.listings import SHOWN as LISTED
from registry.browse.pages.role import SHOWN as TENURES
from registry.browse.publish.static_links import LISTINGS, Held, SiteFiles
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.entities.references import EntityReference
from registry.domain.names.keys import name_key, title_key
from registry.domain.tenures.movements.change_days import points_among
from registry.domain.tenures.records import NameNote

_MOST_DAYS = 100  # of an organization, the newest
_MOST_LINES = 4_000  # of all its days together: a body of hundreds of roles has fewer days
_LINES = 400  # on a page of days

# Latin with what accents do not explain, Greek, Cyrillic, Armenian, Georgian.
_ALPHABETS = ((0xDF, 0x180), (0x370, 0x400), (0x400, 0x530), (0x531, 0x588), (0x10D0, 0x10FB))


class Entry(NamedTuple):
    """A line of the list of everything. `also`: other names; `keys`: all names as they are compared (names/keys.py);
    `place`: that of the organization of a role.
    """

    kind: str
    slug: str
    label: str
    also: tuple[str, ...]
    keys: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the copy is made of. `entries`: everything that has names, by name."""

    files: SiteFiles
    entries: Sequence[Entry]


def contents(registry: Registry, base: str | None) -> Contents:
    """Read it once, for all pages."""
    slugs = {
        "role": frozenset(each.slug for each in registry.roles.list()),
        "person": frozenset(each.slug for each in registry.people.list()),
        "organization": frozenset(each.slug for each in registry.organizations.list()),
        "source": frozenset(each.slug for each in registry.sources.list()),
        "change": frozenset(str(each.number) for each in registry.log() if each.number),
    }
    terms: dict[str, tuple[str, Held]] = {}
    held = {role: _held(registry, role, terms) for role in sorted(slugs["role"])}
    days = {body: _days(registry, body) for body in sorted(slugs["organization"])}
    files = SiteFiles(slugs, held, days, dict(_letters(registry)), registry.today(), base, terms)
    entries = sorted(_entries(registry), key=lambda entry: (entry.label.casefold(), entry.kind, entry.slug))
    return Contents(files, entries)


def _held(registry: Registry, role: str, terms: dict[str, tuple[str, Held]]) -> list[Held]:
    """The succession by start; `terms` gets the line of each appointment, the later terms of a line included."""
    found = []
    holders = registry.history(role).holders
    for place, spell in enumerate(holders[::-1]):
        since = spell.start_earliest or FIRST_DAY
        line = Held(since, spell.appointment, place // TENURES + 1)
        found.append(line)
        for each in (spell, *spell.terms):
            terms[each.appointment] = (role, line)
    found.reverse()
    return sorted(found, key=lambda line: line.since)


def _days(registry: Registry, body: str) -> list[tuple[str, int]]:
    """The newest days on which somebody came or went there or below it, in order, each with its page."""
    moves = registry.changes(FIRST_DAY, LAST_DAY, body, below=True).movements
    roles = max(len({each.role for each in moves}), 1)
    newest = sorted(points_among(moves))[-max(1, min(_MOST_DAYS, _MOST_LINES // roles)) :]
    size = max(1, _LINES // roles)
    return [(day, place // size + 1) for place, day in enumerate(newest)]


def _letters(registry: Registry) -> Iterator[tuple[tuple[str, str], tuple[str, int]]]:
    """The first entry under each letter of each list, and the page that it is on."""
    for listed in LISTINGS[:-1]:
        whole = registry.directory(listed, size=1)
        found = [(letter, registry.directory(listed, letter, size=1)) for letter in whole.letters]
        before = whole.total - sum(each.total for _, each in found)  # what is under no letter comes first
        for letter, each in found:
            yield (listed, letter), (each.entries[0].slug, before // LISTED + 1)
            before += each.total


def _entries(registry: Registry) -> Iterator[Entry]:
    for each in registry.people.list():
        yield _entry("person", each, registry.people.show(each.slug).names)
    for each in registry.organizations.list():
        yield _entry("organization", each, registry.organizations.show(each.slug).names)
    for each in registry.roles.list():
        role = registry.roles.show(each.slug)
        yield _entry("role", each, role.names, registry.organizations.show(role.organization).name)


def _entry(kind: str, listed: EntityReference, names: Sequence[NameNote], body: str = "") -> Entry:
    also, key = tuple(name.name for name in names), name_key if kind == "person" else title_key
    keys = dict.fromkeys(key(name) for name in (listed.label, *also))
    return Entry(kind, listed.slug, listed.label, also, tuple(keys), title_key(body) if body else "")


def letters() -> str:
    """What the script of the search writes for letters of other alphabets, as the keys have them: `бb вv`."""
    found = sorted({chr(code).lower() for first, last in _ALPHABETS for code in range(first, last)})
    told = {each: name_key(each).replace(" ", "") for each in found if each.isalpha() and len(each) == 1}
    return " ".join(
        f"{letter}{key}" for letter, key in told.items() if key not in (letter, normalize("NFD", letter)[0])
    )


def changes_about(registry: Registry, kind: str, slug: str) -> list[int]:
    """The numbers of the changes that touched a thing, newest first."""
    return [each.number for each in registry.log(f"{kind}:{slug}") if each.number]
