"""How do other programs read a sum, a day, or a place? The parts that every JSON document has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

Json = dict[str, Any]


def money(some: Money | None) -> Json | None:
    """A sum in its currency; nothing where it is unknown."""
    return None if some is None else {"amount": str(some.amount), "currency": some.currency}


def sums(some: Iterable[Money]) -> list[Json]:
    """Money, currency by currency."""
    return [{"amount": str(one.amount), "currency": one.currency} for one in some]


def iso(day: date | None) -> str | None:
    """A day as 2026-10-31, or nothing."""
    return day.isoformat() if day else None


def places(evidence: Iterable[Evidence]) -> list[Json]:
    """Where something was read, and in what words."""
    return [{"source": one.source, "locator": one.locator, "quote": one.quote} for one in evidence]
