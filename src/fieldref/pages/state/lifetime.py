"""Gather everything dated of one State, from the beginning on."""

from __future__ import annotations

from datetime import date, timedelta

from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import QueryContext
from fieldref.rules import upr
from fieldref.rules.agenda import state_entries
from fieldref.rules.entries import AgendaWindow, Entry

_BEGINNING = date(1945, 1, 1)


def lifetime_entries(
    context: QueryContext,
    state: State,
    treaties: tuple[Treaty, ...],
    ahead: int,
    projected: bool = False,
) -> list[Entry]:
    """Give the State's entries to `ahead` days past the day, by date, replaced ones too."""
    window = AgendaWindow(_BEGINNING, context.on + timedelta(ahead), context.on, projected)
    entries = state_entries(state, treaties, upr.UprRules.of(context.catalog.upr, (state,)), window)
    return sorted(entries, key=lambda entry: (entry.date, entry.id))
