"""Who brings what, and at which price? What an hour brings against how much trouble there is."""

from __future__ import annotations

from typing import NamedTuple

from goodterms.faces.web.slugs import slug_of
from goodterms.review.model import ClientReview, Review
from goodterms.terms.money import Money

WIDTH, LOW, LEFT, RIGHT, TOP, BOTTOM = 640, 280, 16, 296, 34, 30
"""The plot lies on the left; `LOW` is the height of the least picture."""
NAMES, LINE = 336, 16
"""Where the names begin, one a line. A narrow screen shows what lies left of 360 (goodterms.css)."""


class Dot(NamedTuple):
    """One client on the map."""

    client: str
    slug: str
    verdict: str
    rate: Money
    trouble: int
    """Levels of all families added up: 0-21."""
    x: int
    y: int
    label_y: int
    """The line that its name stands on, or its number where there is no room for names."""


class Map(NamedTuple):
    """What an hour brings, against how much trouble there is; the dots in the order of their names."""

    dots: tuple[Dot, ...]
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    label_x: int = NAMES

    @property
    def bottom(self) -> int:
        """Where the lower axis lies."""
        return self.height - BOTTOM

    @property
    def most(self) -> Money:
        """What an hour brings at the upper end."""
        return max((dot.rate for dot in self.dots), key=lambda rate: rate.minor)


def rate_against_trouble(review: Review) -> Map:
    """The clients whose rate is known, in the currency that most have: money up, trouble to the right."""
    known = [one for one in review.clients if one.money.rate is not None]
    currencies = [one.money.currency for one in known]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    shown = [one for one in known if one.money.currency == currency]
    most = max((_rate(one) for one in shown), default=0)
    worst = max((_trouble(one) for one in shown), default=0)
    height = max(LOW, TOP + len(shown) * LINE + BOTTOM)
    dots = sorted(
        (_dot(one, max(most, 1), max(worst, 1), height) for one in shown),
        key=lambda dot: (dot.y, dot.x, dot.client),
    )
    lines = _apart([dot.y for dot in dots], TOP, height - BOTTOM)
    named = (dot._replace(label_y=line) for dot, line in zip(dots, lines, strict=True))
    return Map(tuple(named), height)


def _apart(wished: list[int], first: int, last: int) -> list[int]:
    """Places at least a line apart from `first` to `last`, each near to the wished one; `wished` ascends."""
    places: list[int] = []
    for wish in wished:
        places.append(max(wish, places[-1] + LINE if places else first))
    for n in reversed(range(len(places))):
        places[n] = min(places[n], last)
        last = places[n] - LINE
    return places


def _dot(one: ClientReview, most: int, worst: int, height: int) -> Dot:
    x = LEFT + round((RIGHT - LEFT) * _trouble(one) / worst)
    y = height - BOTTOM - round((height - BOTTOM - TOP) * max(_rate(one), 0) / most)
    rate = Money(_rate(one), one.money.currency)
    return Dot(one.client, slug_of(one.client), one.verdict, rate, _trouble(one), x, y, y)


def _rate(one: ClientReview) -> int:
    return round(one.money.rate or 0)


def _trouble(one: ClientReview) -> int:
    return sum(one.levels.values())
