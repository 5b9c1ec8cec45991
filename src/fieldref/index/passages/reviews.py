"""Make the passages of reviews and sessions, found by document, session and committee."""

from __future__ import annotations

from fieldref.index.passages.common import Owner, first_day, source_ids
from fieldref.index.search_terms import Passage
from fieldref.model.committees_and_upr import Session
from fieldref.model.states import Review


def review_passage(review: Review, owner: Owner) -> Passage:
    """Give what a committee or the UPR did with a State, with the symbol of its document."""
    body = review.treaty or "UPR"
    session = f"session {review.session}" if review.session else None
    parts = (review.document, review.event or "review", body, session)
    return Passage(
        1, "review", owner.id, owner.name, "reviews", ", ".join(filter(None, parts)),
        review.date.words if review.date else None, first_day(review.date),
        source_ids(review.sources), f"{owner.command} --section reviews",
    )  # fmt: skip


def session_passage(session: Session, committee: str) -> Passage:
    """Give a session of a committee by its number: it is called so, and stands among names."""
    days = [day.words for day in (session.start, session.end) if day]
    name = f"{committee} {session.kind or 'session'} {session.session}"
    text = ", ".join(filter(None, [name, " to ".join(days), session.place]))
    command = f"fieldref list sessions --committee {committee}"
    return Passage(
        0, "session", committee, name, "sessions", text,
        sources=source_ids(session.sources), command=command,
    )  # fmt: skip
