"""What the verbs of one sentence state: who began, left or held which office, on what day. Pure.

A reading is a fact that the sentence states. Whether it is one, and on which day, is decided here for all verbs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from registry.domain.drafting.arguments import Arguments, Group, arguments_of
from registry.domain.drafting.chunks import Chunk, Part
from registry.domain.drafting.factuality import clause_begin, doubt_of_sentence, doubt_of_verb
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import Named
from registry.domain.drafting.subjects import Subject, Verb, subject_of
from registry.domain.drafting.words.lexicon import ADVERBS, REPORTING, TEMPORARY
from registry.domain.drafting.words.tokens import TokenizedSentence, When
from registry.domain.drafting.words.triggers import Frame, Trigger

WITHOUT_A_DAY = "does not say when"
NOT_CLEAR_WHO = "does not say clearly who"
QUOTED = "is in a quotation"
TO_COME = "may be in the future; write the year"


class Act(StrEnum):
    """What somebody is said to have done."""

    BEGAN = "began"
    LEFT = "left"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one verb says of one person. Word numbers: `first` to, not including, `after`; the `verb`; the `word` by
    which it is told to the reader. `near`: where it has no day, it is about the day on which the other, or the
    person, left; `when_before`: its day is taken from there.

    `post`: the office is only called a post, which is on that; `undated`: why its day is not known.
    """

    act: Act
    who: Named
    office: Office | None
    post: str | None
    when: When | None
    first: int
    verb: int
    after: int
    word: int
    whom: Named | None = None
    until: When | None = None
    how: str | None = None
    reason: str | None = None
    undated: str | None = None
    near: bool = False
    when_before: bool = False


@dataclass(slots=True)
class _Before:
    """What the sentence has said up to here."""

    subject: list[Named] = field(default_factory=list)
    ousted: Named | None = None
    ousted_office: Office | None = None
    when: When | None = None
    doubt: str | None = None
    waiting: list[int] = field(default_factory=list)  # readings without a day, which a later verb may give


