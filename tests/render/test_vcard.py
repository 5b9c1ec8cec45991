"""vCards, read back by vobject."""

from operator import mul

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from fieldref.render import vcard
from fieldref.render.sanitize import sanitize
from render_answer import ANSWER, contact

# A few signs many times: Hypothesis draws sign by sign, and seldom more than a line has room for.
ANY = st.builds(mul, st.text(max_size=8), st.integers(1, 15))
VERSIONS = (vcard.render_vcard3, vcard.render_vcard4)
BOTH = pytest.mark.parametrize("render", VERSIONS)


def read(render, *cards):
    answer = ANSWER._replace(cards=cards or (contact(),))
    return list(vobject.readComponents(render(answer)))


@BOTH
def test_a_card_reads_back_and_is_valid(render):
    (card,) = read(render)
    assert card.validate()
    assert card.fn.value == "Office in Utopia"
    assert card.org.value == ["Office in Utopia"]
    assert card.adr.value.street == "10, Street 302; back"
    assert (card.adr.value.city, card.adr.value.code) == ("Amaurot", "1516")
    assert [adr.value.box for adr in card.adr_list] == ["", "P.O. Box 108"]
    assert [tel.value for tel in card.tel_list] == [
        "+85523987671", "+41229179000 ext. 123", "+85523212579",
    ]  # fmt: skip
    kinds = [[kind.upper() for kind in tel.params["TYPE"]] for tel in card.tel_list]
    assert kinds == [["WORK", "VOICE"], ["WORK", "VOICE"], ["WORK", "FAX"]]
    assert card.url.value == "https://example.org/utopia"
    assert card.source.value == "https://example.org/utopia?a=1&b=2"


@BOTH
def test_the_note_says_how_old_the_card_is_and_how_numbers_were_printed(render):
    (card,) = read(render)
    assert card.note.value.split("\n") == [
        "As of March 2009",
        "Status: superseded",
        "Part of: The Office",
        "Ring before you come.",
        "Phone +85523987671, printed: (855) 23 987 671 or 672",
        "Phone +41229179000 ext. 123 (switchboard)",
    ]
    alone = contact(status="latest recorded", note=None, phones=(), organization=None)
    (card,) = read(render, alone)
    assert card.note.value == "As of March 2009"


@pytest.mark.parametrize(
    ("revised", "old", "new"),
    [
        ("2009-03", "2009-03-01T00:00:00Z", "20090301T000000Z"),
        (None, "2026-11-23T00:00:00Z", "20261123T000000Z"),
        ("2008-2009", "2026-11-23T00:00:00Z", "20261123T000000Z"),
    ],
)
def test_a_card_is_as_new_as_its_facts(revised, old, new):
    card = contact(revised=revised)
    assert read(vcard.render_vcard3, card)[0].rev.value == old
    assert read(vcard.render_vcard4, card)[0].rev.value == new


def test_the_version_follows_the_beginning_and_both_versions_have_one_uid():
    old, new = vcard.render_vcard3(ANSWER), vcard.render_vcard4(ANSWER)
    assert old.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:")
    assert new.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:")
    assert old.split("\r\n")[2] == new.split("\r\n")[2]


def test_a_bare_office_is_a_card_too():
    bare = contact(
        organization=None, role=None, address=None, mailing=None, phones=(), faxes=(), emails=(),
        web=None, sources=(),
    )  # fmt: skip
    (card,) = read(vcard.render_vcard3, bare)
    assert card.validate()
    assert card.org.value == ["Office in Utopia"]


@given(st.sampled_from(VERSIONS), ANY, ANY)
def test_lines_are_at_most_75_octets_of_whole_characters_and_nothing_escapes_a_field(render, a, b):
    item = contact(name=a, note=b, role=b, emails=(a,), web=b)
    data = render(ANSWER._replace(cards=(item, item))).encode("utf-8", "replace")
    for each in data.split(b"\r\n"):
        assert len(each) <= 75
        assert sanitize(each.decode("utf-8")) == each.decode("utf-8")
    assert len(list(vobject.readComponents(data.decode()))) == 2
