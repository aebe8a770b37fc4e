"""Who held which office, when, and how we know: dated, validated, sourced appointments in one SQLite file.

from registry import Registry

with Registry("registry.db") as registry:
    registry.who("Chief of the General Staff", on="2025-03-17")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.api import Registry as Registry
    from registry.domain.errors import RegistryError as RegistryError
    from registry.services.evidence.evidence import Evidence as Evidence

__version__ = "0.2.0.dev0"
__all__ = ["Evidence", "Registry", "RegistryError"]


def __getattr__(name: str) -> object:
    """Import what is asked for, and only then: every `import registry.x` passes through here."""
    if name == "Registry":
        from registry.api import Registry

        return Registry
    if name == "RegistryError":
        from registry.domain.errors import RegistryError

        return RegistryError
    if name == "Evidence":
        from registry.services.evidence.evidence import Evidence

        return Evidence
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
