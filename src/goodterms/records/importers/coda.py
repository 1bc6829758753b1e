"""My Belgian bank gave me a coded statement (CODA).

Source: Febelfin, Coded statement of account, version 2.6 (and version 1, whose movements lie in the same
places): records of 128 characters, 0 header, 1 old balance, 2 movement in up to three parts, 3 information, 4
free text, 8 new balance, 9 end. Amounts are in thousandths, days are DDMMYY. A movement with detail number
0000 is what was booked; the details of a bundle stand in for it where they add up to it, and never beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from goodterms.records.bank import lines as bank
from goodterms.records.bank.lines import Line, Statement
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import QUOTED
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

TITLE = "Belgian bank statements (CODA)"
READS = (
    "Every movement with its day, amount, other side and communication, structured or free; bundles as the"
    " payments in them where they add up; balances are checked."
)
GIVES = ("payment",)
LENGTH = 128
"""Characters of a record; blanks at its end may be missing."""

_HEADER = lazy(r"\s{0,100}00000[0-9]{6}[0-9 ]{3}05[D ]")
_AMOUNT = lazy(r"[01][0-9]{15}")
_OF_A_BUNDLE = frozenset("5678")
"""First digit of the transaction code of a payment in a bundle; a 9 splits one payment into its parts."""
_BUNDLE = frozenset("12")
_DIRECT_DEBIT = "127"


def recognises(source: Source) -> bool:
    return _HEADER.match(source.first) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    yield from bank.transfers(source, list(_statements(source)))


@dataclass
class _Movement:
    """A movement: its first part, and what the parts after it add."""

    line: int
    record: str
    texts: list[str]
    account: str = ""
    name: str = ""
    customer: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class _File:
    """The records of one account and one day."""

    statement: Statement = field(default_factory=Statement)
    currency: str = ""
    bookings: list[list[_Movement]] = field(default_factory=list)
    """A movement, and the details of it."""
    problems: list[Problem] = field(default_factory=list)


def _statements(source: Source) -> Iterator[Statement]:
    current, ended, number = _File(), True, 1
    for number, text in source.lines():
        record = text.ljust(LENGTH)
        if _HEADER.match(record):
            if not ended:
                current.problems.append(source.problem(f"line {number}", "bank.cut"))
                yield _finished(current)
            current, ended = _File(), False
        elif record[0] == "9":
            if not ended:  # a trailer once more says nothing new
                yield _finished(current)
            current, ended = _File(), True
        elif text.strip():
            ended = False
            _take(source, current, number, record)
    if not ended:
        current.problems.append(source.problem(f"line {number}", "bank.cut"))
        yield _finished(current)


def _take(source: Source, current: _File, number: int, record: str) -> None:
    kind, place = record[:2], f"line {number}"
    movement = current.bookings[-1][-1] if current.bookings else None
    if record[0] == "1":
        current.statement.account, current.currency = _account(record[5:42], record[1])
        current.statement.opening = _balance(record[42:58], current.currency)
    elif record[0] == "8":
        current.statement.closing = _balance(record[41:57], current.currency)
        current.statement.place = place
    elif kind == "21":
        _take_movement(current, _Movement(number, record, [record[62:115]]))
    elif movement and kind in ("22", "23") and record[2:10] == movement.record[2:10]:
        _add_part(movement, kind, record)
    elif movement and record[0] == "3":
        _add_information(movement, kind, record)
    elif record[0] != "4":
        current.problems.append(source.problem(place, "bank.bad_line", value=record.strip()[:QUOTED]))


def _account(text: str, structure: str) -> tuple[str, str]:
    """An account and its currency, which stand where the kind of account says (0: an old Belgian number)."""
    if structure == "0":
        return text[:12].strip(), text[13:16].strip()
    return bank.account_number(text[:34]), text[34:37].strip()


def _thousandths(text: str) -> Decimal | None:
    """Sign (1 is a debit) and fifteen digits."""
    if not _AMOUNT.fullmatch(text):
        return None
    amount = Decimal(text[1:]).scaleb(-3)
    return -amount if text[0] == "1" else amount


def _balance(text: str, currency: str) -> Money | None:
    return bank.balance(_thousandths(text), currency)


def _take_movement(current: _File, movement: _Movement) -> None:
    """A booking of its own, or a detail of the one before."""
    same = current.bookings and current.bookings[-1][0].record[2:6] == movement.record[2:6]
    if same and movement.record[6:10] != "0000":
        current.bookings[-1].append(movement)
    else:
        current.bookings.append([movement])


def _add_part(movement: _Movement, kind: str, record: str) -> None:
    if kind == "22":
        movement.texts.append(record[10:63])
        movement.customer = record[63:98].strip()
    else:
        movement.account = _other_account(record[10:47])
        movement.name = record[47:82].strip()
        movement.texts.append(record[82:125])


def _other_account(text: str) -> str:
    """The account of the other side without its currency; an old Belgian number has twelve digits."""
    is_old = text[:12].isdigit() and text[12] == " "
    return text[:12] if is_old else bank.account_number(text[:34])


def _add_information(movement: _Movement, kind: str, record: str) -> None:
    """Information on a movement: the other side's name (structure 001), or more text."""
    if kind == "31" and record[39] == "1":
        if record[40:43] == "001" and not movement.name:
            movement.name = record[43:113].strip()
    elif kind in ("31", "32", "33"):
        movement.notes.append(record[40:113] if kind == "31" else record[10:115])


def _finished(current: _File) -> Statement:
    statement = current.statement
    for booking in current.bookings:
        statement.lines += [_line(one, current.currency) for one in _chosen(booking)]
    statement.lines += current.problems
    return statement


def _chosen(booking: list[_Movement]) -> list[_Movement]:
    """The payments of a bundle where they add up to it; else the booking as a whole."""
    whole = booking[0]
    parts = [one for one in booking[1:] if one.record[53] in _OF_A_BUNDLE]
    if whole.record[53] not in _BUNDLE or not parts:
        return [whole]
    values = [value for one in parts if (value := _thousandths(one.record[31:47])) is not None]
    adds_up = len(values) == len(parts) and sum(values) == _thousandths(whole.record[31:47])
    return parts if adds_up else [whole]


def _line(movement: _Movement, currency: str) -> Line:
    record = movement.record
    day = _day(record[115:121]) or _day(record[47:53])
    return Line(
        place=f"line {movement.line}",
        booked=day,
        day=bank.short_day(f"{day[4:]}{day[2:4]}{day[:2]}"),
        amount=record[31:47],
        value=_thousandths(record[31:47]),
        currency=currency,
        counterparty=movement.name,
        iban=movement.account,
        reference=_communication(movement),
        bank_id=bank.said(record[10:31]),
    )


def _day(text: str) -> str:
    """A day as it stands there; empty where it is blank or zeros, which say that it is not known."""
    return text.strip() if text.strip(" 0") else ""


def _communication(movement: _Movement) -> str:
    """What was written with it: by its structure, or as it stands; else what the bank adds."""
    whole = "".join(movement.texts)
    is_structured = movement.record[61] == "1"
    said = _structured(whole[:3], whole[3:]) if is_structured else bank.tidy(whole)
    return said or bank.tidy("".join(movement.notes)) or bank.said(movement.customer)


def _structured(kind: str, text: str) -> str:
    """A structured communication: 101 and 102 begin with the twelve digits; a direct debit's own text stands
    behind its mandate; of others all is kept."""
    if kind in ("101", "102"):
        return bank.structured(text[:12])
    return bank.tidy(text[79:141]) if kind == _DIRECT_DEBIT else bank.tidy(text)
