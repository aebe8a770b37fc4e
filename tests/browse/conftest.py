"""A Datasette that serves the sample registry, in process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from registry import Registry
from tests.conftest import DATA

Get = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "registry.db"
    Registry.from_package(path, DATA, actor="a tester")
    return path


def getter(*files: Path, metadata: dict[str, Any] | None = None, **settings: object) -> Get:
    """Asks a Datasette over these files for one address after another."""
    datasette = Datasette([str(file) for file in files], settings=settings, metadata=metadata)

    def get(address: str, **headers: str) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}

        async def ask() -> httpx.Response:
            await datasette.invoke_startup()
            return await datasette.client.get(address, headers=sent)

        return asyncio.run(ask())

    return get


@pytest.fixture(scope="session")
def get(served: Path) -> Get:
    return getter(served)
