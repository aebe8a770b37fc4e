"""Dates in German, French, Spanish, Italian, Portuguese, Polish and Ukrainian -> the English phrase. Pure.

Months as Roman numbers, too, which several of these languages write.

A phrase is turned as a whole or not at all; what it means is decided by phrases.py. Case and accents do not matter,
so that `16 MARS 2025` and `fevrier 2025` are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from registry.domain.dates.edtf import MONTHS

# The twelve months of each language; the forms of one month are parted by /.
_MONTHS_OF = {
    "de": """januar/jänner/jan, februar/feber/feb, märz/maerz/mär/mrz, april/apr, mai, juni/jun, juli/jul,
        august/aug, september/sept/sep, oktober/okt, november/nov, dezember/dez""",
    "fr": """janvier/janv, février/févr/fév, mars, avril/avr, mai, juin, juillet/juil, août/aout, septembre/sept,
        octobre/oct, novembre/nov, décembre/déc""",
    "es": """enero/ene, febrero/feb, marzo/mar, abril/abr, mayo, junio/jun, julio/jul, agosto/ago,
        septiembre/setiembre/sept/set, octubre/oct, noviembre/nov, diciembre/dic""",
    "it": """gennaio/gen/genn, febbraio/febbr, marzo, aprile, maggio/mag/magg, giugno/giu, luglio/lug, agosto/ago,
        settembre/sett, ottobre/ott, novembre, dicembre""",
    "pt": """janeiro, fevereiro/fev, março, abril, maio, junho, julho, agosto, setembro/set, outubro/out, novembro,
        dezembro/dez""",
    "pl": """styczeń/stycznia/sty, luty/lutego/lut, marzec/marca, kwiecień/kwietnia/kwi, maj/maja,
        czerwiec/czerwca/cze, lipiec/lipca/lip, sierpień/sierpnia/sie, wrzesień/września/wrz,
        październik/października/paź, listopad/listopada/lis, grudzień/grudnia/gru""",
    "uk": """січень/січня/січ, лютий/лютого/лют, березень/березня/бер, квітень/квітня/квіт, травень/травня/трав,
        червень/червня/черв, липень/липня/лип, серпень/серпня/серп, вересень/вересня/вер, жовтень/жовтня/жовт,
        листопад/листопада/лист, грудень/грудня/груд""",
}  # fmt: skip

# What stands before a date, by the English words for it.
_BEFORE_A_DATE = {
    "about": """um, etwa, ungefähr, gegen, zirka, vers, environ, autour de, hacia, cerca de, alrededor de, verso,
        intorno al, por volta de, około, ok., w okolicach, близько, бл., приблизно""",
    "before": """vor, vor dem, avant, avant le, antes de, antes del, prima del, prima di, przed, перед""",
    "after": """nach, nach dem, après, après le, después de, después del, tras, dopo, dopo il, depois de, após, po,
        після""",
    "by": """bis, bis zum, bis zu, jusqu'en, jusqu'au, jusqu'à, jusque, hasta, hasta el, até, até a, fino al, do, до,
        по""",
    "since": """seit, seit dem, ab, ab dem, von, vom, depuis, depuis le, dès, à partir de, à partir du, desde,
        desde el, a partir de, dal, dall', dopo il, od, з, із, від, починаючи з""",
    "in": "im, en, em, nel, w, we, у, в",
    "on": "am, den, le, el, il, dnia, on",
    "mid": """mitte, mi-, à la mi-, mediados de, a mediados de, metà, a metà, meados de, em meados de, połowa,
        w połowie, середина, у середині""",
    "perhaps": "vielleicht, vermutlich, wohl, peut-être, sans doute, quizá, quizás, forse, talvez, może, możливо",
    "early": "anfang, début, principios de, inizio, início de, na początku, початок, на початку",
    "late": "ende, fin, fines de, finales de, fine, fim de, pod koniec, кінець, наприкінці",
}  # fmt: skip
_BETWEEN = (
    ("or", "oder, ou, o, lub, albo, або, чи"),
    ("to", "bis, au, à, al, a, até, до, po"),
)
_PAIRS = """zwischen/und, entre/et, entre/y, tra/e, fra/e, entre/e, między/a, pomiędzy/a, між/та, між/і"""
_PRESENT = """bis heute, bis jetzt, bis dato, gegenwärtig, heute, jetzt, derzeit, gegenwart, im amt, laufend,
        amtierend, aktuell, en fonction, en poste,
    en exercice, en cours, à ce jour, à nos jours, toujours en poste, toujours en fonction, jusqu'à aujourd'hui,
        jusqu'à présent, aujourd'hui, actuel, actuelle, actuellement, présent, en el cargo, en cargo,
    en activo, vigente, a la fecha, en la actualidad, hasta la actualidad, hasta el presente, actual, actualmente,
        actualidad, la actualidad, hasta la fecha, hasta hoy, presente, al presente, hoy, in carica,
    oggi, ad oggi, a oggi, tuttora in carica, tuttora, attuale, attualmente, in corso, no cargo, atualidade, até a
        atualidade, à atualidade, até ao presente, em exercício, em funções, atual, atualmente, até hoje, até o
        presente, hoje,
    obecnie, do dziś, do dzisiaj, do chwili obecnej, do teraz, nadal, urzęduje, urzędujący, urzędująca, obecny,
        obecna, do nadal, нині, донині, дотепер, досі, тепер,
    зараз, на посаді, по теперішній час, до теперішнього часу, до цього часу, по сьогодні, по цей час, досьогодні,
        діє, чинний, чинна, триває"""
