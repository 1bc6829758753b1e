"""Who brings what, and at which price? What an hour brings against how much trouble there is."""

from __future__ import annotations

from typing import NamedTuple

from goodterms.faces.web.slugs import slug_of
from goodterms.review.model import ClientReview, Review
from goodterms.terms.money import Money

WIDTH, HEIGHT, EDGE, AWAY = 640, 320, 40, 12
NEAR, LINE = 160, 15
"""Names of dots that are nearer than this are kept a line apart."""


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
    """The line that the name stands on; names that would lie on one another move down."""

    @property
    def is_right(self) -> bool:
        """Is there more room for its name on its left?"""
        return self.x > WIDTH / 2

    @property
    def anchor(self) -> str:
        """Which end of the name is at the dot."""
        return "end" if self.is_right else "start"

    @property
    def label_x(self) -> int:
        """Where the name begins, or ends."""
        return self.x + (-AWAY if self.is_right else AWAY)


class Map(NamedTuple):
    """What an hour brings, against how much trouble there is."""

    dots: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT
    edge: int = EDGE

    @property
    def bottom(self) -> int:
        """Where the lower axis lies."""
        return self.height - self.edge

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.width - self.edge


def rate_against_trouble(review: Review) -> Map:
    """The clients whose rate is known, in the currency that most have: money up, trouble to the right."""
    known = [one for one in review.clients if one.money.rate is not None]
    currencies = [one.money.currency for one in known]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    shown = [one for one in known if one.money.currency == currency]
    most = max((_rate(one) for one in shown), default=0) or 1
    worst = max((_trouble(one) for one in shown), default=0) or 1
    dots: list[Dot] = []
    for dot in sorted((_dot(one, most, worst) for one in shown), key=lambda dot: (dot.y, dot.x)):
        near = [
            other.label_y for other in dots if abs(other.x - dot.x) < NEAR and other.is_right == dot.is_right
        ]
        lowest = max(near, default=0)
        dots.append(dot._replace(label_y=max(dot.label_y, lowest + LINE)))
    return Map(tuple(dots))


def _dot(one: ClientReview, most: int, worst: int) -> Dot:
    x = EDGE + (WIDTH - 2 * EDGE) * _trouble(one) / worst
    y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * max(_rate(one), 0) / most
    rate = Money(_rate(one), one.money.currency)
    place = (round(x), round(y), round(y) + 4)
    return Dot(one.client, slug_of(one.client), one.verdict, rate, _trouble(one), *place)


def _rate(one: ClientReview) -> int:
    return round(one.money.rate or 0)


def _trouble(one: ClientReview) -> int:
    return sum(one.levels.values())
