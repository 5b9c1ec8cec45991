"""One's own folders over the bundled data: what is added, what stands for what, and who says so."""

import json
import os

import pytest

from conftest import WORLD
from fieldref.catalog import Catalog
from fieldref.checks import registry
from fieldref.checks.files import read_paths
from fieldref.errors import FaultyData
from fieldref.index.reader import open_index

BRIEF = "codes: {iso3: UTP}\n"


@pytest.fixture
def user_folder(tmp_path):
    """Writes files into a folder of one's own and gives the folder."""

    def write(files, folder="own"):
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / folder

    return write


def over(*folders):
    return Catalog(open_index((WORLD, *folders), None))


def faults(*folders):
    return [str(fault) for fault in registry.find_faults(*read_paths(folders, WORLD))]


def test_a_file_with_a_known_code_alone_changes_nothing(user_folder, utopia):
    folder = user_folder({"states/x.yaml": BRIEF})
    assert over(folder).state("UTP") == utopia
    assert faults(folder) == []
    assert over(folder).user_changes("state", "UTP") == []


def test_a_key_stands_for_the_bundled_one_and_the_rest_stays(user_folder, utopia):
    folder = user_folder({"states/x.yaml": BRIEF + "region: Africa\n"})
    found = over(folder).state("UTP")
    assert found == utopia._replace(region="Africa")
    assert over(folder).user_changes("state", "UTP") == [
        ("replaces", "region", f"{folder.as_posix()}/states/x.yaml", 2)
    ]


def test_a_name_is_added_and_found(user_folder):
    folder = user_folder({"states/x.yaml": BRIEF + "also_known_as: [Erewhon]\n"})
    assert over(folder).find("erewhon").id == "UTP"
    assert over(folder).find("nowhere").id == "UTP"


ROW = "  - {treaty: FLIGHT, event: report due, date: 2029-11-05, nr: 101, sources: [gazette]}\n"


def test_a_due_date_of_ones_own_is_added_and_told_with_its_line(user_folder, utopia):
    folder = user_folder({"states/x.yaml": BRIEF + "reviews:\n" + ROW})
    catalog = over(folder)
    assert len(catalog.state("UTP").reviews) == len(utopia.reviews) + 1
    assert catalog.user_changes("state", "UTP") == [
        ("adds", "reviews: FLIGHT report due 2029-11-05", f"{folder.as_posix()}/states/x.yaml", 3)
    ]
    assert faults(folder) == []


def test_a_review_with_the_same_number_is_corrected(user_folder, utopia):
    row = ROW.replace("nr: 101", "nr: 2")
    found = over(user_folder({"states/x.yaml": BRIEF + "reviews:\n" + row})).state("UTP")
    (review,) = [
        row
        for row in found.reviews
        if (row.treaty, row.event, row.nr) == ("FLIGHT", "report due", 2)
    ]
    assert (str(review.date), str(review.set_by)) == ("2029-11-05", "2013-07-09")
    assert len(found.reviews) == len(utopia.reviews)


def test_an_act_to_the_same_treaty_is_the_same_act(user_folder, utopia):
    text = BRIEF + "treaties:\n  - {treaty: SLEEP, bound: 2020-01-15, how: ratification}\n"
    found = over(user_folder({"states/x.yaml": text})).state("UTP")
    (act,) = [act for act in found.treaties if act.treaty == "SLEEP"]
    assert (str(act.signed), str(act.bound)) == ("2008-11-11", "2020-01-15")


def test_a_declaration_is_known_by_treaty_article_and_kind(user_folder):
    row = "{treaty: FLIGHT, article: 14, kind: accepts, date: DAY, sources: [gazette]}"
    rows = [f"  - {row.replace('DAY', day)}" for day in ("2001-02-03", "2002")]
    base = user_folder({"states/x.yaml": f"{BRIEF}declarations:\n{rows[0]}\n"}, "base")
    folder = user_folder({"states/x.yaml": f"{BRIEF}declarations:\n{rows[1]}\n"})
    (found,) = over(base, folder).state("UTP").declarations
    assert (found.article, str(found.date)) == ("14", "2002")


def test_an_act_after_a_withdrawal_is_another(user_folder):
    first = BRIEF + "treaties: [{treaty: SONG, withdrawn: 2000-01-01}]\n"
    again = BRIEF + "treaties: [{treaty: SONG, bound: 2010-01-01, how: accession}]\n"
    folders = user_folder({"states/x.yaml": first}, "a"), user_folder({"states/x.yaml": again}, "b")
    acts = [act for act in over(*folders).state("UTP").treaties if act.treaty == "SONG"]
    assert [str(act.bound) for act in acts] == ["1992-05-26", "2010-01-01"]


def test_a_upr_review_is_known_by_cycle_and_session(user_folder, utopia):
    row = "reviews: [{mechanism: UPR, cycle: 2, session: 19, note: Late.}]\n"
    found = over(user_folder({"states/x.yaml": BRIEF + row})).state("UTP")
    assert [row.note for row in found.reviews if row.session == 19] == ["Late."]
    assert len(found.reviews) == len(utopia.reviews)


