"""What `make docs` adds to the pages of this folder: the generated references, and the papers of the project.

MkDocs calls the functions whose names begin with on_ (see hooks in mkdocs.yml). Nothing is written to this folder.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import griffe
from mkdocs.structure.files import File, Files

DOCS = Path(__file__).parent
ROOT = DOCS.parent
# Papers that stand at the top of the repository, and the page of the site that each becomes.
PAPERS = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    sys.path.insert(0, str(DOCS))
    import reference

    generated = {"cli.md": reference.page(), "api.md": api_page()}
    generated |= {page: _for_site((ROOT / name).read_text("utf-8")) for name, page in PAPERS.items()}
    for name, text in generated.items():
        files.append(File.generated(config, name, content=text))
    _add_to_nav(config, files)
    return files


def api_page() -> str:
    """The docstrings of what `from registry import …` gives, of a registry's verbs and nouns, and of their answers."""
    package = griffe.load("registry", search_paths=[str(ROOT)])
    names = sorted(package.exports or (), key=lambda name: (name != "Registry", str(name)))
    shown = [package[str(name)].final_target for name in names if not str(name).startswith("_")]
    nouns = [found for found in _named_in(package, shown[0]) if found.path.startswith("registry.api.")]
    rooms = _rooms_of(package, shown[0])
    answers = _reachable(package, [shown[0], *rooms, *nouns], {found.path for found in (*shown, *nouns)})
    registry, *others = [_entry(found) for found in shown]
    parts = [
        "# The Python interface\n",
        "This page is made from the docstrings. A day or a date is a text in any form that the command line takes.\n",
        registry,
        "## The verbs of a registry\n",
        "Each is called on a registry, which stands here as the first argument: `registry.who(role)`.\n",
        *(_entry(room, 3) for room in rooms),
    ]
    if nouns:
        parts += ["## The nouns of a registry\n", *(_entry(found, 3) for found in nouns)]
    parts += ["## What the answers hold\n", *(_entry(found, 3) for found in answers), *others]
    return "\n".join(parts)


def _entry(found: griffe.Object, level: int = 2) -> str:
    return f"{'#' * level} `{found.name}`\n\n::: {found.path}\n    options:\n      heading_level: {level + 1}\n"


def _rooms_of(package: griffe.Object, registry: griffe.Object) -> list[griffe.Object]:
    """The modules of the verbs that the class puts together, as `who = tenures.who`."""
    found: dict[str, griffe.Object] = {}
    for member in registry.members.values():
        value = getattr(member, "value", None)
        if member.is_attribute and isinstance(value, griffe.ExprAttribute):
            verb = package[value.canonical_path.removeprefix("registry.")]
            verb = verb.final_target if verb.is_alias else verb  # a room hands on what its files hold
            found[verb.parent.path] = verb.parent
    return list(found.values())


def _reachable(package: griffe.Object, roots: list[griffe.Object], known: set[str]) -> list[griffe.Object]:
    """The classes that the answers of `roots` are made of, by name."""
    found: dict[str, griffe.Object] = {}
    waiting = list(roots)
    while waiting:
        for each in _named_in(package, waiting.pop()):
            if each.path not in known and each.path not in found and not each.path.startswith("registry.api."):
                found[each.path] = each
                waiting.append(each)
    return sorted(found.values(), key=lambda each: each.name)


def _named_in(package: griffe.Object, owner: griffe.Object) -> list[griffe.Object]:
    """The classes of this program that the public members of a class return or hold."""
    found: dict[str, griffe.Object] = {}
    for name, member in owner.all_members.items():
        if owner.is_module and member.is_alias:  # what a module imports is not its own
            continue
        target = member.final_target if member.is_alias else member
        told = getattr(target, "returns", None) or getattr(target, "annotation", None)
        if name.startswith("_") or not hasattr(told, "iterate"):
            continue
        for part in told.iterate():
            path = getattr(part, "canonical_path", "")
            if path.startswith("registry."):
                each = package[path.removeprefix("registry.")]
                each = each.final_target if each.is_alias else each
                if each.is_class:
                    found[each.path] = each
    return list(found.values())


def _for_site(text: str) -> str:
    """A paper of the top folder with its links as seen from this folder; a link to no page of the site is its text."""

    def link(found: re.Match[str]) -> str:
        target, anchor = found[1], found[2] or ""
        if target in PAPERS:
            return f"]({PAPERS[target]}{anchor})"
        return f"]({target.removeprefix('docs/')}{anchor})" if target.startswith("docs/") else "](#)"

    text = re.sub(r"\]\(docs/decisions/?\)", "](docs/decisions/0001-inclusive-ends.md)", text)
    text = _LINK.sub(link, text)
    return re.sub(r"(?<!!)\[([^\]]+)\]\(#\)", r"\1", text)


def _add_to_nav(config: Any, files: Files) -> None:
    """Add the pages that mkdocs.yml does not name, so that a new page is found without a change there."""
    named = set(re.findall(r"[\w./-]+\.md", str(config["nav"])))
    for section, folder in (("Decisions", "decisions/"), ("Formats", "formats/"), ("Guides", "")):
        found = [file.src_uri for file in files.documentation_pages() if file.src_uri.startswith(folder)]
        missing = sorted(uri for uri in found if uri not in named and uri.count("/") == folder.count("/"))
        named |= set(missing)
        for entry in config["nav"]:
            if section in entry:
                entry[section] += missing
