"""How to cite a page, in the forms that programs and Wikipedia read. Pure: the day of the visit is handed in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A page to cite: `url` is permanent; `recorded`, `accessed`: ISO days of the last change and of the visit."""

    title: str
    site: str
    url: str
    recorded: str
    accessed: str


def bibtex(page: Citation) -> str:
    """A BibTeX entry; signs that TeX would read as commands are escaped."""
    key = re.sub("[^a-z0-9]+", "-", page.title.lower()).strip("-")[:60] or "page"
    fields = {"title": _tex(page.title), "howpublished": _tex(page.site), "url": page.url,
              "year": page.recorded[:4], "note": f"As of {page.recorded}, accessed {page.accessed}"}  # fmt: skip
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}}}\n"


def csl_json(page: Citation) -> str:
    """An item of CSL-JSON, as Zotero and pandoc read it."""
    item = {
        "id": page.url, "type": "webpage", "title": page.title, "container-title": page.site, "URL": page.url,
        "issued": _parts(page.recorded), "accessed": _parts(page.accessed),
    }  # fmt: skip
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def wikipedia(page: Citation) -> str:
    """The template {{cite web}} of Wikipedia."""
    fields = {"title": page.title, "website": page.site, "url": page.url, "date": page.recorded,
              "access-date": page.accessed}  # fmt: skip
    said = " ".join(f"|{name}={_wiki(value)}" for name, value in fields.items())
    return f"{{{{cite web {said}}}}}\n"


def in_text(page: Citation) -> str:
    """A sentence."""
    return f"“{page.title}”, {page.site}, as of {page.recorded}. {page.url} (accessed {page.accessed}).\n"


FORMS = {"text": in_text, "bibtex": bibtex, "csl": csl_json, "wikipedia": wikipedia}


def _tex(text: str) -> str:
    return re.sub(r"([\\{}$&#^_~%])", lambda sign: rf"\char{ord(sign[1])}{{}}", text)


def _wiki(text: str) -> str:
    for sign, safe in (("|", "{{!}}"), ("[", "&#91;"), ("]", "&#93;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, safe)
    return text


def _parts(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}
