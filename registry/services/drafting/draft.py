"""From an article to entries: what it tells of tenures, matched to what is recorded, as entries ready to be made.

Reads only. Nothing is matched silently: a name that is merely like a recorded one is said to be so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.drafting.assembled_tenures import ReadTenure, quote_of, tenures_of
from registry.domain.drafting.further_facts import FurtherFact, further_facts, speaks_of_further_facts
from registry.domain.drafting.proposals import Act, Answers, Draft, Entry, LeftOut, Question
from registry.domain.drafting.readings import WITHOUT_A_DAY
from registry.domain.drafting.readings import Act as Said
from registry.domain.drafting.statements import Skipped, Statement, shortened, statements_of
from registry.domain.drafting.words.sentences import clean
from registry.domain.errors import ChoiceError
from registry.domain.names.keys import name_key
from registry.domain.tenures.records import Tenure
from registry.services.drafting.further_entries import further_entries
from registry.services.drafting.match_names import NameMatch, match_name
from registry.services.drafting.match_roles import MatchedRole, RoleMatcher
from registry.services.drafting.same_tenure import begins_later, can_be, ended_on, read_bounds, share_days


@dataclass(slots=True)
class _Planned:
    """A tenure that is recorded, or will be once the entries before are made.

    `label`: whose; `fits`: whether somebody can have succeeded when the text says so.
    """

    end: str | None
    label: str
    fits: bool = True


class _Drafting:
    """One text on its way to entries, in the order in which they can be made."""

    def __init__(
        self, connection: sqlite3.Connection, text: str, answers: Answers, tenures: Sequence[ReadTenure]
    ) -> None:
        self.questions: dict[str, Question] = {}
        self.connection = connection
        self.text = text
        self.entries: list[Entry] = []
        self.recorded: list[LeftOut] = []
        self.contradictions: list[LeftOut] = []
        self.skipped: list[Skipped] = []
        self.people: dict[str, NameMatch] = {}
        self.roles = RoleMatcher(connection, answers, tenures, self.questions, self._enter)
        self.planned: dict[tuple[str, str, str], _Planned] = {}

    def add(self, tenure: ReadTenure) -> None:
        """Propose what the tenure needs, or say that it is recorded, or what contradicts it."""
        try:
            post = self.roles.of(tenure)
        except ChoiceError as error:
            self._skip(tenure, str(error))
            return
        person = self.person(tenure.person)
        same = self._recorded_as(post, person, tenure)
        if same is not None:
            self._compare(post, person, tenure, same)
        else:
            self._propose(post, person, tenure)

    # --- who and what is meant ---

    def person(self, name: str) -> NameMatch:
        key = name_key(name)
        if key not in self.people:
            self.people[key] = match_name(self.connection, name)
        return self.people[key]

    # --- what is already recorded ---

    def _recorded_as(self, post: MatchedRole, person: NameMatch, tenure: ReadTenure) -> Tenure | None:
        """The person's tenure in the role that the text speaks of."""
        if person.found is None:
            return None
        told = read_bounds(tenure)
        held = [each for each in post.recorded if each.person_id == person.found.id and each.kind == tenure.kind]
        meeting = [each for each in held if can_be(each.tightened(), told, tenure)]
        return next(iter([*meeting, *(each for each in held if share_days(each.tightened(), told))]), None)

    def foresee(self, tenure: ReadTenure) -> None:
        """Take note of a predecessor of whom nothing else is told: they are entered with the successor, if at all."""
        try:
            post = self.roles.of(tenure)
        except ChoiceError:
            return  # said of the successor
        person = self.person(tenure.person)
        held = [each for each in post.recorded if person.found and each.person_id == person.found.id]
        same = self._recorded_as(post, person, tenure) or next(iter(held), None)
        if same is None:
            return
        fits = same.end in (None, UNKNOWN) or tenure.followed is None or ended_on(same, tenure.followed)
        self._plan(post, person, tenure, same.end, fits=fits)
        if not fits and tenure.followed:
            said = f"somebody followed {date_in_words(tenure.followed)}"
            why = f"recorded {span_in_words(same.start, same.end)}, the text says that {said}"
            self._told(self.contradictions, tenure, why, same.appointment)

    def _compare(self, post: MatchedRole, person: NameMatch, tenure: ReadTenure, same: Tenure) -> None:
        self._plan(post, person, tenure, same.end)
        if not can_be(same.tightened(), read_bounds(tenure), tenure):
            began = f"{span_in_words(same.start, same.end)}"
            said = (
                f"since {date_in_words(tenure.start)}"
                if tenure.start
                else f"up to {date_in_words(tenure.end or UNKNOWN)}"
            )
            self._told(self.contradictions, tenure, f"recorded {began}, the text says {said}", same.appointment)
        elif tenure.end and (same.end is None or same.end == UNKNOWN) and same.next_start_latest is None:
            self._end(post, person, tenure)
        elif tenure.end and not ended_on(same, tenure.end):
            why = f"recorded as ended {date_in_words(same.end or UNKNOWN)}, the text says {date_in_words(tenure.end)}"
            self._told(self.contradictions, tenure, why, same.appointment)
        else:
            self._told(self.recorded, tenure, "already recorded", same.appointment)

    # --- what is new ---

    def _propose(self, post: MatchedRole, person: NameMatch, tenure: ReadTenure) -> None:
        before = tenure.replaces
        previous = self.person(before.person) if before else None
        others = self._in_office(post, tenure, {person.words, previous.words if previous else ""})
        later = next((each for each in others if begins_later(each, tenure)), None)
        notes = [*person.notes, *(previous.notes if previous else ())]
        if tenure.start is None or previous is None or before is None:
            self._appoint(post, person, tenure, notes, others, later)
            return
        if later is None and others:
            other = others[0]
            why = (
                f"{other.holder} is recorded {span_in_words(other.start, other.end)}; "
                f"the text names another predecessor"
            )
            self._told(self.contradictions, tenure, why, other.appointment)
            return
        if self._place(post, previous, before.kind) not in self.planned:
            self._appoint(post, previous, before, list(previous.notes), [], later)
        left = self.planned[self._place(post, previous, before.kind)]
        if left.end is None and later is None and tenure.end is None:
            self._succeed(post, person, tenure, previous.words, notes)
            left.end = tenure.start
        else:
            self._appoint(post, person, tenure, notes, [], later, replacing=previous.words if left.fits else None)

    def _appoint(
        self, post: MatchedRole, person: NameMatch, tenure: ReadTenure, notes: list[str], others: Sequence[Tenure],
        later: Tenure | None, replacing: str | None = None,
    ) -> None:  # fmt: skip
        """A tenure; where somebody is in office of whom the text says nothing, they are succeeded."""
        incumbent = self._incumbent(post, person, tenure, others) if replacing is None else None
        if incumbent and later is None and tenure.start and tenure.end is None:
            notes.append(f"ends the tenure of {incumbent[1].label}, which the text does not say: check")
            self._succeed(post, person, tenure, incumbent[0], notes)
            incumbent[1].end = tenure.start
            return
        end = tenure.end or (tenure.followed if later or replacing else None) or (UNKNOWN if later else None)
        if end == UNKNOWN and later:
            notes.append(
                f"{later.holder} is recorded {span_in_words(later.start, later.end)}: write the last day, if known"
            )
        start = tenure.start or UNKNOWN
        self._enter(
            tenure,
            Entry(
                act=Act.APPOINT, person=person.words, role=post.words, start=start, end=end, kind=tenure.kind,
                rank=tenure.rank, how=tenure.how, reason=tenure.reason if end else None, replacing=replacing,
                notes=tuple(dict.fromkeys(notes)),
            ),
        )  # fmt: skip
        self._plan(post, person, tenure, end)

    def _succeed(
        self, post: MatchedRole, person: NameMatch, tenure: ReadTenure, replacing: str | None, notes: list[str]
    ) -> None:
        self._enter(
            tenure,
            Entry(
                act=Act.SUCCEED, person=person.words, role=post.words, start=tenure.start, kind=tenure.kind,
                rank=tenure.rank, how=tenure.how, replacing=replacing, notes=tuple(dict.fromkeys(notes)),
            ),
        )  # fmt: skip
        self._plan(post, person, tenure, None)

    def _end(self, post: MatchedRole, person: NameMatch, tenure: ReadTenure) -> None:
        entry = Entry(
            act=Act.END, person=person.words, role=post.words, end=tenure.end, reason=tenure.reason, notes=person.notes
        )
        self._enter(tenure, entry)
        self._plan(post, person, tenure, tenure.end)

    # --- the rest ---

    def _in_office(self, post: MatchedRole, tenure: ReadTenure, but: set[str]) -> list[Tenure]:
        """Those who are recorded in the only seat on the day of the start or later, and whom no entry before ends."""
        if post.note is None or not post.note.single:
            return []
        day = read_bounds(tenure).start_latest
        told = [each for each in post.recorded if each.person and each.kind == tenure.kind and each.person not in but]
        ended = {words for (role, words, kind), plan in self.planned.items()
                 if role == post.words and kind == tenure.kind and plan.end}  # fmt: skip
        return [
            each for each in told
            if each.start_earliest > day or (each.end is None and each.open and each.person not in ended)
            or (each.end is not None and each.tightened().certainly(day) and not each.tightened().ends_on(day))
        ]  # fmt: skip

    def _incumbent(
        self, post: MatchedRole, person: NameMatch, tenure: ReadTenure, others: Sequence[Tenure]
    ) -> tuple[str, _Planned] | None:
        """Who is in the only seat, as recorded or by the entries before, and does not leave it in the text."""
        for other in others:
            if other.person and other.end is None:
                plan = _Planned(None, other.holder)
                return other.person, self.planned.setdefault((post.words, other.person, tenure.kind), plan)
        if post.seats > 1 or (post.note and not post.note.single):
            return None
        for (role, words, kind), plan in self.planned.items():
            if role == post.words and kind == tenure.kind and words != person.words and plan.end is None:
                return words, plan
        return None

    def _plan(
        self, post: MatchedRole, person: NameMatch, tenure: ReadTenure, end: str | None, *, fits: bool = True
    ) -> None:
        self.planned[self._place(post, person, tenure.kind)] = _Planned(end, tenure.person, fits)

    def _place(self, post: MatchedRole, person: NameMatch, kind: str) -> tuple[str, str, str]:
        return post.words, person.words, kind

    def _enter(self, tenure: ReadTenure, entry: Entry) -> None:
        sentences = " ".join(dict.fromkeys(statement.sentence for statement in tenure.said))
        if any(statement.recased for statement in tenure.said):
            entry = replace(
                entry, notes=(*entry.notes, ("the sentence is all in capitals or small letters: check the names"))
            )
        self.entries.append(entry.said_in(sentences, quote_of(self.text, tenure)))

    def _told(self, where: list[LeftOut], tenure: ReadTenure, why: str, appointment: str) -> None:
        date_ = tenure.start or tenure.end
        why = "; ".join([why, *self.person(tenure.person).notes])
        where.append(LeftOut(tenure.person, tenure.office.title, date_, why, appointment, tenure.said[0].sentence))

    def _skip(self, tenure: ReadTenure, why: str) -> None:
        statement = tenure.said[0]
        self.skipped.append(Skipped(statement.sentence, statement.word, why))


