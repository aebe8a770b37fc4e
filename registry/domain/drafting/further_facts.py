"""What a sentence says of tenures, roles and organizations besides who began and who left. Pure. English only.

Absences, ranks, to whom a role reports, and what was renamed, merged or split. A sentence is read as a whole: what is
not one of these forms from its first word to its last is left to others, and told if it speaks of such a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.drafting.words.lexicon import RANK_ENDS, RANKS
from registry.domain.drafting.words.sentences import Sentence, sentences_of
from registry.domain.drafting.words.tokens import LONGEST, TokenizedSentence


class FactKind(StrEnum):
    """What is said."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    REPORTS = "reports to"
    ABSENT = "absent"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class FurtherFact:
    """One sentence's fact. `subjects` and `others`: names as they are written; `value`: the rank, why absent.

    Dates EDTF, both inclusive; `start` of a renaming, a merger, a split: the first day after it. `role`: of a person.
    """

    kind: FactKind
    subjects: tuple[str, ...]
    others: tuple[str, ...]
    value: str | None
    role: str | None
    start: str | None
    end: str | None
    sentence: str
    span: tuple[int, int]


def further_facts(text: str, published: date) -> list[FurtherFact]:
    """The facts of a text that `clean` gave, in its order. `published`: the day from which its days are read."""
    found = (_fact(sentence, published) for sentence in sentences_of(text) if len(sentence.text) <= LONGEST)
    return [each for each in found if each]


def speaks_of_further_facts(text: str) -> Iterator[tuple[str, str]]:
    """The sentences that speak of such a thing, in whatever form, with the word that does."""
    for sentence in sentences_of(text):
        if found := _SPEAKS.search(sentence.text[:LONGEST]):
            yield " ".join(sentence.text.split()), found[0]


def _fact(sentence: Sentence, published: date) -> FurtherFact | None:
    if sentence.question or sentence.quoted or not _SPEAKS.search(sentence.text):
        return None
    days, rest = _without_days(TokenizedSentence(sentence, published))
    found = next(((kind, match) for kind, form in _FORMS if (match := form.fullmatch(rest))), None)
    if days is None or found is None:
        return None
    kind, match = found
    said = {name: value for name, value in match.groupdict().items() if value}
    start, end = days.get("from") or days.get("on"), days.get("to")
    lasting = kind in (FactKind.ABSENT, FactKind.REPORTS)
    if (start is None and "reports" not in said) or (end and not lasting) or ("from" in days and "on" in days):
        return None
    subjects, others = _ends(kind, said)
    value = _why(said) if kind is FactKind.ABSENT else _rank(said.get("rank", "")) if kind is FactKind.RANK else None
    if not subjects or (kind is FactKind.RANK and value is None):
        return None
    span = (sentence.start, sentence.start + len(sentence.text))
    whole = " ".join(sentence.text.split())
    return FurtherFact(kind, subjects, others, value, said.get("role"), start, end, whole, span)


def _without_days(said: TokenizedSentence) -> tuple[dict[str, str] | None, str]:
    """The days by what they are (on, from, to), and the sentence without them; no days if one cannot be read."""
    days: dict[str, str] = {}
    rest, done, at = "", 0, 0
    while at < len(said.words):
        last = said.low(at) in ("to", "until", "till")
        when = said.when(at + 1, bare=True) if last else said.when(at)
        if when is None:
            at += 1
            continue
        kind = "to" if last else "from" if said.low(at) in ("from", "since", "starting") else "on"
        if when.edtf is None or kind in days:
            return None, ""
        days[kind] = when.edtf
        rest += f"{said.text[done : said.words[at].start]} "
        at = when.after
        done = said.words[at - 1].end
    rest = " ".join(f"{rest}{said.text[done:]}".split())
    return days, re.sub(r"( ?,)+", ",", rest).strip(" ,.;")


