"""What does a Cross Industry Invoice say? The words of Factur-X and ZUGFeRD, whatever file they come in.

Source: UN/CEFACT CII D16B and D22B as Factur-X 1.0, ZUGFeRD 2 and XRechnung use it, and ZUGFeRD 1.0 with its
older names. The total is the grand total with VAT.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.records.documents import einvoice, xml
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOTS = ("CrossIndustryInvoice", "CrossIndustryDocument")
ORDER_ROOT = "SCRDMCCBDACIOMessageStructure"
"""What Order-X, the orders of the same family, begins with."""
_TERMS = "SpecifiedTradePaymentTerms/DueDateDateTime"
_REFERENCE = "InvoiceReferencedDocument"
_VAT = "VA"


def recognises(source: Source) -> bool:
    """Is this XML an invoice or a credit note of this family?"""
    name, _ = xml.root_of(source)
    return name in ROOTS


def is_order(source: Source) -> bool:
    """Is this XML an order of this family, and so no bill?"""
    name, _ = xml.root_of(source)
    return name == ORDER_ROOT


def read(source: Source) -> Iterator[Record | Problem]:
    """The invoice or credit note, what was prepaid on it, and what is wrong with it.

    `einvoice.order` for an order.
    """
    if is_order(source):
        yield source.problem("line 1", "einvoice.order")
        return
    root = xml.parse(source)
    if isinstance(root, Problem):
        yield root
    else:
        yield from einvoice.records(source, _words(root))


def _words(root: Element) -> einvoice.Words:
    header = xml.find(root, "ExchangedDocument", "HeaderExchangedDocument")
    trade = xml.find(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    parties = xml.find(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
    payment = xml.find(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    buyer = xml.find(parties, "BuyerTradeParty")
    currency = xml.text(payment, "InvoiceCurrencyCode")
    sums = xml.find(
        payment,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    number = xml.find(header, "ID")
    return einvoice.Words(
        number=xml.text(header, "ID"),
        kind=xml.text(header, "TypeCode"),
        issued=_day(header, "IssueDateTime"),
        due=tuple(text for node in xml.every(payment, _TERMS) if (text := _day(node, "."))),
        buyer=xml.text(buyer, "Name"),
        seller=xml.text(parties, "SellerTradeParty/Name"),
        total=einvoice.sum_in(currency, xml.every(sums, "GrandTotalAmount")),
        currency=currency,
        tax=einvoice.only_sum_in(currency, xml.every(sums, "TaxTotalAmount")),
        prepaid=einvoice.sum_in(currency, xml.every(sums, "TotalPrepaidAmount")),
        corrects=xml.text(payment, f"{_REFERENCE}/IssuerAssignedID", f"{_REFERENCE}/ID"),
        buyer_email=_email(buyer),
        buyer_country=xml.text(buyer, "PostalTradeAddress/CountryID"),
        buyer_vat=_vat(buyer),
        line=1 if number is None else number.sourceline or 1,
    )


def _day(node: Element | None, path: str) -> str:
    return xml.text(node, f"{path}/DateTimeString", f"{path}/DateTime", f"{path}/DateString")


def _email(buyer: Element | None) -> str:
    contact = xml.text(buyer, "DefinedTradeContact/EmailURIUniversalCommunication/URIID")
    address = xml.find(buyer, "URIUniversalCommunication/URIID")
    is_mail = address is not None and address.get("schemeID") == "EM"
    return contact or (xml.text(address, ".") if is_mail else "")


def _vat(buyer: Element | None) -> str:
    """The buyer's VAT number; a registration of another kind (`FC`, a local tax number) is none."""
    numbers = (
        node for node in xml.every(buyer, "SpecifiedTaxRegistration/ID") if node.get("schemeID") == _VAT
    )
    return next((words for node in numbers if (words := xml.text(node, "."))), "")
