"""Markdown (CommonMark 0.31, tables as in GitHub's): what the data say reads literally."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Bars,
    Block,
    Bullets,
    Card,
    Facts,
    Heading,
    Lanes,
    Line,
    Paragraph,
    Span,
    Table,
    Timeline,
)
from fieldref.answer.items.base import SourceItem
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import email_address, sanitize, web_address
from fieldref.render.sources import titled_sources, without_sources

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"([0-9]+)([.)])|([-+=])")


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's blocks, and its sources at the end."""
    parts = ["\n".join(block) for block in map(_block, without_sources(titled_sources(answer)))]
    if answer.sources:
        parts += ["## Sources", "\n".join(map(_source, answer.sources))]
    return "\n\n".join([part for part in parts if part]) + "\n"


FORMAT = Format(render)


@singledispatch
def _block(block: Block) -> Iterable[str]:
    raise TypeError(f"no Markdown for {block!r}")


@_block.register
def _(block: Heading) -> Iterable[str]:
    aside = f" ({_inline(block.aside)})" if block.aside else ""
    yield f"{'#' * block.level} {_inline(block.text)}{aside}"


@_block.register
def _(block: Paragraph) -> Iterable[str]:
    prefix = {"plain": "", "note": "> ", "warn": "> **Warning:** "}[block.mark]
    yield prefix + _begin(_spans(block.text))


@_block.register
def _(block: Bullets) -> Iterable[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.numbered else "- "
        yield mark + _begin(_spans(item))


@_block.register
def _(block: Facts) -> Iterable[str]:
    for label, value in block.pairs:
        yield f"- **{_inline(label)}:** {_spans(value)}"


@_block.register
def _(block: Card) -> Iterable[str]:
    yield f"### {_inline(block.title)}"
    yield ""
    if block.aside:
        yield _begin(_inline(block.aside))
        yield ""
    yield from _block(Facts(block.pairs))


@_block.register
def _(block: Table) -> Iterable[str]:
    if not block.rows:
        return
    detailed = any(block.details)
    yield _row([*(_inline(column.title) for column in block.columns), *["Details"] * detailed])
    lines = ["---:" if column.align == "right" else "---" for column in block.columns]
    yield _row([*lines, *["---"] * detailed])
    for index, cells in enumerate(block.rows):
        under = "; ".join(map(_spans, block.details[index])) if detailed else ""
        yield _row([*map(_spans, cells), *[under] * detailed])


@_block.register
def _(block: Timeline) -> Iterable[str]:
    for moment in block.moments:
        yield f"- **{_inline(moment.when)}:** {_spans(moment.what)}"
        yield from (f"  - {_begin(_spans(under))}" for under in moment.under)


@_block.register
def _(block: Bars) -> Iterable[str]:
    yield _row(["", *map(_inline, block.parts), "total"])
    yield _row(["---", *["---:"] * (len(block.parts) + 1)])
    for label, parts in block.rows:
        yield _row([_inline(label), *map(str, parts), str(sum(parts))])


@_block.register
def _(block: Lanes) -> Iterable[str]:
    for lane in block.lanes:
        yield f"- **{_inline(lane.label)}**"
        says = dict.fromkeys(mark.says for mark in lane.marks)
        yield from (f"  - {_begin(_inline(line))}" for line in says)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _source(source: SourceItem) -> str:
    words = filter(None, [source.title, source.publisher, source.date])
    link = web_address(source.address)
    address = f", <{link}>" if link else ""
    return f"- **{_inline(source.id)}:** {', '.join(map(_inline, words))}{address}"


def _spans(text: Line) -> str:
    return "".join(_pieces(text))


def _pieces(text: Line) -> Iterator[str]:
    for span in text:
        yield _link(span) if span.role == "link" else _strong(span)


def _link(span: Span) -> str:
    if web_address(span.text) or email_address(span.text):
        return f"<{span.text}>"
    return _inline(span.text)


def _strong(span: Span) -> str:
    """Write bold only from letter to letter: elsewhere the stars might not be read as such."""
    ends = span.text[:1] + span.text[-1:]
    bold = span.role == "strong" and ends.isalnum()
    return f"**{_inline(span.text)}**" if bold else _inline(span.text)


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", sanitize(text))


def _begin(text: str) -> str:
    """Escape what would begin a list, a rule or a code block at the start of a line."""
    text = text.strip()
    match = _START.match(text)
    if not match:
        return text
    at = match.start(2) if match[2] else 0
    return f"{text[:at]}\\{text[at:]}"
