"""How do all clients look together: on whom does the money hang, who takes the time, how is the season?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from random import Random
from statistics import median
from typing import Literal

from goodterms.records.model import Client
from goodterms.review.ledger import Sums
from goodterms.review.measured import Measured
from goodterms.review.model import Concentration, Family, Pareto, Portfolio, Season, Share
from goodterms.terms.calendar import each_month, month_of, months_back
from goodterms.terms.evidence import Text

FEWEST = 5
"""Clients under which a fifth is no group (B18)."""
DRAWS = 400
SEASON = 24
YEAR = timedelta(days=365)


def portfolio(
    *,
    clients: Sequence[Client],
    sums: Mapping[str, Sums],
    levels: Mapping[str, Mapping[Family, int]],
    measured: Mapping[str, Sequence[Measured]],
    currency: str,
    as_of: date,
) -> Portfolio:
    """All clients together."""
    time = {name: float(one.minutes or 0) for name, one in sorted(sums.items())}
    trouble = {name: float(_trouble(found)) for name, found in sorted(levels.items())}
    season = _season(measured, as_of)
    return Portfolio(
        concentration=_concentration(sums, currency),
        shares=tuple(Share(name, _part(time, name), _part(trouble, name)) for name in time),
        pareto=(pareto("time", list(time.values())), pareto("trouble", list(trouble.values()))),
        season=season,
        season_says=_season_says(season),
        first_year=_first_year(clients),
    )


def _trouble(levels: Mapping[Family, int]) -> int:
    """Levels of all families but the feelings, which are kept apart (M38)."""
    return sum(level for family, level in levels.items() if family != "feelings")


def _part(values: Mapping[str, float], name: str) -> float | None:
    total = sum(values.values())
    return values[name] / total if total else None


def _concentration(sums: Mapping[str, Sums], currency: str) -> Concentration | None:
    """Of the cash of one currency: the freelancer's own, else the one most payments came in."""
    counted: Counter[str] = sum((one.payments for one in sums.values()), Counter())
    main = currency if counted[currency] else min(counted, key=lambda c: (-counted[c], c), default="")
    cash = {name: max(one.received[main], 0) for name, one in sorted(sums.items())}
    total = sum(cash.values())
    if not total:
        return None
    top = max(cash, key=lambda name: cash[name])
    return Concentration(main, top, cash[top] / total, sum((one / total) ** 2 for one in cash.values()))


def pareto(of: Literal["time", "trouble"], values: Sequence[float]) -> Pareto:
    """Does the fifth with most of it take most of it here? With an interval from redrawn clients (M16)."""
    top, clients = ceil(len(values) / 5), len(values)
    if clients < FEWEST or not sum(values):
        return Pareto(of, clients, top, None, None, None, Text(f"portfolio.{of}_cannot_tell"))
    share = _top_share(values, top)
    chance = Random(of)  # noqa: S311 - a reproducible draw, not a secret
    drawn = sorted(_top_share(chance.choices(values, k=clients), top) for _ in range(DRAWS))
    low, high = drawn[DRAWS // 20], drawn[-DRAWS // 20]
    told = "holds" if low >= 0.5 and share >= 0.7 else "even" if high < 0.5 else "unsure"
    return Pareto(of, clients, top, share, low, high, Text(f"portfolio.{of}_{told}", {"share": share}))


def _top_share(values: Sequence[float], top: int) -> float:
    total = sum(values)
    return sum(sorted(values, reverse=True)[:top]) / total if total else 0.0


def _season(measured: Mapping[str, Sequence[Measured]], as_of: date) -> tuple[Season, ...]:
    """Clients in trouble, month by month, for two years; none before the first thing that was measured."""
    begins = [one.history.months[0].month for found in measured.values() for one in found]
    if not begins:
        return ()
    first = max(months_back(month_of(as_of), SEASON - 1), min(begins))
    months = [_troubled(found) for found in measured.values()]
    return tuple(
        Season(month, sum(month in one for one in months)) for month in each_month(first, month_of(as_of))
    )


def _troubled(measured: Sequence[Measured]) -> set[date]:
    """Months in which something was a pattern's size, next to another bad month: a slip is no trouble."""
    found = set()
    for one in measured:
        if one.weight.state or one.weight.relative or one.weight.family == "feelings":
            continue
        months = one.history.months
        levels = [one.scale.level(one.scale.value((month,))) for month in months]
        for index, level in enumerate(levels):
            beside = levels[max(index - 1, 0) : index] + levels[index + 1 : index + 2]
            if level > 1 and any(beside):
                found.add(months[index].month)
    return found


def _season_says(season: Sequence[Season]) -> Text:
    """Is this month like the others?"""
    if len(season) < 6:
        return Text("portfolio.season_unknown")
    now, usual = season[-1].clients, median(one.clients for one in season[:-1])
    key = "portfolio.season_more" if now > usual + 1 else "portfolio.season_usual"
    return Text(key, {"clients": now, "usual": usual})


def _first_year(clients: Sequence[Client]) -> tuple[str, ...]:
    """Clients taken on in the first year of the business; none where no client came later (M1)."""
    since = {client.name: client.since for client in clients if client.since is not None}
    if not since:
        return ()
    end = min(since.values()) + YEAR
    early = tuple(sorted(name for name, day in since.items() if day < end))
    return early if len(early) < len(since) else ()
