"""The values of a forecast: a bill as it stands on a day, and the days on which it may be paid."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from goodterms.terms.money import Money

Basis = Literal["client", "portfolio", "too_little"]
Why = Literal["", "few_payments", "never_so_late", "too_many_open", "too_far"]


class Bill(NamedTuple):
    """An invoice as it is known at the end of a day."""

    key: int
    client: str
    number: str
    issued: date
    due: date
    due_assumed: bool
    """It names no day: 30 days after its issue are taken, the term that European law assumes."""
    total: Money
    """Without what credit notes take off."""
    outstanding: Money
    settled_on: date | None
    """None while it is open."""
    disputed: bool = False
    sent_by: str = ""
    """email, paper or portal; empty where unknown."""


class Forecast(NamedTuple):
    """When an open bill will probably be paid.

    By `p10` it is paid with a chance of 10 %, by `p50` of 50 %, by `p90` of 90 %, given that it is still
    open. None where the payments known do not reach that far: too many are open for as long.
    """

    bill: Bill
    p10: date | None
    p50: date | None
    p90: date | None
    basis: Basis
    """Whether mostly this client's payments speak, or those of all; too_little: nothing can be said."""
    why: Why = ""
    """Of too_little: nearly nobody has paid yet; nobody ever paid so long after (or before) the due day; of
    ten less than one did; or it would be in more than ten years."""
    payments: int = 0
    """How many invoices this client has settled."""


class Forecasts(NamedTuple):
    """All open bills of a day, by due date."""

    as_of: date
    invoices: tuple[Forecast, ...]
    payments: int = 0
    """How many invoices anybody has settled."""
