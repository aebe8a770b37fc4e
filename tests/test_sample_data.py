"""The sample registry under data/: complete, sorted, consistent, and each appointment with its source.

Reads the CSV files as plain text; nothing here imports the package.
"""

import csv
import json
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
FACTS = Path(__file__).parents[2] / "shared" / "data" / "facts.csv"
SOURCES = DATA / "SOURCES.md"
ALTERNATIVES = FACTS.with_name("facts_alternatives.csv")

COLUMNS = {
    "people": "slug,name,birth,death,note",
    "person_names": "person,name,kind,language,script,start,end",
    "person_identifiers": "person,scheme,value",
    "organizations": "slug,name,inception,dissolution,note",
    "organization_names": "organization,name,kind,language,script,start,end",
    "organization_identifiers": "organization,scheme,value",
    "organization_relations": "organization,kind,other,how,status,start,end,note",
    "roles": "slug,title,organization,seats,inception,abolition,continuous,term_months,term_limit,note",
    "role_names": "role,name,kind,language,script,start,end",
    "role_identifiers": "role,scheme,value",
    "appointments": "slug,person,role,kind,status,start,end,rank,how,end_reason,replaces,covers,note",
    "sources": "slug,url,title,publisher,published,accessed,archive_url,copy_of,retracted,note",
    "citations": "appointment,source,supports,quote,locator,observed,says,note",
    "role_relations": "role,kind,other,how,status,start,end,note",
    "appointment_details": "appointment,field,value,status,start,end,note",
    "appointment_dates": "appointment,side,act,on,note",
    "relation_citations": "noun,subject,kind,other,start,source,quote,locator,observed",
}
FOREIGN_KEYS = [
    ("person_names", "person", "people"),
    ("person_identifiers", "person", "people"),
    ("organization_names", "organization", "organizations"),
    ("organization_identifiers", "organization", "organizations"),
    ("organization_relations", "organization", "organizations"),
    ("organization_relations", "other", "organizations"),
    ("roles", "organization", "organizations"),
    ("role_names", "role", "roles"),
    ("role_identifiers", "role", "roles"),
    ("appointments", "person", "people"),
    ("appointments", "role", "roles"),
    ("appointments", "replaces", "appointments"),
    ("citations", "appointment", "appointments"),
    ("citations", "source", "sources"),
    ("role_relations", "role", "roles"),
    ("role_relations", "other", "roles"),
    ("appointment_details", "appointment", "appointments"),
    ("appointment_dates", "appointment", "appointments"),
    ("relation_citations", "source", "sources"),
]
WITH_SLUGS = ["people", "organizations", "roles", "appointments", "sources"]
WITH_NAMES = [("people", "person_names", "person", "name"), ("roles", "role_names", "role", "title")]
VOCABULARY = {
    "kind": {"substantive", "acting"},
    "status": {"accepted", "disputed", "rejected"},
    "how": {"", "appointed", "elected", "ex officio", "designated", "confirmed", "sworn in"},
    "end_reason": {
        *("", "resigned", "dismissed", "transferred", "retired", "died"),
        *("term ended", "abolished", "replaced"),
    },
}
CLAIM = ("person", "office", "field", "claim")
SUPPORTS = ["start", "end", "role", "kind", "rank", "how", "end_reason", "replaces"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def table(name):
    return rows(DATA / f"{name}.csv")


def by_slug(name):
    return {row["slug"]: row for row in table(name)}


def written(heading):
    """The rows of the table below a heading of SOURCES.md, by the names of its columns."""
    lines = iter(SOURCES.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0].splitlines())
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


@pytest.fixture
def facts():
    if not FACTS.exists():
        pytest.skip("the list of facts that the sample was made from is not here")
    left_out = {(row["person"], row["office"]) for row in written("Left out")}
    return [fact for fact in rows(FACTS) if (fact["person"], fact["role"]) not in left_out]


