"""Made-up status files of all 18 treaties against the bundled data: the planted, and no more."""

import json
import shutil
from random import Random

import pytest

from conftest import DATA, THOROUGH, copy_few
from fieldref import places
from fieldref.catalog import Catalog
from fieldref.checks import registry
from fieldref.dates import PartialDate
from fieldref.index.reader import open_index
from fieldref.loading.dataset import load_folder
from refresh.treaty_files import listed_rows, status_file

FEW = (
    "bhutan", "chile", "china", "fiji", "japan", "kenya", "nauru", "norway", "peru", "poland",
    "serbia", "thailand",
)  # fmt: skip
# What only all the data together can tell; of a few States' it is never so.
OF_ALL = (
    "every code and id is known",
    "every source is used",
    "as many States parties as published, but for what known gaps explain",
)
NEW = PartialDate(2026, 10, 5)


class Planted:
    """The files to write, and the differences that they have from the data."""

    def __init__(self, catalog, folder):
        self.folder = folder
        self.states = catalog.whole_states
        self.codes = {state.state: state.codes.iso3 for state in self.states} | {
            "European Union": "EU"
        }
        self.treaties = catalog.treaties
        self.rows = {treaty.code: listed_rows(treaty, self.states) for treaty in self.treaties}
        self.expected, self.due = set(), []

    def expect(self, change, name, treaty, field):
        self.expected.add((change, self.codes[name], treaty, field))

    def plant(self):
        """What our data don't know to the day is finer in a file; the rest is planted by hand."""
        ours = {
            (state.state, act.treaty): act
            for state in self.states
            for act in state.treaties
            if act.effect != "none" and not act.withdrawn
        }
        for (name, code), act in ours.items():
            row = self.rows[code].get(name)
            if act.undated:
                self.expect("missing", name, code, None)
            elif row and act.bound and not act.bound.day:
                row[1] = PartialDate(act.bound.year, act.bound.month or 12, 31)
                self.expect("finer", name, code, "bound")
            if row and act.bound and act.how is None:
                self.expect("added", name, code, "how")
        self.plant_acts(ours)
        self.plant_documents()
        self.plant_calendar()

    def plant_acts(self, ours):
        new = [("CAT", "Bhutan"), ("CED", "Kenya"), ("ICRMW", "Thailand"), ("OPCAT", "Japan")]
        for code, name in new:
            assert (name, code) not in ours or not ours[name, code].bound
            signed = self.rows[code].get(name, [None])[0]
            self.rows[code][name] = [signed, NEW, "ratification" if signed else "accession"]
            self.expect("added", name, code, "bound" if signed else None)
        for code, name in (("CEDAW", "Norway"), ("CRC", "Chile"), ("ICCPR", "Poland")):
            self.rows[code][name][1] = self.rows[code][name][1].plus_days(1)
            self.expect("contradicts", name, code, "bound")
        for code, name in (("CRPD", "Fiji"), ("CEDAW-OP", "Peru")):
            del self.rows[code][name]
            self.expect("missing", name, code, None)

    def plant_documents(self):
        """An export of the Index: of all it has, three documents and one symbol are new."""
        self.documents = [
            (review.document, review.treaty, state.state, str(review.date))
            for state in self.states
            for review in state.reviews
            if review.event == "concluding observations" and review.date.known == 3
            and str(review.document).count("/CO/") == 1 and "," not in review.document
        ]  # fmt: skip
        for code, name, symbol in (
            ("CAT", "Kenya", "CAT/C/KEN/CO/9"), ("CEDAW", "Fiji", "CEDAW/C/FJI/CO/9"),
            ("CRC", "Nauru", "CRC/C/NRU/CO/9"),
        ):  # fmt: skip
            self.documents.append((symbol, code, name, "2026-10-09"))
            self.expect("added", name, code, None)

    def plant_calendar(self):
        """A page of the calendar, with two due dates that we lack."""
        due = [("Kenya", "CAT", "12 Oct 2031"), ("Fiji", "CEDAW", "3 Nov 2031")]
        cells = "".join(f"<tr><td>x</td><td>{n}</td><td>{c}</td><td>Report</td><td>{d}</td></tr>"
                        for n, c, d in due)  # fmt: skip
        heads = ("Region", "Country", "Treaty", "Document", "Due date")
        head = "".join(f"<th>{word}</th>" for word in heads)
        self.calendar = f"<html><body><table><tr>{head}</tr>{cells}</table></body></html>"
        for name, code, _ in due:
            self.due.append((name, code))

    def write(self, folder, chance=None):
        """Write all files; `chance` shuffles columns, languages, encodings, names and line ends."""
        for treaty in self.treaties:
            columns, language, encoding, end = (0, 1, 2), "en", "utf-8", "\n"
            rows = self.rows[treaty.code]
            if chance:
                columns = tuple(chance.sample(columns, 3))
                language = chance.choice(("en", "fr"))
                encoding, end = chance.choice(("utf-8", "utf-16")), chance.choice(("\n", "\r\n"))
                rows = dict(chance.sample(list(rows.items()), len(rows)))
            text = status_file(treaty, rows, language, encoding, columns, notes=("China", "Serbia"))
            data = text.replace("\n", end).encode(encoding)
            (folder / f"{treaty.code}.dat").write_bytes(data)
        documents = [
            {"Symbol": symbol, "Body": f"- {code}", "Countries": [name],
             "AnnotationType": "- Recommendations", "PublicationDate": f"{day}T00:00:00Z"}
            for symbol, code, name, day in self.documents
        ]  # fmt: skip
        if chance:
            chance.shuffle(documents)
        (folder / "index").write_text(json.dumps(documents), "utf-8")
        calendar = self.calendar.upper() if chance else self.calendar
        (folder / "calendar").write_bytes(calendar.encode("utf-16" if chance else "utf-8"))


