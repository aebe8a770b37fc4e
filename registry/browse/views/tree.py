"""A tree as a drawing, a line a branch: bodies below a body, a chain of command. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

STEP, LINE = 22, 26  # pixels: of a level to the right, of a branch downwards
_DEEPEST = 10  # levels that are drawn to the right; what is deeper stands there, too


class Branch(NamedTuple):
    """`key`, `parent`: slugs; the parent is that of a branch before it, or of the root. `note`: after the label."""

    key: str
    parent: str
    label: str
    certainty: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A branch with its place: `x` and `y` of its knot; `top`: of the knot above, from where its line comes."""

    branch: Branch
    depth: int
    x: int
    y: int
    top: int


@dataclass(frozen=True, slots=True)
class Tree:
    """`root`: what all of it hangs on; `height` in pixels; `left_out`: how many branches are not drawn."""

    root: str
    branches: tuple[Drawn, ...]
    height: int
    left_out: int


def tree(root: str, label: str, branches: Sequence[Branch], most: int) -> Tree | None:
    """The first `most` branches, each below its parent, in their order; None if there is none. `label`: of the root."""
    if not branches:
        return None
    ordered = list(_in_depth(root, branches))
    drawn: list[Drawn] = []
    tops = {root: LINE // 2}
    for number, (branch, depth) in enumerate(ordered[:most], start=1):
        y = number * LINE + LINE // 2
        drawn.append(Drawn(branch, depth, min(depth, _DEEPEST) * STEP, y, tops.get(branch.parent, LINE // 2)))
        tops[branch.key] = y
    return Tree(label, tuple(drawn), (len(drawn) + 1) * LINE, len(ordered) - len(drawn))


def _in_depth(root: str, branches: Sequence[Branch]) -> Iterable[tuple[Branch, int]]:
    """Each branch after its parent, with its level; whatever hangs on nothing that is known hangs on the root."""
    known = {root, *(each.key for each in branches)}
    below: dict[str, list[Branch]] = {}
    for each in branches:
        below.setdefault(each.parent if each.parent in known else root, []).append(each)
    waiting = [(each, 1) for each in reversed(below.pop(root, []))]
    while waiting:
        branch, depth = waiting.pop()
        yield branch, depth
        waiting += [(each, depth + 1) for each in reversed(below.pop(branch.key, []))]
