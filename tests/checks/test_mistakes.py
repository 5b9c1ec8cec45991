"""Sixty mistakes such as people make, put into the bundled data: check finds them.

Every third of them is put in, several together where each is in a file of its own; with
FIELDREF_THOROUGH=1 all are, one at a time, at two places.
"""

import gc
import random
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import DATA, THOROUGH
from fieldref.checks import registry
from fieldref.loading import dataset

ON = date(2026, 11, 23)
MOST_MISSED = 1 / 15  # of the mistakes: four of all
SEEDS = [2027, 7] if THOROUGH else [2027]


class Mistake(NamedTuple):
    """A change at one of the places that a pattern finds, in one of the files that have any."""

    name: str
    files: str
    old: str
    new: object  # the replacement, or what makes it of the match


def later(years):
    return lambda match: re.sub(
        r"\b(1[89]|20)(\d\d)", lambda year: str(int(year[0]) + years), match[0], count=1
    )


def doubled(match):
    return match[0] + match[0]


def dropped(match):
    return ""


STATES, OFFICES = "states/*.yaml", "offices/*.yaml"
ACT = r"  - \{treaty: [A-Z-]+[0-9]?, (?:signed: [0-9-]+, )?bound: [0-9-]+[^\n]*\n"
UPR = r"  - \{mechanism: UPR, date: [0-9-]+, [^\n]*status: held[^\n]*\n"
REVIEW = r"  - \{treaty: [A-Z-]+, event: considered, date: [0-9-]+[^\n]*status: held[^\n]*\n"
DAY = r"\d{4}-\d\d-\d\d"
SESSION = rf"    - \{{session: \d+, start: {DAY}, end: {DAY}[^\n]*status: held[^\n]*\n"
MISTAKES = (
    # dates
    Mistake("signed and bound swapped", STATES,
            r"signed: (\d{4}-\d\d-\d\d), bound: (?!\1)(\d{4}-\d\d-\d\d)", r"signed: \2, bound: \1"),
    Mistake("a century off", STATES, r"bound: \d{4}-\d\d-\d\d", later(100)),
    Mistake("bound before there was a treaty", STATES, r"bound: (?:19|20)\d\d", "bound: 1949"),
    Mistake("a deposit to come", STATES, r"bound: 20\d\d-", "bound: 2031-"),
    Mistake("a signature to come", STATES, r"signed: 20\d\d-", "signed: 2029-"),
    Mistake("a member too early", STATES, r"un_member_since: \d{4}", "un_member_since: 1944"),
    Mistake("a member to come", STATES, r"un_member_since: \d{4}", "un_member_since: 2044"),
    Mistake("the end of a dialogue before its beginning", STATES,
            rf"date: ({DAY}), end_date: (?!\1)({DAY})", r"date: \2, end_date: \1"),
    Mistake("a review held in another year", STATES, UPR, later(1)),
    Mistake("a review held in the future", STATES, REVIEW, later(30)),
    Mistake("concluding observations to come", STATES,
            r"event: concluding observations, date: \d{4}[^\n]*status: held", later(40)),
    Mistake("an outcome adopted before the review", STATES, r"adopted: \d{4}-\d\d-\d\d", later(-9)),
    Mistake("an outcome adopted at a session of other years", STATES,
            r"(adopted: \d{4}-\d\d[^\n]*adopted_session: )(\d+)",
            lambda match: f"{match[1]}{max(1, int(match[2]) - 12)}"),
    Mistake("a committee of ten times as many", "committees.yaml",
            r"members: (\d+)", r"members: \g<1>0"),
    Mistake("a treaty that binds after ten times as long", "treaties.yaml",
            r"days: 30", "days: 300"),
    Mistake("a session of the Council in another year", "upr.yaml",
            r"- \{start: \d{4}(?=[^\n]*session: (?:4[579]|5[1247]|61), status)", later(3)),
    Mistake("an outcome adopted in another year", STATES, r" adopted: \d{4}-\d\d-\d\d", later(1)),
    Mistake("a status of another century", STATES, r"status_date: \d{4}", later(100)),
    Mistake("seen in another century", STATES, r"as_of: 20\d\d", "as_of: 2126"),
    Mistake("a desk seen in another century", OFFICES, r"as_of: 20\d\d", "as_of: 2126"),
    Mistake("a session's ends swapped", "committees.yaml",
            r"start: (\d{4}-\d\d-\d\d), end: (?!\1)(\d{4}-\d\d-\d\d)", r"start: \2, end: \1"),
    Mistake("a session in another decade", "committees.yaml", SESSION,
            lambda match: re.sub(r"(start|end): (\d{4})",
                                 lambda m: f"{m[1]}: {int(m[2]) + 10}", match[0])),
    Mistake("a UPR session's ends swapped", "upr.yaml",
            rf"start: ({DAY}), end: ({DAY}), session", r"start: \2, end: \1, session"),
    Mistake("a mandate that ended before it began", "mandates.yaml",
            r"since: (\d{4})[0-9-]*\n  until: \d{4}[0-9-]*", r"since: \1\n  until: 1969"),
    Mistake("a mandate to come", "mandates.yaml", r"since: \d{4}", "since: 2044"),
    Mistake("a treaty in force before its adoption", "treaties.yaml",
            r"in_force: \{date: \d{4}", "in_force: {date: 1901"),
    Mistake("a source read in another century", "sources.yaml", r"date: 20\d\d\b", "date: 2126"),
    Mistake("a dialogue that ends a year later", STATES, r"end_date: \d{4}-\d\d-\d\d", later(1)),
    Mistake("put off to an earlier year", STATES, r"moved_to: \d{4}", later(-4)),
    Mistake("documents due after their session", "upr.yaml",
            r"kind: upr-(?:submission|report), date: 20\d\d", later(2)),
    Mistake("a declaration before there was a treaty", STATES,
            r"(article: [^\n]*?date: )\d{4}", r"\g<1>1955"),
    Mistake("a State covered twice", OFFICES, r"covers: \[([A-Z]{3})", r"covers: [\1, \1"),
    Mistake("a source twice in a list", STATES, r"sources: \[([\w-]+)\]", r"sources: [\1, \1]"),
    # codes
    Mistake("letters of a treaty swapped", STATES, r"treaty: CAT\b", "treaty: CTA"),
    Mistake("another treaty's code", STATES, r"treaty: ICERD, bound", "treaty: CEDAW, bound"),
    Mistake("another State's iso2", STATES, r"iso2: [A-Z]{2}", "iso2: FR"),
    Mistake("another State's iso3", STATES, r"iso3: [A-Z]{3}", "iso3: FRA"),
    Mistake("another State's number", STATES, r"m49: \"?\d+\"?", "m49: 250"),
    Mistake("a number cut short", STATES, r"m49: \"?(\d\d)\d\"?", r'm49: "\1"'),
    Mistake("a code in small letters", STATES, r"iso2: ([A-Z])([A-Z])", r"iso2: \1x"),
    Mistake("a host that there isn't", STATES, r"host: [A-Z]{3}", "host: XQX"),
    Mistake("a host elsewhere", STATES, r"host: [A-Z]{3}\n    covers: \[[A-Z]{3}\]",
            "host: FRA\n    covers: [FRA]"),
    Mistake("a State covered that there isn't", OFFICES, r"covers: \[[A-Z]{3}", "covers: [XQX"),
    Mistake("a mandate on no State", "mandates.yaml", r"state: [A-Z]{3}", "state: XQX"),
    Mistake("a term of a treaty that there isn't", "glossary.yaml",
            r"treaty: CAT\b", "treaty: CTA"),
    Mistake("a term with another's name", "glossary.yaml",
            r"- term: accession\n", "- term: ratification\n"),
    Mistake("a gap in no State", "known-gaps.yaml", r"states: \[[A-Z]{3}", "states: [XQX"),
    Mistake("another State's document", STATES,
            r"document: (\w+)/C/[A-Z]{3}/", r"document: \1/C/MCO/"),
    Mistake("another committee's document", STATES,
            r"document: (?!CRPD/)[A-Z]+/C/", "document: CRPD/C/"),
    Mistake("a region of another continent", STATES, r"region: Africa", "region: Americas"),
    Mistake("a language that is none", STATES, r"names: \{(\w\w): ", r"names: {\g<1>1: "),
    # sources
    Mistake("a source lost", STATES, r"(bound: [^\n]*), sources: \[[^\]]*\]\}", r"\1}"),
    Mistake("a review's source lost", STATES, r"(status: held), sources: \[[^\]]*\]\}", r"\1}"),
    Mistake("a source misspelt", STATES, r"sources: \[(untc-2015)", "sources: [utnc-2015"),
    Mistake("a source's entry lost", "sources.yaml", r"- id: untc-2015\n", "- id: untc-2105\n"),
    Mistake("an address cut short", "sources.yaml", r"address: \"?https?://", "address: htp:/"),
    # doubled, lost and misplaced rows
    Mistake("an act twice", STATES, ACT, doubled),
    Mistake("a UPR review twice", STATES, UPR, doubled),
    Mistake("a review twice", STATES, REVIEW, doubled),
    Mistake("a declaration twice", STATES, r"  - \{treaty: [A-Z-]+, article: [^\n]*\n", doubled),
    Mistake("a reservation twice", STATES, r"  - \{treaty: [A-Z-]+, sources: [^\n]*\n", doubled),
    Mistake("a session twice", "committees.yaml", SESSION, doubled),
    Mistake("an institution twice", STATES, r"  - \{name: [^\n]*status_date[^\n]*\n", doubled),
    Mistake("a UPR review lost", STATES, UPR, dropped),
    Mistake("an act lost", STATES, r"  - \{treaty: ICERD, (?:signed|bound): [^\n]*\n", dropped),
    Mistake("a State in another's file", STATES, r"\A(?s:.*)\Z",
            lambda match: (DATA / "states/monaco.yaml").read_text("utf-8")),
    # sessions that can't be
    Mistake("a UPR session of another cycle", STATES,
            r"cycle: 3, session: \d+", "cycle: 3, session: 4"),
    Mistake("a UPR session that there isn't", STATES,
            r"(cycle: \d), session: \d+", r"\1, session: 99"),
    Mistake("a committee's session long before", STATES,
            r"(event: considered, date: 20[12]\d[^\n]*), session: \d+", r"\1, session: 1"),
    Mistake("a committee's session to come", STATES,
            r"(event: considered, date: 20[01]\d[^\n]*), session: \d+", r"\1, session: 300"),
    # contacts
    Mistake("a digit lost", STATES, r"number: (\"?\+\d{6,})\d\d\"?\b", r"number: \1"),
    Mistake("an address of mail without its sign", OFFICES, r"([\w.-]+)@([\w.-]+)", r"\1.\2"),
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(load_once):
    """The bundled data, and their text by name."""
    paths = [path for path in sorted(DATA.rglob("*.yaml")) if path.parent.name != "schema"]
    texts = {path.relative_to(DATA).as_posix(): path.read_text("utf-8") for path in paths}
    data = load_once(DATA)
    gc.freeze()  # or each check goes over all of this again, to find no garbage in it
    yield data, texts
    gc.unfreeze()


class Change(NamedTuple):
    """A mistake, and the name and text of a file with it."""

    mistake: Mistake
    name: str
    text: str


def made(mistake, texts, seed):
    """Puts the mistake at a place that the seed chooses."""
    choice = random.Random(f"{seed} {mistake.name}")
    names = [name for name in texts if Path(name).match(mistake.files)]
    having = [name for name in names if re.search(mistake.old, texts[name])]
    name = choice.choice(having)
    places = list(re.finditer(mistake.old, texts[name]))
    place = choice.choice(places)
    new = mistake.new(place) if callable(mistake.new) else place.expand(mistake.new)
    text = texts[name][: place.start()] + new + texts[name][place.end() :]
    assert text != texts[name], mistake.name
    return Change(mistake, name, text)


def read(whole, name, text):
    """The dataset of one file of the data, where it has that text."""
    shared = whole._replace(states=(), offices=(), mandates=())
    fields = {"sources": "sources", "treaties": "treaties", "committees": "committees"}
    kind = fields.get(Path(name).stem)
    shared = shared._replace(**{kind: ()}) if kind else shared
    return dataset.load_text(Path(name), text, shared)


def told(whole, changes):
    """The names of the files of which check tells something where they are changed so."""
    names, changed = set(), []
    for change in changes:
        part = read(whole, change.name, change.text)
        names |= {fault.file for fault in part.faults}
        if part.sources and {source.id for source in whole.sources} - {s.id for s in part.sources}:
            names.add(change.name)  # what names a source that has gone can't be read
        else:
            changed += part.files
    if changed:
        replaced = {file.name for file in changed}
        files = [file for file in whole.files if file.name not in replaced]
        faults = registry.find_faults(whole._replace(files=(*files, *changed)), on=ON)
        names |= {fault.file for fault in faults}
    return names


def rounds(changes):
    """Parts the changes so that no two of a part touch one file, or what a file of it may name."""
    parts = defaultdict(list)
    for change in changes:
        shared = "/" not in change.name
        before = sum(other.name == change.name for part in parts.values() for other in part)
        parts[shared, before].append(change)
    return parts.values()


def test_there_are_more_than_sixty():
    assert len({mistake.name for mistake in MISTAKES}) == 72


@pytest.mark.bundled
def test_a_file_that_is_read_alone_is_what_it_is_among_all(whole):
    data, texts = whole
    for name in ("states/kenya.yaml", "committees.yaml", "upr.yaml"):
        (file,) = read(data, name, texts[name]).files
        assert file.record == next(other.record for other in data.files if other.name == name)


@pytest.mark.bundled
@pytest.mark.parametrize("seed", SEEDS)
def test_of_sixty_mistakes_check_finds_nearly_all(whole, seed):
    data, texts = whole
    mistakes = MISTAKES if THOROUGH else MISTAKES[seed % 3 :: 3]
    changes = [made(mistake, texts, seed) for mistake in mistakes]
    missed = []
    for part in [[change] for change in changes] if THOROUGH else rounds(changes):
        names = told(data, part)
        unseen = [] if names and len(part) == 1 else [c for c in part if c.name not in names]
        missed += [change for change in unseen if not told(data, [change])]
    assert len(missed) <= len(mistakes) * MOST_MISSED, [
        f"{change.mistake.name}, in {change.name}" for change in missed
    ]
