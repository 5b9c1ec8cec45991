"""What the pages say: States, treaties, offices, contacts, lists of dates."""

import json
import shutil

import pytest

from conftest import THOROUGH, WORLD, day
from fieldref import places
from fieldref.errors import Exit
from fieldref.pages.common import QueryContext
from fieldref.pages.state.page import state_page
from fieldref.pages.state.profile import SECTIONS
from fieldref.render.formats import formats_for, render_answer
from fieldref.rules.agenda import agenda
from fieldref.rules.entries import AgendaWindow
from pages.some_states import some_states

ON = ("--on", "2026-11-23")


def shown(run, *words, on=ON):
    """The text of a page."""
    ran = run(*words, *on)
    assert (ran.code, "Traceback" in ran.err) == (Exit.OK, False)
    return ran.out


def items(run, *words, on=ON):
    return json.loads(shown(run, *words, "-f", "json", on=on))["items"]


def item(run, *words, on=ON):
    (only_item,) = items(run, *words, on=on)
    return only_item


# --- a State


def test_each_section_can_be_shown_alone(run):
    whole = shown(run, "show", "utopia")
    for section in SECTIONS:
        text = shown(run, "show", "utopia", "--section", section)
        assert text.startswith("Utopia "), section
        assert len(text) < len(whole), section
        assert len(text.splitlines()) > 5, section


def test_its_names_are_a_section_of_their_own(run):
    text = shown(run, "show", "utopia", "--section", "names")
    for name in ("Utopie", "يوطوبيا", "乌托邦", "អូតូពី"):
        assert name in text


def test_a_period_shows_that_programme_alone(run):
    programmes = item(run, "show", "utopia", "--period", "2012")["programmes"]
    assert [row["period"] for row in programmes] == ["2012"]


def test_a_year_within_a_period_means_it(run):
    assert shown(run, "show", "utopia", "--period", "2008") == shown(
        run, "show", "utopia", "--period", "2008-2009"
    )


def test_an_older_programme_is_a_line_with_the_command_that_shows_it(run):
    text = " ".join(shown(run, "show", "utopia").split())
    assert "fieldref show utp --period 2008-2009" in text
    assert "Earlier programmes" not in shown(run, "show", "utopia", "--full")
    assert "Earlier programmes" not in shown(run, "show", "utopia", on=("--on", "2009-06-01"))


def test_programmes_stand_newest_first(run):
    programmes = item(run, "show", "utopia")["programmes"]
    assert [row["period"] for row in programmes] == ["2012", "2008-2009"]


def test_a_programme_that_was_not_written_by_the_day_is_not_shown(run):
    assert item(run, "show", "utopia", on=("--on", "2006-12-31"))["programmes"] == []


def test_a_presence_is_shown_from_its_opening_to_its_closing(run):
    def there(on):
        presences = item(run, "show", "utopia", on=("--on", on))["presences"]
        return {row["id"] for row in presences if row["host"] == "UTP"}

    assert there("1993-09-30") == set()
    assert there("2003-01-01") == {"utp-co", "utp-hra"}
    assert there("2004-12-31") == {"utp-co", "utp-hra"}
    assert there("2005-01-01") == {"utp-co"}


def test_an_event_is_past_or_ahead_by_the_day(run):
    before = shown(run, "show", "utopia", on=("--on", "2027-02-02"))
    after = shown(run, "show", "utopia", on=("--on", "2027-02-04"))
    assert before.index("What lies ahead") < before.rindex("Jubilee")
    assert after.index("What lies ahead") > after.rindex("Jubilee")


def test_a_rhythm_is_no_next_report(run):
    reports = {row["treaty"]: row for row in item(run, "show", "utopia")["treaties"]}
    flight = reports["FLIGHT"]
    assert (flight["next_report"], flight["next_report_basis"]) == (None, None)
    assert flight["last_considered"] == "2013-07-09"
    assert flight["next_report_says"] == "was due July 2017; no report recorded here since"
    assert reports["SONG"]["next_report"] is None
    then = item(run, "show", "utopia", on=("--on", "2008-01-01"))["treaties"]
    assert {row["treaty"]: row["next_report_basis"] for row in then}["FLIGHT"] == "stated"


