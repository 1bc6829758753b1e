"""What is in the figure of an hour, and what is not? VAT and costs, as far as the records tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodterms.records.book import Book
from goodterms.records.settled.earned import cash, costs
from goodterms.records.settled.owed import known_by
from goodterms.review.portfolio.model import Basis
from goodterms.terms.evidence import Text


def basis(book: Book, since: date, as_of: date) -> Basis:
    """What an hour's figure rests on at the end of a day; costs are those from `since` on."""
    own = cash(known_by(book, as_of))
    recorded = [one for one in costs(book, as_of) if one.day >= since]
    lost = {(one.key, one.client) for one in recorded if one.amount is None}
    counted = {(one.key, one.client) for one in recorded} - lost
    return Basis(own.is_net, len(own.told), own.untold, len(counted), len(lost))


def says(one: Basis) -> Iterator[Text]:
    """The same in words."""
    if one.is_net:
        yield Text("basis.vat_off")
    elif one.untold:
        yield Text("basis.vat_in", {"count": one.untold})
    else:
        yield Text("basis.vat_unknown")
    yield Text("basis.costs", {"count": one.costs}) if one.costs else Text("basis.no_costs")
    if one.costs_left_out:
        yield Text("basis.costs_left_out", {"count": one.costs_left_out})
