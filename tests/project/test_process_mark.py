"""The mark that tells `sh tools/test --quick` what to leave out is true of every test."""

import os
import subprocess

import pytest


@pytest.mark.parametrize(
    "start",
    [
        lambda: subprocess.run(["true"], check=True),
        lambda: os.system("true"),
        os.fork,
        os.forkpty,
        lambda: os.posix_spawn("/bin/true", ["true"], {}),
    ],
    ids=["run", "system", "fork", "forkpty", "posix_spawn"],
)
def test_a_test_without_the_mark_that_starts_a_process_fails(start):
    with pytest.raises(pytest.fail.Exception, match=r"without @pytest\.mark\.process"):
        start()


@pytest.mark.process
def test_a_test_with_the_mark_starts_one():
    assert subprocess.run(["true"], check=True).returncode == 0
