"""One freelancer's review, from their row and what was measured: nothing is asked, nothing kept.

The same function decides in this process, in one of several, and on a machine of a Spark cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from goodterms.desk import reviewing
from goodterms.network.asking import READING, SMALL
from goodterms.network.rows import Row, book_of, worked
from goodterms.records.book import Book
from goodterms.review.ledger import SPAN
from goodterms.review.measured import first_month
from goodterms.review.model import Review
from goodterms.review.playbook import Playbook, load
from goodterms.signals.measure import read_answer, signals
from goodterms.signals.reading import Reading, Readings
from goodterms.signals.tables import end_of, minutes_aside, tables
from goodterms.terms.evidence import Evidence, Problem

ENDS = pa.schema([("freelancer", pa.string()), ("until", pa.timestamp("us")), ("places_from", pa.date32())])
ASIDE = pa.schema(
    [("freelancer", pa.string()), ("client", pa.string()), ("since", pa.int64()), ("until", pa.int64())]
)
_COLUMNS = tuple(name for name in READING if name != "signal")
_SIGNAL = READING.index("signal")


class Asked(NamedTuple):
    """What is asked of everybody alike."""

    as_of: date
    document: Callable[[Review], dict[str, Any]]
    """How a review is told to other programs."""
    playbook: str = ""
    is_today: bool = False

    @property
    def since(self) -> date:
        """The first day of the last twelve months."""
        return first_month(self.as_of, SPAN)


class Measured(NamedTuple):
    """What the tables say of one freelancer."""

    readings: Sequence[Sequence[Any]] = ()
    """Rows of `READING`."""
    worked: Sequence[Sequence[Any]] = ()
    """Client, first day, minutes."""
    places: Sequence[Sequence[Any]] = ()
    """Key, source, locator, quote."""


@dataclass(frozen=True)
class _Placed(Book):
    """A Book of which not all records are there, but the places of those that are needed."""

    places: Mapping[int, Evidence] = field(default_factory=dict)

    def evidence(self, key: int) -> Evidence:
        return self.places[key] if key in self.places else super().evidence(key)


@cache
def numbers_of(playbook: str, rules: tuple[tuple[str, float], ...]) -> tuple[Playbook, tuple[Problem, ...]]:
    """A playbook with some numbers set otherwise; there are few of them in a network."""
    return load(playbook, None, rules)


def _by(book: Book, asked: Asked) -> tuple[Playbook, tuple[Problem, ...]]:
    return numbers_of(asked.playbook or book.freelancer.playbook, book.freelancer.rules)


def prepared(book: Book, asked: Asked) -> dict[str, pa.Table]:
    """One freelancer's part of the tables in `SMALL`."""
    numbers, who = _by(book, asked)[0], book.freelancer.name
    made = tables(reviewing.as_measured(book, numbers), asked.as_of)
    places_from = first_month(asked.as_of, numbers.whole("most_months"))
    made["ends"] = pa.table([[who], [end_of(book, asked.as_of)], [places_from]], schema=ENDS)
    aside = [(who, *span) for span in minutes_aside(book, asked.as_of)]
    made["aside"] = pa.table([list(column) for column in zip(*aside, strict=True)] or [[]] * 4, schema=ASIDE)
    return {name: made[name] for name in SMALL}


def decided(book: Book, measured: Measured, asked: Asked) -> Review:
    """The review of a freelancer's row."""
    hours = [
        entry
        for client, first, minutes in measured.worked
        for entry in (worked(client, -1, first, 0), worked(client, -1, asked.as_of, minutes))
    ]
    places = {key: Evidence(*place) for key, *place in measured.places}
    found = {name: getattr(book, name) for name in Book.__dataclass_fields__}
    whole = _Placed(**found | {"hours": (*book.hours, *hours)}, places=places)
    readings = Readings(signals(), _readings(measured.readings))
    return reviewing.judged(whole, readings, asked.as_of, _by(book, asked), is_today=asked.is_today)


def document_of(row: Row, measured: Measured, asked: Asked) -> dict[str, Any]:
    """The review of a freelancer's row as other programs read it."""
    return asked.document(decided(book_of(row), measured, asked))


def _readings(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], Reading]:
    """By signal and client."""
    told: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        told.setdefault(row[_SIGNAL], []).append((*row[:_SIGNAL], *row[_SIGNAL + 1 :]))
    return {
        (name, client): reading
        for name, signal in signals().items()
        if name in told
        for (_, client), reading in read_answer(signal, _COLUMNS, told[name]).items()
    }
