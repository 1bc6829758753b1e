"""A what-if on the screen: what it comes to, a line a month, the range of each way, and what it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.parting.cash.model import WAYS
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.faces.terminal import Part, Screen
    from goodterms.faces.words import Words
    from goodterms.parting.cash.model import Cash, WhatIf
    from goodterms.terms.evidence import Text


SUMS = {"balance": "what_if.middle", "change": "what_if.middle_change", "coming_in": "what_if.middle_coming"}
"""What the sums of the table are."""


def show_what_if(screen: Screen, made: WhatIf, words: Words) -> None:
    """Everything, what it comes to first."""
    screen.line((words("what_if.heading", client=made.client, day=made.as_of), "bold"))
    for said in comes_to(made, words):
        screen.line(said, indent=2)
    if any(month.p50 for cash in made.ways.values() for month in cash.months):
        _months(screen, made, words)
    _part(screen, "missing", made.warnings, words)
    _part(screen, "by", made.assumptions, words)
    screen.line(left_out(made, words), indent=2)


def comes_to(made: WhatIf, words: Words) -> Iterator[str]:
    """When leaving catches up, what waiting costs, and how many hours it is about."""
    months = len(made.ways["keep"].months)
    if made.difference:
        yield words(_catches_up(made), months=months, month=made.break_even)
    if made.waiting is not None and made.waiting.minor:
        key = "what_if.waiting_costs" if made.waiting.minor > 0 else "what_if.waiting_brings"
        yield words(key, sum=words.money(_size(made.waiting), whole=True))
    if made.hours.client:
        yield words("what_if.hours", hours=made.hours.client)


def _catches_up(made: WhatIf) -> str:
    if made.break_even is None:
        return "what_if.never_even"
    gaps = [one.p50.minor for one in made.difference]
    if not any(gaps):
        return "what_if.same"
    return "what_if.even" if min(gaps) < 0 else "what_if.never_behind"


def _size(money: Money) -> Money:
    return money._replace(minor=abs(money.minor))


def _months(screen: Screen, made: WhatIf, words: Words) -> None:
    """The middle of each way, month by month, then how wide it is."""
    screen.line()
    screen.line((words(SUMS[made.counts]), "dim"))
    names = [words("what_if.column.month"), *(words(f"what_if.way.{way}") for way in WAYS)]
    gaps = {one.until: one.p50 for one in made.difference}
    headings = [*names, words("what_if.column.difference")]
    rows: list[list[Part]] = []
    for index, month in enumerate(made.ways["keep"].months):
        sums = [made.ways[way].months[index].p50 for way in WAYS] + [gaps.get(month.until)]
        rows.append([words.day(month.until), *(_sum(one, words) for one in sums)])
    screen.table(headings, rows, numbers=len(WAYS) + 1)
    screen.line()
    for way in WAYS:
        for said in ranges(made.ways[way], words(f"what_if.way.{way}"), words):
            screen.line(said, indent=2)


def _sum(money: Money | None, words: Words) -> str:
    return words("what_if.unknown") if money is None else words.money(money, whole=True)


def ranges(cash: Cash, way: str, words: Words) -> Iterator[str]:
    """Between what, in eight futures of ten, it ends; and whether the money runs out."""
    last = cash.months[-1]
    if last.p10 is None or last.p90 is None:
        return
    low, high = (words.money(one, whole=True) for one in (last.p10, last.p90))
    said = words("what_if.range", way=way, day=last.until, low=low, high=high)
    if cash.below_zero is None or cash.runway is None:
        yield said
    elif not cash.below_zero:
        yield f"{said} {words('what_if.lasts')}"
    else:
        # The chance first: the number that a plural would look at.
        yield f"{said} {words('what_if.runs_out', share=cash.below_zero)}"
        if cash.runway.p10 is not None:
            yield f"{way}: {words('what_if.runway', months=cash.runway.p10)}"


def _part(screen: Screen, name: str, texts: tuple[Text, ...], words: Words) -> None:
    if texts:
        screen.line()
        screen.line((words(f"what_if.part.{name}"), "bold"))
    for text in texts:
        screen.line(f"· {words.say(text)}", indent=2)


def left_out(made: WhatIf, words: Words) -> str:
    """What is over, and counts for nothing here (M7)."""
    past = made.excluded
    received = " + ".join(words.money(one, whole=True) for one in past.received)
    if past.hours is None and not received:
        return f"· {words('what_if.past')}"
    return f"· {words('what_if.past_sums', hours=past.hours, received=received or None)}"
