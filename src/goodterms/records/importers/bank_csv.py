"""What came in on my account, and from whom? A bank's statement as CSV.

    Booking date;Counterparty;Counterparty account;Amount;Communication
    04/03/2026;HARBOUR & SONS LTD;GB33BUKB20201555555555;1.250,00;2026-014

Told by its columns, whatever the bank: a day, and a sum with a sign, with a word for in or out beside it, or
in a column for each. What is pending or refused is no money, and is said. The own account may stand in a
column or in the lines before the headings (M26).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from goodterms.records import headings
from goodterms.records.model import Record, Transfer
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.lines import first_of
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

TITLE = "Bank statement (CSV)"
READS = (
    "Day, sum, counterparty, account and message of each line, from any bank's table with headings in "
    "English, French, Dutch or Vietnamese; fees, foreign sums and tables without headings are not read."
)
GIVES = ("payment",)
NOT_BOOKED = ("pending", "failed", "cancelled")
OUT, IN = "debit", "credit"
STATEMENT = Form(
    file="statement.csv",
    about="What a bank says of an account: one line a movement.",
    needs={
        "booked_on": "the day it was booked",
        "amount|debit|credit": "the sum, with a sign or a column each",
        "their_name|description|reference": "who paid or was paid, or what was said of it",
    },
    may={
        "direction": "in or out",
        "other_account": "their account",
        "account": "the own account",
        "currency": "three letters",
        "bank_id": "the bank's number of the line",
        "status": "whether it was booked",
    },
    also=(
        *("other_party", "payer", "payee", "name", "account_name"),
        *("value_on", "balance", "movement", "fee"),
    ),
    instead={"their_name|description|reference": ("other_party", "payer", "payee", "name")},
    joined=("reference", "description", "movement", "account_name"),
    foreign=True,
)
_ACCOUNT = lazy(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{6,20}")
_IBAN = lazy(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


def recognises(source: Source) -> float:
    return STATEMENT.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    account, currency = _before(source)
    ours = replace(source, currency=currency or source.currency)
    return STATEMENT.read(ours, lambda row: _transfer(row, account))


def _transfer(row: Row, account: str) -> Transfer | None:
    if row.known("status", NOT_BOOKED):
        row.once("bank.not_booked", row.text_of("status"), value=row.text_of("status"))
        return None
    booked_on, amount = row.need_day("booked_on"), _amount(row)
    if booked_on is None or amount is None:
        return None
    own, theirs = _accounts(row)
    return Transfer(
        booked_on=booked_on,
        amount=amount,
        counterparty=_counterparty(row, amount),
        iban=theirs,
        reference=row.text_of("reference") or row.text_of("description"),
        account=own or account,
        bank_id=row.text_of("bank_id"),
        evidence=row.evidence,
    )


def _amount(row: Row) -> Money | None:
    """What came in, or (negative) went out."""
    if row.text_of("amount"):
        amount, way = row.need_money("amount"), _way(row)
        if amount is None or not way:
            return amount
        return _signed(amount, way)
    for way in (OUT, IN):
        if row.text_of(way) and (amount := row.money(way)) and amount.minor:
            return _signed(amount, way) if way == OUT else amount
    if not row.problems:
        row.problem(
            "csv.missing" if not row.text_of(OUT) + row.text_of(IN) else "csv.zero_amount", column="amount"
        )
    return None


def _signed(amount: Money, way: str) -> Money:
    size = abs(amount.minor)
    return Money(-size if way == OUT else size, amount.currency)


def _way(row: Row) -> str:
    """Out or in, where a column says so."""
    text = row.text_of("direction")
    return {"-": OUT, "+": IN}.get(text) or (headings.word(text, (OUT, IN)) or "" if text else "")


def _accounts(row: Row) -> tuple[str, str]:
    """The own account and the counterparty's.

    A bank that gives one column of accounts gives the own one if it is always the same.
    """
    own, theirs = _bare(row.text_of("account")), _bare(row.text_of("other_account"))
    other = _bare(row.text_of("other_party"))
    if not theirs and _ACCOUNT.fullmatch(other):
        theirs = other
    if own and "other_account" not in row.values and "other_party" not in row.values:
        varies = row.dates.several("account")
        own, theirs = ("", own) if varies else (own, theirs)
    return own, theirs


def _counterparty(row: Row, amount: Money) -> str:
    """Who paid or was paid; the column `name` is theirs where no other column is."""
    named = row.text_of("their_name")
    other = "" if _ACCOUNT.fullmatch(_bare(row.text_of("other_party"))) else row.text_of("other_party")
    ways = ("payer", "payee") if amount.minor > 0 else ("payee", "payer")
    sided = next(filter(None, map(row.text_of, ways)), "")
    own_name = "other_account" in row.values and "their_name" in row.values
    return named or other or sided or ("" if own_name else row.text_of("name"))


def _bare(text: str) -> str:
    """An account as it is compared."""
    return re.sub(r"[\W_]", "", text).upper()


def _before(source: Source) -> tuple[str, str]:
    """The own account and its currency, from the lines before the headings."""
    head = STATEMENT.head(source)
    lines = list(islice(StringIO(first_of(source)), head.line - 1))
    ibans = {_bare(found) for line in lines for found in _IBAN.findall(line)}
    account, currency = ibans.pop() if len(ibans) == 1 else "", ""
    for line in lines:
        label, _, value = re.sub(rf"[:=\t;,|{re.escape(head.delimiter)}]+", "\n", line.strip()).partition(
            "\n"
        )
        meant, value = headings.meaning(headings.plain(label)), value.strip(' "\n')
        if "account" in meant and not account and _ACCOUNT.fullmatch(_bare(value)):
            account = _bare(value)
        elif "currency" in meant and re.fullmatch(r"[A-Z]{3}", value):
            currency = value
    return account, currency
