"""Hold the running text of docs/formats.md; names in braces are filled in from the code."""

from __future__ import annotations

PROSE = """\
# Formats: what programs can rely on

Made from the code by `python -m fieldref.generate`; a test holds it to that. The keys here are a
promise: one is never renamed or taken away, and its values keep their meaning. New ones may come,
at the end of a record; so read by name and pass over what you don't know. What would break this
raises the number in `schema`.

## Formats

`--format NAME`, or the ending of `--output FILE`; else text. Data go to stdout, words to stderr.

{formats}

- `--fields date,state` chooses keys and their order: of the items in json, jsonl and xlsx, of
  the columns in csv, tsv and plain.
- `--section treaties,reviews` (of `show`, for a State) keeps the keys that belong to these parts
  of the page, and those that name the State; csv, tsv and plain have the rows of the first.
- `--bom` begins CSV and TSV with a byte order mark, without which Excel takes UTF-8 for something
  else.
- `--remind 30d` gives each event that isn't cancelled an alarm so many days (or weeks, `6w`)
  before.
- `--split DIR` writes a file for each card, named by the contact's id: khard and vdirsyncer want
  that. The folder is made for its owner alone; files in it with other names are left as they are.
- The same question on the same data gives the same bytes: stamps come from the data, never from
  the clock.

## JSON

```json
{{"schema": "fieldref/deadlines/1", "on": "2026-11-23", "items": [], "sources": {{}}}}
```

`schema` names the command and the version of this promise, `on` is the day that was asked as of,
`items` is always a list, and `sources` has each source that the items name, by id: `title`,
`publisher`, `address`, `date`. Every item of a kind has all keys of that kind, in one order; what
isn't recorded is null. A JSON Schema (draft 2020-12) of every command comes with the package, in
`fieldref/schemas/`.

`show` of a State, `deadlines` and `timeline` leave out dates by the rhythm of a treaty unless they
are asked for with `--basis rhythm`; beside `items`, `left_out` then says how many (`dates`) of
which `basis`, and `why`. The formats without such a place say it on stderr.

- **jsonl** has the items alone, each on its line. Sources are ids; what they mean is in `fieldref
  list sources -f jsonl`.
- **csv** has the same keys as columns. Lists are joined by `; `, a nested record stands in words,
  null is an empty cell. `show` of a State has a row an instrument, `show` of a treaty a row a
  party, `explain` a row a step, `next` a row a mechanism. A cell that a spreadsheet would take for
  a formula begins with an apostrophe; a telephone number keeps its `+`.
- **tsv** has the same head and rows with tabs between the cells.
- **xlsx** has a sheet of the items, one of each list of records in them (its first column says
  whose they are) and one of the sources. A date that is known to the day is a date, any other is
  text, and no text is a formula, a number or a link. It takes `pip install "fieldref[xlsx]"`.
- **plain** has the same cells between tabs, without a head. A tab or line break within one is a
  space.

pandas takes `NA`, the two letters of Namibia, for nothing, and `004` for a number: `pd.read_csv(f,
keep_default_na=False, dtype=str)`. A spreadsheet that opens csv or tsv makes a date of `8-13` and
drops the zeros of `004`: import the columns as text, or take xlsx, where they are text already.

## Dates

As precise as known: `2009`, `2009-11` or `2009-11-14` (EDTF level 0), never filled up. They sort
as text.

## Ids

`STATE` is an ISO 3166-1 alpha-3 code and `TREATY` the code of an instrument, both in lower case.
There is no date in an id, so a date that moves keeps it: a calendar that is read in again moves
the event and doubles none. Contacts, offices, mandates and sources have the ids of the data
files.

{ids}

## Kinds

{kinds}

## Bases

Strongest first. A date by rule is never passed off as one that somebody has set.

{bases}

## Statuses

{statuses}

Behind a semicolon may stand what makes the date doubtful ("approximate", "uncertain",
"provisional"), or that no report is recorded here.

## Calendars

`UID` is the id and `@fieldref`. Events last whole days, `DTEND` is the day after; what is known
to the month spans it and says so. What is known to the year alone is left out and named on stderr,
or spans the year, marked as about, with `--about`. `show` gives what lies ahead.
`STATUS` is CONFIRMED for what a source states, CANCELLED for what was cancelled, else TENTATIVE.
`CATEGORIES` are kind, treaty or mechanism, and basis; `DESCRIPTION` is the ground, the status and
the sources, `URL` the first of these. `DTSTAMP` is the day of the data, `LAST-MODIFIED` that day or
that of a newer source of the row, and `SEQUENCE` grows with it: a date that moved replaces the one
before. There is no `METHOD`: nobody is asked to answer.

## Cards

`UID` is made from the contact's id, one for both versions. `FN` and `ORG` name the office, `ROLE`
says what it is, `ADR` has its seven parts in place, `TEL` is E.164 as text, with ` ext. 12`
behind it where there is an extension. `NOTE` says as of when it was so, whether it still holds,
what body it is part of (as `ORG`, that would make all cards of it look alike), and how the source
printed a number. `REV` is the first day that this can mean. `SOURCE` is the
address of its source, `CATEGORIES` the kind of office. 4.0 has `KIND:org`.

## Exit codes

{exits}

## Keys

Values that are records of the data, such as Programme or Presence, have the keys of the data
files, every one of them: see data/README.md.

{keys}
"""
