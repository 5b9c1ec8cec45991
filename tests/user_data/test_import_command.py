"""`import` from end to end: what is written and told; our own books change nothing."""

import errno
import sys
import time
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import THOROUGH, WORLD
from fieldref import files
from fieldref.cli.main import run as run_cli
from fieldref.user_data import repeated_cards
from fieldref.user_data.yaml_writer import yaml_flow
from processes import ended, start

OFFICE = "id: pier-ro\nkind: regional office\nname: Pier\nas_of: 2008-03\nsources: [gazette]\n"


def keep_office(mine, *contacts):
    """Write an office of one's own with these contacts, and nothing else."""
    path = mine / "offices/pier-ro.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.iterdir():
        other.unlink()
    path.write_text(f"{OFFICE}contacts: [{', '.join(map(yaml_flow, contacts))}]\n", "utf-8")


def vcard(*lines):
    return "".join(f"{one}\r\n" for one in ("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))


# Text as a person might have it in the data, what spreadsheets and cards trip over included.
SAID = [
    "'-Bar", "=Desk", "''=x", "As of 2001", "Status: closed", "a; b", "x, y", "a\\nb", "C:\\",
    "Phone +41229179000 (x)", "(855) 23 987 671", '"quoted"', "Büro – Süd", "+41 22", "@a", "None",
    "a ::: b", "undated", "Fax +41229179001, printed: 9", "a (b) c", ", printed: x", "\u202bاب",
]  # fmt: skip
SIGNS = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\ufffd")
TEXTS = st.sampled_from(SAID) | st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
# A number's use that says this itself can't be told from the printed form, which stands behind it.
USES = TEXTS.filter(lambda text: "), printed: " not in text)
PARTS = ("street", "extended", "po_box", "region", "postcode", "country")
ADDRESSES = st.fixed_dictionaries({"city": TEXTS}, optional=dict.fromkeys(PARTS, TEXTS))
PHONES = st.lists(
    st.fixed_dictionaries(
        {"number": st.integers(10_000, 99_999).map("+412291{}".format)},
        optional={"printed": TEXTS, "note": USES, "extension": st.sampled_from(["5", "12", "0"])},
    ),
    max_size=3,
    unique_by=lambda phone: (phone["number"], phone.get("extension")),
)
DATES = st.sampled_from(
    ["2008", "2008-03", "2008-03-04", "2008-2009", "2008-03/2009-01", "undated"]
)
CONTACTS = st.fixed_dictionaries(
    {"name": TEXTS, "as_of": DATES, "sources": st.just(["gazette"])},
    optional={
        "role": TEXTS, "organization": TEXTS, "note": TEXTS, "address": ADDRESSES,
        "mailing": ADDRESSES, "phones": PHONES, "faxes": PHONES,
        "emails": st.lists(st.sampled_from(["a@example.org", "B@example.org"]), unique=True),
        "web": st.sampled_from(["https://example.org/a;b,c", "http://example.org"]),
    },
)  # fmt: skip


SAID_EVERYWHERE = [
    {
        **dict.fromkeys(("name", "role", "organization", "note"), said),
        "as_of": "2008",
        "sources": ["gazette"],
        "address": {"city": said, "country": said, "street": said},
        "phones": [{"number": f"+41229170{n:03}", "printed": said, "note": said}],
    }
    for n, said in enumerate(SAID)
]


@settings(max_examples=30 if THOROUGH else 4)
@given(contacts=st.lists(CONTACTS, min_size=6, max_size=6))
@example(SAID_EVERYWHERE)
def test_our_own_export_imported_again_changes_nothing(mine, run, tmp_path, contacts):
    keep_office(mine, *({"id": f"pier-{n}", **contact} for n, contact in enumerate(contacts)))
    for format, name in (("csv", "a.csv"), ("vcard", "a.vcf"), ("vcard4", "a.vcf")):
        exported = run("contacts", "pier-ro", "-f", format)
        assert exported.code == 0, exported.err
        (tmp_path / name).write_bytes(exported.out.encode())
        ran = run("import", tmp_path / name, "--into", "pier-ro", "--write", "-f", "jsonl")
        assert ran.code == 0, ran.err
        assert '"did":"unchanged"' in ran.out.replace(" ", ""), (format, ran.out)
        assert [path.name for path in (mine / "offices").iterdir()] == ["pier-ro.yaml"], format


def test_a_change_in_our_own_card_is_the_only_thing_that_is_written(mine, run, tmp_path):
    desk = {"id": "pier-desk", "name": "Desk", "as_of": "2008-03", "sources": ["gazette"]}
    desk |= {"phones": [{"number": "+41229179000", "note": "night"}], "note": "'-x"}
    keep_office(mine, desk)
    for format, name in (("csv", "a.csv"), ("vcard", "a.vcf")):
        file = tmp_path / name
        out = run("contacts", "pier-ro", "-f", format).out
        file.write_bytes(out.replace("+41229179000", "+41229179001").encode())
        text = run("import", file, "--into", "pier-ro", "-f", "csv", "--fields", "text").out
        assert "id: pier-desk" in text
        assert "+41229179001" in text
        assert not [key for key in ("name:", "as_of:", "sources:") if key in text]


def test_our_own_card_of_a_contact_that_is_not_known_keeps_its_date(mine, run, tmp_path):
    desk = {"id": "pier-desk", "name": "Desk", "as_of": "2008-03", "sources": ["gazette"]}
    desk |= {"phones": [{"number": "+41229179000", "printed": "22 917", "note": "night"}]}
    keep_office(mine, desk)
    for format, name in (("csv", "a.csv"), ("vcard", "a.vcf")):
        file = tmp_path / name
        file.write_bytes(run("contacts", "pier-ro", "-f", format).out.encode())
        keep_office(mine, desk | {"id": "other"})
        ran = run("import", file, "--into", "islands-ro", "-f", "csv", "--fields", "text")
        assert "as_of: 2008-03" in ran.out
        assert ("printed: 22 917, note: night" in ran.out) == (format == "vcard")
        keep_office(mine, desk)


def test_a_card_of_another_office_stays_there(mine, run, tmp_path):
    file = tmp_path / "a.vcf"
    file.write_bytes(run("contacts", "islands-ro", "-f", "vcard").out.encode())
    keep_office(mine, {"id": "d", "name": "D", "as_of": "2008", "sources": ["gazette"]})
    ran = run("import", file, "--into", "pier-ro", "--write")
    assert ran.code == 0
    assert "a card of islands-ro" in ran.out
    assert [path.name for path in (mine / "offices").iterdir()] == ["pier-ro.yaml"]


TWICE = "line 7: Ann Lee: stands in the book twice, and is taken once"


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (["FN:ANN LEE", "EMAIL:Ann@Example.org"], []),
        (["FN:Ann  Lee", "EMAIL:ann@example.org", "TEL:+41229179000"], ["number: +41229179000"]),
        (["FN:ann lee", "EMAIL:ann@example.org", "EMAIL:lee@example.org"], ["lee@example.org"]),
        (["FN:Ann Lee", "EMAIL:ann@example.org", "TITLE:officer"], ["role: officer"]),
        (["FN:Ann Lee", "EMAIL:ann@example.org", "REV:20200102"], ["as_of: 2020-01-02"]),
    ],
)
def test_a_person_twice_in_a_book_is_taken_once_with_all_that_is_said(
    mine, run, tmp_path, second, says
):
    file = tmp_path / "a.vcf"
    file.write_text(vcard("FN:Ann Lee", "EMAIL:ann@example.org", "X-A:1") + vcard(*second))
    ran = run("import", file, "--into", "islands-ro", columns=200)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("- id: islands-ro-") == 1
    assert TWICE in ran.out
    assert all(text in ran.out for text in ("name: Ann Lee", "[ann@example.org", "X-A: 1", *says))


