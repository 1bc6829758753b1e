"""What happens every month, in one line: `every month from 2025-01 to 2026-06 on the 3rd: …`

The sentence may hold `{n}` (1, 2, 3 …; `{nnn}` writes 001), `{year}`, `{month}` and `{date}` of its turn.

>>> every = turns("every month from 2026-01 to 2026-02 on the 31st: {nn}")
>>> [(str(turn.day), turn.sentence) for turn in every]
[('2026-01-31', '01'), ('2026-02-28', '02')]
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.daybook.sheet import sheets
from goodterms.records.daybook.values import plausible_day
from goodterms.terms.calendar import each_month
from goodterms.terms.evidence import Text
from goodterms.terms.languages import nfc

MOST = 2_000
"""Turns of one line; more is a slip of the pen."""


class Turn(NamedTuple):
    """One time of many: its day, its time where the line gives one, and the sentence of that day."""

    day: date
    at: str
    sentence: str


def turns(line: str) -> list[Turn] | Text | None:
    """Every turn of a line that repeats; None for one that does not, a Text where it cannot be counted."""
    for sheet in sheets():
        for unit, forms in sheet.repeat.items():
            for form in forms:
                if found := form.match(nfc(line)):
                    return _turns(unit, found.groupdict())
    return None


def _turns(unit: str, said: Mapping[str, str | None]) -> list[Turn] | Text:
    first, last = plausible_day(said["first"] or ""), _last_day(said["last"] or "")
    if isinstance(first, Text):
        return first
    if isinstance(last, Text):
        return last
    days = list(_days(unit, first, last, said.get("nth")))
    if not days or len(days) > MOST:
        return Text("daybook.bad_repeat", {"turns": len(days), "most": MOST})
    rest, at = said["rest"] or "", said.get("at") or ""
    return [Turn(day, at, _filled(rest, day, count)) for count, day in enumerate(days, 1)]


def _last_day(raw: str) -> date | Text:
    """The last day of a period that ends with that day or month."""
    day = plausible_day(raw)
    if isinstance(day, Text) or raw.count("-") == 2:
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])


def _days(unit: str, first: date, last: date, nth: str | None) -> Iterator[date]:
    if unit != "month":
        step = timedelta(days=7 if unit == "week" else 1)
        yield from (first + step * count for count in range((last - first) // step + 1))
        return
    wanted = int(re.sub(r"\D", "", nth)) if nth else first.day
    for month in each_month(first, last):
        day = month.replace(day=max(1, min(wanted, monthrange(month.year, month.month)[1])))
        if first <= day <= last:
            yield day


def _filled(sentence: str, day: date, count: int) -> str:
    known = {"{year}": f"{day.year}", "{month}": f"{day.month:02}", "{date}": day.isoformat()}
    text = re.sub(r"\{(?:year|month|date)\}", lambda found: known[found[0]], sentence)
    return re.sub(r"\{(n{1,6})\}", lambda found: f"{count:0{len(found[1])}}", text)
