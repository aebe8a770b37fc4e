"""Changes of the record, and who came and went in the world, as Atom feeds (RFC 4287). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from registry.domain.history.changes import Change

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
_NEVER = "0001-01-01T00:00:00Z"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2: Char
_OUTSIDE = "another program"


def feed(title: str, here: str, page: str, changes: Sequence[Change], address_of: Callable[[Change], str]) -> str:
    """The newest of the changes, which come newest first; all addresses are absolute.

    Ids are tag: URIs (RFC 4151) of the host and the day of the change, so they stay when the pages move on the host.
    """
    host = (urlsplit(here).hostname or "localhost").lower()
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "title", title)
    begun = changes[-1].recorded_at if changes else _NEVER
    about = urlsplit(here).query
    _add(root, "id", f"tag:{host},{begun[:10]}:changes{f'?{about}' if about else ''}")
    _add(root, "updated", changes[0].recorded_at if changes else _NEVER)
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=here)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=page)
    for change in changes[:_MOST]:
        _entry(ElementTree.SubElement(root, "entry"), change, host, address_of(change))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")


class Event(NamedTuple):
    """That somebody came or went. `key`: what tells it from every other; `day`: ISO."""

    key: str
    day: str
    title: str
    summary: str
    appointment: str


def movements_feed(title: str, here: str, page: str, events: Sequence[Event], address_of: Callable[[str], str]) -> str:
    """Who came and who went, the newest first; all addresses are absolute. An entry counts from its day.

    `address_of`: an appointment by its slug.
    """
    host = (urlsplit(here).hostname or "localhost").lower()
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "title", title)
    _add(root, "id", f"tag:{host},2026:movements{urlsplit(here).path}")
    _add(root, "updated", f"{events[0].day}T00:00:00Z" if events else _NEVER)
    _add(ElementTree.SubElement(root, "author"), "name", title)
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=here)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=page)
    for event in events[:_MOST]:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "title", event.title)
        _add(entry, "id", f"tag:{host},2026:{quote(event.key)}")
        _add(entry, "updated", f"{event.day}T00:00:00Z")
        ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=address_of(event.appointment))
        _add(entry, "summary", event.summary)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")


def _entry(entry: ElementTree.Element, change: Change, host: str, address: str) -> None:
    if change.number is None:
        _add(entry, "title", "Written by another program")
        name = f"written/{quote(change.recorded_at, safe=':')}"
    else:
        _add(entry, "title", f"Change {change.number}: {change.command}")
        name = f"change/{change.number}"
    _add(entry, "id", f"tag:{host},{change.recorded_at[:10]}:{name}")
    _add(entry, "updated", change.recorded_at)
    _add(ElementTree.SubElement(entry, "author"), "name", change.actor or _OUTSIDE)
    ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "summary", change.because or "No reason is recorded.")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    """A text, never markup; without the characters that XML has not."""
    ElementTree.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)
