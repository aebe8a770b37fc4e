"""Which detail of a tenure a column holds, by its heading. Pure."""

from __future__ import annotations

from functools import cache

from registry.domain.vocabulary import DETAILS
from registry.formats.tables.cell_texts import fold

# Only headings that say it beyond doubt: `term` may be a length, `region` a place of birth.
DETAIL_HEADINGS = {
    "party": """party, political party, party name, party label, partei, parteizugehörigkeit, parti, parti politique,
        partido, partido político, partito, partia, партія, etiqueta, étiquette politique""",
    "group": """group, political group, parliamentary group, party group, caucus, faction, fraktion, klub,
        groupe, groupe politique, groupe parlementaire, grupo, grupo parlamentario, gruppo, gruppo parlamentare,
        grupo parlamentar, klub parlamentarny, фракція""",
    "area": """constituency, district, electoral district, riding, electorate, ward, division, area, wahlkreis,
        circonscription, circunscripción, collegio, distrito, círculo eleitoral, okręg, okręg wyborczy,
        округ, виборчий округ""",
    "term": """legislature, legislative period, parliamentary term, term label, wahlperiode, legislaturperiode,
        législature, legislatura, kadencja, скликання""",
    "ordinal": "ordinal, series ordinal",
    "standing": "standing, cabinet status, cabinet rank, seniority",
    "portfolio": "portfolios, responsibilities, responsibility, zuständigkeit, attributions",
    "on behalf of": "on behalf of, representing, nominated to represent, vertreter für, représentant",
}


_OURS = "detail "  # before a field that other tables mean otherwise, such as the title


def heading_of(field: str) -> str:
    """The heading under which a table of ours has the field."""
    return field if field in DETAIL_HEADINGS else f"{_OURS}{field}"


# What a column is called that holds a detail -> the field.
DETAIL_COLUMNS = {heading_of(field): field for field in DETAILS}


@cache
def _fields() -> dict[str, str]:
    found = {fold(name): field for field, names in DETAIL_HEADINGS.items() for name in names.split(",")}
    return found | {fold(column): field for column, field in DETAIL_COLUMNS.items()}


def detail_of(heading: str) -> str | None:
    """The field of which a column with this heading gives the values; None for any other column."""
    return _fields().get(fold(heading))
