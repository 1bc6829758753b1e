"""Who is it and what is it for, in the details (:86:) of an MT940? Every bank has its own way to say so.

Four ways are read: numbered parts (`?32name`, of German and Polish banks, with any of their marks), named
parts (`/NAME/…/REMI/…`, of Dutch banks), an account and a name before the text, and plain text, of which only
an IBAN is believed. Sources: the DFÜ agreement's table of field 86; the banks' descriptions of their formats.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from goodterms.records.bank import lines as bank
from goodterms.terms.patterns import lazy

FULL_LINE, FULL_PART = 65, 27
"""Characters after which a line, and a numbered part, goes on in the next without a space."""
MOST_TEXT = 20_000
"""Characters of details that are looked at; the standard allows 390."""

_NAMES = (
    "ABWA ADDR BENM BIC BUSP CHGS CNTP CSID EREF EXCH IBAN ID ISDT KREF MARF NAME OCMT ORDP PREF PURP RCON"
    " REMI RTRN SVCL SWOC TRAN TRCD TRTP ULTB ULTC ULTD"
)
_ACCOUNT = lazy(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|P[0-9]{9}")
"""An IBAN, or an account of the former Dutch Postbank."""
_KEYWORDS = "EREF KREF MREF CRED DEBT COAM OAMT SVWZ ABWA ABWE BIC IBAN PURP"


class Details(NamedTuple):
    """The other side and the reference, as far as they are told."""

    counterparty: str = ""
    iban: str = ""
    reference: str = ""


@cache
def _numbered_start() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[0-9]{3})?\s?([?<>~^+§])[0-9]{2}")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"/({'|'.join(_NAMES.split())})/")


@cache
def _keyword() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_KEYWORDS.split())})[+:]")


@cache
def _labelled() -> re.Pattern[str]:
    """An account that the text calls one, and a name behind it."""
    return re.compile(r"\b(?:REK|IBAN): ?(?P<iban>[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30})(?:/NAAM: ?(?P<name>.+))?")


@cache
def _iban() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b")


@cache
def _leading_account() -> re.Pattern[str]:
    """An account of ten digits, or one in a column of its own with the name behind it."""
    return re.compile(
        r"(?P<number>[0-9]{9,10}) |(?:GIRO +(?P<giro>[0-9]{1,9})"
        r"|(?P<dotted>[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{3})) +"
        r"(?P<name>\S+(?: \S+)*)"
    )


def read_details(lines: list[str], customer: str, beside: str, below: str, account: str) -> Details:
    """What a line's details say. `customer` is the payer's reference in :61:, `beside` and `below` are what
    the bank adds in the same line and in the next one; `account` is the freelancer's own."""
    kept = _bounded(lines)
    whole = "".join(kept)
    start = _numbered_start().match(whole)
    if start:
        found = _numbered_parts(whole, start[1])
    elif whole.startswith("/") and _named().match(whole):
        found = _named_parts(whole)
    else:
        found = _plain(kept, customer, beside, below)
    iban = "" if found.iban and account.endswith(found.iban) else found.iban
    is_account = _ACCOUNT.fullmatch(below)
    added = "" if is_account else below
    return Details(
        found.counterparty or beside,
        iban or (below if is_account else ""),
        bank.said(found.reference) or bank.joined((added, customer)),
    )


def _bounded(lines: list[str]) -> list[str]:
    kept, left = [], MOST_TEXT
    for line in lines:
        if left <= 0:
            break
        kept.append(line[:left])
        left -= len(line)
    return kept


def _glued(parts: list[str], full: int) -> str:
    """Parts of a text that was cut at a fixed width: a full one goes on in the next, a short one ends."""
    text = ""
    for part in parts:
        text += part if len(part) >= full else f"{part} "
    return bank.tidy(text)


def _numbered_parts(text: str, mark: str) -> Details:
    """The parts of ?20 to ?63: text in 20-29 and 60-63, the other side in 30-33 and 38."""
    pieces = re.split(rf"{re.escape(mark)}([0-9]{{2}})", text)
    parts = list(zip(pieces[1::2], pieces[2::2], strict=True))
    words = [words for number, words in parts if number[0] in "26" and number <= "63"]
    account = "".join(words for number, words in parts if number == "31")
    iban = bank.account_number("".join(words for number, words in parts if number == "38")) or account
    name = _glued([words for number, words in parts if number in ("32", "33")], FULL_PART)
    said = _keywords(_glued(words, FULL_PART))
    return Details(name or said.counterparty, bank.account_number(iban) or said.iban, said.reference)


def _keywords(text: str) -> Details:
    """A text with SEPA keywords: what SVWZ says is the reference; EREF stands in where there is none."""
    pieces = _keyword().split(text)
    said = {name: words.strip() for name, words in zip(pieces[1::2], pieces[2::2], strict=True)}
    before = pieces[0].strip()
    reference = said.get("SVWZ") or before or bank.said(said.get("EREF") or said.get("KREF") or "")
    return Details(said.get("ABWA", ""), bank.account_number(said.get("IBAN", "")), reference)


def _named_parts(text: str) -> Details:
    """The parts of /NAME/…/REMI/…; a Dutch counterparty (CNTP) holds account, bank, name and town."""
    pieces = _named().split(text)
    said: dict[str, str] = {}
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        said.setdefault(name, words.strip(" /"))
    other = [part.strip() for part in said.get("CNTP", "").split("/")] + [""] * 3
    reference = re.sub(r"^(?:USTD//?|STRD/(?:CUR|ISO)/)", "", said.get("REMI", ""))
    return Details(
        said.get("NAME") or other[2],
        said.get("IBAN") or other[0],
        bank.structured(reference) or bank.said(said.get("EREF") or said.get("KREF") or ""),
    )


def _plain(lines: list[str], customer: str, beside: str, below: str) -> Details:
    text = _glued(lines, FULL_LINE)
    if customer and below and text.startswith(f"{customer} {below}"):
        return Details(below, customer, text.removeprefix(f"{customer} {below}").strip())
    if found := next((one for line in lines if (one := _labelled().search(line))), None):
        return Details(beside or found["name"] or "", found["iban"], text)
    if lines and (found := _leading_account().match(lines[0][:FULL_LINE].lstrip())):
        number = found["number"] or found["giro"] or found["dotted"].replace(".", "")
        return Details(beside or found["name"] or "", number, text)
    accounts = {word[0] for word in _iban().finditer(text) if bank.is_iban(word[0])}
    iban = accounts.pop() if len(accounts) == 1 else ""
    return Details(beside, iban or (customer if beside and customer.isdigit() else ""), text)
