"""What stands beside a published registry, to serve it anywhere: metadata, settings, program, Dockerfile, README."""

from __future__ import annotations

import json
import platform
from importlib.resources import files
from pathlib import Path
from string import Template

from registry.browse.publish.requirements import pinned_requirements
from registry.browse.publish.wheel import write_wheel
from registry.browse.server.base_address import base_address
from registry.browse.server.serving import SETTINGS, metadata_for


def write_bundle(
    folder: Path, database: str, version: str, metadata: Path | None = None, base: str | None = None
) -> None:
    """Write it beside the file `database`, which is there; `version`: of the registry, in words; `base`: the public
    address of the pages, with a slash at its end, if it is known.

    Raises RegistryError for metadata that cannot be read.
    """
    told = metadata_for(Path(database).stem, metadata)
    told["version"] = version
    plugins = told.get("plugins") or {}
    ours = {**(plugins.get("registry") or {}), "gate": True, **({"base_url": base} if base else {})}
    told["plugins"] = {**plugins, "registry": ours}
    _write_json(folder / "metadata.json", told)
    prefix = base_address(base).prefix if base else "/"
    _write_json(folder / "settings.json", {**SETTINGS, "base_url": prefix})
    program = folder / "program"
    program.mkdir()
    wheel = write_wheel(program).name
    (program / "requirements.txt").write_text("\n".join([*pinned_requirements(), ""]), "utf-8")
    words = {
        "title": told.get("title") or "Registry",
        "version": version,
        "database": database,
        "wheel": wheel,
        "python": platform.python_version(),
        "minor": ".".join(platform.python_version_tuple()[:2]),
        "options": _options(wheel, prefix),
        "base": base or "https://example.org/offices/",
        "host": base_address(base).host if base else "example.org",
        "prefix": prefix if base else "/offices/",
        "known": "" if base else " Put your own address in the place of https://example.org/offices/.",
    }
    for name in ("Dockerfile", "README.md"):
        text = files("registry.browse").joinpath(f"texts/{name}").read_text("utf-8")
        (folder / name).write_text(Template(text).substitute(words), "utf-8")


def _options(wheel: str, prefix: str) -> str:
    """For `datasette publish`, which puts the folder of plugins into its image as `plugins`."""
    settings = " ".join(f"--setting {name} {_said(value)}" for name, value in {**SETTINGS, "base_url": prefix}.items())
    return (
        f"--metadata metadata.json --plugins-dir program --install plugins/{wheel} "
        f'--install=-rplugins/requirements.txt --extra-options "{settings}"'
    )


def _said(value: object) -> object:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else value


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
