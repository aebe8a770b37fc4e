"""Words beside the date of a cell that only repeat what the column holds: `Elected 5 May 2011`, `seit 1984`. Pure.

Words that change what the date means (about, before, by) are part of it, and are read with it.
"""

from __future__ import annotations

import re

_OF_A_START = """since, from, as of, with effect from, w.e.f., effective, seit, seit dem, ab, ab dem, vom, depuis,
    depuis le, à partir du, dès le, desde, desde el, a partir de, a partir del, dal, dall', od, з, із, від,
    починаючи з, elected, el., elec., re-elected, appointed, app., appt., nominated, nom., installed, instituted,
        inst., inaugurated, consecrated, cons., enthroned,
    sworn in, took office, assumed office, assumed command, assumed charge, took command, gewählt, ernannt, eingesetzt,
    élu, élue, élu le, nommé, nommée, nommé le, elegido, elegida, nombrado, nombrada, eletto, eletta, nominato,
        nominata,
    eleito, eleita, nomeado, nomeada, wybrany, wybrana, powołany, powołana, обраний, обрана, призначений, призначена"""
_OF_AN_END = """until, till, to, up to, through, bis, bis zum, jusqu'en, jusqu'au, jusqu'à, hasta, hasta el, fino al,
    fino a, al, até, até a, do, до, по, left office, left post, left, relinquished command, relinquished charge,
    relinquished, vacated, ceased, departed, ausgeschieden"""


def _any_of(words: str) -> str:
    each = sorted((" ".join(word.split()) for word in words.split(",")), key=len, reverse=True)
    return "|".join(map(re.escape, each))


_BEFORE = {
    what: re.compile(rf"({_any_of(words)})(?:\s*[:,]\s*|\s+|(?<=')|(?<=\.)\s*)(?:on )?(\S*[\dX].*|\S+ \S*\d.*)", re.I)
    for what, words in (("start", _OF_A_START), ("end", _OF_AN_END))
}
_BEHIND = {
    what: re.compile(rf"(.*?\d)\s*[(\[]\s*({_any_of(words)})\s*[)\]]", re.IGNORECASE)
    for what, words in (("start", _OF_A_START), ("end", _OF_AN_END))
}


def without_words(what: str, text: str) -> tuple[str, str | None]:
    """The date without such words, and the words; None if there are none. `what`: start or end."""
    if match := _BEFORE[what].fullmatch(text):
        return match[2], match[1]
    if match := _BEHIND[what].fullmatch(text):
        return match[1], match[2]
    return text, None
