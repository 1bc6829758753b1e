"""What does an e-invoice say, once its own words for it are found? The part UBL and CII share.

A negative invoice is a credit note, and so is a document of one of the credit note types of UNTDID 1001.
What was paid in advance is a payment of its own, on the day of the invoice (M12, M49).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from goodterms.records.model import PREPAID, Invoice, Payment, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import FIRST_YEAR, LARGEST, LAST_YEAR
from goodterms.records.vat import vat_in
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CREDIT_NOTES = frozenset("81 83 261 262 296 308 381 396 420 458 502 503 532".split())
"""Document types of UNTDID 1001 that EN 16931 counts as credit notes."""
_BETWEEN_DIGITS = lazy(r"[\s./_-]+")
_COMPACT = lazy(r"(\d{4})(\d\d)(\d\d)")


class Words(NamedTuple):
    """What a document says, in its own words; empty where it says nothing."""

    number: str
    kind: str
    issued: str
    due: tuple[str, ...]
    buyer: str
    seller: str
    total: str
    currency: str
    tax: str = ""
    """The VAT in the total."""
    prepaid: str = ""
    corrects: str = ""
    buyer_email: str = ""
    buyer_country: str = ""
    buyer_vat: str = ""
    is_credit: bool = False
    line: int = 1


def records(source: Source, said: Words) -> Iterator[Record | Problem]:
    """The invoice or credit note and what was prepaid on it; or a problem for each thing it lacks."""
    place = f"line {said.line}"
    missing = [name for name in ("number", "buyer", "issued", "total", "currency") if not getattr(said, name)]
    if missing:
        yield source.problem(place, "einvoice.missing", fields=", ".join(missing))
        return
    issued, total = read_day(said.issued), _money(said.total, said.currency)
    if issued is None:
        yield source.problem(place, "einvoice.bad_date", value=said.issued)
    if not isinstance(total, Money):
        yield source.problem(place, total, value=said.total, currency=said.currency)
    elif total.minor == 0:
        yield source.problem(place, "einvoice.zero_total", number=said.number)
    elif issued is not None:
        yield from _documents(source, said, issued, total)


def _documents(source: Source, said: Words, issued: date, total: Money) -> Iterator[Record | Problem]:
    quote = " · ".join((said.number, said.buyer, said.issued, f"{said.total} {said.currency}"))
    evidence = Evidence(source.name, f"line {said.line}", quote)
    days = [(text, read_day(text)) for text in said.due]
    credit = said.is_credit or said.kind in CREDIT_NOTES or total.minor < 0
    tax = _tax(said, total)
    yield Invoice(
        number=said.number,
        client=said.buyer,
        issued=issued,
        total=Money(abs(total.minor), total.currency),
        tax=tax,
        due=max((day for _, day in days if day), default=None),
        credit_note=credit,
        corrects=said.corrects if credit else "",
        seller=said.seller,
        buyer_email=said.buyer_email.lower(),
        buyer_country=said.buyer_country.upper(),
        buyer_vat=read_vat(said.buyer_vat, said.buyer_country),
        evidence=evidence,
    )
    if said.tax and tax is None:
        yield source.problem(evidence.locator, "invoice.odd_tax", number=said.number, value=said.tax)
    for text in (text for text, day in days if day is None):
        yield source.problem(evidence.locator, "einvoice.bad_date", value=text)
    if said.prepaid and not credit:
        yield from _prepaid(source, said, issued, evidence)


def _tax(said: Words, total: Money) -> Money | None:
    """The VAT in the total; None where nothing is said, or something that cannot be."""
    tax = _money(said.tax, said.currency) if said.tax else None
    return vat_in(total, tax) if isinstance(tax, Money) else None


def _prepaid(source: Source, said: Words, issued: date, evidence: Evidence) -> Iterator[Record | Problem]:
    paid = _money(said.prepaid, said.currency)
    if not isinstance(paid, Money):
        yield source.problem(evidence.locator, paid, value=said.prepaid, currency=said.currency)
    elif paid.minor > 0:
        yield Payment(said.buyer, issued, paid, (said.number,), reference=PREPAID, evidence=evidence)


def read_vat(text: str, country: str = "") -> str:
    """A VAT number in the form all papers can agree on; its country's letters are added where it lacks them.

    >>> read_vat("be 0123.456-789"), read_vat("0123.456.789", "be")
    ('BE0123456789', 'BE0123456789')
    """
    number = _BETWEEN_DIGITS.sub("", text).upper()
    return number if not number or number[:2].isalpha() else country.upper() + number


def read_day(text: str) -> date | None:
    """A day as e-invoices write it, 2026-03-04 or 20260304, and between 1990 and 2100; else None."""
    day = calendar.read_day(_COMPACT.sub(r"\1-\2-\3", text[:8]) if text[:8].isdigit() else text)
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _money(text: str, currency: str) -> Money | str:
    """A sum as XML writes it, with a decimal point and no grouping; or the key of what is wrong with it."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return "einvoice.bad_amount"
    if not amount.is_finite() or not -LARGEST <= amount <= LARGEST:
        return "einvoice.bad_amount"
    return Money.of(amount, currency) if money.known(currency) else "einvoice.unknown_currency"


def sum_in(currency: str, amounts: Iterable[Element]) -> str:
    """The text of the first of some amounts that is in a currency, or names none."""
    return next(_sums_in(currency, amounts), "")


def only_sum_in(currency: str, amounts: Iterable[Element]) -> str:
    """The same; nothing where there are several, of which nobody knows whether they are parts."""
    found = tuple(_sums_in(currency, amounts))
    return found[0] if len(found) == 1 else ""


def _sums_in(currency: str, amounts: Iterable[Element]) -> Iterator[str]:
    fitting = (node for node in amounts if node.get("currencyID") in (None, "", currency))
    return (node.text.strip() for node in fitting if node.text)