@pytest.mark.parametrize(
    ("state", "open"),
    [
        ("utopia", {("FLIGHT", "14"): None, ("FLIGHT", "15"): True, ("FLIGHT-OP", None): True}),
        ("xanadu", {("FLIGHT", "14"): False, ("FLIGHT", "15"): False, ("FLIGHT-OP", None): False}),
    ],
)
def test_the_complaint_procedures_say_what_is_open_and_what_is_not_known(run, state, open):
    procedures = item(run, "show", state)["complaint_procedures"]
    said = {(row["treaty"], row["article"]): row["open"] for row in procedures}
    assert {key: said[key] for key in open} == open


def test_a_visit_is_no_complaint_procedure(run):
    procedures = item(run, "show", "utopia")["complaint_procedures"]
    assert {row["treaty"] for row in procedures} == {"FLIGHT", "FLIGHT-OP", "SLEEP-OP"}


def test_an_institution_accredited_later_is_not_shown(run):
    assert item(run, "show", "utopia", on=("--on", "2009-02-01"))["institutions"] == []
    assert len(item(run, "show", "utopia")["institutions"]) == 1


def test_every_state_of_the_world_has_a_page_in_every_format(world):
    context = QueryContext(world, day("2026-11-23"))
    for state in world.briefs:
        answer = state_page(context, state.codes.iso3)
        for format in formats_for(answer):
            written = render_answer(format, answer)
            assert written or (format in ("vcard", "vcard4") and not answer.cards), format


def test_the_page_says_since_when_a_state_is_out(run):
    text = shown(run, "show", "sylvania", "--section", "treaties")
    (row,) = [line for line in text.splitlines() if line.startswith("BREAD ")]
    assert "5 May 2010" in row


def test_an_empty_part_leaves_no_double_gap(run):
    assert "\n\n\n" not in shown(run, "show", "xanadu")


def test_a_programme_without_words_on_itself_begins_with_its_sources(run):
    assert "│ [office-2019]" in shown(run, "show", "utopia", "--period", "2012")


# --- a treaty


def test_a_treaty_has_exactly_one_entry_a_party(run):
    parties = item(run, "show", "flight")["parties"]
    assert [row["state"] for row in parties] == ["RUR", "SYB", "UTP"]


def test_an_organization_is_a_party_too(run):
    parties = {row["state"]: row for row in item(run, "show", "sleep")["parties"]}
    assert parties["LEAGUE"]["in_force"] == "2011-01-01"
    assert (parties["GUILD"]["signed"], parties["GUILD"]["bound"]) == ("2008", None)


def test_a_treaty_tells_who_has_a_text_of_reservation_and_never_who_has_none(run):
    parties = {row["state"]: row["reservation"] for row in item(run, "show", "sleep")["parties"]}
    assert parties == {**dict.fromkeys(parties), "LEAGUE": True, "RUR": True}
    page = run("show", "sleep", "--on", "2026-06-01").out
    assert "Reservations or declarations" in page and "Ruritania; League of Islands" in page


def test_a_treatys_parties_are_those_of_the_day(run):
    parties = item(run, "show", "flight", on=("--on", "1990-01-01"))["parties"]
    assert {row["state"]: row["bound"] for row in parties} == {
        "RUR": "1985-04-01",
        "SYB": None,
        "UTP": None,
    }


def test_who_withdrew_stands_apart(run):
    text = shown(run, "show", "bread")
    assert text.index("States parties") < text.index("Withdrawn")
    assert "5 May 2010" in text[text.index("Withdrawn") :]


def test_a_treatys_own_gaps_are_told(run):
    assert "acts known to the year" in shown(run, "show", "bread")


def test_a_duty_within_the_parents_report_is_told(run, tmp_path, monkeypatch):
    copy = shutil.copytree(WORLD, tmp_path / "world")
    path = copy / "treaties.yaml"
    text, years = path.read_text(encoding="utf-8"), "    initial_years: 2\n    then: within"
    path.write_text(text.replace(years, "    then: within"), encoding="utf-8")
    monkeypatch.setattr(places, "bundled_data", lambda: copy)
    assert "Art. 12: within the report under FLIGHT." in shown(run, "show", "flight-op")


def test_a_single_report_is_told_without_a_rhythm(run):
    assert "None" not in shown(run, "show", "sleep")


def test_the_rhythm_outside_the_parent_is_told(run):
    assert "five years" in shown(run, "show", "flight-op")


# --- an office


def test_an_office_has_its_seat_and_what_it_covers(run):
    text = shown(run, "show", "islands-ro")
    assert "Port Nowhere, Xanadu" in text
    assert "Sylvania-Bissau, Utopia" in text


