"""What do my records add up to, client by client and month by month?

Every question is an SQL file beside this one; its header says what it asks. All are asked in one go, and the
answers come back as Readings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from goodterms.records.book import Book
from goodterms.signals.engines import Engine, open_engine
from goodterms.signals.reading import Month, Reading, Readings, Signal
from goodterms.terms import shelf

_QUESTIONS = "goodterms.signals"
_STEPS = "goodterms.signals.steps"
_KEYWORD = re.compile(r"-- (\w+): (.+)")

_Who = tuple[str, str, str | None]
"""Freelancer, client, currency."""


def header(query: str) -> Mapping[str, str]:
    """What the comment on top of a query says, by keyword; an indented line goes on with the last.

    >>> header("-- unit: days\\n-- question: How late\\n--   does it come?\\nSELECT 1")
    {'unit': 'days', 'question': 'How late does it come?'}
    """
    said: dict[str, str] = {}
    for line in query.splitlines():
        if found := _KEYWORD.fullmatch(line):
            said[found[1]] = found[2]
        elif line.startswith("--   "):
            said[next(reversed(said))] += " " + line[5:]
        else:
            break
    return said


@cache
def signals() -> Mapping[str, Signal]:
    """Every question there is, by name."""
    return {
        name: Signal(name, **header(_query(_QUESTIONS, name)))  # type: ignore[arg-type] # a test reads them all
        for name in shelf.names(_QUESTIONS, ".sql")
    }


def measure(book: Book, as_of: date, engine: str = "duckdb", only: Collection[str] = frozenset()) -> Readings:
    """All readings of one freelancer's clients, of what was known at the end of a day, or `only` those of
    some signals.

    `engine` is the name of a module in `goodterms.signals.engines`; UnknownEngineError where there is none.
    """
    from goodterms.signals.tables import tables  # noqa: PLC0415 - pyarrow costs 0.1 s to import

    found = across(tables(book, as_of), engine, only)
    return found.get(book.freelancer.name) or Readings(signals(), {})


def across(
    tables: Mapping[str, Any], engine: str = "duckdb", only: Collection[str] = frozenset()
) -> Mapping[str, Readings]:
    """The readings of every freelancer in the tables, by the freelancer's name."""
    found: dict[str, dict[tuple[str, str], Reading]] = defaultdict(dict)
    with open_engine(engine, tables) as opened:
        for step, query in steps().items():
            opened.keep(step, query)
        for name, signal in signals().items():
            if only and name not in only:
                continue
            for (freelancer, client), reading in _ask(opened, signal).items():
                found[freelancer][name, client] = reading
    return {freelancer: Readings(signals(), readings) for freelancer, readings in found.items()}


def steps() -> Mapping[str, str]:
    """The queries whose answers are kept for the questions, by the name of the table they become."""
    return {name: _query(_STEPS, name) for name in shelf.names(_STEPS, ".sql")}


def question(name: str) -> str:
    """The query of a signal."""
    return _query(_QUESTIONS, name)


@cache
def _query(package: str, name: str) -> str:
    return shelf.sheet(package, f"{name}.sql").read_text("utf-8")


def _ask(engine: Engine, signal: Signal) -> dict[tuple[str, str], Reading]:
    """One reading for each freelancer and client that the question has an answer for."""
    return read_answer(signal, *engine.ask(question(signal.name)))


def read_answer(
    signal: Signal, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, str], Reading]:
    """One reading for each freelancer and client in what a query returned."""
    who = itemgetter(*(columns.index(name) for name in ("freelancer", "client", "currency")))
    what = itemgetter(*(columns.index(name) for name in Month._fields if name in columns))
    months: dict[_Who, list[Month]] = defaultdict(list)
    for row in rows:
        months[who(row)].append(Month(*what(row)))
    return {
        (freelancer, client): Reading(
            signal, client, tuple(sorted(months[freelancer, client, currency])), currency or ""
        )
        for (freelancer, client), currency in _main_currencies(months).items()
    }


def _main_currencies(months: Mapping[_Who, Iterable[Month]]) -> dict[tuple[str, str], str | None]:
    """The currency each client is mostly observed in (the first by name of several): sums are never mixed."""
    seen: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    for freelancer, client, currency in sorted(months, key=lambda who: who[2] or ""):
        counted = sum(month.observations for month in months[freelancer, client, currency])
        seen[freelancer, client][currency] = counted
    return {who: counts.most_common(1)[0][0] for who, counts in seen.items()}
