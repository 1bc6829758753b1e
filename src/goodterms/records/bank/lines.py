"""What does this line of my bank statement say? The part that all formats of bank statements share.

A format finds the words of each line; here they become a `Transfer`, or a problem at their place. A line
without a day, an amount or a currency is not read; one of zero moves no money. Where a statement names its
balance before and after, and every line was read, the sum is checked: lines may be missing from a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodterms.records.model import Record, Transfer
from goodterms.records.source import Source
from goodterms.records.tables.cells import FIRST_YEAR, LARGEST, LAST_YEAR, QUOTED
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

LONGEST_TEXT = 1_000
"""Characters of a name or a reference; four times what any of the formats allows in one line."""
LONGEST_SUM = 40
"""Characters of a written amount, with leading zeros."""
TELLING = 8
"""Characters of a bank's number below which it is a counter or a code, and so no line's own."""

_SUM = lazy(r"[+-]?[0-9][0-9.,]*|[+-]?[.,][0-9]+")
_GROUPED = lazy(r"[+-]?[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_COMPACT = lazy(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SAYS_NOTHING = frozenset({"NONREF", "NOTPROVIDED", "NOTAVAILABLE", "NONE"})


class Line(NamedTuple):
    """One line of a statement in the bank's words; what it does not say is empty."""

    place: str
    booked: str
    """The day as text, for the problem that says it is none."""
    day: date | None
    amount: str
    """As text, for the same reason."""
    value: Decimal | None
    """In major units: positive came in, negative went out."""
    currency: str
    counterparty: str = ""
    iban: str = ""
    reference: str = ""
    bank_id: str = ""
    pending: bool = False
    """Announced, and not booked yet."""


@dataclass(slots=True)
class Statement:
    """The lines of one account, and what it held before and after them where the bank says so."""

    account: str = ""
    lines: list[Line | Problem] = field(default_factory=list)
    opening: Money | None = None
    closing: Money | None = None
    place: str = "line 1"
    """Where the closing balance stands."""


def transfers(source: Source, statements: Sequence[Statement]) -> Iterator[Record | Problem]:
    """The transfers of all statements in their order; `bank.no_lines` where there is nothing at all."""
    numbers = Counter(
        (statement.account, line.bank_id)
        for statement in statements
        for line in statement.lines
        if isinstance(line, Line)
    )
    empty = True
    for statement in statements:
        _tell_apart(statement)
        for item in _items(source, statement, numbers):
            empty = False
            yield item
    if empty:
        yield source.problem(statements[0].place if statements else "line 1", "bank.no_lines")


def _tell_apart(statement: Statement) -> None:
    """Where a whole statement is one line of text, its lines are told apart by their number."""
    often = Counter(line.place for line in statement.lines if isinstance(line, Line))
    met: Counter[str] = Counter()
    for index, line in enumerate(statement.lines):
        if isinstance(line, Line) and often[line.place] > 1:
            met[line.place] += 1
            statement.lines[index] = line._replace(place=f"{line.place}, entry {met[line.place]}")


def _items(
    source: Source, statement: Statement, numbers: Counter[tuple[str, str]]
) -> Iterator[Record | Problem]:
    sums: list[Money] = []
    complete = True
    for line in statement.lines:
        unique = isinstance(line, Line) and numbers[statement.account, line.bank_id] == 1
        item = _transfer(source, statement.account, line, unique=unique) if isinstance(line, Line) else line
        if isinstance(item, Transfer):
            sums.append(item.amount)
        elif item.key not in ("bank.pending", "bank.zero_amount"):
            complete = False
        yield item
    if complete:
        yield from _check(source, statement, sums)


def _check(source: Source, statement: Statement, sums: Iterable[Money]) -> Iterator[Problem]:
    """A problem where all is in one currency, and the lines do not lead from one balance to the other."""
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None:
        return
    if {closing.currency, *(one.currency for one in sums)} != {opening.currency}:
        return
    total = sum((one.minor for one in sums), opening.minor)
    if total != closing.minor:
        missing = Money(closing.minor - total, closing.currency)
        yield source.problem(statement.place, "bank.balance", closing=closing, difference=missing)


def _transfer(source: Source, account: str, line: Line, *, unique: bool) -> Transfer | Problem:
    amount = _amount(source, line)
    if line.day is None or not FIRST_YEAR <= line.day.year <= LAST_YEAR:
        key = "bank.bad_date" if line.booked else "bank.no_date"
        return source.problem(line.place, key, **({"value": line.booked[:QUOTED]} if line.booked else {}))
    if isinstance(amount, Problem):
        return amount
    if line.pending:
        return source.problem(line.place, "bank.pending", amount=amount, day=line.day)
    counterparty, reference = tidy(line.counterparty), tidy(line.reference)
    words = (line.day.isoformat(), f"{amount.amount} {amount.currency}", counterparty, reference)
    return Transfer(
        booked_on=line.day,
        amount=amount,
        counterparty=counterparty,
        iban=account_number(line.iban),
        reference=reference,
        account=account,
        bank_id=line.bank_id if unique and _is_telling(line.bank_id) else "",
        evidence=Evidence(source.name, line.place, " · ".join(filter(None, words))[:QUOTED]),
    )


