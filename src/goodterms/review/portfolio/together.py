"""All clients together: each one's shares, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median
from typing import TYPE_CHECKING

from goodterms.review.facts import Happened
from goodterms.review.ledger import SPAN, Sums
from goodterms.review.measured import Measured, first_month
from goodterms.review.portfolio.basis import says as basis_in_words
from goodterms.review.portfolio.changing import Changer, came_in, common_currency
from goodterms.review.portfolio.early import early
from goodterms.review.portfolio.model import Basis, Concentration, Portfolio, Share
from goodterms.review.portfolio.pareto import pareto
from goodterms.review.portfolio.season import by_month, compared, season
from goodterms.terms.exchange import Rates
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.records.model import Freelancer
    from goodterms.review.model import ClientReview


@dataclass(frozen=True)
class Ground:
    """What is known of all clients, by their names."""

    me: Freelancer
    rates: Rates
    as_of: date
    sums: Mapping[str, Sums]
    facts: Mapping[str, Happened]
    measured: Mapping[str, Sequence[Measured]]
    reviews: Mapping[str, ClientReview]
    basis: Basis


def portfolio(ground: Ground) -> Portfolio:
    """All clients together on that day."""
    currency = common_currency(ground.sums, ground.me.currency, ground.rates, ground.as_of)
    changer = Changer(ground.rates, currency, ground.as_of)
    cash = {name: changer.received(one, name) for name, one in sorted(ground.sums.items())}
    shares = _shares(ground, cash, changer)
    active = [share for share in shares if share.is_active]
    months = season(ground.measured, ground.as_of)
    answer, says = compared(months)
    return Portfolio(
        since=first_month(ground.as_of, SPAN),
        currency=currency,
        concentration=_concentration(shares, currency),
        shares=shares,
        usual_rate=_usual(share.rate_there for share in active),
        pareto=(
            pareto("time", [share.hours for share in active if share.hours is not None]),
            pareto("trouble", [_trouble(ground, one) for one in active if one.level is not None]),
        ),
        season=months,
        by_month=by_month(months),
        season_answer=answer,
        season_says=says,
        early=early(ground.facts, shares, ground.me.take_anything_until, ground.as_of),
        rates=changer.used,
        left_out=changer.left_out,
        basis=ground.basis,
        basis_says=tuple(basis_in_words(ground.basis)) if any(share.rate for share in shares) else (),
    )


def _shares(ground: Ground, cash: Mapping[str, Money | None], changer: Changer) -> tuple[Share, ...]:
    """Each client's, by name."""
    income = {name: max(money.minor, 0) for name, money in cash.items() if money is not None}
    minutes = {name: float(ground.sums[name].minutes or 0) for name in cash}
    found = []
    for name in cash:
        told, sums = ground.reviews[name], ground.sums[name]
        rate = _rate(told)
        level = max(level for family, level in told.levels.items() if family != "feelings")
        known = level > 0 or told.verdict != "not_enough_evidence"
        found.append(
            Share(
                client=name,
                income=_part(income, name),
                time=_part(minutes, name),
                trouble=None,
                level=level if known else None,
                received=came_in(sums),
                hours=None if sums.minutes is None else sums.minutes / 60,
                rate=rate,
                rate_there=changer.change(rate, name) if rate and changer.into else None,
                is_active=level > 0 or _is_active(sums),
            )
        )
    trouble = {share.client: _trouble(ground, share) for share in found if share.level is not None}
    return tuple(share._replace(trouble=_part(trouble, share.client)) for share in found)


def _trouble(ground: Ground, share: Share) -> int:
    """Levels of all families but the feelings, which are kept apart (M38)."""
    levels = ground.reviews[share.client].levels
    return sum(level for family, level in levels.items() if family != "feelings")


def _is_active(sums: Sums) -> bool:
    counted = (sums.received, sums.invoiced, sums.open)
    return bool(sums.minutes) or any(minor for one in counted for minor in one.values())


def _rate(told: ClientReview) -> Money | None:
    figures = told.money
    return None if figures.rate is None else Money(round(figures.rate), figures.currency)


def _part(values: Mapping[str, float], name: str) -> float | None:
    total = sum(values.values())
    return values[name] / total if total and name in values else None


def _concentration(shares: Sequence[Share], currency: str) -> Concentration | None:
    known = {share.client: share.income for share in shares if share.income is not None}
    if not known:
        return None
    top = max(known, key=lambda name: known[name])
    return Concentration(currency, top, known[top], fsum(one**2 for one in known.values()))


def _usual(rates: Iterable[Money | None]) -> Money | None:
    known = [rate for rate in rates if rate is not None]
    if len(known) < 2:
        return None
    return Money(round(median(rate.minor for rate in known)), known[0].currency)
