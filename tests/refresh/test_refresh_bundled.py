"""Made-up status files of all 18 treaties against the bundled data: the planted, and no more."""

import json
import shutil

import pytest

from conftest import DATA
from fieldref.checks import registry
from fieldref.dates import PartialDate
from fieldref.loading.dataset import load_folder
from refresh.treaty_files import listed_rows, status_file

NEW = PartialDate(2026, 10, 5)


class Planted:
    """The files to write, and the differences that they have from the data."""

    def __init__(self, catalog):
        self.states = catalog.whole_states()
        self.codes = {state.state: state.codes.iso3 for state in self.states} | {
            "European Union": "EU"
        }
        self.treaties = catalog.treaties
        self.rows = {treaty.code: listed_rows(treaty, self.states) for treaty in self.treaties}
        self.expected = set()

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

    def write(self, folder):
        for treaty in self.treaties:
            text = status_file(treaty, self.rows[treaty.code], notes=("China", "Serbia"))
            (folder / f"{treaty.code}.dat").write_text(text, "utf-8")


@pytest.fixture
def planted(bundled, tmp_path):
    planted = Planted(bundled)
    planted.plant()
    (tmp_path / "files").mkdir()
    planted.write(tmp_path / "files")
    return planted


@pytest.fixture
def checkout(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def differences(ran):
    assert ran.code == 0, ran.err
    items = json.loads(ran.out)["items"]
    return {(item["change"], item["state"], item["treaty"], item["field"]) for item in items}


def test_the_planted_differences_are_found_and_no_others(planted, run_bundled, tmp_path):
    found = differences(run_bundled("refresh", tmp_path / "files", "-f", "json"))
    assert len(planted.expected) >= 60
    assert found == planted.expected


def test_a_checkout_is_edited_row_by_row_and_a_second_run_changes_nothing(
    planted, run_bundled, tmp_path, checkout
):
    words = ("refresh", tmp_path / "files", "--into", checkout, "--on", "2026-11-27", "-f", "json")
    before = {path: path.read_bytes() for path in checkout.rglob("*.yaml")}
    differences(run_bundled(*words, "--take", "nor-cedaw-bound"))
    after = {path: path.read_bytes() for path in checkout.rglob("*.yaml")}
    changed = [path for path in before if before[path] != after[path]]
    assert before.keys() == after.keys()
    for path in changed:
        old, new = before[path].decode().splitlines(), after[path].decode().splitlines()
        gone = [line for line in old if line not in new]
        came = [line for line in new if line not in old]
        assert len(gone) <= 8, path
        assert all("untc-iv-" in line or path.name == "sources.yaml" for line in came if line)
    assert not registry.find_faults(load_folder(checkout, layer=-1))
    left = differences(run_bundled(*words))
    assert left == {
        each
        for each in planted.expected
        if each[0] in ("missing", "contradicts") and each[:3] != ("contradicts", "NOR", "CEDAW")
    }
    assert after == {path: path.read_bytes() for path in checkout.rglob("*.yaml")}


def test_one_s_own_copy_takes_the_same_and_then_differs_no_more(
    planted, run_bundled, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    words = ("refresh", tmp_path / "files", "-f", "json", "--write", "--on", "2026-11-27")
    differences(run_bundled(*words))
    left = {change for change, *_ in differences(run_bundled(*words))}
    assert left == {"missing", "contradicts"}
    shown = run_bundled("explain", "bhutan", "cat", "-f", "json")
    assert "2026-10-05" in shown.out
    assert "untc-iv-9-2026-11-27" in shown.out


@pytest.fixture
def dated(bundled, tmp_path):
    """A file that dates an act which our row has as undated, and has one more act that we lack."""
    planted = Planted(bundled)
    rows = planted.rows["CRPD"]
    rows["Eritrea"] = [None, PartialDate(2025, 5, 6), "accession"]
    rows["Tajikistan"] = [rows["Tajikistan"][0], NEW, "ratification"]
    treaty = next(treaty for treaty in planted.treaties if treaty.code == "CRPD")
    path = tmp_path / "crpd.xml"
    path.write_text(status_file(treaty, rows), "utf-8")
    return path


def test_a_day_for_an_undated_act_is_left_out_of_one_s_own_files_and_the_rest_written(
    dated, run_bundled, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    words = ("refresh", dated, "--write", "--on", "2026-11-27")
    ran = run_bundled(*words)
    assert ran.code == 0, ran.err
    assert "--into edits the row itself: eri-crpd-bound." in " ".join(ran.out.split())
    written = {path.name for path in (tmp_path / "share").rglob("*.yaml")}
    assert "tajikistan-refreshed.yaml" in {name.lower() for name in written}
    assert not any("eritrea" in name.lower() for name in written)
    items = json.loads(run_bundled(*words, "-f", "json").out)["items"]
    assert [item["written"] for item in items if item["state"] == "ERI"] == [False]


def test_into_a_checkout_a_day_takes_the_place_of_undated_and_its_bounds(
    dated, run_bundled, checkout
):
    ran = run_bundled("refresh", dated, "--into", checkout, "--on", "2026-11-27", "-f", "json")
    assert ran.code == 0, ran.err
    lines = (checkout / "states" / "eritrea.yaml").read_text("utf-8").splitlines()
    (row,) = [line for line in lines if "treaty: CRPD," in line]
    assert "bound: 2025-05-06" in row
    assert not any(key in row for key in ("undated", "not_before", "not_after"))
