"""Which file of a static copy a page is, and a page with links to files instead of addresses. Pure."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote

from registry.browse.server.links import asking
from registry.domain.entities.references import qualified

STYLE = "static/registry.css"
SEARCH = "search.html"
_THINGS = ("role", "person", "organization", "source", "change")
_LISTINGS = ("people", "roles", "organizations", "sources", "changes")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 150  # of a slug in a name of a file
_MOST_PAGES = 25  # of a change: an import has hundreds, each takes as long as the whole, and the data have all of it
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # no names of files on Windows

_PARTS = ("history", "profile", "findings", "career")  # of a page; the rest of the address is its slug

_STYLESHEET = re.compile(r'<link rel="stylesheet" href="[^"]*">')
_HEAD_LINK = re.compile(r'<link (rel="(?:alternate|canonical)"[^>]*)>\n?')
_FORM = re.compile(r'(?:<h2>[^<]*</h2>\s*)?<form action="([^"]*)".*?</form>\s*', re.DOTALL)
_ANCHOR = re.compile(r"<a ([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'href="([^"]*)"')
_FORMATS = re.compile(r"<p>This page as (.*?)\. ", re.DOTALL)
_TABLES = re.compile(r'<a href="[^"]*">The tables</a>(?:\. )?')
_CHARSET = '<meta charset="utf-8">\n'
# A script could only be in a page by a fault: then it does not run.
_NO_SCRIPT = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; base-uri 'none'\">\n"
)


@dataclass(frozen=True, slots=True)
class SitePages:
    """What there are pages of: slugs by kind (changes by number), the days of roles and organizations in order; the
    day that pages without one are about; the address of the copy, with a slash at its end, if it is known.
    """

    slugs: Mapping[str, frozenset[str]]
    days: Mapping[tuple[str, str], Sequence[str]]
    today: str
    base: str | None = None


class PageFile(NamedTuple):
    """A file, and the address of the site that gives it."""

    file: str
    address: str


def place_of(shelf: SitePages, address: str, *, exact: bool = False) -> PageFile | None:
    """What answers the question at an address of the site; None if nothing does: other questions need a server.

    Of a day without a page the newest day before it that has one answers, and of one before them all the thing's own
    page; `exact`: nothing does.
    """
    path, _, query = address.partition("?")
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    if "as_known_on" in asked:
        return None
    kind, *rest = [unquote(part) for part in path.split("/")[1:]]
    number = asked.get("page", "")
    page = number if number.isdecimal() and number != "1" else None
    if not rest:
        return _listing(shelf, kind, page, asked.get("about"))
    if kind not in _THINGS or len(rest) > 2:
        return None
    slug, ending = (rest[0], "html") if rest[0] in shelf.slugs[kind] else _split(rest[0])
    if slug not in shelf.slugs[kind] or (kind == "change" and page and int(page) > _MOST_PAGES):
        return None
    if ending == "atom" and not shelf.base:  # a feed has whole addresses
        return None
    if ending != "html":  # data are of the whole, whichever page they are linked from
        page = None
    return _file_of(
        shelf, path, (kind, slug, rest[1] if len(rest) == 2 else None), (asked.get("on"), page, ending), exact
    )


def _file_of(
    shelf: SitePages,
    path: str,
    thing: tuple[str, str, str | None],
    what: tuple[str | None, str | None, str],
    exact: bool,
) -> PageFile | None:
    """The file of a thing of a kind, or of a part of it; `what`: the day, the page of a long list and the ending."""
    (kind, slug, last), (asked_on, page, ending) = thing, what
    folder = f"{kind}/{safe(slug)}"
    if last is not None:
        part, ending = _split(last)
        return PageFile(f"{folder}/{part}.{ending}", path) if part in _PARTS and ending != "html" else None
    on = asked_on if ending != "ics" and not page else None
    day = day_of(shelf, kind, slug, on)
    if exact and on and on not in (day, shelf.today):
        return None
    if day:
        if ending != "html":  # of the thing itself there is the whole as data
            return None
        return PageFile(f"{folder}/{day}.{ending}", f"{path}?on={day}")
    return (
        PageFile(f"{folder}/page-{page}.{ending}", f"{path}?page={page}")
        if page
        else PageFile(f"{folder}.{ending}", path)
    )


def day_of(shelf: SitePages, kind: str, slug: str, on: str | None) -> str | None:
    """The day whose page answers for a day; None = the page of the thing."""
    if not on or on == shelf.today:
        return None
    days = shelf.days.get((kind, slug), ())
    place = bisect_right(days, on)
    return days[place - 1] if place else None


def is_of_a_page(slug: str) -> bool:
    """Whether the address with this slug is that of a page, not of data."""
    return _split(slug)[1] == "html"


def safe(slug: str) -> str:
    """A slug as a name of a file on any system; another one for each."""
    if _PLAIN.fullmatch(slug) and len(slug) <= _LONGEST and not _DEVICES.fullmatch(slug):
        return slug
    kept = re.sub("[^a-z0-9]+", "-", slug.lower())[:60].strip("-")
    return f"{kept}~{sha256(slug.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def on_the_web(shelf: SitePages, address: str) -> str:
    """The whole address of what is at an address of the site; that itself if it is not known."""
    place = place_of(shelf, re.sub("[?&]as_known_on=[^&]*", "", address))
    return f"{shelf.base}{quote(place.file)}" if shelf.base and place else address


def relinked(text: str, here: str, find: Callable[[str, bool], str | None], root: str | None = None) -> str:
    """The page at the file `here` with links to files. `find`: the file for an address, and whether only its own;
    `root`: where the copy will be, for a page that is shown at any address: its links are whole.

    A question that a static copy cannot answer goes: forms (but for the search), pages of the past, the tables.
    """

    def to(file: str) -> str:
        return _link(file, here, root)

    def led(attributes: str) -> str | None:
        """The attributes of a link within the site, or of one that leads out of it; None if it leads nowhere."""
        found = _HREF.search(attributes)
        address = unescape(found[1]) if found else ""
        if not address.startswith("/"):
            return attributes
        file = find(address, "rel=" in attributes)
        return attributes.replace(f'href="{found[1]}"', f'href="{to(file)}"') if found and file else None

    def head_link(match: re.Match[str]) -> str:
        attributes = None if 'rel="canonical" href="/' in match[0] else led(match[1])
        return f"<link {attributes}>\n" if attributes else ""

    def anchor(match: re.Match[str]) -> str:
        attributes = led(match[1])
        if attributes is not None:
            return f"<a {attributes}>{match[2]}</a>"
        return match[2] if _says_something(match[1]) else ""

    def form(match: re.Match[str]) -> str:
        return match[0].replace('action="/search"', f'action="{to(SEARCH)}"') if match[1] == "/search" else ""

    def formats(match: re.Match[str]) -> str:
        left = [each[0] for each in _ANCHOR.finditer(match[1])]
        return f"<p>This page as {', '.join(left)}. " if left else "<p>"

    if here != SEARCH:
        text = text.replace(_CHARSET, _CHARSET + _NO_SCRIPT, 1)
    text = _STYLESHEET.sub(f'<link rel="stylesheet" href="{to(STYLE)}">', text, count=1)
    text = _TABLES.sub("", _FORM.sub(form, _HEAD_LINK.sub(head_link, text)))
    return _FORMATS.sub(formats, _ANCHOR.sub(anchor, text)).replace("<p></p>\n", "")


def _link(file: str, here: str, root: str | None) -> str:
    return f"{root}{quote(file)}" if root else quote(posixpath.relpath(file, posixpath.dirname(here) or "."))


def _says_something(attributes: str) -> bool:
    """Whether the words of a link that leads nowhere stand by themselves, as the name of a person does."""
    return bool(re.search(f'href="/({"|".join(_THINGS)})/', attributes)) and not re.search(
        "rel=|as_known_on=", attributes
    )


def _listing(shelf: SitePages, name: str, page: str | None, about: str | None) -> PageFile | None:
    stem, ending = _split(name)
    if not name:
        return PageFile("index.html", "/")
    if name == "search":
        return PageFile(SEARCH, "/search")
    if stem not in _LISTINGS or (ending == "atom" and not shelf.base):
        return None
    query = {"about": about, "page": page}
    if about:
        subject = _subject(shelf, about)
        if ending != "html" or subject is None:
            return None
        kind, slug = subject
        query["about"] = qualified(kind, slug)
        stem = f"{stem}/about/{kind}/{safe(slug)}"
    return PageFile(f"{stem}/page-{page}.{ending}" if page else f"{stem}.{ending}", asking(f"/{name}", query))


def _subject(shelf: SitePages, about: str) -> tuple[str, str] | None:
    """Kind and slug of what is asked about: `role:chair`, or a slug that things of one kind alone have."""
    kind, _, slug = about.partition(":")
    if kind in _THINGS and slug in shelf.slugs[kind]:
        return kind, slug
    kinds = [kind for kind in _THINGS if about in shelf.slugs[kind]]
    return (kinds[0], about) if len(kinds) == 1 else None


def _split(last: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*)\.(json|csv|ics|atom)", last, re.DOTALL)
    return (found[1], found[2]) if found else (last, "html")
