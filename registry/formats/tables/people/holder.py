"""The cell of a holder -> whose name it is, and what else it says: acting, a rank, honours. Pure.

Nothing is taken off a name in silence: each step leaves a note of its kind. Raises CellError for several people of
whom nobody can say who held the office when.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import CellError
from registry.formats.tables.people.acting import without_acting
from registry.formats.tables.people.marks import without_marks, without_ordinal
from registry.formats.tables.people.nobody import is_body, is_company, is_item, is_nobody, is_vacant
from registry.formats.tables.people.order import PLAIN_ORDER, NameOrder, in_order, without_title
from registry.formats.tables.people.ranks import is_courtesy, without_honours, without_rank
from registry.formats.tables.people.several import may_be_two, names_several_in_turn, people_at_once, shares_a_surname

_MENTION = re.compile(
    r"\s*[(\[]\s*(?:fl\.?|floruit|occ\.?|occurs|mentioned|attested|named|recorded|active)\b[^()\[\]]*[)\]]", re.I
)
_REMARK = re.compile(r"(.+?)\s*(?:[(\[]\s*([^()\[\]]+?)\s*[)\]]|\s[-–—]\s+(\S.*))")
_TELLS_APART = re.compile(
    r"(?:the )?(?:elder|younger|older|senior|junior|sen\.?|jun\.?|sr\.?|jr\.?|father|son|[ivx]+|\d+|[a-z]\.?|"
    r"der ältere|"
    r"der jüngere|d\. ?ä\.|d\. ?j\.|père|fils|aîné|padre|hijo|filho|starszy|młodszy|старший|молодший)",
    re.IGNORECASE,
)
# `(I)` and `(II)` behind a name tell namesakes apart in lists of historians, and count terms in others.
_ROMAN = re.compile(r"[IVX]{1,4}")
_NO_FORENAME = re.compile(
    r"(?:vorname|forename|first name|given name|christian name|prénom|nombre|nome|imię|ім['’ʼ]я)\s+(?:is |ist )?"
    r"(?:unbekannt|unknown|not known|not recorded|inconnu|desconocido|desconhecido|sconosciuto|nieznane|невідом[ео])",
    re.IGNORECASE,
)
_DEPUTY = re.compile(
    r"(?:deputy|dep\.|vice|stellvertret\w+|stv\.?|vize|adjointe?|suppléante?|suplente|zastępca|zastępczyni|zast\.|"
    r"заступни(?:к|ця)|заст\.)(?:\s.*)?",
    re.IGNORECASE,
)
_DITTO = frozenset({
    '"', "''", "″", "〃", "„", "”", "ditto", "do.", "idem", "id.", "ibid.", "ibidem", "same", "same as above",
    "as above", "same as before", "see above", "ders.", "dies.", "derselbe", "dieselbe", "wie oben", "wie vor",
    "s. o.", "s.o.", "idem ci-dessus", "le même", "la même", "el mismo", "la misma", "lo mismo", "come sopra",
    "stesso", "o mesmo", "a mesma", "jw.", "j.w.", "jak wyżej", "tenże", "той самий", "та сама", "як вище",
    "там само",
})  # fmt: skip


class Holder(NamedTuple):
    """`names`: none for a vacancy, and where nobody is named: then `left_out` is the kind of note.

    `acting`: the word that says so; `rank`: of each name, "" for none; `words`: what was taken off and is the source's
    own; `notes`: kind and text; `deputy`: the words that say that it is the deputy of the office, such as `Deputy`.
    """

    names: tuple[str, ...]
    left_out: str | None = None
    acting: str | None = None
    ranks: tuple[str, ...] = ()
    words: str | None = None
    is_mention: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    deputy: str | None = None


def is_ditto(cell: str) -> bool:
    """Whether it says that here stands what stands in the row above: `ditto`, `"`, `Same as above`."""
    return cell.strip().strip("()[]-–— ").casefold() in _DITTO


def read_holder(cell: str, order: NameOrder = PLAIN_ORDER) -> Holder:
    """Whom the cell names. `order`: how the names of the table are written. Raises CellError."""
    text = " ".join(cell.split())
    if is_ditto(text):
        raise CellError(f"{shown(text)} repeats the row above, which names nobody")
    plain = without_marks(text)[0]
    if is_vacant(plain):
        return Holder((), notes=(("vacancy", f"{shown(text)} is read as a vacancy"),))
    if is_nobody(text) or is_nobody(plain) or is_item(plain):
        why = "is the number of an item whose label is missing" if is_item(plain) else "names nobody"
        return Holder((), "nobody", notes=(("nobody", f"{shown(text)} {why}; the row is left out"),))
    found = _Found(text)
    found.take_off()
    if is_vacant(found.name) or is_nobody(found.name):
        return read_holder(found.name, order)
    if names_several_in_turn(cell) or names_several_in_turn(found.name):
        raise CellError(f"{shown(text)} names several people; write a row for each, with its own start and end")
    if is_company(found.name):
        return Holder((), "company", notes=(("company", f"{shown(text)} is a company; only people hold offices here"),))
    if is_body(found.name):
        return Holder((), "company", notes=(("company", f"{shown(text)} is a body; only people hold offices here"),))
    if not (order.comma or order.spaced) and may_be_two(found.name):
        raise CellError(
            f"{shown(text)} could be two people, or one with two surnames and two forenames; write a row for each, or "
            "the forenames first"
        )
    names = people_at_once(found.name)
    if len(names) == 1 and shares_a_surname(found.name):
        raise CellError(f"{shown(text)} names two people, one of them in part; write a row for each")
    return found.holder(names, order)


class _Found:
    """A name from which one thing after the other is taken off."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.name = text
        self.notes: list[tuple[str, str]] = []
        self.acting: str | None = None
        self.words: list[str] = []
        self.is_mention = False
        self.deputy: str | None = None
        self._told_apart = False

    def take_off(self) -> None:
        """Everything that stands at the ends, in whatever order it stands there."""
        before = None
        while before != self.name:
            before = self.name
            self._mark()
            self._acting()
            self._ordinal()
            self._mention()
            self._honours()
            if before == self.name:
                self._remark()

    def _note(self, kind: str, text: str) -> None:
        self.notes.append((kind, f"{shown(self.text)}: {text}"))

    def _mark(self) -> None:
        self.name, mark = without_marks(self.name)
        if mark:
            self._note("mark", f"{mark} is taken off")

    def _acting(self) -> None:
        self.name, word = without_acting(self.name)
        if word:
            self.acting = word
            self._note("acting", f"{word!r} makes the tenure an acting one")

    def _ordinal(self) -> None:
        self.name, ordinal = without_ordinal(self.name)
        if ordinal:
            self._note("ordinal", f"{ordinal!r} is taken off")

    def _mention(self) -> None:
        match = _MENTION.search(self.name)
        if match:
            self.name = f"{self.name[: match.start()]}{self.name[match.end() :]}".strip()
            self.is_mention = True
            self.words.append(match[0].strip(" ()[]"))

    def _honours(self) -> None:
        self.name, honours = without_honours(self.name)
        if honours:
            self.words.append(honours)
            self._note("honours", f"{honours!r} is kept in the note")

    def _remark(self) -> None:
        """`(Labour)`, `(Deputy)`, `– Career FSO` behind a name; not what tells namesakes apart."""
        match = _REMARK.fullmatch(self.name)
        if not match:
            return
        words = (match[2] or match[3]).strip()
        if match[2] and _ROMAN.fullmatch(words):
            if not self._told_apart:
                self._note("namesake", f"'({words})' stays in the name, as it may tell namesakes apart")
            self._told_apart = True
            return
        if _TELLS_APART.fullmatch(words) or (len(match[1].split()) < 2 and not _NO_FORENAME.fullmatch(words)):
            return
        self.name = match[1]
        if match[2] and _DEPUTY.fullmatch(words):
            self.deputy = words
            return
        self.words.append(words)
        self._note("honours", f"{words!r} is kept in the note")

    def _rank(self, name: str, order: NameOrder) -> tuple[str, str]:
        """The name without a title and a rank before it, and the rank; "" if there is none."""
        name, title = without_title(name, order)
        name, rank, retired = without_rank(name)
        if not title:
            name, title = without_title(name, order)  # Dr. D. Baltasar Lumbreras
        for words in filter(None, (title, rank if rank and is_courtesy(rank) else None, retired)):
            self._note("honours", f"{words!r} is kept in the note")
            self.words.append(words)
        if not rank or is_courtesy(rank):
            return name, ""
        self._note("rank", f"{rank!r} is read as the rank")
        return name, rank

    def holder(self, names: list[str], order: NameOrder) -> Holder:
        """With the rank of each."""
        if len(names) > 1:
            self._note("several-people", f"read as {len(names)} tenures: {', '.join(names)}")
        people, ranks = [], []
        for each in names:
            name, honours = without_honours(each)
            self.words += filter(None, (honours,))
            name, rank = self._rank(name, order)
            turned = in_order(name, order)
            if turned != name:
                self._note("name-order", f"read as {turned!r}")
                turned, behind = self._rank(turned, order)  # SURTEES, Dr Wilfred
                rank = rank or behind
            people.append(turned)
            ranks.append(rank)
        words = f"as written: {self.text}" if self.words else None
        notes = tuple(self.notes)
        return Holder(tuple(people), None, self.acting, tuple(ranks), words, self.is_mention, notes, self.deputy)
