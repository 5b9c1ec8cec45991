"""`new`, `edit`, `import`, `paths`, `doctor`: a user's own files, made, changed and proved."""

import functools
import json
import os
import stat
import subprocess
import sys

import pytest

from cases import of_each
from conftest import WORLD
from fieldref.errors import Unwritable, WrongUse
from fieldref.loading import yamlfile
from fieldref.user_data import data_folder, safe_files
from fieldref.user_data.yaml_writer import yaml_flow, yaml_scalar
from processes import PROGRAM, ended, start

OFFICE = ("new", "office", "Harbour desk", "--kind", "country office", "--host", "utopia")
STATE = ("new", "state", "Zembla", "--iso3", "ZEM", "--iso2", "ZE", "--m49", "990")


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("new", "state", "utopia"), "states/utopia.yaml"),
        (STATE, "states/zembla.yaml"),
        (OFFICE, "offices/harbour-desk.yaml"),
        (("new", "source", "Minutes of May", "--date", "2026-05"), "sources.yaml"),
    ],
)
def test_what_is_made_is_valid_at_once_and_its_owners_alone(mine, run, words, file):
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert (mine / file).is_file()
    assert run("check").code == 0
    assert run("show", "utopia").code == 0
    for path in [mine, *mine.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert list(mine.rglob(".*")) == []


@pytest.mark.parametrize("words", [("new", "state", "utopia"), STATE, OFFICE])
def test_nothing_is_ever_made_over_another(mine, run, words):
    run(*words)
    before = {path: path.read_bytes() for path in mine.rglob("*.yaml")}
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "is there already" in ran.err
    assert {path: path.read_bytes() for path in mine.rglob("*.yaml")} == before


def test_every_line_of_a_template_can_be_uncommented(mine, run):
    run("new", "state", "utopia")
    path = mine / "states/utopia.yaml"
    text = path.read_text().replace("CEDAW", "FLIGHT").replace("2029", "2031")
    head, rows = text.split("codes:")
    lines = [line.removeprefix("# ").removeprefix("#") for line in ("codes:" + rows).splitlines()]
    kept = [
        line
        for line in lines
        if not line.startswith(("What you know", "treaties", "  - {treaty: FLIGHT, signed"))
    ]
    path.write_text(head + "\n".join(kept))
    assert run("check").err == ""
    assert "2031-11" in run("deadlines", "utopia", "--year", "2031", "-f", "csv").out


def test_in_a_script_what_is_missing_is_named(mine, run):
    ran = run("new", "state", "Zembla")
    assert (ran.code, ran.out) == (2, "")
    assert "--iso3, --iso2, --m49" in ran.err
    assert not (mine / "states").exists()


def test_an_office_with_a_number_that_cannot_be_rung_is_not_written(mine, run):
    ran = run(*OFFICE, "--phone", "12345")
    assert ran.code == 3
    assert "+41229289650" in ran.err
    assert not (mine / "offices").exists()


def test_a_name_that_could_be_a_path_makes_none(mine, run):
    ran = run("new", "office", "../../etc/passwd", "--kind", "country office")
    assert ran.code == 0
    assert (mine / "offices/etc-passwd.yaml").is_file()
    assert run("new", "office", "x", "--kind", "country office", "--id", "../x").code == 2
    assert run("new", "office", "///", "--kind", "country office").code == 2


def test_sources_pile_up_in_one_file(mine, run):
    for name in ("One", "Two"):
        assert run("new", "source", name, "--publisher", "A: B # c").code == 0
    assert run("new", "source", "One").code == 2
    text = (mine / "sources.yaml").read_text()
    assert text.count("- id:") == 2
    assert run("list", "sources", "-f", "csv").out.count("A: B # c") == 2


def test_new_writes_into_the_last_folder_of_data(mine, run, tmp_path):
    assert run("new", "state", "utopia", "--data", tmp_path / "team").code == 0
    assert (tmp_path / "team/states/utopia.yaml").is_file()
    assert not mine.exists()


# --- edit


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Sets an editor: a program in Python over the text of the file."""

    def set_(program):
        path = tmp_path / "editor.py"
        path.write_text(
            "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
            f"text = path.read_text('utf-8')\n{program}\n"
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} -IS {path}")

    return set_


def test_a_bundled_file_is_copied_when_something_is_saved(mine, run, editor):
    editor("path.write_text(text + 'un_group: African\\n', 'utf-8')")
    assert run("edit", "xanadu").code == 0
    assert "un_group: African" in (mine / "states/xanadu.yaml").read_text()
    assert "African" not in (WORLD / "states/xanadu.yaml").read_text("utf-8")
    (item,) = json.loads(run("show", "xanadu", "-f", "json").out)["items"]
    assert item["un_group"] == "African"
    assert list(mine.rglob("*.draft")) == []


def test_without_a_change_nothing_is_written(mine, run, editor):
    editor("")
    ran = run("edit", "xanadu")
    assert (ran.code, "Nothing has changed" in ran.out) == (0, True)
    assert list(mine.rglob("*.*")) == []


def test_what_has_faults_is_kept_as_a_draft_and_goes_on(mine, run, editor):
    editor("path.write_text(text + 'colour: green\\n', 'utf-8')")
    ran = run("edit", "xanadu")
    assert ran.code == 3
    assert "colour" in ran.err
    (draft,) = mine.glob("states/xanadu.yaml.*.draft")
    assert str(draft) in ran.err
    assert "colour: green" in draft.read_text()
    assert run("show", "xanadu").code == 0
    editor("assert 'colour' in text; path.write_text(text.replace('colour: green', ''), 'utf-8')")
    assert run("edit", "xanadu").code == 0
    assert (mine / "states/xanadu.yaml").is_file()
    assert list(mine.rglob("*.draft")) == []


def test_ones_own_faulty_file_can_be_edited(mine, run, editor):
    run("new", "state", "utopia")
    path = mine / "states/utopia.yaml"
    path.write_text(path.read_text() + "colour: green\n")
    assert run("show", "utopia").code == 3
    editor("path.write_text(text.replace('colour: green', ''), 'utf-8')")
    assert run("edit", "utopia").code == 0
    assert run("show", "utopia").code == 0


def test_an_editor_that_fails_or_is_not_there_changes_nothing(mine, run, editor, monkeypatch):
    editor("sys.exit(3)")
    assert run("edit", "utopia").code == 4
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    assert run("edit", "utopia").code == 2
    assert not (mine / "states/utopia.yaml").exists()


def test_a_treaty_is_not_edited_this_way(mine, run, editor):
    editor("")
    assert run("edit", "flight").code == 2


# --- import


def contacts(run, *words):
    return run("contacts", *words, "-f", "vcard").out


def test_our_own_cards_find_their_contacts_again(mine, run, tmp_path):
    file = tmp_path / "islands.vcf"
    before = contacts(run, "islands-ro")
    file.write_bytes(before.encode())
    assert run("import", file, "--into", "islands-ro", "--write").code == 0
    assert contacts(run, "islands-ro") == before
    assert not mine.exists()  # nothing was new, so nothing was written


def test_a_rich_card_round_trips_through_an_office_of_ones_own(mine, run, tmp_path):
    """A contact with all its parts: exported, lost, imported from the card, exported the same."""
    card = {
        "id": "desk", "name": "Desk; of, the \\harbour", "as_of": "2008-03", "sources": ["gazette"],
        "role": "duty officer", "organization": "The Office",
        "address": {"street": "No. 4, Street 271", "po_box": "P.O. Box 108", "city": "Amaurote"},
        "mailing": {"city": "Geneva 10", "postcode": "CH-1211"},
        "phones": [
            {"number": "+41229179000", "printed": "(41) 22 917 90 00", "note": "after hours"},
            {"number": "+41229179001", "extension": "12"},
        ],
        "faxes": [{"number": "+41229179003", "printed": "917 9003"}],
        "emails": ["a@example.org", "b@example.org"], "web": "https://example.org/x",
        "note": "Ask for the night desk; ring twice.",
    }  # fmt: skip
    office = "id: desk-ro\nkind: regional office\nname: Desk\nas_of: 2008-03\nsources: [gazette]\n"
    path = mine / "offices/desk-ro.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{office}contacts: [{yaml_flow(card)}]\n")
    for version in ("vcard", "vcard4"):
        words = "contacts", "desk-ro", "-f", version
        before = run(*words).out
        file = tmp_path / "desk.vcf"
        file.write_bytes(before.encode())
        path.write_text(
            f"{office}contacts: [{{id: desk, name: x, as_of: 1999, sources: [gazette]}}]\n"
        )
        assert run("import", file, "--into", "desk-ro", "--write").code == 0
        assert run(*words).out == before
        for one in path.parent.glob("*contacts*"):
            one.unlink()
        path.write_text(f"{office}contacts: [{yaml_flow(card)}]\n")


def test_an_import_is_dry_until_it_is_to_be_written(mine, run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("name,email,colour\nAda,a@example.org,red\n")
    ran = run("import", file, "--into", "islands-ro")
    assert ran.code == 0
    assert "islands-ro-ada" in ran.out
    assert "colour: red" in ran.out
    assert not mine.exists()
    assert run("import", file, "--into", "islands-ro", "--write").code == 0
    assert "Ada" in run("contacts", "islands-ro").out
    again = run("import", file, "--into", "islands-ro", "--write")
    assert (again.code, "Nothing new is in it" in again.out) == (0, True)
    assert len(list(mine.glob("offices/*.yaml"))) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b"x"), ("a.vcf", b""), ("a.vcf", b"\xff\xfe"), ("a.csv", b""), ("a.vcf", b"\0" * 9)],
)
def test_what_is_no_address_book_is_wrong_use(mine, run, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    ran = run("import", tmp_path / name, "--into", "islands-ro")
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_an_import_needs_a_file_and_an_office(mine, run, tmp_path):
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n")
    assert run("import", tmp_path / "none.vcf", "--into", "islands-ro").code == 2
    assert run("import", tmp_path / "a.vcf").code == 2
    assert run("import", tmp_path / "a.vcf", "--into", "nobody").code == 1


@of_each(
    ["plain", "a: b", "a #b", "- x", "", " ", "no", "[x]", '"q"', "tab\there", "\x1b[2J", "x:"]
)
def test_any_text_comes_back_from_the_yaml_that_it_is_written_as(text):
    node = yamlfile.parse_yaml(f"a: {yaml_scalar(text)}\nb: {yaml_flow({'k': [text]})}\n", "x.yaml")
    expected = text.replace("\t", " ").replace("\x1b", " ")
    assert node.value[0][1].value == expected
    assert node.value[1][1].value[0][1].value[0].value == expected


# --- paths and doctor


def test_paths_says_where_everything_is_and_whether_it_is_there(mine, run, tmp_path):
    run("new", "state", "utopia")
    items = json.loads(run("paths", "--data", tmp_path, "-f", "json").out)["items"]
    found = {(item["use"], item["path"]): (item["there"], item["files"]) for item in items}
    assert found["bundled data", str(WORLD)][0]
    assert found["your data", str(mine)] == (True, 2)
    assert found["your data", str(tmp_path)][0]
    assert {item["use"] for item in items} == {"bundled data", "your data", "index", "settings"}


def test_doctor_hides_the_home_and_the_users_folders(mine, run, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "clients").mkdir()
    words = "doctor", "--data", tmp_path / "clients"
    shown = run(*words).out
    assert str(tmp_path) not in shown.replace("\n", "")
    assert "clients" not in shown
    assert "0.1.0" in shown
    full = json.loads(run(*words, "--full", "-f", "json").out)["items"]
    assert any(str(tmp_path / "clients") in item["value"] for item in full)


def test_doctor_works_where_the_data_are_faulty(mine, run):
    run("new", "state", "utopia")
    (mine / "states/utopia.yaml").write_text("state: [")
    ran = run("doctor")
    assert ran.code == 0
    assert "faulty" in ran.out


# --- files of one's own are written whole or not at all


def test_a_file_is_made_whole_and_never_over_another_or_through_a_link(tmp_path):
    path = tmp_path / "a/b/c.yaml"
    safe_files.create_file(path, "one")
    with pytest.raises(WrongUse):
        safe_files.create_file(path, "two")
    assert path.read_text() == "one"
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(WrongUse):
        safe_files.create_file(link, "x")
    with pytest.raises(Unwritable):
        safe_files.replace_file(link, "x")
    assert not (tmp_path / "elsewhere.yaml").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "link.yaml"]


COMMANDS = {
    "new source": ("new", "source", "Minutes"),
    "new state": ("new", "state", "utopia"),
    "edit": ("edit", "xanadu"),
}


@pytest.mark.process
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_data_folder_that_is_a_link_is_written_in(mine, run, tmp_path, editor, words):
    editor("path.write_text(text + '# seen', 'utf-8')")
    (tmp_path / "cloud").mkdir()
    mine.parent.mkdir()
    mine.symlink_to(tmp_path / "cloud")
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert list((tmp_path / "cloud").rglob("*.yaml"))
    assert mine.is_symlink()


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("new source", ""),
        ("new state", ""),
        ("edit", ""),
        ("new state", "states"),
        ("edit", "states"),
    ],
)
def test_a_folder_that_is_a_link_to_nowhere_is_told_as_that(mine, run, tmp_path, kind, place):
    link = mine / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "unmounted")
    ran = run(*COMMANDS[kind])
    told = "fieldref: Your data are left out: {0}: it is a link to nowhere.\n"
    says = f"fieldref: {link} can't be written: it is a link to nowhere.\n"
    assert (ran.code, ran.err) == (4, ("" if place else told.format(link)) + says)
    assert not (tmp_path / "unmounted").exists()


def test_what_stands_where_the_data_folder_should_be_is_told_with_every_answer(mine, run):
    mine.parent.mkdir(parents=True)
    mine.write_text("")
    ran = run("show", "utopia")
    assert ran.code == 0
    assert ran.err == f"fieldref: Your data are left out: {mine}: not a directory.\n"


def test_where_a_file_cannot_be_linked_it_is_still_never_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "Not supported")))
    safe_files.create_file(tmp_path / "a.yaml", "one")
    with pytest.raises(WrongUse):
        safe_files.create_file(tmp_path / "a.yaml", "two")
    assert (tmp_path / "a.yaml").read_text() == "one"


@pytest.mark.process
def test_many_processes_lose_no_source(tmp_path):
    path = tmp_path / "sources.yaml"

    def append(name):
        for n in range(10):
            with safe_files.hold_folder(tmp_path):
                text = data_folder.sources_text(tmp_path, f"- id: {name}-{n}\n")
                safe_files.replace_file(path, text)

    children = [start(functools.partial(append, name)) for name in range(8)]
    assert [ended(child) for child in children] == [0] * 8
    assert path.read_text().count("- id: ") == 80
    assert list(tmp_path.iterdir()) == [path]


def test_in_a_terminal_what_is_missing_is_asked_for(tmp_path, process_environment):
    pty = pytest.importorskip("pty")
    homes = process_environment | {"XDG_DATA_HOME": str(tmp_path / "share")}
    near, far = pty.openpty()
    words = [*PROGRAM, "new", "state", "Zembla"]
    process = subprocess.Popen(
        words, env=homes, stdin=far, stderr=far, stdout=subprocess.PIPE, text=True
    )
    os.close(far)
    os.write(near, b"\nZEM\nZE\n990\n")
    process.communicate(timeout=60)
    asked = os.read(near, 4096).decode()
    os.close(near)
    assert process.returncode == 0
    assert "ISO 3166-1 alpha-3" in asked
    text = (tmp_path / "share/fieldref/states/zembla.yaml").read_text()
    assert "codes: {iso3: ZEM, iso2: ZE, m49: 990}" in text
