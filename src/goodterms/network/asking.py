"""What is asked of the tables, in words that every engine understands.

The signals' own queries ask tables as they are on a day; here stands how the packed ones become those, how
all answers are put into one table (`readings`), and what else a review of one person has to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goodterms.records.acts import ACTS
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.measure import question, signals, steps

READING = (
    "freelancer",
    "signal",
    "client",
    "month",
    "currency",
    "part",
    "whole",
    "observations",
    "ref",
    "whole_low",
    "whole_high",
)  # fmt: skip """Columns of the readings."""
SMALL = (
    "me",
    "working_days",
    "days_off",
    "invoices",
    "settlements",
    "payments",
    "expenses",
    "deliverables",
    "feelings",
    "ends",
    "aside",
)
"""Tables that are made of the people's rows for a day: those of the signals, and two of ours. `ends` says
when the day is over for a freelancer, and from which month on a place is needed; `aside` which minutes do not
count."""

_MESSAGE = (
    "freelancer",
    "client",
    "key",
    "sent",
    "minute",
    "channel",
    "direction",
    "automatic",
    "thread",
    *ACTS,
)
_HOUR = ("freelancer", "client", "key", "started", "minutes", "activity", "billable")
_BARE = frozenset({"whole_low", "whole_high"})


def as_of_day(*, set_aside: bool) -> dict[str, str]:
    """The queries that make `messages` and `hours` as of the day of the packed ones; without days that
    anybody has set aside, nothing has to be looked up for them."""
    messages = ", ".join(f"packed_messages.{name}" for name in _MESSAGE)
    hours = ", ".join(f"packed_hours.{name}" for name in _HOUR)
    counted = (
        "packed_messages.minute - COALESCE(waited.minutes, 0)" if set_aside else "packed_messages.minute"
    )
    same = "waited.freelancer = packed_messages.freelancer AND waited.key = packed_messages.key"
    joined = f"LEFT JOIN waited ON {same}"
    return {
        **({"waited": _WAITED} if set_aside else {}),
        "messages": f"""
            SELECT {messages}, {counted} AS counted
            FROM packed_messages
            JOIN ends ON ends.freelancer = packed_messages.freelancer
            {joined if set_aside else ""}
            WHERE packed_messages.sent <= ends.until""",  # noqa: S608 - names of our own columns
        "hours": f"""
            SELECT {hours}
            FROM packed_hours
            JOIN ends ON ends.freelancer = packed_hours.freelancer
            WHERE packed_hours.started <= ends.until""",  # noqa: S608 - as above
    }


_WAITED = """
    SELECT
        packed_messages.freelancer, packed_messages.key,
        SUM(GREATEST(LEAST(packed_messages.minute, aside.until) - aside.since, 0)) AS minutes
    FROM packed_messages
    JOIN aside ON aside.freelancer = packed_messages.freelancer AND aside.client = packed_messages.client
    GROUP BY packed_messages.freelancer, packed_messages.key"""


def kept() -> Mapping[str, str]:
    """The signals' steps, which are answered once."""
    return steps()


def each_reading() -> Iterator[tuple[str, str]]:
    """By signal, its own query with the columns of all."""
    for name in signals():
        query = question(name)
        columns = ", ".join(_column(column, name, query) for column in READING)
        yield name, f"SELECT {columns} FROM ({query}) AS told"  # noqa: S608 - our own query


def _column(column: str, signal: str, query: str) -> str:
    if column == "signal":
        return f"'{signal}' AS signal"
    if column in _BARE and f"AS {column}" not in query:
        return f"CAST(NULL AS DOUBLE) AS {column}"
    kind = {"currency": "STRING", "ref": "BIGINT", "observations": "BIGINT"}.get(column)
    kind = "DOUBLE" if column in {"part", "whole", *_BARE} else kind
    return f"CAST({column} AS {kind}) AS {column}" if kind else column


def worked(since: date, as_of: date) -> str:
    """By client, the first day of work and the minutes of the last twelve months."""
    return f"""
        SELECT
            freelancer, client, MIN(day) AS first_day,
            CAST(SUM(CASE WHEN day >= DATE '{since}' THEN minutes ELSE 0 END) AS BIGINT) AS minutes
        FROM packed_hours
        WHERE day <= DATE '{as_of}'
        GROUP BY freelancer, client"""  # noqa: S608 - two days


def wanted() -> str:
    """The records that a reading leads to, and whose place may be told."""
    weighed = ", ".join(f"'{name}'" for name in sorted(BY_SIGNAL))
    return f"""
        SELECT DISTINCT readings.freelancer, readings.ref
        FROM readings
        JOIN ends ON ends.freelancer = readings.freelancer
        WHERE readings.ref IS NOT NULL AND readings.month >= ends.places_from
            AND readings.signal IN ({weighed})"""  # noqa: S608 - names of our own


def places() -> str:
    """Where the messages and time entries in `wanted` were read."""
    return " UNION ALL ".join(
        f"""
        SELECT {table}.freelancer, {table}.key, {table}.source, {table}.locator, {table}.quote
        FROM {table}
        JOIN wanted ON wanted.freelancer = {table}.freelancer AND wanted.ref = {table}.key"""  # noqa: S608
        for table in ("packed_messages", "packed_hours")
    )
