"""All clients together on the screen: who brings, takes and troubles, hour against trouble, the season."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from goodterms.review.portfolio.place import BANDS, band
from goodterms.terms.evidence import Text

if TYPE_CHECKING:
    from goodterms.faces.terminal import Part, Screen
    from goodterms.faces.words import Words
    from goodterms.review.model import Review
    from goodterms.review.portfolio.model import Concentration, Early, LeftOut, Pareto, Portfolio, Share, Used

_COLUMNS = ("number", "client", "income", "time", "rate", "trouble", "part")
_YEARS = 3
"""Of the season, as many as are shown."""
SHOWN = 5
"""Significant digits of a rate on the screen; the sums were made with all of them."""
_STYLES = ("", "", "yellow", "bold red")
"""Of the levels of trouble."""


def show_portfolio(screen: Screen, found: Review, words: Words) -> None:
    """The whole of it, part by part."""
    made = found.portfolio
    screen.line((words("portfolio.span", since=made.since, until=found.as_of), "bold"))
    if not found.clients:
        screen.line(words("review.empty"), indent=2)
        return
    shares = in_order(made.shares)
    _clients(screen, shares, made, words)
    _money(screen, made, words)
    _map(screen, shares, made, words)
    _fifths(screen, made.pareto, words)
    _season(screen, made, words)
    _early(screen, made, words)
    screen.line()
    for said in (words("portfolio.note"), *map(words.say, made.basis_says)):
        screen.line((said, "dim"))


def in_order(shares: Sequence[Share]) -> list[Share]:
    """Those who were clients in this time: who brings most first, unknown last, then by hours and name."""
    active = [share for share in shares if share.is_active]
    return sorted(
        active, key=lambda one: (one.income is None, -(one.income or 0), -(one.time or 0), one.client)
    )


def _clients(screen: Screen, shares: Sequence[Share], made: Portfolio, words: Words) -> None:
    screen.line()
    rows = [_row(number, share, words) for number, share in enumerate(shares, 1)]
    if rows:
        screen.table([words(f"portfolio.column.{name}") for name in _COLUMNS], rows)
    if idle := [share.client for share in made.shares if not share.is_active]:
        screen.line((words("portfolio.idle", count=len(idle), clients=", ".join(idle)), "dim"))


def _row(number: int, share: Share, words: Words) -> list[Part]:
    rate = words.money(share.rate) if share.rate else words("value.unknown")
    return [
        str(number),
        share.client,
        words.percent(share.income),
        words.percent(share.time) if share.hours is not None else words("value.unknown"),
        rate,
        _level(share, words),
        words.percent(share.trouble) if share.trouble is not None else "–",
    ]


def _level(share: Share, words: Words) -> Part:
    if share.level is None:
        return words("value.unknown"), "dim"
    return words(f"portfolio.level.{share.level}"), _STYLES[share.level]


def _money(screen: Screen, made: Portfolio, words: Words) -> None:
    """On whom it hangs, by which rates, and what is in no total."""
    screen.line()
    top = made.concentration
    if top is None:
        screen.line(words("portfolio.no_money"))
    else:
        screen.line(top_in_words(top, made, words))
        screen.line(spread_in_words(top, words))
    for used in made.rates:
        screen.line(used_in_words(used, words), indent=2)
    for left in made.left_out:
        screen.line((words.say(left_out(left)), "yellow"), indent=2)


def top_in_words(top: Concentration, made: Portfolio, words: Words) -> str:
    """Who brings most, of all that came in or of what can be counted together."""
    key = "portfolio.top_counted" if made.left_out else "portfolio.top"
    return words(key, client=top.top_client, share=top.top_share)


def spread_in_words(top: Concentration, words: Words) -> str:
    """On how many clients it hangs, as if all of them brought the same."""
    hhi = words.decimal(Decimal(round(100 * top.hhi)).scaleb(-2), "0.00")
    equal = round(1 / top.hhi, 1)
    return words("portfolio.hhi", equal=equal, hhi=hhi) if equal > 1 else words("portfolio.hhi_one", hhi=hhi)


def used_in_words(used: Used, words: Words) -> str:
    """By which rate a currency was counted, of which day, and where it was read."""
    rate = words.decimal(Context(prec=SHOWN).plus(used.rate))
    key = "rates.used_over" if used.via else "rates.used"
    return words(
        key, currency=used.currency, rate=rate, into=used.into, day=used.day, via=used.via,
        place=words.place(used.source),
    )  # fmt: skip


def left_out(left: LeftOut) -> Text:
    """What is in no total, and what would bring it in."""
    said = {
        "clients": ", ".join(left.clients), "currency": left.received.currency, "into": left.into,
        "received": left.received, "last": left.last,
    }  # fmt: skip
    if not left.received.minor:
        return Text("rates.rate_left_out", said)
    return Text("rates.too_old" if left.last else "rates.left_out", said)


def _map(screen: Screen, shares: Sequence[Share], made: Portfolio, words: Words) -> None:
    """What an hour brings downwards, trouble to the right; clients by their numbers."""
    screen.line()
    screen.line((words("portfolio.map"), "bold"))
    if made.usual_rate is None:
        screen.line(words("portfolio.map_unknown"), indent=2)
        return
    placed = [(number, share.level, band(share, made.usual_rate)) for number, share in enumerate(shares, 1)]
    rows: list[list[Part]] = []
    for here in BANDS:
        cells = [[str(n) for n, level, one in placed if one == here and level == at] for at in range(4)]
        rows.append([words(f"portfolio.band.{here}"), *(" ".join(cell) or "·" for cell in cells)])
    screen.table(["", *(words(f"portfolio.level.{level}") for level in range(4))], rows)
    screen.line(words("portfolio.map_usual", usual=made.usual_rate))
    if missing := [str(number) for number, level, one in placed if level is None or not one]:
        screen.line(words("portfolio.map_missing", numbers=", ".join(missing)))


def _fifths(screen: Screen, found: Sequence[Pareto], words: Words) -> None:
    screen.line()
    screen.line((words("portfolio.fifths"), "bold"))
    for one in found:
        screen.line(words.say(one.says), indent=2)
        if one.share is not None:
            said = words("portfolio.interval", low=one.low, high=one.high, top=one.top, clients=one.clients)
            screen.line((said, "dim"), indent=4)


def _season(screen: Screen, made: Portfolio, words: Words) -> None:
    """A row a year and a column a month, then whether this month is like the others."""
    screen.line()
    screen.line((words("portfolio.season_heading"), "bold"))
    rows: list[list[Part]] = [
        [str(year), *("·" if clients is None else str(clients) for clients in counts)]
        for year, counts in years_of(made)
    ]
    if rows:
        screen.table(["", *(words.short_month(month) for month in range(1, 13))], rows, numbers=12)
    screen.line(words.say(made.season_says))


def years_of(made: Portfolio) -> list[tuple[int, list[int | None]]]:
    """The last years with how many clients were in trouble in each month; None where nobody knows."""
    counted = {one.month: one.clients for one in made.season}
    years = sorted({month.year for month in counted})[-_YEARS:]
    return [(year, [counted.get(date(year, month, 1)) for month in range(1, 13)]) for year in years]


def early_in_words(early: Early, words: Words) -> str:
    """Who came while every client was taken, and until when that was."""
    key = "portfolio.first_told" if early.is_told else "portfolio.first_year"
    if early.clients and not early.later:
        key += "_all"
    names = ", ".join(early.clients) or words("portfolio.nobody")
    return words(key, until=early.until, clients=names)


def _early(screen: Screen, made: Portfolio, words: Words) -> None:
    screen.line()
    screen.line((words("portfolio.early_heading"), "bold"))
    early = made.early
    if early is None:
        screen.line(words("portfolio.early_unknown"), indent=2)
        return
    screen.line(early_in_words(early, words), indent=2)
    if early.judged and early.later_judged:
        told = words(
            "portfolio.early_trouble", troubled=early.troubled, judged=early.judged,
            later_troubled=early.later_troubled, later=early.later_judged,
        )  # fmt: skip
        screen.line(told, indent=2)