@pytest.mark.parametrize(
    "second",
    [
        ["FN:Ann Lee", "EMAIL:other@example.org"],
        ["FN:Ann Lee"],
        ["FN:Bo Lee", "EMAIL:ann@example.org"],
        ["FN:Ann Lee", "EMAIL:ann@example.org", "TITLE:director"],
        ["FN:Ann Lee", "EMAIL:ann@example.org", "ADR;WORK:;;4 Road;Town;;;"],
    ],
)
def test_who_may_be_another_stays_another(mine, run, tmp_path, second):
    first = ("FN:Ann Lee", "EMAIL:ann@example.org", "TITLE:officer", "ADR;WORK:;;3 Road;Town;;;")
    file = tmp_path / "a.vcf"
    file.write_text(vcard(*first) + vcard(*second))
    assert run("import", file, "--into", "islands-ro").out.count("- id: islands-ro-") == 2


def test_a_book_of_one_name_is_read_in_time(mine, run, tmp_path, monkeypatch):
    """Its cards are not all compared with one another."""
    book, rows, compared = tmp_path / "a.csv", 2000 if THOROUGH else 150, []
    monkeypatch.setattr(repeated_cards, "_agree", lambda *cards: compared.append(cards))
    lines = (f"Ann,+41229179000,role {n}" for n in range(rows))
    book.write_text("\n".join(["name,phone,role", *lines]))
    began = time.process_time()
    assert run("import", book, "--into", "islands-ro").code == 0
    assert time.process_time() - began < 15
    assert 0 < len(compared) <= 50 * rows


