"""The site of the invented world, made once, and the same in a folder."""

import pytest

from conftest import day
from fieldref.pages.common import QueryContext
from fieldref.site.folder import write_site
from fieldref.site.plan import plan_site

pytest.importorskip("jinja2")


@pytest.fixture(scope="session")
def site(world):
    """The files of the site by their paths."""
    return {each.path: each.data for each in plan_site(QueryContext(world, day("2026-11-23")))}


@pytest.fixture(scope="session")
def published(world, tmp_path_factory):
    """The site in a folder."""
    folder = tmp_path_factory.mktemp("published") / "site"
    write_site(folder, plan_site(QueryContext(world, day("2026-11-23"))))
    return folder
