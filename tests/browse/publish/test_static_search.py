"""The search of a static copy: what its script finds is what the server finds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from registry import Registry
from registry.browse.publish.site_files import contents, letters

SCRIPT = Path(__file__).parents[3] / "registry" / "browse" / "texts" / "search.js"
ASKED = [
    "Гнатов андріи", "Hnatow", "Гнатав", "Andri Hnatov", "hnatov", "xi jinping", "macron emanuel",
    "minister of defense",
    "Ministre of Defence", "secretary of state", "Reznikof", "rubio marco", "Blinkin", "Zelensky",
    "chief general staff",
    "Jean Chretien", "chrétien", "Θ", "J. Smith", "general staff", "co prince", "Vives", "qqqq", "of the", "Şimşek",
    "Олександр Сирський", "kevin", "Зеленський",
]  # fmt: skip

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run the script")


def found_by_the_script(registry: Registry, asked: list[str]) -> list[list[str]]:
    """Kind and slug of what is left in the list for each of the words, in its order."""
    lines = [
        {
            "name": f"{each.kind}:{each.slug}",
            "dataset": {"kind": each.kind, "keys": "|".join(each.keys), "place": each.place},
            "textContent": f"{each.label} {each.kind}, also called {', '.join(each.also)}",
        }
        for each in contents(registry, None).entries
    ]
    program = f"""
    const lines = {json.dumps(lines)};
    const form = {{ addEventListener() {{}} }};
    const field = {{ value: "", form, addEventListener(_, heard) {{ field.heard = heard; }} }};
    let order = [];
    const list = {{ dataset: {{ letters: {json.dumps(letters())} }}, querySelectorAll: () => lines,
      append: (...shown) => {{ order = shown; }} }};
    globalThis.document = {{ getElementById: (id) => ({{ q: field, everything: list }})[id] ?? {{}} }};
    globalThis.location = {{ search: "" }};
    {SCRIPT.read_text("utf-8")}
    console.log(JSON.stringify({json.dumps(asked)}.map((words) => {{
      field.value = words;
      field.heard();
      return order.map((line) => line.name);
    }})));
    """
    done = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    told: list[list[str]] = json.loads(done.stdout)
    return told


def test_the_script_finds_what_the_server_finds_in_the_same_order(sample_file: Path):
    with Registry(sample_file) as registry:
        for words, mine in zip(ASKED, found_by_the_script(registry, ASKED), strict=True):
            its = [f"{hit.kind}:{hit.slug}" for hit in registry.search(words, limit=1000)]
            # The server has a first look at the likeliest names alone; the script, at all, may find a few more.
            assert [each for each in mine if each in its] == its, words


def test_the_script_finds_a_part_of_a_word_and_nothing_where_nothing_is_alike(sample_file: Path):
    with Registry(sample_file) as registry:
        part, other, foreign = found_by_the_script(registry, ["natov", "qqqq", "Θ"])

    assert "person:andriy-hnatov" in part
    assert (other, foreign) == ([], [])
