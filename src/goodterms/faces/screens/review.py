"""Shows the review: first every client on one line, then the evidence for those that ask for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from goodterms.faces.screens.portfolio import early_in_words, left_out, top_in_words, used_in_words
from goodterms.faces.words import Words, change_in_words, reason_in_words, tried_in_words
from goodterms.records.model import Verdict
from goodterms.review.model import ClientReview, Figures, Reason, Review
from goodterms.review.portfolio.model import Portfolio
from goodterms.review.weighing import PATTERN
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLE: dict[Verdict, str] = {
    "let_go": "bold red",
    "repair": "yellow",
    "not_enough_evidence": "magenta",
    "keep": "green",
}
DETAILED: tuple[Verdict, ...] = ("let_go", "repair")
NAME = 24
"""Columns that a client's name may take; on a narrow screen two thirds of it."""
WIDE = 100
"""Columns of a screen on which the overview needs not be folded. On a narrower one it is, so that no figure
is cut off at the edge: of "100 %" would be left "10"."""
EVIDENCE = 2
"""Places shown for a reason on the overview; with one client asked for, all."""


def show_review(console: Console, review: Review, words: Words, *, name: str = "") -> None:
    """The whole review on a terminal."""
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    heading = words("review.heading", day=review.as_of, count=len(review.clients))
    console.print(Text.assemble((f"{name} · " if name else "", "bold"), (heading, "bold")))
    console.print(Text(words("review.playbook", playbook=review.playbook), "dim"))
    if not review.clients:
        console.print()
        console.print(words("review.empty"))
        return
    console.print()
    _overview(console, review.clients, words)
    for client in review.clients:
        if client.verdict in DETAILED:
            show_client(console, client, words, brief=True)
    _portfolio(console, review.portfolio, words)
    _line(console, words("review.more"), "dim", indent=0)


def _overview(console: Console, clients: Sequence[ClientReview], words: Words) -> None:
    from rich.table import Table  # noqa: PLC0415 - drawn only here
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    wide = console.width >= WIDE
    name = NAME if wide else NAME * 2 // 3
    rate = words("review.column.rate")
    table.add_column(words("review.column.verdict"), no_wrap=wide, max_width=None if wide else NAME // 2)
    table.add_column(words("review.column.client"), no_wrap=True, max_width=name)
    table.add_column(words("review.column.because"), ratio=1, min_width=NAME // 2)
    table.add_column(rate if wide else rate.replace(", ", ",\n"), justify="right", no_wrap=True)
    table.add_column(words("review.column.stability"), justify="right", no_wrap=True)
    for client in clients:
        table.add_row(
            Text(words(f"review.verdict.{client.verdict}"), STYLE[client.verdict]),
            Text(client.client),
            Text(words.say(client.because)),
            _rate(client.money, words),
            _stability(client, words),
        )
    console.print(table)
    if any(client.borderline.is_close for client in clients):
        _line(console, words("review.close_legend"), "dim", indent=0)


def _stability(client: ClientReview, words: Words) -> str:
    share = words.percent(client.stability)
    return f"{share} ≈" if client.borderline.is_close else share


def _rate(money: Figures, words: Words) -> str:
    return "–" if money.rate is None else words.money(Money(round(money.rate), money.currency), whole=True)


def show_client(console: Console, client: ClientReview, words: Words, *, brief: bool = False) -> None:
    """One client: verdict, reasons with their evidence, what was tried, what would change the verdict.

    `brief` leaves out what is no pattern, and all but the most telling evidence.
    """
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    console.print()
    verdict = (words(f"review.verdict.{client.verdict}"), STYLE[client.verdict])
    console.print(Text.assemble((client.client, "bold"), " — ", verdict))
    _line(console, words.say(client.because))
    for family, reasons in groupby(_by_family(client.reasons), key=lambda reason: reason.family):
        told = [reason for reason in reasons if reason.level >= PATTERN or not brief]
        if told:
            _family(console, words(f"family.{family}"), told, words, EVIDENCE if brief else None)
    for tried in client.attempts:
        if tried.state != "none" and (client.levels[tried.family] or tried.state != "raised"):
            _line(console, tried_in_words(tried, words))
    for note in client.notes:
        _line(console, words.say(note))
    if client.gut is not None:
        agrees = "gut.agrees" if client.gut_agrees else "gut.differs"
        _line(console, words(agrees, verdict=words(f"review.verdict.{client.gut}")))
    unknown = [words(f"family.{family}") for family, covered in client.coverage.items() if covered == "none"]
    if unknown:
        _line(console, words("review.unknown", families=", ".join(unknown)), "dim")
    if client.would_change:
        _line(console, words("review.would_change"))
    for change in client.would_change:
        _line(console, f"→ {change_in_words(change, words)}", indent=4)


def _by_family(reasons: Iterable[Reason]) -> list[Reason]:
    """Families together, the one with the strongest reason first."""
    every = list(reasons)
    strongest = {
        family: max(one.level for one in every if one.family == family)
        for family in {one.family for one in every}
    }
    return sorted(every, key=lambda one: (-strongest[one.family], one.family, -one.level))


def _family(console: Console, name: str, reasons: list[Reason], words: Words, places: int | None) -> None:
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    level = max(reason.level for reason in reasons)
    dots = "●" * level + "○" * (3 - level)
    console.print(Text.assemble("  ", (dots, ("green", "yellow", "dark_orange", "red")[level]), f" {name}"))
    for reason in reasons:
        _line(console, reason_in_words(reason, words), indent=6)
        for place in reason.evidence[:places] if reason.level else ():
            console.print(_quoted(place, words), no_wrap=True, overflow="ellipsis")


def _line(console: Console, said: str, style: str = "", indent: int = 2) -> None:
    """A sentence, its further lines under its first word."""
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    for line in Text(said, style).wrap(console, console.width - indent):
        line.rstrip()
        console.print(Text(" " * indent) + line)


def _quoted(place: Evidence, words: Words) -> Text:
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    return Text(f"        {words.place(place)}: {' '.join(place.quote.split())}", "dim")


def _portfolio(console: Console, portfolio: Portfolio, words: Words) -> None:
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    console.print()
    console.print(Text(words("portfolio.heading"), "bold"))
    top = portfolio.concentration
    if top is not None:
        _line(console, top_in_words(top, portfolio, words))
    for one in portfolio.pareto:
        _line(console, words.say(one.says))
    _line(console, words.say(portfolio.season_says))
    if portfolio.early and portfolio.early.later:
        _line(console, early_in_words(portfolio.early, words))
    for used in portfolio.rates:
        _line(console, used_in_words(used, words))
    for left in portfolio.left_out:
        _line(console, words.say(left_out(left)), "yellow")
    for said in portfolio.basis_says:
        _line(console, words.say(said), "dim")
    console.print()