def plant(catalog, folder):
    """Files in the folder that differ from the catalog's data in what is planted."""
    planted = Planted(catalog, folder)
    planted.plant()
    folder.mkdir()
    planted.write(folder)
    return planted


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data of the States of which something is planted, quick to read again; or all."""
    return DATA if THOROUGH else copy_few(tmp_path_factory.mktemp("few") / "data", *FEW)


@pytest.fixture(scope="module")
def few(data, cache_home, tmp_path_factory):
    """What is planted in files beside these data; the files are in its folder."""
    catalog = Catalog(open_index((data,), cache_home / "fieldref"))
    return plant(catalog, tmp_path_factory.mktemp("planted") / "files")


@pytest.fixture
def run_few(run_bundled, data, monkeypatch):
    """Runs the command line as if these data were the bundled ones."""
    monkeypatch.setattr(places, "bundled_data", lambda: data)
    if data is not DATA:
        checks = {says: check for says, check in registry.CHECKS.items() if says not in OF_ALL}
        assert len(checks) == len(registry.CHECKS) - len(OF_ALL)
        monkeypatch.setattr(registry, "CHECKS", checks)
    return run_bundled


def differences(ran):
    assert ran.code == 0, ran.err
    items = json.loads(ran.out)["items"]
    return {(item["change"], item["state"], item["treaty"], item["field"]) for item in items}


def split_due(planted, ran):
    """The differences without those of the calendar, once those are seen to be what they are."""
    items = json.loads(ran.out)["items"]
    due = [item for item in items if item["file"] == "calendar"]
    assert {(item["name"], item["treaty"]) for item in due} == set(planted.due)
    assert {item["change"] for item in due} <= {"added", "contradicts"}
    keys = ("change", "state", "treaty", "field")
    rest = [tuple(item[key] for key in keys) for item in items if item["file"] != "calendar"]
    assert len(rest) == len(set(rest))
    return set(rest)


def test_the_planted_differences_are_found_and_no_others(bundled, ask, tmp_path):
    planted = plant(bundled, tmp_path / "files")
    ran = ask("refresh", tmp_path / "files", "-f", "json")
    assert len(planted.expected) >= 60
    assert len(planted.documents) > 200
    assert split_due(planted, ran) == planted.expected


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_files_say_the_same(few, run_few, tmp_path, seed):
    few.write(tmp_path, Random(seed))
    assert split_due(few, run_few("refresh", tmp_path, "-f", "json")) == few.expected


def test_a_checkout_is_edited_row_by_row_and_a_second_run_changes_nothing(
    few, run_few, data, tmp_path
):
    checkout = shutil.copytree(data, tmp_path / "data")
    words = ("refresh", few.folder, "--into", checkout, "--on", "2026-11-27", "-f", "json")
    before = {path: path.read_bytes() for path in checkout.rglob("*.yaml")}
    differences(run_few(*words, "--take", "nor-cedaw-bound"))
    after = {path: path.read_bytes() for path in checkout.rglob("*.yaml")}
    changed = [path for path in before if before[path] != after[path]]
    assert before.keys() == after.keys()
    assert len(changed) >= 8
    for path in changed:
        old, new = before[path].decode().splitlines(), after[path].decode().splitlines()
        assert len(set(old) - set(new)) <= 8, path
        marks = ("untc-iv-", "uhri-", "tb-calendar-")
        rows = [line for line in set(new) - set(old) if line and path.name != "sources.yaml"]
        assert all(any(mark in line for mark in marks) for line in rows)
    assert not registry.find_faults(load_folder(checkout, layer=-1))
    left = differences(run_few(*words))
    assert left == {
        each
        for each in few.expected
        if each[0] in ("missing", "contradicts") and each[:3] != ("contradicts", "NOR", "CEDAW")
    }
    assert after == {path: path.read_bytes() for path in checkout.rglob("*.yaml")}


def test_one_s_own_copy_takes_the_same_and_then_differs_no_more(
    few, run_few, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    words = ("refresh", few.folder, "-f", "json", "--write", "--on", "2026-11-27")
    differences(run_few(*words))
    left = {change for change, *_ in differences(run_few(*words))}
    assert left == {"missing", "contradicts"}
    shown = run_few("explain", "bhutan", "cat", "-f", "json")
    assert "2026-10-05" in shown.out
    assert "untc-iv-9-2026-11-27" in shown.out


def list_again(run, folder, kind):
    """The rows of a list of ours; nothing differs where it is read as a file."""
    written = run("list", kind, "-f", "csv").out
    (folder / "list.csv").write_text(written, "utf-8")
    assert differences(run("refresh", folder / "list.csv", "-f", "json")) == set()
    return written.splitlines()


@pytest.mark.parametrize("kind", ["reviews", "sessions"])
def test_our_own_lists_differ_in_nothing(run_few, tmp_path, kind):
    assert len(list_again(run_few, tmp_path, kind)) > 500


def test_our_own_list_of_all_declarations_differs_in_nothing(ask, tmp_path):
    assert len(list_again(ask, tmp_path, "declarations")) > 200
