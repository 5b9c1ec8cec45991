"""Suggest names where one means nothing: what comes near it, or where all of them are listed."""

from __future__ import annotations

from fieldref import names
from fieldref.index.reader import Index

KINDS = ("state", "treaty", "office")  # what a name means where no kind is asked for


def near_hint(index: Index, name: str, kinds: tuple[str, ...]) -> str:
    """Name what comes near the name, whole or apart from its form of State."""
    from difflib import get_close_matches

    from fieldref.index.state_forms import split_form

    kept = [row for row in reversed(index.names("all")) if row.kind in (kinds or KINDS)]
    display_names = {row.key: row.display_name for row in kept}
    core, form = split_form(name)
    keys = get_close_matches(names.fold_name(name), display_names, 5, 0.75)
    if form:
        keys = get_close_matches(core, display_names, 5, 0.75) or keys
    near = dict.fromkeys(display_names[near] for near in keys)
    return f"Did you mean {' or '.join(list(near)[:3])}?" if near else list_hint(kinds)


def list_hint(kinds: tuple[str, ...]) -> str:
    """Name the commands that list all names of those kinds."""
    lists = {
        "state": "list states",
        "treaty": "list treaties",
        "office": "list offices",
        "term": "explain glossary",
    }
    return "See: " + ", ".join(f"fieldref {lists[kind]}" for kind in kinds or KINDS)


def kind_words(kinds: tuple[str, ...]) -> str:
    """Name the kinds in a row: State, office or treaty."""
    words = {"state": "State", "office": "office", "treaty": "treaty", "term": "term"}
    listed = [words[kind] for kind in words if kind in (kinds or KINDS)]
    return ", ".join(listed[:-1]) + f" or {listed[-1]}" if len(listed) > 1 else listed[0]
