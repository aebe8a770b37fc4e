"""Which office is named at a place of a sentence. Pure.

An office is a word such as `minister` with what stands before it and what it is of. Where its words end is known, or
it is not read: half a title would be another office.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from registry.domain.drafting.words.lexicon import (
    ACTING,
    DETERMINERS,
    ENDS,
    FORMER,
    HEADS,
    LESSER,
    MATTERS,
    MODIFIERS,
    NEW,
    NO_NAMES,
    OFFICES_OF_GENERAL,
    PLURAL_HEADS,
    TAILS,
)
from registry.domain.drafting.words.tokens import TokenizedSentence
from registry.domain.names.text_hygiene import word_set

_OF_MATTERS = word_set("minister secretary")
_BODIES_WITH_SECRETARIES = word_set(
    "agency bank board bureau cabinet college commission committee company council department government house "
    "institute ministry office parliament senate society treasury university"
)
_LONGEST = 14  # words of what an office is of
_PUNCTUATION = frozenset(",.;:!?()[]—–-\"'“”…")
_NO_MODIFIERS = (NO_NAMES | FORMER) - {"eu", "us", "uk", "un"}


TO_SOMEWHERE = word_set(
    "ambassador ambassadors envoy adviser advisor advisers representative consul delegate secretary counsel "
    "commissioner assistant general attaché"
)
_STYLES = frozenset(("Majesty", "His Majesty", "Her Majesty", "Excellency", "Highness"))


class Office(NamedTuple):
    """An office as it is named. `whose`: `Ukraine` of `Ukraine's chief of staff`; `body`: what it is of, if said.

    `why`: not None where the words cannot be told from what follows them.
    """

    title: str
    whose: str | None
    body: str | None
    acting: bool
    first: int
    after: int
    why: str | None = None

    @property
    def bare(self) -> bool:
        """Whether it does not say of what, as `chief engineer`."""
        words = self.title.lower().split()
        return self.whose is None and all(word in LESSER | TAILS or is_head(word) for word in words)


def office_at(said: TokenizedSentence, at: int) -> Office | None:
    """The office that is named from this word on; None if none is."""
    first = at
    acting, whose, at = _introduced(said, at)
    begin, at = at, _to_head(said, at)
    if at == begin:
        return None
    after, body = _of_what(said, at)
    title = _singular(said.between(begin, after))
    why = _unclear(said, after)
    if why is None and said.low(begin) in ("first", "last", "only", "next") and said.low(after) == "to":
        why = f"the name of the office may continue at {said.words[after].text!r}"  # `the first minister to visit`
    if why is None and after - begin == 1 and whose is None:
        why = f"{title!r} does not name the organization"
    return Office(title, whose, body, acting, first, after, why)


def is_head(low: str) -> bool:
    """Whether the word is an office's main word, alone or with hyphens; not of somebody who is yet to hold it."""
    parts = low.split("-")
    parts[-1] = PLURAL_HEADS.get(parts[-1], parts[-1])
    return any(part in HEADS for part in parts) and (
        len(parts) == 1 or all(part in MODIFIERS | HEADS | TAILS for part in parts)
    )


def _singular(title: str) -> str:
    """`deputy minister of finance` of `deputy ministers of finance`: each of several people holds one."""
    words = title.split(" ")
    for at, word in enumerate(words):
        before, hyphen, last = word.rpartition("-")
        single = PLURAL_HEADS.get(last.lower())
        if word == "of":
            break
        if single:
            words[at] = before + hyphen + last[0] + single[1:]
    return " ".join(words)


def titled(said: TokenizedSentence, title: str | None) -> Office | None:
    """The office that stands before a name, such as `Defense Minister`."""
    words = (title or "").split()
    if len(words) < 2 or words[0].lower() in FORMER | DETERMINERS | NEW:
        return None
    low = [word.lower().strip(".,") for word in words]
    acting = low[0] in ACTING
    if acting:
        words, low = words[1:], low[1:]
    heads = [at for at, word in enumerate(low) if word in HEADS]
    if not heads or len(low) < 2 or any("'" in word or "’" in word for word in low):
        return None
    known = all(
        word in MODIFIERS | HEADS | TAILS | {"of", "the"} or words[at][0].isupper() for at, word in enumerate(low)
    )
    body = " ".join(words[heads[-1] + 2 :]) if "of" in low[heads[-1] :] else None
    return Office(" ".join(words), None, body or None, acting, 0, 0) if known else None


def _introduced(said: TokenizedSentence, at: int) -> tuple[bool, str | None, int]:
    """Articles, whose office it is, `new`, `acting`; and the word behind them."""
    acting, whose = False, None
    for _ in range(6):
        low = said.low(at)
        if low in ACTING:
            acting = True
        elif low not in DETERMINERS | NEW and low != "-":
            owner = _owner(said, at)
            if owner is None:
                break
            whose, at = (owner[0] if owner[0] not in _STYLES else None) or whose, owner[1]
            continue
        at += 1
    return acting, whose, at


def _owner(said: TokenizedSentence, at: int) -> tuple[str | None, int] | None:
    """`Ukraine's`, `the United Kingdom's`; of `the country's` only that it can be left out."""
    for end in range(at, min(at + 4, len(said.words))):
        word = said.words[end]
        if word.possessive:
            told = said.between(at, end + 1)[:-2]
            return (told if all(said.capital(index) for index in range(at, end + 1)) else None), end + 1
        if not word.capital:
            return None
    return None