_UNKNOWN = """unbekannt, nicht bekannt, inconnu, inconnue, date inconnue, desconocido, desconocida, se desconoce,
    sconosciuto, sconosciuta, ignoto, desconhecido, desconhecida, nieznany, nieznana, nieznane, data nieznana,
    невідомо, невідома, невідомий, дата невідома"""
_FIRST = "erster, premier, primero, primeiro, primo"


def _fold(text: str) -> str:
    """In small letters, without accents, with one kind of apostrophe."""
    plain = normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f")


def _each(words: str) -> Iterable[str]:
    return (_fold(" ".join(word.split())) for word in words.split(","))


_MONTH_OF = {
    form: MONTHS[number]
    for months in _MONTHS_OF.values()
    for number, forms in enumerate(months.split(","))
    for form in map(_fold, forms.strip().split("/"))
}
PRESENT_WORDS = frozenset(_each(_PRESENT))
_UNKNOWN_WORDS = frozenset(_each(_UNKNOWN))
_PREFIXES = {word: english for english, words in _BEFORE_A_DATE.items() for word in _each(words)}
_DAY = rf"(?:(?P<day>\d{{1,2}})(?:\.?[ºª°oa]|er|re|ere|eme|e|\.|-?го|-?й)?|(?P<first>{'|'.join(_each(_FIRST))}))"
_OF = r"(?:\s*(?:(?:de|del|di|of)\s+|d'))"
_YEAR_WORD = r"(?:\s*(?:р|року|рік|роки|r|roku|rok)\.?)?"
_DATE = re.compile(
    rf"(?:{_DAY}(?:{_OF}| |-|(?<=\.)))?(?P<month>[^\W\d_]{{3,}})\.?,?(?:{_OF}| |-)(?P<year>\d{{4}}){_YEAR_WORD}"
)
_DAY_MONTH = re.compile(rf"{_DAY}(?:{_OF}| |-|(?<=\.))(?P<month>[^\W\d_]{{3,}})\.?")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:\s*[./-]\s*|\s+))?(?P<month>{'|'.join(_ROMAN_MONTHS)})(?:\s*[./-]\s*|\s+)(?P<year>\d{{4}})"
    rf"{_YEAR_WORD}"
)
_NUMBERS = re.compile(r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)\s*(?:р|року|r|roku|g)\.?")
_YEAR = re.compile(r"(?P<year>\d{4})\s*(?:р|року|рік|r|roku|rok)\.?")
_PREFIX = "|".join(sorted(map(re.escape, _PREFIXES), key=len, reverse=True))
_PREFIXED = re.compile(rf"(?P<word>{_PREFIX})(?:\s+|(?<=['-])|(?<=\.)\s*)(?P<rest>.+)")
_PAIRED = [
    re.compile(rf"{first} (?P<one>.+) {second} (?P<other>.+)")
    for first, second in (_fold(pair.strip()).split("/") for pair in _PAIRS.split(","))
]
_EITHER = re.compile(rf"(?P<one>.*\d{{4}}|\S+) (?:{'|'.join(_each(_BETWEEN[0][1]))}) (?P<other>.*\d{{4}}.*)")


@lru_cache(maxsize=65_536)
def in_english(words: str) -> str | None:
    """The English phrase of the same meaning; None if the phrase is in none of these languages.

    `16 березня 2025` gives `16 March 2025`, `hacia 2001` gives `about 2001`. `present` and `unknown` are phrases.
    """
    told = _fold(" ".join(words.split()))
    english = _turned(told)
    return None if english is None or english.casefold() == told else english


def month_of(word: str) -> str | None:
    """The English month of a month's name in one of these languages."""
    return _MONTH_OF.get(_fold(word).rstrip("."))


def _turned(told: str) -> str | None:
    if told in PRESENT_WORDS:
        return "present"
    if told in _UNKNOWN_WORDS:
        return "unknown"
    for pattern in _PAIRED:
        if match := pattern.fullmatch(told):
            return f"between {_inner(match['one'])} and {_inner(match['other'])}"
    if match := _EITHER.fullmatch(told):
        return f"{_inner(match['one'])} or {_inner(match['other'])}"
    found = _plain(told)
    if found:
        return found
    if match := _PREFIXED.fullmatch(told):
        rest = _inner(match["rest"])
        return f"{_PREFIXES[match['word']]} {rest}" if re.search(r"\d", rest) else None
    return None


def _plain(told: str) -> str | None:
    """A day, a month or a year; the month by its name, or as a Roman number: `1 VI 1975`."""
    for pattern in (_DATE, _DAY_MONTH):
        match = pattern.fullmatch(told)
        month = _MONTH_OF.get(match["month"]) if match else None
        if match and month:
            day = match["day"] or ("1" if match["first"] else "")
            year = match.groupdict().get("year") or ""
            return " ".join(filter(None, (day, month, year)))
    if match := _ROMAN.fullmatch(told):
        month = MONTHS[_ROMAN_MONTHS.index(match["month"])]
        return " ".join(filter(None, (match["day"], month, match["year"])))
    numbers = _NUMBERS.fullmatch(told)
    year_alone = _YEAR.fullmatch(told)
    return numbers["date"] if numbers else year_alone["year"] if year_alone else None


def _inner(told: str) -> str:
    """A part of the phrase; what is in none of these languages stays."""
    told = told.strip()
    return _turned(told) or told
