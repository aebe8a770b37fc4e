"""The program run by itself, without the second that it takes to load: forked off a small process that has loaded it.

How the program starts is tried elsewhere (tests/hostile/test_command_line.py, tests/cli/test_commands.py).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import registry

_SERVER = multiprocessing.get_context("forkserver")
_APART = {"browse", "lake", "__main__"}  # Datasette changes how errors are told
_ROOT = Path(registry.__file__).parent
_SERVER.set_forkserver_preload(
    [
        ".".join(("registry", *path.with_suffix("").parts))
        for path in (found.relative_to(_ROOT) for found in sorted(_ROOT.rglob("*.py")))
        if path.name != "__init__.py" and path.with_suffix("").parts[0] not in _APART
    ]
)


class Forked(NamedTuple):
    """What came of it. `memory`: KB that it took at most."""

    code: int
    stdout: str
    stderr: str
    memory: int


class Running:
    """A run that has been started, as `registry WORDS…` in the folder, where every warning is an error.

    `environment`: beside this one's; `stdin`: the path of a file or a pipe.
    """

    def __init__(
        self,
        words: Sequence[str | Path],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        stdin: str | Path = os.devnull,
    ) -> None:
        self._kept = tempfile.TemporaryDirectory()
        variables = {**os.environ, **(environment or {})}
        told = ([str(word) for word in words], str(folder), str(stdin), self._kept.name, variables)
        self._process = _SERVER.Process(target=_run, args=told)
        self._process.start()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.exitcode is None

    def interrupt(self) -> None:
        """What Ctrl-C does."""
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGINT)

    def ended(self, seconds: float = 60) -> Forked:
        """What came of it, once it has ended. Raises TimeoutError."""
        with self._kept as kept:
            self._process.join(seconds)
            code = self._process.exitcode
            if code is None:
                self._process.kill()
                raise TimeoutError(f"it took more than {seconds} seconds")
            stdout, stderr, memory = (_text(Path(kept, name)) for name in ("stdout", "stderr", "memory"))
        return Forked(code, stdout, stderr, int(memory or 0))


def forked(
    words: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    stdin: str | Path = os.devnull,
) -> Forked:
    """The same from start to end."""
    return Running(words, folder, environment, stdin).ended()


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


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
