"""Find dates of one file that can't all be right: bound before adoption, say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fieldref.dates import PartialDate
from fieldref.errors import Fault
from fieldref.loading.overlay import File
from fieldref.model.presences import Presence
from fieldref.model.states import Elsewhere, Review, State
from fieldref.model.treaties import Act, Treaty

Conflict = tuple[str, str]
_NUMBERS = re.compile(r"[0-9]{1,2}(-[0-9]{1,2})?")


def find_date_conflicts(file: File, treaties: tuple[Treaty, ...]) -> Iterator[Fault]:
    """Find every contradiction in a file's record, at the line of the value that can't be."""
    record = file.record
    problems: Iterator[Conflict] = iter(())
    if isinstance(record, State):
        problems = _of_state(record, {treaty.code: treaty for treaty in treaties})
    elif isinstance(record, Presence):
        problems = _of_presence(record, "")
    elif type(record) is tuple:
        problems = _of_list(record)
    for path, says in problems:
        yield file.fault(path, says)


def _of_list(records: tuple[Any, ...]) -> Iterator[Conflict]:
    for n, record in enumerate(records, 1):
        if isinstance(record, Elsewhere) and not record.names:
            yield f"{n}.names", "expected at least one name"


def _of_state(state: State, treaties: dict[str, Treaty]) -> Iterator[Conflict]:
    for n, act in enumerate(state.treaties, 1):
        yield from _of_act(act, treaties.get(act.treaty), f"treaties.{n}")
    for n, review in enumerate(state.reviews, 1):
        yield from _of_review(review, f"reviews.{n}")
    for n, presence in enumerate(state.presences, 1):
        yield from _of_presence(presence, f"presences.{n}.")


def _of_act(act: Act, treaty: Treaty | None, path: str) -> Iterator[Conflict]:
    if treaty:
        adopted = (treaty.adopted.date, f"the treaty was adopted {treaty.adopted.date.words}")
        yield from _order(adopted, act.signed, f"{path}.signed")
        yield from _order(adopted, act.bound, f"{path}.bound")
    if act.bound:
        bound = (act.bound, f"the State was bound {act.bound.words}")
        yield from _order(bound, act.notified, f"{path}.notified")
        yield from _order(bound, act.withdrawn, f"{path}.withdrawn")
    elif act.withdrawn:
        yield f"{path}.withdrawn", "a withdrawal needs a date on which the State was bound"
    if not (act.signed or act.bound or act.notified or act.undated):
        yield path, "expected a date: signed, bound or notified"
    yield from _of_undated(act, path)


def _of_undated(act: Act, path: str) -> Iterator[Conflict]:
    """Find an act marked undated that has a day, and bounds that don't fit."""
    if act.undated and act.bound:
        yield f"{path}.undated", f"the State was bound {act.bound.words}: that is a day"
    if not act.undated and (act.not_before or act.not_after):
        yield path, "bounds of a day are for an act that is undated"
    if act.not_before:
        says = f"it was not before {act.not_before.words}"
        yield from _order((act.not_before, says), act.not_after, f"{path}.not_after")


def _of_review(review: Review, path: str) -> Iterator[Conflict]:
    if (review.mechanism is None) == (review.treaty is None):
        yield path, "expected either mechanism: UPR or a treaty"
    if review.mechanism and not review.cycle:
        yield path, "the key 'cycle' is missing"
    if review.treaty and not (review.event and review.date):
        yield path, "a treaty's row needs 'event' and 'date'"
    if review.report and not _NUMBERS.fullmatch(review.report):
        yield f"{path}.report", f"expected a number such as 5 or 3-4, got {review.report!r}"
    if review.set_by:
        says = f"it was set by the review of {review.set_by.words}"
        yield from _order((review.set_by, says), review.date, f"{path}.date")
    if review.date:
        says = f"it began {review.date.words}"
        yield from _order((review.date, says), review.end_date, f"{path}.end_date")
        says = f"the review was {review.date.words}"
        yield from _order((review.date, says), review.adopted, f"{path}.adopted")
    yield from _misplaced(review, path)


def _misplaced(review: Review, path: str) -> Iterator[Conflict]:
    """Find keys that another kind of row has."""
    if review.authority and review.event != "report due":
        yield f"{path}.authority", "only a due date has an authority"
    for key in ("adopted", "adopted_session"):
        if getattr(review, key) and review.mechanism != "UPR":
            yield f"{path}.{key}", "only the outcome of a UPR review is adopted"


def _of_presence(presence: Presence, path: str) -> Iterator[Conflict]:
    if presence.since:
        says = f"it opened {presence.since.words}"
        yield from _order((presence.since, says), presence.until, f"{path}until")


def _order(
    earlier: tuple[PartialDate, str], later: PartialDate | None, path: str
) -> Iterator[Conflict]:
    if later and later.last < earlier[0].first:
        yield path, f"expected a date that isn't earlier, got '{later}': {earlier[1]}"
