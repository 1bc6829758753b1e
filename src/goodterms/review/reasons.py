"""What speaks for the verdict? Each measured fact, with what is usual, since when, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from goodterms.records.book import Book
from goodterms.records.model import Attempt
from goodterms.review.measured import Measured
from goodterms.review.model import FAMILIES, Reason
from goodterms.signals.reading import Month
from goodterms.terms.evidence import Evidence, Text, Value
from goodterms.terms.money import Money

GOOD = ("late_payment", "true_rate", "after_hours", "vague_feedback")
"""Signals that are also worth saying when they are well."""
MOST_EVIDENCE = 5


def reasons(
    measured: Sequence[Measured], levels: Mapping[str, int], keep: bool, book: Book, as_of: date
) -> tuple[Reason, ...]:
    """Strongest first; of a client to keep, what is well too."""
    found = []
    for one in measured:
        level = levels[one.weight.signal]
        well = keep and one.weight.signal in GOOD and one.coverage == "covered"
        if one.value is not None and (level or well):
            found.append(_reason(one, one.value, level, book, as_of))
    return strongest_first(found)


def angry_answers(attempts: Iterable[Attempt]) -> tuple[Reason, ...]:
    """Anger when something was raised is a fact of its own, strongest where it was the tone (M28)."""
    angry = [attempt for attempt in attempts if attempt.reaction == "angry"]
    if not angry:
        return ()
    level = 2 if any(attempt.issue == "tone" for attempt in angry) else 1
    times, last = len(angry), max(attempt.day for attempt in angry)
    told = Text("reason.angry_answer", {"value": times, "last": last})
    places = tuple(attempt.evidence for attempt in reversed(angry))
    return (Reason("respect", "angry_answer", times, "count", "", None, None, 0, level, times, told, places),)


def strongest_first(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """By level, then by family."""
    return tuple(sorted(found, key=lambda reason: (-reason.level, FAMILIES.index(reason.family))))


def _reason(one: Measured, value: float, level: int, book: Book, as_of: date) -> Reason:
    signal = one.history.signal
    months = _months_until(one.since, as_of)
    values = {
        "value": shown(one, value),
        "usual": shown(one, one.usual),
        "observations": one.observations,
        "months": months,
    }
    return Reason(
        one.weight.family, signal.name, value, signal.unit, one.history.currency, one.usual, one.since,
        months, level, one.observations, Text(f"{'reason' if level else 'good'}.{signal.name}", values),
        evidence(one, book),
    )  # fmt: skip


def _months_until(since: date | None, as_of: date) -> int:
    """Months from the first of a run to today, both counted."""
    return (as_of.year - since.year) * 12 + as_of.month - since.month + 1 if since else 0


def shown(one: Measured, value: float | None) -> Value:
    """A value as a sentence takes it: money as Money, everything else as the number."""
    if value is None or one.history.signal.unit != "money_per_hour":
        return value
    return Money(round(value), one.history.currency)


def evidence(one: Measured, book: Book) -> tuple[Evidence, ...]:
    """Where the records that weigh most were read, the worst month first."""
    lower = one.scale.lower_is_worse

    def worst(month: Month) -> tuple[float, date]:
        return (-(one.scale.value((month,)) or 0) if lower else month.part, month.month)

    # A month in which it did not happen shows nothing of it, unless it is the absence that is told.
    telling = [month for month in one.window if lower or month.part > 0] or one.window
    refs = [month.ref for month in sorted(telling, key=worst, reverse=True) if month.ref is not None]
    found = [place for ref in dict.fromkeys(refs) if (place := _place(book, ref)) is not None]
    return tuple(found[:MOST_EVIDENCE])


def _place(book: Book, ref: int) -> Evidence | None:
    """Where a record was read; None for a number of another book."""
    try:
        return book.evidence(ref)
    except KeyError:
        return None
