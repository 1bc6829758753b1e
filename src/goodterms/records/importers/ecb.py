"""What was the euro worth? The reference rates that the European Central Bank publishes, as CSV.

    Date,USD,JPY,GBP,CHF,
    2026-10-30,1.0842,165.32,0.8431,N/A,

One euro was worth so much on that day; `N/A` says that there was no rate. The form of one day, with blanks
and the day in words, is read too. Nothing in the file names the euro: it is the one that has no column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goodterms.records.model import ExchangeRate, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import QUOTED
from goodterms.records.tables.days import FIRST_YEAR, LAST_YEAR, read_day
from goodterms.records.tables.lines import Head, Heading, Split, find_head, first_of, split_rows, text_of
from goodterms.terms import money
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.exchange import read_rate

TITLE = "Euro reference rates of the European Central Bank (CSV)"
READS = (
    "The day and what one euro was worth in each currency; cells with N/A say nothing and are passed over."
)
GIVES = ("exchange_rate",)
ALWAYS = frozenset({"usd", "jpy", "gbp", "chf"})
"""Currencies that every such file has; the euro itself is never among them."""
NONE = ("", "N/A")


class _Column(NamedTuple):
    """A currency and its place in the line."""

    place: int
    code: str


def recognises(source: Source) -> bool:
    words = _head(source).words
    return words[:1] == ("date",) and ALWAYS.issubset(words) and "eur" not in words


def read(source: Source) -> Iterator[Record | Problem]:
    head, empty = _head(source), True
    columns = [_Column(at, word.upper()) for at, word in enumerate(head.words) if at and word]
    known = [column for column in columns if money.known(column.code)]
    if strange := [column.code for column in columns if column not in known]:
        yield source.problem(f"line {head.line}", "csv.unknown_columns", columns=", ".join(strange))
    for split in split_rows(text_of(source), head):
        empty = False
        yield from _line(source, split, head, known)
    if empty:
        yield source.problem(f"line {head.line}", "csv.no_rows")


def _head(source: Source) -> Head:
    return find_head(first_of(source), _is_usual, usual=False)


def _is_usual(cell: Heading) -> bool:
    return cell.word in ALWAYS


def _line(
    source: Source, split: Split, head: Head, columns: Sequence[_Column]
) -> Iterator[ExchangeRate | Problem]:
    """The rates of one day, and what of them cannot be read."""
    cells, place = [cell.strip() for cell in split.cells or ()], f"line {split.line}"
    if wrong := _misfit(split, cells, head):
        yield source.problem(place, wrong, cells=len(cells), columns=len(head.cells))
    if wrong not in ("", "csv.short_row"):
        return
    day = read_day(cells[0], source.dates)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield source.problem(place, "csv.bad_date", column="Date", value=cells[0])
        return
    told = [(code, cells[at]) for at, code in columns if at < len(cells) and cells[at].upper() not in NONE]
    rates = tuple((code, rate) for code, text in told if (rate := read_rate(text)))
    if rates:
        yield ExchangeRate(day, "EUR", rates, Evidence(source.name, place, split.text.strip()[:QUOTED]))
    if bad := [f"{code} {text}" for code, text in told if not read_rate(text)]:
        yield source.problem(place, "rates.bad_rate", value=", ".join(bad)[:QUOTED])


def _misfit(split: Split, cells: Sequence[str], head: Head) -> str:
    """Why a line does not line up with its headings; nothing where it does."""
    if split.cells is None:
        return "csv.open_quote"
    if any(cells[len(head.cells) :]):
        return "csv.long_row"
    if len(cells) < len(head.cells):
        return "csv.short_row" if split.text.endswith(("\n", "\r")) else "csv.cut_row"
    return ""
