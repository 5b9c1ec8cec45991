"""Say on stderr that the user's files have faults, which only `check` tells one by one."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from fieldref import places
from fieldref.catalog import Catalog
from fieldref.user_data.fault_count import FaultCount


def tell_faults(
    catalog: Catalog, folders: tuple[Path, ...], named: tuple[Path, ...], on: date
) -> None:
    """Tell how many faults the user's `folders` have, or that nobody knows since they changed.

    They are counted once, and again where the data were all read anyway. Of a thousand files and
    more nothing is told: to look at each would take longer than an answer. `named` are the folders
    of the command line.
    """
    if catalog.has_many_files:
        return
    faults = FaultCount(folders, places.cache_folder())
    count = faults.kept(on)
    if count is None and (catalog.was_recompiled or not faults.was_kept()):
        count = faults.count(on)
    if count == 0:
        return
    from fieldref.render.output import write_messages

    says = {None: "Your files have changed since they were checked", 1: "1 fault in your files"}
    sentence = says.get(count, f"{count} faults in your files")
    command = " ".join(["fieldref check", *(f"--data {shlex.quote(str(path))}" for path in named)])
    write_messages([f"fieldref: {sentence}: {command}"])