def test_a_contact_of_a_presence_inside_a_profile_is_corrected_from_an_offices_file(
    user_folder, utopia
):
    text = "id: utp-co\ncontacts:\n  - {id: utp-office-0809, emails: [new@example.org]}\n"
    folder = user_folder({"offices/utp-co.yaml": text})
    catalog = over(folder)
    (office,) = [row for row in catalog.state("UTP").presences if row.id == "utp-co"]
    assert office.contacts[0].emails == ("new@example.org",)
    assert office.contacts[0].phones == utopia.presences[0].contacts[0].phones
    assert catalog.user_changes("state", "UTP")[0][:2] == (
        "replaces",
        "presences: The Office in Utopia: contacts: Representative of the Office in Utopia: emails",
    )


def test_an_office_can_be_corrected_from_a_states_file(user_folder):
    text = BRIEF + "presences: [{id: islands-ro, city: New Harbour}]\n"
    catalog = over(user_folder({"states/x.yaml": text}))
    assert catalog.office("islands-ro").city == "New Harbour"
    assert catalog.office("islands-ro").covers == ("UTP", "SYB")
    assert "islands-ro" not in [row.id for row in catalog.state("UTP").presences]


def test_a_new_state_office_treaty_and_source_are_found(user_folder):
    folder = user_folder(
        {
            "sources.yaml": "- {id: mine, title: Mine}\n",
            "states/zembla.yaml": "state: Zembla\ncodes: {iso2: ZE, iso3: ZEM, m49: '990'}\n"
            "sources: [mine]\ntreaties: [{treaty: FLIGHT, bound: 2001-01-01, sources: [mine]}]\n",
            "offices/onhava.yaml": "id: onhava\nkind: country office\nname: Onhava\nas_of: 2020\n"
            "host: ZEM\ncovers: [ZEM]\nsources: [mine]\n",
        }
    )
    catalog = over(folder)
    assert catalog.find("zembla").id == "ZEM"
    assert catalog.find("onhava", "office").id == "onhava"
    assert "mine" in [source.id for source in catalog.sources()]
    assert catalog.user_changes("state", "ZEM")[0][:2] == ("adds", "the whole profile")
    assert faults(folder) == []


def test_a_known_source_mandate_and_session_is_changed_by_its_id(user_folder, world):
    folder = user_folder(
        {
            "sources.yaml": "- {id: gazette, title: The Gazette}\n",
            "mandates.yaml": f"- {{id: {world.mandates[0].id}, note: New.}}\n",
            "upr.yaml": "sessions: [{session: 6, note: Moved.}]\n",
        }
    )
    catalog = over(folder)
    gazette = next(row for row in catalog.sources() if row.id == "gazette")
    assert (gazette.title, gazette.publisher) == ("The Gazette", "Government of Utopia")
    assert catalog.mandates[0].note == "New."
    assert catalog.mandates[0].title == world.mandates[0].title
    assert [row.note for row in catalog.upr.sessions if row.session == 6] == ["Moved."]
    assert len(catalog.upr.sessions) == len(world.upr.sessions)


def test_the_later_folder_wins_and_both_stay(user_folder):
    first = user_folder({"states/x.yaml": BRIEF + "region: Africa\nnotes: [One.]\n"}, "a")
    second = user_folder({"states/x.yaml": BRIEF + "region: Americas\nnotes: [Two.]\n"}, "b")
    found = over(first, second).state("UTP")
    assert found.region == "Americas"
    assert found.notes[-2:] == ("One.", "Two.")
    assert over(second, first).state("UTP").region == "Africa"


def test_two_files_of_one_office_in_a_folder_lie_over_each_other(user_folder):
    whole = "id: a\nkind: headquarters\nname: A\nas_of: 2020\nsources: [gazette]\n"
    folder = user_folder({"offices/a.yaml": whole, "offices/a-more.yaml": "id: a\ncity: Far\n"})
    assert over(folder).office("a").city == "Far"
    assert faults(folder) == []


def test_an_unknown_states_file_needs_all_its_keys(user_folder):
    folder = user_folder({"states/x.yaml": "codes: {iso3: ZEM}\n"})
    with pytest.raises(FaultyData) as raised:
        over(folder)
    says = {fault.says for fault in raised.value.faults}
    assert "the key 'state' is missing" in says
    assert "the key 'iso2' is missing" in says


def test_a_contradiction_with_the_bundled_date_is_told_at_ones_own_line(user_folder):
    text = BRIEF + "treaties:\n  - {treaty: SONG, withdrawn: 1990-01-01}\n"
    folder = user_folder({"states/x.yaml": text})
    with pytest.raises(FaultyData) as raised:
        over(folder)
    (fault,) = raised.value.faults
    assert (fault.file, fault.line, fault.path) == (
        f"{folder.as_posix()}/states/x.yaml", 3, "treaties.1.withdrawn",
    )  # fmt: skip


