"""Cambodia's facts, as the Office's page of 2008-2009 and the depositary have them."""

import json
import re

import phonenumbers
import pytest
import vobject
from icalendar import Calendar

from conftest import day
from fieldref.dates import PartialDate
from fieldref.rules import reports
from fieldref.rules.agenda import agenda
from fieldref.rules.entries import AgendaWindow
from fieldref.rules.standing import standing_towards
from fieldref.rules.status import Certainty, status_words

ON = day("2026-11-23")


@pytest.fixture(scope="module")
def cambodia(bundled):
    return bundled.state("KHM")


def stand(bundled, code, treaty, on=ON):
    return standing_towards(bundled.treaty(treaty), bundled.state(code).treaties, on)


def entries(bundled, year, *treaties, on=ON):
    question = AgendaWindow(day(f"{year}-01-01"), day(f"{year}-12-31"), on)
    every = agenda([bundled.state("KHM")], bundled.treaties, bundled.upr, question)
    return [entry for entry in every if not treaties or entry.treaty in treaties]


def names(refs):
    return {str(ref) for ref in refs}


# --- who it is


def test_it_is_cambodia(cambodia):
    assert cambodia.codes == ("KH", "KHM", "116")
    assert "Kampuchea" in cambodia.also_known_as
    assert dict(cambodia.names)["km"] == "កម្ពុជា"
    assert str(cambodia.un_member_since) == "1955"


@pytest.mark.parametrize(
    "typed", ["cambodia", "CAMBODIA", "khm", "kh", "Kampuchea", "cambodge", "camboya", "កម្ពុជា"]
)
def test_it_is_found_by_its_names_and_codes(bundled, typed):
    assert bundled.find(typed).id == "KHM"


# --- what binds it

ACTS = [
    # treaty, signed, deposited, how, in force
    ("ICERD", "1966-04-12", "1983-11-28", "ratification", "1983-12-28"),
    ("ICESCR", "1980-10-17", "1992-05-26", "accession", "1992-08-26"),
    ("ICCPR", "1980-10-17", "1992-05-26", "accession", "1992-08-26"),
    ("CEDAW", "1980-10-17", "1992-10-15", "accession", "1992-11-14"),
    ("CEDAW-OP", "2001-11-11", "2010-10-13", "ratification", "2011-01-13"),
    ("CAT", None, "1992-10-15", "accession", "1992-11-14"),
    ("OPCAT", "2005-09-14", "2007-03-30", "ratification", "2007-04-29"),
    ("CRC", None, "1992-10-15", "accession", "1992-11-14"),
    ("CRC-OPAC", "2000-06-27", "2004-07-16", "ratification", "2004-08-16"),
    ("CRC-OPSC", "2000-06-27", "2002-05-30", "ratification", "2002-06-30"),
    ("CRPD", "2007-10-01", "2012-12-20", "ratification", "2013-01-19"),
    ("CED", None, "2013-06-27", "accession", "2013-07-27"),
]


def text(when):
    return str(when) if when else None


@pytest.mark.parametrize(("treaty", "signed", "bound", "how", "in_force"), ACTS)
def test_it_is_bound(bundled, treaty, signed, bound, how, in_force):
    standing = stand(bundled, "KHM", treaty)
    assert standing.status == "party"
    assert (text(standing.signed), text(standing.bound), standing.how) == (signed, bound, how)
    assert text(standing.in_force) == in_force
    assert standing.sources


@pytest.mark.parametrize(
    ("treaty", "signed"),
    [("ICCPR-OP1", "2004-09-27"), ("ICRMW", "2004-09-27"), ("CRPD-OP", "2007-10-01")],
)
def test_it_signed_only(bundled, treaty, signed):
    standing = stand(bundled, "KHM", treaty)
    assert (standing.status, text(standing.signed), standing.bound) == ("signed only", signed, None)


@pytest.mark.parametrize("treaty", ["ICCPR-OP2", "ICESCR-OP", "CRC-OPIC"])
def test_no_act_is_recorded(bundled, treaty):
    assert stand(bundled, "KHM", treaty).status == "none recorded"


def test_the_acts_name_eighteen_instruments_together(bundled):
    assert len(bundled.treaties) == 18


# --- counting, in other States too


@pytest.mark.parametrize(
    ("code", "treaty", "bound", "in_force"),
    [
        ("SDN", "CAT", "2021-08-10", "2021-09-09"),
        ("MAR", "ICCPR-OP1", "2022-04-22", "2022-07-22"),
        ("BHS", "CRC-OPSC", "2015-09-28", "2015-10-28"),
        ("PSE", "ICCPR", "2014-04-02", "2014-07-02"),
        ("FRA", "CRC", "1990-08-07", "1990-09-06"),
    ],
)
def test_a_deposit_binds_by_its_clause(bundled, code, treaty, bound, in_force):
    standing = stand(bundled, code, treaty)
    assert (text(standing.bound), text(standing.in_force)) == (bound, in_force)


