"""vCards 2.1, 3.0 and 4.0 of other programs, each kind of trouble with a card made for it."""

from time import process_time

import pytest

from cases import of_each
from conftest import THOROUGH
from fieldref.errors import WrongUse
from fieldref.user_data import vcard_properties
from fieldref.user_data.imported_card import MOST_CARDS
from fieldref.user_data.vcard_contacts import read_vcard_contacts


def vcard(*lines, version="3.0", charset="utf-8"):
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return text.encode(charset)


def read(*lines, **how):
    """The one card that these lines make, with what is told of it."""
    book = read_vcard_contacts(vcard(*lines, **how), ())
    (imported,) = book.cards
    left = [told.text for told in (*book.left, *imported.left)]
    return imported.card, left, [told.text for told in (*book.remarks, *imported.remarks)]


@of_each(
    [
        (["FN:Night desk", "N:Desk;Day;;;"], "Night desk"),
        (["N:Office;Regional Harbour;;;"], "Regional Harbour Office"),
        (["FN: ", "N:Rao;Mira;Ann;Dr.;PhD"], "Dr. Mira Ann Rao PhD"),
        (["N:;;;;", "ORG:Harbour;Protection"], "Harbour, Protection"),
        (["NICKNAME:The pier"], "The pier"),
        (["EMAIL:desk@example.org"], "desk@example.org"),
        (["TEL:+41 22 917 9000"], "+41 22 917 9000"),
        (["FN : Space desk"], "Space desk"),
    ]
)
def test_a_card_is_called_by_what_it_has(lines, name):
    assert read(*lines)[0].name == name


def test_a_card_with_nothing_to_call_it_by_is_told_whole():
    book = read_vcard_contacts(vcard("BDAY:19960415"), ())
    assert book.cards == ()
    assert "BDAY: 19960415" in book.left[0].text


def test_another_name_is_told_unless_it_says_the_same():
    assert read("FN:Ms. Mira Rao", "N:Rao;Mira;;Ms.;")[1] == []
    assert read("FN:Duty desk", "N:Rao;Mira;;;")[1] == ["N: Rao, Mira"]


def test_a_note_of_another_program_stays_a_note():
    card, left, _ = read("FN:A", r"NOTE:As of last summer closed\nStatus: ring twice")
    assert (card.as_of, left) == (None, [])
    assert card.note == "As of last summer closed Status: ring twice"


def test_a_card_is_as_old_as_its_last_change():
    assert read("FN:A", "REV:20240501T100000Z")[0].as_of == "2024-05-01"


def test_a_third_address_is_told_whole():
    card, left, _ = read(
        "FN:A",
        "ADR;TYPE=HOME:;;1 A St;Town;;;Utopia",
        "ADR;TYPE=WORK:;;2 B St,Floor 2;Town;;99;Utopia",
        "ADR;TYPE=POSTAL:Box 1;;;Town;;;Utopia",
    )
    assert (card.address.street, card.address.postcode) == ("2 B St, Floor 2", "99")
    assert card.mailing.po_box == "Box 1"
    assert left == ["ADR: 1 A St, Town, Utopia"]


def test_a_second_address_is_for_letters_and_told():
    card, left, remarks = read("FN:A", "ADR:;;1 A St;Town;;;", "ADR:;;2 B St;Town;;;")
    assert (card.mailing.street, left) == ("2 B St", [])
    assert "2 B St" in remarks[0]


def test_a_card_within_a_card_is_told_whole_and_the_outer_one_read_on():
    lines = "AGENT:", "BEGIN:VCARD", "FN:Aide", "TEL:+41229179002", "END:VCARD", "TEL:+41229179001"
    card, left, _ = read("FN:Head", *lines)
    assert [phone.number for phone in card.phones] == ["+41229179001"]
    assert left == ["a card within the card: FN: Aide, TEL: +41229179002"]


def test_a_card_that_is_not_closed_is_read_and_told():
    text = b"BEGIN:VCARD\nFN:A\nTEL:+41229179001\nBEGIN:VCARD\nFN:B\nTEL:+41229179002\n"
    book = read_vcard_contacts(text, ())
    assert [one.card.name for one in book.cards] == ["A", "B"]
    assert [told.line for told in book.remarks] == [1, 4]


def test_what_stands_outside_any_card_is_told():
    book = read_vcard_contacts(b"hello\n" + vcard("FN:A") + b"TEL:+41229179000\n", ())
    assert [str(told) for told in book.left] == [
        "line 1: outside any card: hello",
        "line 6: outside any card: TEL: +41229179000",
    ]


def test_a_line_that_is_none_is_told_and_costs_only_itself():
    card, left, _ = read("FN:A", "no line", 'TEL;TYPE="open:+41229179009', "TEL:+41229179000")
    assert [phone.number for phone in card.phones] == ["+41229179000"]
    assert left == ["no line", 'TEL;TYPE="open:+41229179009']


