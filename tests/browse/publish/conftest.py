"""The program is packed once for all bundles that tests write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from registry.browse.publish import bundle
from registry.browse.publish.requirements import pinned_requirements
from registry.browse.publish.wheel import write_wheel


@pytest.fixture(scope="session", autouse=True)
def _packed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    @cache
    def wheel() -> Path:
        return write_wheel(tmp_path_factory.mktemp("wheel"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "write_wheel", lambda folder: Path(shutil.copy(wheel(), folder)))
        patch.setattr(bundle, "pinned_requirements", cache(pinned_requirements))
        yield
