"""What stands in the two papers, part by part, in the words of their reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from goodterms.faces.paged import Blank, Heading, Paper, Paragraph, Part, Table, Tick

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.before_and_now import Month
    from goodterms.parting.dispute import Dispute, Entry
    from goodterms.parting.handover import Handover, Item
    from goodterms.terms.money import Money

TO_DO = ("work", "bill", "owed")
"""Items that are to be done, and are no access."""
NOTHING = "–"


class Sealed(NamedTuple):
    """A file, and the digest that stands for what is in it; none where it cannot be read. A folder that is
    one source has that of its files together."""

    path: str
    digest: str | None
    files: tuple[Sealed, ...] = ()
    """Those of a folder."""


def handover_paper(found: Handover, words: Words) -> Paper:
    """The hand-over pack."""
    title = words("paper.handover.title", client=found.client)
    return Paper(title, words.language, tuple(_handover(found, words)))


def dispute_paper(found: Dispute, files: Sequence[Sealed], words: Words) -> Paper:
    """The evidence file."""
    title = words("paper.evidence.title", client=found.client)
    return Paper(title, words.language, tuple(_dispute(found, files, words)))


def hand_over_list(found: Handover, words: Words) -> tuple[Tick, ...]:
    """Every item with its number, what is to be done about it, and where it says so."""
    return _ticks(list(enumerate(found.items, 1)), words)


def name_of(item: Item, words: Words) -> str:
    """What an item is called: its kind, and its own name where it has one."""
    kind = words(f"paper.kind.{item.kind}")
    return words("paper.named", kind=kind, name=item.name) if item.name else kind


def _handover(found: Handover, words: Words) -> Iterator[Part]:
    day = words.day(found.last_day) if found.last_day else words("value.unknown")
    yield Paragraph(words("paper.handover.by", me=found.me or NOTHING, day=found.as_of, last_day=day))
    count = len(found.open)
    yield Paragraph(words("paper.handover.open", count=count) if count else words("paper.handover.none_open"))
    yield Paragraph(words("paper.handover.from_records"), is_small=True)
    numbered = list(enumerate(found.items, 1))
    yield Heading(words("paper.part.accesses"))
    accesses = [one for one in numbered if one[1].kind not in (*TO_DO, "fault")]
    yield from _ticks(accesses, words) or (Paragraph(words("paper.no_accesses")),)
    yield _blank("paper.blank.more_accesses", words)
    yield _blank("paper.blank.renewals", words)
    yield from _works(found, words)
    yield Heading(words("paper.part.issues"))
    yield from _ticks([one for one in numbered if one[1].kind == "fault"], words) or (
        Paragraph(words("paper.no_issues")),
    )
    yield _blank("paper.blank.issues", words)
    yield Heading(words("paper.part.to_do"))
    yield from _ticks([one for one in numbered if one[1].kind in TO_DO], words) or (
        Paragraph(words("paper.nothing_to_do")),
    )
    yield from _bills(found, words)
    yield from _people(found, words)
    yield from _better(found, words)


def _blank(key: str, words: Words) -> Blank:
    return Blank(words("paper.label", label=words(key)))


def _ticks(numbered: Sequence[tuple[int, Item]], words: Words) -> tuple[Tick, ...]:
    return tuple(
        Tick(_line(item, words), item.state == "done", _place(item, words), number)
        for number, item in numbered
    )


def _line(item: Item, words: Words) -> str:
    said = words("paper.item", what=name_of(item, words), state=words(f"paper.state.{item.state}"))
    return said if item.state == "done" else f"{said} {words.say(item.todo)}"


def _place(item: Item, words: Words) -> str:
    """Where it says so, and when."""
    place = item.closed or item.evidence
    if place is None:
        return words.day(item.day) if item.day else ""
    where = words.place(place)
    when = f"{words.day(item.day)}, " if item.day else ""
    quote = f": “{place.quote}”" if place.quote and item.kind not in ("fault", "owed") else ""
    return f"{when}{where}{quote}"


def _works(found: Handover, words: Words) -> Iterator[Part]:
    yield Heading(words("paper.part.work"))
    if not found.works:
        yield Paragraph(words("paper.no_works"))
    else:
        headings = (words("paper.col.work"), words("paper.col.delivered"), words("paper.col.where"))
        rows = [
            (one.name, words.day(one.delivered_on) if one.delivered_on else NOTHING, one.where or "…")
            for one in found.works
        ]
        yield Table(headings, tuple(rows))
        yield Paragraph(words("paper.where_blank"), is_small=True)
    yield _blank("paper.blank.sources", words)


def _bills(found: Handover, words: Words) -> Iterator[Part]:
    yield Heading(words("paper.part.bill"))
    unbilled = " + ".join(words.money(one) for one in found.unbilled) or words("value.unknown")
    yield Paragraph(words("paper.unbilled", sum=unbilled))
    if found.unpaid:
        headings = tuple(words(f"paper.col.{name}") for name in ("number", "due", "open"))
        rows = [(number, words.day(due), words.money(left)) for number, due, left in found.unpaid]
        yield Table(headings, tuple(rows))


def _people(found: Handover, words: Words) -> Iterator[Part]:
    yield Heading(words("paper.part.people"))
    mail = ", ".join(found.my_addresses)
    yield Paragraph(words("paper.person", name=found.me or NOTHING, mail=mail or "…"))
    yield _blank("paper.blank.until", words)
    for name, address in found.colleagues:
        yield Paragraph(words("paper.colleague", name=name, mail=address or "…"))
    yield _blank("paper.blank.theirs", words)


def _better(found: Handover, words: Words) -> Iterator[Part]:
    """What was there at first and what is there now (M82)."""
    yield Heading(words("paper.part.better"))
    if found.first is not None and found.now is not None:
        headings = (
            "",
            words.format_field(found.first.month, "month"),
            words.format_field(found.now.month, "month"),
        )
        yield Table(headings, tuple(_months(found.first, found.now, words)))
    delivered = sum(one.delivered_on is not None for one in found.works)
    if delivered:
        yield Paragraph(words("paper.better.delivered", count=delivered))
    for name in ("before", "now", "documentation", "backups", "gaps"):
        yield _blank(f"paper.blank.{name}", words)


def _months(first: Month, now: Month, words: Words) -> Iterator[tuple[str, ...]]:
    def said(value: float | None) -> str:
        return words("value.unknown") if value is None else words("paper.number", number=value)

    def hours(month: Month) -> float | None:
        return None if month.minutes is None else round(month.minutes / 60, 1)

    yield words("paper.month.hours"), said(hours(first)), said(hours(now))
    for name in ("messages", "delivered", "faults"):
        yield words(f"paper.month.{name}"), said(getattr(first, name)), said(getattr(now, name))


def _dispute(found: Dispute, files: Sequence[Sealed], words: Words) -> Iterator[Part]:
    yield Paragraph(words("paper.evidence.by", me=found.me or NOTHING, day=found.as_of))
    yield Paragraph(words("paper.evidence.facts"), is_small=True)
    yield Heading(words("paper.part.amounts"))
    yield from amounts(found, words)
    yield Heading(words("paper.part.chronology"))
    if found.entries:
        headings = tuple(words(f"paper.col.{name}") for name in ("date", "what", "source"))
        yield Table(headings, tuple(entry_in_words(one, found, words) for one in found.entries))
    else:
        yield Paragraph(words("paper.no_entries"))
    yield Heading(words("paper.part.documents"))
    rows = [
        (words(f"paper.document.{one.kind}"), one.name, words.place(one.evidence)) for one in found.papers
    ]
    if rows:
        yield Table(tuple(words(f"paper.col.{name}") for name in ("kind", "name", "source")), tuple(rows))
    yield Heading(words("paper.part.files"))
    yield Paragraph(words("paper.files.how"), is_small=True)
    if any(one.files for one in files):
        yield Paragraph(words("paper.files.folder"), is_small=True)
    digests = tuple((one.path, one.digest or words("paper.files.unread")) for one in files)
    yield Table((words("paper.col.file"), "SHA-256"), digests)


def amounts(found: Dispute, words: Words) -> Iterator[Part]:
    """Bills, what came in for each, and what is open altogether."""
    if not found.bills:
        yield Paragraph(words("paper.no_bills"))
        return
    names = ("number", "issued", "due", "total", "paid", "open")
    rows = [
        (
            words("paper.disputed_bill", number=one.number) if one.disputed else one.number,
            words.day(one.issued), words.day(one.due), _total(one.total, one.credited, words),
            words.money(one.paid), words.money(one.left),
        )
        for one in found.bills
    ]  # fmt: skip
    yield Table(tuple(words(f"paper.col.{name}") for name in names), tuple(rows))
    for left in found.left:
        yield Paragraph(words("paper.open_sum", sum=left))


def _total(total: Money, credited: Money | None, words: Words) -> str:
    said = words.money(total)
    return f"{said} ({words('paper.credited', sum=credited)})" if credited else said


def entry_in_words(entry: Entry, found: Dispute, words: Words) -> tuple[str, str, str]:
    """The day, what happened with the words that were written, and where it stands."""
    values = {**entry.values, "me": found.me or NOTHING, "client": found.client}
    if "issue" in values:
        values["issue"] = words(f"paper.issue.{values['issue']}")
    if "channel" in values:
        values["channel"] = words(f"paper.channel.{values['channel']}")
    said = words(f"paper.entry.{entry.kind}", **values)
    quote = f" “{entry.quote}”" if entry.quote else ""
    return words.day(entry.day), f"{said}{quote}", words.place(entry.evidence)
