"""What edits, corrections and removals are given: fields with dates among them, and a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registry.api.file import RegistryFile

_BEGINNINGS = ("start", "birth", "inception", "parent_since", "published", "accessed")
_ENDS = ("end", "death", "dissolution", "abolition", "parent_until")


class Edits(RegistryFile):
    """Reads what it is given; writes nothing itself."""

    def _dated(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The changes with their dates read. An end at present is none; a beginning at present is refused."""
        read = dict(changes)
        for field, value in changes.items():
            if field in _ENDS:
                read[field] = self._edtf(value)
            elif field in _BEGINNINGS and value is not None:
                read[field] = self._start(value)
        return read
