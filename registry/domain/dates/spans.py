"""The days of a question: one, or several in a row. What people write for them is read in span_phrases.py. Pure."""

from __future__ import annotations

from typing import NamedTuple

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY


class Span(NamedTuple):
    """Days of a question, both ends inclusive ISO days. `text`: in EDTF, of several days as an interval, `a/b`."""

    text: str
    first: str
    last: str

    @property
    def one_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def ends(self) -> tuple[str | None, str | None]:
        """The first and the last day; None = it is open on that side."""
        return (None if self.first == FIRST_DAY else self.first, None if self.last == LAST_DAY else self.last)

    def within(self, first: str, last: str) -> Span | None:
        """The days of it that lie between two days, both inclusive; None if there are none."""
        begins, ends = max(self.first, first), min(self.last, last)
        return self._replace(first=begins, last=ends) if begins <= ends else None

    @property
    def always(self) -> bool:
        """Whether it names no day at all."""
        return self.first == FIRST_DAY and self.last == LAST_DAY


def one_day(day: str) -> Span:
    """The span of one ISO day."""
    return Span(day, day, day)


def span_of(first: str, last: str) -> Span:
    """The span from one ISO day to another, both inclusive; the first and the last day there are leave it open."""
    if first == last:
        return one_day(first)
    return Span(f"{'..' if first == FIRST_DAY else first}/{'..' if last == LAST_DAY else last}", first, last)
