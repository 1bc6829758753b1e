"""How a client is named in an address."""

from __future__ import annotations

from hashlib import blake2b

from goodterms.terms.languages import same_name


def slug_of(client: str) -> str:
    """A client in an address: the same for every way to write the name, and the name is not in the browser's
    history."""
    return blake2b(same_name(client).encode(), digest_size=6).hexdigest()
