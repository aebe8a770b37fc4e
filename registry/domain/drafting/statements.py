"""What a text says of who began, held or left which office when, sentence by sentence. Pure: no registry, no clock.

A surname is the one person of that surname named in full before; `the post` is the one office that the text has tied
to the person. What is not clear is skipped, with the reason. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from registry.domain.drafting.chunks import Chunk, chunks_of, full_names
from registry.domain.drafting.clauses import ClauseReader
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.readings import Act, Reading
from registry.domain.drafting.references import References, UnclearError
from registry.domain.drafting.words.sentences import Sentence, clean, recased, sentences_of
from registry.domain.drafting.words.tokens import LONGEST, TokenizedSentence
from registry.domain.names.text_hygiene import unfit

LONGEST_QUOTE = 300  # characters


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that speaks of an office, at the word, and why nothing was taken from it."""

    sentence: str
    word: str
    why: str

    @property
    def reason(self) -> str:
        """The word with the reason: `'became' is a question`, `'became': 'Chief' does not name the organization`."""
        about_the_word = self.why.startswith(("is ", "does ", "has ", "may "))
        return f"{self.word!r}{'' if about_the_word else ':'} {self.why}"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one verb says. Names in full; dates EDTF; `paragraph` and `span` say where its own words stand in the text.

    `rank`: at the time of the event. `undated`: why its day is not known; `recased`: read without its own capitals.
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
    recased: bool = False


def statements_of(text: str, published: date, *, noted: bool = False) -> tuple[list[Statement], list[Skipped]]:
    """What the text says, in its order, and what was skipped. `published`: the day from which its days are read.

    `noted`: it is somebody's note of the events, not an article that calls people what they are by then.
    """
    known = References(ranks_then=noted)
    statements: list[Statement] = []
    skipped: list[Skipped] = []
    for sentence in sentences_of(clean(text)):
        why = _unread(sentence)
        if why is not None:
            word = _SPEAKS.search(sentence.text)
            if word:
                skipped.append(Skipped(shortened(sentence.text), word[0], why))
            continue
        for each in _of_sentence(sentence, published, known):
            (skipped if isinstance(each, Skipped) else statements).append(each)  # type: ignore[arg-type]
    return statements, skipped


def _of_sentence(sentence: Sentence, published: date, known: References) -> Iterator[Statement | Skipped]:
    written = sentence
    sentence = recased(sentence)
    said = TokenizedSentence(sentence, published, known.day)
    known.meet(full_names(said))
    chunks = chunks_of(said, known.known_words())
    readings, skipped = ClauseReader(said, chunks).read()
    for each in readings:
        try:
            found = _statement(said, each, known, _one_before(chunks, each, known))
            yield found if sentence is written else replace(found, sentence=shortened(written.text), recased=True)
        except UnclearError as unclear:
            skipped.append((each.word, str(unclear)))
    known.turn([known.person(c.person, None) for c in chunks if c.person and (c.person.full or _clear(c, known))])
    for at, why in skipped:
        yield Skipped(shortened(written.text), said.words[at].text, why)


def _clear(chunk: Chunk, known: References) -> bool:
    try:
        return bool(chunk.person and known.person(chunk.person, None))
    except UnclearError:
        return False


def _one_before(chunks: list[Chunk], reading: Reading, known: References) -> str | None:
    """The one person whom the sentence names before a pronoun. Raises UnclearError if there are several."""
    if not reading.who.pronoun:
        return None
    before = [c for c in chunks if c.person and c.after <= reading.who.first and (c.person.full or _clear(c, known))]
    names = {known.person(chunk.person, None) for chunk in before if chunk.person}
    if len(names) > 1:
        raise UnclearError("does not say clearly who")
    return next(iter(names), None)


def _unread(sentence: Sentence) -> str | None:
    """Why a sentence is not read at all."""
    if len(sentence.text) > LONGEST:
        return f"is longer than the {LONGEST:,} characters of any sentence"
    if sentence.link:
        return "is a link to another text"
    found = unfit(sentence.text)
    return f"has {found}" if found else None


def _statement(said: TokenizedSentence, reading: Reading, known: References, first: str | None) -> Statement:
    who = known.person(reading.who, first)
    whom = known.person(reading.whom, None) if reading.whom else None
    if who == whom:
        raise UnclearError(f"{who} cannot replace themselves")
    office = known.office(reading.office, reading.post, who, whom)
    if office.why:
        raise UnclearError(office.why)
    edtf = reading.when.edtf if reading.when else None
    rank, undated = reading.who.rank, reading.undated
    left = known.left.get(whom or who) if reading.near else None
    if left and (edtf is None or reading.when_before):
        edtf, undated = _about(left[0]), None
        rank = rank or (None if whom else left[1])
    leaves = reading.act is Act.LEFT
    if leaves and edtf:
        known.left[who] = edtf, rank
    if whom and edtf and reading.whom:
        known.left[whom] = edtf, reading.whom.rank
        known.tie(whom, office)
    known.tie(who, office)
    known.day = edtf or known.day
    at = reading.verb if _too_long(said, reading.first, reading.after) else reading.first
    words = said.words
    begin = said.sentence.start + words[at].start
    end = said.sentence.start + words[reading.after - 1].end
    return Statement(
        act=reading.act, person=who, office=office,
        start=None if leaves else edtf,
        end=edtf if leaves else reading.until.edtf if reading.until else None,
        rank=rank if known.ranks_then or _at_the_time(said, reading, edtf) else None,
        how=reading.how, reason=reading.reason, replaces=whom,
        replaces_rank=reading.whom.rank if reading.whom else None,
        undated=undated, word=words[reading.word].text, sentence=" ".join(said.text.split()),
        paragraph=said.sentence.paragraph, span=(begin, min(end, begin + LONGEST_QUOTE)),
    )  # fmt: skip


def _at_the_time(said: TokenizedSentence, reading: Reading, edtf: str | None) -> bool:
    """A rank told beside an event of another year may be that of the day of writing."""
    as_object = reading.who.first > reading.verb
    recent = edtf is not None and edtf[:4] == f"{said.published.year:04}"
    return reading.act is not Act.HELD and (as_object or recent)


def _about(edtf: str) -> str:
    """Near that day; a set stays as vague as it is."""
    return f"{edtf}~" if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) else edtf


def _too_long(said: TokenizedSentence, first: int, after: int) -> bool:
    return said.words[after - 1].end - said.words[first].start > LONGEST_QUOTE


def shortened(sentence: str) -> str:
    """The sentence on one line, at most as long as a quotation."""
    told = " ".join(sentence[:2_000].split())
    return told if len(told) <= LONGEST_QUOTE else f"{told[: LONGEST_QUOTE - 1]}…"


_SPEAKS = re.compile(
    r"\b(?:(?:re-?)?appoint(?:s|ed|ing|ments?)?|nam(?:es|ed|ing)|install(?:s|ed)|promot(?:es|ed)|sworn|becom(?:es)|became"
    r"|replac(?:es?|ed|ing)|succeed(?:s|ed)|resign(?:s|ed|ations?)|dismiss(?:es|ed|als?)?|sack(?:s|ed)|ousted"
    r"|relieved|nominat(?:es?|ed|ing|ions?)|elected)\b",
    re.IGNORECASE,
)
