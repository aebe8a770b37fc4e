"""Sentences with links: of an answer with the holders, of a relation with both sides. The words are those of the
command line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup, escape

from registry.domain.presentation.past import relation_sentence
from registry.domain.presentation.sentences import name_of, sentence
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.relations import RelationNote
from registry.domain.vocabulary import Kind

# In the place of each name while the sentence is made: letters that no name has, so that a name within another name,
# or within the title, is not taken for it.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(rf"{_OPEN}([0-9]+){_CLOSE}(\.?)")


def linked_sentence(found: Answer, today: str, address: Callable[[str], str]) -> Markup:
    """The sentence as HTML; `address`: of a person by the slug."""
    marked = tuple(
        replace(holder, name=f"{_OPEN}{number}{_CLOSE}", name_then=None) for number, holder in enumerate(found.holders)
    )
    clean = replace(found, title=_plain(found.title), organization=_plain(found.organization), holders=marked)

    def link(place: re.Match[str]) -> str:
        holder = found.holders[int(place[1])]
        name = name_of(replace(holder, kind=Kind.SUBSTANTIVE))
        stop = "" if name.endswith(".") and place.end() == len(text) else place[2]  # no second full stop
        return Markup('<a href="{}">{}</a>{}').format(address(holder.person), name, stop)

    text = str(escape(sentence(clean, today)))
    return Markup(_PLACE.sub(link, text))  # escaped piece by piece


def _plain(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def linked_relation(note: RelationNote, address: Callable[[str], str | None]) -> Markup:
    """A relation as a sentence with both sides as links; `address`: of a role or an organization by the slug."""
    sides = ((note.subject, note.subject_name), (note.other, note.other_name))
    marked = [f"{_OPEN}{number}{_CLOSE}" for number in range(2)]

    def link(place: re.Match[str]) -> str:
        slug, name = sides[int(place[1])]
        where = address(slug)
        stop = "" if name.endswith(".") and place.end() == len(text) else place[2]
        return Markup('<a href="{}">{}</a>{}').format(where, name, stop) if where else escape(f"{name}{stop}")

    text = str(escape(relation_sentence(replace(note, subject_name=marked[0], other_name=marked[1]))))
    return Markup(_PLACE.sub(link, text))  # escaped piece by piece
