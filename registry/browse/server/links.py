"""Addresses: of the pages, and of what is linked out. Pure.

A page gets its links from one object (Links) that is handed in: a server has one, a folder of files another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Protocol
from urllib.parse import quote, urlencode

# Other registers: what a value must look like there, and where it leads.
_REGISTERS = {
    "wikidata": ("Q[1-9][0-9]*", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("[0-9]+", "https://viaf.org/viaf/{}"),
    "gnd": ("[0-9X-]+", "https://d-nb.info/gnd/{}"),
    "isni": ("[0-9]{15}[0-9X]", "https://isni.org/isni/{}"),
    "orcid": ("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", "https://orcid.org/{}"),
    "bioguide": ("[A-Z][0-9]{6}", "https://bioguide.congress.gov/search/bio/{}"),
    "opensanctions": ("[A-Za-z0-9-]+", "https://www.opensanctions.org/entities/{}"),
}
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 150  # of a slug in a name of a file
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # no names of files on Windows
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
# Which page shows what a row of a table is or belongs to, and what a field of a change names.
_PAGE_OF_TABLE = {
    "people": "person", "person_names": "person", "person_identifiers": "person",
    "organizations": "organization", "organization_names": "organization", "organization_identifiers": "organization",
    "organization_relations": "organization",
    "roles": "role", "role_names": "role", "role_identifiers": "role", "role_seats": "role",
    "role_relations": "role", "sources": "source",
    "appointments": "appointment", "citations": "appointment", "appointment_identifiers": "appointment",
    "appointment_details": "appointment", "appointment_dates": "appointment",
}  # fmt: skip
_PAGE_OF_FIELD = {
    "person": "person", "role": "role", "organization": "organization", "source": "source",
    "appointment": "appointment", "replaces": "appointment", "covers": "appointment",
}  # fmt: skip


class Links(Protocol):
    """Where everything is that a page links to, as it stands in the page; None = that is not to be had there."""

    @property
    def live(self) -> bool:
        """Whether questions can be asked: forms, the past, comparisons, the tables."""

    def to(self, kind: str, *parts: object, **query: object) -> str | None:
        """The page of a thing or a list: `to("role", slug, on=day)`, `to("people", letter="A")`, `to("search")`."""

    def data(self, ending: str, kind: str, *parts: object, **query: object) -> str | None:
        """The same as json, csv, ics or atom: `data("csv", "role", slug, "history")`."""

    def asset(self, name: str) -> str:
        """A style sheet, a picture or a script of ours."""

    def tables(self) -> str | None:
        """The tables themselves."""

    def here(self, **query: object) -> str | None:
        """The page that is made, with this query."""

    def whole(self, address: str | None) -> str | None:
        """A link as a whole address where the public address is known, else as it is."""


def path_to(kind: str, *parts: object) -> str:
    """The page of a thing before any prefix: `/role/SLUG`, `/change/12`."""
    return "/".join(("", kind, *(quote(str(part), safe="") for part in parts)))


def asking(path: str, query: Mapping[str, object]) -> str:
    """The path with a query of what is given."""
    given = {name: value for name, value in query.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given, safe=':')}" if given else path


def web(address: str | None) -> str | None:
    """The address if it is one of the web: nothing else is linked out, `javascript:` least of all."""
    return address if address and _WEB.fullmatch(address) else None


def host_of(address: str) -> str:
    """The name of the host in an address of the web, as readers know it: without a leading `www.`."""
    return re.split(r"[/?#\\]", address.partition("://")[2])[0].rpartition("@")[2].removeprefix("www.")


def webcal(address: str | None) -> str | None:
    """Where programs subscribe to a calendar instead of saving it once; None unless the address is a whole one."""
    scheme, separator, rest = (address or "").partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else None


def elsewhere(scheme: str, value: str) -> str | None:
    """Where an identifier leads in the register that gave it; None where that is not known."""
    pattern, address = _REGISTERS.get(scheme.casefold(), ("", ""))
    return address.format(value) if address and re.fullmatch(pattern, value) else None


def page_of_row(table: str) -> str | None:
    """The kind of page that shows what a row of the table is or belongs to; None if there is none."""
    return _PAGE_OF_TABLE.get(table)


def page_of_field(field: str) -> str | None:
    """The kind of page of what a field of a change names by its slug; None if it names nothing."""
    return _PAGE_OF_FIELD.get(field)


def safe_name(slug: str) -> str:
    """A slug as a name of a file or of a place on a page, on any system; another one for each."""
    if _PLAIN.fullmatch(slug) and len(slug) <= _LONGEST and not _DEVICES.fullmatch(slug):
        return slug
    kept = re.sub("[^a-z0-9]+", "-", slug.lower())[:60].strip("-")
    return f"{kept}~{sha256(slug.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def language(code: str | None, script: str | None) -> str | None:
    """The `lang` of a name (BCP 47): its language, or at least its script."""
    return code or (f"und-{script}" if script else None)
