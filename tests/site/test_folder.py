"""The folder of a site: whole or not at all, only what changed, nothing of others'."""

import os

import pytest

from fieldref import files
from fieldref.errors import Unwritable, WrongUse
from fieldref.site.files import SiteFile
from fieldref.site.folder import MARKER, try_folder, write_site

ONE, TWO = SiteFile("a/one.html", b"one"), SiteFile("two.html", b"two")


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_site_goes_into_a_new_folder_with_a_list_of_its_files(tmp_path):
    done = write_site(tmp_path / "new/site", [ONE, TWO])
    assert done == (2, 2, 0)
    assert names(tmp_path / "new/site") == [MARKER, "a/one.html", "two.html"]


def test_others_can_read_what_is_published(tmp_path):
    before = os.umask(0o022)
    try:
        write_site(tmp_path / "site", [ONE])
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site/a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site/a/one.html").stat().st_mode & 0o777 == 0o644


def test_a_second_run_writes_only_what_changed_and_removes_what_is_gone(tmp_path):
    write_site(tmp_path, [ONE, TWO])
    before = (tmp_path / "two.html").stat().st_mtime_ns
    assert write_site(tmp_path, [ONE, TWO]) == (2, 0, 0)
    assert write_site(tmp_path, [TWO, SiteFile("three.html", b"3")]) == (2, 1, 1)
    assert names(tmp_path) == [MARKER, "three.html", "two.html"]
    assert not (tmp_path / "a").exists()
    assert (tmp_path / "two.html").stat().st_mtime_ns == before


def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WrongUse, match="didn't write"):
        write_site(tmp_path, [ONE])
    assert names(tmp_path) == ["thesis.txt"]


def test_files_of_others_in_a_site_are_left(tmp_path):
    write_site(tmp_path, [ONE, TWO])
    (tmp_path / "CNAME").write_text("example.org")
    (tmp_path / "two.html").write_text("edited by hand")
    write_site(tmp_path, [ONE])
    assert names(tmp_path) == [MARKER, "CNAME", "a/one.html", "two.html"]


@pytest.mark.parametrize("path", ["../outside.html", "/outside.html"])
def test_a_list_that_was_tampered_with_removes_nothing_outside(tmp_path, path):
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"one")
    write_site(tmp_path / "site", [ONE])
    marker = tmp_path / "site" / MARKER
    marker.write_text(
        marker.read_text().replace(
            "a/one.html", path.replace("/out", f"{tmp_path}/out") if path[0] == "/" else path
        )
    )
    write_site(tmp_path / "site", [TWO])
    assert outside.read_bytes() == b"one"


def test_when_one_file_cannot_be_written_none_is(tmp_path, monkeypatch):
    write_site(tmp_path, [ONE])
    (tmp_path / "two.html").mkdir()
    with pytest.raises(Unwritable, match=r"two\.html"):
        write_site(tmp_path, [SiteFile("a/one.html", b"new"), TWO])
    assert (tmp_path / "a/one.html").read_bytes() == b"one"


def test_a_damaged_list_is_told(tmp_path):
    write_site(tmp_path, [ONE])
    (tmp_path / MARKER).write_text("{")
    with pytest.raises(WrongUse, match="damaged"):
        write_site(tmp_path, [ONE])


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "site").write_text("")
    with pytest.raises(WrongUse, match="is no folder"):
        try_folder(tmp_path / "site")


def test_a_folder_is_tried_before_the_site_is_made_and_left_as_it_was(tmp_path):
    try_folder(tmp_path / "new/site")
    assert not list(tmp_path.iterdir())
    with pytest.raises(Unwritable, match="file name too long"):
        try_folder(tmp_path / ("a" * 300))
    with pytest.raises(Unwritable, match="nul"):
        try_folder(tmp_path / "a\0b")


def test_what_a_killed_run_has_left_is_cleared_by_the_next(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / files.ASIDE.replace("*", "1-2")).write_bytes(b"half")
    write_site(tmp_path, [ONE])
    assert names(tmp_path) == [MARKER, "a/one.html"]
