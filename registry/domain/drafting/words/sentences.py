"""Plain text -> paragraphs and sentences, with where they stand. Pure, English, and linear in the text's length.

A full stop ends no sentence after an abbreviation or an initial, unless a word follows that only begins one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from registry.domain.dates.edtf import MONTHS
from registry.domain.drafting.words import lexicon
from registry.domain.drafting.words.triggers import REPLACING, TRIGGERS
from registry.domain.names.text_hygiene import word_set

_TIDIED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff")),
    **dict.fromkeys(map(ord, "\t\v\f\xa0\u2003\u2009\u202f"), " "),
}
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_ABBREVIATED = re.compile(r"(?:^|[\s(\"“-])((?:[A-Za-z]\.)*[A-Za-z]+)$")
_ABBREVIATIONS = word_set(
    "gen maj lt col brig adm capt cdr cmdr cpl sgt mr mrs ms dr prof st jr sr rep sen gov pres hon rev dep min ret "
    "no vs inc ltd co corp dept jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun etc approx ca cf"
)
_OPENERS = word_set(
    "he she it they we i you the a an this that these those his her its their our in on at as but and however "
    "meanwhile earlier later after before when while for from with by since both one two some many"
)
_CLOSING = word_set("jr sr inc ltd co corp etc")  # these may end a sentence
_LONGEST_LINE = 120  # characters; a longer one is a paragraph that nobody wrapped
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘]{12,}?[,.!?][’'](?!\w)")
_LINK = re.compile(r"(?:see also|read more|related|watch)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on one line. `start`: its first character in the text that `clean` gives.

    `quoted`: the spans within it that stand in double quotation marks; `ended`: whether it has a stop of its own.
    """

    text: str
    start: int
    paragraph: int
    quoted: tuple[tuple[int, int], ...]
    ended: bool

    @property
    def question(self) -> bool:
        """Whether it asks."""
        return self.text.rstrip("\"'”’»)] ").endswith("?")

    @property
    def link(self) -> bool:
        """Whether it is a link to another text, as `SEE ALSO: …` does."""
        return bool(_LINK.match(self.text)) and ":" in self.text[:20]

    def in_quotes(self, at: int) -> bool:
        """Whether the character stands in quotation marks."""
        place = bisect_right(self.quoted, (at, len(self.text))) - 1
        return place >= 0 and self.quoted[place][0] <= at < self.quoted[place][1]


def clean(text: str) -> str:
    """The text without what nobody sees, and with one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TIDIED)


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a text that `clean` gave, in their order."""
    for number, (first, after) in enumerate(_paragraphs(text)):
        open_ = False
        for start, end in _split(text, first, after):
            said = text[start:end].replace("\n", " ")
            quoted, open_ = _quoted(said, open_)
            yield Sentence(said, start, number, quoted, said.rstrip("\"'”’»)] ")[-1:] in tuple(".!?…"))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Blank lines part paragraphs, and so does each line break in text that is not wrapped."""
    begin = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        yield from _lines(text, begin, end)
        begin = blank.end() if blank else end


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    lines = text[begin:end].split("\n")
    longest = max(map(len, lines))
    wrapped = longest <= _LONGEST_LINE and all(len(line) > longest * 0.6 for line in lines[:-1])
    if len(lines) == 1 or wrapped:
        yield begin, end
        return
    for line in lines:
        yield begin, begin + len(line)
        begin += len(line) + 1


def _split(text: str, first: int, after: int) -> Iterator[tuple[int, int]]:
    begin = first
    for stop in _STOP.finditer(text, first, after):
        if _ends(text, stop, after):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, after)


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[begin:end]
    if said.strip():
        yield begin + len(said) - len(said.lstrip()), begin + len(said.rstrip())


def _ends(text: str, stop: re.Match[str], after: int) -> bool:
    following = text[stop.end() : min(stop.end() + 40, after)].split(maxsplit=1)
    following_word = following[0].lstrip("\"'“‘«([") if following else ""
    if not following_word:
        return True
    if following_word[0].islower():
        return False
    if stop[0][0] != ".":
        return True
    found = _ABBREVIATED.search(text[max(0, stop.start() - 12) : stop.start()])
    word = found[1] if found else ""
    short = word.lower() in _ABBREVIATIONS or "." in word or (len(word) == 1 and word.isupper())
    if not short:
        return True
    could_end = "." in word or word.lower() in _CLOSING
    return could_end and following_word.strip(",.").lower() in _OPENERS


def _quoted(said: str, open_: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The quoted spans; a quotation that goes on from the sentence before is open at the beginning."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for mark in re.finditer(r'["“”«»„]', said):
        closes = mark[0] in "”»" or (mark[0] == '"' and open_)
        if open_ and closes:
            spans.append((begin, mark.end()))
            open_ = False
        elif not open_ and mark[0] not in "”»":
            begin, open_ = mark.start(), True
    if open_:
        spans.append((begin, len(said)))
    if not spans:
        spans = [found.span() for found in _SINGLE.finditer(said)]
    return tuple(spans), open_


# A note that is typed without capitals, or in capitals alone, gets those by which names are found.
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_MONTHS = frozenset(month.lower() for month in MONTHS)
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def recased(sentence: Sentence) -> Sentence:
    """The same sentence with capitals, if it has none of its own, or nothing else; else the sentence itself.

    What is not a word of the lists is taken for a name. Positions do not change, so the words can be quoted as written.
    """
    words = _WORD.findall(sentence.text)
    low_words = {word.lower() for word in words}
    if len(words) < 4 or not (low_words & _SPEAKS or ("since" in low_words and low_words & lexicon.HEADS)):
        return sentence
    lower = all(word[0].islower() for word in words[1:])
    if words[0][0].isupper() and (words[0].lower() in _SMALL or words[1].lower() in _SMALL):
        lower = False  # any sentence without a name
    titled = all(word[0].isupper() for word in words)
    if not (lower or titled):
        return sentence
    return replace(sentence, text=_WORD.sub(_cased, sentence.text))


def _cased(found: re.Match[str]) -> str:
    word = found[0]
    low = word.lower()
    if low in _MONTHS | _DAYS:
        return low.capitalize()
    if low in _SMALL:
        return low
    return word if word[0].isupper() and not (word.isupper() and len(word) > 3) else low[0].upper() + low[1:]


_SPEAKS = frozenset(word for phrase in (*TRIGGERS, *REPLACING) for word in phrase)
_SMALL = (
    (
        _SPEAKS
        | lexicon.MATTERS
        | lexicon.HEADS
        | lexicon.PLURAL_HEADS.keys()
        | lexicon.LESSER
        | lexicon.ACTING
        | lexicon.TEMPORARY
        | lexicon.FORMER
        | lexicon.NEW
        | lexicon.DETERMINERS
        | lexicon.POSTS
        | lexicon.OCCUPATIONS
        | lexicon.RANKS
        | lexicon.NO_NAMES
        | lexicon.ENDS
        | lexicon.ADVERBS
        | lexicon.STOPS
        | lexicon.BE
        | lexicon.HAVE
        | lexicon.DOUBT
        | lexicon.REPORTING
        | lexicon.PREPOSITIONS
        | lexicon.TO_A_VERB
        | lexicon.CONDITIONS
        | word_set(
            "year years month months week weeks day days ago later next last this same following one two three four "
            "five six seven eight nine ten early mid spring summer autumn winter nothing everything it its"
        )
    )
    - _MONTHS
    - _DAYS
    - {"us", "uk", "eu", "un"}
)
