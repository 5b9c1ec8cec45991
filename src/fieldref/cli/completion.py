"""What the shell is offered while a person types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args


def _starting(choices: Iterable[str], incomplete: str) -> list[str]:
    return [one for one in choices if one.casefold().startswith(incomplete.casefold())]


def formats(incomplete: str) -> list[str]:
    """The names of the formats."""
    from fieldref.render import FORMATS

    return _starting(FORMATS, incomplete)


def names(incomplete: str) -> list[str]:
    """States, treaties and offices."""
    return _named(incomplete, "state", "treaty", "office")


def states(incomplete: str) -> list[str]:
    """States."""
    return _named(incomplete, "state")


def treaties(incomplete: str) -> list[str]:
    """Codes of treaties, in lower case as most people type them."""
    return _starting((one.lower() for one in _named(incomplete, "treaty")), incomplete)


def _named(incomplete: str, *kinds: str) -> list[str]:
    from fieldref.cli.asking import catalog
    from fieldref.errors import FieldrefError

    try:
        return catalog(()).beginning(incomplete, *kinds)
    except FieldrefError:
        return []


def sections(incomplete: str) -> list[str]:
    """The parts of a State's page."""
    from fieldref.pages.state import SECTIONS

    return _starting(SECTIONS, incomplete)


def kinds(incomplete: str) -> list[str]:
    """The kinds of a date."""
    from fieldref.entries import KINDS

    return _starting(KINDS, incomplete)


def bases(incomplete: str) -> list[str]:
    """The grounds that a date can stand on."""
    from fieldref.entries import BASES

    return _starting(BASES, incomplete)


def subjects(incomplete: str) -> list[str]:
    """What there are lists of."""
    from fieldref.pages.lists import SUBJECTS

    return _starting(SUBJECTS, incomplete)


def regions(incomplete: str) -> list[str]:
    """The regions of the Office."""
    from fieldref.model import Region

    return _starting(get_args(Region), incomplete)


def groups(incomplete: str) -> list[str]:
    """The regional groups at the United Nations."""
    from fieldref.model import UnGroup

    return _starting(get_args(UnGroup), incomplete)


def contact_kinds(incomplete: str) -> list[str]:
    """The kinds of a contact."""
    from fieldref.cli.asking import CONTACT_KINDS

    return _starting(CONTACT_KINDS, incomplete)
