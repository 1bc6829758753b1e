"""How long until something is on the screen, beside a bare Python that imports the same parsers?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.workshop import Workshop

LIMIT = 3.0

_CSV = """number,client,issued,due,total,currency
2026-014,Pixel Orchard,2026-03-02,2026-04-01,1450.00,EUR
2026-015,Atelier Sorrel,2026-03-09,2026-04-08,620.00,EUR
"""
_UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>2026-016</cbc:ID><cbc:IssueDate>2026-03-12</cbc:IssueDate><cbc:DueDate>2026-04-11</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Mara Lind</cbc:Name></cac:PartyName>
  </cac:Party>  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Harbour &amp; Sons</cbc:Name>
  </cac:PartyName></cac:Party></cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">980.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="EUR">980.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</Invoice>
"""
_MBOX = """From ann@harboursons.example Mon Mar  2 09:14:00 2026
From: Ann <ann@harboursons.example>
To: Mara Lind <mara@lind.example>
Date: Mon, 02 Mar 2026 09:14:00 +0100
Subject: The quay signs
Message-ID: <quay-1@harboursons.example>
Content-Type: text/plain; charset=utf-8

Could you send the second proof of the quay signs by Thursday?

"""
_CHAT = """[02/03/2026, 09:14:00] Kim: The orchard page looks right now.
[02/03/2026, 09:20:12] Mara Lind: Good, I will send the files to the printer.
[13/03/2026, 11:02:45] Kim: Thanks!
"""

_FILES = {
    "CSV": ("invoices.csv", _CSV, "csv"),
    "UBL": ("invoice.xml", _UBL, "lxml.etree"),
    "mbox": ("inbox.mbox", _MBOX, "fast_mail_parser"),
    "WhatsApp": ("WhatsApp Chat with Pixel Orchard.txt", _CHAT, "re"),
}
"""By kind: a file's name, what is in it, and the parser that its importer uses."""


def measure(shop: Workshop) -> Iterator[Line]:
    """`--help`, and `inspect` of one small file of each kind."""
    yield _line(shop, "--help", ("--help",), "click")
    place = shop.scratch / "small files"
    place.mkdir()
    for kind, (name, text, parser) in _FILES.items():
        file = place / name
        file.write_text(text, "utf-8")
        yield _line(shop, f"inspect of one {kind} file", ("inspect", str(file)), f"click, {parser}")


def _line(shop: Workshop, what: str, command: tuple[str, ...], parsers: str) -> Line:
    return shop.compare(
        Line(what, "goodterms", f"Python that imports {parsers}", "ratio", LIMIT),
        lambda: shop.children.wall("-m", "goodterms", *command),
        lambda: shop.children.wall("-c", f"import {parsers}"),
    )
