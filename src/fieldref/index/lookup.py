"""What a name means: exact names and codes, beginnings, words of names; or what comes near."""

from __future__ import annotations

from typing import Literal, NamedTuple

from fieldref import names
from fieldref.errors import NotFound
from fieldref.index.reader import Index


class Subject(NamedTuple):
    """What a name means: its kind (state, treaty, office), id, name, and what else bears it."""

    kind: str
    id: str
    display_name: str
    also_matching: tuple[str, ...] = ()

    @property
    def name_with_code(self) -> str:
        """Give the name with the code that means this alone."""
        own_code = self.display_name == self.id
        return self.id if own_code else f"{self.display_name} ({self.id})"


def find_subject(index: Index, name: str, kinds: tuple[str, ...]) -> Subject:
    """Find what `name` means among `kinds` (any, if none is named).

    An exact name or code wins, then an unambiguous beginning, then a word of a name. Raises
    NotFound, with the candidates, for a name of several things or of none.
    """
    try:
        subject = _find(index, name, kinds)
    except NotFound:
        if index.ensure_fresh(None):
            raise
    else:
        codes = {"state": (subject.id,), "treaty": ()}.get(subject.kind)
        if index.ensure_fresh(codes):
            return subject
    return _find(index, name, kinds)


def _find(index: Index, name: str, kinds: tuple[str, ...]) -> Subject:
    key = names.fold_name(name)
    if not key:
        raise NotFound(f"No {_kind_words(kinds)} is called {name!r}.", _list_hint(kinds))
    exact = _matches(index, "is", key, kinds)
    if exact:
        return _sole(index, name, key, exact, exact=True)
    for row in index.names("is", key):
        if row.kind == "elsewhere":
            raise NotFound(row.display_name, _list_hint(()))
    begins = _matches(index, "begins", key, kinds)
    if begins and len(key) > 1:
        return _sole(index, name, key, begins, exact=False)
    inside = _matches(index, "inside", key, kinds)
    if inside and len(key) > 1:
        return _sole(index, name, key, inside, exact=False)
    raise NotFound(f"No {_kind_words(kinds)} is called {name!r}.", _near_hint(index, key, kinds))


def names_beginning(index: Index, text: str, kinds: tuple[str, ...]) -> list[str]:
    """List what begins with `text`, for completion: a word each, in ASCII, for `find_subject`."""
    key = names.fold_name(text)
    rows = index.names("begins", key)
    words: dict[str, str] = {}
    for row in rows:
        if row.kind in kinds and row.key.isascii():
            main = names.fold_name(row.display_name)
            word = main if main.startswith(key) and main.isascii() else row.key
            words.setdefault(row.id, word.replace(" ", "-"))
    return list(dict.fromkeys(words.values()))


def _matches(
    index: Index, how: Literal["is", "begins", "inside"], key: str, kinds: tuple[str, ...]
) -> list[Subject]:
    """Give the subjects of the best rank among those that match: a name before a city."""
    rows = [row for row in index.names(how, key) if row.kind != "elsewhere"]
    kept = [row for row in rows if not kinds or row.kind in kinds]
    best = [Subject(row.kind, row.id, row.display_name) for row in kept if row.rank == kept[0].rank]
    return list(dict.fromkeys(best))


def _sole(index: Index, name: str, key: str, subjects: list[Subject], exact: bool) -> Subject:
    if len(subjects) > 1:
        listed = ", ".join(subject.name_with_code for subject in subjects[:12])
        more = f" and {len(subjects) - 12} more" if len(subjects) > 12 else ""
        hint = "Type more of the name, or its code."
        raise NotFound(f"{name!r} could mean {listed}{more}.", hint)
    subject = subjects[0]
    return subject._replace(also_matching=_also_matching(index, key, subject)) if exact else subject


def _also_matching(index: Index, key: str, meant: Subject) -> tuple[str, ...]:
    """List the other States that bear the same word in their names."""
    if len(key) < 4:
        return ()
    rows = [*index.names("begins", f"{key} "), *index.names("inside", key)]
    states = [row for row in rows if (row.kind, row.rank) == ("state", 0)]
    other_states = sorted((row.display_name, row.id) for row in states if row.id != meant.id)
    return tuple(dict.fromkeys(name for name, _ in other_states))


def _near_hint(index: Index, key: str, kinds: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    rows = [row for row in index.names("all") if row.kind != "elsewhere"]
    kept = [row for row in reversed(rows) if not kinds or row.kind in kinds]
    display_names = {row.key: row.display_name for row in kept}
    keys = get_close_matches(key, display_names, 5, 0.75)
    near = dict.fromkeys(display_names[near] for near in keys)
    return f"Did you mean {' or '.join(list(near)[:3])}?" if near else _list_hint(kinds)


def _list_hint(kinds: tuple[str, ...]) -> str:
    """Name the commands that list all names of those kinds."""
    lists = {"state": "states", "treaty": "treaties", "office": "offices"}
    return "See: " + ", ".join(f"fieldref list {lists[kind]}" for kind in kinds or lists)


def _kind_words(kinds: tuple[str, ...]) -> str:
    words = {"state": "State", "office": "office", "treaty": "treaty"}
    listed = [words[kind] for kind in ("state", "office", "treaty") if not kinds or kind in kinds]
    return ", ".join(listed[:-1]) + f" or {listed[-1]}" if len(listed) > 1 else listed[0]
