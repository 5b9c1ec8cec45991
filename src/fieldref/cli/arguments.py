"""Turn what was typed into days, windows, subjects and choices. The clock is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fieldref import files
from fieldref.cli.spans import parse_span
from fieldref.dates import FIRST_YEAR, FORMS, LAST_YEAR, PartialDate
from fieldref.errors import NotFound, WrongUse

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fieldref.catalog import Catalog, Subject

_GROUPS = {
    "grulac": "Latin American and Caribbean",
    "weog": "Western European and Others",
    "eeg": "Eastern European",
}
_AHEAD_YEARS = 2
_YEARS = f"from {FIRST_YEAR} to {LAST_YEAR}"
_DAYS = f"Such as 2008-01-01, or today; {_YEARS}."
FIRST_DAY = date(1945, 1, 1)  # of the United Nations: nothing here is older


def open_catalog(data: Iterable[Path], verbose: bool = False) -> Catalog:
    """Open the bundled data with the user's folder laid over them, and `data` over both.

    With `verbose`, stderr says why the data had to be read anew although they are kept compiled.
    """
    from fieldref import places
    from fieldref.catalog import Catalog
    from fieldref.index.reader import open_index

    for folder in data:
        if not files.is_folder(folder):
            sentence = files.explain_absence(folder, "folder")
            raise WrongUse(sentence, "--data takes a folder of YAML.")
    folders = (places.bundled_data(), *user_data_folders(), *data)
    tell = _tell if verbose else _ignore
    return Catalog(open_index(folders, places.cache_folder(), tell, _show_progress, _tell))


def open_to_write(data: tuple[Path, ...]) -> Catalog:
    """Open the folders that there are: the last one may still have to be made."""
    *others, last = data or (None,)
    return open_catalog([*others, *([last] if last and files.is_folder(last) else [])])


def _tell(sentence: str) -> None:
    from fieldref.render.formats import write_messages

    write_messages([f"fieldref: {sentence}"])


def _ignore(_: str) -> None: ...


def _show_progress(files: int) -> AbstractContextManager[None]:
    from fieldref.cli.progress import show_progress

    return show_progress(files)


def user_data_folders() -> tuple[Path, ...]:
    """Give the user's data folder, if it is there."""
    from fieldref import places

    folder = places.user_data_folder()
    return (folder,) if folder and files.is_folder(folder) else ()


def version_line() -> str:
    """Give the program's version and the day of its data."""
    from fieldref import __version__

    return f"fieldref {__version__} (data of {open_catalog(()).edition})"


def read_day(text: str | None) -> date:
    """Read the day that --on names; today without it."""
    if text is None or text == "today":
        return date.today()
    try:
        day = PartialDate.parse(text)
    except ValueError:
        day = None
    if day is None or not day.day:
        raise WrongUse(f"--on takes a day, got {text!r}.", _DAYS)
    return day.first


def read_window(
    on: date, year: str | None, since: str | None, to: str | None, within: str | None
) -> tuple[date, date]:
    """Read the first and last day asked for; the next two years if nothing says otherwise."""
    if sum(map(bool, (year, since or to, within))) > 1:
        hint = "Take --year, or --from and --to, or --within."
        raise WrongUse("Only one window can be asked for.", hint)
    if year:
        if not re.fullmatch(r"[0-9]{4}", year):
            raise WrongUse(f"--year takes a year, got {year!r}.", "Such as 2009.")
        whole_year = _parse_date("--year", year)
        return whole_year.first, whole_year.last
    if within:
        return on, _shift("--within", on, within, ahead=True)
    if since or to:
        first = _parse_date("--from", since).first if since else on
        last = _parse_date("--to", to).last if to else _years_after(first, _AHEAD_YEARS)
        if last < first:
            raise WrongUse("The window ends before it begins.", "--from comes before --to.")
        return first, last
    return on, _years_after(on, _AHEAD_YEARS)


def read_past_window(
    on: date, year: str | None, since: str | None, to: str | None, within: str | None
) -> tuple[date, date]:
    """Read the window up to the day asked as of; from the beginning if nothing says otherwise."""
    if within:
        raise WrongUse(
            "--within looks ahead and --passed back.", "Take --year, or --from and --to."
        )
    if not year:
        since, to = since or FIRST_DAY.isoformat(), to or on.isoformat()
    first, last = read_window(on, year, since, to, None)
    return first, min(last, on)


def _parse_date(option: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise WrongUse(
            f"{option} takes a date, got {text!r}.", f"Such as {FORMS}; {_YEARS}."
        ) from None


def stale_before(on: date, span: str | None) -> date | None:
    """Give the day that lies a span such as 2y before; None without a span."""
    return _shift("--stale", on, span, ahead=False) if span else None


def _shift(option: str, on: date, text: str, *, ahead: bool) -> date:
    span = parse_span(text)
    if span is None:
        raise WrongUse(f"{option} takes a span, got {text!r}.", "Such as 90d, 12w, 6m or 2y.")
    try:
        return span.after(on) if ahead else span.before(on)
    except (OverflowError, ValueError):
        sentence = f"{option} leads too far, got {text!r}."
        raise WrongUse(sentence, "Years go from 1 to 9999.") from None


def _years_after(on: date, years: int) -> date:
    return PartialDate.of(on).plus_years(years).last


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


def read_first(option: str, text: str | None) -> date | None:
    """Read the first day that a date can mean."""
    return _parse_date(option, text).first if text else None


def read_last(option: str, text: str | None) -> date | None:
    """Read the last day that a date can mean."""
    return _parse_date(option, text).last if text else None


def contact_kinds() -> tuple[str, ...]:
    """List the kinds of a contact: those of a presence, and mandates."""
    from fieldref.model.common import PresenceKind

    return (*get_args(PresenceKind), "mandate")


def read_region(text: str | None) -> str | None:
    """Read the region of the Office that `text` begins or names."""
    from fieldref.model.common import Region

    return _choice_that_begins("region", get_args(Region), text)


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
