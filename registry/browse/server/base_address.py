"""The public address of the site, said once: never taken from what a visitor sends. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from registry.domain.errors import RegistryError

_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class BaseAddress(NamedTuple):
    """`whole` and `prefix` (its path) have a slash at their end; `host`: without a port, in small letters."""

    whole: str
    host: str
    prefix: str


def base_address(text: str) -> BaseAddress:
    """The address that somebody gives, such as https://example.org/offices/. Raises RegistryError."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    shown = f"[{host}]" if ":" in host else host
    name = f"{shown}:{port}" if port else shown
    plain = parts.scheme in ("http", "https") and parts.netloc.lower() == name and not (parts.query or parts.fragment)
    if not plain or not _HOST.fullmatch(shown) or not _PATH.fullmatch(parts.path) or "/.." in parts.path:
        raise RegistryError(f"{text!r} is not a public address such as https://example.org/offices/")
    prefix = f"{parts.path.rstrip('/')}/"
    return BaseAddress(f"{parts.scheme}://{name}{prefix}", host, prefix)
