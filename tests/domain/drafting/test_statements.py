"""What a sentence says of an office, and what it does not."""

from __future__ import annotations

import csv
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.drafting.assembled_tenures import tenures_of
from registry.domain.drafting.statements import statements_of
from registry.domain.drafting.words.tokens import LONGEST

PUBLISHED = date(2025, 3, 17)  # a Monday
LEE = "Ann Lee"
HERE = Path(__file__).parent
SAID = list(csv.reader((HERE / "statements_said.csv").read_text("utf-8").splitlines()))[1:]
READ = list(csv.reader((HERE / "sentences_read.csv").read_text("utf-8").splitlines()))[1:]
DOUBTED = (HERE / "sentences_doubted.txt").read_text("utf-8").splitlines()
UNSAID = (HERE / "statements_unsaid.txt").read_text("utf-8").splitlines()


def told(text: str) -> list[str]:
    """Each tenure in short: person, office, start, end, and whom it replaces."""
    tenures, _ = tenures_of(statements_of(text, PUBLISHED)[0])
    return [
        " | ".join(
            filter(
                None,
                [
                    tenure.person,
                    f"{'acting ' if tenure.kind == 'acting' else ''}{tenure.office.title}",
                    f"from {tenure.start}" if tenure.start else None,
                    f"to {tenure.end}" if tenure.end else None,
                    f"replacing {tenure.replaces.person}" if tenure.replaces else None,
                    f"as {tenure.rank}" if tenure.rank else None,
                ],
            )
        )
        for tenure in tenures
        if tenure.start or tenure.end
    ]


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_a_plain_sentence_says_who_holds_what_since_when(sentence: str, expected: str):
    assert told(sentence) == [f"{LEE} | {expected}"]


@pytest.mark.parametrize(("kind", "sentence", "expected"), READ)
def test_every_kind_of_sentence_gives_its_facts_and_no_others(kind: str, sentence: str, expected: str):
    facts = [" | ".join(part.strip() for part in fact.split(";")) for fact in expected.split(";;") if fact.strip()]

    assert sorted(told(sentence)) == sorted(facts)


@pytest.mark.parametrize("sentence", [*UNSAID, *DOUBTED])
def test_what_is_no_fact_or_not_clear_is_not_taken_for_said(sentence: str):
    assert told(sentence) == []


def test_hardly_a_sentence_in_doubt_is_passed_over_in_silence():
    def listed(sentence: str) -> bool:
        statements, skipped = statements_of(sentence, PUBLISHED)
        return bool(skipped or tenures_of(statements)[1])

    silent = [sentence for sentence in DOUBTED if not listed(sentence)]

    assert all("promoted on" in each or "role of" in each or "train" in each for each in silent), silent


def test_what_is_skipped_is_told_with_the_word_that_speaks_of_it():
    _, undated = tenures_of(statements_of("Ann Lee has been appointed minister of health.", PUBLISHED)[0])

    assert [each.word for each in undated] == ["appointed"]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Ann Lee may be appointed minister of health on 3 March 2025.", "is not said as a fact: 'may'"),
        ("The king will appoint Ann Lee as minister of health on 3 April 2025.", "is not a fact yet"),
        ("Ann Lee was nominated as minister of health on 3 March 2024.", "a nomination is not an appointment"),
        ("Ann Lee was elected president of Ruritania in 2020.", "an election does not say when the term began"),
        ("Ann Lee was appointed minister of health.", "does not say when"),
        ("Lee was appointed minister of health on 3 March 2024.", "'Lee' has no full name earlier in the text"),
        ("She was appointed minister of health on 3 March 2024.", "does not say clearly who"),
        ("Ann Lee was appointed minister on 3 March 2024.", "'minister' does not name the organization"),
        ("Ann Lee was appointed minister of health or deputy prime minister in 2024.", "the text may mean two offices"),
        ("Ann Lee becomes minister of health in June.", "may be in the future; write the year"),
        ("Critics think Ann Lee was appointed minister of health on 3 March 2024.", "is not said as a fact: 'think'"),
        ("Ann Lee followed Bob Ray on 3 March 2024.", "does not say which office"),
        ('"Ann Lee was appointed minister of health in 2024," he said.', "is in a quotation"),
        ("Was Ann Lee appointed minister of health in 2024?", "is a question"),
        ("Ann Lee was appointed to the post in 2024.", "does not say which office"),
        ("SEE ALSO: Who appointed Ann Lee?", "is a link to another text"),
        ("The opposition called for a resignation.", "is not said as a fact: 'called'"),
    ],
)  # fmt: skip
def test_a_sentence_that_is_skipped_says_why(sentence: str, why: str):
    statements, skipped = statements_of(sentence, PUBLISHED)
    _, undated = tenures_of(statements)

    assert why in [each.why for each in (*skipped, *undated)]


def test_a_surname_is_the_person_of_that_name_who_was_named_in_full():
    text = "Ann Lee spoke. Lee was appointed minister of health on 3 March 2024."

    assert told(text) == ["Ann Lee | minister of health | from 2024-03-03"]


def test_a_surname_that_two_people_bear_is_nobody_s():
    text = "Ann Lee met Tom Lee. Lee was appointed minister of health on 3 March 2024."

    assert told(text) == []


