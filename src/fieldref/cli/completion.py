"""Offer the shell what may be typed next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import typer

from fieldref.names import fold_name as fold


def _starting(choices: Iterable[str], incomplete: str) -> list[str]:
    return [choice for choice in choices if choice.casefold().startswith(incomplete.casefold())]


def formats(incomplete: str) -> list[str]:
    """Offer the names of the formats."""
    from fieldref.render.formats import FORMATS

    return _starting(FORMATS, incomplete)


def names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer States, treaties and offices."""
    return _named(_before(ctx, "name"), incomplete, "state", "treaty", "office")


def contacts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer States and offices."""
    return _named(_before(ctx, "names"), incomplete, "state", "office")


def state(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer States, where one is asked for."""
    return _named(_before(ctx, "name"), incomplete, "state")


def states(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer States."""
    return _named(_before(ctx, "states"), incomplete, "state")


def state_and_treaty(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer a State, then a treaty."""
    before = _before(ctx, "words")
    if not before:
        return _named((), incomplete, "state") + _named((), incomplete, "term")
    longer = _longer(before, incomplete, "state")
    return longer + treaties(incomplete) + _starting(["upr"], incomplete)


def treaties(incomplete: str) -> list[str]:
    """Offer the codes of treaties, in lower case as most people type them."""
    return _named((), incomplete, "treaty")


def _before(ctx: typer.Context, argument: str) -> tuple[str, ...]:
    """Give the words of the argument that were typed already."""
    return tuple(ctx.params.get(argument) or ())


def _named(before: tuple[str, ...], incomplete: str, *kinds: str) -> list[str]:
    """Offer what the words before begin, or else a name of its own, as it was begun."""
    candidates = _longer(before, incomplete, *kinds) or _find_names(incomplete, *kinds)
    begun = [
        name
        for name in candidates
        if name[len(incomplete) - 1 :][:1] == "-" or incomplete[-1:] != "-"
    ]
    return [_as_typed(name, incomplete) for name in begun]


def _longer(before: tuple[str, ...], incomplete: str, *kinds: str) -> list[str]:
    """Offer how the words before go on, if the last of them begin a name: viet, then nam."""
    for first in range(len(before)):
        words = before[first:]
        begun = "-".join((*words, "")).casefold()
        candidates = _find_names(" ".join((*words, incomplete)), *kinds)
        ends = [name[len(begun) :] for name in candidates if name.startswith(begun)]
        if any(ends):
            return [ending for ending in ends if ending]
    return []


def _find_names(text: str, *kinds: str) -> list[str]:
    from fieldref.cli.data_access import open_catalog
    from fieldref.errors import FieldrefError

    try:
        return open_catalog(()).names_beginning(text, *kinds)
    except FieldrefError:
        return []


def _as_typed(name: str, incomplete: str) -> str:
    """Give the name with the letters that were typed: some shells keep only what begins so."""
    if len(incomplete) > 1 and incomplete.isupper():
        return name.upper()
    # What was typed may be longer than what it stands for: an apostrophe is none of the name's.
    ends = (len(incomplete), *range(len(name)))
    for end in ends:
        if fold(incomplete) == fold(name[:end]):
            return incomplete + name[end:]
    return name


def sections(incomplete: str) -> list[str]:
    """Offer the parts of a State's page."""
    from fieldref.pages.state.profile import SECTIONS

    return _starting(SECTIONS, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Offer the kinds of a date."""
    from fieldref.rules.entries import KINDS

    return _starting(KINDS, incomplete)


def bases(incomplete: str) -> list[str]:
    """Offer the grounds that a date can stand on."""
    from fieldref.rules.entries import BASES

    return _starting(BASES, incomplete)


def subjects(incomplete: str) -> list[str]:
    """Offer what there are lists of."""
    from fieldref.pages.lists.subjects import SUBJECTS

    return _starting(SUBJECTS, incomplete)


def one_state(incomplete: str) -> list[str]:
    """Offer a State, as the value of an option."""
    return _named((), incomplete, "state")


def committees(incomplete: str) -> list[str]:
    """Offer the committees by their acronyms, the UPR and the Human Rights Council."""
    from fieldref.cli.data_access import open_catalog
    from fieldref.errors import FieldrefError

    try:
        bodies = [body.acronym for body in open_catalog(()).committees]
    except FieldrefError:
        bodies = []
    return _starting((*bodies, "UPR", "HRC"), incomplete)


def regions(incomplete: str) -> list[str]:
    """Offer the regions of the Office."""
    from fieldref.model.common import Region

    return _starting(get_args(Region), incomplete)


def groups(incomplete: str) -> list[str]:
    """Offer the regional groups at the United Nations."""
    from fieldref.model.common import UnGroup

    return _starting(get_args(UnGroup), incomplete)


def contact_kinds(incomplete: str) -> list[str]:
    """Offer the kinds of a contact."""
    from fieldref.cli.arguments import contact_kinds as every

    return _starting(every(), incomplete)


def colors(incomplete: str) -> list[str]:
    """Offer when to colour."""
    from fieldref.cli.settings import COLORS

    return _starting(COLORS, incomplete)


def user_file_kinds(incomplete: str) -> list[str]:
    """Offer what `new` makes."""
    return _starting(("state", "office", "source"), incomplete)


def presence_kinds(incomplete: str) -> list[str]:
    """Offer the kinds of an office."""
    from fieldref.model.common import PresenceKind

    return _starting(get_args(PresenceKind), incomplete)