def test_reports_are_counted_from_entry_into_force(bundled, cambodia):
    (act,) = [entry for entry in cambodia.treaties if entry.treaty == "CEDAW"]
    reports_due = reports.due_reports(bundled.treaty("CEDAW"), act, None, 1990, 2010)
    assert [str(due.date) for due in reports_due] == [
        "1993-11-14",
        "1997-11-14",
        "2001-11-14",
        "2005-11-14",
        "2009-11-14",
    ]


# --- what fell due in 2009


def test_cedaw_of_2009_is_one_row_with_both_grounds_and_all_sources(bundled):
    (row,) = [entry for entry in entries(bundled, 2009, "CEDAW") if entry.kind == "report"]
    assert (str(row.date), row.basis, row.report) == ("2009-11-14", "stated", "5")
    assert {"stated", "periodic report", "in force", "deposited"} <= {
        step.rule for step in row.steps
    }
    assert {"ohchr-cambodia-2008", "untc-2015", "wpd-2022"} <= names(row.sources)


@pytest.mark.parametrize(("treaty", "number"), [("CAT", "5"), ("CRC", "4")])
def test_cat_and_crc_fall_on_the_same_day_by_rhythm(bundled, treaty, number):
    (row,) = [entry for entry in entries(bundled, 2009, treaty) if entry.kind == "report"]
    assert (str(row.date), row.basis, row.report) == ("2009-11-14", "rhythm", number)
    assert row.status.certainty is Certainty.RHYTHM


def test_the_upr_review_was_on_the_first_of_december(bundled):
    (row,) = [entry for entry in entries(bundled, 2009) if entry.kind == "upr-review"]
    assert (str(row.date), row.session, status_words(row.status)) == ("2009-12-01", 6, "held")
    assert names(row.sources) >= {"A/HRC/WG.6/6/L.3", "ohchr-cambodia-2008"}


def test_the_preventive_mechanism_was_due_a_year_after_opcat(bundled):
    (row,) = [entry for entry in entries(bundled, 2008) if entry.kind == "npm"]
    assert (str(row.date), row.treaty) == ("2008-04-29", "OPCAT")


def test_its_protocols_to_crc_report_once_and_then_within_crc(bundled):
    due = [
        (entry.treaty, str(entry.date))
        for year in range(2002, 2031)
        for entry in entries(bundled, year, "CRC-OPSC", "CRC-OPAC")
        if entry.kind == "report"
    ]
    assert due == [("CRC-OPSC", "2004-06-30"), ("CRC-OPAC", "2006-08-16")]


def test_the_calendar_of_2009_is_read_back(run_bundled):
    ran = run_bundled("deadlines", "cambodia", "--year", "2009", "-f", "ics")
    assert "khm-cat-report-5" not in ran.out
    bases = ("--basis", "stated,rhythm")
    ran = run_bundled("deadlines", "cambodia", "--year", "2009", *bases, "-f", "ics")
    events = {str(event["uid"]): event for event in Calendar.from_ical(ran.out).walk("VEVENT")}
    assert events["khm-cedaw-report-5@fieldref"].decoded("dtstart") == day("2009-11-14")
    assert events["khm-upr-1-review@fieldref"].decoded("dtstart") == day("2009-12-01")
    assert str(events["khm-cat-report-5@fieldref"]["status"]) == "TENTATIVE"
    assert str(events["khm-upr-1-review@fieldref"]["status"]) == "CONFIRMED"


# --- whom to ring


@pytest.fixture
def cards(run_bundled):
    ran = run_bundled("contacts", "cambodia", "--all", "--on", "2009-01-01", "-f", "json")
    return {item["id"]: item for item in json.loads(ran.out)["items"]}


def test_the_office_in_phnom_penh_as_the_page_has_it(cards):
    card = cards["ohchr-khm-0809"]
    assert [phone["number"] for phone in card["phones"]] == ["+85523987671", "+85523987672"]
    assert [phone["printed"] for phone in card["phones"]] == ["(855) 23 987 671 or 672"] * 2
    assert [phone["number"] for phone in card["faxes"]] == ["+85523212579"]
    assert card["address"]["street"] == "No. 4, Street 271"
    assert card["address"]["po_box"] == "P.O. Box 108"
    assert card["address"]["city"] == "Phnom Penh"
    assert card["as_of"] == "2008-2009"
    assert card["sources"] == ["ohchr-cambodia-2008"]


