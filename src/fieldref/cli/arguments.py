"""Turn what was typed into subjects and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from fieldref.errors import NotFound, WrongUse

if TYPE_CHECKING:
    from fieldref.catalog import Catalog, Subject

_GROUPS = {
    "grulac": "Latin American and Caribbean",
    "weog": "Western European and Others",
    "eeg": "Eastern European",
}
_REGIONS = {"mena": "Middle East and North Africa"}


def find_term(catalog: Catalog, words: list[str]) -> str | None:
    """Find the term of the glossary that `words` name; None where they may name a State's treaty.

    Raises NotFound for a word alone that is no term, and WrongUse for a State without a treaty.
    """
    text = " ".join(words)
    if len(words) > 1 and _is_state_and_treaty(catalog, words):
        return None  # the usual question, which pays for no search among the terms
    try:
        return catalog.find(text, "term").id
    except NotFound:
        if len(words) > 1:
            return None
        if _is_name(catalog, text, "state"):
            hint = "Such as: fieldref explain cambodia cedaw"
            raise WrongUse("A State and a treaty are needed.", hint) from None
        if _is_name(catalog, text, "treaty"):
            treaty = catalog.find(text, "treaty").id.lower()
            hint = f"It is a treaty: fieldref show {treaty}"
            raise NotFound(f"No term is called {text!r}.", hint) from None
        raise


def _is_state_and_treaty(catalog: Catalog, words: list[str]) -> bool:
    *name, last = words
    dated = last.casefold() == "upr" or _is_name(catalog, last, "treaty")
    return dated and _is_name(catalog, " ".join(name), "state")


def _is_name(catalog: Catalog, text: str, kind: str) -> bool:
    try:
        catalog.find(text, kind)
    except NotFound:
        return False
    return True


def find_subjects(catalog: Catalog, words: list[str] | None, *kinds: str) -> tuple[Subject, ...]:
    """Find the subjects that `words` name: as many words as make a name are one."""
    subjects: list[Subject] = []
    remaining = list(words or ())
    while remaining:
        subject, used = _longest_name(catalog, remaining, kinds)
        subjects.append(subject)
        remaining = remaining[used:]
    return tuple(dict.fromkeys(subjects))


def _longest_name(
    catalog: Catalog, words: list[str], kinds: tuple[str, ...]
) -> tuple[Subject, int]:
    for count in range(len(words), 0, -1):
        try:
            return catalog.find(" ".join(words[:count]), *kinds), count
        except NotFound:
            if count == 1:
                raise
    raise AssertionError  # the loop returns or raises


def read_choices(option: str, words: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Read choices, each one of `allowed`, in any case."""
    by_folded = {choice.casefold(): choice for choice in allowed}
    for word in words:
        if word.casefold() not in by_folded:
            raise WrongUse(f"{option} can't be {word!r}.", f"It takes: {', '.join(allowed)}.")
    return tuple(by_folded[word.casefold()] for word in words)


def read_bases(values: tuple[str, ...]) -> tuple[str, ...]:
    """Read what the dates may stand on."""
    from fieldref.rules.entries import BASES

    return read_choices("--basis", values, BASES)


def read_committee(catalog: Catalog, text: str | None) -> str | None:
    """Read a body by its acronym: a committee, the UPR or the Human Rights Council."""
    if text is None:
        return None
    bodies = (*(body.acronym for body in catalog.committees), "UPR", "HRC")
    (body,) = read_choices("--committee", (text,), bodies)
    return body


def read_status(text: str | None, allowed: tuple[str, ...]) -> str | None:
    """Read a status that the list has; where it has none, the list refuses it."""
    if text is None or not allowed:
        return text
    (status,) = read_choices("--status", (text,), allowed)
    return status


def contact_kinds() -> tuple[str, ...]:
    """List the kinds of a contact: those of a presence, and mandates."""
    from fieldref.model.common import PresenceKind

    return (*get_args(PresenceKind), "mandate")


def read_region(text: str | None) -> str | None:
    """Read the region of the Office that `text` begins, names or abbreviates."""
    from fieldref.model.common import Region

    return _choice_that_begins(
        "region", get_args(Region), _REGIONS.get((text or "").casefold(), text)
    )


def read_group(text: str | None) -> str | None:
    """Read the regional group at the United Nations that `text` begins, names or abbreviates."""
    from fieldref.model.common import UnGroup

    return _choice_that_begins(
        "group", get_args(UnGroup), _GROUPS.get((text or "").casefold(), text)
    )


def _choice_that_begins(kind: str, choices: tuple[str, ...], text: str | None) -> str | None:
    if text is None:
        return None
    begun = [choice for choice in choices if text and choice.casefold().startswith(text.casefold())]
    exact = [choice for choice in begun if choice.casefold() == text.casefold()]
    if len(exact or begun) != 1:
        raise WrongUse(f"There is no {kind} {text!r}.", f"{kind.title()}s: {', '.join(choices)}.")
    return (exact or begun)[0]
