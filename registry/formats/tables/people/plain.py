"""A quick look at a name: most are plain, and need no further reading. Pure."""

from __future__ import annotations

import re

from registry.domain.names.text_hygiene import word_set
from registry.formats.tables.people import ranks

_PLAIN = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\. ?)[^\W\d_]+)*\.?").fullmatch
_WORDS = (
    ranks.RANKS
    | ranks.WITH_RANKS
    | {honour.casefold() for honour in ranks.HONOURS}
    | word_set(
        """acting actg ag ai interim ad caretaker provisional pro officiating locum temporary temporarily kommissarisch
        komm geschäftsführend gf interimistisch iv mdwdgb par intérim pi faisant ff provisoire interino interina en
        encargado encargada accidental facente reggente em substituto substituta po pełniący pełniąca tymczasowy тво во
        виконувач виконуюча тимчасово and und et y e i oraz та і й then later dann puis luego poi потім
        unknown not unrecorded no name holder incumbent tba tbc tbd tbn to pending awaiting see various several multiple
        withheld redacted illegible nil null blank none nobody anonymous ditto idem id office post position role seat
        abolished suspended the unbekannt noch offen entfällt keine niemand amt inconnu inconnue non à personne poste
        desconocido desconocida por sin nadie sconosciuto da nessuno desconhecido desconhecida ninguém sem nieznany
        nieznana brak nikt do невідомо немає ніхто уточнюється не посаду посада
        vacant vacancy vacancies vacante vacantes vacance vacanza vacat vakant vakanz vakat unbesetzt nicht unfilled
        unoccupied interregnum sede vago vaga wakat nieobsadzone вакантно вакантна вакантний вакансія nn n nomen
        currently still retd rtd ltd limited plc llp llc inc corp corporation gmbh ag kg sarl sas spa srl bv nv oy ab
        aps
        nominees secretaries registrars trustees тов deceased emeritus again term time mandate period anonymous na x xx
        commission comissão comisión commissione kommission komisja комісія junta council committee comité comitato
        comitê consejo conseil conselho consiglio kollegium collegium triumvirate triumvirat zarząd same above as before
        idem derselbe dieselbe ders dies wie oben vor misma mismo sopra mesmo mesma même wyżej tenże самий сама вище
        ibid ibidem do he chair place puesto siège sitz stelle stanowisko місце escaño cargo posto"""
    )
)


def is_plain(name: str) -> bool:
    """Whether the text is a name and nothing else, beyond doubt: letters, and no word of which something is made."""
    if _PLAIN(name) is None or (name[1:2].isupper() and not name.isupper()):  # BIRCH Ann
        return False
    words = name.lower()
    return _WORDS.isdisjoint((words.replace(".", "") if "." in words else words).split(" "))
