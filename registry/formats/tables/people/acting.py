"""Words that say that a tenure is an acting one, beside a name, in a title or in a remark. Pure."""

from __future__ import annotations

import re

_WORDS = r"""
    acting | actg\.? | ag\. | \(ag\) | interim | ad\ interim | ad\.?\ int\.? | a\.\ ?i\. | ai | caretaker |
    provisional |
    pro\ tempore | pro\ tem\.? | p\.\ ?t\. | officiating | offg\.? | locum(?:\ tenens)? | temporary | temporarily |
    kommissarisch(?:e[rnsm]?)? | komm\. | geschäftsführend(?:e[rnsm]?)? | gf\. | interimistisch(?:e[rnsm]?)? |
    i\.\ ?v\. |
    m\.\ ?d\.\ ?w\.\ ?d\.\ ?g\.\ ?b\.? | par\ intérim | p\.\ ?i\. | intérim(?:aire)? | faisant\ fonctions? |
    f\.\ ?f\. | ff\. | à\ titre\ provisoire | provisoire | interin[oa] | en\ funciones |
    encargad[oa](?:\ del?\ despacho)? |
    accidental | facente\ funzioni? | em\ exercício | f\.\ ?f\. | reggente | em\ substituição | substitut[oa] |
    p\.\ ?o\. |
    pełniąc[yae]\ obowiązki | tymczasow[ya] | т\.?\ ?в\.\ ?о\.? | в\.\ ?о\.? | тво |
    тимчасово\ викону(?:вач|юч(?:ий|а))\ обов['’ʼ]язк(?:ів|и) |
    викону(?:вач|юч(?:ий|а))\ обов['’ʼ]язк(?:ів|и) | тимчасово | в\.\ ?о
"""
_ANY = re.compile(_WORDS, re.IGNORECASE | re.VERBOSE)
_WHOLE = re.compile(
    rf"[\s(\[]*(?:as\ )?(?:{_WORDS})(?:\ (?:capacity|basis|appointment|only))?[\s)\].;,]*", re.I | re.VERBOSE
)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*(?:{_WORDS})\s*[)\]]", re.I | re.VERBOSE)
_BEHIND = re.compile(rf"(?:\s*[,;:–—/-]\s*(?:{_WORDS})|\s+(?:{_WORDS}))\s*$", re.I | re.VERBOSE)
_BEFORE = re.compile(rf"^\s*(?:{_WORDS})(?:\s*[:;,–—-]\s*|\s+|(?<=\.)\s*)(?=\S)", re.I | re.VERBOSE)
# A quick look: none of these, and nothing above can be there.
_HINT = re.compile(
    r"acting|actg|ag\.|\(ag|interim|intérim|int\.|a\. ?i\.|\bai\b|caretaker|provis|tem|p\. ?[tio]\.|officiating|locum|"
    r"komm|geschäfts|gf\.|i\. ?v\.|d\. ?w\.|f\. ?f\.|ff\.|fonction|interin|funciones|encargad|accidental|funzion|"
    r"reggente|exercício|offg|substitu|obowi|tymczas|в\. ?о|тво|викону|тимчас",
    re.IGNORECASE,
)


def is_acting(text: str) -> bool:
    """Whether it is such a word and nothing else."""
    return _HINT.search(text) is not None and _WHOLE.fullmatch(text) is not None


def without_acting(text: str) -> tuple[str, str | None]:
    """The name or title without such a word, and the word; None if there is none.

    What would be left of it must be a name: `Ag. Secretary` gives `Secretary`, `Acting` alone stays.
    """
    if not _HINT.search(text):
        return text, None
    for pattern in (_IN_BRACKETS, _BEFORE, _BEHIND):
        match = pattern.search(text)
        if match:
            rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,;")
            if any(map(str.isalpha, rest)):
                word = _ANY.search(match[0])
                return rest, word[0] if word else match[0].strip()
    return text, None
