"""Compile the loops in C (`sources/native`, `technology/native`) while Tallylight is installed (a hatchling build hook).

The machine's own C compiler is used; where there is none, pip fetches one (ziglang, about 100 MB, for the installation
only). When compiling fails, Tallylight is installed all the same: everything works without it, large files more slowly.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = (Path("src/tallylight/sources/native/cells.c"), Path("src/tallylight/technology/native/phrases.c"))
COMPILERS = ("cc", "gcc", "clang")


class NativeBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it makes a wheel."""

    PLUGIN_NAME = "native"

    def dependencies(self) -> list[str]:
        """What pip has to fetch to compile."""
        return [] if _installed() else ["ziglang>=0.13"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, and take the result into the wheel."""
        compiler = _installed() or [sys.executable, "-m", "ziglang", "cc"]
        for source in SOURCES:
            library = source.with_suffix(".so")
            target = Path(self.root) / library
            command = [*compiler, "-O3", "-shared", "-fPIC", "-o", str(target), str(Path(self.root) / source)]
            try:
                subprocess.run(command, check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError) as error:
                said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
                self.app.display_warning(f"large files will take longer: {source.name} was not compiled ({said[-1:]})")
                target.unlink(missing_ok=True)
                continue
            build_data["artifacts"].append(f"/{library.as_posix()}")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def _installed() -> list[str]:
    """The machine's compiler, as a command; empty where there is none."""
    return next(([path] for name in COMPILERS if (path := shutil.which(name))), [])
