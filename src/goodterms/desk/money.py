"""What is owed, and when it comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodterms.desk.leaving import contracts_of

if TYPE_CHECKING:
    from goodterms.parting.claim.model import Claims, Wish
    from goodterms.records.book import Book
    from goodterms.review.forecast.model import Forecasts

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


def claims(book: Book, as_of: date, *, client: str = "", wish: Wish | None = None) -> Claims:
    """What the law adds to late invoices, of all clients or of one, and what it cannot say."""
    from goodterms.parting.claim.claiming import claims as made_of

    return made_of(book, lambda name: contracts_of(book, name), as_of, client=client, wish=wish)


def forecast(book: Book, as_of: date) -> Forecasts:
    """When each open invoice will probably be paid."""
    from goodterms.review.forecast.forecasting import forecast as made_of

    return made_of(book, as_of)
