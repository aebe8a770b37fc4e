"""The command line: reads words, calls the Python API, renders its answers."""

from __future__ import annotations

import gc


def main() -> None:
    """The command `registry`."""
    gc.disable()  # start-up allocates much and frees nothing: collecting meanwhile costs 10 ms
    from registry.cli.app import app

    app()
