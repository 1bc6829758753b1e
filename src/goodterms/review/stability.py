"""Would another run of months have given the same verdict?

The months of the window are drawn again, with replacement, many times; the share of histories that end in the
same verdict is how stable it is. What stands as it stands today (unpaid invoices, what was said) is not
drawn. The lots depend on nothing but how many months there are, so that two reviews agree, whatever the
client is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goodterms.records.model import Verdict
from goodterms.review.caps import Facts
from goodterms.review.lots import Lot, lots
from goodterms.review.measured import Measured, level_of
from goodterms.review.playbook import Playbook
from goodterms.review.standing import Known, stand
from goodterms.review.verdict import decide


def stability(
    verdict: Verdict, measured: Sequence[Measured], *, facts: Facts, known: Known, playbook: Playbook
) -> float:
    """The share of resampled histories that give the same verdict."""
    moving = [one for one in measured if _can_move(one)]
    times = playbook.whole("resamples")
    if not moving or not times:
        return 1.0
    months = sorted({month.month for one in moving for month in one.window})
    drawn = lots(len(months), times)
    levels = zip(*(_levels(one, months, drawn, playbook) for one in moving), strict=True)
    names = [one.weight.signal for one in moving]
    seen: dict[tuple[int, ...], bool] = {}
    same = 0
    for found in levels:
        if found not in seen:
            then = {**facts.levels, **dict(zip(names, found, strict=True))}
            there = Facts(facts.values, then, facts.covered)
            seen[found] = decide(stand(there, known, playbook), playbook).verdict == verdict
        same += seen[found]
    return same / times


def _can_move(one: Measured) -> bool:
    """Can drawing its months again change its level? Never where it is over, or where every month is below
    the second limit: the value of some months lies between the least and the most of them, and a word
    changes no verdict."""
    if one.weight.state or one.scale.limits[1] is None or not one.still:
        return False
    return one.scale.is_sum or any(one.scale.level(one.scale.value((month,))) > 1 for month in one.window)


def _levels(one: Measured, months: Sequence[date], drawn: Sequence[Lot], playbook: Playbook) -> list[int]:
    """The signal's level in each of the drawn histories."""
    there = {month.month: month for month in one.window}
    columns = one.scale.columns([there.get(month) for month in months])
    return [level_of(one.weight, one.scale, columns, one.still, playbook, lot) for lot in drawn]