@pytest.fixture
def alternatives():
    if not ALTERNATIVES.exists():
        pytest.skip("the list of conflicting claims that the sample was made from is not here")
    left_out = {tuple(row[column] for column in CLAIM) for row in written("Claims left out")}
    found = [(row["person"], row["role"], row["field"], claimed(row)[0]) for row in rows(ALTERNATIVES)]
    return [row for row, claim in zip(rows(ALTERNATIVES), found, strict=True) if claim not in left_out]


def is_identifier(variant):
    return re.fullmatch(r"Q\d+", variant) is not None


def variants(fact):
    return [variant for variant in fact["name_variants"].split("; ") if variant]


def expected_end(fact):
    """`..` is still open, as no recorded end is; an empty end is "ended, date unknown"."""
    return {"..": "", "": "XXXX"}.get(fact["end"], fact["end"])


def as_fact(appointment, people, roles, organizations):
    role = roles[appointment["role"]]
    return (
        people[appointment["person"]]["name"],
        role["title"],
        organizations[role["organization"]]["name"],
        *(appointment[column] for column in ("kind", "start", "end", "rank")),
    )


def expected(fact):
    """A fact as the sample has it: as it is listed, or as SOURCES.md says that it was corrected."""
    kind = "acting" if fact["kind"] == "interim" else fact["kind"]
    dates = {"start": fact["start"], "end": expected_end(fact), "rank": fact["rank"]}
    for row in written("Corrected facts"):
        if (row["person"], row["office"]) == (fact["person"], fact["role"]) and row["listed"] == dates[row["field"]]:
            dates[row["field"]] = row["here"]
    return (*(fact[column] for column in ("person", "role", "organization")), kind, *dates.values())


def appointments_as_facts():
    lookups = [by_slug(name) for name in ("people", "roles", "organizations")]
    return {as_fact(row, *lookups): row["slug"] for row in table("appointments") if row["person"]}


def is_the_source(source, fact):
    """Whether it is the source that the list names, or the one that SOURCES.md has in its place."""
    replaced = {(row["listed"], row["here"]) for row in written("Replaced sources")}
    if fact["source_url"]:
        return source["url"] == fact["source_url"] or (fact["source_url"], source["slug"]) in replaced
    return fact["source_title"].startswith(source["title"])


def claimed(alternative):
    """What the source says, without the remark in brackets, and the remarks."""
    value, _, remark = alternative["value"].partition(" (")
    return value, [words for words in (remark.rstrip(")"), alternative["note"]) if words]


