"""Tables that say by name whom somebody replaced: which tenure of the role is meant. Pure.

It is the named person's last that began before. The rows may stand in any order, so those that replace somebody wait
for the others, as long as there are not too many of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, read_edtf
from registry.domain.exchange.statements import TenureStatement
from registry.formats.tables.cell_texts import NOTHING
from registry.formats.tables.people.nobody import is_vacant

_MOST = 50_000  # tenures among which a predecessor is looked for, twice over

Tenures = dict[tuple[str, str], list[tuple[str, str, str]]]  # by role and name: as _begins has it


class Predecessors:
    """The tenures that were met lately, and those that wait for their predecessor."""

    def __init__(self) -> None:
        self._waiting: list[tuple[TenureStatement, str]] = []
        self._newer: Tenures = {}
        self._older: Tenures = {}
        self._met = 0

    def of(self, held: TenureStatement, name: str, replaces: str) -> Iterator[TenureStatement]:
        """Take in a tenure of the person of this name; what need not wait any more comes back."""
        key = held.key or f"{held.person or 'vacant'}/{held.post}/{held.start or 'unknown'}"
        held = held._replace(key=key)
        replaced = " ".join(replaces.split())
        if held.person is not None:
            self._newer.setdefault((held.post, name), []).append((*_begins(held), key))
            self._met += 1
        if replaced in NOTHING or is_vacant(replaced):
            yield held
        else:
            self._waiting.append((held, replaced))
        if self._met >= _MOST or len(self._waiting) >= _MOST:
            yield from self.rest()
            self._older, self._newer, self._met = self._newer, {}, 0

    def rest(self) -> Iterator[TenureStatement]:
        """Those that wait. Whom the table has in no tenure of the role before is kept in the note."""
        for held, replaced in self._waiting:
            key = self._before(held, replaced)
            if key:
                yield held._replace(replaces=key)
            else:
                yield held._replace(note="; ".join(filter(None, (held.note, f"replaces: {replaced}"))))
        self._waiting.clear()

    def _before(self, held: TenureStatement, name: str) -> str | None:
        both = [each for part in (self._older, self._newer) for each in part.get((held.post, name), ())]
        by = _by(held)
        fit = [(day, number, key) for number, (least, day, key) in enumerate(both) if least <= by and key != held.key]
        return max(fit)[2] if fit else None


def _begins(held: TenureStatement) -> tuple[str, str]:
    """The first day on which it may have begun, and one by which it stands among the others."""
    start, end = (read_edtf(edtf).earliest if edtf else None for edtf in (held.start, held.end))
    return start or FIRST_DAY, start or end or FIRST_DAY


def _by(held: TenureStatement) -> str:
    """The last day on which it may have begun."""
    edtf = held.start or held.end
    return (read_edtf(edtf).latest if edtf else None) or LAST_DAY