def test_the_desk_in_geneva_as_the_page_has_it(cards):
    card = cards["ohchr-hq-asia-pacific-0809"]
    assert [phone["number"] for phone in card["phones"]] == ["+41229289650"]
    assert card["address"]["city"] == "Geneva"
    assert "Asia Pacific Section" in card["name"]


def test_every_number_of_it_could_be_rung(cards):
    numbers = [
        phone["number"] for card in cards.values() for phone in card["phones"] + card["faxes"]
    ]
    assert len(numbers) >= 4
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(phone)) for phone in numbers)


def test_its_cards_are_read_back_by_a_phone(run_bundled):
    ran = run_bundled("contacts", "cambodia", "-f", "vcard", "--on", "2009-01-01")
    read = {card.fn.value: card for card in vobject.readComponents(ran.out)}
    card = read["OHCHR Representative in Cambodia"]
    lines = [(tel.value, "FAX" in tel.type_paramlist) for tel in card.tel_list]
    assert lines == [("+85523987671", False), ("+85523987672", False), ("+85523212579", True)]
    assert card.adr.value.box == "P.O. Box 108"


# --- the page as it read


@pytest.fixture
def then(run_bundled):
    ran = run_bundled("show", "cambodia", "--on", "2008-01-01", "-f", "json")
    (item,) = json.loads(ran.out)["items"]
    return item


def ahead(item, **wanted):
    return [
        row["date"]
        for row in item["deadlines"]
        if all(row[key] == value for key, value in wanted.items())
    ]


def test_in_january_2008_the_review_and_the_report_lie_ahead(then):
    assert ahead(then, kind="upr-review") == ["2009-12-01"]
    assert ahead(then, treaty="CEDAW", kind="report") == ["2009-11-14"]
    assert ahead(then, kind="npm") == ["2008-04-29"]


def test_in_january_2008_nothing_dated_later_is_past(then):
    later = PartialDate(2008, 1, 1)
    for row in [*then["reviews"], *then["events"]]:
        assert PartialDate.parse(row["date"]) <= later, row


def test_in_january_2008_no_later_act_is_known(then):
    acts = {row["treaty"]: row for row in then["treaties"]}
    for code in ("CEDAW-OP", "CRPD", "CED"):
        assert (acts[code]["bound"], acts[code]["in_force"]) == (None, None)
    assert acts["CED"]["status"] == "none recorded"


def test_in_january_2008_the_page_is_that_of_the_biennium(then):
    assert [row["period"] for row in then["programmes"]] == ["2008-2009"]


def test_in_january_2008_the_text_says_ahead(run_bundled):
    ran = run_bundled("show", "cambodia", "--on", "2008-01-01", "--section", "upcoming")
    assert re.search(r"1 December 2009\s+UPR review, session 6", ran.out)
    assert re.search(r"14 November 2009\s+CEDAW report 5", ran.out)
    assert not re.search(r"UPR review, session 6.*held", ran.out)


def test_in_january_2008_nothing_that_lies_ahead_is_called_done(then):
    done = ("held", "adopted", "submitted", "concluding observations", "overdue")
    said = [row for row in then["deadlines"] if row["status"].startswith(done)]
    assert [(row["id"], row["status"]) for row in said] == []


# --- the programme


def test_the_programme_has_every_part_of_the_page(cambodia):
    programme = next(row for row in cambodia.programmes if row.title.endswith("2008-2009"))
    assert len(programme.context) == 11
    assert len(programme.record.items) == 11
    assert programme.record.period.text == "2006-2007"
    assert len(programme.framework.areas) == 4
    assert len(programme.presence_kinds) == 7
    assert len(programme.publications) == 4
    assert programme.principle
    assert [str(row.date) for row in programme.mechanisms if row.date] == [
        "2006-03", "2007-05", "2007-12", "2006-05", "2006-01", "2009-11", "2009",
    ]  # fmt: skip
    assert {code for row in programme.priorities for code in row.treaties} == {
        "OPCAT", "CAT", "ICESCR", "ICERD",
    }  # fmt: skip


def test_the_office_has_been_there_since_october_1993(cambodia):
    (office,) = [row for row in cambodia.presences if row.id == "khm-co"]
    assert (str(office.since), office.city, office.kind) == (
        "1993-10",
        "Phnom Penh",
        "country office",
    )


def test_every_row_has_a_source(cambodia):
    rows = [*cambodia.treaties, *cambodia.reviews, *cambodia.events, *cambodia.presences]
    assert [row for row in rows if not row.sources] == []
