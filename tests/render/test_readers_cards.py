"""Cards, read by the programs that people use."""

import json
import os
import re
import urllib.request
from pathlib import Path

import pytest
import vobject

from fieldref.render.formats import render_answer
from reading import HERE, ON, done, done_in_turn, put, radicale, tool

ALL = ("contacts", "--all")
KHARD = "[addressbooks]\n[[un]]\npath = {}\n[general]\ndefault_action = list\n"
JARS = [Path("/usr/share/java") / name for name in ("ez-vcard.jar", "vinnie.jar")]
# Most of what java does here is to begin.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
VERSIONS = pytest.mark.parametrize("version", ["vcard", "vcard4"])


@pytest.fixture
def cards(give, tmp_path):
    """Writes the cards of all contacts into a file; gives it and its text."""

    def cards(version):
        file = tmp_path / f"{version}.vcf"
        text = render_answer(version, give(*ALL).answer)
        file.write_bytes(text.encode())
        return file, text

    return cards


def count(name, text):
    return len(re.findall(rf"^{name}[;:]", text, re.MULTILINE))


@VERSIONS
def test_vobject_finds_every_card_valid(version, cards):
    _, text = cards(version)
    read = list(vobject.readComponents(text))
    assert len(read) == count("BEGIN", text) > 60
    assert all(card.validate(raiseException=True) for card in read)


@pytest.mark.process
def test_khard_has_every_card_and_every_number(cards, give, run_bundled, tmp_path):
    _, text = cards("vcard")
    folder, config = tmp_path / "cards", tmp_path / "khard.conf"
    assert run_bundled(*ALL, *ON, "--split", folder).code == 0
    config.write_text(KHARD.format(folder))
    commands = [
        ("--config", config, *words, "--parsable")
        for words in (["list"], ["phone"], ("email", "--remove-first-line"))
    ]
    environment = {**os.environ, "EDITOR": "true", "MERGE_EDITOR": "true"}
    written = done_in_turn("khard", *commands, env=environment)
    listed, phones, mails = map(str.splitlines, written)
    uids = re.findall("^UID:(.*)\r$", text, re.MULTILINE)
    assert sorted(line.split("\t")[0] for line in listed) == sorted(set(uids))
    assert len(uids) == len(set(uids))
    numbers = [line.split("\t")[0] for line in phones]
    assert sorted(numbers) == sorted(every_number(give(*ALL).text))
    assert len(mails) == count("EMAIL", text)


def every_number(text):
    for item in json.loads(text)["items"]:
        for phone in (*item["phones"], *item["faxes"]):
            extension = phone["extension"]
            yield f"{phone['number']} ext. {extension}" if extension else phone["number"]


@pytest.mark.skipif(
    not all(jar.exists() for jar in JARS), reason="libez-vcard-java, libvinnie-java not installed"
)
@pytest.mark.process
def test_ez_vcard_has_nothing_to_say_of_any_card(cards):
    classes = os.pathsep.join(map(str, JARS))
    files = [cards(version) for version in ("vcard", "vcard4")]
    java = [tool("java"), *QUICK, "-cp", classes, HERE / "Cards.java"]
    told = done(*java, *(file for file, _ in files))
    kinds = ("BEGIN", "TEL", "EMAIL", "ADR")
    counts = [" ".join(str(count(kind, text)) for kind in kinds) for _, text in files]
    assert told.splitlines() == counts


@pytest.mark.process
def test_radicale_takes_them_all(cards, tmp_path):
    with radicale(tmp_path) as address:
        for version in ("vcard", "vcard4"):
            file, text = cards(version)
            book = f"{address}/un/{version}/"
            put(book, file.read_bytes(), "text/vcard")
            asked = urllib.request.Request(book, headers={"Authorization": "Basic dW46"})
            given = urllib.request.urlopen(asked, timeout=60).read().decode()
            for name in ("BEGIN", "UID", "TEL", "EMAIL", "ADR"):
                assert count(name, given) == count(name, text)
