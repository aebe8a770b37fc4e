"""The command line: reads words, calls the Python API, renders its answers."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import warnings


def main() -> None:
    """The command `registry`."""
    _end_in_order()
    try:
        _main()
    except KeyboardInterrupt:  # while it starts or ends; in between Typer answers, in the same way
        sys.exit(130)


def _end_in_order() -> None:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does: what is unfinished is removed on the way out."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, end)


def _warn(message: Warning | str, *_: object) -> None:
    sys.stderr.write(f"warning: {message}\n")


def _main() -> None:
    gc.disable()  # start-up allocates much and frees nothing; enabled again once a command runs
    from registry.cli.app import app

    warnings.showwarning = _warn  # type: ignore[assignment]  # of all that it is given only the text is for people
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)  # a name that a terminal cannot show is no reason to crash

    set_ = [f"{name}={value}" for name, value in os.environ.items() if name.startswith("REGISTRY_")]
    for word in [*sys.argv[1:], *set_]:
        if not word.isprintable() and any("\ud800" <= character <= "\udfff" for character in word):
            sys.exit(f"registry: {word!r} is not valid UTF-8; check the terminal's encoding")
    app()
