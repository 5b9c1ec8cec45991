"""What machines read: one record a kind of item, its fields the keys, in this order, always.

These are a promise (docs/formats.md): a key is never renamed, and a missing value is null. Dates
are text, as precise as known. `str()` of a nested record is what a CSV cell holds of it.

Those of `list`, `search` and `compare` are in `items.lists`: no other command pays for them.
"""

from fieldref.items.base import (
    AddressItem,
    CardStatus,
    ContactItem,
    DeadlineItem,
    GroundItem,
    Item,
    PhoneItem,
    SourceItem,
    StepItem,
)
from fieldref.items.check import FindingItem
from fieldref.items.explain import ExplainItem
from fieldref.items.show import (
    ComplaintItem,
    OfficeItem,
    PartyItem,
    StateItem,
    TreatyItem,
    TreatyPageItem,
)
from fieldref.items.timeline import TimelineItem

__all__ = [
    "AddressItem",
    "CardStatus",
    "ComplaintItem",
    "ContactItem",
    "DeadlineItem",
    "ExplainItem",
    "FindingItem",
    "GroundItem",
    "Item",
    "OfficeItem",
    "PartyItem",
    "PhoneItem",
    "SourceItem",
    "StateItem",
    "StepItem",
    "TimelineItem",
    "TreatyItem",
    "TreatyPageItem",
]
