"""The site of the invented world, made once, and the same in a folder."""

import json
import os
import shutil
from pathlib import Path

import pytest

from conftest import day
from fieldref.pages.common import QueryContext
from fieldref.site.files import SiteFile
from fieldref.site.folder import write_site
from fieldref.site.plan import plan_site

pytest.importorskip("jinja2")


@pytest.fixture(scope="session")
def site(world):
    """The files of the site by their paths."""
    return {each.path: each.data for each in plan_site(QueryContext(world, day("2026-11-23")))}


@pytest.fixture(scope="session")
def published(site, tmp_path_factory):
    """The site in a folder."""
    folder = tmp_path_factory.mktemp("published") / "site"
    write_site(folder, map(SiteFile._make, site.items()))
    return folder


@pytest.fixture(scope="session")
def checkers():
    """The folder of axe-core and html-validate in the versions that the tests name."""
    wanted = json.loads((Path(__file__).parent / "checkers/package.json").read_text())
    folder = Path(__file__).parents[2] / ".tools/checkers/node_modules"
    for name, version in wanted["dependencies"].items():
        package = folder / name / "package.json"
        there = package.is_file() and json.loads(package.read_text())["version"]
        if there != version or not shutil.which("node"):
            says = f"needs {name} {version}: sh tools/checkers"
            if os.environ.get("CI", "") not in ("", "0", "false"):
                pytest.fail(says)
            pytest.skip(says)
    return folder
