"""Files that somebody may hand in by mistake or on purpose: what makes each, and what is said of it."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

HEADINGS = "person,role,organization,start,end\n"
ROW = "Zoë Łuć,Chief,Staff,2001,2002\n"
TABLE = HEADINGS + ROW
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
)
PERSON = "id: ocd-person/1\nname: Ann Ames\nroles:\n- {type: mayor, jurisdiction: Town, start_date: '2001'}\n"
LEGISLATOR = "- id:\n    bioguide: A000001\n  name: {first: Ann, last: Ames}\n  terms: "
GB = 1024**3


@dataclass(frozen=True, slots=True)
class Hostile:
    """`make` gets a path of this name; `said`: what the message has to have; None = it is taken in all the same."""

    name: str
    make: Callable[[Path], object]
    said: str | None
    words: tuple[str, ...] = ()


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _text(content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    return _bytes(content.encode(encoding))


def _endless(head: str, filler: str = "x", size: int = GB) -> Callable[[Path], object]:
    """A line without an end, longer than any that is read, in a file of a gigabyte that takes little room on disk."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head.encode() + filler.encode() * 40_000_000)
            file.truncate(size)

    return make


def _zip(**parts: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return whole.getvalue()


def _zips(depth: int = 6) -> bytes:
    inner = _zip(**{f"{number}.csv": b"0" * 1_000_000 for number in range(10)})
    for _ in range(depth):
        inner = _zip(**{f"{number}.zip": inner for number in range(4)})
    return inner


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(100):
                sheet.write(b" " * 2_000_000)


def _folder(**files: str) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        path.mkdir()
        for name, content in files.items():
            (path / f"{name}.yml").write_text(content, "utf-8")

    return make


JUNK = Random("junk").randbytes(100_000)
UNKNOWN = "is not in a known format"
UTF_8 = "save it as UTF-8"
MIXED = f"{HEADINGS.rstrip()}\r\n{ROW}Bob,Chief,Staff,2002,2003\rCem,Chief,Staff,2003,\r\n"
WIDE = f"{HEADINGS.rstrip()},{','.join(f'c{n}' for n in range(200_000))}\n{'x,' * 200_000}"
MISQUOTED = HEADINGS + 'Ann "A" Ames",Chief,Staff,2001,2002\n"Bob" B,Chief,Staff,2002,2003\n'
ENTITY = '{"id": "1", "schema": "Person", "properties": {%s}}\n'
POPOLO, FTM, CSV, JSONL = ("--format", "popolo"), ("--format", "ftm"), ("--format", "csv"), ("--format", "jsonl")

HOSTILE = (
    Hostile("line.csv", _endless(HEADINGS), "so it is not a line of a table"),
    Hostile("line-and-nothing-else.csv", _endless(""), UNKNOWN),
    Hostile("nothing-but-nul.csv", lambda path: (path.touch(), os.truncate(path, GB)), UNKNOWN),
    Hostile("nul-named.csv", lambda path: (path.touch(), os.truncate(path, GB)), "NUL", CSV),
    Hostile("line.tsv", _endless(HEADINGS.replace(",", "\t")), "so it is not a line of a table"),
    Hostile("line.json", _endless('{"id": "'), "longer than", FTM),
    Hostile("line.jsonl", _endless('{"id": "', size=100_000_000), "longer than", JSONL),
    Hostile("large.json", _endless('{"persons": ["'), "split it", POPOLO),
    Hostile("large.yaml", _endless(LEGISLATOR, "["), "split it"),
    Hostile("large.yml", _endless(PERSON), "split it"),
    Hostile("deep.json", _text('{"persons": ' + "[" * 100_000), "nested too deep", POPOLO),
    Hostile("deep-list.json", _text("[" * 1_000_000), "nested too deep", ("--format", "wikidata")),
    Hostile("deep-line.json", _text('{"id": ' * 100_000), "nested too deep", FTM),
    Hostile("deep.yaml", _text(LEGISLATOR + "[" * 5_000), "nested too deep"),
    Hostile("deep-block.yaml", _text(LEGISLATOR + "\n  " + "- " * 5_000), "nested too deep"),
    Hostile("deep.yml", _text(PERSON + "links: " + "{a: " * 5_000), "nested too deep"),
    Hostile("laughs.yaml", _text(LEGISLATOR + "[]\n  more:\n    " + LAUGHS.replace("\n", "\n    ")), "aliases"),
    Hostile("laughs.yml", _text(PERSON + LAUGHS), "aliases"),
    Hostile("two.yml", _folder(one=PERSON, two=PERSON + LAUGHS), "two.yml, line 5: anchors, aliases and tags"),
    Hostile("tags.yml", _text(PERSON + "links: !!python/object/apply:os.system ['touch owned']"), "tags"),
    Hostile("tags.yaml", _text(LEGISLATOR + "!!python/name:os.system"), "tags"),
    Hostile("zips.xlsx", _bytes(_zips()), "a zip without a workbook", ("--format", "xlsx")),
    Hostile("zips.zip", _bytes(_zips()), UNKNOWN),
    Hostile("bomb.xlsx", _bomb, "bomb.xlsx"),
    Hostile("utf-16.csv", _text(TABLE, "utf-16-le"), None, CSV),
    Hostile("utf-16-unknown.csv", _text(TABLE, "utf-16-be"), None),
    Hostile("utf-16-mark.csv", _text(TABLE, "utf-16"), None),
    Hostile("latin-1.csv", _text(TABLE.replace("Łuć", "Luc"), "latin-1"), None),
    Hostile("windows-1251.csv", _text(HEADINGS + "Андрій,Chief,Staff,2001,2002\n", "cp1251"), None),
    Hostile("latin-1.json", _text('{"persons": [{"name": "Zoë"}]}', "latin-1"), UTF_8, POPOLO),
    Hostile("latin-1.yml", _text(PERSON.replace("Ann", "Zoë"), "latin-1"), UTF_8),
    Hostile("mark.csv", _text(TABLE, "utf-8-sig"), None),
    Hostile("mark.yml", _text(PERSON, "utf-8-sig"), None),
    Hostile("line-ends.csv", _text(MIXED), None),
    Hostile("nul.csv", _text(TABLE + "\0Bob,Chief,Staff,2002,2003\n"), UNKNOWN),
    Hostile("nul-far.csv", _text(TABLE + " \n" * 70_000 + "\0"), "has a NUL", CSV),
    Hostile("half.json", _text('{"persons": [{"id": "1", "name": "\\ud800"}]}'), "lone surrogate", POPOLO),
    Hostile("half.jsonl", _text('{"table": "people", "slug": "a", "name": "\\udfff"}\n'), "lone surrogate"),
    Hostile("half-line.json", _text(ENTITY % '"name": ["\\ud800"]'), "lone surrogate"),
    Hostile("half-key.json", _text(ENTITY % '"\\ud800": ["a"]'), "lone surrogate"),
    Hostile("quotes.csv", _text(HEADINGS + '"Ann Ames,Chief,Staff,2001,2002\n' + ROW * 50_000), "a quotation mark"),
    Hostile("quotes-in-a-row.csv", _text(MISQUOTED), "misplaced quotation mark"),
    Hostile("columns.csv", _text(WIDE), "has 200005 columns"),
    Hostile("cells.csv", _text(HEADINGS + "x," * 200_000), "line 2: the row has 200001 cells"),
    Hostile("nothing", lambda path: path.mkdir(), UNKNOWN),
    Hostile("folder.csv", lambda path: path.mkdir(), UNKNOWN),
    Hostile("folder-named.csv", lambda path: path.mkdir(), "folder-named.csv", CSV),
    Hostile("empty.csv", _bytes(b""), "empty.csv is empty"),
    Hostile("not-there.csv", lambda path: None, "no file or folder"),
    Hostile("not-there-named.csv", lambda path: None, "no file or folder", CSV),
    Hostile("link.csv", lambda path: path.symlink_to("nowhere"), "no file or folder"),
    Hostile("device.csv", lambda path: path.symlink_to("/dev/zero"), "not a file or folder", CSV),
)  # fmt: skip
