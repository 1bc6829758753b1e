"""Is this an invoice from Peppol? UBL 2.1 invoices and credit notes, bare or in a Peppol envelope.

Source: OASIS UBL 2.1, read with the meaning EN 16931 gives its elements. The total is the one with VAT; a
buyer goes by their registered name. A document without number, buyer, day, total or currency is a
problem.
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

TITLE = "UBL invoices (XML)"
READS = (
    "UBL 2.1 invoices and credit notes, bare or in a Peppol envelope: number, days, buyer with VAT number, "
    "seller, total with VAT, the VAT in it, what was prepaid; not the lines."
)
GIVES = ("invoice", "payment")
ROOTS = ("Invoice", "CreditNote")
ENVELOPE = "StandardBusinessDocument"
NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
_NAMES = ("PartyLegalEntity/RegistrationName", "PartyName/Name")
_NUMBER = "InvoiceDocumentReference/ID"


def recognises(source: Source) -> bool:
    name, attributes = xml.root_of(source)
    if name == ENVELOPE:
        return any(f"{NAMESPACE}{root}-2" in source.first for root in ROOTS)
    return name in ROOTS and NAMESPACE in attributes


def read(source: Source) -> Iterator[Record | Problem]:
    root = xml.parse(source)
    if isinstance(root, Problem):
        yield root
        return
    document = root if xml.local(root) in ROOTS else xml.find(root, *ROOTS)
    if document is None:
        yield source.problem("line 1", "einvoice.empty_envelope")
    else:
        yield from einvoice.records(source, _words(document))


def _words(invoice: Element) -> einvoice.Words:
    buyer = xml.find(invoice, "AccountingCustomerParty/Party")
    currency = xml.text(invoice, "DocumentCurrencyCode")
    sums = xml.find(invoice, "LegalMonetaryTotal")
    total = list(xml.every(sums, "TaxInclusiveAmount")) or list(xml.every(sums, "PayableAmount"))
    currency = currency or next((node.get("currencyID", "") for node in total), "")
    number = xml.find(invoice, "ID")
    return einvoice.Words(
        number=xml.text(invoice, "ID"),
        kind=xml.text(invoice, "InvoiceTypeCode", "CreditNoteTypeCode"),
        issued=xml.text(invoice, "IssueDate"),
        due=_due(invoice),
        buyer=_name(buyer),
        seller=_name(xml.find(invoice, "AccountingSupplierParty/Party")),
        total=einvoice.sum_in(currency, total),
        currency=currency,
        tax=einvoice.only_sum_in(currency, xml.every(invoice, "TaxTotal/TaxAmount")),
        prepaid=einvoice.sum_in(currency, xml.every(sums, "PrepaidAmount")),
        corrects=xml.text(invoice, f"BillingReference/{_NUMBER}"),
        buyer_email=xml.text(buyer, "Contact/ElectronicMail") or _endpoint(buyer),
        buyer_country=xml.text(buyer, "PostalAddress/Country/IdentificationCode"),
        buyer_vat=_vat(buyer),
        is_credit=xml.local(invoice) == "CreditNote",
        line=1 if number is None else number.sourceline or 1,
    )


def _due(invoice: Element) -> tuple[str, ...]:
    """The days it may be paid on: its own, else those of its means and terms of payment."""
    own = xml.text(invoice, "DueDate")
    paths = ("PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")
    others = (xml.text(node, ".") for path in paths for node in xml.every(invoice, path))
    return (own,) if own else tuple(text for text in others if text)


def _name(party: Element | None) -> str:
    person = (xml.text(party, f"Person/{part}") for part in ("FirstName", "FamilyName"))
    return xml.text(party, *_NAMES) or " ".join(part for part in person if part)


def _endpoint(party: Element | None) -> str:
    """The electronic address, where it is an e-mail address (scheme EM)."""
    address = xml.find(party, "EndpointID")
    is_mail = address is not None and address.get("schemeID") == "EM"
    return xml.text(party, "EndpointID") if is_mail else ""


def _vat(buyer: Element | None) -> str:
    """The number under the VAT scheme; one that names no scheme stands in for it."""
    numbers = {
        xml.text(scheme, "TaxScheme/ID").upper(): xml.text(scheme, "CompanyID")
        for scheme in reversed(list(xml.every(buyer, "PartyTaxScheme")))
    }
    return numbers.get("VAT") or numbers.get("", "")
