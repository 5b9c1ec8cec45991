"""ARCHITECTURE.md and CONTRIBUTING.md name what is there: layers in their order, and files."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/fieldref"
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md")
ROW = re.compile(r"^\| `([a-z_]+)(?:/|\.py)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
PLACE = re.compile(r"`([\w./-]+(?:/|\.(?:py|md|yaml|toml|txt|csv|json)))`")


def layers():
    """The layers of pyproject.toml from top to bottom, each with those that stand beside it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    order = next(each["layers"] for each in contracts if each.get("containers") == ["fieldref"])
    return [layer.split(" | ") for layer in order]


def test_the_table_has_every_layer_once_in_the_order_that_is_enforced():
    rows = [name for name, _ in ROW.findall((ROOT / DOCUMENTS[0]).read_text(encoding="utf-8"))]
    height = {name: level for level, names in enumerate(layers()) for name in names}
    assert sorted(rows) == sorted(height)
    assert rows == sorted(rows, key=height.__getitem__)


def test_every_module_and_package_at_the_top_is_a_layer():
    found = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert found - {"__init__", "__main__"} == {name for names in layers() for name in names}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    in_rows = {place: name for name, cell in ROW.findall(text) for place in PLACE.findall(cell)}
    missing = [
        place
        for place in PLACE.findall(text)
        if not any(
            (folder / place).exists()
            for folder in (ROOT, ROOT / "data", PACKAGE, PACKAGE / in_rows.get(place, ""))
        )
    ]
    assert missing == []


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name
)
def test_a_package_says_its_job_and_holds_nothing_else(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert ast.get_docstring(ast.Module(body, []))
    if path.parent.name not in ("answer", "fieldref"):
        assert len(body) == 1, "what is imported with a package is paid for by every command"
