"""I was sent an invoice as a PDF that computers can read as well: Factur-X, ZUGFeRD or XRechnung in a PDF.

The PDF carries the invoice as an attached XML file, and that is what is read (`goodterms.records.
cross_industry`); what is printed on the page is not looked at. A place is the attachment's name and the line
in it. A PDF with an Order-X attachment is an order, and a problem that says so. Sources: Factur-X 1.0.7,
ZUGFeRD 1.0, 2.0 and 2.3, chapter on embedding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goodterms.records.documents import cross_industry
from goodterms.records.documents.pdf import attached_xml, is_pdf
from goodterms.records.documents.xml import LARGEST_MB
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Factur-X and ZUGFeRD invoices (PDF)"
READS = (
    "PDF invoices with a Factur-X, ZUGFeRD (1 and 2) or XRechnung attachment, in every profile: what is read "
    "of the same invoice as XML; not the printed page, and not orders (Order-X)."
)
GIVES = ("invoice", "payment")
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
"""What the specifications call the attachment, in lower case; the first of them that there is is read."""
ORDER = "order-x.xml"


def recognises(source: Source) -> bool:
    if not is_pdf(source) or len(source.data) > source.limits.file_mb << 20:
        return False
    found = attached_xml(source)
    if isinstance(found, Problem):
        return True
    return any(_is_bill(file) or _is_order(file) for file in _sources(source, found))


def read(source: Source) -> Iterator[Record | Problem]:
    found = attached_xml(source)
    if isinstance(found, Problem):
        yield found
        return
    files = _sources(source, found)
    bills = sorted((file for file in files if _is_bill(file)), key=_rank)
    if bills and found[bills[0].name] is None:
        yield source.problem(bills[0].name, "xml.too_big", most_mb=LARGEST_MB)
    elif bills:
        yield from (_placed(item, bills[0].name, source.name) for item in cross_industry.read(bills[0]))
    elif orders := [file for file in files if _is_order(file)]:
        yield source.problem(orders[0].name, "einvoice.order")


def _sources(source: Source, found: Mapping[str, bytes | None]) -> list[Source]:
    """The attached XML files, each as a source that is called as the attachment is."""
    return [replace(source, name=name, data=data or b"", path=None) for name, data in found.items()]


def _rank(file: Source) -> int:
    return NAMES.index(file.name.lower()) if file.name.lower() in NAMES else len(NAMES)


def _is_bill(file: Source) -> bool:
    return not _is_order(file) and (file.name.lower() in NAMES or cross_industry.recognises(file))


def _is_order(file: Source) -> bool:
    return file.name.lower() == ORDER or cross_industry.is_order(file)


def _placed(item: Record | Problem, attachment: str, name: str) -> Record | Problem:
    """What was read of an attachment, as read of the PDF it is in."""
    if isinstance(item, Problem):
        return item._replace(source=name, locator=f"{attachment}, {item.locator}".removesuffix(", "))
    place = item.evidence
    return replace(item, evidence=place._replace(source=name, locator=f"{attachment}, {place.locator}"))
