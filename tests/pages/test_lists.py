"""`list`: every State, instrument, office, mandate and source once, and what a filter keeps."""

import csv
import io
import json

import pytest

ON = ("--on", "2026-11-23")


@pytest.fixture
def items(ask):
    def items(*words):
        ran = ask("list", *words, "-f", "json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["items"]

    return items


def codes(lines):
    return {item["iso3"] for item in lines}


def test_there_are_197_states_each_with_a_name_codes_and_a_source(items):
    lines = items("states", *ON)
    assert len(codes(lines)) == len(lines) == 197
    assert all(item["name"] and item["iso2"] and item["m49"] and item["sources"] for item in lines)


def test_there_are_18_treaties_and_their_parties_are_the_states_of_the_filter(items):
    lines = items("treaties", *ON)
    assert len({item["code"] for item in lines}) == 18
    for item in lines[-3:]:
        assert item["parties"] == len(items("states", "--treaty", item["code"], *ON))


def test_party_and_not_party_share_all_states_between_them(items):
    party = codes(items("states", "--treaty", "cedaw", *ON))
    others = codes(items("states", "--not-party", "cedaw", *ON))
    assert "USA" in others
    assert "KHM" in party
    assert not party & others
    assert len(party | others) == 197


def test_a_state_is_party_only_from_the_day_of_entry_into_force(items):
    cedaw = ("states", "--treaty", "cedaw", "--on")
    assert "KHM" not in codes(items(*cedaw, "1992-11-13"))
    assert "KHM" in codes(items(*cedaw, "1992-11-14"))


def test_the_european_union_is_counted_apart_from_the_states(items):
    assert {i["code"]: i["organizations"] for i in items("treaties", *ON)}["CRPD"] == 1


def test_a_treaty_is_listed_from_the_day_of_its_adoption(items):
    assert {item["code"] for item in items("treaties", "--on", "1970-01-01")} == {
        *("ICERD", "ICESCR", "ICCPR", "ICCPR-OP1")
    }
    assert len(items("treaties", "--on", "1970-01-01", "--all")) == 18


def test_filters_narrow_each_other(items):
    lines = items("states", "--group", "grulac", "--treaty", "iccpr", "--not-party", "iccpr-op1")
    assert {item["un_group"] for item in lines} == {"Latin American and Caribbean"}
    assert "JAM" in codes(lines)  # it denounced the protocol
    assert "CRI" not in codes(lines)


@pytest.mark.parametrize("word", ["africa", "AFRICA", "Afr"])
def test_a_region_is_found_by_its_beginning_in_any_case(items, word):
    assert {item["region"] for item in items("states", "--region", word)} == {"Africa"}


def test_closed_offices_are_listed_only_in_their_time_or_with_all(items):
    def ids(*words):
        return {item["id"] for item in items("offices", *words)}

    assert "ago-co" in ids("--on", "2008-01-01")  # closed on 31 May 2008
    assert "ago-co" not in ids(*ON)
    assert "ago-co" in ids("--all", *ON)


def test_offices_of_a_region_are_its_own_and_those_that_serve_its_states(items):
    lines = {item["id"] for item in items("offices", "--region", "asia", *ON)}
    assert {"bangkok-ro", "headquarters-asia-pacific"} <= lines
    assert "dakar-ro" not in lines


def test_mandates_of_a_region_are_those_on_its_states(items):
    lines = items("mandates", "--region", "asia", *ON)
    assert "KHM" in {item["state"] for item in lines}
    assert {item["kind"] for item in lines} == {"country"}


def test_sources_have_their_addresses_in_text_too(ask, items):
    addresses = {item["address"] for item in items("sources") if item["address"]}
    words = ask("list", "sources").out.split()
    assert addresses - set(words) == set()


def test_text_in_a_pipe_is_one_record_a_line_at_any_width(ask):
    for width in (40, 80, 120):
        lines = ask("list", "states", *ON, columns=width).out.splitlines()
        assert sum("Democratic People's Republic of Korea  PRK" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("words", "record"),
    [
        (("treaties",), ("CRPD ", "Convention on persons with disabilities", "2006", "+1")),
        (("offices",), ("OHCHR Regional Office for South-East Asia", "Bangkok, Thailand", "2002")),
        (("offices", "--all"), ("OHCHR office in Angola", "May 2003 to 31 May 2008", "closed")),
        (("mandates", "--all"), ("Independent Expert on Côte d'Ivoire", "2011 to 2017")),
        (("states", "--treaty", "cedaw"), ("Cambodia", "party since 14 November 1992")),
        (("states", "--not-party", "iccpr-op1"), ("Jamaica", "withdrew 23 January 1998")),
        (("states", "--not-party", "iccpr-op1"), ("China", "CHN", "—")),
    ],
)
def test_a_record_of_a_list_tells_in_text(ask, words, record):
    lines = ask("list", *words, *ON).out.splitlines()
    assert [line for line in lines if all(part in line for part in record)]


def test_a_deposit_that_is_not_yet_in_force_is_not_yet_a_party(ask):
    day = ("--on", "1992-11-01")
    lines = ask("list", "states", "--not-party", "cedaw", *day).out.splitlines()
    assert any("Cambodia" in one and "in force from 14 November 1992" in one for one in lines)


def test_text_says_where_each_state_stands_towards_the_treaty_asked_about(ask):
    lines = ask("list", "states", "--not-party", "cedaw", *ON).out.splitlines()
    assert any("United States of America" in one and "signed 17 July 1980" in one for one in lines)


def test_a_list_without_a_row_is_an_answer_with_its_header(ask):
    ran = ask("list", "states", "--treaty", "ced", "--on", "1990-01-01", "-f", "csv")
    assert (ran.code, list(csv.DictReader(io.StringIO(ran.out)))) == (0, [])
    assert ran.out.startswith("iso3,iso2,m49,name,")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("towns",), "states, treaties, offices, mandates, reviews"),
        (("treaties", "--region", "africa"), "takes no filter"),
        (("sources", "--treaty", "cat"), "takes no filter"),
        (("states", "--region", "atlantis"), "Middle East and North Africa"),
        (("states", "--region", ""), "Regions:"),
        (("states", "--group", "zzz"), "Latin American and Caribbean"),
    ],
)
def test_wrong_use_says_what_is_accepted(ask, words, says):
    ran = ask("list", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


# --- the record


def test_what_a_committee_considered_in_a_year_is_one_command(items):
    lines = items("reviews", "--committee", "cedaw", "--from", "2019", "--to", "2019")
    assert {item["treaty"] for item in lines} == {"CEDAW"}
    assert {item["date"][:4] for item in lines} == {"2019"}
    assert {item["event"] for item in lines} >= {"considered", "concluding observations"}


def test_a_review_has_exactly_the_keys_that_are_promised(items):
    (first, *_) = items("reviews", "--state", "kenya")
    assert list(first) == [
        *("state", "name", "treaty", "mechanism", "event", "date", "end_date", "session", "cycle"),
        *("report", "document", "status", "sources", "date_from", "date_to", "precision"),
    ]


def test_reviews_of_the_upr_have_no_treaty_and_adoptions_a_row_of_their_own(items):
    lines = [item for item in items("reviews", "--state", "kenya") if item["mechanism"]]
    assert {item["treaty"] for item in lines} == {None}
    adopted = [item for item in lines if item["event"] == "adopted"]
    assert {(item["date"], item["session"]) for item in adopted} >= {
        ("2015-06-25", 29),
        ("2020-09-29", 45),
    }


def test_a_due_date_is_no_review(items):
    events = {item["event"] for item in items("reviews", "--state", "kenya")}
    assert "report due" not in events


def test_the_record_since_2018_has_more_than_1500_reviews(items):
    assert len(items("reviews", "--from", "2018")) > 1500


def test_institutions_with_a_status_in_a_region_are_one_command(items):
    lines = items("institutions", "--status", "A", "--region", "africa")
    assert {item["status"] for item in lines} == {"A"}
    assert "KEN" in {item["state"] for item in lines}


def test_sessions_of_a_body_and_a_window(items):
    lines = items("sessions", "--committee", "upr", "--from", "2026")
    assert [item["session"] for item in lines] == [51, 52, 53, 54]
    assert {item["committee"] for item in lines} == {"UPR"}


def test_declarations_under_a_treaty_are_not_those_of_its_parties(items):
    lines = items("declarations", "--treaty", "cat", "--status", "accepts")
    assert {(item["treaty"], item["kind"]) for item in lines} == {("CAT", "accepts")}


@pytest.mark.parametrize(
    "words",
    [
        ("states", "--status", "held"),
        ("offices", "--from", "2018"),
        ("institutions", "--committee", "cat"),
        ("sessions", "--region", "africa"),
    ],
)
def test_a_filter_that_a_list_has_no_use_for_is_refused(ask, words):
    ran = ask("list", *words)
    assert ran.code == 2
    assert f"list {words[0]} doesn't take {words[1]}." in ran.err


def test_a_status_that_a_list_does_not_have_is_refused(ask):
    ran = ask("list", "institutions", "--status", "held")
    assert (ran.code, "It takes: A, B." in ran.err) == (2, True)


def test_what_is_said_of_published_totals_has_its_sources(ask):
    ran = ask("list", "states", "--not-party", "cat")
    sources = json.loads(ask("list", "states", "--not-party", "cat", "-f", "json").out)
    assert "[A/70/44, A/79/44]" in ran.out
    assert {"A/70/44", "A/79/44"} <= set(sources["sources"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2018", "--to", "2019"), "under CEDAW, from 2018 to 2019."),
        (("--from", "2019", "--to", "2019"), "under CEDAW, in 2019."),
        (("--from", "2019-03"), "under CEDAW, from 1 March 2019."),
        (("--state", "kenya"), "under CEDAW, of Kenya."),
    ],
)
def test_a_list_says_what_it_was_narrowed_by_as_people_say_it(ask, words, says):
    text = " ".join(ask("list", "reviews", "--treaty", "cedaw", *words).out.split())
    assert says in text


def test_of_one_month_observations_come_after_the_dialogue_they_conclude(ask):
    listed = ask("list", "reviews", "--committee", "cedaw", "--from", "2026", "-f", "jsonl").out
    rows = [json.loads(row) for row in listed.splitlines()]
    events = [row["event"] for row in rows if row["name"] == "Viet Nam"]
    assert events == ["considered", "concluding observations"]
    text = ask("explain", "georgia", "crpd").out
    assert text.index("CRPD review by") < text.index("CRPD concluding observations")


def test_every_session_has_a_status(ask):
    rows = list(csv.DictReader(io.StringIO(ask("list", "sessions", "-f", "csv").out)))
    without = {row["committee"] for row in rows if not row["status"]}
    assert not without & {"UPR", "HRC"}


def test_what_a_list_is_counted_of_is_the_whole_list(ask, items):
    text = ask("list", "declarations", "--region", "mena", "--treaty", "cat", *ON).out
    every = len(items("declarations", *ON))
    assert f" of {every} declarations: in the region Middle East and North Africa" in text
