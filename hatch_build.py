"""Compiles the data into the wheel, so that the first run of an installed fieldref is no slower.

An editable install has none: there, the data are read where they lie and compiled into the cache.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface):
    """Adds fieldref/data/index.sqlite to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile data/ by the package that is being built; a fault in a file ends the build."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from fieldref.index.writer import write_bundled_index

        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name, "index.sqlite")
        write_bundled_index(path, Path(self.root, "data"))
        path.chmod(0o644)
        build_data["force_include"][str(path)] = "fieldref/data/index.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear up; a build that fails leaves it to the end of the process."""
        if version != "editable":
            self.folder.cleanup()
