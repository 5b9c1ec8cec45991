"""The official files that can be read: what each is, where to have it, which module reads it."""

from __future__ import annotations

from importlib import import_module

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.model.treaties import Treaty
from fieldref.refresh.interface import Reader

# Another format is a module under `readers` with a READER, and its name here.
_READERS = ("treaty_collection_xml",)

_XML = "https://treaties.un.org/doc/Publication/MTDSG/Volume%20I/Chapter%20IV/{number}.en.xml"
_XML_PAGE = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={number}&chapter=4&clang=_en"


def load_readers() -> tuple[Reader, ...]:
    """Import the readers, in the order in which they are asked to recognize a file."""
    modules = (import_module(f"fieldref.refresh.readers.{name}") for name in _READERS)
    return tuple(module.READER for module in modules)


def official_files(treaties: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    """List the official files that are read: the depositary's, one a treaty."""
    return tuple(
        OfficialFileItem(
            address=treaty_address(treaty),
            title=f"{treaty.code}: status of signatures and acts",
            page=_XML_PAGE.format(number=treaty.untc),
            size="small",
            changes="with each act",
            format="treaty_collection_xml",
        )
        for treaty in treaties
        if treaty.untc
    )


def treaty_address(treaty: Treaty) -> str:
    """Give where the depositary has the status of a treaty as a file."""
    return _XML.format(number=treaty.untc)
