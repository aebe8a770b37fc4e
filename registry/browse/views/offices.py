"""Who holds the offices of a body: counted, in a sentence that can be quoted, grouped and in an order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.domain.presentation.sentences import days_in_words
from registry.domain.tenures.answers import Answer
from registry.domain.vocabulary import Certainty, Outcome

ORDERS = {"role": "role", "holder": "holder", "since": "newest first"}  # the value in an address, and in words


@dataclass(frozen=True, slots=True)
class Tally:
    """How many roles there are on the days asked about, how many were held, and how many more possibly."""

    total: int
    held: int
    possibly: int


def is_held(answer: Answer) -> bool:
    """Whether somebody held it, certainly or presumably."""
    return any(holder.certainty != Certainty.POSSIBLE for holder in answer.holders)


def tally(answers: Sequence[Answer]) -> Tally:
    """Roles that did not exist on the days are not counted."""
    held = sum(is_held(answer) for answer in answers)
    possibly = sum(bool(answer.holders) for answer in answers) - held
    return Tally(sum(answer.answer != Outcome.NO_ROLE for answer in answers), held, possibly)


def tally_in_words(name: str, on: str, count: Tally, *, below: bool, now: bool, future: bool) -> str:
    """`On 9 February 2024, 2 of 3 roles of X were held, 1 possibly.`; `now`: the days reach today."""
    days = days_in_words(on)
    whose = f"{name} and the bodies below it" if below else name
    verb = "will be" if future else "are" if now else "were"
    if count.total == 1:
        verb = {"are": "is", "were": "was"}.get(verb, verb)
    more = f", {count.possibly} possibly" if count.possibly else ""
    later = ", as recorded today" if future else ""
    roles = "role" if count.total == 1 else "roles"
    return f"{days[0].upper()}{days[1:]}, {count.held} of {count.total} {roles} of {whose} {verb} held{more}{later}."


def ordered_roles(answers: Sequence[Answer], order: str, *, everything: bool) -> list[Answer]:
    """The roles in their order, those that somebody held before the others, which `everything` adds."""
    shown = [answer for answer in answers if answer.holders]
    if order == "holder":
        shown.sort(key=lambda answer: answer.holders[0].name.casefold())
    elif order == "since":
        shown.sort(key=lambda answer: answer.holders[0].start or "", reverse=True)
    return [*shown, *(answer for answer in answers if not answer.holders)] if everything else shown


def by_body(answers: Sequence[Answer], organizations: Mapping[str, str]) -> list[tuple[str, str, list[Answer]]]:
    """The roles of each body together with its slug and name, the bodies in the order in which they come first.

    `organizations`: by the slug of a role that of its body: several bodies may have one name.
    """
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(organizations[answer.role], []).append(answer)
    return [(slug, each[0].organization, each) for slug, each in found.items()]
