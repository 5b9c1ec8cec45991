"""Some of the States, for what is asked of the page of each."""

from conftest import THOROUGH

SOME = 29


def some_states(catalog):
    """So many, evenly from the barest record to the fullest; with THOROUGH all."""
    states = sorted(catalog.briefs, key=lambda state: (_rows(state), state.state))
    last = len(states) - 1
    return states if THOROUGH else [states[n * last // (SOME - 1)] for n in range(SOME)]


def _rows(state):
    return sum(map(len, (state.treaties, state.reservations, state.reviews, state.events)))