def test_what_is_wrong_with_the_whole_is_told_at_ones_own_row(user_folder):
    row = "  - {mechanism: UPR, cycle: 1, session: 7, date: 2010-02-10}\n"
    folder = user_folder({"states/x.yaml": BRIEF + "reviews:\n" + row})
    lines = faults(folder)
    assert [row.partition(": ")[0] for row in lines] == [
        f"{folder.as_posix()}/states/x.yaml:3"
    ] * len(lines)
    assert any("expected at least one source" in row for row in lines)


def test_a_source_that_waits_for_its_fact_is_no_fault_in_ones_own(user_folder):
    assert faults(user_folder({"sources.yaml": "- {id: mine, title: Mine}\n"})) == []


def test_a_copy_of_the_whole_data_changes_nothing(utopia, world):
    copied = over(WORLD)
    assert copied.state("UTP") == utopia
    assert copied.presences == world.presences
    assert copied.sources() == world.sources()


# --- through the command line


@pytest.fixture
def home(monkeypatch, tmp_path, run):
    """Runs the command line of a user with a data folder; gives the folder, too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share/fieldref", run


def test_the_users_folder_environment_and_option_lie_over_each_other(
    user_folder, home, monkeypatch
):
    mine, run = home
    texts = {"a": "Africa", "b": "Americas", "c": "Middle East and North Africa"}
    folders = {
        name: user_folder({"states/x.yaml": f"{BRIEF}region: {region}\n"}, name)
        for name, region in texts.items()
    }

    def region(*words):
        return json.loads(run("show", "utopia", *words, "-f", "json").out)["items"][0]["region"]

    assert region() == "Asia-Pacific"
    mine.parent.mkdir()
    folders["a"].rename(mine)
    assert region() == "Africa"
    monkeypatch.setenv("FIELDREF_DATA", os.pathsep.join([str(folders["c"]), str(folders["b"])]))
    assert region() == "Americas"
    assert region("--data", folders["c"]) == "Middle East and North Africa"


def test_show_says_which_rows_are_ones_own(user_folder, home):
    _, run = home
    folder = user_folder({"states/x.yaml": BRIEF + "reviews:\n" + ROW})
    shown = run("show", "utopia", "--section", "sources", "--data", folder, columns=200).out
    assert "adds reviews: FLIGHT report due 2029-11-05" in shown
    assert f"[{folder.as_posix()}/states/x.yaml:3]" in shown
    assert "own files" not in run("show", "utopia", "--section", "sources").out


def test_deadlines_search_and_calendar_see_the_merged_data(user_folder, home):
    _, run = home
    folder = user_folder({"states/x.yaml": BRIEF + "notes: [Quokkas live here.]\nreviews:\n" + ROW})
    words = "deadlines", "utopia", "--year", "2029", "--data", folder
    assert "2029-11-05" in run(*words, "-f", "csv").out
    assert "20291105" in run(*words, "-f", "ics").out
    assert "Utopia" in run("search", "quokkas", "--data", folder).out


def test_a_folder_of_the_environment_that_is_not_there_is_wrong_use(home, monkeypatch):
    _, run = home
    monkeypatch.setenv("FIELDREF_DATA", "/nowhere/at/all")
    ran = run("show", "utopia")
    assert (ran.code, ran.out) == (2, "")
    assert "/nowhere/at/all" in ran.err


def test_check_without_a_path_checks_ones_own_folder(home):
    mine, run = home
    (mine / "states").mkdir(parents=True)
    (mine / "states/x.yaml").write_text(BRIEF + "region: Atlantis\n")
    ran = run("check")
    assert ran.code == 3
    assert f"{mine.as_posix()}/states/x.yaml:2" in ran.err


def test_findings_for_github_name_file_line_and_column(user_folder, home):
    _, run = home
    folder = user_folder({"states/x.yaml": BRIEF + "region: At%lantis\n"})
    ran = run("check", folder, "-f", "github")
    assert ran.code == 3
    assert ran.out == (
        f"::error file={folder.as_posix()}/states/x.yaml,line=2,col=9::region: expected Africa or "
        "Americas or Asia-Pacific or Europe and Central Asia or Middle East and North Africa, "
        "got 'At%25lantis'\n"
    )
    assert run("show", "utopia", "-f", "github").code == 2


def test_files_that_are_not_read_are_named_by_check_and_once_by_others(home):
    mine, run = home
    (mine / "states").mkdir(parents=True)
    (mine / "states/x.yaml").write_text(BRIEF)
    for name in ("states/utopia.yml", "states/asia/x.yaml", "state/x.yaml"):
        path = mine / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("state: Utopia\n")
    err = run("check", str(mine)).err
    first, second = run("show", "utopia").err, run("show", "utopia").err
    for name in ("states/utopia.yml", "states/asia/x.yaml", "state/x.yaml"):
        assert str(mine / name) in err
        assert str(mine / name) in first
    assert second == ""
