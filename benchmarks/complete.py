"""What completing a word costs a shell: the program started anew for each, beside `registry --version`.

    python benchmarks/complete.py [PEOPLE]

Prints medians and their ratio; `registry` is the one of this Python.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from people import build

PROGRAM = Path(sys.executable).with_name("registry")
RUNS = 15


def main(path: Path, count: int) -> None:
    build(path, count)
    line = f"registry --db {path} career "
    asked = {
        "a slug": "ba",  # the first syllable of many
        "a name that nobody has": "Xyzzy",
    }
    for what, typed in asked.items():
        protocols = {
            "bash": {"COMP_WORDS": line + typed, "COMP_CWORD": "4"},
            "zsh": {"_TYPER_COMPLETE_ARGS": line + typed},
            "fish": {"_TYPER_COMPLETE_ARGS": line + typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        }
        for shell, protocol in protocols.items():
            its, others = [], []
            for _ in range(RUNS):
                its.append(seconds([], {"_REGISTRY_COMPLETE": f"complete_{shell}", **protocol}))
                others.append(seconds(["--version"], {}))
            one, other = statistics.median(its), statistics.median(others)
            print(
                f"{what}, {shell}, {count:,} people: {one * 1000:.0f} ms, the longest {max(its) * 1000:.0f}; "
                f"registry --version: {other * 1000:.0f} ms; ratio {one / other:.2f}"
            )


def seconds(words: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([PROGRAM, *words], env=os.environ | environment, capture_output=True, check=False)
    return time.perf_counter() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name) / "people.db", int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