def test_an_office_that_closed_says_until_when(run):
    assert "30 June 2001" in shown(run, "show", "sylvania-mission")


def test_an_office_without_a_host_or_contacts_is_shown_as_it_is(run, tmp_path, monkeypatch):
    text = "id: bare\nkind: headquarters\nname: Bare Desk\nas_of: undated\nsources: [gazette]\n"
    folder = tmp_path / "world"
    shutil.copytree(WORLD, folder)
    (folder / "offices/bare.yaml").write_text(text)
    monkeypatch.setattr(places, "bundled_data", lambda: folder)
    page = shown(run, "show", "bare desk")
    assert "No contact is recorded here." in page
    assert "Seat" not in page


def test_an_offices_period_can_be_asked_for(run):
    assert item(run, "show", "islands-ro", "--period", "1990")["programmes"] == []


# --- contacts


def ids(run, *words, on=ON):
    return [row["id"] for row in items(run, "contacts", *words, on=on)]


def test_a_states_contacts_begin_at_home(run):
    assert ids(run, "utopia") == [
        "utp-office-0809",
        "islands-ro-2019",
        "sr-utopia-desk",
        "hq-islands-0809",
    ]


def test_old_and_closed_ones_are_left_out_unless_asked_for(run):
    assert set(ids(run, "utopia", "--all")) - set(ids(run, "utopia")) == {
        "utp-office-2005",
        "utp-hra-2004",
    }


def test_in_its_time_a_closed_one_is_current(run):
    cards = items(run, "contacts", "utopia", on=("--on", "2004-05-05"))
    assert {row["id"]: row["status"] for row in cards}["utp-hra-2004"] == "latest recorded"


def test_what_was_not_yet_known_on_the_day_is_not_shown(run):
    assert "islands-ro-2019" not in ids(run, "utopia", on=("--on", "2010-01-01"))


def test_a_mandate_that_ended_is_closed(run):
    assert ids(run, "ruritania") == ["roving-team-2012"]
    cards = {row["id"]: row["status"] for row in items(run, "contacts", "ruritania", "--all")}
    assert cards["ie-ruritania-desk"] == "closed"


def test_a_superseded_address_of_a_mandate_says_so(run):
    cards = {row["id"]: row["status"] for row in items(run, "contacts", "--all")}
    assert cards["sr-clouds-old"] == "superseded"
    assert cards["sr-clouds-new"] == "latest recorded"


def test_last_listed_is_not_closed(run):
    (card,) = items(run, "contacts", "roving-team")
    assert card["status"] == "last listed"


def test_kinds_narrow_the_contacts(run):
    assert ids(run, "--kind", "headquarters") == ["hq-islands-0809"]
    assert ids(run, "--kind", "mandate,headquarters") == [
        "hq-islands-0809",
        "sr-clouds-new",
        "sr-utopia-desk",
    ]


def test_an_office_named_twice_gives_its_card_once(run):
    assert ids(run, "islands-ro", "islands-ro") == ["islands-ro-2019"]


def test_a_gap_is_shown_as_one(run):
    text = shown(run, "contacts", "sylvania-bissau")
    assert "Regional Office for the Islands" in text
    none = shown(run, "contacts", "ruritania", "--kind", "mandate")
    assert "No contact is recorded here" in none
    text = shown(run, "contacts", "utopia", on=("--on", "1999-01-01"))
    assert "No contact is recorded here for: The Office in Utopia." in text


def test_an_office_without_a_card_on_that_day_says_so(run):
    text = shown(run, "contacts", "islands-ro", on=("--on", "2005-01-01"))
    assert "No contact is recorded here." in text


# --- lists of dates


def test_many_dates_begin_with_a_summary(run):
    bases = ("--basis", "stated,statutory,derived,rhythm")
    text = shown(run, "deadlines", "--from", "1985", "--to", "2030", *bases)
    assert "By year" in text
    assert "By treaty or mechanism" in text


def test_a_summary_of_one_year_counts_by_month(run_bundled):
    text = shown(run_bundled, "deadlines", "--year", "2009")
    assert "By month" in text
    assert "month not known" in text


def test_few_dates_need_no_summary(run):
    assert "By month" not in shown(run, "deadlines", "--year", "2009")


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ("2009", "2009", "What falls due in 2009"),
        ("2009-11", "2009-12", "What falls due from 1 November 2009 to 31 December 2009"),
    ],
)
def test_the_title_says_the_window(run, first, last, title):
    assert shown(run, "deadlines", "--from", first, "--to", last).startswith(title)


