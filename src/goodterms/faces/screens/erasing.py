"""What stays of a client, on what ground and until when; what goes; and what went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from goodterms.faces.planned import sentence
from goodterms.records.document import as_document

if TYPE_CHECKING:
    from datetime import date

    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.retention import Rule, Sorted
    from goodterms.records.model import Record
    from goodterms.store.erasing import Wiped


class Beside(NamedTuple):
    """What goes beside the records of a client."""

    lines: int
    """Records that stay, and lose the words of their line."""
    unread: int
    """Places that could not be read, whosever they are."""


def kind_of(record: Record) -> str:
    """What a record is called in documents."""
    return str(as_document(record)["kind"])


def show_sorted(
    screen: Screen, found: Sorted, records: Sequence[Record], beside: Beside, words: Words
) -> None:
    """What stays, and why; what goes."""
    screen.line((words("erase.heading", client=found.client, day=found.as_of), "bold"))
    screen.line()
    screen.line((words("erase.stays"), "bold"))
    grounds: dict[str, list[int]] = defaultdict(list)
    for index, ground in found.stays.items():
        grounds[ground].append(index)
    if not grounds:
        screen.line(words("erase.nothing_stays"), indent=2)
    if "accounting" in grounds:
        books = grounds["accounting"]
        screen.line(kinds((records[index] for index in books), words), indent=2)
        screen.line(rule_in_words(found.rule, words), indent=4)
        _days(screen, {index: found.until[index] for index in books if index in found.until}, words)
    if "claims" in grounds:
        screen.line(kinds((records[index] for index in grounds["claims"]), words), indent=2)
        for money in found.open:
            screen.line(words("erase.claims", sum=money), indent=4)
        if not found.open:
            screen.line(words("erase.claims.disputed"), indent=4)
    screen.line()
    screen.line((words("erase.goes"), "bold"))
    _goes(screen, found, records, beside, words)
    if found.mentions:
        screen.line(words("erase.mentions", count=found.mentions), indent=2)
    screen.line()
    screen.line((words("law.not_advice"), "dim"))


def _goes(screen: Screen, found: Sorted, records: Sequence[Record], beside: Beside, words: Words) -> None:
    """The records, what stands beside those that stay, and what nobody could read."""
    told = [
        kinds((records[index] for index in found.goes), words),
        words("erase.lines", count=beside.lines) if beside.lines else "",
        words("erase.unread", count=beside.unread) if beside.unread else "",
    ]
    for line in filter(None, told):
        screen.line(line, indent=2)
    if any(told):
        screen.line(words("erase.also_goes"), indent=4)
    else:
        screen.line(words("erase.nothing_goes"), indent=2)


def show_wiped(screen: Screen, wiped: Wiped, words: Words) -> None:
    """What was done, and what only the user can do."""
    screen.line()
    screen.line(words("erase.done", count=wiped.records))
    if not wiped.is_clean:
        screen.line(words("erase.not_clean"), indent=2)
    if wiped.files:
        screen.line(words("erase.files"), indent=2)
        for path in wiped.files:
            screen.line(path, indent=4)


def kinds(records: Iterable[Record], words: Words) -> str:
    kinds = Counter(map(kind_of, records))
    return ", ".join(words(f"kind.{kind}", count=often) for kind, often in sorted(kinds.items()))


def rule_in_words(rule: Rule, words: Words) -> str:
    """For how long, and who says so."""
    if rule.is_own:
        return words("erase.rule.own", years=rule.years)
    if rule.years is None:
        place = rule.place or words("value.unknown")
        return f"{sentence(words(rule.why))} {words('erase.rule.unknown', place=place)}"
    return words("erase.rule.law", years=rule.years, source=rule.source)


def _days(screen: Screen, until: Mapping[int, date], words: Words) -> None:
    """How many may go from which day on."""
    for day, often in sorted(Counter(until.values()).items()):
        screen.line(words("erase.until", count=often, day=day), indent=4)