@of_each(
    [
        (["PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 70] * 60)], "PHOTO: JPEG, 3 kB"),
        (["PHOTO;JPEG;BASE64:", " " + "A" * 40, " AAA=", ""], "PHOTO: JPEG, 32 bytes"),
        (["PHOTO;ENCODING=BASE64;TYPE=PNG:", "A" * 40, "AAAA", ""], "PHOTO: PNG, 33 bytes"),
        (["PHOTO:data:image/png;base64," + "A" * 40], "PHOTO: image/png, 30 bytes"),
        (["KEY;ENCODING=b;TYPE=PGP:AAAA"], "KEY: PGP, 3 bytes"),
        (["X-PICTURE;ENCODING=b:AAAA"], "X-PICTURE: of an unknown kind, 3 bytes"),
    ]
)
def test_media_are_told_by_kind_and_size(lines, says):
    card, left, _ = read("FN:A", *lines, "TEL:+41229179000")
    assert left == [says]
    assert card.phones


def test_media_do_not_count_and_text_does(monkeypatch):
    monkeypatch.setattr(vcard_properties, "MOST_BYTES", 10_000)
    picture = b"PHOTO;ENCODING=b:" + b"\r\n ".join([b"A" * 74] * 200)
    assert read_vcard_contacts(vcard("FN:A").replace(b"FN:", picture + b"\r\nFN:"), ()).cards
    with pytest.raises(WrongUse, match="more than 10,000 bytes besides pictures"):
        read_vcard_contacts(vcard("FN:A", "NOTE:" + "x" * 10_000), ())


@of_each(
    [
        (["FN;CHARSET=ISO-8859-1:Büro Müller"], {"charset": "latin-1"}, "Büro Müller"),
        (["FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:B=FCro =96 S=FCd"], {}, "Büro – Süd"),
        (["FN;QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=91=D1=8E=D1=80=D0=BE"], {}, "Бюро"),
        (["FN;ENCODING=QUOTED-PRINTABLE:=D0=91=D1=8E=", "=D1=80=D0=BE"], {}, "Бюро"),
        (["FN;ENCODING=QUOTED-PRINTABLE:=D0=91=D1=8E=D1=", " =80=D0=BE"], {}, "Бюро"),
        (["FN;ENCODING=QUOTED-PRINTABLE:=D0=91=D1=8E", " =D1=80=D0=BE"], {}, "Бюро"),
        (["FN;ENCODING=QUOTED-PRINTABLE:Night=", " desk"], {}, "Night desk"),
        (["N;ENCODING=QUOTED-PRINTABLE:M=3B Co;Anna=2C B;;;"], {}, "Anna, B M; Co"),
        (["FN;ENCODING=BASE64;CHARSET=UTF-8:QsO8cm8="], {}, "Büro"),
        (["FN;CHARSET=SHIFT_JIS:表示"], {"charset": "shift_jis"}, "表示"),
        (["FN:Büro"], {"charset": "utf-16"}, "Büro"),
        ([r"FN:A\, B\; C\\D\nE\\"], {}, "A, B; C\\D E\\"),
        (["FN:C:\\temp\\"], {}, "C:\\temp"),
    ]
)
def test_characters_are_read_as_they_were_written(lines, how, name):
    assert read(*lines, version="2.1", **how)[0].name == name


def test_a_fold_may_stand_within_a_character():
    data = vcard("FN:A", "NOTE:BüroX").replace("ü".encode(), b"\xc3\r\n \xbc")
    (imported,) = read_vcard_contacts(data, ()).cards
    assert imported.card.note == "BüroX"


def test_a_guessed_charset_is_told():
    card, _, remarks = read("FN:Büro Müller – Süd", charset="windows-1252")
    assert card.name == "Büro Müller – Süd"
    assert "windows-1252, which is a guess" in remarks[0]


def test_a_charset_that_is_none_is_told():
    card, _, remarks = read("FN;CHARSET=KLINGON:Büro")
    assert card.name == "Büro"
    assert "KLINGON" in remarks[0]


def test_a_character_that_was_lost_before_is_never_written_on():
    card, _, remarks = read("FN:M\ufffdller", "NOTE:x\ufffd")
    assert (card.name, card.note) == ("M?ller", "x?")
    assert len(remarks) == 2


def test_a_label_stays_with_its_number():
    card, left, _ = read(
        "FN:A",
        "item1.TEL:+41229179001", "item1.X-ABLabel:Night duty",
        "item2.TEL:+41229179002", "item2.X-ABLabel:Day desk",
        "item3.TEL:+41229179003", "item3.X-ABLabel:_$!<HomeFAX>!$_",
        "item4.EMAIL:a@example.org", "item4.X-ABLabel:Press",
        "item5.EMAIL:b@example.org", "item5.X-ABLabel:_$!<Other>!$_",
        "TEL;TYPE=cell,voice,pref:+41229179004",
    )  # fmt: skip
    notes = {phone.number[-1]: phone.note for phone in (*card.phones, *card.faxes)}
    assert notes == {"1": "Night duty", "2": "Day desk", "3": "home", "4": "mobile"}
    assert [fax.number for fax in card.faxes] == ["+41229179003"]
    assert left == ["label of a@example.org: Press"]


def test_what_has_no_place_is_told_whole():
    lines = (
        "BDAY:19960415", "X-FOO;X-BAR=1:a; b, c", "GEO:geo:1.0\\,2.0", "IMPP:xmpp:a@example.org",
        "TITLE:Head", "ROLE:Duty officer", "CATEGORIES:a,b", "KIND:group", "SOURCE:https://a.example",
        'ADR;GEO="geo:1,2";LABEL="1 Road\\nTown":;;1 Road;Town;;;', "NICKNAME:HO", "URL:ftp://x",
        "AGENT:BEGIN:VCARD\\nFN:Joe\\nEND:VCARD", "EMAIL:no address", "TEL:12 34",
    )  # fmt: skip
    _, left, _ = read("FN:A", *lines, version="4.0")
    assert sorted(left) == sorted(
        [
            "BDAY: 19960415", "X-FOO: a; b, c", "X-FOO, X-BAR: 1", "GEO: geo:1.0,2.0",
            "IMPP: xmpp:a@example.org", "ROLE: Duty officer", "CATEGORIES: a,b", "KIND: group",
            "SOURCE: https://a.example", "ADR, GEO: geo:1,2", "NICKNAME: HO", "URL: ftp://x",
            "AGENT: BEGIN:VCARD FN:Joe END:VCARD", "EMAIL: no address", "TEL: 12 34",
        ]
    )  # fmt: skip


def test_addresses_of_mail_and_web_are_read_as_people_write_them():
    card, left, remarks = read(
        "FN:A", "EMAIL:mailto:a@example.org", "EMAIL:Mira Rao <b@example.org>",
        "EMAIL:c@example.org, d@example.org / e@example.org", "URL:www.example.org",
        r"URL:https\://b.example.org",
    )  # fmt: skip
    assert card.emails == tuple(f"{one}@example.org" for one in "abcde")
    assert card.web == "https://www.example.org"
    assert left == ["EMAIL, name: Mira Rao", "URL: https://b.example.org"]
    assert "https://www.example.org" in remarks[0]


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(
    "begin", ["BEGIN:VCARD", "begin:vcard", "BEGIN:VCARD ", "\n \nBEGIN : VCARD"]
)
def test_a_card_begins_and_ends_lines_as_it_likes(begin, ends):
    text = f"{begin}\nversion:3.0\nfn:A\ntel;type=work:+41229179000\nEnd:Vcard\n"
    (imported,) = read_vcard_contacts(text.replace("\n", ends).encode(), ()).cards
    assert (imported.card.name, len(imported.card.phones)) == ("A", 1)


# A quarter of a book and a sixteenth of the time tell as much of what takes the square of it.
PART = 1 if THOROUGH else 4
HOSTILE = {
    "deep": b"BEGIN:VCARD\nFN:A\n" + b"AGENT:\nBEGIN:VCARD\n" * (5_000 // PART),
    "long line": vcard("FN:A", "NOTE:" + "x" * (1_000_000 // PART)),
    "folds": vcard("FN:A", "NOTE:" + "\r\n x" * (100_000 // PART)),
    "soft breaks": vcard("FN:A", "NOTE;QUOTED-PRINTABLE:" + "a=\r\n" * (100_000 // PART)),
    "parameters": vcard("FN:A", "TEL" + ";a=b" * (100_000 // PART) + ":1"),
    "brackets": vcard("FN:A", "TEL:" + "(" * (100_000 // PART)),
    "numbers": vcard("FN:A", *(f"TEL:+4122{n:07}" for n in range(5_000 // PART))),
    "addresses": vcard("FN:A", *["ADR:;;a;b;;;c", "LABEL:z"] * (2_000 // PART)),
    "dots": vcard(
        "FN:A", *(start + "a." * (100_000 // PART) for start in ("EMAIL:a@", "URL:http://"))
    ),
    "NUL": b"\0" * (1_000_000 // PART),
    "0xff": b"BEGIN:VCARD\nFN:" + b"\xff" * (100_000 // PART),
    "begin": b"BEGIN:VCARD\n" * (30_000 // PART),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_book_is_read_or_refused_in_a_few_seconds(data, monkeypatch):
    monkeypatch.setattr(vcard_properties, "MOST_CARDS", MOST_CARDS // PART)
    begun = process_time()
    try:
        book = read_vcard_contacts(data, ())
    except WrongUse as refused:
        assert refused.sentence.startswith("The file has more than")
    else:
        assert "\ufffd" not in repr(book)
    assert process_time() - begun < 20 / PART**2
