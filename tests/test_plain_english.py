"""Plain English: phrases that no message, help text, rule, page or page of the docs may have.

Each entry names the phrase and what to write instead. Docstrings and comments of the code are for readers of the code;
only those of commands are help texts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "registry"
BANNED = {
    r"\b(?:is|are|was|were|being) told\b(?! apart)": "is reported, is shown",
    r"\bbears?\b|\bborne\b|\bbearers?\b": "has, belongs to",
    r"\b(?:stand|stands|stood|standing) below\b": "belongs to, is the parent of",
    r"(?<!`)\baside\b": "left out, kept apart",
    r"there is no clock": "is relative to today",
    r"(?<!not )(?<!to )\bsay (?:which|whom|when)\b": "choose one with, name, give",
    r"(?<!here )\bis no (?!longer|such|more|matter|reason|loss)[a-z]": "is not a",
    r"\b(?:can|to) be told (?:by|from)\b": "cannot be recognised, is not clear from",
    r"\bcannot be substantive\b": "cannot hold",
    r"\bmends?\b|\bmended\b": "repair, correct",
    r"\b(?:takes?|taken|took) (?:it |that |them |the \w+ )?back\b": "remove, withdraw, reverse",
    r"\bis cited for nothing\b": "is not cited anywhere",
    r"\b(?:is|are) (?:recorded|there|kept|retracted) already\b": "is already recorded, already exists",
    r"\bhas not come\b": "is in the future",
    r"\bwhat is odd\b|\bwhat else is odd\b": "what is unlikely",
    r"\bformat (?:can|cannot) say\b": "can hold, cannot hold",
    r"\ba (?:row|line|name|file|column|term|tenure) an? (?:row|line|year|tenure|person|office|role)\b": "one … per …",
    r"\bone a line\b|\ba name a line\b": "one per line",
    r"\bleads? in a circle\b": "is circular",
    r"\bbeside (?:it|its|each|them)\b": "next to",
    r"\bis nothing that\b": "cannot be",
}
_SQL = re.compile(
    r"\s*(?:select|insert|update|delete|with|create|drop|from|where|join|left join|and|exists|\(|a\.|r\.)\b"
)
_LISTS = (  # words of articles and tables of others, not ours
    "lexicon.py",
    "triggers.py",
    "ranks.py",
    "nobody.py",
    "plain.py",
    "clauses.py",
    "arguments.py",
)


def _messages(path: Path) -> Iterator[str]:
    """The texts of a module that people may see: no docstrings but those of commands, no SQL, no patterns."""
    tree = ast.parse(path.read_text("utf-8"))
    is_command = "commands" in path.parts
    docs = {
        id(node.body[0].value): isinstance(node, ast.FunctionDef) and is_command and not node.name.startswith("_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = (piece.value if isinstance(piece, ast.Constant) else "…" for piece in node.values)
            text = "".join(str(piece) for piece in pieces)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            text = node.value if docs.get(id(node), True) else ""
        else:
            continue
        if " " in text and not _SQL.match(text):
            yield text


def _texts() -> Iterator[tuple[str, str]]:
    """Where a text is, and the text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name not in _LISTS:
            yield from ((str(path.relative_to(ROOT)), text) for text in _messages(path))
    for path in sorted((PACKAGE / "store" / "audit" / "sql").glob("*.sql")):
        heading = re.findall(r"^-- (?:title|explanation|facts|remedy): (.+)$", path.read_text("utf-8"), re.MULTILINE)
        yield from ((str(path.relative_to(ROOT)), text) for text in heading)
    for path in sorted((PACKAGE / "browse").rglob("*.html")):
        words = re.sub(r"\{[#%{].*?[#%}]\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        yield str(path.relative_to(ROOT)), words
    for path in (PACKAGE / "browse" / "metadata.yml", PACKAGE / "browse" / "texts" / "README.md"):
        yield from ((str(path.relative_to(ROOT)), line) for line in path.read_text("utf-8").splitlines())
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for path in sorted(pages):
        if path.name != "CHANGELOG.md":  # what was written for earlier versions stays as it was
            yield from ((str(path.relative_to(ROOT)), line) for line in path.read_text("utf-8").splitlines())


def test_no_text_for_users_has_a_phrase_that_has_to_be_read_twice():
    found = [
        f"{place}: {match[0]!r} in {text.strip()[:100]!r}; write {better}"
        for place, text in _texts()
        for phrase, better in BANNED.items()
        if (match := re.search(phrase, text))
    ]

    assert not found, "\n" + "\n".join(found)


def test_every_banned_phrase_is_found_where_it_is_used():
    examples = {
        "the missing date is told": True,
        "names are told apart by their dates": False,
        "words that only one bears": True,
        "an organization that stands below another": True,
        "'last year': there is no clock here": True,
        "'x' is no number of seats": True,
        "there is no month 13": False,
        "it is no longer cited": False,
        "choose one with --format": False,
    }

    for text, is_bad in examples.items():
        assert any(re.search(phrase, text) for phrase in BANNED) == is_bad, text
