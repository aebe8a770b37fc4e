"""What a question costs: `registry who` beside a bare Typer program, and `who` in process at two sizes.

    python benchmarks/who.py

Prints times and ratios; the ratios are what to read, the machine's speed cancels out of them.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import build

from registry import Registry

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    print("Hello", name)
app()
"""
RUNS = 15
QUESTIONS = 2_000


def wall(words: list[str]) -> float:
    """Seconds of one run of a program."""
    began = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - began


def alternating(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float, float]:
    """The medians of both, and of the ratio pair by pair, run in turn so that drift meets both."""
    pairs = [(one(), other()) for _ in range(RUNS + 1)][1:]
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        statistics.median(first / second for first, second in pairs),
    )


def microseconds_per_question(path: Path) -> float:
    """The median of `who` by a role's slug on a random day, in process, everything warm."""
    rng = random.Random(2)
    with Registry(path) as registry:
        roles = [found.slug for found in registry.roles.list()]
        times = []
        for number in range(QUESTIONS + 200):
            role, day = rng.choice(roles), f"{rng.randint(1900, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            began = time.perf_counter_ns()
            registry.who(role, on=day)
            if number >= 200:
                times.append(time.perf_counter_ns() - began)
    return statistics.median(times) / 1_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small, large, hello = Path(folder, "small.db"), Path(folder, "large.db"), Path(folder, "hello.py")
        hello.write_text(HELLO)
        made = {small: build(small, 1_000), large: build(large, int(sys.argv[1]) if sys.argv[1:] else 1_000_000)}
        command = [str(Path(sys.executable).with_name("registry")), "--db", str(small), "who", "role-7"]
        ours, bare, ratio = alternating(
            lambda: wall([*command, "--on", "1950-01-01"]), lambda: wall([sys.executable, str(hello), "x"])
        )
        print(f"registry who            {ours * 1000:7.0f} ms")
        print(f"bare Typer program      {bare * 1000:7.0f} ms   ratio {ratio:.2f} (aim: at most 1.3)")
        times = {path: microseconds_per_question(path) for path in made}
        for path, count in made.items():
            print(f"who in process, {count:>9,} {times[path]:6.0f} µs (aim: at most 200)")
        print(f"large to small          {times[large] / times[small]:10.2f} times (aim: at most 2)")


if __name__ == "__main__":
    main()