def _ends(kind: FactKind, said: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who or what it is about, and the others; nothing where names cannot be told apart."""
    subject, other = said["one"], said.get("other", "")
    if kind is FactKind.MERGED and said["be"] == "were":
        parts = _parts(subject)
        return (parts, (other,)) if len(parts) > 1 else ((), ())
    if kind is FactKind.SPLIT:
        parts = _parts(other)
        return ((subject,), parts) if len(parts) > 1 else ((), ())
    if kind in (FactKind.ABSENT, FactKind.RANK):
        cover = said.get("cover") or other
        return (_without_rank(subject),), (_without_rank(cover),) if cover else ()
    return (subject,), (other,)


def _parts(names: str) -> tuple[str, ...]:
    """`the Ministry of Health and the Ministry of Labour`; nothing where `and` could be a word of a name."""
    parts = re.split(r", (?:and )?the | and the ", names)
    if len(parts) == 1 and names.count(" and ") == 1:
        parts = names.split(" and ")
    return tuple(re.sub(r"^[Tt]he ", "", part) for part in parts) if len(parts) > 1 else ()


def _why(said: dict[str, str]) -> str:
    return said.get("leave") or said.get("state", "absent").replace("in captivity", "captive")


def _rank(words: str) -> str | None:
    parts = re.split(r"[ -]", words.lower())
    known = all(part in RANKS for part in parts) and parts[-1] in RANK_ENDS
    return " ".join(part.capitalize() for part in parts) if known else None


def _without_rank(name: str) -> str:
    words = name.split()
    while len(words) > 2 and words[0].lower().strip(".") in RANKS:
        words = words[1:]
    return " ".join(words)


_CAPITAL = r"[A-Z0-9À-ÞЀ-Я][\w.'’&-]*"
_SMALL = r"(?:of|the|for|and|to|in|on|de|la|du|des|von|van)"
_THE = r"(?:[Tt]he )?"
_PERSON = rf"{_CAPITAL}(?: (?:{_CAPITAL}|de|la|von|van|der|bin|al))+"


def _name(group: str) -> str:
    """A name of a role or a body: it begins and ends with a capital letter, with small words between only."""
    return rf"{_THE}(?P<{group}>{_CAPITAL}(?:,? (?:{_SMALL} )*{_CAPITAL})*)"


_OF_WHOM = rf"(?P<one>{_PERSON})(?:, {_THE}(?P<role>[^,]+),)?"
_FORMS: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
    (FactKind.RENAMED, re.compile(rf"{_name('one')} was renamed (?:as |to )?{_name('other')}")),
    (FactKind.MERGED, re.compile(rf"{_name('one')} (?P<be>was|were) merged (?:in)?to {_name('other')}")),
    (FactKind.SPLIT, re.compile(rf"{_name('one')} was (?:split|divided) (?:in)?to {_name('other')}")),
    (FactKind.REPORTS,
     re.compile(rf"{_name('one')} (?:(?P<reports>reports)|reported|has reported) to {_name('other')}")),
    (FactKind.ABSENT, re.compile(
        rf"{_OF_WHOM} (?:was|is|has been|went|have been) "
        rf"(?:on (?P<leave>(?:[a-z]+ )?leave)|absent|(?P<state>suspended|captive|in captivity))"
        rf"(?:,? (?:and )?(?:is |was )?covered by (?P<cover>{_PERSON})"
        rf"|,? (?:and|while) (?P<other>{_PERSON}) (?:acts|acted|stands in|stood in) for (?:him|her|them))?")),
    (FactKind.RANK, re.compile(rf"{_OF_WHOM} (?:was|has been) promoted to (?:the rank of )?(?P<rank>[A-Za-z -]+)")),
)  # fmt: skip
_SPEAKS = re.compile(
    r"\b(?:renamed|merged|split into|divided into|report(?:s|ed)? to|on (?:[a-z]+ )?leave|absent|captive|in captivity"
    r"|promoted to)\b|\bsuspended(?= (?:on|from|since|until)\b)"
)
