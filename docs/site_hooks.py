"""What `make docs` adds to the pages of this folder: the generated references, and the papers of the project.

MkDocs calls the functions whose names begin with on_ (see hooks in mkdocs.yml). Nothing is written to this folder.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

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
    """A heading and the docstrings of everything that `from registry import …` gives."""
    parts = [
        "# The Python interface\n",
        "This page is made from the docstrings. A day or a date is a text in any form that the command line takes.\n",
    ]
    parts += [f"## `{name}`\n\n::: registry.{name}\n" for name in exported()]
    return "\n".join(parts)


def exported() -> list[str]:
    """The names of `registry.__all__`, the registry itself first; read, not imported."""
    tree = ast.parse((ROOT / "registry" / "__init__.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            names = [name for name in ast.literal_eval(node.value) if not name.startswith("_")]
            return sorted(names, key=lambda name: (name != "Registry", name))
    raise ValueError("registry/__init__.py has no __all__")


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
