"""A listing is written item by item: the same text as at once, and no more in memory however many items there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pytest

from registry.cli.output import printing
from registry.domain.vocabulary import Certainty


@dataclass(frozen=True)
class Item:
    name: str
    inner: tuple[Any, ...] = ()


ITEMS = [Item("a line\nand “another”", (1, None, "x")), Item("", (Item("inner"), {"of": [True]}))]
VALUES = [
    ITEMS, [], {}, {"empty": [], "none": None, "items": ITEMS}, ["x", 2, 0.5, [], {}], "text", 7, None,
    {"nested": {"deeper": {"items": ITEMS, "certainty": Certainty.CERTAIN}}},
    Item("whole", tuple(ITEMS)), [[1], [ITEMS[0]]],
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_json_written_by_the_item_is_the_json_of_the_whole(value: object, capsys: pytest.CaptureFixture[str]):
    printing.print_json(value)

    assert capsys.readouterr().out == json.dumps(value, ensure_ascii=False, indent=2, default=asdict) + "\n"


def test_an_iterator_stands_in_the_place_of_a_list(capsys: pytest.CaptureFixture[str]):
    printing.print_json({"items": iter(ITEMS), "none": iter(())})

    assert json.loads(capsys.readouterr().out) == {"items": json.loads(json.dumps(ITEMS, default=asdict)), "none": []}


def test_the_first_items_are_written_before_the_last_are_made(monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []
    monkeypatch.setattr(printing.typer, "echo", lambda text, nl=True: written.append(text))

    def items() -> Iterator[int]:
        for number in range(5_000):
            assert number < 2_000 or len("".join(written)) > number - 2_000
            yield number

    printing.print_json(items())
    assert json.loads("".join(written)) == list(range(5_000))


def test_what_json_does_not_have_is_a_bug_and_no_empty_object():
    with pytest.raises(TypeError, match="does not exist in JSON"):
        printing.print_json([object()])


def test_rows_of_csv_are_written_as_they_come(capsys: pytest.CaptureFixture[str]):
    def rows() -> Iterator[tuple[str, int]]:
        yield ("a", 1)
        yield ("b", 2)

    printing.print_csv(("name", "number"), rows())
    assert capsys.readouterr().out == "name,number\na,1\nb,2\n"
