"""Names say what they name, and docstrings what is done."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[2] / "src/fieldref"
NAMELESS = {"one", "found", "told", "given", "asked", "own"}
# What a sentence begins with that says what something is, not what is done.
NO_VERBS = {"A", "All", "An", "Each", "Every", "How", "One", "That", "The", "What", "When", "Where",
            "Whether", "Which", "Who", "Whom", "Whose", "Why"}  # fmt: skip


class Word(NamedTuple):
    """A name that is given a value, or the first word of a docstring, and where it stands."""

    of: str
    text: str
    place: str


def words_of(path):
    """Every such word of a module, in one walk: to parse all three times takes seconds."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(PACKAGE)
    yield Word("module", first_word(tree), f"{where}:1")
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield Word("name", node.arg, f"{where}:{node.lineno}")
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield Word("name", node.id, f"{where}:{node.lineno}")
        elif isinstance(node, ast.FunctionDef):
            yield Word("function", first_word(node), f"{where}:{node.lineno} {node.name}")


def first_word(node):
    return (ast.get_docstring(node) or "Give").split()[0]


@pytest.fixture(scope="module")
def words():
    every = [word for path in sorted(PACKAGE.rglob("*.py")) for word in words_of(path)]
    assert len(every) > 10_000
    return every


def test_no_name_has_to_be_followed_back(words):
    names = [word for word in words if word.of == "name"]
    assert [name for name in names if name.text.strip("_") in NAMELESS] == []


def test_the_docstring_of_a_function_begins_with_a_verb(words):
    functions = [word for word in words if word.of == "function"]
    assert [word for word in functions if word.text.strip(",.:") in NO_VERBS] == []


def test_the_docstring_of_a_module_begins_with_no_relative_clause(words):
    modules = [word for word in words if word.of == "module"]
    # "A workbook..." is what docs/formats.md says of xlsx
    assert [word for word in modules if word.text in NO_VERBS - {"A"}] == []
