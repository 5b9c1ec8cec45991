"""Define the item of `publish`: how many files the site has, and what was done with them."""

from __future__ import annotations

from fieldref.records import NamedTuple


class PublishedItem(NamedTuple):
    """A site in its folder: how many files and pages it has, what was written and removed."""

    folder: str
    files: int
    pages: int
    bytes: int
    written: int
    removed: int
