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
    shown: str
    others: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The name with the code that means this alone."""
        return self.shown if self.shown == self.id else f"{self.shown} ({self.id})"


def find_subject(index: Index, name: str, kinds: tuple[str, ...]) -> Subject:
    """What `name` means among `kinds` (any, if none is named).

    An exact name or code wins, then an unambiguous beginning, then a word of a name. Raises
    NotFound, with the candidates, for a name of several things or of none.
    """
    try:
        found = _found(index, name, kinds)
    except NotFound:
        if index.sure(None):
            raise
    else:
        one = {"state": (found.id,), "treaty": ()}.get(found.kind)
        if index.sure(one):
            return found
    return _found(index, name, kinds)


def _found(index: Index, name: str, kinds: tuple[str, ...]) -> Subject:
    key = names.fold_name(name)
    if not key:
        raise NotFound(f"No {_kinds(kinds)} is called {name!r}.", _lists(kinds))
    exact = _matches(index, "is", key, kinds)
    if exact:
        return _sole(index, name, key, exact, exact=True)
    for row in index.names("is", key):
        if row.kind == "elsewhere":
            raise NotFound(row.shown, _lists(()))
    begins = _matches(index, "begins", key, kinds)
    if begins and len(key) > 1:
        return _sole(index, name, key, begins, exact=False)
    inside = _matches(index, "inside", key, kinds)
    if inside and len(key) > 1:
        return _sole(index, name, key, inside, exact=False)
    raise NotFound(f"No {_kinds(kinds)} is called {name!r}.", _near(index, key, kinds))


def names_beginning(index: Index, text: str, kinds: tuple[str, ...]) -> list[str]:
    """What begins with `text`, for completion: one word each, in ASCII, that `find` takes."""
    key = names.fold_name(text)
    rows = index.names("begins", key)
    found: dict[str, str] = {}
    for row in rows:
        if row.kind in kinds and row.key.isascii():
            own = names.fold_name(row.shown)
            shown = own if own.startswith(key) and own.isascii() else row.key
            found.setdefault(row.id, shown.replace(" ", "-"))
    return list(dict.fromkeys(found.values()))


def _matches(
    index: Index, how: Literal["is", "begins", "inside"], key: str, kinds: tuple[str, ...]
) -> list[Subject]:
    """The subjects of the best rank among those found: a name before a city."""
    rows = [row for row in index.names(how, key) if row.kind != "elsewhere"]
    kept = [row for row in rows if not kinds or row.kind in kinds]
    best = [Subject(row.kind, row.id, row.shown) for row in kept if row.rank == kept[0].rank]
    return list(dict.fromkeys(best))


def _sole(index: Index, name: str, key: str, found: list[Subject], exact: bool) -> Subject:
    if len(found) > 1:
        listed = ", ".join(one.named for one in found[:12])
        more = f" and {len(found) - 12} more" if len(found) > 12 else ""
        hint = "Type more of the name, or its code."
        raise NotFound(f"{name!r} could mean {listed}{more}.", hint)
    return found[0]._replace(others=_others(index, key, found[0]) if exact else ())


def _others(index: Index, key: str, meant: Subject) -> tuple[str, ...]:
    """The other States that bear the same word in their names."""
    if len(key) < 4:
        return ()
    rows = [*index.names("begins", f"{key} "), *index.names("inside", key)]
    states = [row for row in rows if (row.kind, row.rank) == ("state", 0)]
    shown = sorted((row.shown, row.id) for row in states if row.id != meant.id)
    return tuple(dict.fromkeys(name for name, _ in shown))


def _near(index: Index, key: str, kinds: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    rows = [row for row in index.names("all") if row.kind != "elsewhere"]
    shown = {row.key: row.shown for row in reversed(rows) if not kinds or row.kind in kinds}
    near = dict.fromkeys(shown[one] for one in get_close_matches(key, shown, 5, 0.75))
    return f"Did you mean {' or '.join(list(near)[:3])}?" if near else _lists(kinds)


def _lists(kinds: tuple[str, ...]) -> str:
    """Where all names of those kinds are."""
    lists = {"state": "states", "treaty": "treaties", "office": "offices"}
    return "See: " + ", ".join(f"fieldref list {lists[kind]}" for kind in kinds or lists)


def _kinds(kinds: tuple[str, ...]) -> str:
    words = {"state": "State", "office": "office", "treaty": "treaty"}
    shown = [words[kind] for kind in ("state", "office", "treaty") if not kinds or kind in kinds]
    return ", ".join(shown[:-1]) + f" or {shown[-1]}" if len(shown) > 1 else shown[0]