def draft(
    connection: sqlite3.Connection, text: str, published: str, answers: Answers | None = None, *, noted: bool = False
) -> Draft:
    """What the text, published on the ISO day, tells of tenures; `answers`: what it does not say; `noted`: it is a
    note of the events, whose ranks are of their time.
    """
    answers = answers or Answers()
    day = date.fromisoformat(published)
    facts = further_facts(clean(text), day)
    entries, recorded, refused = further_entries(connection, facts)
    statements, skipped = statements_of(_without(clean(text), facts), day, noted=noted)
    statements = [_dated(each, answers.on) for each in statements]
    tenures, undated = tenures_of(statements)
    drafting = _Drafting(connection, clean(text), answers, tenures)
    if any(each.undated == WITHOUT_A_DAY for each in statements) and undated:
        drafting.questions["on"] = Question("on", "a sentence gives no date; give it with --on")
    followed = {id(tenure.replaces) for tenure in tenures if tenure.replaces}
    for tenure in tenures:
        alone = tenure.start or tenure.end or id(tenure) not in followed
        (drafting.add if alone else drafting.foresee)(tenure)
    left = [*skipped, *undated, *drafting.skipped, *refused]
    return Draft(
        (*_with_needs(drafting.entries), *entries), (*drafting.recorded, *recorded), tuple(drafting.contradictions),
        (*left, *_unread(text, [*statements, *left, *facts])), tuple(drafting.questions.values()),
    )  # fmt: skip


