"""Names say what they name, and docstrings what is done."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/fieldref"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMELESS = {"one", "found", "told", "given", "asked", "own"}
# What a sentence begins with that says what something is, not what is done.
NO_VERBS = {"A", "All", "An", "Each", "Every", "How", "One", "That", "The", "What", "When", "Where",
            "Whether", "Which", "Who", "Whom", "Whose", "Why"}  # fmt: skip


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path):
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_name_has_to_be_followed_back(path):
    names = {
        (node.lineno, node.arg if isinstance(node, ast.arg) else node.id)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    }
    assert [(line, name) for line, name in sorted(names) if name.strip("_") in NAMELESS] == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_the_docstring_of_a_function_begins_with_a_verb(path):
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    first_words = {node.name: (ast.get_docstring(node) or "Give").split()[0] for node in functions}
    assert {name: word for name, word in first_words.items() if word.strip(",.:") in NO_VERBS} == {}


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_the_docstring_of_a_module_begins_with_no_relative_clause(path):
    first = (ast.get_docstring(parsed(path)) or "Give").split()[0]
    assert first not in NO_VERBS - {"A"}  # "A workbook..." is what docs/formats.md says of xlsx
