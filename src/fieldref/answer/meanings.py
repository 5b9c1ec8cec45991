"""Say what a basis and a status mean: the words of docs/formats.md and of every other door."""

from __future__ import annotations

BASES = {
    "stated": "a source says so",
    "statutory": "the treaty's own rule: an initial report or first duty, from the State's dates",
    "derived": "a pattern or rule, worked out from another stated date",
    "projected": "a pattern carried on; nothing is announced. Only with `--projected`",
    "rhythm": "arithmetic alone, as if no committee had met. Only with `--basis rhythm`",
}

# How the status of a deadline begins; what follows says more.
STATUSES = {
    "stated": "a source states the date, and none takes it back",
    "held": "it took place",
    "announced": "it is announced; whether it was held is not recorded here",
    "planned": "it was planned; whether it was held is not recorded here",
    "ahead": "it lies ahead, on a day not recorded here",
    "may lie ahead": "on a day not recorded here, which may have passed",
    "inferred": "its session follows from a pattern alone",
    "postponed": "it was put off; `postponed from` stands at the new date",
    "cancelled": "it will not take place",
    "by the treaty's own rule": "an initial report or first duty: the treaty fixes the date",
    "by rule": "only arithmetic; a date set by the committee is not recorded here",
    "derived": "counted from a session; the published day is not recorded here",
    "projected": "a pattern carried on; nothing is announced",
}