class SentenceReadings:
    """The readings of one sentence, as its verbs give them."""

    def __init__(self, said: TokenizedSentence, chunks: list[Chunk]) -> None:
        self.said, self.chunks = said, chunks
        self.readings: list[Reading] = []
        self.skipped: list[tuple[int, str]] = []
        self.before = _Before(self._main_subject())
        self.doubt = doubt_of_sentence(said, chunks)
        self.triggers = [at for at, chunk in enumerate(chunks) if chunk.part is Part.TRIGGER]

    def _doubt(self, verb: Verb, begin: int, *, named: bool) -> str | None:
        if self.said.sentence.in_quotes(self.said.words[self.chunks[verb.at].first].start):
            return QUOTED
        return self.doubt or doubt_of_verb(self.said, self.chunks, begin, verb.at, named=named)

    # --- what is stated ---

    def _of_subject(self, act: Act, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """Somebody before the verb, their office after it."""
        subject = subject_of(self.chunks, verb, self.before.subject)
        if subject and subject.apart and self.chunks[max(verb.first - 1, 0)].low == "(" and said.days:
            said.post = said.post or ""  # `Bob Ray (appointed in 2024)`
        if said.office is None and said.post is None:
            return self._no_office(said) if trigger.frame is not Frame.TAKE or said.why else False
        if subject is None:
            return NOT_CLEAR_WHO
        said.groups[0].persons = []
        if said.post is not None and said.office is None:
            called = subject.office
            self._take_office(said, called and called._replace(acting=False))
        return self._state(act, trigger, verb, said, subject)

    def _no_office(self, said: Arguments) -> str:
        return said.why or "does not say which office"

    def _state(
        self, act: Act, trigger: Trigger, verb: Verb, said: Arguments, subject: Subject | None, *, near: bool = False
    ) -> str | bool:
        """The readings of all persons and offices; or why there are none."""
        begin = self._begin(verb, subject)
        doubt = self._doubt(verb, begin, named=bool(subject and subject.persons and not subject.shared))
        if subject and subject.shared and verb.bare:
            doubt = doubt or self.before.doubt
        self.before.doubt = doubt
        if doubt:
            return doubt
        _share_bodies(said.groups, said.body)
        why = said.why or next((office.why for group in said.groups for office in group.offices if office.why), None)
        if why:
            return why
        if act is not Act.HELD:
            _share_day(said.groups)
        made = 0
        for group in said.groups:
            persons = [chunk.person for chunk in group.persons if chunk.person] or (subject.persons if subject else [])
            for named in persons:
                offices: list[Office | None] = [*group.offices] or [None]
                for office in offices:
                    self._add(act, trigger, verb, said, group, named, office, subject, near=near)
                    made += 1
        self._remember(act, verb, said, subject)
        return made > 0 or NOT_CLEAR_WHO

    def _add(
        self, act: Act, trigger: Trigger, verb: Verb, said: Arguments, group: Group, named: Named,
        office: Office | None, subject: Subject | None, *, near: bool,
    ) -> None:  # fmt: skip
        near = near or trigger.near
        when, until, taken = self._days_of(act, verb, said, group, subject, named, near=near)
        if act is Act.HELD and when is None and until:
            act, when, until = Act.LEFT, until, None
        near = near or taken
        undated = _undated(trigger, when, until)
        whom = said.whom.person if said.whom else None
        if whom is None and not self.readings and act is Act.BEGAN:
            whom = self._leading_whom()
        within = (chunk.low for chunk in self.chunks[verb.first : verb.at] if chunk.part is Part.WORD)
        if office and (said.acting or any(low in TEMPORARY for low in within)):
            office = office._replace(acting=True)
        if undated == WITHOUT_A_DAY and not near and not (subject and subject.relative):
            self.before.waiting.append(len(self.readings))
        words = self.chunks
        last = words[min(said.after, len(words)) - 1].after
        first = min(words[self._begin(verb, subject)].first, when.first if when and not taken else last)
        self.readings.append(
            Reading(
                act, named, office, said.post, None if undated else when, first, words[verb.first].first, last,
                words[verb.at].first, whom=whom, until=until, how=trigger.how,
                reason=said.until or trigger.reason if act is Act.LEFT or until else None, undated=undated, near=near,
                when_before=taken,
            )
        )  # fmt: skip

    def _days_of(
        self, act: Act, verb: Verb, said: Arguments, group: Group, subject: Subject | None, named: Named, *, near: bool
    ) -> tuple[When | None, When | None, bool]:
        """From when, until when; and whether the day is that of an event before it, about which this one is."""
        if act is Act.HELD:
            ended = group.day("on") if said.until is not None else None
            return group.day("from"), group.day("to") or ended, False
        when = self._when(verb, group, subject)
        if when:
            shared = near and subject is not None and subject.shared
            return when, None, shared and not (group.days or verb.day or self._lead())
        passed_on = subject is not None and subject.relative and not subject.apart
        if self.before.when and self._replaced(named) and (passed_on or act is Act.BEGAN):
            return self.before.when, None, True  # `replacing Bob Ray, who became …`
        if said.place and self.before.when and self.before.ousted and not self._later(verb):
            return self.before.when, None, False  # `dismissed Bob Ray on 3 March and named Ann Lee in his place`
        return None, None, False

    def _later(self, verb: Verb) -> bool:
        """Whether the verb is said to be of a later day, or stands in a sentence part of its own."""
        before = {chunk.low for chunk in self.chunks[max(verb.first - 3, 0) : verb.at]}
        return bool(before & {"later", "then", "eventually", "subsequently", "afterwards", "soon", ";"})

    def _remember(self, act: Act, verb: Verb, said: Arguments, subject: Subject | None) -> None:
        """What later verbs of the sentence may go back to; and give the day to those that wait for one."""
        newest = self.readings[-1]
        joined = (subject is not None and subject.shared) or self.chunks[max(verb.first - 1, 0)].low in (
            "and",
            ",",
            "then",
        )
        if newest.when and not newest.when_before:
            for place in self.before.waiting if joined else ():
                self.readings[place] = replace(self.readings[place], when=newest.when, undated=None)
            self.before.waiting.clear()
        self.before.when = newest.when or self.before.when
        if said.whom and said.whom.person:
            self.before.ousted, self.before.ousted_office = said.whom.person, newest.office
        if act is Act.LEFT:
            self.before.ousted, self.before.ousted_office = newest.who, newest.office
        if subject and not subject.relative:
            self.before.subject = subject.persons
        elif subject is None and not said.groups[0].persons:
            self.before.subject = [newest.who]

    # --- days ---

    def _when(self, verb: Verb, group: Group, subject: Subject | None) -> When | None:
        """The day behind the verb, within it, right before the subject, or at the beginning of the sentence."""
        own = group.day("on", "from")
        if own or verb.day:
            return own or verb.day
        if subject and subject.relative:
            return None
        begin = self._begin(verb, subject)
        place = begin - 1
        while (
            place > 0
            and self.chunks[place].low in (",", ":", "-", "–", "—")
            and self.chunks[place - 1].part is Part.DAY
        ):
            place -= 1
        if place >= 0 and self.chunks[place].part is Part.DAY and self._opens(place):
            return self.chunks[place].when
        if subject and subject.shared:
            days = [chunk.when for chunk in self.chunks[: verb.first] if chunk.part is Part.DAY]
            return self.before.when or self._lead() or (days[0] if len(days) == 1 and subject.apart else None)
        days = [chunk.when for chunk in self.chunks[: verb.first] if chunk.part is Part.DAY]
        if subject is None and len(days) == 1 and self.chunks[verb.at].low.endswith("ing") and self._leads(verb):
            return days[0]  # `The king on 3 March shook up the cabinet, appointing …`
        return self._lead() if self._leads(verb) else None

    def _opens(self, place: int) -> bool:
        """Whether a clause begins here."""
        before = self.chunks[place - 1] if place else None
        if before and before.low == "that":
            return True
        if before is None or before.low in (",", ";", "and", "but", "then", ":"):
            return before is None or not any(c.low in REPORTING for c in self.chunks[max(place - 6, 0) : place])
        return place == 1 and before.low in ADVERBS | {"late", "early", "earlier", "later"}

    def _lead(self) -> When | None:
        """The day with which the sentence begins."""
        for place, chunk in enumerate(self.chunks[:3]):
            if chunk.part is Part.DAY:
                return chunk.when if self._opens(place) or place == 0 else None
        return None

    def _leads(self, verb: Verb) -> bool:
        """Whether nothing but the clause itself stands between the beginning of the sentence and the verb."""
        return not any(
            chunk.low in REPORTING
            or chunk.low in ("who", "that", "when", "after", "while", "before", "because", "which")
            for chunk in self.chunks[: verb.first]
        )

    # --- whom and what ---

    def _main_subject(self) -> list[Named]:
        """Who the sentence begins with: the subject of a verb that has none of its own."""
        for chunk in self.chunks[:4]:
            if chunk.person and not chunk.owner:
                return [chunk.person]
            if chunk.part is not Part.DAY and chunk.low not in ADVERBS | {",", ":"}:
                break
        return []

    def _begin(self, verb: Verb, subject: Subject | None) -> int:
        return subject.first if subject and subject.first <= verb.first else clause_begin(self.chunks, verb.first)

    def _replaced(self, named: Named) -> bool:
        ousted = self.before.ousted
        return ousted is not None and ousted.name.split()[-1] == named.name.split()[-1]

    def _apposed(self, chunk: Chunk) -> Office | None:
        """The office of `Ann Lee, head of the Mint, …`."""
        at = self.chunks.index(chunk) if chunk in self.chunks else len(self.chunks)
        behind = self.chunks[at + 1 : at + 3]
        return behind[1].office if len(behind) == 2 and behind[0].low == "," and behind[1].part is Part.OFFICE else None

    def _leading_whom(self) -> Named | None:
        """`Succeeding Bob Ray, Ann Lee took office …`."""
        opens = self.chunks[0].part is Part.REPLACING and len(self.chunks) > 2 and self.chunks[2].low == ","
        return self.chunks[1].person if opens else None

    def _title(self, named: Named) -> Office | None:
        """The office of the title before the name."""
        return next((chunk.office for chunk in self.chunks if chunk.person and chunk.person == named), None)

    def _take_office(self, said: Arguments, office: Office | None) -> None:
        """Fill in the office, unless the verb names one."""
        if said.office is None and office is not None:
            said.groups[0].offices = [office]

    def _fronted(self, said: Arguments) -> list[Chunk] | None:
        """`Appointed minister of health on 5 May was Ann Lee`: the persons behind the verb."""
        at = said.after
        if at >= len(self.chunks) or self.chunks[at].low not in ("was", "were") or said.office is None:
            return None
        persons = arguments_of(self.said, self.chunks, at + 1)
        said.after = max(said.after, persons.after)
        return persons.groups[0].persons or None


def _undated(trigger: Trigger, when: When | None, until: When | None) -> str | None:
    """Why there is no day; None if there is one."""
    if when is None and until is None:
        return WITHOUT_A_DAY
    if when and (when.edtf is None or (trigger.present and when.rolled)):
        return when.why or TO_COME
    return until.why if until and until.edtf is None else None


def _share_bodies(groups: list[Group], around: str | None) -> None:
    """`Ann Lee as chair and Bob Ray as treasurer of the Port`: a bare title is of what the last one is of, or of the
    body `around` that the verb names.
    """
    if around:
        for group in groups:
            group.offices = [with_body(office, f"the {around}") if office.bare else office for office in group.offices]
    offices = [office for group in groups for office in group.offices]
    last = offices[-1] if offices else None
    if last is None or not last.body or not last.body[:1].isupper():
        return
    for group in groups:
        group.offices = [
            with_body(office, last.title.partition(" of ")[2]) if office.bare else office for office in group.offices
        ]


def _share_day(groups: list[Group]) -> None:
    """`Ann Lee as chair and Bob Ray as treasurer on 3 March`: the day behind the last is that of all."""
    if groups[-1].days and not any(group.days for group in groups[:-1]):
        for group in groups[:-1]:
            group.days = list(groups[-1].days)


def with_body(office: Office, body: str) -> Office:
    if office.body or office.whose or not body or not _NOT_OF.isdisjoint(office.title.lower().split()):
        return office
    return office._replace(title=f"{office.title} of {body}", body=body.removeprefix("the "), why=None)


_NOT_OF = frozenset(("ambassador", "envoy", "consul", "representative"))  # they are to somewhere
