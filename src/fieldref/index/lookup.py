"""Find what a name means: exact names and codes, beginnings, words; or what comes near."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from fieldref import names
from fieldref.errors import NotFound
from fieldref.index.reader import Index
from fieldref.index.suggestions import KINDS, kind_words, list_hint, near_hint
from fieldref.records import NamedTuple

_CODE = 3  # letters of the longest code of a State
_SHOWN = 2  # ranks of names that pages say, too


class Subject(NamedTuple):
    """The meaning of a name: its kind, id, name, and what else bears it.

    Kinds are state, treaty, office, term and source.
    """

    kind: str
    id: str
    display_name: str
    also_matching: tuple[str, ...] = ()

    @property
    def name_with_code(self) -> str:
        """Give the name with the code that means this alone."""
        own_code = self.display_name == self.id
        return self.id if own_code else f"{self.display_name} ({self.id})"


class UnknownName(NotFound):
    """An error for a name that means nothing here; its hint is worked out when it is read.

    To look through all names for what comes near takes longer than most answers, and of several
    words, which are tried as a name from the longest to the first alone, most errors go untold.
    """

    def __init__(self, index: Index, name: str, kinds: tuple[str, ...]) -> None:
        super().__init__(f"No {kind_words(kinds)} is called {name!r}.")
        del self.hint  # so that the property below gives it
        self._search = index, name, kinds

    @cached_property
    def hint(self) -> str:  # type: ignore[override]
        """Name what comes near the name."""
        return near_hint(*self._search)


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
        codes = {"state": (subject.id,), "treaty": (), "term": ()}.get(subject.kind)
        if index.ensure_fresh(codes):
            return subject
    return _find(index, name, kinds)


def _find(index: Index, name: str, kinds: tuple[str, ...]) -> Subject:
    key = _key_of(name)
    if not key:
        raise NotFound(f"No {kind_words(kinds)} is called {name!r}.", list_hint(kinds))
    exact = _matches(index, "is", key, kinds)
    if exact:
        return _sole(index, name, key, exact, exact=True)
    for row in index.names("is", key):
        if row.kind == "elsewhere":
            raise NotFound(row.display_name, list_hint(()))
    alike = _apart_from_form(index, name, kinds)
    if alike:
        return _sole(index, name, key, alike, exact=False)
    if len(key) > 1:
        partly = _matches(index, "begins", key, kinds) or _matches(index, "inside", key, kinds)
        if partly:
            return _unless_too_little(name, key, _sole(index, name, key, partly, exact=False))
    raise UnknownName(index, name, kinds)


def _key_of(name: str) -> str:
    """Give the key of a name; an M49 number has three digits, however few are typed."""
    key = names.fold_name(name)
    return key.zfill(3) if key.isascii() and key.isdigit() else key


def _apart_from_form(index: Index, name: str, kinds: tuple[str, ...]) -> list[Subject]:
    """Find the States of that name in any form (republic, kingdom); in the very form, if any are.

    Raises NotFound for what is no State here.
    """
    from fieldref.index.state_forms import split_form

    core, form = split_form(name)
    if not core or (kinds and "state" not in kinds):
        return []
    rows = index.names("apart", core)
    alike = [row for row in rows if row.form == form]
    kept = alike or [row for row in rows if row.kind == "state"] or rows
    for row in kept:
        if row.kind == "elsewhere":
            raise NotFound(row.display_name, list_hint(()))
    return list(dict.fromkeys(Subject(row.kind, row.id, row.display_name) for row in kept))


def exactly_named(index: Index, name: str) -> list[tuple[str, str, str]]:
    """List what bears that whole name, State or none (`elsewhere`): kind, id, name or words.

    Names are the same apart from their form of State, too, where only one is called so.
    """
    from fieldref.index.state_forms import split_form

    kinds = ("state", "elsewhere")
    rows = [row for row in index.names("is", _key_of(name)) if row.kind in kinds]
    core, form = split_form(name)
    if not rows and core:
        apart = [row for row in index.names("apart", core) if row.kind in kinds]
        rows = [row for row in apart if row.form == form] or apart
    return list(dict.fromkeys((row.kind, row.id, row.display_name) for row in rows))


def _unless_too_little(name: str, key: str, subject: Subject) -> Subject:
    """Refuse a State by so few letters that they may be a code of another list, or a bare form."""
    from fieldref.index.state_forms import split_form

    is_short = len(key) <= _CODE and key.isascii()
    if subject.kind == "state" and (is_short or not split_form(name)[0]):
        raise NotFound(
            f"{name!r} is too little to go by; it could mean {subject.name_with_code}.",
            "Type more of the name, or its code.",
        )
    return subject


def names_beginning(index: Index, text: str, kinds: tuple[str, ...]) -> list[str]:
    """List what begins with `text`, for completion: a word each, in ASCII, for `find_subject`."""
    key = names.fold_name(text)
    rows = index.names("begins", key)
    words: dict[str, str] = {}
    for row in rows:
        if row.kind in kinds and row.key.isascii() and row.rank <= _SHOWN:
            main = names.fold_name(row.display_name)
            word = main if main.startswith(key) and main.isascii() else row.key
            words.setdefault(row.id, word.replace(" ", "-"))
    return list(dict.fromkeys(words.values()))


def _matches(
    index: Index, how: Literal["is", "begins", "inside"], key: str, kinds: tuple[str, ...]
) -> list[Subject]:
    """Give the subjects of the best rank among those that match: a name before a city.

    By its beginning, a State is as likely meant with what it is found by as with its name.
    """
    kept = [row for row in index.names(how, key) if row.kind in (kinds or KINDS)]
    ranks = [row.rank if how == "is" or row.rank <= _SHOWN else 0 for row in kept]
    best = [row for row, rank in zip(kept, ranks, strict=True) if rank == min(ranks)]
    return list(dict.fromkeys(Subject(row.kind, row.id, row.display_name) for row in best))


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
