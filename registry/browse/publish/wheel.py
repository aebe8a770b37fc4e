"""The running program as a wheel (PyPA binary distribution format 1.0), made of its own files.

So a bundle needs neither the checkout nor a package index.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from registry import __version__
from registry.browse.publish.requirements import DISTRIBUTION, installed

_PACKAGE = "registry"
_KIND = "Wheel-Version: 1.0\nGenerator: registry publish\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_NOT_OURS = ("__pycache__",)


def write_wheel(folder: Path) -> Path:
    """Put the wheel into the folder; the same program gives the same bytes."""
    program = installed()
    about = f"{DISTRIBUTION}-{__version__}.dist-info"
    files = _package()
    metadata = program.read_text("METADATA") or program.read_text("PKG-INFO") or ""
    # A checkout that was installed before its name or version changed tells the former ones.
    metadata = re.sub(r"^Name: .*$", f"Name: {DISTRIBUTION}", metadata, count=1, flags=re.MULTILINE)
    metadata = re.sub(r"^Version: .*$", f"Version: {__version__}", metadata, count=1, flags=re.MULTILINE)
    files[f"{about}/METADATA"] = metadata.encode()
    files[f"{about}/WHEEL"] = _KIND.encode()
    files[f"{about}/entry_points.txt"] = (program.read_text("entry_points.txt") or "").encode()
    record = f"{about}/RECORD"
    lines = [f"{name},sha256={_hash(content)},{len(content)}" for name, content in files.items()]
    files[record] = ("\n".join([*lines, f"{record},,"]) + "\n").encode()
    path = folder / f"{DISTRIBUTION}-{__version__}-py3-none-any.whl"
    with ZipFile(path, "w", ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            entry = ZipInfo(name)  # of 1980, so that the bytes do not tell when they were written
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, content, ZIP_DEFLATED)
    return path


def _package() -> dict[str, bytes]:
    root = Path(__file__).parents[2]
    return {
        f"{_PACKAGE}/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not set(_NOT_OURS) & set(path.parts)
    }


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
