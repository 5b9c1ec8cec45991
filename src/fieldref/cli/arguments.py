"""From what was typed to what is asked: days, windows, names, kinds. The clock is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fieldref.dates import FORMS, PartialDate
from fieldref.errors import NotFound, WrongUse

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fieldref.catalog import Catalog, Subject

_GROUPS = {
    "grulac": "Latin American and Caribbean",
    "weog": "Western European and Others",
    "eeg": "Eastern European",
}
_SPAN = re.compile(r"([0-9]{1,4})([dwmy])")
_AHEAD_YEARS = 2


def open_catalog(data: Iterable[Path], verbose: bool = False) -> Catalog:
    """The catalog of the bundled data, the user's own over them, the folders `data` over both.

    `verbose` tells on stderr why the data had to be read anew although they are kept compiled.
    """
    from fieldref import places
    from fieldref.catalog import Catalog
    from fieldref.index.reader import open_index

    for folder in data:
        if not folder.is_dir():
            raise WrongUse(f"There is no folder {str(folder)!r}.", "--data takes a folder of YAML.")
    folders = (places.bundled_data(), *user_data_folders(), *data)
    tell = _tell if verbose else _silent
    return Catalog(open_index(folders, places.cache_folder(), tell, _wait))


def _tell(sentence: str) -> None:
    from fieldref.render.formats import write_messages

    write_messages([f"fieldref: {sentence}"])


def _silent(_: str) -> None: ...


def _wait(files: int) -> AbstractContextManager[None]:
    from fieldref.cli.progress import show_progress

    return show_progress(files)


def user_data_folders() -> tuple[Path, ...]:
    """The user's own data folder, if it is there."""
    from fieldref import places

    mine = places.user_data_folder()
    return (mine,) if mine and mine.is_dir() else ()


def version_line() -> str:
    """The program's version and the day of its data."""
    from fieldref import __version__

    return f"fieldref {__version__} (data of {open_catalog(()).edition})"


def read_day(text: str | None) -> date:
    """The day that --on names; today without it."""
    if text is None or text == "today":
        return date.today()
    try:
        found = PartialDate.parse(text)
    except ValueError:
        found = None
    if found is None or not found.day:
        raise WrongUse(f"--on takes a day, got {text!r}.", "Such as 2008-01-01, or today.")
    return found.first


def read_window(
    on: date, year: str | None, since: str | None, to: str | None, within: str | None
) -> tuple[date, date]:
    """The first and last day asked for; the next two years if nothing says otherwise."""
    if sum(map(bool, (year, since or to, within))) > 1:
        hint = "Take --year, or --from and --to, or --within."
        raise WrongUse("Only one window can be asked for.", hint)
    if year:
        if not re.fullmatch(r"[0-9]{4}", year):
            raise WrongUse(f"--year takes a year, got {year!r}.", "Such as 2009.")
        whole = _date("--year", year)
        return whole.first, whole.last
    if within:
        return on, _away("--within", on, within, 1)
    if since or to:
        first = _date("--from", since).first if since else on
        last = _date("--to", to).last if to else _later(first, _AHEAD_YEARS)
        if last < first:
            raise WrongUse("The window ends before it begins.", "--from comes before --to.")
        return first, last
    return on, _later(on, _AHEAD_YEARS)


def _date(option: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise WrongUse(f"{option} takes a date, got {text!r}.", f"Such as {FORMS}.") from None


def stale_before(on: date, span: str | None) -> date | None:
    """The day that lies a span such as 2y before; None without a span."""
    return _away("--stale", on, span, -1) if span else None


def _away(option: str, on: date, span: str, way: int) -> date:
    """The day that lies a span ahead (`way` 1) or back (-1)."""
    match = _SPAN.fullmatch(span)
    if not match:
        raise WrongUse(f"{option} takes a span, got {span!r}.", "Such as 90d, 12w, 6m or 2y.")
    count, unit = way * int(match[1]), match[2]
    try:
        if unit in "dw":
            return on + timedelta(count * (7 if unit == "w" else 1))
        return PartialDate.of(on).plus_months(count * (12 if unit == "y" else 1)).last
    except (OverflowError, ValueError):
        says = f"{option} leads too far, got {span!r}."
        raise WrongUse(says, "Years go from 1 to 9999.") from None


def _later(on: date, years: int) -> date:
    return PartialDate.of(on).plus_years(years).last


def find_subjects(known: Catalog, words: list[str] | None, *kinds: str) -> tuple[Subject, ...]:
    """The subjects that `words` name: as many words as make a name are one."""
    found: list[Subject] = []
    left = list(words or ())
    while left:
        subject, used = _longest(known, left, kinds)
        found.append(subject)
        left = left[used:]
    return tuple(dict.fromkeys(found))


def _longest(known: Catalog, words: list[str], kinds: tuple[str, ...]) -> tuple[Subject, int]:
    for count in range(len(words), 0, -1):
        try:
            return known.find(" ".join(words[:count]), *kinds), count
        except NotFound:
            if count == 1:
                raise
    raise AssertionError  # the loop returns or raises


def read_choices(option: str, given: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The choices that were given, each one of `allowed`, in any case."""
    folded = {one.casefold(): one for one in allowed}
    for one in given:
        if one.casefold() not in folded:
            raise WrongUse(f"{option} can't be {one!r}.", f"It takes: {', '.join(allowed)}.")
    return tuple(folded[one.casefold()] for one in given)


def contact_kinds() -> tuple[str, ...]:
    """The kinds of a contact: those of a presence, and mandates."""
    from fieldref.model.common import PresenceKind

    return (*get_args(PresenceKind), "mandate")


def read_region(text: str | None) -> str | None:
    """The region of the Office that `text` begins or names."""
    from fieldref.model.common import Region

    return _beginning("region", get_args(Region), text)


def read_group(text: str | None) -> str | None:
    """The regional group at the United Nations that `text` begins, names or abbreviates."""
    from fieldref.model.common import UnGroup

    return _beginning("group", get_args(UnGroup), _GROUPS.get((text or "").casefold(), text))


def _beginning(kind: str, choices: tuple[str, ...], text: str | None) -> str | None:
    if text is None:
        return None
    near = [one for one in choices if text and one.casefold().startswith(text.casefold())]
    exact = [one for one in near if one.casefold() == text.casefold()]
    if len(exact or near) != 1:
        raise WrongUse(f"There is no {kind} {text!r}.", f"{kind.title()}s: {', '.join(choices)}.")
    return (exact or near)[0]
