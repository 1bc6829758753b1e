"""What was a currency worth? The rates.csv of a records folder.

    date,currency,into,rate
    2026-10-30,USD,EUR,0.9223

One unit of `currency` was worth `rate` of `into` on that day. A rate such as 1.250, which could also be
thousands, is a problem and no guess, unless another cell of the column tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import ExchangeRate, Record
from goodterms.records.source import Source
from goodterms.records.tables.amounts import open_mark, read_amount
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.habits import BOTH
from goodterms.terms import money
from goodterms.terms.evidence import Problem
from goodterms.terms.exchange import read_rate

TITLE = "Exchange rates (CSV)"
READS = "A table with a day, two currencies and what one of the first was worth in the other."
GIVES = ("exchange_rate",)
FORM = Form(
    file="rates.csv",
    about="What currencies were worth: one line a rate.",
    needs={
        "date": "the day",
        "currency": "of which one was worth so much, such as USD",
        "into": "the other currency, such as EUR",
        "rate": "how much: 0.9223, or 27350",
    },
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _rate)


def _rate(row: Row) -> ExchangeRate | None:
    day, rate = row.need_day("date"), _number(row) if row.need("rate") else None
    first, second = _code(row, "currency"), _code(row, "into")
    if first and first == second:
        row.problem("rates.same_currency", currency=first)
        return None
    if day is None or rate is None or not (first and second):
        return None
    return ExchangeRate(day, first, ((second, rate),), row.evidence)


def _code(row: Row, column: str) -> str:
    code = row.need(column).upper()
    if code and not money.known(code):
        row.problem("csv.unknown_currency", currency=code)
        return ""
    return code


def _number(row: Row) -> str | None:
    text = row.text_of("rate")
    mark = row.dates.mark("rate") if open_mark(text) else ""
    if mark == BOTH or (open_mark(text) and not mark):
        row.once("csv.ambiguous_amounts", "rate", column="rate", value=text)
        return None
    number = read_amount(text, mark)
    rate = None if number is None else read_rate(f"{number:f}")
    if rate is None:
        row.problem("rates.bad_rate", value=text)
    return rate
