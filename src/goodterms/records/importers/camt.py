"""My bank gave me its statements as XML (CAMT.052, .053 and .054).

Source: ISO 20022 camt.052, camt.053 and camt.054 in all versions, told apart by the names of their elements
and not by their namespaces. An entry that bundles several payments is read as those, where each has an amount
and they add up to it; else it is one. Whether money came in or went out, CdtDbtInd says: a reversal
(RvslInd) carries the direction of the reversal itself, and only swaps who the other side is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from goodterms.records.bank import lines as bank
from goodterms.records.bank.lines import Line, Statement
from goodterms.records.documents import xml
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TITLE = "Bank statements (CAMT.052, .053, .054)"
READS = (
    "Every booked entry of a report, statement or notification, in all versions, and the payments of a bundle"
    " where they add up; pending entries are named and not read."
)
GIVES = ("payment",)
MESSAGES = ("BkToCstmrAcctRpt", "BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
_STATEMENTS = ("{*}Rpt", "{*}Stmt", "{*}Ntfctn")
_ACCOUNT = ("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC")
_NAME = ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


class _Side(NamedTuple):
    """Who is on one side of a payment, and their account."""

    name: str
    account: str


def recognises(source: Source) -> bool:
    name, attributes = xml.root_of(source)
    if not name:
        return False
    is_camt = any(f"camt.05{number}." in attributes for number in (2, 3, 4))
    return (name == "Document" and is_camt) or any(tag in source.first for tag in _tags())


def _tags() -> Iterator[str]:
    """The message elements as they stand in a file: closed or numbered, with a prefix or without."""
    for message in MESSAGES:
        yield from (f"{message}>", f"{message}V0")


def read(source: Source) -> Iterator[Record | Problem]:
    root = xml.parse(source)
    if isinstance(root, Problem):
        yield root
    else:
        yield from bank.transfers(source, [_statement(node) for node in root.iter(*_STATEMENTS)])


def _statement(node: Element) -> Statement:
    account = bank.account_number(xml.text(xml.find(node, "Acct"), *_ACCOUNT))
    currency = xml.text(node, "Acct/Ccy")
    closing = _balance(node, _CLOSING)
    statement = Statement(account, place=_place(node))
    for entry in xml.every(node, "Ntry"):
        statement.lines += _lines(entry, account, currency)
    if not _is_page(node):
        statement.opening, statement.closing = _balance(node, _OPENING), closing
    return statement


def _place(node: Element) -> str:
    return f"line {node.sourceline or 1}"


def _is_page(node: Element) -> bool:
    """Is this one of several pages, so that its balances are not those of its lines?"""
    pages = [page for page in node.iterfind("{*}*") if xml.local(page).endswith("Pgntn")]
    return any(xml.text(page, "PgNb") != "1" or xml.text(page, "LastPgInd") == "false" for page in pages)


def _balance(node: Element, kinds: tuple[str, ...]) -> Money | None:
    """The one booked balance of a kind; None where there is none, or more than one."""
    found = [one for one in xml.every(node, "Bal") if xml.text(one, "Tp/CdOrPrtry/Cd", "Tp/Cd") in kinds]
    if len(found) != 1:
        return None
    amount = xml.find(found[0], "Amt")
    value = _signed(found[0], amount)
    return None if amount is None else bank.balance(value, amount.get("Ccy", ""))


def _signed(node: Element, amount: Element | None, otherwise: str = "") -> Decimal | None:
    """An amount with the sign that CdtDbtInd gives it; None where one of them is missing."""
    direction = xml.text(node, "CdtDbtInd") or otherwise
    value = None if amount is None else bank.read_sum(amount.text or "")
    if value is None or direction not in ("CRDT", "DBIT"):
        return None
    return value if direction == "CRDT" else -value


def _lines(entry: Element, account: str, currency: str) -> Iterator[Line]:
    """An entry as one line, or as those it bundles."""
    details = [*xml.every(entry, "NtryDtls/TxDtls"), *xml.every(entry, "TxDtls")]
    amount = xml.find(entry, "Amt")
    parts = _parts(entry, amount, details)
    number = xml.text(entry, "AcctSvcrRef")
    if parts is None:
        only = number or (xml.text(details[0], "Refs/AcctSvcrRef") if len(details) == 1 else "")
        yield _line(entry, entry, details, amount, _signed(entry, amount), account, currency, only)
        return
    for index, (detail, value) in enumerate(zip(details, parts, strict=True), 1):
        own = xml.text(detail, "Refs/AcctSvcrRef")
        numbered = own if own not in ("", number) else f"{number}/{index}" if number else ""
        yield _line(entry, detail, [detail], amount, value, account, currency, numbered)


def _parts(entry: Element, amount: Element | None, details: list[Element]) -> list[Decimal] | None:
    """The amounts of the payments in a bundle, in the entry's currency and adding up to it; else None.

    Some banks give each payment the sign it has in the account, some none, some its own: what adds up counts.
    """
    total = _signed(entry, amount)
    sums = [xml.find(detail, "Amt", "AmtDtls/TxAmt/Amt") for detail in details]
    if amount is None or total is None or len(details) < 2:
        return None
    if any(own is None or own.get("Ccy") != amount.get("Ccy") for own in sums):
        return None
    direction = xml.text(entry, "CdtDbtInd")
    signed = [_signed(detail, own, direction) for detail, own in zip(details, sums, strict=True)]
    values = [value for value in signed if value is not None]
    if len(values) < len(details):
        return None
    alike = [abs(value) if total > 0 else -abs(value) for value in values]
    return next((found for found in (values, alike) if sum(found) == total), None)


def _line(
    entry: Element,
    node: Element,
    details: list[Element],
    amount: Element | None,
    value: Decimal | None,
    account: str,
    currency: str,
    number: str,
) -> Line:
    day = xml.text(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    written = "" if amount is None else (amount.text or "").strip()
    came_in = value is not None and value >= 0
    side = _other_side(details, account, payer=came_in != _is_reversal(entry))
    return Line(
        place=_place(node),
        booked=day,
        day=bank.read_day(day),
        amount=f"{written} {xml.text(entry, 'CdtDbtInd')}".strip(),
        value=value,
        currency=("" if amount is None else amount.get("Ccy", "")) or currency,
        counterparty=side.name,
        iban=side.account,
        reference=_reference(entry, details),
        bank_id=bank.said(number),
        pending=xml.text(entry, "Sts", "Sts/Cd") not in ("", "BOOK"),
    )


def _is_reversal(entry: Element) -> bool:
    return xml.text(entry, "RvslInd") in ("true", "1")


def _other_side(details: list[Element], account: str, *, payer: bool) -> _Side:
    """Who paid or was paid; nobody where the payments of a bundle name several."""
    sides = {_side_of(detail, account, payer=payer) for detail in details}
    return next(iter(sides)) if len(sides) == 1 else _Side("", "")


def _side_of(detail: Element, account: str, *, payer: bool) -> _Side:
    parties = xml.find(detail, "RltdPties")
    expected, opposite = ("Dbtr", "Cdtr") if payer else ("Cdtr", "Dbtr")
    side = _side(parties, expected)
    other = _side(parties, opposite)
    if not (side.name or side.account) and other.account and other.account != account:
        return other
    return side


def _side(parties: Element | None, role: str) -> _Side:
    name = xml.text(xml.find(parties, role), *_NAME) or xml.text(xml.find(parties, f"Ultmt{role}"), *_NAME)
    return _Side(name, bank.account_number(xml.text(xml.find(parties, f"{role}Acct"), *_ACCOUNT)))


def _reference(entry: Element, details: list[Element]) -> str:
    """What the payer wrote: structured and free; else what the bank adds, and the payer's own number."""
    written = bank.joined(text for detail in details for text in _remittance(detail))
    if written:
        return written
    added = [xml.text(detail, "AddtlTxInf") for detail in details] or []
    numbers = [bank.said(xml.text(detail, "Refs/EndToEndId")) for detail in details]
    words = [*added, *(() if any(added) else (xml.text(entry, "AddtlNtryInf"),))]
    return bank.joined((*words, *numbers))


def _remittance(detail: Element) -> Iterator[str]:
    for remittance in xml.every(detail, "RmtInf"):
        for strd in xml.every(remittance, "Strd"):
            yield bank.structured(xml.text(strd, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef"))
            for path in ("RfrdDocInf/Nb", "RfrdDocInf/RfrdDocNb", "AddtlRmtInf"):
                yield from (xml.text(node, ".") for node in xml.every(strd, path))
        yield from (xml.text(node, ".") for node in xml.every(remittance, "Ustrd"))
