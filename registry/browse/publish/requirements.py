"""What the running program needs, in the versions that it runs with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?[^;]*(?:;(.*))?$")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


def pinned_requirements() -> list[str]:
    """`name==version` of each package that the program rests on, by name; itself is not among them."""
    found: dict[str, str] = {}
    waiting = list(_needs("registry", frozenset()))
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # needed on other systems or older Pythons alone
            continue
        found[name] = f"{name}=={installed.version}"
        waiting += _needs(name, extras)
    return [found[name] for name in sorted(found)]


def _needs(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in distribution(name).requires or ():
        match = _REQUIREMENT.match(line)
        if match is None:
            continue
        needed, theirs, marker = match.groups()
        asked = set(_EXTRA.findall(marker or ""))
        if asked and not asked & extras:
            continue
        yield re.sub(r"[-_.]+", "-", needed).lower(), frozenset(re.findall(r"[\w-]+", theirs or ""))
