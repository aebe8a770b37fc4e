"""What a text says of who began, held or left which office when, sentence by sentence. Pure: no registry, no clock.

A surname is the one person of that surname named in full before; `the post` is the one office that the text has tied
to the person. What is not clear is skipped, with the reason. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from registry.domain.drafting.lexicon import DEMONYMS, SUFFIXES
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import Named, person_at
from registry.domain.drafting.sentences import Sentence, clean, sentences_of
from registry.domain.drafting.tokens import LONGEST, Said
from registry.domain.drafting.verb_frame import Act, Spoken
from registry.domain.drafting.verbs import read_verbs
from registry.domain.names.keys import name_key, title_key
from registry.domain.names.text_hygiene import unfit

LONGEST_QUOTE = 300  # characters


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that speaks of an office, at the word, and why nothing was taken from it."""

    sentence: str
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one verb says. Names in full; dates EDTF; `paragraph` and `span` say where its own words stand in the text.

    `rank`: at the time of the event. `undated`: why its day is not known.
    """

    act: Act
    person: str
    office: Office
    start: str | None
    end: str | None
    rank: str | None
    how: str | None
    reason: str | None
    replaces: str | None
    replaces_rank: str | None
    undated: str | None
    word: str
    sentence: str
    paragraph: int
    span: tuple[int, int]


class UnclearError(Exception):
    """Whom or what a sentence means cannot be told; never leaves this module."""


@dataclass(slots=True)
class _Known:
    """What the text has told so far: full names by surname, offices by person, days on which somebody left."""

    surnames: dict[str, list[str]] = field(default_factory=dict)
    offices: dict[str, dict[tuple[str, str | None], Office]] = field(default_factory=dict)
    owners: dict[str, set[str | None]] = field(default_factory=dict)  # by the office's title: whose it is
    left: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # day, rank

    def meet(self, said: Said) -> None:
        """Remember everybody who is named in full."""
        at = 0
        while at < len(said.words):
            named = person_at(said, at) if said.capital(at) else None
            if named and named.full:
                same = self.surnames.setdefault(_surname(named.name), [])
                if named.name not in same:
                    same.append(named.name)
            at = named.after if named else at + 1

    def person(self, named: Named) -> str:
        """The full name."""
        if named.full:
            return named.name
        found = self.surnames.get(_surname(named.name), [])
        if len(found) != 1:
            which = f"could be {' or '.join(found)}" if found else "is not named in full before"
            raise UnclearError(f"{named.name!r} {which}")
        return found[0]

    def office(self, spoken: Spoken, who: str, whom: str | None) -> Office:
        """The office that is named, or that `the post` means."""
        if spoken.office:
            return self._the_same(spoken.office)
        tied = [office for person in (whom, who) if person for office in self.offices.get(person, {}).values()]
        body = set(title_key(spoken.post or "").split())
        fitting = [office for office in tied if body <= set(title_key(office.title).split())]
        different = {(title_key(office.title), office.whose): office for office in fitting}
        if len(different) != 1:
            raise UnclearError("does not say which office")
        return next(iter(different.values()))

    def _the_same(self, office: Office) -> Office:
        """With whose it is, if the text has said that before; `Ray's chief of staff` is nobody's but a person's."""
        if office.whose and _surname(office.whose) in self.surnames:
            office = office._replace(whose=None)
        before = self.owners.get(title_key(office.title), set())
        return office._replace(whose=next(iter(before))) if office.whose is None and len(before) == 1 else office

    def tie(self, person: str, office: Office) -> None:
        """Remember that the person holds or held it."""
        key = title_key(office.title)
        self.offices.setdefault(person, {})[key, office.whose] = office
        self.owners.setdefault(key, set()).add(office.whose)


def statements_of(text: str, published: date) -> tuple[list[Statement], list[Skipped]]:
    """What the text says, in its order, and what was skipped. `published`: the day from which its days are read."""
    known = _Known()
    statements: list[Statement] = []
    skipped: list[Skipped] = []
    for sentence in sentences_of(clean(text)):
        why = _unread(sentence)
        if why is not None:
            word = _SPEAKS.search(sentence.text)
            if word:
                skipped.append(Skipped(_shortened(sentence.text), word[0], why))
            continue
        said = Said(sentence, published)
        known.meet(said)
        for each in _of_sentence(said, known):
            (skipped if isinstance(each, Skipped) else statements).append(each)  # type: ignore[arg-type]
    return statements, skipped


def _of_sentence(said: Said, known: _Known) -> Iterator[Statement | Skipped]:
    if not _SPEAKS.search(said.text):
        return
    spoken, skipped = read_verbs(said)
    for each in spoken:
        try:
            yield _statement(said, each, known)
        except UnclearError as unclear:
            skipped.append((each.word, str(unclear)))
    told = _shortened(said.text)
    for at, why in skipped:
        yield Skipped(told, said.words[at].text, why)


def _unread(sentence: Sentence) -> str | None:
    """Why a sentence is not read at all."""
    if len(sentence.text) > LONGEST:
        return f"is longer than the {LONGEST:,} characters of any sentence"
    if sentence.link:
        return "leads to another text"
    found = unfit(sentence.text)
    if found:
        return f"has {found}"
    words = [word for word in sentence.text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return "is a headline" if not sentence.ended and len(words) > 3 and capitals > len(words) * 0.75 else None


def _statement(said: Said, spoken: Spoken, known: _Known) -> Statement:
    who = known.person(spoken.who)
    whom = known.person(spoken.whom) if spoken.whom else None
    if who == whom:
        raise UnclearError(f"{who} cannot replace themselves")
    office = known.office(spoken, who, whom)
    edtf = spoken.when.edtf if spoken.when else None
    rank, undated = spoken.who.rank, spoken.undated
    if spoken.act is Act.MOVED and edtf is None and who in known.left:
        day, rank_then = known.left[who]
        edtf, rank, undated = _about(day), rank or rank_then, None
    leaves = spoken.act is Act.LEFT
    if leaves and edtf:
        known.left[who] = edtf, rank
    if whom and edtf and spoken.whom:
        known.left[whom] = edtf, spoken.whom.rank
        known.tie(whom, office)
    known.tie(who, office)
    at = spoken.verb if _too_long(said, spoken.first, spoken.after) else spoken.first
    words = said.words
    begin = said.sentence.start + words[at].start
    end = said.sentence.start + words[spoken.after - 1].end
    return Statement(
        act=spoken.act, person=who, office=office,
        start=None if leaves else edtf,
        end=edtf if leaves else spoken.until.edtf if spoken.until else None,
        rank=rank if _at_the_time(said, spoken, edtf) else None,
        how=spoken.how, reason=spoken.reason, replaces=whom,
        replaces_rank=spoken.whom.rank if spoken.whom else None,
        undated=undated, word=words[spoken.word].text, sentence=" ".join(said.text.split()),
        paragraph=said.sentence.paragraph, span=(begin, min(end, begin + LONGEST_QUOTE)),
    )  # fmt: skip


def _at_the_time(said: Said, spoken: Spoken, edtf: str | None) -> bool:
    """A rank told beside an event of another year may be that of the day of writing."""
    as_object = spoken.who.first > spoken.verb
    recent = edtf is not None and edtf[:4] == f"{said.published.year:04}"
    return spoken.act is not Act.HELD and (as_object or recent)


def _about(edtf: str) -> str:
    """Near that day; a set stays as vague as it is."""
    return f"{edtf}~" if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) else edtf


def _too_long(said: Said, first: int, after: int) -> bool:
    return said.words[after - 1].end - said.words[first].start > LONGEST_QUOTE


def _surname(name: str) -> str:
    words = [word for word in name_key(name).split() if word not in SUFFIXES and word not in DEMONYMS]
    return words[-1] if words else name_key(name)


def _shortened(sentence: str) -> str:
    told = " ".join(sentence[:2_000].split())
    return told if len(told) <= LONGEST_QUOTE else f"{told[: LONGEST_QUOTE - 1]}…"


_SPEAKS = re.compile(
    r"\b(?:(?:re-?)?appoint(?:s|ed|ing|ments?)?|nam(?:es|ed|ing)|install(?:s|ed)|promot(?:es|ed)|made|moved|transferred"
    r"|reassigned|t(?:oo|ake)[ks]|assume[sd]|becom(?:es)|became|replac(?:es?|ed|ing)|succeed(?:s|ed)|resign(?:s|ed|ations?)"
    r"|step(?:s|ped)|dismiss(?:es|ed|als?)?|fire[sd]|sack(?:s|ed)|ousted|remove[sd]|relieved|nominat(?:es?|ed|ing|ions?)"
    r"|sworn|will now|serve[sd]|been|was|elected|reshuffle|inauguration|since)\b",
    re.IGNORECASE,
)