def test_a_basis_narrows_the_list(run):
    deadlines = items(run, "deadlines", "--year", "2009", "--basis", "derived")
    assert {row["basis"] for row in deadlines} == {"derived"}
    then = ("--on", "2017-06-01")
    projected = items(run, "deadlines", "--year", "2018", "--basis", "projected", on=then)
    assert [row["id"] for row in projected] == ["utp-upr-3-review"]


def test_the_ground_is_told_under_each_date_where_it_is_asked_for(run):
    text = shown(run, "deadlines", "utopia", "--year", "2009", "--explain")
    assert "  art. 27(2), the thirtieth day after: in force 14 November 1992. [texts]" in text


def test_no_source_is_named_twice_in_one_step(run):
    for row in items(run, "deadlines", "--year", "2009"):
        for step in row["ground"]["steps"]:
            assert len(step["sources"]) == len(set(step["sources"]))


def test_nothing_is_missing_where_the_date_was_cancelled(run):
    (row,) = [
        row
        for row in items(run, "deadlines", "utopia", "--year", "2010", "--treaty", "bread")
        if row["basis"] == "stated"
    ]
    assert row["status"] == "cancelled"


# --- over the data of this checkout


@pytest.fixture(scope="module")
def everything(bundled):
    """Every entry of these States."""
    question = AgendaWindow(day("1945-01-01"), day("2040-12-31"), day("2026-11-23"), projected=True)
    return agenda(some_states(bundled), bundled.treaties, bundled.upr, question)


def test_the_ids_of_all_states_are_unique(everything):
    least = 10_000 if THOROUGH else 1_500
    assert len({entry.id for entry in everything}) == len(everything) > least


def test_every_source_of_an_entry_is_known_or_a_symbol(bundled, everything):
    known = {source.id for source in bundled.sources()}
    named = {ref.id for entry in everything for ref in entry.sources}
    assert [id for id in sorted(named) if id not in known and "/" not in id] == []


def test_every_entry_has_a_source(everything):
    assert [entry.id for entry in everything if not entry.sources] == []


def test_no_date_by_rule_stands_before_the_treaty_binds(bundled, everything):
    in_force = {treaty.code: treaty.in_force.date.first for treaty in bundled.treaties}
    ruled = [entry for entry in everything if entry.basis == "statutory"]
    assert [entry.id for entry in ruled if entry.date.last < in_force[entry.treaty]] == []


# --- the explanation of a date


def steps(run, *words, on=ON):
    return [(step["date"], step["rule"]) for step in item(run, "explain", *words, on=on)["steps"]]


def test_every_step_to_a_date_is_told(run):
    chain = steps(run, "utopia", "flight", on=("--on", "2010-01-01"))
    assert chain[:4] == [
        ("1980-10-17", "signed"),
        ("1992-10-15", "deposited"),
        ("1992-11-14", "in force"),
        ("1993-11-14", "initial report"),
    ]


def test_a_denunciation_without_effect_is_told(run):
    assert ("1997-08-23", "without effect") in steps(run, "ruritania", "song")


def test_a_signature_alone_is_told(run):
    assert "a signature binds to no report" in shown(run, "explain", "utopia", "sleep")


def test_of_no_act_there_is_no_step(run):
    assert steps(run, "xanadu", "flight") == []
    assert "no act is recorded here" in shown(run, "explain", "xanadu", "flight").lower()


@pytest.mark.parametrize("words", [("utopia",), ("utopia", "ruritania"), ("flight", "utopia")])
def test_an_explanation_needs_a_state_and_a_treaty(run, words):
    ran = run("explain", *words)
    assert ran.code in (Exit.NO_SUCH_NAME, Exit.USAGE)
    assert (ran.out, "Traceback" in ran.err) == ("", False)


def test_an_instrument_without_reports_says_so(run):
    text = shown(run, "explain", "ruritania", "sleep-op")
    assert "This instrument has no duty to report." in text


def test_a_state_that_was_not_reviewed_says_so(run):
    assert "No review is recorded here." in shown(run, "explain", "xanadu", "upr")


def test_a_cancelled_date_is_not_carried_on(run):
    chain = item(run, "explain", "utopia", "bread")["steps"]
    assert [step["date"] for step in chain if step["rule"] == "projected"] == []


def test_the_steps_stand_in_the_order_of_their_days(run):
    dates = [when for when, _ in steps(run, "sylvania", "song")]
    assert dates == sorted(dates)
