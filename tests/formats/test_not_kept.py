"""What a file has and the registry has no place for is counted, whatever the format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import NotKept
from registry.formats.ftm import ftm
from registry.formats.openstates import congress, openstates
from registry.formats.wikidata import holders_csv, query_results

OPENSTATES = """id: ocd-person/0a1b2c3d-0000-4000-8000-000000000001
name: Ann Ames
gender: Female
image: https://example.org/ann.jpg
email: ann@example.org
ids:
  twitter: ann
  wikidata: Q990000001
roles:
- type: upper
  jurisdiction: ocd-jurisdiction/country:us/state:ak/government
  start_date: 2019-01-01
"""
CONGRESS = """- id:
    bioguide: A000001
    thomas: '00001'
  name:
    first: Ann
    last: Ames
  bio:
    gender: F
    birthday: '1950-01-01'
  terms:
  - type: sen
    start: '2001-01-03'
    end: '2007-01-03'
    state: AK
    class: 2
    phone: 555-0100
"""
FTM = "\n".join(
    json.dumps({"id": key, "schema": schema, "properties": properties})
    for key, schema, properties in (
        ("p1", "Person", {"name": ["Ann Ames"], "gender": ["female"], "topics": ["role.pep", "sanction"]}),
        ("o1", "Position", {"name": ["Chair"], "country": ["us"]}),
        ("t1", "Occupancy", {"holder": ["p1"], "post": ["o1"], "startDate": ["2001"]}),
    )
)
HOLDERS = "position,person,personID,start,end,gender\nChair,Ann Ames,Q990000001,2001,2003,female\n"
QUERY = json.dumps([
    {"person": "http://www.wikidata.org/entity/Q990000001", "personLabel": "Ann Ames", "genderLabel": "female",
     "position": "http://www.wikidata.org/entity/Q990000002", "positionLabel": "Chair",
     "organization": "http://www.wikidata.org/entity/Q990000003", "organizationLabel": "Council",
     "start": "2001-01-01T00:00:00Z"}
])  # fmt: skip
COUNCIL = ReadingOptions(columns=(("organization", "=Council"),))


@pytest.mark.parametrize(
    ("reader", "name", "text", "reading", "counts"),
    [
        (openstates, "ann.yml", OPENSTATES, ReadingOptions(),
         {"gender": 1, "image": 1, "email": 1, "ids: twitter": 1}),
        (congress, "all.yaml", CONGRESS, ReadingOptions(), {"bio: gender": 1, "id: thomas": 1, "term: phone": 1}),
        (ftm, "all.json", FTM, ReadingOptions(), {"gender": 1, "topics": 2}),
        (holders_csv, "holders21.csv", HOLDERS, COUNCIL, {"gender": 1}),
        (query_results, "query.json", QUERY, ReadingOptions(), {"genderLabel": 1}),
    ],
    ids=["openstates", "congress-legislators", "ftm", "wikidata-holders", "wikidata"],
)  # fmt: skip
def test_every_format_counts_what_it_does_not_keep(
    reader: object, name: str, text: str, reading: ReadingOptions, counts: dict[str, int], tmp_path: Path
):
    path = tmp_path / name
    path.write_text(text, "utf-8")

    given = list(reader.read(path, reading))  # type: ignore[attr-defined]

    assert {each.field: each.values for each in given if isinstance(each, NotKept)} == counts
