"""The succession in a role for people to look at: GraphViz, Mermaid, Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.statements import (
    CitationStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    Statement,
    TenureStatement,
)
from registry.formats.charts import graphviz, markdown, mermaid
from tests.conftest import CHIEF
from tests.formats.pictures import SAMPLE, picture_of

GOLDEN = Path(__file__).parents[1] / "golden"
FORMATS = (graphviz, mermaid, markdown)
NASTY = 'A "B" \\N <i>|&amp; [x](y) *z* `q` #1; {c} end\n- 1. $'


def drawn(form, given: tuple[Statement, ...], folder: Path) -> str:
    path = folder / "drawn"
    assert form.write(picture_of(given), path) == ()
    return path.read_bytes().decode("utf-8")


def of_a_role(*given: Statement, seats: int | None = 1, title: str = "Chief") -> tuple[Statement, ...]:
    people = tuple(PersonStatement(each, each.title()) for each in ("ann", "bob", "cem"))
    return (OrganizationStatement("body", "Body"), RoleStatement("chief", title, "body", seats=seats), *people, *given)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_the_sample_is_drawn_as_in_its_golden_file(form, tmp_path: Path):
    assert drawn(form, SAMPLE, tmp_path) == (GOLDEN / f"sample{form.SUFFIX}").read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_a_real_role_is_drawn_as_in_its_golden_file(form, sample: Registry, tmp_path: Path):
    sample.export_file(tmp_path / "x", form.NAME, role=CHIEF)

    assert (tmp_path / "x").read_text("utf-8") == (GOLDEN / f"chief{form.SUFFIX}").read_text("utf-8")


def test_an_arrow_says_who_replaced_whom_and_a_dashed_one_only_who_came_after_whom(tmp_path: Path):
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", start="2000", end="2001"),
        TenureStatement("bob", "chief", key="b", start="2001", end="2005", replaces="a"),
        TenureStatement("cem", "chief", key="c", start="2006"),
    )

    dot, flow = drawn(graphviz, given, tmp_path), drawn(mermaid, given, tmp_path)

    assert re.findall(r"n\d -> n\d.*", dot) == ["n1 -> n2;", "n2 -> n3 [style=dashed];"]
    assert re.findall(r"n\d -.*", flow) == ["n1 --> n2", "n2 -.-> n3"]


def test_in_a_role_of_several_seats_nobody_came_after_somebody(tmp_path: Path):
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", start="2000"),
        TenureStatement("bob", "chief", key="b", start="2001"),
        seats=None,
    )

    assert "->" not in drawn(graphviz, given, tmp_path)


def test_a_rejected_claim_is_marked_and_nobody_came_after_it(tmp_path: Path):
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", start="2000"),
        TenureStatement("bob", "chief", key="b", start="2001", status="rejected"),
        TenureStatement("cem", "chief", key="c", start="2002"),
    )

    dot = drawn(graphviz, given, tmp_path)

    assert "Bob (rejected)" in dot
    assert re.findall(r"n\d -> n\d", dot) == ["n1 -> n3"]


def test_a_tenure_without_a_start_stands_where_its_end_is(tmp_path: Path):
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", end="2005"),
        TenureStatement("bob", "chief", key="b", start="2000", end="2001"),
    )

    lines = drawn(markdown, given, tmp_path).splitlines()

    assert [line.split(" |")[0] for line in lines[4:]] == ["| Bob", "| Ann"]


def test_an_end_that_is_not_recorded_is_not_made_up(tmp_path: Path):
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", start="2019~"),
        TenureStatement("bob", "chief", key="b", start="2020", end="XXXX"),
        TenureStatement("cem", "chief", key="c"),
    )

    dot = drawn(graphviz, given, tmp_path)

    assert r"Ann\nfrom about 2019" in dot
    assert r"Bob\n2020 – not known" in dot
    assert r"Cem\ndates not known" in dot


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_consecutive_terms_of_one_person_are_one_holder_with_both_terms_and_both_sources(form, tmp_path: Path):
    cited = (CitationStatement("https://example.org/1", "One"),), (CitationStatement("https://example.org/2", "Two"),)
    given = of_a_role(
        TenureStatement("ann", "chief", key="a", start="1999-01-03", end="2001-01-03", cited=cited[0]),
        TenureStatement("ann", "chief", key="b", start="2001-01-03", end="2003-01-03", cited=cited[1]),
        TenureStatement("bob", "chief", key="c", start="2003-01-03", replaces="b"),
    )

    text = drawn(form, given, tmp_path).replace("#59;", ";")

    assert text.count("Ann") == 1
    assert "2 terms: 3 January 1999 – 3 January 2001; 3 January 2001 – 3 January 2003" in text
    if form is markdown:
        assert all(source.source in text for (source,) in cited)
    else:
        assert re.findall(r"n\d -+> n\d", text) == [f"n1 {'->' if form is graphviz else '-->'} n2"]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
@pytest.mark.parametrize("what", ["died", "abolished", "dissolved"])
def test_the_end_of_a_life_ends_a_tenure(form, what: str, tmp_path: Path):
    lives = {
        "died": PersonStatement("ann", "Ann", death="2012-05-01"),
        "abolished": RoleStatement("chief", "Chief", "body", abolition="2012-05-01"),
        "dissolved": OrganizationStatement("body", "Body", dissolution="2012-05-01"),
    }
    held = TenureStatement("ann", "chief", key="a", start="2010")
    given = {each.key: each for each in (*of_a_role(held), lives[what])}

    text = drawn(form, tuple(given.values()), tmp_path).replace("#59;", ";")

    assert f"1 May 2012 ({what}; no end recorded)" in text


def test_signs_are_no_code_in_graphviz(tmp_path: Path):
    dot = drawn(graphviz, of_a_role(TenureStatement("ann", "chief", rank=NASTY, key="a"), title=NASTY), tmp_path)

    label = r"A \"B\" \\N <i>|&amp;amp; [x](y) *z* `q` #1; {c} end - 1. $"
    assert f'label="{label} (Body)";' in dot
    assert f'n1 [label="Ann\\n{label}\\ndates not known"];' in dot


def test_signs_are_no_code_in_mermaid(tmp_path: Path):
    flow = drawn(mermaid, of_a_role(TenureStatement("ann", "chief", rank=NASTY, key="a"), title="end"), tmp_path)

    (label,) = re.findall(r'n1\["Ann<br>(.*)<br>dates not known"\]', flow)
    assert not set(label) & set('"<>|\\`[]{}*$')
    told = re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), label)
    assert told == " ".join(NASTY.split())
    assert 'subgraph role1["end (Body)"]' in flow
    assert "1. " not in flow  # would be a list


def test_signs_are_no_code_in_a_markdown_table(tmp_path: Path):
    source = CitationStatement("https://example.org/a|b(c)<d>", NASTY)
    table = drawn(markdown, of_a_role(TenureStatement("ann", "chief", rank=NASTY, key="a", cited=(source,))), tmp_path)

    row = table.splitlines()[4]
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
    assert "](<https://example.org/a%7Cb(c)%3Cd%3E>)" in row
    assert r"\<i\>\|\&amp; \[x\](y) \*z\*" in row


def test_a_source_is_linked_once_and_one_without_an_address_is_named(tmp_path: Path):
    cited = (
        CitationStatement("https://example.org/", "News"),
        CitationStatement("https://example.org/", "News"),
        CitationStatement("A book"),
    )
    table = drawn(markdown, of_a_role(TenureStatement("ann", "chief", key="a", cited=cited)), tmp_path)

    assert table.splitlines()[4].endswith("| [News](<https://example.org/>), A book |")
