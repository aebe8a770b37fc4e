"""What a shell may offer for a word that is being typed. Reads only, and never refuses: no answer is an empty one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from registry.domain.errors import RegistryError
from registry.domain.names.keys import name_key, title_key
from registry.store.database import registry_file
from registry.store.names import completion


def offered(path: Path, table: str, typed: str) -> list[tuple[str, str]]:
    """Slugs of `table` with what they stand for: those that begin so, else the only one with such a name."""
    try:
        if not registry_file.is_file(path):
            return []
        with closing(registry_file.open_to_read(path)) as connection:
            found = completion.beginning(connection, table, typed.lower())
            if found or not typed:
                return found
            alike = completion.with_word(connection, table, (name_key if table == "people" else title_key)(typed))
            return alike if len(alike) == 1 else []
    except (sqlite3.Error, RegistryError, OSError, ValueError):
        return []