def test_a_bad_value_costs_itself_and_is_told_with_a_line_of_the_book(mine, run, tmp_path):
    rows = [f"D{n},+4122917{n:04},d{n}@example.org,,4 Road,Town" for n in range(40)]
    rows[30] = "Bad,12 34,no address,nosource,4 Road,"
    file = tmp_path / "a.csv"
    file.write_text("\n".join(["name,phone,email,source,street,city", *rows, ""]))
    ran = run("import", file, "--into", "islands-ro", "--write", columns=200)
    assert (ran.code, ran.err) == (0, "")
    text = (mine / "offices/islands-ro-contacts.yaml").read_text()
    assert text.count("- id:") == 40
    for told in (
        "phone: 12 34",
        "email: no address",
        "no source 'nosource'",
        "4 Road: expected a city",
    ):
        assert f"line 32: Bad: {told}" in ran.out or told in ran.out
    assert run("show", "utopia").code == 0


def test_a_preview_proves_as_much_as_writing(mine, run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("name,street\nA,4 Road\n")
    words = "import", file, "--into", "islands-ro", "-f", "jsonl"
    shown, written = run(*words).out, run(*words, "--write").out
    assert "expected a city or a country" in shown
    assert shown.replace("would be written", "written") == written
    assert run("import", file, "--into", "islands-ro", "--source", "nobody").code == 1


def test_a_book_too_large_for_a_file_of_data_is_refused(mine, run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("name,note\n" + "".join(f"D{n},{'x' * 100_000}\n" for n in range(10)))
    ran = run("import", file, "--into", "islands-ro", "--write")
    assert (ran.code, ran.out) == (2, "")
    assert "at most 1,000,000" in ran.err
    assert not (mine / "offices").exists()


@pytest.mark.parametrize(("library", "name", "data"), [
    ("vobject", "a.vcf", vcard("FN:A").encode()),
    ("chardet", "a.csv", "name,phone\nОтделение,+41229179000\n".encode("cp1251")),
])  # fmt: skip
def test_without_the_extra_one_sentence_says_how_to_have_it(
    mine, run, tmp_path, monkeypatch, library, name, data
):
    for module in [one for one in sys.modules if one.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(data)
    ran = run("import", tmp_path / name, "--into", "islands-ro")
    assert (ran.code, ran.out) == (2, "")
    assert library in ran.err
    assert 'pip install "fieldref[import]"' in ran.err


def test_a_table_in_utf_8_takes_no_library(mine, run, tmp_path, monkeypatch):
    for library in ("vobject", "chardet"):
        monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "a.csv").write_text("name,phone\nBüro,+41229179000\n", "utf-8")
    assert run("import", tmp_path / "a.csv", "--into", "islands-ro").code == 0


def test_nothing_of_a_picture_is_printed(mine, run, tmp_path):
    picture = "\r\n ".join(["QUFB" * 18] * 500)
    (tmp_path / "a.vcf").write_bytes(vcard("FN:A", f"PHOTO;ENCODING=b;TYPE=PNG:{picture}").encode())
    ran = run("import", tmp_path / "a.vcf", "--into", "islands-ro")
    assert "line 4: A: PHOTO: PNG, 27 kB" in ran.out
    assert "QUFB" not in ran.out


def test_the_office_of_a_world_is_not_changed_by_an_import(mine, run, tmp_path):
    before = {path: path.read_bytes() for path in WORLD.rglob("*.yaml")}
    (tmp_path / "a.vcf").write_bytes(vcard("FN:A").encode())
    assert run("import", tmp_path / "a.vcf", "--into", "islands-ro", "--write").code == 0
    assert {path: path.read_bytes() for path in WORLD.rglob("*.yaml")} == before


FOREIGN = vcard("FN:Léa Martin", "TEL;TYPE=work:+41 22 917 90 00", "EMAIL:lea@example.org")


def written(mine):
    return sorted(mine.glob("offices/*.yaml"))


def test_a_foreign_book_imported_again_changes_nothing(mine, run, tmp_path):
    book = tmp_path / "a.vcf"
    book.write_bytes((FOREIGN + FOREIGN).encode())
    words = "import", book, "--into", "islands-ro", "--write"
    first = run(*words)
    assert "stands in the book twice" in first.out
    again = run(*words)
    assert (first.code, again.code, len(written(mine))) == (0, 0, 1)
    assert "Nothing new is in it" in again.out


def person(first, last, number, address):
    phone = [f"TEL;TYPE=work:+41 22 917 90 {number}"] if number else []
    return vcard(f"FN:{first} {last}", *phone, f"EMAIL:{address}@example.org")


def test_a_card_is_that_of_a_contact_by_name_and_number_or_address(mine, run, tmp_path):
    book, words = tmp_path / "a.vcf", ("contacts", "islands-ro", "-f", "csv", "--fields", "id")
    before = run(*words).out
    for people in (
        [
            person("Léa", "Martin", "00", "martin"), person("Ann", "Lee", "01", "lee"),
            person("Bo", "Roy", "02", "roy"), person("Ida", "Sand", "03", "sand"),
            person("Eva", "Moor", "04", "moor"),
        ],
        [
            person("LEA ", "MARTIN", "00", "martin"),  # a name folds
            person("Ann", "Lee", "01", "a.lee"),  # the number is hers
            person("Bo", "Roy", "12", "roy"),  # the address is his
            person("Luc", "Field", "03", "sand"),  # they share a telephone
            person("Eva", "Moor", "", "other"),  # another of that name
        ],
    ):  # fmt: skip
        book.write_text("".join(people), "utf-8")
        assert run("import", book, "--into", "islands-ro", "--write").code == 0
    new = set(run(*words).out.split()) - set(before.split())
    names = ("lea-martin", "ann-lee", "bo-roy", "ida-sand", "eva-moor", "luc-field", "eva-moor-2")
    assert new == {f"islands-ro-{name}" for name in names}


@pytest.mark.process
def test_of_two_imports_at_once_the_second_sees_what_the_first_wrote(mine, run, tmp_path):
    book = tmp_path / "a.vcf"
    book.write_bytes(FOREIGN.encode())
    words = ["import", str(book), "--into", "islands-ro", "--write"]
    both = [start(partial(run_cli, words)) for _ in range(2)]
    assert [ended(each) for each in both] == [0, 0]
    assert len(written(mine)) == 1
    assert run("contacts", "islands-ro", "-f", "csv").out.count("lea@example.org") == 1


def test_the_source_and_the_cards_are_written_together_or_not(mine, run, tmp_path, monkeypatch):
    book, true = tmp_path / "a.vcf", files._give_name
    book.write_bytes(FOREIGN.encode())

    def full(aside, writing):
        if writing.path.name == "islands-ro-contacts.yaml":
            raise OSError(errno.ENOSPC, "No space left on device")
        true(aside, writing)

    monkeypatch.setattr(files, "_give_name", full)
    ran = run("import", book, "--into", "islands-ro", "--write")
    assert (ran.code, "contacts.yaml can't be written: no space" in ran.err) == (4, True)
    assert not mine.exists()


def test_a_number_that_is_doubted_is_kept_and_noted_so_that_check_holds(mine, run, tmp_path):
    keep_office(mine)
    book = tmp_path / "book.vcf"
    book.write_text(vcard("FN:Night desk", "TEL:+1 555 0100 999"), "utf-8")
    ran = run("import", book, "--into", "pier-ro", "--write")
    assert ran.code == 0, ran.err
    says = " ".join((ran.out + ran.err).split())
    assert "+15550100999 is no valid telephone number; kept, with a note" in says
    assert "faults in your files" not in run("show", "pier-ro").err
    checked = run("check", mine)
    assert "+15550100999" not in checked.out + checked.err
    before = {path: path.read_bytes() for path in mine.rglob("*.yaml")}
    run("import", book, "--into", "pier-ro", "--write")
    assert before == {path: path.read_bytes() for path in mine.rglob("*.yaml")}
