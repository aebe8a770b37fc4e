"""Whom a surname or `she` and which office `the post` means, by what the text has said before. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import Named
from registry.domain.drafting.words.lexicon import DEMONYMS, SUFFIXES
from registry.domain.names.keys import name_key, title_key


class UnclearError(Exception):
    """Whom or what a sentence means cannot be told; never leaves `statements`."""


@dataclass(slots=True)
class References:
    """What the text has said so far.

    `surnames`: full names by surname; `offices` by person; `owners`: whose an office of that title is; `left`: day and
    rank of those who left; `focus`: the one person of the sentence before; `newest`: the office named last;
    `day`: of the last event; `ranks_then`: whether the text is a note, whose ranks are of the time of its events.
    """

    surnames: dict[str, list[str]] = field(default_factory=dict)
    offices: dict[str, dict[tuple[str, str | None], Office]] = field(default_factory=dict)
    owners: dict[str, set[str | None]] = field(default_factory=dict)
    left: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    focus: str | None = None
    newest: Office | None = None
    day: str | None = None
    ranks_then: bool = False

    def meet(self, named: list[Named]) -> None:
        """Remember those who are named in full."""
        for each in named:
            same = self.surnames.setdefault(surname(each.name), [])
            if each.name not in same:
                same.append(each.name)

    def known_words(self) -> set[str]:
        """The single words that mean somebody."""
        return {name.split()[-1] for names in self.surnames.values() for name in names} | set(self.surnames)

    def turn(self, named: list[str]) -> None:
        """After a sentence: who `he` or `she` is in the next."""
        different = set(named)
        if different:
            self.focus = named[0] if len(different) == 1 else None

    def person(self, named: Named, first: str | None) -> str:
        """The full name; `first`: the one person of the same sentence before a pronoun."""
        if named.pronoun:
            if first or self.focus:
                return first or self.focus or ""
            raise UnclearError("does not say clearly who")
        if named.full:
            return named.name
        found = self.surnames.get(surname(named.name), [])
        if len(found) != 1:
            which = f"could be {' or '.join(found)}" if found else "has no full name earlier in the text"
            raise UnclearError(f"{named.name!r} {which}")
        return found[0]

    def office(self, office: Office | None, post: str | None, who: str, whom: str | None) -> Office:
        """The office that is named, or that `the post` means."""
        if office:
            return self._the_same(office)
        tied = [each for person in (whom, who) if person for each in self.offices.get(person, {}).values()]
        if not tied and self.newest and post is not None:
            tied = [self.newest]
        body = set(title_key(post or "").split())
        fitting = [each for each in tied if body <= set(title_key(each.title).split())]
        different = {(title_key(each.title), each.whose): each for each in fitting}
        if len(different) != 1:
            raise UnclearError("does not say which office")
        return next(iter(different.values()))

    def _the_same(self, office: Office) -> Office:
        """With whose it is, if the text has said that before; `Ray's chief of staff` is nobody's but a person's."""
        if office.whose and surname(office.whose) in self.surnames:
            office = office._replace(whose=None)
        before = self.owners.get(title_key(office.title), set())
        return office._replace(whose=next(iter(before))) if office.whose is None and len(before) == 1 else office

    def tie(self, person: str, office: Office) -> None:
        """Remember that the person holds or held it."""
        key = title_key(office.title)
        self.offices.setdefault(person, {})[key, office.whose] = office
        self.owners.setdefault(key, set()).add(office.whose)
        self.newest = office._replace(acting=False)


def surname(name: str) -> str:
    """The last word of the name that is not a suffix, folded."""
    words = [word for word in name_key(name).split() if word not in SUFFIXES and word not in DEMONYMS]
    return words[-1] if words else name_key(name)
