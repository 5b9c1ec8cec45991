"""Write blocks as the HTML of a site's page: sections with ids, names linked to their pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Heading, Lanes, Span
from fieldref.render.html import Markup, escaped, link_sources, raise_headings, source_entries
from fieldref.render.sources import titled_sources, without_sources
from fieldref.site.files import Feed, Page, file_name, to_root
from fieldref.site.links import Links, Mention

_NO_REFERRER = ' rel="noreferrer"'  # the frame says it once for all links of a page


class SiteMarkup(Markup):
    """A writer of blocks for the page at `path`; `links` says where names and commands lead."""

    def __init__(self, path: str, links: Links) -> None:
        self._path, self._links, self._root = path, links, to_root(path)
        self._ids: set[str] = {"content", "contents"}
        self.contents: list[tuple[str, str]] = []

    def span(self, span: Span) -> str:
        """Write a run of text; a name of a page leads there, a command to what answers it."""
        mention = self._links.find_command(span.text)
        if mention:
            return self._mention(mention)
        named = span.role in ("plain", "strong", "code")
        name = span.text.strip()
        path = self._links.paths.get(name) if named else None
        if path is None or path == self._path:
            return super().span(span)
        link = (
            f'<a href="{escaped(self._root + path)}">{super().span(span._replace(text=name))}</a>'
        )
        before, _, after = span.text.partition(name)
        return f"{before}{link}{after}"

    def _mention(self, mention: Mention) -> str:
        """Write a text with a link for its command; where no page answers, without the sentence."""
        before, after, target = mention
        if target is None:
            return escaped(f"{before.rpartition('. ')[0]}{after}")
        page, _, id = target.path.partition("#")
        path = self._root + target.path if page != self._path else f"#{id}" if id else ""
        words = escaped(target.words)
        link = f'<a href="{escaped(path)}">{words}</a>' if path else words
        return f"{escaped(before)}{link}{escaped(after)}"

    def heading(self, block: Heading, attributes: str = "") -> str:
        """Write a heading with an id; one of level 2 is among the contents."""
        id = self._new_id(block.text)
        if block.level == 2:
            self.contents.append((id, block.text))
        return super().heading(block, f'{attributes} id="{id}"')

    def chart(self, block: Lanes) -> str:
        """Draw lanes, coloured by the stylesheet: a page of the site allows no style in it."""
        from fieldref.render.svg import draw_lanes

        return f'<figure class="wide" tabindex="0">{draw_lanes(block, style="")}</figure>'

    def _new_id(self, words: str) -> str:
        id = stem = file_name(words).lower()
        number = 1
        while id in self._ids:
            number += 1
            id = f"{stem}-{number}"
        self._ids.add(id)
        return id


def compose_page(
    path: str,
    answers: Iterable[Answer],
    links: Links,
    *,
    section: str = "",
    feeds: tuple[Feed, ...] = (),
    ways: tuple[tuple[str, str], ...] = (),
    title: str = "",
    folded: Container[str] = (),
) -> Page:
    """Make a page of answers: the first one's title is the page's, the others are sections.

    A section whose heading is one of `folded` is opened by its reader.
    """
    answers = tuple(answers)
    markup = SiteMarkup(path, links)
    blocks = list(_joined(answers))
    head = blocks[0] if isinstance(blocks[0], Heading) else Heading(answers[0].title, 1)
    sources = {source.id: source for answer in answers for source in answer.sources}
    cited = tuple(sources[id] for id in sorted(sources, key=str.casefold))
    body = link_sources(_sections(markup, raise_headings(blocks), folded), cited)
    if cited:
        entries = "\n".join(source_entries(cited)).replace("<h2>", '<h2 id="sources-of-this-page">')
        body += f'\n<section class="sources">\n{entries}\n</section>'
        markup.contents.append(("sources-of-this-page", "Sources"))
    return Page(
        path,
        title or head.text,
        head.aside,
        body.replace(_NO_REFERRER, ""),
        tuple(markup.contents),
        feeds,
        section,
        ("tables.js",),
        ways,
    )


def _joined(answers: tuple[Answer, ...]) -> Iterator[Block]:
    """Give the blocks of all answers, those of the later ones a level deeper."""
    for number, answer in enumerate(answers):
        for block in without_sources(titled_sources(answer)):
            if number and isinstance(block, Heading):
                yield block._replace(level=block.level + 1)
            else:
                yield block


def _sections(markup: SiteMarkup, blocks: Iterable[Block], folded: Container[str]) -> str:
    """Write the blocks, each part that a heading of level 2 begins as a section; no title."""
    sections: list[list[Block]] = [[]]
    for number, block in enumerate(blocks):
        if number == 0 and isinstance(block, Heading):
            continue
        if isinstance(block, Heading) and block.level <= 2:
            sections.append([])
        sections[-1].append(block)
    first, *others = sections
    parts = [markup.write(first)] if first else []
    for section in others:
        heading, *rest = section
        words = getattr(heading, "text", "")
        head, text = markup.write([heading]), markup.write(rest)
        if words in folded:
            text = f"<details>\n<summary>Show them</summary>\n{text}\n</details>"
        kind = file_name(words).lower()
        parts.append(f'<section class="s-{kind}">\n{head}\n{text}\n</section>')
    return "\n".join(parts)
