"""The program run by itself, without the second that it takes to load: forked off a small process that has loaded it.

How the program starts is tried elsewhere (tests/hostile/test_command_line.py, tests/cli/test_commands.py).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pkgutil
import re
import resource
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import registry

_SECONDS = 60
_APART = re.compile(r"registry\.(__main__|browse|lake)")
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [found.name for found in pkgutil.walk_packages(registry.__path__, "registry.") if not _APART.match(found.name)]
)


class Forked(NamedTuple):
    """What came of it. `memory`: KB that it took at most."""

    code: int
    stdout: str
    stderr: str
    memory: int


def forked(
    words: list[str], folder: Path, environment: Mapping[str, str] | None = None, stdin: str | Path = os.devnull
) -> Forked:
    """Run `registry WORDS…` in the folder, where every warning is an error. `environment`: beside this one's."""
    variables = {**os.environ, **(environment or {})}
    with tempfile.TemporaryDirectory() as kept:
        program = _SERVER.Process(target=_run, args=(words, str(folder), str(stdin), kept, variables))
        program.start()
        program.join(_SECONDS)
        if program.exitcode is None:
            program.kill()
            raise TimeoutError(f"registry {' '.join(words)} took more than {_SECONDS} seconds")
        stdout, stderr, memory = (Path(kept, name).read_text("utf-8") for name in ("stdout", "stderr", "memory"))
    return Forked(program.exitcode, stdout, stderr, int(memory))


def _run(words: list[str], folder: str, stdin: str, kept: str, variables: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    os.dup2(os.open(stdin, os.O_RDONLY), 0)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(Path(kept, name), os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # a forked process has none
    sys.argv = ["registry", *words]
    warnings.simplefilter("error")
    from registry.cli import main

    try:
        main()
    finally:
        gc.enable()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        Path(kept, "memory").write_text(str(memory), "utf-8")
