"""Where does a client stand on the map of hours against trouble (B18)?"""

from __future__ import annotations

from typing import Literal

from goodterms.review.portfolio.model import Share
from goodterms.terms.money import Money

Band = Literal["above", "about", "below"]
BANDS: tuple[Band, ...] = ("above", "about", "below")
NEAR = 4
"""Within a fourth of the usual hour is about the usual hour: finer than that, no hours are kept."""


def band(share: Share, usual: Money) -> Band | None:
    """What the client's hour brings, against the usual one; None where it is not known or has no rate."""
    rate = share.rate_there
    if rate is None:
        return None
    apart = (rate.minor - usual.minor) * NEAR
    if abs(apart) <= usual.minor:
        return "about"
    return "above" if apart > 0 else "below"
