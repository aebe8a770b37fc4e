"""Words for how a tenure ended beside its date: `† 1361`, `res. 3 May 1402`, `Dec. 1988 (resigned)`. Pure."""

from __future__ import annotations

import re

from registry.domain.vocabulary import END_REASONS

_WORDS = {
    "died": """†, ✝, d., died, died in office, died at post, died in post, death, death in office, deceased, gest.,
        gestorben, verst., verstorben, tod, mort, mort le, mort en fonction, décédé, décédée, décédé le, décès, murió,
        falleció, fallecido, fallecida, fallecimiento, muerte, fall., morto, morta, morto il, deceduto, deceduta,
        decesso, morte, killed, killed in action, assassinated, murdered, executed, suicide, assassiné, assassinée,
        asesinado, asesinada, ermordet, gefallen, assassinato, assassinata, assassinado, zamordowany, poległ, вбитий,
        загинув, faleceu, falecimento, zm., zmarł, zmarła, zgon, пом., помер, померла, смерть""",
    "resigned": """res., resig., stood down, stepped down, resigned, resigned on, resignation, zurückgetreten,
        rücktritt, démission, démissionne,
        démissionnaire, dim., renunció, renuncia, dimitió, dimisión, dimissioni, dimesso, dimessa, renunciou, renúncia,
        rezygnacja, відставка, звільнився""",
    "dismissed": """dism., dismissed, dismissal, entlassen, entlassung, abberufen, révoqué, révoquée, destituido,
        destituida, cesado, cesada, destituito, destituita, revocato, exonerado, exonerada, odwołany, odwołana,
        звільнений, звільнена""",
    "retired": """ret., retired, retirement, ruhestand, pensioniert, retraite, jubilado, jubilada, jubilación,
        na emeryturze, emerytura""",
    "removed": """rem., removed, dep., depr., deposed, deprived, ousted, overthrown, impeached, recalled, coup,
        abgesetzt, gestürzt, déposé,
        renversé,
        derrocado, derrocada, deposto, deposta, obalony, усунений, усунена""",
    "transferred": "trs., trans., transl., translated, transferred, versetzt, muté, mutée, trasferito, trasferita",
    "promoted": "prom., promoted, befördert",
    "term ended": """term ended, term expired, end of term, ende der amtszeit, ablauf der amtszeit, fin de mandat,
        fin de mandato, fine mandato, fim do mandato, koniec kadencji""",
    "not re-elected": "not re-elected, defeated, lost election, lost re-election, abgewählt, battu, battue",
    "abolished": "abolished, office abolished, post abolished, abgeschafft, supprimé",
}
_REASONS = {" ".join(word.split()): reason for reason, words in _WORDS.items() for word in words.split(",")}
_ANY = "|".join(sorted(map(re.escape, _REASONS), key=len, reverse=True))
_BEFORE = re.compile(rf"({_ANY})(?:\s*[:,])?(?:\s+|(?<=[.†✝])\s*)(?:on |in )?(\S.*)", re.IGNORECASE)
_BEHIND = re.compile(rf"(.*?\d)\s*(?:[(\[]\s*({_ANY})\s*[)\]]|[,;–—-]\s*({_ANY})|\s({_ANY}))\.?", re.IGNORECASE)
assert set(_WORDS) <= set(END_REASONS)


def ending_word(words: str) -> tuple[str, str] | None:
    """The reason, as the vocabulary has it, and the date that stands after it; None without such a word."""
    match = _BEFORE.fullmatch(words)
    return (_REASONS[match[1].lower()], match[2]) if match and re.search(r"[\dX]", match[2]) else None


def word_behind(words: str) -> tuple[str, str] | None:
    """The reason and the date that stands before it, as in `3 May 1402 (resigned)`; None without such a word."""
    match = _BEHIND.fullmatch(words)
    return (_REASONS[(match[2] or match[3] or match[4]).lower()], match[1].rstrip(" ,")) if match else None
