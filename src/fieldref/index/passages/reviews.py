"""Make the passages of reviews and sessions, found by document, session and committee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def session_passages(sessions: Iterable[Session], body: str, title: str) -> Iterator[Passage]:
    """Give a body's sessions by their numbers: each is called so, and stands among names."""
    for session in sessions:
        if session.session and not session.inferred:
            yield _session_passage(session, body, title)


def _session_passage(session: Session, body: str, title: str) -> Passage:
    number, what = session.session, session.kind or "session"
    days = dict.fromkeys(day.words for day in (session.start, session.end) if day)
    name = f"{body} {what} {number}"
    other = [f"{body} {number}", f"{body}{number}", f"{title} {number}", f"{title} {what} {number}"]
    return Passage(
        0, "session", name, name, "sessions",
        ", ".join(filter(None, [" to ".join(days), session.place])) or name,
        sources=source_ids(session.sources), command=f"fieldref list sessions --committee {body}",
        found_by="" if session.kind else "; ".join(other),
        day=first_day(session.start or session.end),
    )  # fmt: skip
