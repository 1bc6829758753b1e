"""What do the records say of this client that a letter could claim?

Facts only, each with its evidence; what the records do not tell is None. Rules and drafts compare claims with
it, and never ask the records themselves.
"""

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    """The facts of one client."""

    client: str
    is_disrespectful: bool | None = None
