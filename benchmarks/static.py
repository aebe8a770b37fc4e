"""What plain pages cost: processor time, files and bytes of `registry publish --static`, at several sizes.

    python benchmarks/static.py [TENURES ...]

Aims: 600 tenures under 10 s; the time of a page grows by at most a half from the first size to the last.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from pages import cite
from synthetic import build

from registry.browse.publish.static_site import write_site

SIZES = (150, 600, 2_400)


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    print(f"{'tenures':>8} {'files':>7} {'KB':>8} {'s':>7} {'pages/s':>8} {'ms a tenure':>12}")
    spent: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            path, folder = Path(name) / "static.db", Path(name) / "site"
            made = build(path, size)
            cite(path)
            begun = time.process_time()
            write_site(path, folder, None)
            spent[size] = (time.process_time() - begun) / made
            files = [each.stat().st_size for each in folder.rglob("*") if each.is_file()]
            pages = sum(each.suffix == ".html" for each in folder.rglob("*"))
        taken = spent[size] * made
        print(
            f"{made:8,} {len(files):7,} {sum(files) / 1000:8,.0f} {taken:7.1f} {pages / taken:8.0f} "
            f"{1000 * spent[size]:12.1f}"
        )
    ratio = spent[sizes[-1]] / spent[sizes[0]]
    print(f"a tenure of the largest to one of the smallest: {ratio:.2f} (aim: at most 1.5)")


if __name__ == "__main__":
    main()
