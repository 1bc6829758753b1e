"""What time is 2:30 PM, and how long is 1u30?

>>> read_clock("2:30 PM"), read_clock("14h05")
(datetime.time(14, 30), datetime.time(14, 5))
>>> [str(read_hours(text)) for text in ("1u30", "90 min", "1,5")]
['1.5', '1.5', '1.5']
"""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal, InvalidOperation

from goodterms.terms.patterns import lazy

LONGEST = 40
"""Characters of a cell that holds a time; what is longer holds something else."""
_CLOCK = lazy(
    r"(?:^|[T ,])\s?(\d{1,2})\s?(?:[:hu]\s?(\d\d)?(?::(\d\d)(?:[.,]\d{1,9})?)?)?\s?([ap]\.?m\.?|sa|ch)?$",
    re.IGNORECASE,
)
_POINTED = lazy(r"(\d{1,2})\.(\d\d)")
_HOURS_MINUTES = lazy(r"(\d{1,4})\s?[:hu]\s?([0-5]?\d)(?::([0-5]\d)|\s?m(?:in|n)?\.?)?", re.IGNORECASE)
_ISO = lazy(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?", re.IGNORECASE)
_MINUTES = lazy(
    r"(\d{1,5}(?:[.,]\d{1,4})?)\s?(?:m|min|mn|mins|minutes?|minuten|minuut|phút|')\.?", re.IGNORECASE
)
_UNIT = lazy(r"\s*(?:h|u|g|hrs?|hours?|uur|uren|heures?|giờ|tiếng)\.?$", re.IGNORECASE)


def read_clock(text: str) -> time | None:
    """The clock time that a text ends with (Vietnamese SA and CH are before and after noon)."""
    text = text.strip()
    pointed = _POINTED.fullmatch(text)
    found = pointed or (_CLOCK.search(text) if len(text) <= LONGEST else None)
    if found is None:
        return None
    second, half = ("", "") if pointed else (found[3], found[4])
    if not pointed and not half and not re.search(r"[:hu]", text, re.IGNORECASE):
        return None  # a bare number is no time
    hour = int(found[1])
    if half:
        hour = hour % 12 + (12 if half[0] in "pPcC" else 0)
    try:
        return time(hour, int(found[2] or 0), int(second or 0))
    except ValueError:
        return None


def is_clock(text: str) -> bool:
    """Is this a clock time and nothing else?"""
    bare = text.strip()
    shaped = len(bare) <= LONGEST and (_CLOCK.match(bare) or _POINTED.fullmatch(bare))
    return bool(shaped) and read_clock(bare) is not None


def read_hours(text: str) -> Decimal | None:
    """Hours of a length of time; a single mark is decimal, because nobody works 1.250 hours on end."""
    text = text.strip()
    if len(text) > LONGEST or not text.isprintable():
        return None
    if found := _HOURS_MINUTES.fullmatch(text):
        return Decimal(found[1]) + Decimal(found[2]) / 60 + Decimal(found[3] or 0) / 3600
    if found := _ISO.fullmatch(text) if len(text) > 2 else None:
        return sum((Decimal(found[at] or 0) / size for at, size in ((1, 1), (2, 60), (3, 3600))), Decimal())
    if found := _MINUTES.fullmatch(text):
        return Decimal(found[1].replace(",", ".")) / 60
    try:
        hours = Decimal(_UNIT.sub("", text).replace(",", "."))
    except InvalidOperation:
        return None
    return hours if hours.is_finite() else None
