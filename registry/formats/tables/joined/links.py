"""A table that says which organization or role came of which: merged, split, renamed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import SkippedStatement, Statement, SuccessionStatement
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import HOW_CONTINUED, DateOrder
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.dates.cell_dates import edtf_of
from registry.formats.tables.joined.tables import HeldTable, Join, joins_of

_BEFORE = re.compile(r"(?i)predec|prior|previous|former|before|\bold|old_|from|source|origin|vorg|précéd|anterior")
_AFTER = re.compile(r"(?i)succ|next|after|\bnew|new_|(?<![a-z])to(?![a-z])|target|result|nachf|suiv|posterior")
_DATES = re.compile(r"(?i)date|\bon\b|day|start|end|from|until|datum|fecha|data")
_HOWS = {
    "renamed": "name change, rename, renaming, change of name, umbenennung, changement de nom, cambio de nombre",
    "merged": "merger, merge, amalgamation, absorbed, fusion, zusammenlegung, fusión, fusione",
    "split": "demerger, split off, division, separation, spin off, aufteilung, abspaltung, scission, escisión",
    "transferred": """transfer, transfer of functions, transfer of function, functions transferred, übertragung,
        transfert, traspaso""",
    "replaced": "replacement, succession, succeeded, abolished and replaced, ersetzt, remplacement, sustitución",
    "moved": "move, relocated, relocation, verlegt",
}
_MEANING = {
    **{fold(how): how for how in HOW_CONTINUED},
    **{fold(word): how for how, words in _HOWS.items() for word in words.split(",")},
}


Link = tuple[Join, Join]  # the columns of what came first and of what came of it


def link_of(table: HeldTable, others: Sequence[HeldTable]) -> Link | None:
    """Whether two columns of the table lead to one other table, as what was before and what came after."""
    found = [join for join in joins_of(table, others) if join.held.sort in ("organization", "role")]
    for before in found:
        for after in found:
            if before.place == after.place or before.held is not after.held:
                continue
            if _BEFORE.search(table.headings[before.place]) and _AFTER.search(table.headings[after.place]):
                return before, after
    return None


def successions(table: HeldTable, link: Link, order: DateOrder | None) -> Iterator[Statement]:
    """What each row says. A first and a last day of one event: it was on one of these days."""
    before, after = link
    manner = table.column("type", "how", "kind", "linktype", "relation", "relationtype", "changetype", "event")
    days = [
        place for place, heading in enumerate(table.headings)
        if _DATES.search(heading) and place not in (before.place, after.place, table.key, manner)
    ]  # fmt: skip
    for number, row in table.every:
        place = f"{table.file}, line {number}"
        try:
            on = _event([edtf_of("date", row[day], order) for day in days])
        except RegistryError as error:
            yield SkippedStatement(place, str(error))
            continue
        old, new, words = (
            row[before.place].strip(),
            row[after.place].strip(),
            row[manner].strip() if manner >= 0 else "",
        )
        missing = next((each for each in (old, new) if each not in before.held.rows), None)
        how = _MEANING.get(fold(words)) or _MEANING.get(fold(re.split(r"[:(,;–]", words)[0]))
        if missing is not None:
            yield SkippedStatement(place, f"{shown(missing)} is not in {before.held.file}; add it there, or correct it")
        elif words not in NOTHING and how is None:
            known = ", ".join(HOW_CONTINUED)
            yield SkippedStatement(place, f"{shown(words)} does not say how one came of the other; write {known}")
        else:
            yield SuccessionStatement(before.held.sort, new, old, how, on, place)


def _event(found: Sequence[str | None]) -> str | None:
    days = sorted({day for day in found if day})
    if len(days) < 2:
        return days[0] if days else None
    return f"[{days[0]}..{days[-1]}]"
