"""The verbs by which English says that somebody took, left or held an office. Pure: one sentence at a time.

Each pattern answers with what is said, with the reason why it is not taken for said, or with None where its verb
means something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from registry.domain.drafting.lexicon import ABOUT_OFFICES, DOUBT, TEMPORARY
from registry.domain.drafting.tokens import Said
from registry.domain.drafting.verb_arguments import details
from registry.domain.drafting.verb_frame import Act, Answer, Spoken, first_of_verb, is_passive
from registry.domain.drafting.verbs_holding import aside, served, was
from registry.domain.drafting.verbs_leaving import dismissed, left
from registry.domain.drafting.verbs_taking import appointed, became, moved, replaced, sworn, took, will_now
from registry.domain.names.text_hygiene import word_set

NOT_UNDERSTOOD = "is not said in a way that is understood"


def read_verbs(said: Said) -> tuple[list[Spoken], list[tuple[int, str]]]:
    """What the sentence says of offices; and the words that it says it with in vain, with the reasons."""
    spoken: list[Spoken] = []
    skipped: list[tuple[int, str]] = []
    done = 0
    for at in range(len(said.words)):
        answer = None if at < done else _read(said, at)
        if isinstance(answer, Spoken):
            spoken.append(replace(answer, word=at))
            done = answer.after
        elif answer is not None:
            skipped.append((at, answer))
    return spoken, skipped


def _read(said: Said, at: int) -> Answer:
    low = said.low(at)
    pattern = _VERBS.get(low)
    if pattern is None:
        return _in_doubt(said, at, None) or NOT_UNDERSTOOD if low in ABOUT_OFFICES else None
    answer = pattern(said, at)
    if answer is None and low not in _ALWAYS_TOLD:
        return None
    return _in_doubt(said, at, answer) or answer or NOT_UNDERSTOOD


def _in_doubt(said: Said, at: int, answer: Answer) -> str | None:
    if said.sentence.question:
        return "is a question"
    if said.sentence.in_quotes(said.words[at].start):
        return "stands in a quotation"
    for index, word in enumerate(said.words):
        if (word.low in DOUBT and word.text != "May") or word.low.endswith(("n't", "n’t")):
            return f"is not said as a fact: {said.words[index].text!r}"
    ahead = {said.low(index) for index in range(max(0, at - 4), at)}
    moved = isinstance(answer, Spoken) and answer.act == Act.MOVED
    if not moved and (
        "will" in ahead or said.low(at - 1) == "to" or "to be" in said.between(max(0, at - 3), at).lower()
    ):
        return "is not a fact yet"
    return "does not say clearly whether in an acting capacity" if _half_acting(said, answer) else None


def _half_acting(said: Said, answer: Answer) -> bool:
    """`temporarily appointed`, `on an interim basis`: words that the office itself is not said with."""
    if not isinstance(answer, Spoken) or (answer.office and answer.office.acting):
        return False
    return any(word.low in TEMPORARY for word in said.words[answer.first : answer.after + 6])


def _nominated(said: Said, at: int) -> Answer:
    return "a nomination is no appointment"


def _elected(said: Said, at: int) -> Answer:
    first = first_of_verb(said, at)
    told = details(said, at + 1, direct=True) if is_passive(said, first, at) else None
    return "an election does not say when the office began" if told and told.office else None


_VERBS: dict[str, Callable[[Said, int], Answer]] = {
    **dict.fromkeys(("appoint", "appoints", "appointed", "appointing", "names", "named", "naming"), appointed),
    **dict.fromkeys(("installs", "installed", "promotes", "promoted", "made"), appointed),
    **dict.fromkeys(("moved", "transferred", "reassigned"), moved),
    **dict.fromkeys(("took", "takes", "assumed", "assumes"), took),
    **dict.fromkeys(("became", "becomes"), became),
    **dict.fromkeys(("replace", "replaces", "replaced", "succeeds", "succeeded", "replacing"), replaced),
    **dict.fromkeys(("resigned", "resigns", "stepped", "steps"), left),
    **dict.fromkeys(("dismiss", "dismisses", "dismissed", "fires", "fired", "sacks", "sacked", "ousted"), dismissed),
    **dict.fromkeys(("removed", "removes", "relieved"), dismissed),
    **dict.fromkeys(("nominate", "nominates", "nominated", "nominating"), _nominated),
    "sworn": sworn, "will": will_now, "served": served, "been": was, "was": was, "elected": _elected, ",": aside,
}  # fmt: skip
_ALWAYS_TOLD = word_set(
    "appoint appoints appointed appointing replace replaces replaced replacing resigned resigns dismiss dismisses "
    "dismissed sacked sacks sworn ousted"
)