def _amount(source: Source, line: Line) -> Money | Problem:
    """The sum of a line, in its currency or else the freelancer's."""
    currency = line.currency.upper() or source.currency
    if line.value is None or abs(line.value) > LARGEST:
        return source.problem(line.place, "bank.bad_amount", value=line.amount[:QUOTED])
    if not currency:
        return source.problem(line.place, "bank.no_currency", value=line.amount[:QUOTED])
    if not money.known(currency):
        values: dict[str, Value] = {"value": line.amount[:QUOTED], "currency": currency[:QUOTED]}
        return source.problem(line.place, "einvoice.unknown_currency", **values)
    amount = Money.of(line.value, currency)
    return amount if amount.minor else source.problem(line.place, "bank.zero_amount")


def _is_telling(number: str) -> bool:
    """Can this be one line's own number? A short one, or one of a single letter, comes back another day."""
    return len(number) >= TELLING and len(set(number)) > 2


def balance(amount: Decimal | None, currency: str) -> Money | None:
    """What an account holds, in major units; None where that cannot be told."""
    if amount is None or abs(amount) > LARGEST or not money.known(currency):
        return None
    return Money.of(amount, currency)


def tidy(text: str) -> str:
    """Words with single spaces between them, no longer than a line's are."""
    return " ".join(text[: 4 * LONGEST_TEXT].split())[:LONGEST_TEXT]


def said(text: str) -> str:
    """A reference, or nothing where it only says that there is none.

    >>> said("NOTPROVIDED"), said("2026-014")
    ('', '2026-014')
    """
    return "" if text.strip().upper().replace(" ", "") in _SAYS_NOTHING else text.strip()


def account_number(text: str) -> str:
    """An account without spaces.

    >>> account_number("be71 0961 2345 6769")
    'BE71096123456769'
    """
    return "".join(text[:LONGEST_TEXT].split()).upper()


def is_iban(text: str) -> bool:
    """Is this an IBAN? Two letters and two check digits that are right (ISO 13616).

    >>> is_iban("BE71096123456769"), is_iban("BE71096123456768")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text):
        return False
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def joined(parts: Iterable[str]) -> str:
    """Parts of a reference in one line, each once."""
    return " ".join(dict.fromkeys(part for text in parts if (part := tidy(text))))


def structured(reference: str) -> str:
    """A reference for machines as it is printed: a Belgian one between plus signs, any other as it stands.

    >>> structured("090933755493"), structured("090933755494")
    ('+++090/9337/55493+++', '090933755494')
    """
    digits = reference.strip()
    if not re.fullmatch(r"[0-9]{12}", digits) or int(digits[10:]) != (int(digits[:10]) % 97 or 97):
        return digits
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def read_sum(text: str) -> Decimal | None:
    """An amount as banks write it. A single mark is always decimal: statements do not group thousands, and
    where two marks are used, the last is.

    >>> [str(read_sum(one)) for one in ("-12,5", "+0115.8331", "1.250,00", "7260,", "1,234,567")]
    ['-12.5', '115.8331', '1250.00', '7260', '1234567']
    >>> read_sum("twelve"), read_sum("1.2.3")
    (None, None)
    """
    written = text.strip()
    if len(written) > LONGEST_SUM or not _SUM.fullmatch(written):
        return None
    last = max(written.rfind("."), written.rfind(","))
    alone = last >= 0 and written.count(written[last]) == 1
    whole, decimals = (written[:last], written[last + 1 :]) if alone else (written, "")
    if {".", ","} & set(whole) and not _GROUPED.fullmatch(whole):
        return None
    plain = whole.replace(".", "").replace(",", "")
    return Decimal(f"{plain}.{decimals}" if decimals else plain)


def read_day(text: str) -> date | None:
    """A day as 2026-03-04 or 20260304, whatever stands after it; None where there is no such day."""
    written = text.strip()
    return calendar.read_day(_COMPACT.sub(r"\1-\2-\3", written[:8]) if written[:8].isdigit() else written)


def short_day(text: str) -> date | None:
    """A day as YYMMDD; the years 80 to 99 are of the last century.

    >>> short_day("260304"), short_day("260230")
    (datetime.date(2026, 3, 4), None)
    """
    if not re.fullmatch(r"[0-9]{6}", text):
        return None
    year = int(text[:2])
    return calendar.read_day(f"{1900 + year if year >= 80 else 2000 + year}-{text[2:4]}-{text[4:]}")
