"""Single values of an address book: numbers, dates, charsets."""

from cases import of_each
from fieldref.user_data import charsets
from fieldref.user_data.as_of_dates import read_as_of, read_timestamp
from fieldref.user_data.phone_numbers import read_number, read_numbers


@of_each(
    [
        ("+41229179000", "+41229179000", None, None, None),
        ("+41229179000 ext. 12", "+41229179000", "12", None, None),
        ("+41 22 917 90 00", "+41229179000", None, "+41 22 917 90 00", None),
        ("0041 22 917 9000", "+41229179000", None, "0041 22 917 9000", None),
        ("+41 (0)22 917 9000", "+41229179000", None, "+41 (0)22 917 9000", None),
        ("(+41) 22.917.9000", "+41229179000", None, "(+41) 22.917.9000", None),
        ("+41\u00a022\u202f917\u20099000", "+41229179000", None, "+41 22 917 9000", None),
        ("\u202a+41 22 917 9000\u202c\u200e", "+41229179000", None, "+41 22 917 9000", None),
        ("+41\u201122\u2013917\u22129000", "+41229179000", None, "+41-22-917-9000", None),
        ("\uff0b\uff14\uff11 22 917 9000", "+41229179000", None, "+41 22 917 9000", None),
        ("+\u0664\u0661229179000", "+41229179000", None, None, None),
        ("+41 22 917 9000x5", "+41229179000", "5", "+41 22 917 9000x5", None),
        ("+41 22 917 9000 x 5", "+41229179000", "5", "+41 22 917 9000 x 5", None),
        ("+41 22 917 9000 (ext. 5)", "+41229179000", "5", "+41 22 917 9000 (ext. 5)", None),
        ("+41 22 917 9000, Extension 5", "+41229179000", "5", None, None),
        ("tel:+41-22-917-9000;ext=5", "+41229179000", "5", "+41-22-917-9000", None),
        ("TEL:+41229179000", "+41229179000", None, None, None),
        ("+41 22 917 9000 (night)", "+41229179000", None, "+41 22 917 9000", "night"),
        ("Night duty: +41229179000", "+41229179000", None, None, "Night duty"),
        ("Tel.: +41229179000", "+41229179000", None, None, None),
    ]
)
def test_a_number_is_read_as_people_print_it(text, number, extension, printed, note):
    found = read_number(text)
    assert (found.number, found.extension, found.note) == (number, extension, note)
    if "Extension" not in text:
        assert found.printed == printed


@of_each([
    "", "12 34", "022 917 9000", "+1-800-FLOWERS", "sip:a@example.org", "+0123456", "+" * 9,
    "+41 22 917 9012 / 13", "+12345678901234567", "tel:555-1234;phone-context=+1", "(" * 300,
])  # fmt: skip
def test_what_cannot_be_rung_from_everywhere_is_no_number(text):
    assert read_number(text) is None


@of_each([
    "+41229179000; +41229179001", "+41229179000, +41229179001", "+41229179000 / +41229179001",
    "+41229179000\n+41229179001", "+41229179000 ::: +41229179001",
    "+41229179000 or +41229179001",
])  # fmt: skip
def test_several_numbers_in_a_cell_are_several(text):
    assert [phone.number for _, phone in read_numbers(text)] == ["+41229179000", "+41229179001"]


def test_one_bad_number_of_several_is_told_alone():
    found = dict(read_numbers("+41229179000; 12"))
    assert found["+41229179000"] is not None
    assert found["12"] is None


@of_each([
    ("March 2019", "2019-03"), ("4 March 2019", "2019-03-04"), ("2019", "2019"),
    ("June 2015 to 4 May 2016", "2015-06/2016-05-04"), ("2008-2009", "2008-2009"),
    ("about 1999", "about 1999"), ("Jan-24", "2024-01"), ("Mar-98", "1998-03"),
    ("4-Mar-19", "2019-03-04"), ("4. März 2019", "4. März 2019"), ("2019-03-04", "2019-03-04"),
    ("2024-05-01T10:00:00Z", "2024-05-01"), ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"), ("1.2.2024", "2024-02-01"), ("2024/5/1", "2024-05-01"),
    ("May 4, 2019", "2019-05-04"), ("5/5/2024", "2024-05-05"),
])  # fmt: skip
def test_a_date_is_read_in_words_and_as_spreadsheets_write_it(words, text):
    assert read_as_of(words) == (text, "")


@of_each(
    [
        ("03/04/2024", "2024"),
        ("99/99/2024", "undated"),
        ("2024-13-01", "undated"),
        ("########", "undated"),
        ("45000", "undated"),
        ("2024-02-30", "undated"),
    ]
)
def test_a_date_that_could_be_two_or_is_none_is_told_and_never_today(words, text):
    reading = read_as_of(words)
    assert reading.text == text
    assert words in reading.doubt


def test_the_day_of_a_stamp():
    assert read_timestamp("20240501T100000Z") == "2024-05-01"
    assert read_timestamp("2024-05-01") == "2024-05-01"
    assert read_timestamp("--0501") is None
    assert read_timestamp("20241301T000000Z") is None


@of_each(
    [
        ("Müller Büro", "windows-1252"),
        ("Bureau des droits de l’homme à N’Djaména – siège", "windows-1252"),
        ("José Núñez, Bogotá", "windows-1252"),
        ("Отделение в Бишкеке", "windows-1251"),
        ("مكتب حقوق الإنسان", "windows-1256"),
        ("Γραφείο στην Αθήνα", "windows-1253"),
        ("人権事務所 東京", "cp932"),
        ("人权办公室 北京", "gb18030"),
    ]
)
def test_a_charset_is_guessed_where_nothing_names_it(text, charset):
    data = f"BEGIN:VCARD\nFN:{text}\nEND:VCARD\n".encode(charset)
    assert text in charsets.decode(data, charsets.guess_charset(data))


@of_each(["rot13", "klingon", "base64", "\0", "", "zip", "undefined"])
def test_what_is_no_charset_gives_no_text(charset):
    assert charsets.decode(b"\xfc", charset) is None


def test_latin_1_with_signs_of_windows_is_windows():
    assert charsets.decode(b"S\x96d", "ISO-8859-1") == "S–d"
    assert charsets.decode(b"S\x81d", "ISO-8859-1") == "S\x81d"


@of_each(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_first_bytes_tell_a_charset(charset):
    data = "BEGIN:VCARD\nFN:Büro\n".encode(charset)
    assert charsets.decode(data, charsets.find_mark(data)) == "BEGIN:VCARD\nFN:Büro\n"
