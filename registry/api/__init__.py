"""The Python API: a registry's file and the verbs of the command line, with the same answers and refusals.

Dates may be `datetime.date`, EDTF or English phrases; people, roles and organizations are named as at the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from registry.api.acts import Acts
from registry.api.care import Care
from registry.api.confirm import Confirmations
from registry.api.corrections import Corrections
from registry.api.draft import Drafts
from registry.api.evidence import Sources
from registry.api.exchange import Exchange
from registry.api.export import Exports
from registry.api.identity import Identity
from registry.api.naming import Naming
from registry.api.nouns import Nouns
from registry.api.questions import Questions
from registry.api.record import Record
from registry.api.search import Search
from registry.api.trust import Trust
from registry.store.database import registry_file

if TYPE_CHECKING:
    from registry.domain.vocabulary import DateOrder
    from registry.services.exchange.package import TableReport


class Registry(
    Questions,
    Search,
    Drafts,
    Acts,
    Corrections,
    Nouns,
    Naming,
    Trust,
    Sources,
    Confirmations,
    Identity,
    Exchange,
    Exports,
    Record,
    Care,
):
    """A registry's SQLite file. Use it in a `with` block, or call `close`.

    `actor`: who makes the changes; `because`: why; `clock`: the time in UTC; `date_order`: how 03/04/2025 is meant.
    `as_known_on`: answer from what was recorded by then (a day or a time; to the end of it), and write nothing.
    Every method raises a RegistryError for what it refuses, and then has written nothing.
    """

    @classmethod
    @contextmanager
    def creating(
        cls,
        path: str | Path,
        *,
        actor: str | None = None,
        because: str | None = None,
        date_order: DateOrder | None = None,
        new: bool = False,
    ) -> Iterator[Self]:
        """The registry at `path`, made if there is none; one that was made is gone again if the block is refused.

        `new`: raises DatabaseError if there is one.
        """
        made = registry_file.create(Path(path))
        if new and not made:
            raise registry_file.DatabaseError(f"{str(path)!r} is a registry already; open it and import into it")
        try:
            with cls(path, actor=actor, because=because, date_order=date_order) as registry:
                yield registry
        except BaseException:
            if made:
                registry_file.discard(Path(path))
            raise

    @classmethod
    def from_package(
        cls, path: str | Path, folder: str | Path, *, actor: str | None = None, because: str | None = None
    ) -> list[TableReport]:
        """Make a registry of what a data package holds; if that is refused, no file is left.

        Raises DatabaseError where there is a registry already: what is there is never removed.
        """
        with cls.creating(path, actor=actor, because=because, new=True) as registry:
            return registry.import_package(folder)
