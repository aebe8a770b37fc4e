"""Words for how a tenure ended that stand before its date: `† 1361`, `d. 1402`, `res. 3 May 1402`. Pure."""

from __future__ import annotations

import re

from registry.domain.vocabulary import END_REASONS

_WORDS = {
    "died": """†, ✝, d., died, died in office, death, gest., gestorben, verst., verstorben, mort, mort le, décédé,
        décédé le, murió, falleció, fallecido, fall., morto, morto il, faleceu, zm., zmarł, пом., помер,
        померла""",
    "resigned": """res., resig., resigned, resigned on, zurückgetreten, rücktritt, démission, démissionne, dim.,
        renunció, renuncia, dimissioni, renunciou, rezygnacja, відставка""",
    "dismissed": "dism., dismissed, entlassen, révoqué, destituido, cesado, destituito, odwołany, звільнений",
    "retired": "ret., retired, ruhestand, pensioniert, retraite, jubilado, na emeryturze",
    "removed": "rem., removed, dep., depr., deposed, deprived, ousted, abgesetzt, déposé",
    "transferred": "trs., trans., transl., translated, transferred, versetzt, muté",
    "promoted": "prom., promoted, befördert",
}
_REASONS = {" ".join(word.split()): reason for reason, words in _WORDS.items() for word in words.split(",")}
_ANY = "|".join(sorted(map(re.escape, _REASONS), key=len, reverse=True))
_PATTERN = re.compile(rf"({_ANY})(?:\s*:)?(?:\s+|(?<=[.†✝])\s*)(?:on |in )?(\S.*)", re.IGNORECASE)
assert set(_WORDS) <= set(END_REASONS)


def ending_word(words: str) -> tuple[str, str] | None:
    """The reason, as the vocabulary has it, and the date that stands after it; None without such a word."""
    match = _PATTERN.fullmatch(words)
    return (_REASONS[match[1].lower()], match[2]) if match and re.search(r"[\dX]", match[2]) else None
