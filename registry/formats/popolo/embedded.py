"""Popolo documents as they are in use: entries inside other entries, names by language, and what is not kept. Pure.

posts and memberships may stand inside an organization, memberships inside a person or a post. A name may be a mapping
of languages, such as {"lang:en": …, "lang:cy": …}; of these English, else the first, is the name, the others are
further names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from registry.domain.exchange.statements import NotKept
from registry.formats.popolo.parts import Entry, entries, text_of

_INSIDE = {
    "posts": (("organizations", "organization_id"),),
    "memberships": (("persons", "person_id"), ("organizations", "organization_id"), ("posts", "post_id")),
}
_BY_LANGUAGE = {"name": "other_names", "label": "other_label", "role": "other_roles"}
_NOT_KEPT = {
    "persons": {
        "gender": "gender", "image": "image", "images": "image", "email": "email", "contact_details": "contact details",
        "links": "links", "summary": "summary", "biography": "biography", "national_identity": "national identity",
        "honorific_prefix": "honorific prefix", "honorific_suffix": "honorific suffix",
    },
    "organizations": {
        "image": "image", "contact_details": "contact details", "links": "links", "abstract": "summary",
        "description": "description", "geometry": "geometry", "seats": "seats of an organization",
    },
    "posts": {"contact_details": "contact details", "links": "links"},
    "memberships": {"contact_details": "contact details", "links": "links"},
    "areas": {"geometry": "geometry", "identifiers": "identifiers of areas"},
}  # fmt: skip


def inside(document: Mapping[str, Any], part: str, place: str) -> Iterator[tuple[str, Entry]]:
    """The entries of this part that stand inside others, each with its place and the id of what it stands in."""
    noun = part.removesuffix("s")
    for outer, reference in _INSIDE.get(part, ()):
        for number, each in _outer(document, outer, place):
            for inner, found in enumerate(entries(each.get(part)), 1):
                key = text_of(each.get("id"))
                yield f"{number}, {noun} {inner}", {**({reference: key} if key else {}), **found}


def _outer(document: Mapping[str, Any], part: str, place: str) -> Iterator[tuple[str, Entry]]:
    noun = part.removesuffix("s")
    for number, each in enumerate(entries(document.get(part)), 1):
        key = text_of(each.get("id"))
        yield f"{place}, {noun} {number}" + (f" ({key})" if key else ""), each
    if part == "posts":
        yield from inside(document, "posts", place)


def is_repeated(each: Entry, others: Iterable[Entry]) -> bool:
    """Whether a membership that stands inside another entry stands in the document's list, too."""
    key = text_of(each.get("id"))
    if key:
        return any(text_of(other.get("id")) == key for other in others)
    return any(all(other.get(field) == value for field, value in each.items()) for other in others)


def in_one_language(each: Any) -> Any:
    """The entry with one text for each name; the texts of other languages are further names."""
    if not isinstance(each, dict) or not any(isinstance(each.get(field), dict) for field in _BY_LANGUAGE):
        return each
    found = dict(each)
    for field, further in _BY_LANGUAGE.items():
        value = each.get(field)
        if not isinstance(value, dict):
            continue
        texts = {str(language).removeprefix("lang:"): text_of(text) for language, text in value.items()}
        texts = {language: text for language, text in texts.items() if text}
        main = "en" if "en" in texts else next(iter(texts), None)
        found[field] = texts.get(main) if main else None
        others = [{"name": text, "lang": language} for language, text in texts.items() if language != main]
        before = each.get(further)
        found[further] = [*(before if isinstance(before, list) else []), *others]
    return found


def not_kept(document: Mapping[str, Any]) -> Iterator[NotKept]:
    """What the document has and the registry has no place for, by field."""
    counts: Counter[str] = Counter()
    for part, fields in _NOT_KEPT.items():
        for each in entries(document.get(part)):
            for field, name in fields.items():
                value = each.get(field)
                if value not in (None, "", [], {}):
                    counts[name] += len(value) if isinstance(value, list) else 1
    yield from (NotKept(name, count) for name, count in sorted(counts.items()))
