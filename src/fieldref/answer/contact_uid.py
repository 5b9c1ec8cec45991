"""Make the UID by which a contact is known in every export of it."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


def contact_uid(id: str) -> str:
    """Give the UID (a UUID, RFC 9562 section 5.5) of the contact with that id."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'fieldref:contact:{id}')}"
