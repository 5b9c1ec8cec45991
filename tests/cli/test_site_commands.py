"""`publish` and `serve`: what they say, and that the server gives its folder alone."""

import http.client
import json
import signal
import subprocess
import sys
import threading

import pytest

from fieldref.cli.site_server import SiteServer
from fieldref.errors import Exit
from fieldref.site.files import SiteFile
from fieldref.site.folder import write_site
from processes import PROGRAM

pytest.importorskip("jinja2")
ON = ("--on", "2026-11-23")


def test_a_site_is_published_and_told_and_the_second_time_nothing_is_new(run, tmp_path):
    words = "publish", tmp_path / "site", *ON, "--url", "https://example.org/x", "-f", "json"
    ran = run(*words)
    assert (ran.code, ran.err) == (Exit.OK, "")
    (item,) = json.loads(ran.out)["items"]
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert item["written"] == item["files"] == len(files) - 1
    assert item["pages"] == len(list((tmp_path / "site").rglob("*.html")))
    page = (tmp_path / "site/states/UTP.html").read_text()
    assert 'href="webcal://example.org/x/feeds/UTP.ics"' in page
    again = json.loads(run(*words).out)["items"][0]
    assert (again["written"], again["removed"]) == (0, 0)


def test_a_folder_with_other_files_is_refused_before_anything_is_made(run, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    ran = run("publish", tmp_path)
    assert ran.code == Exit.USAGE
    assert "has files that `publish` didn't write" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif("os.geteuid() == 0", reason="root may write anywhere")
def test_a_folder_that_cannot_be_made_is_told(run, tmp_path):
    tmp_path.chmod(0o500)
    assert run("publish", tmp_path / "site").code == Exit.UNWRITABLE


def test_without_the_library_it_says_how_to_have_it(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = run("publish", tmp_path / "site")
    assert ran.code == Exit.USAGE
    assert 'pip install "fieldref[site]"' in ran.err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("url", ["example.org/x", "https://example.org/x?y", "ftp://example.org/"])
def test_an_address_that_is_none_of_a_folder_is_refused(run, tmp_path, url):
    ran = run("publish", tmp_path / "site", "--url", url)
    assert ran.code == Exit.USAGE
    assert url in ran.err
    assert not (tmp_path / "site").exists()


def test_what_is_no_site_is_not_served(run, tmp_path):
    ran = run("serve", tmp_path)
    assert ran.code == Exit.USAGE
    assert "is no published site" in ran.err
    ran = run("serve", tmp_path / "no where\n")
    assert ran.code == Exit.USAGE
    assert ran.err.startswith("fieldref: There is no folder ")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Asks a server of a folder for a path as it stands; gives the status and the bytes."""
    outside = tmp_path_factory.mktemp("outside")
    folder = outside / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("home")
    (folder / "a/b.ics").write_text("calendar")
    (folder / ".hidden").write_text("secret")
    (outside / "secret").write_text("secret")
    (folder / "link").symlink_to(outside / "secret")
    with SiteServer(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()

        def ask(path):
            connection = http.client.HTTPConnection(*server.server_address)
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers["Content-Type"]

        yield ask
        server.shutdown()
        thread.join()


def test_the_server_gives_files_with_their_types(served):
    assert served("/")[:2] == (200, b"home")
    assert served("/a/b.ics") == (200, b"calendar", "text/calendar; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/%2e%2e/secret", "/a/../../secret", "/link", "/.hidden", "/a/", "//etc/passwd"],
)
def test_the_server_gives_nothing_outside_its_folder(served, path):
    status, said, _ = served(path)
    assert status == 404
    assert b"secret" not in said


@pytest.mark.process
def test_it_says_its_address_on_this_computer_and_ends_with_ctrl_c(process_environment, tmp_path):
    write_site(tmp_path / "s", [SiteFile("index.html", b"home")])
    served = subprocess.Popen(
        [*PROGRAM, "serve", tmp_path / "s"],
        env=process_environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stderr
    line = served.stderr.readline()
    assert line.startswith("http://127.0.0.1:")
    served.send_signal(signal.SIGINT)
    assert (served.wait(20), served.stderr.read()) == (Exit.OK, "")