def _to_head(said: TokenizedSentence, at: int) -> int:
    """Behind the office's main word and those that go with it; `at` itself if there is none."""
    begin = at
    while at - begin < 8 and at < len(said.words):
        low = said.low(at)
        of_general = low in OFFICES_OF_GENERAL and said.low(at + 1) == "general"
        leads_on = low in LESSER | {"chief", "head"} and _head_follows(said, at + 1)
        if (is_head(low) or of_general) and not leads_on and not said.words[at].possessive:
            at += 1
            while said.low(at) in TAILS or is_head(said.low(at)):
                at += 1
            return at
        modifier = low in MODIFIERS or (said.capital(at) and low not in _NO_MODIFIERS and said.words[at].text.isalpha())
        if not modifier or said.words[at].possessive:
            break
        at += 1
    return begin


def _head_follows(said: TokenizedSentence, at: int) -> bool:
    """`Chief Fire Officer`: whether the word before only goes with the main word."""
    for index in range(at, at + 3):
        low = said.low(index)
        if index > at and is_head(low):
            return True
        if low not in MATTERS or low in TAILS:
            return False
    return False


def _of_what(said: TokenizedSentence, at: int) -> tuple[int, str | None]:
    """Behind what the office is of, and that."""
    body: str | None = None
    begin = at
    while at - begin < _LONGEST and said.low(at) in ("of", "for", "to", "at"):
        link, words = said.low(at), at + 1
        if link == "to" and (at > begin or said.low(at - 1) not in TO_SOMEWHERE):
            break
        if said.when(at) or said.when(words):
            break
        if said.low(words) in ("the", "its", "his", "her", "their"):
            words += 1
        end = _matter(said, words, link)
        if end == words:
            break
        body = said.between(words, end) if link == "of" or body is None else body
        at = end
    if begin < at and said.low(at) == "," and said.low(at + 1) in MATTERS and said.low(at - 1) in MATTERS:
        at = begin  # a list of matters: its end is not known
    return at, body


def _matter(said: TokenizedSentence, at: int, link: str) -> int:
    """Behind the words of a body, a place or a matter."""
    begin = at
    while at - begin < _LONGEST and at < len(said.words):
        word = said.words[at]
        if said.when(at) or (word.possessive and not said.capital(at + 1) and said.low(at + 1) not in MATTERS):
            break
        named = word.capital or word.low in MATTERS if link == "of" else word.capital
        named = named or (word.text[0].isdigit() and not word.text.isdigit() and said.capital(at + 1))  # `2nd Division`
        small = word.low in ("of", "the", "and", "for") and at > begin and _goes_on(said, at)
        dot = word.text == "." and at > begin and "." in said.words[at - 1].text and at + 1 < len(said.words)
        if not (named or small or dot):
            break
        at += 1
    return at


def _goes_on(said: TokenizedSentence, at: int) -> bool:
    """Whether what follows a small word still belongs to the name of a body or matter."""
    following = at + 1
    if said.low(at) == "the":
        return said.low(at - 1) in ("of", "for") and (said.capital(following) or said.low(following) in MATTERS)
    if said.low(following) == "the" and said.low(at) in ("of", "for"):
        following += 1
    if said.when(at) or said.when(following):
        return False
    if said.low(at) == "and":
        return said.low(following) in MATTERS and said.low(following) not in HEADS
    return said.capital(following) or said.low(following) in MATTERS


def _unclear(said: TokenizedSentence, at: int) -> str | None:
    """Why the office's words may go on where they seem to end; None if they do not."""
    if at >= len(said.words) or said.low(at) in _PUNCTUATION or said.when(at):
        following = said.low(at + 1)
        listed = said.low(at) == "," and following in MATTERS and said.low(at - 1) in MATTERS
        return f"the name of the office may continue at {said.words[at + 1].text!r}" if listed else None
    low, following = said.low(at), said.low(at + 1)
    if low == "and" or low == "or":
        two = said.capital(at + 1) or following in HEADS | MODIFIERS | LESSER | DETERMINERS | {"as"}
        return "the text may mean two offices" if two else None
    if low not in ENDS and not (low.endswith("ed") and low not in MATTERS and not said.capital(at)):
        return f"the name of the office may continue at {said.words[at].text!r}"
    if low == "in" and (said.capital(at + 1) or following in DETERMINERS | MATTERS):
        return "the name of the office may continue at 'in'"
    return None


def organization_of(office: Office) -> str | None:
    """The organization as the text names it; None if it names none.

    What a minister or a secretary is of is a matter, and what that is of is the organization: `Belgium` of a
    `Minister of Health of Belgium`. A secretary can also be of a body.
    """
    body = office.body if office.body and office.body[0].isupper() else None
    if body and _is_of_matters(office, body):
        body = body.partition(" of ")[2].removeprefix("the ") or None
        return body or office.whose
    return f"{body} of {office.whose}" if body and office.whose else body or office.whose


def _is_of_matters(office: Office, body: str) -> bool:
    *before, head = re.split(" (?:of|for|to|at) ", office.title.lower())[0].split(" ")
    if head not in _OF_MATTERS or before == ["first"] or not LESSER.issuperset(before):
        return False  # the First Minister of a country; a Finance Minister, of whom the matter is said
    return _BODIES_WITH_SECRETARIES.isdisjoint(body.partition(" of ")[0].lower().split())


def organization_in(title: str) -> str | None:
    """The organization that a title names, as a proposal: `Leeds` of `Mayor of Leeds`; None if it names none.

    Of a `Minister of Defence` it is the ministry; what a secretary is of is no organization.
    """
    head, of, body = title.partition(" of ")
    body, office = body.removeprefix("the ").strip(), head.split(" ")[-1].lower()
    if not of or not body[:1].isupper() or office == "secretary":
        return None
    return f"Ministry of {body}" if office == "minister" else body
