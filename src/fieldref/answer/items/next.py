"""Define the items of `next`: the committees that review a State, and how to write to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fieldref.answer.items.base import Date
from fieldref.answer.items.show import ComplaintItem
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.model.presences import Institution


class MechanismItem(NamedTuple):
    """A committee or the UPR: its last review of the State, the next, and how to write to it.

    What isn't known is null, or said so in words; `page` is where it is published.
    """

    mechanism: Literal["treaty body", "UPR"]
    treaty: str | None
    committee: str | None
    last_considered: Date | None
    last_considered_says: str | None
    document: str | None
    document_date: Date | None
    document_address: str | None
    next_review: Date | None
    next_review_is: Literal["known", "likely", "not known"]
    next_review_says: str
    next_report_says: str | None
    submit_by: Date | None
    submit_by_says: str
    length_says: str | None
    mailbox: str | None
    follow_up_says: str | None
    page: str
    sources: tuple[str, ...]
    follow_up: Date | None


class NextItem(NamedTuple):
    """What comes next for a State: its mechanisms, its institutions, its complaint procedures."""

    state: str
    name: str
    institutions: tuple[Institution, ...]
    mechanisms: tuple[MechanismItem, ...]
    complaint_procedures: tuple[ComplaintItem, ...]
    sources: tuple[str, ...]