def _without(text: str, facts: Sequence[FurtherFact]) -> str:
    """The text with blanks in the place of sentences that are read already: all others stand where they stood."""
    for each in facts:
        begin, end = each.span
        text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
    return text


def _unread(text: str, read: Sequence[Statement | Skipped | FurtherFact]) -> Iterator[Skipped]:
    """The sentences that speak of a renaming, an absence and the like, and of which nothing else is said here."""
    known = {each.sentence for each in read}
    for sentence, word in speaks_of_further_facts(clean(text)):
        if shortened(sentence) not in known and sentence not in known:
            yield Skipped(shortened(sentence), word, "is not said in a way that is understood")


def _dated(statement: Statement, on: str | None) -> Statement:
    """The statement with the date that its reader gives, where it has none."""
    if on is None or statement.undated != WITHOUT_A_DAY:
        return statement
    if statement.act is Said.LEFT:
        return replace(statement, undated=None, end=on)
    return replace(statement, undated=None, start=on)


def _with_needs(entries: list[Entry]) -> list[Entry]:
    """What is about a role that cannot be added yet needs the same."""
    needed = {entry.role: entry.needs for entry in entries if entry.act is Act.ROLE and entry.needs}
    return [replace(entry, needs=entry.needs or needed.get(entry.role)) for entry in entries]
