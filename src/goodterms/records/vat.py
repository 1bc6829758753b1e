"""How much VAT is in a bill, as its record tells it?

>>> vat_in(Money.of(1210, "EUR"), Money.of(210, "EUR"))
Money(minor=21000, currency='EUR')
>>> vat_in(Money.of(-1210, "EUR"), Money.of(-210, "EUR"))
Money(minor=21000, currency='EUR')
>>> vat_in(Money.of(210, "EUR"), Money.of(1210, "EUR")) is None
True
"""

from __future__ import annotations

from goodterms.terms.money import Money


def vat_in(total: Money, tax: Money | None) -> Money | None:
    """The VAT in a total that a bill tells, above 0 or 0 also for a credit note; None where it tells none, or
    one that is no part of that total: of another currency, of the other sign, or more than all of it."""
    if tax is None or tax.currency != total.currency or tax.minor * total.minor < 0:
        return None
    return Money(abs(tax.minor), tax.currency) if abs(tax.minor) <= abs(total.minor) else None
