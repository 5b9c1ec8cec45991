"""One broken case of each check: how the sound world is broken, and what is then said."""

from pathlib import Path
from typing import NamedTuple

SOUND = Path(__file__).parent / "checks_world"


class Broken(NamedTuple):
    """A change that breaks the sound world, and what is said of it."""

    breaks: str
    file: str
    old: str
    new: str
    says: str


CASES = {
    "an act without sources": Broken(
        "every fact has a source",
        "states/utopia.yaml", "how: ratification, sources: [almanac]", "how: ratification",
        "states/utopia.yaml:8: treaties.1: expected at least one source",
    ),
    "a contact whose list of sources is empty": Broken(
        "every fact has a source",
        "offices/harbour-ro.yaml", "as_of: 2001, sources: [almanac]", "as_of: 2001, sources: []",
        "offices/harbour-ro.yaml:17: contacts.2: expected at least one source",
    ),
    "a source that no fact names": Broken(
        "every source is used",
        "sources.yaml", "date: 2009}", "date: 2009}\n- {id: idle, title: Idle}",
        "sources.yaml:3: 3.id: no fact names the source 'idle'",
    ),
    "a source under two ids": Broken(
        "no source stands under two ids, or twice with one fact",
        "sources.yaml", "title: Gazette of Utopia, date: 2009",
        "title: Gazette, address: http://www.example.org/almanac/, date: 2015",
        "sources.yaml:2: 2.address: 'gazette' has the address and date of 'almanac':"
        " one source, one id",
    ),
    "a source twice in a list": Broken(
        "no source stands under two ids, or twice with one fact",
        "states/utopia.yaml", "how: ratification, sources: [almanac]",
        "how: ratification, sources: [almanac, almanac]",
        "states/utopia.yaml:8: treaties.1.sources.2: 'almanac' stands here twice",
    ),
    "a presence that covers a State twice": Broken(
        "no row of a list stands twice",
        "offices/harbour-ro.yaml", "covers: [UTP, RUR]", "covers: [UTP, RUR, UTP]",
        "offices/harbour-ro.yaml:7: covers.3: 'UTP' stands here twice",
    ),
    "a review that takes a year": Broken(
        "reviews end soon, are put off to later days, and documents come before",
        "states/utopia.yaml", "end_date: 1995-01-13", "end_date: 1996-01-13",
        "states/utopia.yaml:14: reviews.5.end_date: expected a day within a month of"
        " 12 January 1995, got '1996-01-13'",
    ),
    "a presence that covers an unknown State": Broken(
        "every code and id is known",
        "offices/harbour-ro.yaml", "covers: [UTP, RUR]", "covers: [UTP, RUX]",
        "offices/harbour-ro.yaml:7: covers.2: there is no State 'RUX'",
    ),
    "a code of two letters": Broken(
        "every code and id is known",
        "offices/harbour-ro.yaml", "covers: [UTP, RUR]", "covers: [UTP, CH]",
        "offices/harbour-ro.yaml:7: covers.2: there is no State 'CH'; did you mean 'RUR'?",
    ),
    "a host that is no State": Broken(
        "every code and id is known",
        "states/utopia.yaml", "host: UTP", "host: UTO",
        "states/utopia.yaml:27: presences.1.host: there is no State 'UTO'",
    ),
    "a mandate on no State": Broken(
        "every code and id is known",
        "mandates.yaml", "state: UTP", "state: UTO",
        "mandates.yaml:1: 1.state: there is no State 'UTO'",
    ),
    "a known gap of no State": Broken(
        "every code and id is known",
        "known-gaps.yaml", "states: [RUR]", "states: [RUR, UTO]",
        "known-gaps.yaml:2: 2.states.2: there is no State 'UTO'",
    ),
    "a secretariat that is no office": Broken(
        "every code and id is known",
        "committees.yaml", "harbour-ro", "harbour-rx",
        "committees.yaml:1: 1.secretariat: there is no office 'harbour-rx'",
    ),
    "a contact superseded by none": Broken(
        "every code and id is known",
        "offices/harbour-ro.yaml", "superseded_by: harbour-2019", "superseded_by: harbour-2020",
        "offices/harbour-ro.yaml:17: contacts.2.superseded_by: there is no contact 'harbour-2020'",
    ),
    "a programme with an unknown contact": Broken(
        "every code and id is known",
        "states/utopia.yaml", "contacts: [utopia-desk]", "contacts: [utopia-desks]",
        "states/utopia.yaml:20: programmes.1.contacts.1: there is no contact 'utopia-desks'",
    ),
    "a protocol to an unknown treaty": Broken(
        "every code and id is known",
        "treaties.yaml", "parent: FLIGHT", "parent: FLIGTH",
        "treaties.yaml:29: 2.parent: there is no treaty 'FLIGTH'",
    ),
    "one id for two contacts": Broken(
        "no id, code or name stands for two things",
        "offices/harbour-ro.yaml", "id: harbour-2001", "id: utopia-desk",
        "offices/harbour-ro.yaml:17: contacts.2.id: "
        "'utopia-desk' stands twice, in states/utopia.yaml:29, too",
    ),
    "one code for two States": Broken(
        "no id, code or name stands for two things",
        "states/ruritania.yaml", '"902"', '"901"',
        "states/utopia.yaml:4: codes.m49: '901' stands twice, in states/ruritania.yaml:1, too",
    ),
    "one name for two treaties": Broken(
        "no id, code or name stands for two things",
        "treaties.yaml", "short: Night flights", "short: The Flying",
        "treaties.yaml:22: 2.short: 'The Flying' stands twice, in treaties.yaml:1, too",
    ),
    "one number for two reviews": Broken(
        "no id, code or name stands for two things",
        "states/utopia.yaml", "nr: 2", "nr: 1",
        "states/utopia.yaml:14: reviews.5.nr: "
        "number 1 stands twice for this treaty and event, in reviews.4, too",
    ),
    "a signature after the ratification": Broken(
        "dates of treaties and acts are in order",
        "states/utopia.yaml", "signed: 1980-10-17", "signed: 1982-10-17",
        "states/utopia.yaml:8: treaties.1.signed: "
        "signed 17 October 1982, after being bound 17 October 1981: a note must say why",
    ),
    "a signature before it was open": Broken(
        "dates of treaties and acts are in order",
        "states/utopia.yaml", "signed: 1980-10-17", "signed: 1980-02-29",
        "states/utopia.yaml:8: treaties.1.signed: "
        "expected no date before signature opened on 1 March 1980, got '1980-02-29'",
    ),
    "a treaty in force before its adoption": Broken(
        "dates of treaties and acts are in order",
        "treaties.yaml", "{date: 2002-01-18", "{date: 1999-01-18",
        "treaties.yaml:26: 2.in_force.date: "
        "expected no date before the adoption on 25 May 2000, got '1999-01-18'",
    ),
    "a State bound twice": Broken(
        "no State is party twice",
        "states/ruritania.yaml", ", notified: 1990-01-10", "",
        "states/ruritania.yaml:8: treaties.2: "
        "bound by FLIGHT a second time, without a withdrawal before",
    ),
    "a number of two digits": Broken(
        "codes of States and languages have their form",
        "states/utopia.yaml", 'm49: "901"', 'm49: "91"',
        "states/utopia.yaml:4: codes.m49: expected a code of the form [0-9]{3}, got '91'",
    ),
    "a region of another continent": Broken(
        "regions fit the regional groups of the United Nations",
        "states/utopia.yaml", "un_member_since: 1955",
        "un_member_since: 1955\nun_group: African\nregion: Americas",
        "states/utopia.yaml:7: region: the African group has no State in Americas",
    ),
    "an institution twice": Broken(
        "no row of a list stands twice",
        "states/utopia.yaml", "institutions:\n",
        "institutions:\n  - {name: OMBUDSMAN of Utopia, sources: [gazette], status_date: 2026}\n",
        "states/utopia.yaml:32: institutions.2: it stands twice, in institutions.1, too",
    ),
    "another State's document": Broken(
        "what stands in a State's file is of that State",
        "states/utopia.yaml", "date: 1990, nr: 1", "date: 1990, nr: 1, document: CFL/C/RUR/CO/1",
        "states/utopia.yaml:13: reviews.4.document: CFL/C/RUR/CO/1 is a document on RUR",
    ),
    "a review in a session of another time": Broken(
        "sessions are numbered in their order, and reviews fit it",
        "states/utopia.yaml", "date: 1990, nr: 1", "date: 1990, nr: 1, session: 9",
        "states/utopia.yaml:13: reviews.4.session: "
        "session 9 can't have been 1990: before the one ahead of it",
    ),
    "a treaty that binds years after the deposit": Broken(
        "numbers of rules and committees are plausible",
        "treaties.yaml", "days: 30}", "days: 300}",
        "treaties.yaml:8: 1.joins_later.days: expected 180 at most",
    ),
    "a contact seen in another century": Broken(
        "nothing is told as past on a day that has not come",
        "states/utopia.yaml", "name: Desk, as_of: 2025", "name: Desk, as_of: 2126",
        "states/utopia.yaml:29: presences.1.contacts.1.as_of: "
        "expected no day after 23 November 2026, got '2126'",
    ),
    "a review held that has not come": Broken(
        "nothing is told as past on a day that has not come",
        "states/utopia.yaml", "event: considered, date: 1990", "event: considered, date: 2030",
        "states/utopia.yaml:13: reviews.4.date: "
        "expected no day after 23 November 2026, got '2030'",
    ),
    "a member before there was anything to join": Broken(
        "no State joined the United Nations before there was one",
        "states/utopia.yaml", "un_member_since: 1955", "un_member_since: 1944",
        "states/utopia.yaml:5: un_member_since: "
        "expected no day before the Charter was in force, 24 October 1945, got '1944'",
    ),
    "a known gap that explains less than differs": Broken(
        "as many States parties as published, but for what known gaps explain",
        "known-gaps.yaml", "parties: 7", "parties: 6",
        "treaties.yaml:31: 2.published.1.parties: published 7 States parties of 2005, "
        "counted 0, and known gaps explain 6",
    ),
    "a published number that nothing explains": Broken(
        "as many States parties as published, but for what known gaps explain",
        "treaties.yaml", "{parties: 3, date: 2000-12-31", "{parties: 4, date: 2000-12-31",
        "treaties.yaml:16: 1.published.1.parties: published 4 States parties of "
        "31 December 2000, counted 3, and no known gap explains it",
    ),
    "a difference whose known gap has gone": Broken(
        "as many States parties as published, but for what known gaps explain",
        "known-gaps.yaml", "treaty: FLIGHT-OP, parties: 7", "treaty: FLIGHT-OP",
        "treaties.yaml:31: 2.published.1.parties: published 7 States parties of 2005, "
        "counted 0, and no known gap explains it",
    ),
    "a session outside its cycle": Broken(
        "UPR sessions lie in their cycles",
        "upr.yaml", "inferred: true}",
        "inferred: true}\n  - {start: 2009, session: 5, cycle: 2, inferred: true}",
        "upr.yaml:9: sessions.5.cycle: session 5 isn't one of cycle 2",
    ),
    "a cycle twice": Broken(
        "each State once in each UPR cycle, on a day of its session",
        "states/utopia.yaml", "status: postponed, moved_to: 2008-05", "status: held",
        "states/utopia.yaml:11: reviews.2: cycle 1 stands twice, in reviews.1, too",
    ),
    "a review on a day outside its session": Broken(
        "each State once in each UPR cycle, on a day of its session",
        "states/utopia.yaml", "2008-05-07", "2008-05-20",
        "states/utopia.yaml:11: reviews.2.date: "
        "expected a day of session 2, 5 May 2008 to 19 May 2008, got '2008-05-20'",
    ),
    "a review in a session of another cycle": Broken(
        "each State once in each UPR cycle, on a day of its session",
        "states/utopia.yaml", "cycle: 2, session: 4", "cycle: 2, session: 2",
        "states/utopia.yaml:12: reviews.3.cycle: session 2 belongs to cycle 1, not 2",
    ),
    "a review that is missing": Broken(
        "no UPR review of a past cycle is missing, or a known gap says why",
        "known-gaps.yaml", "No review is recorded.", "Not known.",
        "states/ruritania.yaml:10: reviews: there is no review in cycle 2",
    ),
    "a session that ends before it begins": Broken(
        "sessions end after they begin, each number once",
        "committees.yaml", "session: 8", "end: 1994, session: 8",
        "committees.yaml:1: 1.sessions.2.end: "
        "expected no date before its opening on July 1995, got '1994'",
    ),
    "two sessions of one number": Broken(
        "sessions end after they begin, each number once",
        "committees.yaml", "submissions: 1995-06, sources: [gazette]}",
        "submissions: 1995-06, sources: [gazette]}, {session: 8, sources: [gazette]}",
        "committees.yaml:1: 1.sessions.3: session 8 stands twice",
    ),
    "submissions after the opening": Broken(
        "sessions end after they begin, each number once",
        "committees.yaml", "submissions: 1995-06", "submissions: 1995-08",
        "committees.yaml:1: 1.sessions.2.submissions: "
        "expected no date after the opening on July 1995, got '1995-08'",
    ),
    "a review before the State was bound": Broken(
        "reviews by committees fit the State's acts and the sessions",
        "states/utopia.yaml", "date: 1990, nr: 1", "date: 1980, nr: 1",
        "states/utopia.yaml:13: reviews.4.date: "
        "expected no date before the State was bound 17 October 1981, got '1980'",
    ),
    "a review under a treaty that doesn't bind the State": Broken(
        "reviews by committees fit the State's acts and the sessions",
        "states/utopia.yaml", "{treaty: FLIGHT, event: considered, date: 1990",
        "{treaty: FLIGHT-OP, event: considered, date: 1990",
        "states/utopia.yaml:13: reviews.4: no act towards FLIGHT-OP binds the State",
    ),
    "two reviews by a committee in a year": Broken(
        "reviews by committees fit the State's acts and the sessions",
        "states/utopia.yaml", "date: 1990, nr: 1", "date: 1995, nr: 1",
        "states/utopia.yaml:14: reviews.5: considered twice in 1995: reviews.4, too",
    ),
    "a review outside its session": Broken(
        "reviews by committees fit the State's acts and the sessions",
        "states/utopia.yaml", "session: 7", "session: 8",
        "states/utopia.yaml:14: reviews.5.date: "
        "expected a day of session 8, got '1995-01-12'",
    ),
    "an outcome adopted outside the session": Broken(
        "outcomes of the UPR are adopted in their session of the Council",
        "states/utopia.yaml", "adopted: 2008-09-19", "adopted: 2008-12-19",
        "states/utopia.yaml:11: reviews.2.adopted: "
        "expected a day of the Council's session 9, got '2008-12-19'",
    ),
    "a mandate extended before it began": Broken(
        "mandates begin before they end",
        "mandates.yaml", "since: 1993", "since: 1999-05",
        "mandates.yaml:1: 1.extended: expected no date before it began May 1999, got '1999-04'",
    ),
    "a mandate extended after its end": Broken(
        "mandates begin before they end",
        "mandates.yaml", "extended: 1999-04", "extended: 2006-04",
        "mandates.yaml:1: 1.extended: extended April 2006, after it had ended 2005",
    ),
    "a telephone number that nobody has": Broken(
        "telephone numbers are valid for their country",
        "states/utopia.yaml", "+85523987671", "+855239",
        "states/utopia.yaml:29: presences.1.contacts.1.phones.1.number: "
        "+855239 is no valid telephone number: a note must say why it stands",
    ),
    "a telephone number of another country": Broken(
        "telephone numbers are valid for their country",
        "states/utopia.yaml", "+85523987671", "+41229289650",
        "states/utopia.yaml:29: presences.1.contacts.1.phones.1.number: "
        "+41229289650 is a number of CH, the contact is in KH: a note must say why",
    ),
    "an address without a place": Broken(
        "addresses, e-mail and web addresses are well formed",
        "offices/harbour-ro.yaml", "{city: Strelsau, country: Ruritania}", "{street: Main Street}",
        "offices/harbour-ro.yaml:13: contacts.1.address: expected a city or a country",
    ),
    "an e-mail address that is none": Broken(
        "addresses, e-mail and web addresses are well formed",
        "offices/harbour-ro.yaml", "harbour@example.org", "harbour(at)example.org",
        "offices/harbour-ro.yaml:15: contacts.1.emails.1: "
        "expected an e-mail address, got 'harbour(at)example.org'",
    ),
    "a web address that is none": Broken(
        "addresses, e-mail and web addresses are well formed",
        "offices/harbour-ro.yaml", "https://example.org/harbour", "javascript:alert(1)",
        "offices/harbour-ro.yaml:16: contacts.1.web: "
        "expected a web address, got 'javascript:alert(1)'",
    ),
}  # fmt: skip


def change(path, old, new):
    """Put `new` in the one place of `old`."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
