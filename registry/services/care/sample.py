"""Where the sample registry lies: a data package of real offices and who held them, with sources."""

from __future__ import annotations

from pathlib import Path

from registry.domain.errors import RegistryError

_PACKAGE = Path(__file__).parents[2]
# The wheel holds the folder data/ of the checkout inside the package (see setup.py).
_PLACES = (_PACKAGE / "sample", _PACKAGE.parent / "data")


def sample_folder() -> Path:
    """The folder of the data package. Raises RegistryError where this installation has none."""
    for place in _PLACES:
        if (place / "datapackage.json").exists():
            return place
    raise RegistryError(
        "this installation lacks the sample registry; install the program with `pip install officeholders`"
    )
