"""Everything dated of one State, from the beginning on: what its pages draw from."""

from __future__ import annotations

from datetime import date, timedelta

from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import Asked
from fieldref.rules import upr
from fieldref.rules.agenda import of_state
from fieldref.rules.entries import Entry, Question

_BEGINNING = date(1945, 1, 1)


def lifetime(
    asked: Asked, state: State, treaties: tuple[Treaty, ...], ahead: int, projected: bool = False
) -> list[Entry]:
    """The State's entries to `ahead` days past the day, by date; replaced ones are among them."""
    question = Question(_BEGINNING, asked.on + timedelta(ahead), asked.on, projected)
    found = of_state(state, treaties, upr.Rules.of(asked.catalog.upr), question)
    return sorted(found, key=lambda one: (one.date, one.id))
