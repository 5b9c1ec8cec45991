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
    article = procedure.declared_under or procedure.article
    rows = [row for row in declarations if row.treaty == treaty.code and row.article == article]
    declared = [row for row in rows if row.date is None or row.date.first <= on]
    latest = max(declared, key=lambda row: row.date or PartialDate(0), default=None)
    if procedure.awaits:
        return _awaited(procedure.awaits, latest)
    if procedure.opt == "in":
        return _opted_in(latest)
    since = f" since {standing.in_force.words}" if standing.in_force else ""
    if procedure.opt == "out":
        return _not_opted_out(since, standing.in_force, latest, rows)
    return Opening(True, f"open{since}", standing.in_force)


def _not_opted_out(
    since: str, in_force: PartialDate | None, latest: Declaration | None, rows: list[Declaration]
) -> Opening:
    """Say whether a procedure that a State may refuse is open; what is taken back was made once."""
    if latest is None:
        taken_back = [row for row in rows if row.kind == "withdrawn"]
        if taken_back:
            return Opening(False, "opted out (day not recorded)", None, taken_back[0].sources)
        return Opening(True, f"open{since}; no declaration against it is recorded here", in_force)
    if latest.kind == "opts out":
        return Opening(False, f"opted out{_day_words('on', latest)}", latest.date, latest.sources)
    words = f"open; the declaration against it was withdrawn{_day_words('on', latest)}"
    return Opening(True, words, latest.date, latest.sources)


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
