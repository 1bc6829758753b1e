"""What a currency was worth in others, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodterms.records.kind import NOWHERE, Kind
from goodterms.terms.evidence import Evidence


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ExchangeRate(Kind):
    """What one unit of a currency was worth in others on a day: a line of a bank's history has forty of them,
    and they are kept as one record, because a history has thousands of lines."""

    day: date
    currency: str
    rates: tuple[tuple[str, str], ...]
    """Code of the other currency, and the number (`goodterms.terms.exchange.read_rate`)."""
    evidence: Evidence = NOWHERE
