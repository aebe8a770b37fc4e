"""Citations and conflicting claims: cited, compared, one of them accepted."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple
from datetime import timedelta
from pathlib import Path

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.errors import ChoiceError, ClashError, DateError, NotFoundError
from registry.domain.evidence.claims import Accepted
from registry.services.entities.field_edits import UnchangedError
from registry.services.history.correct import SuccessionError
from tests.conftest import CHIEF, clock

SHAPTALA = f"serhiy-shaptala-{CHIEF}"
BARHYLEVYCH = f"anatoliy-barhylevych-{CHIEF}"
HNATOV = f"andriy-hnatov-{CHIEF}"
ARTICLE = "trump-putin-set-for-march-18-call"
DECREE = Evidence("https://example.org/decree", title="Decree 59", published="2024-02-12")


def field(registry: Registry, name: str, appointment: str = BARHYLEVYCH) -> Accepted:
    (found,) = registry.claims(appointment, name).fields
    return found


def told(accepted: Accepted) -> list[tuple[str, str | None, str]]:
    return [(claim.source, claim.value, str(claim.relation)) for claim in accepted.claims]


# --- cite ---


def test_what_a_source_says_stands_beside_what_is_accepted(seed: Registry):
    cited = seed.cite(BARHYLEVYCH, DECREE, "start", "9 February 2024", "the decree's own date")

    assert (cited.source, cited.is_new, cited.citation.says) == ("example-org-2024-02-12", True, "2024-02-09")
    assert seed.who(CHIEF, on="2024-02-15").holders[0].certainty == "possible"  # nothing is accepted of it
    start = field(seed, "start")
    assert (start.value, start.earliest, start.latest) == ("2024-02", "2024-02-01", "2024-02-29")
    (claim,) = start.claims
    assert (claim.value, claim.earliest, claim.latest, claim.relation, claim.note) == (
        "2024-02-09", "2024-02-09", "2024-02-09", "narrower", "the decree's own date",
    )  # fmt: skip


def test_a_source_without_words_of_its_own_says_what_is_accepted(seed: Registry):
    seed.cite(BARHYLEVYCH, Evidence(ARTICLE), "start,rank")
    seed.correct(BARHYLEVYCH, "x", rank="General")

    assert told(field(seed, "start")) == [(ARTICLE, "2024-02", "agrees")]
    assert told(field(seed, "rank")) == [(ARTICLE, "General", "agrees")]


@pytest.mark.parametrize(
    ("supports", "says", "relation"),
    [
        ("role", "chief of general staff", "agrees"),
        ("role", "CGS", "agrees"),
        ("role", "Inspector General", "contradicts"),
        ("replaces", "Serhiy Shaptala", "agrees"),
        ("replaces", "Andriy Hnatov", "contradicts"),
        ("rank", "Major General", "narrower"),
        ("kind", "acting", "contradicts"),
        ("end", "17 March 2025", "contradicts"),
    ],
)
def test_each_field_can_be_claimed(seed: Registry, supports: str, says: str, relation: str):
    seed.roles.edit(CHIEF, also=["CGS"])
    seed.cite(BARHYLEVYCH, DECREE, supports, says)

    assert [str(claim.relation) for claim in field(seed, supports).claims if claim.says] == [relation]


def test_an_appointment_shows_start_end_and_whatever_is_known_or_claimed(seed: Registry):
    assert [each.field for each in seed.claims(HNATOV).fields] == ["start", "end", "role", "kind", "replaces"]
    seed.cite(HNATOV, DECREE, "rank", "Major General")
    assert [each.field for each in seed.claims(HNATOV).fields] == ["start", "end", "role", "kind", "rank", "replaces"]


def test_a_recorded_source_is_cited_by_its_title(seed: Registry):
    seed.sources.add("https://example.org/1", title="A Report")

    assert seed.cite(HNATOV, Evidence("A Report")).source == "example-org"


def test_a_citation_that_contradicts_is_warned_of(seed: Registry):
    cited = seed.cite(BARHYLEVYCH, DECREE, "end", "18 March 2025")

    assert [finding.rule for finding in cited.findings if finding.rule != "early-source"] == ["claim-contradicts"]
    facts = "the end is recorded as 2025-03-16, and example-org-2024-02-12 says 2025-03-18"
    assert any(facts in finding.facts for finding in cited.findings)


def test_the_same_source_may_be_cited_for_two_values(seed: Registry):
    seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-09")
    seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-10")

    assert [value for _, value, _ in told(field(seed, "start"))] == ["2024-02-09", "2024-02-10"]


@pytest.mark.parametrize(
    ("supports", "says", "error", "reason"),
    [
        (None, "2024-02-09", RegistryError, r"is about one field; name only that field"),
        ("start,end", "2024-02-09", RegistryError, r"is about one field; name only that field"),
        ("start", "31 February 2024", DateError, r"29 days"),
        ("end", "present", DateError, r"cited with --observed"),
        ("started", None, RegistryError, r"'started' is not a field that a source supports"),
    ],
)
def test_a_citation_that_says_nothing_clear_is_refused(
    seed: Registry, untouched: None, supports: str | None, says: str | None, error: type[Exception], reason: str
):
    with pytest.raises(error, match=reason):
        seed.cite(BARHYLEVYCH, DECREE, supports, says)


def test_what_is_cited_so_already_is_nothing_to_change(seed: Registry, db: Path):
    seed.cite(BARHYLEVYCH, DECREE, "rank,start")

    with pytest.raises(UnchangedError, match=r"cited for .* with these details"):
        seed.cite(BARHYLEVYCH, Evidence("http://www.example.org/decree/"), "start,rank")
    with sqlite3.connect(db) as connection:
        assert connection.execute("select count(*) from citations").fetchone() == (4,)


# --- take a citation back ---


def test_a_citation_is_taken_back_and_its_source_stays(seed: Registry):
    seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-09")
    done = seed.uncite(BARHYLEVYCH, "Decree 59", "it is of another man")

    assert (done.is_uncited, done.citation.says) == (True, "2024-02-09")
    assert field(seed, "start").claims == ()
    assert seed.sources.show("Decree 59").citations == ()


@pytest.mark.parametrize(
    ("which", "left"),
    [
        ({"says": "10 February 2024"}, {("start", "2024-02-09", None), ("role", None, None), ("role", None, "x")}),
        (
            {"supports": "start", "says": "2024-02-09"},
            {("start", "2024-02-10", None), ("role", None, None), ("role", None, "x")},
        ),
        (
            {"supports": "role", "quote": None},
            {("start", "2024-02-09", None), ("start", "2024-02-10", None), ("role", None, "x")},
        ),
        ({"quote": "x"}, {("start", "2024-02-09", None), ("start", "2024-02-10", None), ("role", None, None)}),
    ],
)
def test_of_several_citations_one_is_named(
    seed: Registry, which: dict[str, str | None], left: set[tuple[str, str | None, str | None]]
):
    for day in ("2024-02-09", "2024-02-10"):
        seed.cite(BARHYLEVYCH, DECREE, "start", day)
    seed.cite(BARHYLEVYCH, DECREE, "role")
    seed.cite(BARHYLEVYCH, Evidence("Decree 59", quote="x"), "role")

    with pytest.raises(
        ChoiceError, match=r"more than once: for role; role, “x”; start, says '2024-02-09'; .*choose one"
    ):
        seed.uncite(BARHYLEVYCH, "Decree 59", "x")
    assert not seed.uncite(BARHYLEVYCH, "Decree 59", "x", **which).is_uncited
    assert {(each.supports, each.says, each.quote) for each in seed.sources.show("Decree 59").citations} == left


@pytest.mark.parametrize(
    ("source", "which", "error", "reason"),
    [
        (
            ARTICLE,
            {"supports": "start"},
            NotFoundError,
            (
                r"cited .* differently: for role, replaces|differently: for "
                r"end"
            ),
        ),
        ("Decree 59", {}, NotFoundError, r"is not cited for"),
        ("Decree 60", {}, NotFoundError, r"did you mean 'Decree 59'"),
        (ARTICLE, {"supports": "begin"}, RegistryError, r"not a field that a source supports"),
    ],
)
def test_a_citation_that_is_not_there_cannot_be_taken_back(
    seed: Registry, source: str, which: dict[str, str | None], error: type[Exception], reason: str
):
    seed.sources.add("https://example.org/decree", title="Decree 59")
    with pytest.raises(error, match=reason):
        seed.uncite(BARHYLEVYCH, source, "x", **which)
    with pytest.raises(RegistryError, match="needs a reason"):
        seed.uncite(BARHYLEVYCH, ARTICLE, " ")


# --- accept ---


def test_accepting_a_claim_corrects_the_tenure_and_keeps_what_was_accepted(seed: Registry):
    seed.cite(BARHYLEVYCH, Evidence(ARTICLE, quote="in February 2024"), "start,role")
    seed.cite(BARHYLEVYCH, DECREE, "start", "9 February 2024")
    done = seed.accept(BARHYLEVYCH, "start", "Decree 59", "the decree is the act itself")

    assert [astuple(each) for each in done.corrected.differences] == [("start", "2024-02", "2024-02-09")]
    assert (done.displaced, done.kept) == ("2024-02", (ARTICLE,))
    start = field(seed, "start")
    assert told(start) == [("example-org-2024-02-12", "2024-02-09", "agrees"), (ARTICLE, "2024-02", "agrees")]
    assert [(claim.says, claim.quote) for claim in start.claims][1] == ("2024-02", "in February 2024")
    assert start.set_by is not None
    assert start.set_by.because == "the decree is the act itself"
    assert seed.who(CHIEF, on="2024-02-15").holders[0].certainty == "certain"
    assert (ARTICLE, "Chief of the General Staff", "agrees") in told(field(seed, "role"))


def test_the_displaced_value_can_be_accepted_again(seed: Registry):
    seed.cite(HNATOV, DECREE, "start", "2025-03-17")
    seed.accept(HNATOV, "start", "Decree 59", "x")
    before = seed.claims(HNATOV)
    seed.accept(HNATOV, "start", ARTICLE, "the article is closer")

    assert field(seed, "start", HNATOV).value == "2025-03-16"
    with pytest.raises(UnchangedError, match="is already 2025-03-16"):
        seed.accept(HNATOV, "start", ARTICLE, "x")
    assert [claim.says for claim in field(seed, "start", HNATOV).claims] == [
        claim.says for each in before.fields if each.field == "start" for claim in each.claims
    ]


def test_an_accepted_end_of_an_open_tenure_leaves_nobody_saying_it_who_did_not(seed: Registry):
    seed.cite(HNATOV, Evidence(ARTICLE, quote="still"), "end")
    seed.cite(HNATOV, DECREE, "end", "2026-01-01")
    done = seed.accept(HNATOV, "end", "Decree 59", "x")

    assert (done.displaced, done.kept) == (None, ())
    assert told(field(seed, "end", HNATOV)) == [("example-org-2024-02-12", "2026-01-01", "agrees")]
    assert "still" in [each.quote for each in seed.sources.show(ARTICLE).citations]


def test_a_start_that_was_not_known_stays_a_claim_that_it_is_unknown(staff: Registry):
    slug = (
        staff.appoint("Jane Roe", CHIEF, "unknown", "2020", evidence=Evidence("A list of chiefs"))
        .tenures[0]
        .appointment
    )
    staff.cite(slug, Evidence("A list of chiefs"), "start")
    staff.cite(slug, DECREE, "start", "2015")
    staff.accept(slug, "start", "Decree 59", "x")

    assert {(claim.source, claim.says) for claim in field(staff, "start", slug).claims} == {
        ("a-list-of-chiefs", "XXXX"),
        ("example-org-2024-02-12", "2015"),
    }


def test_accepting_is_undone_as_a_whole(seed: Registry, tmp_path: Path):
    seed.cite(BARHYLEVYCH, Evidence(ARTICLE, quote="in February 2024"), "start,role")
    seed.cite(BARHYLEVYCH, DECREE, "start", "9 February 2024")
    seed.export_package(tmp_path / "before")
    seed.accept(BARHYLEVYCH, "start", "Decree 59", "x")
    seed.export_package(tmp_path / "accepted")
    seed.undo(seed.log(limit=1)[0].number or 0)
    seed.export_package(tmp_path / "after")

    for file in (tmp_path / "before").iterdir():
        assert file.name == "seals.csv" or file.read_bytes() == (tmp_path / "after" / file.name).read_bytes()
    assert (tmp_path / "before" / "citations.csv").read_bytes() != (
        tmp_path / "accepted" / "citations.csv"
    ).read_bytes()
    assert not seed.doctor().left


def test_of_several_values_of_a_source_one_is_named(seed: Registry):
    for day in ("2024-02-09", "2024-02-10"):
        seed.cite(BARHYLEVYCH, DECREE, "start", day)

    with pytest.raises(ChoiceError, match=r"says '2024-02-09' and '2024-02-10' of the start; choose one with --says"):
        seed.accept(BARHYLEVYCH, "start", "Decree 59", "x")
    seed.accept(BARHYLEVYCH, "start", "Decree 59", "x", says="10 February 2024")
    assert field(seed, "start").value == "2024-02-10"


@pytest.mark.parametrize(
    ("field", "source", "error", "reason"),
    [
        ("end", "Decree 59", NotFoundError, r"not cited as saying anything of the end .*registry claims"),
        ("end", ARTICLE, UnchangedError, r"cited for the accepted end of .* \(2025-03-16\) already"),
        ("role", "Decree 59", RegistryError, r"registry correct anatoliy.* --role … --because …"),
        ("person", "Decree 59", RegistryError, r"--person … --because ….*--status disputed"),
        ("grade", "Decree 59", RegistryError, r"'grade' is not a field"),
        ("start", "Decree 58", NotFoundError, r"did you mean 'Decree 59'"),
        ("start", "Decree 59", SuccessionError, r"directly succeeded Serhiy Shaptala"),
        ("kind", "Decree 59", RegistryError, r"kind"),
    ],
)
def test_a_claim_that_cannot_be_accepted_is_refused(
    seed: Registry, tmp_path: Path, field: str, source: str, error: type[Exception], reason: str
):
    seed.cite(BARHYLEVYCH, DECREE, "start", "12 March 2024")
    seed.cite(BARHYLEVYCH, DECREE, "kind", "interim")
    seed.export_package(tmp_path / "before")
    with pytest.raises(error, match=reason):
        seed.accept(BARHYLEVYCH, field, source, "x")
    seed.export_package(tmp_path / "after")
    assert (tmp_path / "before" / "citations.csv").read_bytes() == (tmp_path / "after" / "citations.csv").read_bytes()


def test_a_claim_that_would_clash_is_refused(seed: Registry):
    seed.cite(BARHYLEVYCH, DECREE, "end", "2026-01-01")

    with pytest.raises(ClashError):
        seed.accept(BARHYLEVYCH, "end", "Decree 59", "x")


def test_nothing_is_accepted_from_a_source_that_is_retracted(seed: Registry, db: Path):
    seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-09")
    with sqlite3.connect(db) as outside:
        outside.execute("update sources set retracted = 'a hoax' where title = 'Decree 59'")

    with pytest.raises(RegistryError, match=r"is retracted \(a hoax\)"):
        seed.accept(BARHYLEVYCH, "start", "Decree 59", "x")
    assert field(seed, "start").claims[0].retracted == "a hoax"
    assert not seed.check(BARHYLEVYCH.removesuffix(f"-{CHIEF}"), rules=["claim-contradicts"])


# --- who chose it, as known when ---


def test_the_reason_of_a_value_is_that_of_the_newest_change_that_set_it(seed: Registry):
    seed.correct(BARHYLEVYCH, "the first reason", start="2024-02-10")
    seed.correct(BARHYLEVYCH, "the reason", start="2024-02-09")
    seed.correct(BARHYLEVYCH, "something else", rank="General")

    reasons = {each.field: each.set_by and each.set_by.because for each in seed.claims(BARHYLEVYCH).fields}
    assert (reasons["start"], reasons["rank"], reasons["role"]) == ("the reason", "something else", None)


def test_claims_are_asked_as_they_were_known(seed: Registry, db: Path):
    known = seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-09")
    later = clock() + timedelta(days=2)
    with Registry(db, actor="a tester", clock=lambda: later) as now:
        now.accept(BARHYLEVYCH, "start", known.source, "the decree")

    with Registry(db, clock=lambda: later, as_known_on=clock().date()) as then:
        start = field(then, "start")
    assert (start.value, told(start)) == ("2024-02", [(known.source, "2024-02-09", "narrower")])
    assert start.set_by is not None
    assert start.set_by.because is None


def test_a_claim_that_is_no_date_by_another_program_contradicts(seed: Registry, db: Path):
    seed.cite(BARHYLEVYCH, DECREE, "start", "2024-02-09")
    with sqlite3.connect(db) as outside:
        outside.execute("update citations set says = 'early on' where says is not null")

    assert told(field(seed, "start")) == [("example-org-2024-02-12", "early on", "contradicts")]


def test_a_finding_of_a_claim_is_waived_like_any(seed: Registry):
    seed.cite(HNATOV, DECREE, "start", "2025-03-17")
    (finding,) = seed.check(CHIEF, rules=["claim-contradicts"])
    seed.waive(finding.finding, "the decree took effect a day later")

    assert seed.check(CHIEF, rules=["claim-contradicts"]) == []
    assert f"registry accept {HNATOV} start --source example-org-2024-02-12" in finding.remedy


def test_an_end_that_is_claimed_of_an_open_tenure_is_found(seed: Registry):
    seed.cite(HNATOV, DECREE, "end", "[2026..]")

    (finding,) = seed.check(CHIEF, rules=["claim-contradicts"])
    assert "the end is recorded as open, and example-org-2024-02-12 says [2026..]" in finding.facts


def test_a_source_is_judged_by_the_date_that_it_says_itself(seed: Registry):
    seed.cite(HNATOV, DECREE, "start", "2024-02-10")

    assert seed.check(CHIEF, rules=["early-source"]) == []


def test_forgetting_somebody_forgets_what_was_claimed_of_them(seed: Registry, db: Path):
    seed.cite(HNATOV, DECREE, "rank", "Major General of the guards")
    seed.uncite(HNATOV, "Decree 59", "x")
    seed.forget("Andriy Hnatov", "asked")

    with sqlite3.connect(db) as connection:
        assert "of the guards" not in "\n".join(connection.iterdump())


def test_the_sample_s_conflicting_claims_are_told_and_contradictions_found(sample: Registry):
    start = field(sample, "start")
    assert {(claim.value, str(claim.relation)) for claim in start.claims} == {
        ("2024-02-09", "agrees"), ("2024-02", "agrees"), ("2024-02-10", "contradicts"),
    }  # fmt: skip

    assert len(sample.check(rules=["claim-contradicts"])) == 9
