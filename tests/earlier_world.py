"""An earlier edition of the invented world: before a report was put off, a State left, and more."""

import shutil

from conftest import WORLD

# In the file, what stands there today, and what stood there before.
EDITS = (
    ("edition.yaml", "date: 2026-11-23", "date: 2025-06-30"),
    ("states/utopia.yaml", "nr: 1, status: postponed, moved_to: 2009-03-31,", "nr: 1,"),
    (
        "states/utopia.yaml",
        "status: cancelled, note: The Committee has no time., sources: [gazette]",
        "sources: [gazette]",
    ),
    (
        "states/utopia.yaml",
        "report submitted, date: 2011, nr: 1, sources: [CFL/C/UTP/4]}",
        "report submitted, date: 2010, nr: 7, sources: [CFL/C/UTP/4]}",
    ),
    ("states/utopia.yaml", "status: A, status_date: 2009-03", "status: B, status_date: 2004-10"),
    ("states/utopia.yaml", "{date: 2027-02-03, what: Jub", "{date: 2027-02, what: Jub"),
    ("states/sylvania.yaml", "withdrawn: 2010-05-05, ", ""),
    (
        "states/xanadu.yaml",
        "sources: [almanac-1930]\n",
        "sources: [almanac-1930]\nevents:\n  - {date: 2003-05, what: Fair, sources: [old-news]}\n",
    ),
    ("committees.yaml", "start: 2026-12, session: 90", "start: 2026-10, session: 90"),
    ("mandates.yaml", "formerly: Special Representative for Utopia", "resolution: 5/1"),
    (
        "sources.yaml",
        "- id: texts\n  title: Texts of the invented treaties\n",
        "- id: old-news\n  title: Old news\n\n- id: texts\n  title: Texts\n",
    ),
)


def write_earlier_world(folder):
    """Write the earlier edition into a new folder, and give the folder."""
    shutil.copytree(WORLD, folder)
    for name, now, before in EDITS:
        text = (folder / name).read_text("utf-8")
        assert now in text, (name, now)
        (folder / name).write_text(text.replace(now, before, 1), "utf-8")
    return folder