def test_an_office_that_is_called_a_person_s_is_of_no_country_of_that_name():
    text = "Bob Ray spoke. Ann Lee was appointed as Ray's chief of staff on 3 March 2024."
    statements, _ = statements_of(text, PUBLISHED)

    assert [(each.office.title, each.office.whose) for each in statements] == [("chief of staff", None)]


def test_the_post_is_the_office_that_the_text_ties_to_the_person():
    text = "Ann Lee resigned as minister of health on 3 March 2024. Lee, who was appointed to the post in 2020, is 54."

    assert told(text) == ["Ann Lee | minister of health | from 2020 | to 2024-03-03"]


def test_of_two_offices_of_a_person_the_post_is_neither():
    text = (
        "Ann Lee resigned as minister of health on 3 March 2024. Lee was appointed finance minister on 4 March 2024. "
        "Lee was appointed to the post in 2020."
    )

    assert told(text) == [
        "Ann Lee | minister of health | to 2024-03-03",
        "Ann Lee | finance minister | from 2024-03-04",
    ]


def test_what_two_sentences_say_of_one_event_is_one_tenure_with_the_more_exact_day():
    text = "Ann Lee was appointed minister of health in 2024. Lee was appointed minister of health on 3 March 2024."

    assert told(text) == ["Ann Lee | minister of health | from 2024-03-03"]


def test_two_days_for_one_event_are_told_and_the_second_is_skipped():
    text = "Ann Lee was appointed minister of health in 2023. Lee was appointed minister of health in 2024."
    _, skipped = tenures_of(statements_of(text, PUBLISHED)[0])

    assert told(text) == ["Ann Lee | minister of health | from 2023"]
    assert [each.why for each in skipped] == ["the text gives 2023 and 2024 for the same event"]


def test_an_end_before_the_start_is_skipped():
    text = "Ann Lee was appointed minister of health in 2023. Lee resigned as minister of health on 4 May 2022."
    _, skipped = tenures_of(statements_of(text, PUBLISHED)[0])

    assert told(text) == ["Ann Lee | minister of health | from 2023"]
    assert "is before the start" in skipped[0].why


def test_a_move_is_about_the_day_of_the_departure_that_it_follows():
    text = (
        "The king on March 3 dismissed Finance Minister Ann Lee. Lee will now serve as ambassador to Chile. "
        "Bob Ray will now serve as ambassador to Peru."
    )

    assert told(text) == [
        "Ann Lee | Finance Minister | to 2025-03-03",
        "Ann Lee | ambassador to Chile | from 2025-03-03~",
    ]


def test_he_is_the_one_with_whom_the_sentence_began_and_nobody_else():
    alone = "Ann Lee was born in Leeds, and she was appointed minister of health on 3 March 2024."
    beside = "Ann Lee met Sue Ray, and she was appointed minister of health on 3 March 2024."

    assert told(alone) == ["Ann Lee | minister of health | from 2024-03-03"]
    assert told(beside) == []


def test_direction_marks_and_soft_hyphens_are_not_in_the_way():
    text = "\ufeffAnn\u200f Lee\u200e was ap\u00adpointed minister of health on 3\u00a0March 2024."

    assert told(text) == ["Ann Lee | minister of health | from 2024-03-03"]


@pytest.mark.parametrize("sign", ["\x00", "\x1b[31m", "\u202e"])
def test_a_sentence_with_signs_that_cannot_be_recorded_is_skipped(sign: str):
    statements, skipped = statements_of(f"Ann {sign}Lee was appointed minister of health in 2024.", PUBLISHED)

    assert statements == []
    assert skipped[0].why.startswith("has a ")


HOSTILE = {
    "no full stop": "Ann Lee was appointed minister of health of the and of ",
    "capitals": "Ann Bob Cyd Dan Eve ",
    "commas": "Ann, Bob, Cyd, who, a, the, ",
    "short sentences": "Ann Lee was appointed minister of health on 3 March 2024. ",
    "triggers": "appointed replaced dismissed was named took over from by as to. ",
    "titles": "Minister General of the Minister Major of State. ",
    "quotes": '"“”" Ann Lee. ',
    "stops": ". . . ",
    "lines": "\n",
    "short lines": "Ann Lee was\n",
    "one word": "x",
    "days": "on 3 March 2024 in 2024 on Monday ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_long_text_takes_no_longer_than_its_length_says(kind: str):
    unit = HOSTILE[kind]

    def taken(length: int) -> float:
        stopped = (unit * (LONGEST // len(unit)))[: LONGEST - 2] + ". "  # as long as a sentence may be
        text = (unit * (length // len(unit) // 2) + stopped * (length // LONGEST // 2))[:length]
        began = time.process_time()
        tenures_of(statements_of(text, PUBLISHED)[0])
        return time.process_time() - began

    assert taken(40_000) < max(0.3, taken(10_000) * 12)


@given(st.text())
def test_no_text_is_too_strange(text: str):
    tenures_of(statements_of(text, PUBLISHED)[0])


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "Ann Lee Bob Ray was appointed named replaced by with who , . as to the post of minister health chief General "
        "Staff on 3 March 2024 in since from Monday he took office will now serve dismissed resigned 's \" and "
        "Ukraine's acting Lt . - new when after succeeded Jr",
    )
)


@given(st.lists(WORDS, max_size=40))
def test_no_order_of_the_usual_words_is_too_strange(words: list[str]):
    tenures_of(statements_of(" ".join(words), PUBLISHED)[0])