def citations_for(alternative):
    """What the row's source is cited for in the person's tenures of the role, and what is accepted of its field."""
    people, roles, sources = by_slug("people"), by_slug("roles"), by_slug("sources")
    for row in table("citations"):
        appointment = by_slug("appointments")[row["appointment"]]
        name = people[appointment["person"]]["name"] if appointment["person"] else ""
        who = (name, roles[appointment["role"]]["title"])
        if who == (alternative["person"], alternative["role"]) and is_the_source(sources[row["source"]], alternative):
            yield row, appointment[alternative["field"]]


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns(name):
    header = (DATA / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted_and_distinct(name):
    found = [tuple(row.values()) for row in table(name)]
    assert found == sorted(set(found))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_is_written_as_the_csv_module_would_with_newlines_only(name, tmp_path):
    with (tmp_path / "again.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[name].split(","), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table(name))
    assert (DATA / f"{name}.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()


@pytest.mark.parametrize("name", WITH_SLUGS)
def test_slugs_are_unique_and_well_formed(name):
    slugs = [row["slug"] for row in table(name)]
    assert len(slugs) == len(set(slugs))
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_an_appointment_is_named_after_its_person_and_role():
    for row in table("appointments"):
        assert re.fullmatch(f"{row['person'] or 'vacancy'}-{row['role']}(-[2-9])?", row["slug"])


@pytest.mark.parametrize(("name", "column", "target"), FOREIGN_KEYS)
def test_every_foreign_key_resolves(name, column, target):
    assert {row[column] for row in table(name)} - {""} <= by_slug(target).keys()


@pytest.mark.parametrize("column", VOCABULARY)
def test_appointments_use_the_known_words(column):
    assert {row[column] for row in table("appointments")} <= VOCABULARY[column]


def test_seats_are_a_number_or_unlimited():
    assert all(re.fullmatch(r"[1-9]\d*|unlimited", row["seats"]) for row in table("roles"))


@pytest.mark.parametrize(("things", "names", "thing", "main"), WITH_NAMES)
def test_no_other_name_repeats_the_main_name(things, names, thing, main):
    main_names = {slug: row[main] for slug, row in by_slug(things).items()}
    assert [row for row in table(names) if row["name"] == main_names[row[thing]]] == []


def test_every_fact_is_there_with_its_person_kind_dates_and_rank(facts):
    assert {expected(fact) for fact in facts} - appointments_as_facts().keys() == set()


def test_every_fact_is_cited_with_its_source(facts):
    sources, slugs = by_slug("sources"), appointments_as_facts()
    cited = {}
    for row in table("citations"):
        cited.setdefault(row["appointment"], []).append(sources[row["source"]])
    for fact in facts:
        assert any(is_the_source(source, fact) for source in cited[slugs[expected(fact)]]), fact


def test_every_alternative_is_a_cited_claim_or_what_is_accepted(alternatives):
    for alternative in alternatives:
        value, remarks = claimed(alternative)
        found = [
            row
            for row, accepted in citations_for(alternative)
            if (row["supports"] == alternative["field"] and row["says"] == value)
            or (alternative["field"] in row["supports"].split(",") and not row["says"] and value == accepted)
        ]
        assert found, alternative
        said = [row["note"].casefold() for row in found if row["says"]]
        assert all(remark.casefold() in note for note in said for remark in remarks), alternative


def test_nothing_is_claimed_but_the_alternatives_and_what_is_written_to_be_added(alternatives):
    people, roles, appointments = by_slug("people"), by_slug("roles"), by_slug("appointments")
    claims = set()
    for row in table("citations"):
        if row["says"]:
            appointment = appointments[row["appointment"]]
            person, office = people[appointment["person"]]["name"], roles[appointment["role"]]["title"]
            claims.add((person, office, row["supports"], row["says"]))
    listed = {(row["person"], row["role"], row["field"], claimed(row)[0]) for row in alternatives}
    assert claims <= listed | {tuple(row[column] for column in CLAIM) for row in written("Claims added")}


def test_a_claim_in_the_sample_is_not_what_is_accepted_already():
    appointments = by_slug("appointments")
    for row in table("citations"):
        assert not row["says"] or row["says"] != appointments[row["appointment"]].get(row["supports"])


def test_no_two_sources_are_at_one_address():
    keys = [re.sub(r"^https?://(www\.)?|/$", "", row["url"].lower()) for row in table("sources") if row["url"]]
    assert len(keys) == len(set(keys))


def test_every_name_variant_of_the_facts_is_there(facts):
    main_names = {slug: row["name"] for slug, row in by_slug("people").items()}
    known = {(name, name) for name in main_names.values()}
    known |= {(main_names[row["person"]], row["name"]) for row in table("person_names")}
    wanted = {(fact["person"], name) for fact in facts for name in variants(fact) if not is_identifier(name)}
    assert wanted - known == set()


def test_what_is_left_out_is_not_there():
    people, roles = by_slug("people"), by_slug("roles")
    there = {(people[a["person"]]["name"], roles[a["role"]]["title"]) for a in table("appointments") if a["person"]}
    assert there & {(row["person"], row["office"]) for row in written("Left out")} == set()


def test_every_source_in_the_place_of_another_is_there():
    assert {row["here"] for row in written("Replaced sources")} - {"", *by_slug("sources")} == set()
    assert {row["listed"] for row in written("Replaced sources")} & {row["url"] for row in table("sources")} == set()


def test_every_identifier_of_the_facts_is_there(facts):
    people = by_slug("people")
    known = {
        (people[row["person"]]["name"], row["value"])
        for row in table("person_identifiers")
        if row["scheme"] == "wikidata"
    }
    assert {(fact["person"], item) for fact in facts for item in variants(fact) if is_identifier(item)} <= known


def test_an_identifier_belongs_to_one_person():
    identifiers = [(row["scheme"], row["value"]) for row in table("person_identifiers")]
    assert len(identifiers) == len(set(identifiers))


def test_every_appointment_is_cited():
    assert by_slug("appointments").keys() == {row["appointment"] for row in table("citations")}


def test_every_source_is_cited():
    citing = [*table("citations"), *table("relation_citations")]
    assert by_slug("sources").keys() == {row["source"] for row in citing}


def test_a_citation_supports_only_what_its_appointment_says():
    appointments = by_slug("appointments")
    for row in table("citations"):
        fields = row["supports"].split(",")
        assert fields == [field for field in SUPPORTS if field in fields]
        assert [field for field in fields if appointments[row["appointment"]][field] in ("", "XXXX")] == []


def test_nobody_is_in_the_sample_for_a_mention_alone():
    citations = table("citations")
    assert {row["appointment"] for row in citations if not row["observed"]} == by_slug("appointments").keys()


def test_every_holder_but_those_between_recorded_neighbours_has_a_start():
    rows_ = by_slug("appointments")
    for row in rows_.values():
        assert row["start"] or rows_[row["replaces"]]["start"], row["slug"]


def test_observed_is_a_day():
    days = {row["observed"] for row in table("citations")} - {""}
    assert [day for day in days if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)] == []


def test_no_quotation_is_longer_than_25_words():
    assert [row["quote"] for row in table("citations") if len(row["quote"].split()) > 25] == []


def test_a_replaced_appointment_is_another_one_in_the_same_role():
    appointments = by_slug("appointments")
    for row in appointments.values():
        if row["replaces"]:
            assert row["replaces"] != row["slug"]
            assert appointments[row["replaces"]]["role"] == row["role"]


def test_every_source_has_an_address_on_the_web_that_is_a_name_and_a_title():
    for row in table("sources"):
        assert re.match(r"https?://[^\s]+$", row["url"]), row["slug"]
        assert not re.match(r"https?://[\d.]+[:/]", row["url"]), row["slug"]
        assert row["title"].casefold() not in ("", row["publisher"].casefold()), row["slug"]


MIRRORS = ["blogen", "zxc.wiki", "knowledgr", "kiwix", "movatter", "piglix", "popflock", "teknopedia", "fandom.com"]
FARMS = ["devdiscourse", "elafilador", "globebanner", "londondaily", "studymaterialz", "tfiglobalnews", "timetoast"]


@pytest.mark.parametrize("host", [*MIRRORS, *FARMS])
def test_no_mirror_of_an_encyclopedia_and_no_content_farm_is_a_source(host):
    assert [row["slug"] for row in table("sources") if host in row["url"]] == []


def test_the_package_says_under_which_licence_the_data_is():
    licences = json.loads((DATA / "datapackage.json").read_text("utf-8"))["licenses"]
    assert [licence["name"] for licence in licences] == ["CC0-1.0"]


def test_the_sample_shows_what_can_be_recorded():
    appointments, roles = table("appointments"), by_slug("roles")
    assert any(role["continuous"] for role in roles.values())
    assert any(role["term_months"] and role["term_limit"] for role in roles.values())
    assert any(role["seats"] == "2" for role in roles.values())
    assert any(not row["person"] for row in appointments)
    assert {row["kind"] for row in appointments} == {"substantive", "acting"}
    assert any(row["status"] == "disputed" for row in appointments)
    assert any(row["says"] for row in table("citations"))
    assert {row["kind"] for row in table("role_relations")} == {"continues", "reports to"}
    assert {row["field"] for row in table("appointment_details")} == {"rank"}
    assert {row["act"] for row in table("appointment_dates")} == {"decreed", "published"}
    ends = {(row["person"], row["role"], row["end"]) for row in appointments if row["end"]}
    assert any((row["person"], row["role"], row["start"]) in ends for row in appointments if row["person"])
