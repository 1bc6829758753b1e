"""Is this a Factur-X or ZUGFeRD invoice? UN/CEFACT Cross Industry Invoices as XML, in every profile.

What is read of it is in `goodterms.records.documents.cross_industry`. A document without number, buyer, day,
total or currency is a problem, and so is an order (Order-X).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.documents import cross_industry
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Factur-X and ZUGFeRD invoices (XML)"
READS = (
    "UN/CEFACT Cross Industry Invoices (Factur-X, ZUGFeRD 1 and 2, XRechnung) in every profile: number, "
    "days, buyer with VAT number, seller, total with VAT, the VAT in it, what was prepaid; not the "
    "lines, and no orders."
)
GIVES = ("invoice", "payment")


def recognises(source: Source) -> bool:
    return cross_industry.recognises(source) or cross_industry.is_order(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return cross_industry.read(source)
