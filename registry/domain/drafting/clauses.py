"""How each frame says who does what to whom. Pure.

What is the same for all verbs, the days and the doubt, is in `readings`.
"""

from __future__ import annotations

from dataclasses import replace

from registry.domain.drafting.arguments import Arguments, Group, arguments_of
from registry.domain.drafting.chunks import Chunk, Part
from registry.domain.drafting.factuality import clause_begin
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import Named
from registry.domain.drafting.readings import (
    NOT_CLEAR_WHO,
    WITHOUT_A_DAY,
    Act,
    Reading,
    SentenceReadings,
    with_body,
)
from registry.domain.drafting.subjects import Subject, Verb, subject_of, verb_of
from registry.domain.drafting.words.lexicon import DETERMINERS, POSTS
from registry.domain.drafting.words.tokens import TokenizedSentence, When
from registry.domain.drafting.words.triggers import Frame, Trigger
from registry.domain.names.text_hygiene import word_set

NOT_UNDERSTOOD = "is not said in a way that is understood"


class ClauseReader(SentenceReadings):
    """One sentence's verbs in their order."""

    def read(self) -> tuple[list[Reading], list[tuple[int, str]]]:
        """The readings; and the words that speak of an office in vain, with the reasons."""
        done = 0
        for at in self.triggers:
            if at >= done:
                done = self._read(at)
        self._asides()
        if not self.readings and not self.skipped and not self._note():
            self._nothing()
        return self.readings, self.skipped

    # --- one verb ---

    def _read(self, at: int) -> int:
        """Read the trigger; answers the chunk behind what belongs to it."""
        chunk = self.chunks[at]
        trigger = chunk.trigger or Trigger(Frame.NEVER)
        said = arguments_of(self.said, self.chunks, at + 1)
        verb = verb_of(self.chunks, at)
        found = _FRAMES[trigger.frame](self, trigger, verb, said)
        if isinstance(found, str):
            loud = trigger.loud or self._speaks_of_office(at, said)
            if loud:
                why = self._nobody(verb) if found == NOT_CLEAR_WHO else found
                word = chunk.first + (chunk.after - chunk.first > 1 and self.said.low(chunk.first) == "be")
                self.skipped.append((word, self._why(verb, why)))
        if isinstance(found, str) or not found:
            self._pass_over(verb, said)
            return at + 1
        return max(said.after, at + 1)

    def _nobody(self, verb: Verb) -> str:
        """Why nobody is the subject."""
        at = verb.before
        word = self.said.words[self.chunks[at].first] if at >= 0 else None
        alone = word and word.capital and self.chunks[at].part is Part.WORD and at == 0
        return f"{word.text!r} has no full name earlier in the text" if word and alone else NOT_CLEAR_WHO

    def _pass_over(self, verb: Verb, said: Arguments) -> None:
        """Remember of a verb that gives nothing who did it and when, for the verbs that share them."""
        subject = subject_of(self.chunks, verb, self.before.subject)
        if subject and not subject.relative:
            self.before.subject = subject.persons
            self.before.doubt = self._doubt(verb, self._begin(verb, subject), named=not subject.shared)
            if not subject.shared:
                self.before.when = self._when(verb, said.groups[0], subject)

    def _why(self, verb: Verb, why: str) -> str:
        """The doubt, if there is one: it is the better reason."""
        begin = clause_begin(self.chunks, verb.first)
        return self._doubt(verb, begin, named=False) or why

    def _speaks_of_office(self, at: int, said: Arguments) -> bool:
        two = sum(chunk.part is Part.PERSON for chunk in self.chunks) > 1
        trigger = self.chunks[at].trigger
        if two and trigger and trigger.frame in (Frame.SWAP, Frame.HAND):
            return True
        office = said.office or said.post is not None or any(chunk.office for chunk in self.chunks[:at])
        named = any(chunk.part is Part.PERSON for chunk in self.chunks)
        return bool(office) and (named or self._nobody(verb_of(self.chunks, at)) != NOT_CLEAR_WHO)

    # --- frames ---

    def give(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`appointed Ann Lee as …`; `Ann Lee was appointed …`; `Ann Lee, appointed … in 2019, …`."""
        self._to_head(said)
        given = bool(said.groups[0].persons)
        if given and not verb.passive:
            if said.place and self.before.ousted:
                said.whom = said.whom or _as_chunk(self.before.ousted)
                self._take_office(said, self.before.ousted_office)
            if said.office is None and said.post is None:
                return self._no_office(said)
            return self._state(Act.BEGAN, trigger, verb, said, None)
        if verb.passive and verb.before < 0 and given:
            return NOT_CLEAR_WHO
        if verb.bare and (fronted := self._fronted(said)):
            said.groups[0].persons = fronted
            return self._state(Act.BEGAN, trigger, verb, said, None)
        return self._of_subject(Act.BEGAN, trigger, verb, said)

    def take(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`became …`, `took over as … from Bob Ray`, `took command of …`."""
        if trigger.heads and said.office is None and said.body:
            self._take_office(said, _headed(trigger.heads, said.body))
        if said.source and said.whom is None:
            said.whom = said.source
            self._take_office(said, said.source.office)
        subject = subject_of(self.chunks, verb, self.before.subject)
        if said.office is None and said.post is None and subject and self._enters_office(verb):
            self._take_office(said, subject.office or self._title(subject.persons[0]))
        if self.said.low(self.chunks[verb.at].first) == "sworn" and verb.bare and (fronted := self._fronted(said)):
            said.groups[0].persons = fronted
            return self._state(Act.BEGAN, trigger, verb, said, None)
        return self._of_subject(Act.BEGAN, trigger, verb, said)

    def _to_head(self, said: Arguments) -> None:
        """`appointed to chair the Port Authority`: the office that the infinitive names, with its days."""
        at = said.after
        chunk = self.chunks[at] if at < len(self.chunks) else None
        head = _INFINITIVES.get(chunk.low) if chunk and chunk.trigger else None
        if head is None or said.office or said.post is not None or self.chunks[at - 1].low != "to":
            return
        more = arguments_of(self.said, self.chunks, at + 1)
        if more.body and more.office is None:
            said.groups[-1].offices, said.groups[-1].days = [_headed(head, more.body)], [*said.days, *more.days]
            said.after, said.acting = more.after, said.acting or more.acting

    def _enters_office(self, verb: Verb) -> bool:
        """`took office`, `was sworn in`: which office is said before."""
        chunk = self.chunks[verb.at]
        words = [self.said.low(at) for at in range(chunk.first, chunk.after)]
        return "office" in words or "sworn" in words

    def swap(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`replaced Bob Ray as …`; `was replaced by Ann Lee`; `replaced Bob Ray with Ann Lee as …`."""
        persons = said.groups[0].persons
        if verb.passive:
            subject = subject_of(self.chunks, verb, self.before.subject)
            if subject is None or said.by is None or len(subject.persons) != 1:
                return NOT_CLEAR_WHO
            self._take_office(said, subject.office or self._title(subject.persons[0]))
            said.whom, said.groups[0].persons = _as_chunk(subject.persons[0]), [said.by]
            return self._state(Act.BEGAN, trigger, verb, said, subject, near=True)
        if not persons and (him := self._object_pronoun(verb)):
            persons = [him]
        if len(persons) != 1:
            return NOT_CLEAR_WHO if persons else False
        self._take_office(said, persons[0].office)
        if said.office is None and said.post is None and persons[0].person and persons[0].person.pronoun:
            said.post = ""
        if said.partner:
            said.whom, said.groups[0].persons = persons[0], [said.partner]
            return self._state(Act.BEGAN, trigger, verb, said, None)
        said.whom, said.groups[0].persons = persons[0], []
        return self._of_subject(Act.BEGAN, trigger, verb, said)

    def _object_pronoun(self, verb: Verb) -> Chunk | None:
        """`succeeded her on 3 March`: not of `succeeded her father`."""
        following = self.chunks[verb.at + 1 : verb.at + 3]
        if not following or following[0].low not in ("him", "her"):
            return None
        chunk, behind = following[0], following[1] if len(following) > 1 else None
        if behind and behind.part is not Part.DAY and behind.low not in (",", ".", "as", "in", "and", "the"):
            return None
        return replace(chunk, part=Part.PERSON, person=Named(chunk.low, None, None, chunk.first, chunk.after))

    def hand(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`Bob Ray handed over the post of … to Ann Lee`."""
        subject = subject_of(self.chunks, verb, self.before.subject)
        if subject is None or said.goal is None or len(subject.persons) != 1:
            return NOT_CLEAR_WHO if said.goal else False
        if trigger.heads and said.office is None and said.body:
            self._take_office(said, _headed(trigger.heads, said.body))
        self._take_office(said, subject.office or self._title(subject.persons[0]))
        said.whom, said.groups[0].persons = _as_chunk(subject.persons[0]), [said.goal]
        if said.office is None and said.post is None:
            return "does not say which office"
        return self._state(Act.BEGAN, trigger, verb, said, subject)

    def leave(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`Ann Lee resigned as …`; `Ann Lee, the minister of health, resigned`."""
        if said.away and said.office is None and said.post is None:
            return NOT_UNDERSTOOD if trigger.loud else False
        if trigger.heads and said.office is None and said.body:
            self._take_office(said, _headed(trigger.heads, said.body))
        return self._gone(trigger, verb, said, subject_of(self.chunks, verb, self.before.subject))

    def oust(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`was dismissed as …`; `dismissed Defence Minister Bob Ray`."""
        persons = said.groups[0].persons
        following = self.chunks[verb.at + 1 : verb.at + 4]
        if (
            not persons
            and len(following) == 3
            and following[0].office
            and following[1].low == ","
            and following[2].person
        ):
            said = arguments_of(self.said, self.chunks, verb.at + 3)  # `fired his defence minister, Ann Lee`
            persons = said.groups[0].persons
            self._take_office(said, following[0].office)
        if verb.passive or (verb.bare and not persons):
            return self._gone(trigger, verb, said, subject_of(self.chunks, verb, self.before.subject))
        if not persons:
            return NOT_CLEAR_WHO
        self._take_office(said, persons[0].office or self._apposed(persons[0]))
        if said.office is None and said.post is None and not self._when(verb, said.groups[0], None):
            return "does not say which office"
        return self._state(Act.LEFT, trigger, verb, said, None)

    def _gone(self, trigger: Trigger, verb: Verb, said: Arguments, subject: Subject | None) -> str | bool:
        if subject is None:
            return NOT_CLEAR_WHO
        if said.office is None and said.post is None:
            called = subject.office or (self._title(subject.persons[0]) if subject.persons else None)
            self._take_office(said, called)
        if said.office is None and said.post is None and not self._when(verb, said.groups[0], subject):
            return "does not say which office"
        said.groups[0].persons = []
        return self._state(Act.LEFT, trigger, verb, said, subject)

    def hold(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`served as … from 2010 to 2015`, `has been … since 2019`, `headed the Mint until 2019`."""
        if trigger.heads and said.body:
            self._take_office(said, _headed(trigger.heads, said.body))
            for group in said.groups:
                group.offices = [with_body(office, f"the {said.body}") for office in group.offices]
        if said.office is None and said.post is None and self.readings and self._having(verb):
            self._take_office(said, self.readings[-1].office)  # `resigned as …, having served since 2019`
        if said.office is None and said.post is None:
            return False
        if not said.days and (lead := self._leading_span(verb)):
            said.groups[0].days = lead
        spans = [day for day in said.days if day[1] != "on"]
        if not spans and not said.until:
            return WITHOUT_A_DAY if said.office and trigger.loud else False
        subject = subject_of(self.chunks, verb, self.before.subject)
        if subject is None:
            return NOT_CLEAR_WHO
        said.groups[0].persons = []
        return self._state(Act.HELD, trigger, verb, said, subject)

    def _having(self, verb: Verb) -> bool:
        """`having served`, `after serving`, `a post he held`: the office is the one named before."""
        post = any(chunk.low in POSTS for chunk in self.chunks[max(verb.first - 3, 0) : verb.at])
        return post or (verb.at > 0 and self.chunks[verb.at - 1].low in ("having", "after"))

    def _leading_span(self, verb: Verb) -> list[tuple[When, str]]:
        """`Since 2019 Ann Lee has been …`, `From 2010 to 2014 Ann Lee served as …`."""
        if self.said.low(0) not in ("since", "from", "between"):
            return []
        days = [chunk for chunk in self.chunks[: min(verb.first, 6)] if chunk.part is Part.DAY]
        return [(day.when, kind) for day, kind in zip(days, ("from", "to"), strict=False) if day.when]

    def noun(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`the resignation of Ann Lee as …`, `Ann Lee's dismissal as …`, `the appointment of …`."""
        persons = said.groups[0].persons
        owner = self.chunks[verb.at - 1] if verb.at else None
        if not persons and owner and owner.owner and owner.part is Part.PERSON:
            said.groups[0].persons = persons = [owner]
        if not persons and owner and owner.low in ("his", "her") and (said.office or said.post is not None):
            said.groups[0].persons = persons = [
                replace(owner, person=Named(owner.low, None, None, owner.first, owner.after))
            ]
        if not persons:
            return NOT_UNDERSTOOD
        before = next((c.low for c in reversed(self.chunks[: verb.at]) if c.low not in DETERMINERS and not c.owner), "")
        marked = next((c.low for c in self.chunks[max(verb.at - 5, 0) : verb.at] if c.low in _ABOUT_AN_EVENT), None)
        if marked or before in _NO_EVENT or before in _MADE_KNOWN:
            return f"is not said as a fact: {marked or before!r}"
        self._take_office(said, persons[0].office or self._apposed(persons[0]))
        if said.office is None and said.post is None:
            return "does not say which office"
        act = Act.BEGAN if trigger.frame is Frame.GIVEN else Act.LEFT
        return self._state(act, trigger, verb, said, None)

    def term(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`Ann Lee's tenure as … began on …`."""
        owner = self.chunks[verb.at - 1] if verb.at else None
        following = self.chunks[said.after] if said.after < len(self.chunks) else None
        if said.office is None or owner is None or following is None:
            return False
        act = _ENDS_OF_TERM.get(following.low)
        if not (owner.owner and owner.person) and said.groups[0].persons:
            owner = said.groups[0].persons[0]  # `the mandate of Ann Lee`
        elif not owner.owner:
            return False
        if not owner.person or act is None:
            return False
        more = arguments_of(self.said, self.chunks, said.after + 1)
        said.groups[0].persons, said.after = [owner], more.after
        said.groups[0].days += more.days
        reason = "term ended" if following.low in ("expired", "ended") and trigger.frame is Frame.TERM else None
        return self._state(act, trigger._replace(reason=reason if act is Act.LEFT else None), verb, said, None)

    def never(self, trigger: Trigger, verb: Verb, said: Arguments) -> str | bool:
        """`nominated`, `elected`: no beginning."""
        return trigger.why or False if said.office or trigger.loud else False

    # --- without a verb ---

    def _asides(self) -> None:
        """`Ann Lee, minister of health since 2019, …`; `Ann Lee (minister of health since 2019)`."""
        for at, chunk in enumerate(self.chunks[:-2]):
            link, office = self.chunks[at + 1], self.chunks[at + 2]
            if chunk.person is None or chunk.owner or link.low not in (",", "(") or office.part is not Part.OFFICE:
                continue
            said = arguments_of(self.said, self.chunks, at + 2)
            if said.groups[0].day("from") and len(said.groups) == 1:
                verb = Verb(at + 2, at + 2, at + 1)
                self._state(Act.HELD, Trigger(Frame.HOLD), verb, said, Subject([chunk.person], at, relative=True))

    def _note(self) -> bool:
        """A note without a verb: `3 March 2025: Ann Lee, Director of the Mint`."""
        persons = [at for at, chunk in enumerate(self.chunks) if chunk.person and not chunk.owner]
        offices = [at for at, chunk in enumerate(self.chunks) if chunk.part is Part.OFFICE]
        days = [chunk for chunk in self.chunks if chunk.part is Part.DAY]
        rest = [chunk.low for chunk in self.chunks if chunk.part is Part.WORD and chunk.low not in _OF_A_NOTE]
        if len(persons) != 1 or len(offices) > 1 or rest or not days or self.triggers:
            return False
        office = self.chunks[offices[0]].office if offices else self.chunks[persons[0]].office
        if office is None or office.why:
            return False
        at = persons[0]
        said = Arguments([Group([], [office], _span_of(self.said, days))], len(self.chunks))
        act = Act.HELD if len(days) > 1 else Act.BEGAN
        verb = Verb(at, at, at - 1)
        self._state(act, Trigger(Frame.HOLD), verb, said, Subject([self.chunks[at].person], at))  # type: ignore[list-item]
        return True

    def _nothing(self) -> None:
        """A sentence with a person and an office that gives nothing is listed."""
        offices = (chunk for at, chunk in enumerate(self.chunks) if self._an_office(at))
        office = next(offices, None)
        named = any(chunk.person for chunk in self.chunks)
        post = next((c for c in self.chunks if c.low in ("post", "position") and c.part is Part.WORD), None)
        if (office := office or (post if self.triggers else None)) and named:
            self.skipped.append((office.first, self.doubt or NOT_UNDERSTOOD))
        elif not named and not self.triggers and self._name_runs_into_office():
            self.skipped.append((0, "does not say where the name ends; write a comma between the name and the office"))

    def _name_runs_into_office(self) -> bool:
        """`Ann Lee director of the Mint since May 2023`."""
        first, dated = self.chunks[0] if self.chunks else None, any(c.part is Part.DAY for c in self.chunks)
        if (
            first is None
            or first.part is not Part.OFFICE
            or not dated
            or first.office is None
            or first.office.body is None
        ):
            return False
        words = first.office.title.split(" of ")[0].split()
        return len(words) >= 3 and all(word[0].isupper() for word in words[:2])

    def _an_office(self, at: int) -> bool:
        """Whether an office is named here that is not a title before a name."""
        chunk = self.chunks[at]
        titled = at + 1 < len(self.chunks) and self.chunks[at + 1].person
        return chunk.part is Part.OFFICE and chunk.after - chunk.first > 1 and not titled


def _span_of(said: TokenizedSentence, days: list[Chunk]) -> list[tuple[When, str]]:
    kinds = ("from", "to") if len(days) > 1 else ("on",)
    return [(chunk.when, kind) for chunk, kind in zip(days, kinds, strict=False) if chunk.when]


def _headed(head: str, body: str) -> Office:
    """`headed the Mint`: the office that the verb names."""
    return Office(f"{head} of the {body}", None, body, acting=False, first=0, after=0)


def _as_chunk(named: Named) -> Chunk:
    return Chunk(Part.PERSON, named.first, named.after, person=named)


_FRAMES = {
    Frame.GIVE: ClauseReader.give, Frame.TAKE: ClauseReader.take, Frame.SWAP: ClauseReader.swap,
    Frame.HAND: ClauseReader.hand, Frame.LEAVE: ClauseReader.leave, Frame.OUST: ClauseReader.oust,
    Frame.HOLD: ClauseReader.hold, Frame.GIVEN: ClauseReader.noun, Frame.GONE: ClauseReader.noun,
    Frame.TERM: ClauseReader.term, Frame.NEVER: ClauseReader.never,
}  # fmt: skip
_OF_A_NOTE = word_set(", : - – — > ; . ( ) as to until new → the is now =")
_INFINITIVES = {"chair": "Chair", "command": "Commander"}  # to `lead` may be a team
_ENDS_OF_TERM = {"began": Act.BEGAN, "started": Act.BEGAN, "ended": Act.LEFT, "expired": Act.LEFT}
_TAKEN_BACK = word_set(
    "withdrew withdraw withdrawn retracted rescinded revoked cancelled canceled reversed annulled overturned voided "
    "quashed denied denies mulled weighed considers threatened vetoed suspended celebrated marked"
)
_NO_EVENT = _TAKEN_BACK | word_set(
    "for demanded demand demanding urged tendered submitted offered submit offer sought seeking refused rejected "
    "opposed oppose against despite without blocked delayed postponed before over about considered planned "
    "proposed recommended nominated criticised criticized"
)
_ABOUT_AN_EVENT = word_set("anniversary eve prospect possibility chance hope rumours rumors speculation")
_MADE_KNOWN = frozenset(("announced", "announces", "announcing"))  # on which day it is announced, not done
