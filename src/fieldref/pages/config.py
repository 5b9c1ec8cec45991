"""Answer `config`: the settings in force, and what set each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Column, Heading, Paragraph, Span, Table, line
from fieldref.answer.items.config import SettingItem


def config_page(settings: tuple[SettingItem, ...], file: str | None, on: date) -> Answer:
    """Give the settings; `file` is where a person may write them down, None without a home."""
    return Answer(
        command="config",
        on=on.isoformat(),
        edition="",
        items=settings,
        blocks=lambda: _blocks(settings, file),
        title="Settings",
        kind=SettingItem,
    )


def _blocks(settings: tuple[SettingItem, ...], file: str | None) -> Iterator[Block]:
    yield Heading("Settings in force", 1)
    rows = tuple(
        (line(Span(setting.key, "code")), line(setting.value), line(Span(setting.source, "muted")))
        for setting in settings
    )
    yield Table((Column("Setting"), Column("Value"), Column("Set by")), rows)
    if file is None:
        yield Paragraph(line("There is no home to keep a file of settings in."), "note")
        return
    yield Paragraph(line(f"Yours go into {file}, such as:"), "note")
    yield Paragraph(line('format = "json"'))
    yield Paragraph(line("pager = false"))
