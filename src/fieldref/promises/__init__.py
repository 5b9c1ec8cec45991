"""What programs can rely on, made from the code: docs/formats.md, and a JSON Schema a command.

python -m fieldref.promises

`ITEMS` is the list of what each command gives; a new command with items of its own is a line here.
"""

from __future__ import annotations

from fieldref.items import (
    ContactItem,
    DeadlineItem,
    ExplainItem,
    FindingItem,
    Item,
    OfficeItem,
    StateItem,
    TimelineItem,
    TreatyPageItem,
)
from fieldref.items.config import SettingItem
from fieldref.items.lists import (
    ComparedItem,
    FoundItem,
    MandateLine,
    OfficeLine,
    SourceLine,
    StateLine,
    TreatyLine,
)
from fieldref.items.own import DiagnosisItem, OwnItem, PlaceItem

# The command, as in the key `schema` of its JSON, and the kinds of items that it can give.
ITEMS: dict[str, tuple[Item, ...]] = {
    "show": (StateItem, TreatyPageItem, OfficeItem),
    "deadlines": (DeadlineItem,),
    "contacts": (ContactItem,),
    "explain": (ExplainItem,),
    "timeline": (TimelineItem,),
    "list": (StateLine, TreatyLine, OfficeLine, MandateLine, SourceLine),
    "search": (FoundItem,),
    "compare": (ComparedItem,),
    "check": (FindingItem,),
    "new": (OwnItem,),
    "edit": (OwnItem,),
    "import": (OwnItem,),
    "paths": (PlaceItem,),
    "doctor": (DiagnosisItem,),
    "config": (SettingItem,),
}
