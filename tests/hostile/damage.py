"""Ways in which a package may be damaged: by a hand, a spreadsheet program, a transfer. Bytes in, bytes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from random import Random

STRANGE = (
    "", " ", "x", "0", "-1", "1e9", "99999999999999999999", "true", "unlimited", "NULL", "None", "XXXX", "..",
    "2024-02-30", "2024-W11-1", "20240301", "[..2010]", "2010/2012", "9999-12-31", "0001", "accepted", "acting",
    "andriy-hnatov", "a-b", "A B", "-", "start,end", ",", '"', "'", "\n", "\r", "\t", "\x00", "\x1b[2J",
    "\u2028", "\u202e", "\ufeff",
    "e\u0301", "é", "👩🏽‍🚀", "'); drop table people; --", "%s", "{0}", "=1+1", "http://", "https://x.org/\n",
    "x" * 301, "x" * 10_001, "\U0001d160" * 200, "a" + "\u0316\u0301" * 4_000,
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "latin-1", "cp037")
JSON = (b"", b"{", b"[" * 100_000, b'{"resources": 1}', b"null", b"\xff", b"[]", b"1" * 10_000, b'"\\ud800"')

Rows = list[list[str]]


def _cell(rows: Rows, random: Random) -> None:
    row = random.choice(rows)
    text = "".join(chr(random.choice((random.randrange(0xD800), random.randrange(128)))) for _ in range(5))
    if row:
        row[random.randrange(len(row))] = random.choice((*STRANGE, text))


def _another_cell(rows: Rows, random: Random) -> None:
    row, other = random.choice(rows), random.choice(rows)
    if row and other:
        row[random.randrange(len(row))] = random.choice(other)


def _drop_row(rows: Rows, random: Random) -> None:
    rows.remove(random.choice(rows))


def _repeat_row(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(len(rows) + 1), list(random.choice(rows)))


def _shorten_row(rows: Rows, random: Random) -> None:
    row = random.choice(rows)
    del row[random.randrange(len(row) + 1) :]


def _lengthen_row(rows: Rows, random: Random) -> None:
    random.choice(rows).append(random.choice(STRANGE))


def _rename_column(rows: Rows, random: Random) -> None:
    rows[0][random.randrange(len(rows[0]))] = random.choice(STRANGE)


def _drop_column(rows: Rows, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


def _swap_columns(rows: Rows, random: Random) -> None:
    one, other = (random.randrange(len(rows[0])) for _ in range(2))
    for row in rows:
        row[one], row[other] = row[other], row[one]


def _flip(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 3)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def _insert(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    piece = random.choice(
        (b"\x00", b'"', b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xff", b"\x1a", b",", b'""', b"\n\n")
    )
    return content[:at] + piece * random.choice((1, 1, 3)) + content[at:]


def _line_ends(content: bytes, random: Random) -> bytes:
    return b"".join(line + random.choice((b"\n", b"\r\n", b"\r")) for line in content.split(b"\n"))


def _encode(content: bytes, random: Random) -> bytes:
    return content.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


_OF_ROWS: tuple[Callable[[Rows, Random], None], ...] = (
    _cell, _cell, _cell, _another_cell, _another_cell, _drop_row, _repeat_row, _shorten_row, _lengthen_row,
    _rename_column, _drop_column, _swap_columns,
)  # fmt: skip
_OF_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _flip, _cut, _insert, _insert, _line_ends, _encode)


def damage(folder: Path, random: Random) -> str:
    """Damage one file of the package in one or two ways; what was done."""
    path = random.choice(sorted(path for path in folder.iterdir() if path.suffix == ".csv" and path.stat().st_size))
    if random.random() < 0.05:
        path = folder / "datapackage.json"
        path.write_bytes(random.choice(JSON))
        return path.name
    if random.random() < 0.1:
        path.unlink()
        return f"no {path.name}"
    how = []
    for _ in range(random.choice((1, 1, 2))):
        content = path.read_bytes()
        if random.random() < 0.6:
            rows = list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))
            change = random.choice(_OF_ROWS)
            if not rows or not all(len(row) == len(rows[0]) > 0 for row in rows):
                break
            change(rows, random)
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows(rows)
            content = text.getvalue().encode("utf-8", "surrogatepass")
            how.append(change.__name__)
        elif content:
            alter = random.choice(_OF_BYTES)
            content = alter(content, random)
            how.append(alter.__name__)
        path.write_bytes(content)
    return f"{path.name}: {', '.join(how)}"
