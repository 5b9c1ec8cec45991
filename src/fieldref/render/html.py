"""HTML (the living standard): one page that needs nothing else, to read, print and send on.

No script, no address is fetched, and a policy in the page forbids both. Colours only repeat what
the words say. Whatever the data say is text: all of it passes through `escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from html import escape

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
from fieldref.render.sanitize import email_address, isolate, sanitize, web_address
from fieldref.render.sources import titled_sources, web_host, without_sources
from fieldref.render.text.charts import shade

_LONGEST_BAR = 32
_CITED = re.compile(
    "(?<=<cite>).*?(?=</cite>)"
)  # the data can't write these, only `Markup.span` does
_BESIDE_BRACKETS = re.compile(r"[^][]+")
_STYLE = """\
body{font:1rem/1.5 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;
margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;border-bottom:3px double #111}
h2{font-size:1.25rem;border-bottom:1px solid #111;margin-top:2rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
h1 small,h2 small,h3 small{font-weight:normal;font-size:.85rem;color:#444}
table{border-collapse:collapse;margin:.5rem 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.2rem .9rem .2rem 0;border-bottom:1px solid #bbb}
tbody th{font-weight:normal;white-space:nowrap}
thead th{border-bottom:2px solid #111}.right{text-align:right}.under{color:#444;padding-left:2rem}
dl{display:grid;grid-template-columns:minmax(5rem,max-content) 1fr;gap:.15rem 1.2rem;margin:.5rem 0}
dt{color:#444}dd{margin:0;min-width:0}article{margin:1rem 0}td code{white-space:nowrap}
.note,.warn{border-left:3px solid #777;padding-left:.8rem}.warn{border-left:6px double #111}
.wide{overflow-x:auto}svg{max-width:100%;height:auto}cite{font-style:normal;font-size:.85em}
a{color:#003f87}cite a{color:#444}:target{outline:2px solid #111}footer{color:#444}
@media (max-width:35rem){dl{display:block}dd{margin:0 0 .4rem 1rem}}
@media print{body{margin:0;max-width:none;font-size:10pt}a,cite a{color:inherit}
.wide{overflow:visible}h2,h3{break-after:avoid}tr,article{break-inside:avoid}
.sources a::after{content:" (" attr(href) ")"}}
"""


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's blocks, and its sources at the end."""
    blocks = raise_headings(without_sources(titled_sources(answer)))
    title = answer.title or f"fieldref {answer.command}"
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="fieldref">\n<title>{escaped(title)}</title>\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    body = link_sources(Markup().write(blocks), answer.sources)
    body = "\n".join([body, *source_entries(answer.sources)])
    return (
        f"{head}{body}\n</main>\n<footer>\n<p>{_stamp(answer)}</p>\n</footer>\n</body>\n</html>\n"
    )


FORMAT = Format(render)


def raise_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Raise headings so that no level is left out, since screen readers go by them."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield block._replace(level=level)
        else:
            yield block


def _stamp(answer: Answer) -> str:
    data = f", from the data of {answer.edition}" if answer.edition else ""
    return escaped(f"fieldref, as of {answer.on}{data}.")


class Markup:
    """A writer of blocks as HTML; an heir can write otherwise what hangs on a page's place."""

    def write(self, blocks: Iterable[Block]) -> str:
        """Write the blocks, each part on a line of its own."""
        return "\n".join([part for block in blocks for part in self.block(block)])

    def spans(self, text: Line) -> str:
        """Write a line of text."""
        return "".join(map(self.span, text))

    def span(self, span: Span) -> str:
        """Write a run of text in its role."""
        if span.role == "link":
            return linked_address(span.text)
        tag = {"strong": "strong", "code": "code", "source": "cite"}.get(span.role)
        text = isolate(escaped(span.text), "<bdi>", "</bdi>")
        return f"<{tag}>{text}</{tag}>" if tag else text

    def heading(self, block: Heading, attributes: str = "") -> str:
        """Write a heading; `attributes` of its tag begin with a blank."""
        aside = f" <small>{escaped(block.aside)}</small>" if block.aside else ""
        return f"<h{block.level}{attributes}>{escaped(block.text)}{aside}</h{block.level}>"

    def chart(self, block: Lanes) -> str:
        """Draw lanes."""
        from fieldref.render.svg import draw_lanes

        return f"{_scrolling('Chart')}{draw_lanes(block)}</div>"

    @singledispatchmethod
    def block(self, block: Block) -> Iterable[str]:
        """Write a block, line by line."""
        raise TypeError(f"no HTML for {block!r}")

    @block.register
    def _(self, block: Heading) -> Iterable[str]:
        yield self.heading(block)

    @block.register
    def _(self, block: Paragraph) -> Iterable[str]:
        kind = "" if block.mark == "plain" else f' class="{block.mark}"'
        warning = "<strong>Warning:</strong> " if block.mark == "warn" else ""
        yield f"<p{kind}>{warning}{self.spans(block.text)}</p>"

    @block.register
    def _(self, block: Bullets) -> Iterable[str]:
        if block.items:
            yield from _listed(map(self.spans, block.items), "ol" if block.numbered else "ul")

    @block.register
    def _(self, block: Facts) -> Iterable[str]:
        if block.pairs:
            yield "<dl>"
            yield from (
                f"<dt>{escaped(name)}</dt><dd>{self.spans(value)}</dd>"
                for name, value in block.pairs
            )
            yield "</dl>"

    @block.register
    def _(self, block: Card) -> Iterable[str]:
        yield "<article>"
        yield from self.block(Heading(block.title, 3, block.aside))
        yield from self.block(Facts(block.pairs))
        yield "</article>"

    @block.register
    def _(self, block: Table) -> Iterable[str]:
        if not block.rows:
            return
        rights = [' class="right"' if column.align == "right" else "" for column in block.columns]
        heads = [
            _head(escaped(column.title), right)
            for column, right in zip(block.columns, rights, strict=True)
        ]
        yield f"{_scrolling('Table')}<table>\n<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
        for index, cells in enumerate(block.rows):
            row = [
                f"<td{right}>{self.spans(cell)}</td>"
                for cell, right in zip(cells, rights, strict=True)
            ]
            yield f"<tr>{''.join(row)}</tr>"
            for under in block.details[index] if block.details else ():
                yield f'<tr><td class="under" colspan="{len(cells)}">{self.spans(under)}</td></tr>'
        yield "</tbody>\n</table></div>"

    @block.register
    def _(self, block: Timeline) -> Iterable[str]:
        if block.moments:
            yield "<dl>"
            for moment in block.moments:
                under = "".join([f"<br>{self.spans(line)}" for line in moment.under])
                yield f"<dt>{escaped(moment.when)}</dt><dd>{self.spans(moment.what)}{under}</dd>"
            yield "</dl>"

    @block.register
    def _(self, block: Bars) -> Iterable[str]:
        top = max([sum(parts) for _, parts in block.rows], default=0)
        signs = [
            f' <span aria-hidden="true">{shade(index)}</span>' for index in range(len(block.parts))
        ]
        heads = [escaped(part) + sign for part, sign in zip(block.parts, signs, strict=True)]
        yield f"{_scrolling('Table')}<table>\n<thead><tr>"
        yield "".join(map(_head, ("", *heads, "total", "")))
        yield "</tr></thead>\n<tbody>"
        for label, parts in block.rows:
            counts = "".join([f'<td class="right">{count}</td>' for count in (*parts, sum(parts))])
            bar = f'<td aria-hidden="true">{_bar(parts, top)}</td>'
            yield f'<tr><th scope="row">{escaped(label)}</th>{counts}{bar}</tr>'
        yield "</tbody>\n</table></div>"

    @block.register
    def _(self, block: Lanes) -> Iterable[str]:
        yield self.chart(block)
        for lane in block.lanes:
            yield f"<h2>{escaped(lane.label)}</h2>"
            yield from _listed(dict.fromkeys(escaped(mark.says) for mark in lane.marks), "ul")


def _head(words: str, attributes: str = "") -> str:
    """Write the head of a column; one without words is a plain cell, which nobody is read."""
    return f'<th scope="col"{attributes}>{words}</th>' if words else "<td></td>"


def _bar(parts: tuple[int, ...], top: int) -> str:
    """Draw a bar, each of its parts in a shade of its own; what counts anything has a cell."""
    scale = min(_LONGEST_BAR, 2 * top) / top if top else 0
    lengths = (max(1, round(count * scale)) if count else 0 for count in parts)
    return "".join([shade(part) * length for part, length in enumerate(lengths)])


def _scrolling(what: str) -> str:
    """Begin a box for what may be wider than the screen, which scrolls with the arrow keys, too."""
    return f'<div class="wide" tabindex="0" role="group" aria-label="{what}">'


def _listed(items: Iterable[str], kind: str) -> Iterator[str]:
    yield f"<{kind}>"
    yield from (f"<li>{item}</li>" for item in items)
    yield f"</{kind}>"


def source_entries(sources: tuple[SourceItem, ...]) -> Iterator[str]:
    """Write the sources, each where a link to its id leads.

    A title leads to its source; the host is said, and the whole address on paper.
    """
    if not sources:
        return
    yield '<h2>Sources</h2>\n<dl class="sources">'
    for number, source in enumerate(sources, 1):
        says = _titled(source)
        yield f'<dt id="source-{number}">{escaped(source.id)}</dt><dd>{says}</dd>'
    yield "</dl>"


def _titled(source: SourceItem) -> str:
    """Write what a source is; an address that is none of the web stands as text."""
    title, address = escaped(source.title), web_address(source.address)
    if address:
        title = f'<a href="{escaped(address)}" rel="noreferrer">{title}</a>'
    place = web_host(address) if address else source.address
    return ", ".join([title, *map(escaped, filter(None, [source.publisher, source.date, place]))])


def link_sources(body: str, sources: tuple[SourceItem, ...]) -> str:
    """Make each id of a source in the body a link to it."""
    numbers = {escaped(source.id): number for number, source in enumerate(sources, 1)}
    if not numbers:
        return body

    def linked(cite: re.Match[str]) -> str:
        return _BESIDE_BRACKETS.sub(lambda names: _link_names(names[0], numbers), cite[0])

    return _CITED.sub(linked, body)


def _link_names(text: str, numbers: dict[str, int]) -> str:
    """Make each id of a list a link: the longest that is known, since one may hold a comma."""
    parts, written = text.split(", "), []
    while parts:
        heads = (", ".join(parts[:size]) for size in range(len(parts), 0, -1))
        id = next((head for head in heads if head in numbers), "")
        written.append(f'<a href="#source-{numbers[id]}">{id}</a>' if id else parts[0])
        del parts[: id.count(", ") + 1]
    return ", ".join(written)


def linked_address(address: str) -> str:
    """Write a link to the web or a letter box; any other address is text."""
    if web_address(address):
        return f'<a href="{escaped(address)}" rel="noreferrer">{escaped(address)}</a>'
    if email_address(address):
        return f'<a href="mailto:{escaped(address)}">{escaped(address)}</a>'
    return escaped(address)


def escaped(text: str) -> str:
    """Make text of the data harmless in HTML."""
    return escape(sanitize(text))
