"""What follows a verb: whom it is about, which office, on what day, whom they replace. Pure.

One reading for all verbs, up to where something else begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from registry.domain.drafting.chunks import Chunk, Part
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import PRONOUNS, Named
from registry.domain.drafting.words.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    FORMER,
    MATTERS,
    NEW,
    OCCUPATIONS,
    POSTS,
    STOPS,
    TEMPORARY,
)
from registry.domain.drafting.words.tokens import TokenizedSentence, When
from registry.domain.drafting.words.triggers import Frame

NOT_WHOM = "whom it replaces is not understood"
_LINKS = frozenset(
    ("as", "to", "of", "by", "from", "with", "and", "for", "until", "till", "through", "between", "over")
)
_LENGTHS = ("years", "year", "months", "month")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "new", "further", "fixed", "full", "renewable")
_VERBS = (BE - {"be"}) | {"began", "started", "ended", "expired"}
_INTO = ("", "as", "to", "of", "and", ",")  # before an office that is taken


@dataclass(slots=True)
class Group:
    """Persons with their offices and days: `Ann Lee as minister of health on 3 March`."""

    persons: list[Chunk] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    days: list[tuple[When, str]] = field(default_factory=list)

    def day(self, *kinds: str) -> When | None:
        """The first day of one of the kinds: `on`, `from`, `to`."""
        return next((when for when, kind in self.days if kind in kinds), None)


@dataclass(slots=True)
class Arguments:
    """What a verb's right side says. `by`, `source`, `goal`, `partner`: the person behind by, from, to, with.

    `post`: of `the post on the General Staff` what it is on, '' if that is not said; `place`: `in his place`;
    `body`: the run of capitals right after the verb; `after`: the chunk behind.
    """

    groups: list[Group]
    after: int
    by: Chunk | None = None
    source: Chunk | None = None
    goal: Chunk | None = None
    partner: Chunk | None = None
    whom: Chunk | None = None
    post: str | None = None
    body: str | None = None
    acting: bool = False
    place: bool = False
    until: str | None = None
    away: bool = False  # `from the podium`: what is left is not an office
    why: str | None = None

    @property
    def office(self) -> Office | None:
        """The first office."""
        return next((office for group in self.groups for office in group.offices), None)

    @property
    def days(self) -> list[tuple[When, str]]:
        """All of the days."""
        return [day for group in self.groups for day in group.days]


def arguments_of(said: TokenizedSentence, chunks: list[Chunk], at: int) -> Arguments:
    """What the chunks from this one on say of the verb before them."""
    reader = _Reader(said, chunks, at)
    while reader.at < len(chunks) and reader.step():
        reader.at = max(reader.at, reader.found.after)
    return reader.found


class _Reader:
    def __init__(self, said: TokenizedSentence, chunks: list[Chunk], at: int) -> None:
        self.said, self.chunks, self.at, self.begin = said, chunks, at, at
        while self._low(self.begin) in ("the", "a", "an"):
            self.begin += 1
        self.found = Arguments([Group()], at)
        self.link = ""
        self.loose = False  # behind words that are not known

    def step(self) -> bool:
        """Read one chunk; False where the verb's words end."""
        chunk = self.chunks[self.at]
        read = {
            Part.DAY: self._day, Part.PERSON: self._person, Part.OFFICE: self._office, Part.TRIGGER: self._trigger,
            Part.REPLACING: self._replacing, Part.WORD: self._word,
        }[chunk.part]  # fmt: skip
        return read(chunk)

    def _take(self, count: int = 1, link: str = "", *, loose: bool = False) -> bool:
        self.at += count
        self.found.after = self.at
        self.link, self.loose = link, loose
        return True

    def _low(self, at: int) -> str:
        return self.chunks[at].low if at < len(self.chunks) else ""

    def _part(self, at: int) -> Part | None:
        return self.chunks[at].part if 0 <= at < len(self.chunks) else None

    def _day(self, chunk: Chunk) -> bool:
        when = chunk.when
        if when is None or self.link in ("of", "by", "for"):
            return False
        before = self.said.low(when.first)
        days = self.found.groups[-1].days
        span = bool(days) and days[-1][1] == "from"
        if self.link in ("until", "till", "through") or (span and (self.link in ("to", "and") or self.link in "-–—")):
            kind = "to"
        elif before in ("since", "from") or self.link == "between" or self._low(self.at + 1) in ("–", "-", "—"):
            kind = "from"
        else:
            kind = "on"
        if self.link == "to" and kind != "to":
            return False
        days.append((when, kind))
        return self._take()

    def _person(self, chunk: Chunk) -> bool:
        found, link = self.found, self.link
        if chunk.owner or self.loose:
            return False
        slot = {"by": "by", "from": "source", "to": "goal", "with": "partner", "for": "goal"}.get(link)
        if slot:
            if getattr(found, slot) is None:
                setattr(found, slot, chunk)
            return self._take()
        group = found.groups[-1]
        if group.offices or group.days:
            office = self._part(self.at + 1) is Part.OFFICE or (
                self._low(self.at + 1) == "as" and self._part(self.at + 2) is Part.OFFICE
            )
            if link not in (",", "and") or not office:
                return False
            found.groups.append(Group([chunk]))
            return self._take()
        if link == "of" and self.at == self.begin + 1:
            link = ""  # `the resignation of Ann Lee`
        if link not in ("", ",", "and") or (link == "" and group.persons) or (link and not group.persons):
            return False
        group.persons.append(chunk)
        return self._take()

    def _office(self, chunk: Chunk) -> bool:
        office, group = chunk.office, self.found.groups[-1]
        if (
            office is None
            or self.link not in _INTO
            or self.loose
            or (self.link == "," and not (group.persons or group.days))
        ):
            if self.link in ("by", "from", "with", "for", "over") and office:
                return self._take()
            return False
        following = self._low(self.at + 1) == "and" and self._part(self.at + 2) is Part.OFFICE
        if office.why == TWO and (following or self._another(self.at + 1)):
            office = replace_why(office)
        if group.days and group.offices:
            self.found.groups.append(Group(list(group.persons), [office]))
        else:
            group.offices.append(office)
        return self._take()

    def _another(self, at: int) -> bool:
        """Whether `and Ann Lee as …`, `and as governor` or `and Ann Lee resigned` follows."""
        person = self._part(at + 1) is Part.PERSON
        trigger = self._part(at + 1) is Part.TRIGGER
        return self._low(at) == "and" and (person or trigger or self._low(at + 1) in ("as", "then", "was", "he", "she"))

    def _trigger(self, chunk: Chunk) -> bool:
        trigger = chunk.trigger
        if trigger and trigger.frame is Frame.GONE and self.link in ("until", "till"):
            self.found.until = trigger.reason
            return self._take(link=self.link)
        if trigger and trigger.frame is Frame.TERM and self.link == "for":
            return self._take(self._term_of() - self.at)
        return False

    def _term_of(self) -> int:
        """Behind `term of four years`, of which nothing is recorded."""
        at = self.at + 1
        if self._low(at) == "of":
            return next((end + 1 for end in range(at, at + 4) if self._low(end) in _LENGTHS), at)
        return at

    def _replacing(self, chunk: Chunk) -> bool:
        at = self.at + 1
        while self._low(at) in DETERMINERS | FORMER and self._part(at) is Part.WORD:
            at += 1
        if self._low(at) == "predecessor" or self._low(at) == ",":
            at += 1
        following = self.chunks[at] if at < len(self.chunks) else None
        if following and following.part is Part.PERSON:
            self.found.whom = self.found.whom or following
        elif following and following.low in ("him", "her"):
            self.found.whom = self.found.whom or replace(
                following, part=Part.PERSON, person=Named(following.low, None, None, following.first, following.after)
            )
        else:
            self.found.why = self.found.why or NOT_WHOM
            return False
        return self._take(at + 1 - self.at)

    def _word(self, chunk: Chunk) -> bool:
        return self._aside(chunk.low) if chunk.low in (",", "(") else self._small_word(chunk.low)

    def _aside(self, low: str) -> bool:
        return self._comma() if low == "," else self._parenthesis()

    def _small_word(self, low: str) -> bool:
        if low == "when" and self._low(self.at + 1) in PRONOUNS and self._taking(self.at + 2):
            return self._take(3)
        if low in TEMPORARY or (low == "acting" and self._low(self.at + 1) in ("capacity", "basis")):
            self.found.acting = True
            return self._take(link=self.link)
        if low in ("he", "she") and self.link in ("until", "till") and self._leaving(self.at + 1):
            return self._take(2, self.link)
        if self.link == "for" and (low in _ORDINALS or low.endswith("-year")):
            return self._take(link="for")  # `for a second four-year term`
        if low in STOPS or low in ("he", "she", "they") or low in ";:.)" or low in _VERBS:
            return False
        if low == "in" and self._low(self.at + 1) in DETERMINERS and self._low(self.at + 2) in ("place", "stead"):
            self.found.place = True
            return self._take(3)
        post = self._post()
        if post is not None:
            return post
        if low in _LINKS or low in "-–—":
            return self._take(link=low, loose=self.loose and low not in ("as", "by", "from", "until"))
        if low == "be" or low in ADVERBS or low in DETERMINERS | NEW | OCCUPATIONS or low in ("up", "in", "an", "on"):
            return self._take(link=self.link, loose=self.loose)
        return self._unknown(low)

    def _taking(self, at: int) -> bool:
        trigger = self.chunks[at].trigger if at < len(self.chunks) else None
        return bool(trigger and trigger.frame is Frame.TAKE)

    def _leaving(self, at: int) -> bool:
        """`until she retired`."""
        trigger = self.chunks[at].trigger if at < len(self.chunks) else None
        if trigger is None or trigger.frame is not Frame.LEAVE:
            return False
        self.found.until = trigger.reason
        return True

    def _comma(self) -> bool:
        """What goes on behind a comma: a list, a day, `as`, `replacing`, or what follows words about the person."""
        following = self._part(self.at + 1)
        if following in (Part.DAY, Part.REPLACING) or self._low(self.at + 1) in ("as", "and", "effective", "in"):
            return self._take(link=",")
        if following is Part.OFFICE and self.found.groups[-1].offices and self.found.groups[-1].days:
            return self._take(link=",")
        if following is Part.PERSON:
            return self._take(link=self.link if self.link in ("by", "with", "from", "to") else ",")
        closing = self._closing() if self._part(self.at - 1) is Part.PERSON else None
        return self._take(closing + 1 - self.at) if closing else False

    def _closing(self) -> int | None:
        """The comma behind what is said of a person in passing: `, a judge,`; None if the verb ends here."""
        inside = self.chunks[self.at + 1]
        who = inside.low == "who"
        known = who or inside.low in DETERMINERS | FORMER or inside.low.isdecimal() or inside.part is Part.OFFICE
        for at in range(self.at + 1, min(self.at + 15, len(self.chunks))):
            if self._low(at) == ",":
                goes_on = self._part(at + 1) in (Part.DAY, Part.OFFICE, Part.REPLACING)
                return at if known and (goes_on or self._low(at + 1) in ("as", "to")) else None
            if self._part(at) is Part.TRIGGER and not who:
                return None
        return None

    def _parenthesis(self) -> bool:
        closing = next((at for at in range(self.at, len(self.chunks)) if self._low(at) == ")"), None)
        if closing is None:
            return False
        inside = self.chunks[self.at + 1 : closing]
        if any(each.part is Part.TRIGGER for each in inside):
            return False
        self.found.acting = self.found.acting or any(each.low in TEMPORARY for each in inside)
        days = [each for each in inside if each.part is Part.DAY]
        group = self.found.groups[-1]
        if days and all(each.part is Part.DAY or each.low in "-–—," or each.low == "to" for each in inside):
            if len(days) == 2 and days[0].when and days[1].when:
                group.days += [(days[0].when, "from"), (days[1].when, "to")]
            elif days[0].when and group.offices:
                group.days.append((days[0].when, "from" if self.said.low(days[0].first) == "since" else "on"))
        return self._take(closing + 1 - self.at, self.link)

    def _post(self) -> bool | None:
        """`the post of`, `to his position as`, `office`, `the post on the General Staff`; None for anything else."""
        at = self.at
        article = self._low(at) in DETERMINERS
        while self._low(at) in DETERMINERS | NEW | {"old", "full", "same"}:
            at += 1
        if self._low(at) not in POSTS or self._part(at) is not Part.WORD or self.loose:
            return None
        if not article and self.link == "" and self._low(at) != "office" and self.at > self.begin:
            return None
        following = self._low(at + 1)
        if following in ("of", "as") and self._part(at + 2) is not Part.DAY:
            return self._take(at + 2 - self.at, "as")
        self.found.post = self.found.post or self._body(at + 1)
        return self._take(at + 1 - self.at)

    def _body(self, at: int) -> str:
        """What the post is on: the capitals behind `on`, `in` or `at`."""
        if self._low(at) not in ("on", "in", "at"):
            return ""
        words = self.said.words
        first = self.chunks[at].after
        first += self.said.low(first) == "the"
        end = first
        while end < len(words) and words[end].capital and not self.said.when(end):
            end += 1
        if end > first:
            self.at += sum(1 for chunk in self.chunks if self.chunks[at].first <= chunk.first < end)
        return self.said.between(first, end)

    def _unknown(self, low: str) -> bool:
        """A word that is not known: the verb may go on behind it, unless it is a verb itself."""
        if self.begin == self.at or (self.link in ("of", "to", "over", "") and self.at - self.begin <= 2):
            known = self.found.body
            self._capitals()
            if self.found.body != known:
                return self._take()  # `command of the 2nd Brigade to …`
        if low.endswith(("ed", "ing")) and low not in MATTERS:
            return False
        if self.link == "from" and not self.said.capital(self.chunks[self.at].first):
            self.found.away = True
        return self._take(loose=True)

    def _capitals(self) -> None:
        """The body that a verb such as `headed` or `took command of` has right behind it."""
        if self.found.body is not None:
            return
        words, first = self.said.words, self.chunks[self.at].first
        end = first
        while end < len(words) and (
            words[end].capital or words[end].text[0].isdigit()
            or (words[end].low in ("of", "and", "for", "the") and end > first and self.said.capital(end + 1))
        ) and not self.said.when(end):  # fmt: skip
            end += 1
        if end > first and any(words[at].capital for at in range(first, end)):
            self.found.body = self.said.between(first, end)
            self.at += sum(
                1 for chunk in self.chunks if words[first].start < words[chunk.first].start and chunk.first < end
            )


TWO = "the text may mean two offices"


def replace_why(office: Office) -> Office:
    """The same office, whose words are clear."""
    return office._replace(why=None)
