"""Say which complaint procedures of the treaties are open to a person in a State on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldref.dates import PartialDate
from fieldref.model.common import Sources
from fieldref.model.states import Declaration
from fieldref.model.treaties import Procedure, Treaty
from fieldref.records import NamedTuple
from fieldref.rules.grounds import count_words
from fieldref.rules.standing import Standing

FOR_PERSONS = ("communications", "inquiry", "urgent action")


class Opening(NamedTuple):
    """A procedure's being open (None where the record can't tell), since when, in words."""

    is_open: bool | None
    words: str
    since: PartialDate | None = None
    sources: Sources = ()


def procedure_opening(
    treaty: Treaty,
    procedure: Procedure,
    standing: Standing,
    declarations: Iterable[Declaration],
    on: date,
) -> Opening:
    """Say whether the procedure is open to a person in a State of that standing on the day."""
    if standing.status != "party":
        return Opening(False, "not in force for the State")
    declared = [
        row
        for row in declarations
        if row.treaty == treaty.code
        and row.article == (procedure.declared_under or procedure.article)
        and (row.date is None or row.date.first <= on)
    ]
    latest = max(declared, key=lambda row: row.date or PartialDate(0), default=None)
    if procedure.awaits:
        return _awaited(procedure.awaits, latest)
    if procedure.opt == "in":
        return _opted_in(latest)
    if procedure.opt == "out" and latest and latest.kind == "opts out":
        return Opening(False, f"opted out{_day_words('on', latest)}", latest.date, latest.sources)
    since = f" since {standing.in_force.words}" if standing.in_force else ""
    doubt = "; no declaration against it is recorded here" if procedure.opt == "out" else ""
    return Opening(True, f"open{since}{doubt}", standing.in_force)


def _opted_in(latest: Declaration | None) -> Opening:
    if latest is None:
        return Opening(None, "takes a declaration by the State; none is recorded here")
    if latest.kind == "accepts":
        words = f"open, accepted by declaration{_day_words('of', latest)}"
        return Opening(True, words, latest.date, latest.sources)
    words = f"the declaration was withdrawn{_day_words('on', latest)}"
    return Opening(False, words, latest.date, latest.sources)


def _awaited(number: int, latest: Declaration | None) -> Opening:
    declarations = count_words(number, "declaration")
    words = f"not in force for any State: it takes {declarations}"
    if latest and latest.kind == "accepts":
        words += f"; the State has made its own{_day_words('of', latest)}"
    return Opening(False, words, None, latest.sources if latest else ())


def _day_words(word: str, row: Declaration) -> str:
    return f" {word} {row.date.words}" if row.date else " (day not recorded)"
