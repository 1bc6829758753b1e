"""My bank gave me its statements as MT940 (.sta, .940, .swi; MT942 too).

    :60F:C260301EUR1000,00
    :61:2603040304C1250,00NTRF2026-014//7081134
    :86:/NAME/Harbour & Sons/IBAN/BE71096123456769/REMI/2026-014

Source: SWIFT MT940 and MT942, with or without its envelope, as banks bend it: lines without details, details
in several :86:, text after the 16th character of a reference. What is in :86:, `bank_details` tells. A line
is read by itself, so that one that is damaged costs no other; the day is the one it was booked on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodterms.records.bank import lines as bank
from goodterms.records.bank.details import Details, read_details
from goodterms.records.bank.lines import Line, Statement
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import QUOTED
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

TITLE = "Bank statements (MT940)"
READS = (
    "Every booked line with its day, amount, other side and reference, in the dialects of Dutch, German,"
    " Swiss and Polish banks; expected lines of an MT942 are named and not read."
)
GIVES = ("payment",)

_RECOGNISED = lazy(
    r"^:(?:61:[0-9]{6}[0-9 ]{0,4}[RE]?[CD]|6[02][FM]:[CD][0-9]{6}[A-Z]{3}|6[45]:[CD][0-9]{6}[A-Z]{3}|28C?:)",
    re.M,
)
_TAG = lazy(r":([0-9]{2}[A-Z]?|NS):(.*)")
_END = lazy(r"-(?:\}.*|XXX)?\s*")
_BALANCE = lazy(r"\s*([CD])([0-9]{6})([A-Z]{3})([0-9.,]{1,40})\s*")
_LINE = lazy(
    r"\s*(?P<value>[0-9]{6})(?P<entry>[0-9]{4}| {4})?(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?\s?"
    r"(?P<amount>[0-9][0-9.,]{0,40})(?P<kind>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)"
)
_CAME_IN = ("C", "RD", "EC")
"""Credit; reversal of a debit; expected credit."""
_REFERENCE = 16
"""Characters of the payer's reference; what stands behind them is text of the bank's."""


def recognises(source: Source) -> bool:
    found = _RECOGNISED.search(source.first)
    return found is not None and (found[0][:3] != ":28" or "\n:25:" in f"\n{source.first}")


def read(source: Source) -> Iterator[Record | Problem]:
    yield from bank.transfers(source, list(_statements(source)))


class _Field(NamedTuple):
    """A field: its tag, the line it starts in, and its lines."""

    tag: str
    line: int
    lines: list[str]


def _fields(source: Source) -> Iterator[_Field]:
    """The fields of all messages in the file; what stands outside of them is envelope."""
    current: _Field | None = None
    for number, text in source.lines():
        inside = text.partition("{4:")[2] if text.startswith("{") else text
        if found := _TAG.match(inside):
            if current:
                yield current
            current = _Field(found[1], number, [found[2]])
        elif current and (text.startswith("{") or _END.fullmatch(inside)):
            yield current
            current = None
        elif current:
            current.lines.append(inside)
    if current:
        yield current


@dataclass
class _Booking:
    """A :61: with the :86: that belong to it."""

    line: int
    lines: list[str]
    last: bool = False
    """Nothing follows it in the file, so it may be cut off."""
    details: list[str] = field(default_factory=list)


@dataclass
class _Message:
    """One message: an account, its balances and its lines."""

    account: str = ""
    currency: str = ""
    opening: Money | None = None
    closing: Money | None = None
    closed: bool = False
    place: str = "line 1"
    bookings: list[_Booking] = field(default_factory=list)


def _statements(source: Source) -> Iterator[Statement]:
    messages = [_Message()]
    last: _Field | None = None
    for one in _fields(source):
        if one.tag == "20" and (messages[-1].bookings or messages[-1].opening or messages[-1].account):
            messages.append(_Message())
        _take(messages[-1], one, last)
        last = one
    if last and last.tag == "61" and messages[-1].bookings:
        messages[-1].bookings[-1].last = True
    for message in messages:
        if message.bookings or message.opening or message.closed or len(messages) == 1:
            yield _statement(source, message, is_last=message is messages[-1])


def _take(message: _Message, one: _Field, before: _Field | None) -> None:
    """What one field adds to a message."""
    first = one.lines[0]
    if one.tag == "25":
        message.account = bank.account_number(first)
    elif one.tag == "61":
        message.bookings.append(_Booking(one.line, one.lines))
    elif one.tag == "86" and message.bookings and before and before.tag in ("61", "86"):
        message.bookings[-1].details += one.lines
    elif one.tag == "34F":
        message.currency = message.currency or first[:3]
    elif one.tag in ("60F", "60M", "62F", "62M"):
        _take_balance(message, one)


def _take_balance(message: _Message, one: _Field) -> None:
    found = _BALANCE.match(one.lines[0])
    amount = bank.read_sum(found[4]) if found else None
    if found is None or amount is None:
        message.closed = message.closed or one.tag.startswith("62")
        return
    held = bank.balance(amount if found[1] == "C" else -amount, found[3])
    message.currency = message.currency or found[3]
    if one.tag.startswith("60"):
        message.opening = held
    else:
        message.closing, message.closed, message.place = held, True, f"line {one.line}"


def _statement(source: Source, message: _Message, *, is_last: bool) -> Statement:
    lines: list[Line | Problem] = [_read_line(source, message, one) for one in message.bookings]
    if is_last and message.opening and lines and not message.closed:
        place = f"line {message.bookings[-1].line}"
        lines.append(source.problem(place, "bank.cut"))
    return Statement(message.account, lines, message.opening, message.closing, message.place)


def _read_line(source: Source, message: _Message, booking: _Booking) -> Line | Problem:
    place = f"line {booking.line}"
    found, more = _LINE.match(booking.lines[0]), booking.lines[1:]
    if (
        found
        and not found["rest"]
        and not found["kind"]
        and more
        and (wrapped := _LINE.match("".join(booking.lines[:2])))
    ):
        found, more = wrapped, more[1:]
    if found is None or (booking.last and not found["kind"]):
        return source.problem(place, "bank.bad_line", value=booking.lines[0][:QUOTED])
    customer, number, extra = _rest(found["rest"])
    details = read_details(
        booking.details, customer, bank.tidy(extra), bank.tidy(" ".join(more)), message.account
    )
    return _line(place, message.currency, found, number, details)


def _line(place: str, currency: str, found: re.Match[str], number: str, details: Details) -> Line:
    amount = bank.read_sum(found["amount"])
    return Line(
        place=place,
        booked=f"{found['value']}{found['entry'] or ''}",
        day=_booked_on(bank.short_day(found["value"]), found["entry"] or ""),
        amount=found["amount"],
        value=_signed(amount, found["mark"]),
        currency=currency,
        counterparty=details.counterparty,
        iban=details.iban,
        reference=details.reference,
        bank_id=bank.said(number),
        pending=found["mark"].startswith("E"),
    )


def _signed(amount: Decimal | None, mark: str) -> Decimal | None:
    return amount if amount is None or mark in _CAME_IN else -amount


def _rest(text: str) -> tuple[str, str, str]:
    """What follows the amount: the payer's reference, the bank's, and what else stands in the line."""
    customer, slashes, number = text.partition("//")
    if slashes and len(customer) <= _REFERENCE:
        return bank.said(customer), number.strip(), ""
    return bank.said(text[:_REFERENCE]), "", text[_REFERENCE:]


def _booked_on(value: date | None, entry: str) -> date | None:
    """The day of booking: a month and a day, in the year that brings them nearest to the value date."""
    if value is None or not entry.strip(" 0"):
        return value
    years = (value.year, value.year - 1, value.year + 1)
    days = (bank.read_day(f"{year:04}{entry}") for year in years)
    return min((day for day in days if day), key=lambda day: abs((day - value).days), default=None)
