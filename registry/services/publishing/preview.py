"""What would be public, before it is: a copy is made, looked at and taken away again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from registry.services.care.atomic_write import folder_next_to
from registry.services.publishing.publish import Published, publish
from registry.store.database import registry_file
from registry.store.publishing.public_copy import Rules
from registry.store.publishing.public_texts import PublicTexts, public_texts


@dataclass(frozen=True, slots=True)
class PublishPreview:
    """A copy as it would be, and the columns of free words that strangers would read."""

    copy: Published
    texts: tuple[PublicTexts, ...]


def preview(
    connection: sqlite3.Connection,
    today: str,
    *,
    redact: Sequence[str] = (),
    actors: bool = False,
    history: bool = True,
) -> PublishPreview:
    """What would be published with these options of `Registry.publish`. Raises RegistryError as it does."""
    rules = Rules(redact, actors, history)
    path = registry_file.path_of(connection)
    with folder_next_to(path) as folder:
        copy = publish(connection, folder / "preview.db", rules, today)
        with closing(registry_file.open_to_read(folder / "preview.db")) as opened:
            return PublishPreview(copy, tuple(public_texts(opened)))
