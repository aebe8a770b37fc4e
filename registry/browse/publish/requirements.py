"""The running program as it is installed: its distribution, and the versions of what it needs.

The distribution is called officeholders, the package that is imported registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from registry.domain.errors import RegistryError

DISTRIBUTION = "officeholders"
_FORMER = "registry"  # what it was called up to 0.1.0; another project has this name on the public index
_ENTRY_POINT = "registry.cli:main"


def installed() -> Distribution:
    """The program's own distribution. Raises RegistryError where the program is run without being installed."""
    for name in (DISTRIBUTION, _FORMER):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        if any(point.value == _ENTRY_POINT for point in found.entry_points):
            return found
    raise RegistryError(
        "the program is not installed, so the versions of its dependencies are unknown; install it with `pip install .`"
    )


def pinned_requirements() -> list[str]:
    """`name==version` of each package that the program rests on, by name; itself is not among them."""
    found: dict[str, str] = {}
    waiting = list(_needs(installed(), frozenset()))
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            package = distribution(name)
        except PackageNotFoundError:  # the program runs without it, so its copy does, too
            continue
        found[name] = f"{name}=={package.version}"
        waiting += _needs(package, extras)
    return [found[name] for name in sorted(found)]


def _needs(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What a package needs on this machine and Python, with the named extras."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    for line in package.requires or ():
        needed = Requirement(line)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(needed.name), frozenset(needed.extras)
