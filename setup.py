"""What pyproject.toml cannot say: the wheel holds the sample registry, data/, as registry/sample."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSample(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # an editable installation finds the folder in the checkout
            shutil.copytree("data", Path(self.build_lib) / "registry" / "sample", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithSample})
