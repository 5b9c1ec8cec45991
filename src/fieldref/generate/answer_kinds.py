"""What programs can rely on, made from the code: docs/formats.md, and a JSON Schema a command.

python -m fieldref.generate

`ITEMS` is the list of what each command gives; a new command with items of its own is a line here.
"""

from __future__ import annotations

from fieldref.answer.items.base import ContactItem, DeadlineItem, Item
from fieldref.answer.items.check import FindingItem
from fieldref.answer.items.config import SettingItem
from fieldref.answer.items.explain import ExplainItem
from fieldref.answer.items.lists import (
    ComparedItem,
    FoundItem,
    MandateLine,
    OfficeLine,
    SourceLine,
    StateLine,
    TreatyLine,
)
from fieldref.answer.items.show import OfficeItem, StateItem, TreatyPageItem
from fieldref.answer.items.timeline import TimelineItem
from fieldref.answer.items.user_data import DiagnosisItem, OwnItem, PlaceItem

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
