"""By which day is it paid with a chance of 10, 50 and 90 %, given that it is not paid yet?

Open bills are censored and not left out (Kaplan and Meier, Journal of the American Statistical Association,
1958): what is known of one that is open for 40 days is that it takes more.

>>> paid = [Atom(float(days), 1.0, False) for days in (2, 4, 6, 8, 10)]
>>> quantiles(paid, 0.0), quantiles(paid, 6.0)
((2.0, 6.0, 10.0), (8.0, 8.0, 10.0))
>>> quantiles([*paid, Atom(20.0, 5.0, True)], 0.0)
(2.0, 10.0, None)
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from goodterms.review.forecast.levels import Atom

CHANCES = (0.1, 0.5, 0.9)
_TINY = 1e-9

Quantiles = tuple[float | None, float | None, float | None]


def quantiles(atoms: Iterable[Atom], passed: float) -> Quantiles:
    """Days after the due date, all of them more than `passed`; None where payments do not reach."""
    left = sorted(one for one in atoms if one.late > passed)
    steps = _paid_by(left)
    first, second, third = (
        next((late for late, paid in steps if paid >= chance - _TINY), None) for chance in CHANCES
    )
    return first, second, third


def _paid_by(atoms: list[Atom]) -> list[tuple[float, float]]:
    """Each day of a payment, and the share that is paid by then."""
    risks = list(accumulate(one.weight for one in reversed(atoms)))[::-1]
    open_share, steps = 1.0, []
    for one, at_risk in zip(atoms, risks, strict=True):
        if not one.is_open and at_risk > 0:
            open_share *= 1 - one.weight / at_risk
            steps.append((one.late, 1 - open_share))
    return steps
