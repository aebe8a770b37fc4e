"""Completion in the real shells: bash, zsh and fish are started, the script is loaded, and a line is completed."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from registry import Registry

PROGRAM = "import sys; sys.argv[0] = 'registry'; from registry.cli import main; main()"
SECONDS = 60  # a busy machine starts a shell and the program in a few
BASH = """
eval "$(env _REGISTRY_COMPLETE=source_bash registry)"
COMP_WORDS=(registry {words}) COMP_CWORD={place} COMP_LINE='registry {line}'
_registry_completion registry
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "env _REGISTRY_COMPLETE=source_fish registry | source; complete -C 'registry {line}'"
ZSH = """autoload -U compinit; compinit -u -D
env _REGISTRY_COMPLETE=source_zsh registry > complete.zsh; source ./complete.zsh; print rea''dy
"""


@pytest.fixture
def there(seed: Registry, tmp_path: Path) -> Path:
    """A folder with the seed succession as its registry.db, and with the program as `registry` in `bin`."""
    program = tmp_path / "bin" / "registry"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join([sys.executable, "-c", PROGRAM])} "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    home = {"HOME": str(folder), "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    return {**os.environ, **home, "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "LC_ALL": "C.UTF-8"}


def shell(name: str) -> str:
    """Where the shell is; the test is skipped, and says so, where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here, so its completion was not tried; install it to try it")
    return found


def printed(words: list[str], folder: Path) -> str:
    done = subprocess.run(
        words, cwd=folder, env=environment(folder), capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    return done.stdout + done.stderr


CASES = [
    ("career an", ["anatoliy-barhylevych", "andriy-hnatov"]),
    ("who ch", ["chief-of-the-general-staff"]),
    ("tim", ["timeline"]),
]


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_bash_completes(line: str, offered: list[str], there: Path):
    words = line.split(" ")
    script = BASH.format(words=line, line=line, place=len(words))

    said = printed([shell("bash"), "--noprofile", "--norc", "-c", script], there)

    assert said.split() == offered


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_fish_completes(line: str, offered: list[str], there: Path):
    said = printed([shell("fish"), "--no-config", "-c", FISH.format(line=line)], there)

    assert [each.split("\t")[0] for each in said.splitlines()] == offered


def test_zsh_completes_at_a_terminal(there: Path):
    zsh = shell("zsh")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(there)
        os.execve(zsh, [zsh, "-f", "-i"], environment(there))
    try:
        os.write(terminal, ZSH.encode())
        assert "ready" in _until(terminal, "ready"), "zsh did not load the completion"
        os.write(terminal, b"registry career anat\t")
        said = _until(terminal, "anatoliy-barhylevych")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)

    assert "anatoliy-barhylevych" in said


def _until(terminal: int, wanted: str) -> str:
    """What is shown until the wanted words are, or until the time is over."""
    said, end = "", time.monotonic() + SECONDS
    while wanted not in said and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                said += os.read(terminal, 65_536).decode(errors="replace")
            except OSError:  # the shell is gone
                break
    return said
