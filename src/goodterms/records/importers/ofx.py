"""My bank gave me a file for Money or Quicken (OFX, QFX, QBO).

    <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260304<TRNAMT>1250.00<FITID>7081134<NAME>Harbour &amp; Sons</STMTTRN>

Source: OFX 1.0 to 2.3, as SGML with tags left open or as XML, for bank and card accounts. Of an investment
account the money that came in and went out is read, its trades are not. The day is the one the bank writes,
in the bank's own zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.records.bank import lines as bank
from goodterms.records.bank.lines import Line, Statement
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import QUOTED
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Bank statements (OFX, QFX, QBO)"
READS = (
    "Every transaction of bank and card accounts, and the cash movements of investment accounts; trades and"
    " positions are named and not read."
)
GIVES = ("payment",)
TOP = 4_096
"""Characters in which the file says what it is; some banks begin with empty lines."""

_RECOGNISED = lazy(r"^[ \t]*OFXHEADER[ \t]*:|<\?OFX\s|<OFX>", re.I | re.M)
_TOKEN = lazy(r"<(/?)([A-Za-z][A-Za-z0-9._-]{0,60}+)[^<>]*+>([^<]*+(?:<(?![/A-Za-z!?])[^<]*+)*+)")
_CHARSET = lazy(r"CHARSET[ \t]*:[ \t]*([\w-]{1,20})|<\?xml[^>]{0,200}encoding=[\"']([\w-]{1,20})", re.I)
_CODE_PAGE = lazy(r"(?:cp|windows-|iso-)?([0-9]{3,4}(?:-[0-9]{1,2})?)", re.I)
_STATEMENTS = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
_OWN = frozenset({"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"})
_GROUPS = _OWN | {"PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY", "STATUS"}


def recognises(source: Source) -> bool:
    return _RECOGNISED.search(source.first[:TOP]) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    reader = _Reader(source)
    for line, tag, text in _tokens(_text(source)):
        reader.take(line, tag, text)
    yield from reader.found()


def _text(source: Source) -> str:
    """The file as text: UTF-8 where it is that, else in the code page that it declares."""
    found = _CHARSET.search(source.first[:TOP])
    page = _CODE_PAGE.fullmatch(found[1] or found[2]) if found else None
    if page is None or page[1] == "1252":
        return source.text
    data = bytes(source.data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(f"iso-{page[1]}" if page[1].startswith("8859") else f"cp{page[1]}", "replace")
        except LookupError:
            return source.text
    return source.text


def _tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """Each tag with its line and the text behind it; a closing tag starts with a slash."""
    import html  # noqa: PLC0415 - 2 ms, for bank statements of this kind only

    body = _without_cdata(text)
    line, at = 1, 0
    for found in _TOKEN.finditer(body):
        line += body.count("\n", at, found.start())
        at = found.start()
        yield line, found[1] + found[2].upper(), html.unescape(found[3].strip())


def _without_cdata(text: str) -> str:
    """The same with what stands in CDATA sections as plain, escaped text."""
    import html  # noqa: PLC0415 - 2 ms, for bank statements of this kind only

    first, *sections = text.split("<![CDATA[")
    parts = [first]
    for section in sections:
        inside, end, after = section.partition("]]>")
        parts += [html.escape(inside, quote=False), after] if end else [section]
    return "".join(parts)


class _Reader:
    """Meets the tags one by one, and keeps the statements and what stood in their way."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._statements: list[Statement] = []
        self._others: list[Problem] = []
        self._currency = ""
        self._inside = ""
        self._status: dict[str, str] = {}
        self._open: dict[str, str] | None = None
        self._place = "line 1"
        """Where the open transaction starts, or else the last tag stands."""
        self._closed = False

    def take(self, line: int, tag: str, text: str) -> None:
        """One tag and its text."""
        if tag in ("STMTTRN", "/STMTTRN") or tag in _STATEMENTS:
            self._finish()
            self._inside = ""
        if self._open is None:
            self._place = f"line {line}"
        if tag in _STATEMENTS:
            self._begin(tag)
        elif tag == "STMTTRN":
            self._open = {}
        elif tag in _GROUPS:
            self._inside, self._status = tag, {}
        elif tag.startswith("/"):
            self._leave(tag[1:])
        elif text:
            self._learn(tag, text)

    def found(self) -> Iterator[Record | Problem]:
        """All of it, once the file has ended."""
        if not self._closed:
            self._others.append(self._source.problem(self._place, "bank.cut"))
        if self._statements:
            yield from bank.transfers(self._source, self._statements)
        elif not self._others:
            yield self._source.problem("line 1", "bank.no_statement")
        yield from self._others

    def _begin(self, tag: str) -> None:
        self._currency = ""
        self._statements.append(Statement(place=self._place))
        if tag == "INVSTMTRS":
            self._statements[-1].lines.append(self._source.problem(self._place, "bank.investments"))

    def _leave(self, tag: str) -> None:
        if tag == "STATUS" and self._status.get("SEVERITY") == "ERROR":
            message = self._status.get("MESSAGE") or self._status.get("CODE", "")
            self._others.append(self._source.problem(self._place, "bank.refused", message=message[:QUOTED]))
        self._closed = self._closed or tag == "OFX"
        if tag == self._inside:
            self._inside = ""

    def _learn(self, tag: str, text: str) -> None:
        if self._open is not None:
            self._open.setdefault(f"{self._inside}/{tag}" if self._inside else tag, text)
        elif self._inside == "STATUS":
            self._status[tag] = text.upper() if tag == "SEVERITY" else text
        elif self._statements and self._inside in _OWN and tag == "ACCTID":
            self._statements[-1].account = bank.account_number(text)
        elif tag == "CURDEF":
            self._currency = text

    def _finish(self) -> None:
        """The open transaction has ended."""
        if self._open is not None:
            if not self._statements:
                self._statements.append(Statement())
            self._statements[-1].lines.append(_line(self._place, self._open, self._currency))
        self._open = None


def _line(place: str, said: dict[str, str], currency: str) -> Line:
    amount, day = said.get("TRNAMT", ""), said.get("DTPOSTED") or said.get("DTUSER", "")
    name = said.get("NAME") or said.get("PAYEE/NAME") or said.get("EXTDNAME", "")
    memo = said.get("MEMO") or said.get("REFNUM") or said.get("CHECKNUM", "").strip("0")
    return Line(
        place=place,
        booked=day,
        day=bank.read_day(day),
        amount=amount,
        value=bank.read_sum(amount),
        currency=said.get("CURRENCY/CURSYM") or currency,
        counterparty=name,
        iban=said.get("BANKACCTTO/ACCTID") or said.get("CCACCTTO/ACCTID", ""),
        reference="" if memo == name else memo,
        bank_id=bank.said(said.get("FITID", "")),
    )
