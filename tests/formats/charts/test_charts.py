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
