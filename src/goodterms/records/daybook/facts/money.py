"""What was billed, what was paid, and what the work cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from goodterms.records.daybook.fact import Line, Outcome, fact, given
from goodterms.records.daybook.line import Told
from goodterms.records.model import Expense, Invoice, Payment, Record
from goodterms.records.vat import vat_in
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money


@fact("day", "due due_in paid_after disputed sent_by email country tax")
def invoice(told: Told, line: Line) -> Outcome:
    """A bill, and its payment in full where the line says after how many days it came."""
    issued, total, number = cast(date, line.day), told.one("total"), told.one("number")
    if told.one("due") and told.one("due_in") is not None:
        return Text("daybook.said_twice", {"what": "due"})
    if wrong := _wrong_sum(told):
        return wrong
    due = told.one("due") if told.one("due_in") is None else issued + timedelta(days=told.one("due_in"))
    made: list[Record] = [
        Invoice(
            number,
            told.one("client"),
            issued,
            total,
            due=due,
            buyer_email=told.one("email") or "",
            buyer_country=told.one("country") or "",
            disputed=bool(told.one("disputed")),
            sent_by=told.one("sent_by") or "",
            tax=told.one("tax"),
            evidence=line.evidence,
        )
    ]
    if told.one("paid_after") is not None:
        paid_on = issued + timedelta(days=told.one("paid_after"))
        made.append(Payment(told.one("client"), paid_on, total, (number,), evidence=line.evidence))
    return made


@fact("day", "corrects tax")
def credit_note(told: Told, line: Line) -> Outcome:
    """A bill taken back, wholly or in part."""
    if wrong := _wrong_sum(told):
        return wrong
    return [
        Invoice(
            told.one("number"),
            told.one("client"),
            cast(date, line.day),
            told.one("total"),
            credit_note=True,
            corrects=told.one("corrects") or "",
            tax=told.one("tax"),
            evidence=line.evidence,
        )
    ]


def _wrong_sum(told: Told) -> Text | None:
    """What is wrong with a bill's total, or with the VAT in it."""
    total, tax = told.one("total"), told.one("tax")
    if total.minor <= 0:
        return Text("daybook.not_positive", {"text": str(total.amount)})
    if tax is not None and vat_in(total, tax) is None:
        return Text("daybook.bad_tax", {"text": str(tax.amount)})
    return None


@fact("day", "method for_invoices reference")
def payment(told: Told, line: Line) -> Outcome:
    """Money that came in."""
    return _payment(told, line, 1)


@fact("day", "method for_invoices reference")
def refund(told: Told, line: Line) -> Outcome:
    """Money that went back."""
    return _payment(told, line, -1)


def _payment(told: Told, line: Line, sign: int) -> Outcome:
    amount: Money = told.one("amount")
    if amount.minor == 0 or (sign < 0 and amount.minor < 0):
        return Text("daybook.not_positive", {"text": str(amount.amount)})
    return [
        Payment(
            told.one("client"),
            cast(date, line.day),
            Money(sign * amount.minor, amount.currency),
            evidence=line.evidence,
            **given(told, "invoices", "method", "reference"),
        )
    ]


@fact("day")
def cost(told: Told, line: Line) -> Outcome:
    """What was spent on the work for a client; negative where it came back."""
    amount: Money = told.one("amount")
    if amount.minor == 0:
        return Text("daybook.not_positive", {"text": str(amount.amount)})
    return [
        Expense(
            told.one("client"),
            cast(date, line.day),
            amount,
            told.one("spent_on") or "",
            evidence=line.evidence,
        )
    ]
