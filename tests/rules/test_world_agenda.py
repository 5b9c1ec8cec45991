"""All that the rules say of the invented world, line by line, as a person read it.

What no other test asks for shows here: a step, a source, an order, a date that came or went.
"""

from pathlib import Path

import pytest

from conftest import day
from fieldref.rules.agenda import agenda, state_entries
from fieldref.rules.entries import AgendaWindow
from fieldref.rules.standing import standing_towards
from fieldref.rules.status import status_words
from fieldref.rules.upr import UprRules

GOLDEN = Path(__file__).parents[1] / "golden" / "rules"
DAYS = ("1999-01-01", "2009-12-05", "2026-11-23")
CODES = ("AZU", "RUR", "SYB", "SYL", "UTP", "XAN")


def window(on):
    return AgendaWindow(day("1980-06-01"), day("2034-06-30"), day(on), projected=True)


def entry_lines(entry):
    """An entry and each step to it, with nothing left out."""
    fields = (
        entry.treaty, entry.report and f"report {entry.report}",
        entry.session and f"session {entry.session}", entry.committee,
        entry.since and f"since {entry.since}", entry.base and f"base {entry.base}",
        entry.replaced and f"replaced by {entry.replaced}",
    )  # fmt: skip
    yield f"{entry.id}  {date_of(entry.date)}  {entry.state} {entry.name}  {entry.kind}"
    yield f"    {entry.basis}: {status_words(entry.status)}"
    yield f"    short: {status_words(entry.status, short=True)}"
    yield "    " + ", ".join(filter(None, fields))
    for step in entry.steps:
        yield f"    - {step.rule} {step.article or ''} {date_of(step.date)}: {step.words}"
        yield f"      [{'; '.join(map(str, step.sources))}]"
    yield f"    = {'; '.join(map(str, entry.sources))}"


def date_of(date):
    return f"~{date}" if date and date.approximate else str(date)


def states_of(world):
    return [world.state(code) for code in CODES]


def entries_text(world):
    states = states_of(world)
    rules = UprRules.of(world.upr, states)
    for state in states:
        for entry in state_entries(state, world.treaties, rules, window(DAYS[-1])):
            yield from entry_lines(entry)


def agenda_text(world):
    for on in DAYS:
        yield f"as of {on}"
        for entry in agenda(states_of(world), world.treaties, world.upr, window(on)):
            yield f"{date_of(entry.date)} {entry.id}: {status_words(entry.status, short=True)}"


def standing_text(world):
    for code in CODES:
        state = world.state(code)
        for treaty in world.treaties:
            for on in DAYS:
                standing = standing_towards(treaty, state.treaties, day(on))
                if standing.status != "none recorded":
                    words = [
                        f"{name}={value}" for name, value in standing._asdict().items() if value
                    ]
                    yield f"{code} {treaty.code} {on}: {', '.join(words)}"


def hold(lines, name, update):
    path = GOLDEN / name
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.fixture
def update(pytestconfig):
    return pytestconfig.getoption("--update-golden")


def test_each_entry_of_the_world_and_its_ground_is_the_one_that_was_read(world, update):
    hold(entries_text(world), "entries.txt", update)


def test_the_agenda_of_the_world_on_three_days_is_the_one_that_was_read(world, update):
    hold(agenda_text(world), "agenda.txt", update)


def test_the_standings_in_the_world_are_those_that_were_read(world, update):
    hold(standing_text(world), "standings.txt", update)
