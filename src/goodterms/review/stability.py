"""Would another run of months have given the same verdict?

The months of the window are drawn again, with replacement, many times; the share of histories that end in the
same verdict is how stable it is. What stands as it stands today (unpaid invoices, what was said) is not
drawn. The draw depends on nothing but the client's name, so that two reviews agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from goodterms.records.model import Verdict
from goodterms.review.caps import Facts
from goodterms.review.measured import Measured, Point, level_of
from goodterms.review.playbook import Playbook
from goodterms.review.standing import Known, stand
from goodterms.review.verdict import decide


def stability(
    client: str,
    verdict: Verdict,
    measured: Sequence[Measured],
    *,
    facts: Facts,
    known: Known,
    playbook: Playbook,
) -> float:
    """The share of resampled histories that give the same verdict."""
    moving = [one for one in measured if _can_move(one)]
    times = playbook.whole("resamples")
    if not moving or not times:
        return 1.0
    months = sorted({month.month for one in moving for month in one.window})
    place = {month: index for index, month in enumerate(months)}
    rows = [(one, [place[m.month] for m in one.window], one.scale.points(one.window)) for one in moving]
    chance = Random(client)  # noqa: S311 - a reproducible draw, not a secret
    seen: dict[tuple[object, ...], bool] = {}
    same = 0
    for _ in range(times):
        counts = [0] * len(months)
        for index in chance.choices(range(len(months)), k=len(months)):
            counts[index] += 1
        drawn = _redraw(rows, counts, facts, playbook)
        key = tuple(drawn.levels.values())
        if key not in seen:
            standing = stand(drawn, known, playbook)
            seen[key] = decide(standing, playbook).verdict == verdict
        same += seen[key]
    return same / times


def _can_move(one: Measured) -> bool:
    """Can drawing its months again change its level? Never where every month is below the second limit: the
    value of some months lies between the least and the most of them, and a word changes no verdict."""
    if one.weight.state or one.scale.limits[1] is None:
        return False
    return one.scale.is_sum or any(one.scale.level(one.scale.value((month,))) > 1 for month in one.window)


def _redraw(
    rows: Sequence[tuple[Measured, Sequence[int], Sequence[Point]]],
    counts: Sequence[int],
    facts: Facts,
    playbook: Playbook,
) -> Facts:
    """Levels of the drawn months; values stay, because only those of today's state and the caps need them."""
    levels = dict(facts.levels)
    for one, places, points in rows:
        drawn = [(point, counts[place]) for place, point in zip(places, points, strict=True) if counts[place]]
        levels[one.weight.signal] = level_of(one.weight, one.scale, drawn, one.still, playbook)
    return Facts(facts.values, levels, facts.covered)
