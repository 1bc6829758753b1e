"""Is it really over, and did it end well? (M79, M83)

"But leave them": after the last day no new work, after the bounded help no help. What the records show of
either is said, kindly and with its place. Nothing harsh is ever proposed, and to whoever is in danger (T15)
nothing but silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.parting import law
from goodterms.parting.case import Case
from goodterms.parting.channel import unanswered_since
from goodterms.parting.days import good_day
from goodterms.parting.ending import Ending
from goodterms.parting.exposure import OpenBill, exposure, open_bills
from goodterms.parting.model import Reasoned
from goodterms.parting.own import day_of
from goodterms.parting.relapse import Slip, is_new, sent_on, slips
from goodterms.parting.steps import EARLY, LOOK_BACK, THANKS
from goodterms.records.book import Book
from goodterms.terms.calendar import read_day
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

CONTACT = timedelta(days=90)
"""So long after the last day a friendly word is easy."""


class Help(NamedTuple):
    """What was given in the days in which questions are answered; None where no records tell."""

    minutes: int | None
    answers: int | None


class Bridge(NamedTuple):
    """How to stay on friendly terms; `thanks` and `contact` are None where they are not to be."""

    thanks: Reasoned | None
    is_thanked: bool
    contact: Reasoned | None
    """When a friendly word is good: on a day of theirs that was told, else three months later."""
    says: tuple[Text, ...]


class LookDay(NamedTuple):
    """When to look back, and how many days after the end that is."""

    day: date
    after: int
    is_due: bool


class Seen(NamedTuple):
    """How far the records of all clients reach: the last day with an hour, and with a message; None without
    any. Where they end before the ending, nothing can be watched."""

    hours: date | None
    messages: date | None


class Aftercare(NamedTuple):
    """What is to be seen and done after an ending. `ending` is None where nobody was told yet."""

    client: str
    as_of: date
    ending: Ending | None
    slips: tuple[Slip, ...] = ()
    help: Help = Help(None, None)
    bridge: Bridge = Bridge(None, False, None, ())
    unpaid: tuple[Money, ...] = ()
    """What is still open, by currency; empty where no invoice is known."""
    bills: tuple[OpenBill, ...] = ()
    look_back: LookDay | None = None
    notes: tuple[Text, ...] = ()


def seen(book: Book, as_of: date) -> Seen:
    """How far the records reach by a day."""
    worked = (day for one in book.hours if (day := day_of(one)) <= as_of)
    wrote = (day for one in book.messages if (day := sent_on(one)) <= as_of)
    return Seen(max(worked, default=None), max(wrote, default=None))


def aftercare(case: Case, end: Ending | None, reach: Seen) -> Aftercare:
    """What the records of one client show since the end, by the day of the case."""
    care = Aftercare(case.client.name, case.as_of, end)
    if end is None:
        return care._replace(notes=(Text("after.note.no_ending", {"client": case.client.name}),))
    return care._replace(
        slips=slips(case, end),
        help=_help(case, end, reach),
        bridge=_bridge(case, end),
        unpaid=exposure(case).unpaid,
        bills=open_bills(case),
        look_back=look_day(case, end),
        notes=tuple(_notes(case, end, reach)),
    )


def look_day(case: Case, end: Ending) -> LookDay | None:
    """The next day to look back on; None after the last. A look back counts for all days before it, and for
    one that comes within two weeks."""
    seen = max((filed.record.day for filed in case.own.look_backs), default=date.min)
    for after in LOOK_BACK:
        day = end.last_day + timedelta(days=after)
        if seen < day - EARLY:
            return LookDay(day, after, day <= case.as_of)
    return None


def _help(case: Case, end: Ending, reach: Seen) -> Help:
    """What was given within the days of help."""
    worked = [one for one in case.own.hours if end.last_day < day_of(one) <= end.help_until]
    mine = [
        one
        for one in case.own.messages
        if not one.incoming and not one.record.automatic and end.last_day < sent_on(one) <= end.help_until
    ]
    helped = [one.record.minutes for one in worked if not is_new(one.record, end)]
    return Help(
        sum(helped) if _reaches(reach.hours, end) else None,
        len(mine) if _reaches(reach.messages, end) else None,
    )


def _reaches(last: date | None, end: Ending) -> bool:
    return last is not None and last > end.last_day


def _bridge(case: Case, end: Ending) -> Bridge:
    """A thank-you and a day for a friendly word, where both are well placed (M79)."""
    if case.way.is_danger:
        return Bridge(None, False, None, (Text("after.bridge.danger"),))
    if case.found is not None and not case.found.referral:
        return Bridge(None, False, None, (Text("after.bridge.quiet"),))
    thanked = _thanked(case, end)
    on = thanked[0] if thanked else end.last_day + THANKS
    thanks = Reasoned(on, Text("after.bridge.thanked" if thanked else "after.bridge.thanks"), thanked[1:])
    says = Text("after.bridge.tone")
    return Bridge(thanks, bool(thanked), _contact(case, end), (says,))


def _thanked(case: Case, end: Ending) -> tuple[date, Evidence] | tuple[()]:
    """The first thanks written since the last day, and where it stands."""
    found = sorted(
        (sent_on(one), one.record.evidence)
        for one in case.own.messages
        if not one.incoming and "thanks" in one.record.acts and sent_on(one) >= end.last_day
    )
    return found[0] if found else ()


def _contact(case: Case, end: Ending) -> Reasoned | None:
    """A day that matters to them, else three months later; None once it is over."""
    theirs = [
        Reasoned(day, Text("after.bridge.occasion", {"what": move.note}), (move.evidence,))
        for move in case.way.all("critical_date")
        if (day := read_day(move.value)) is not None and day > end.last_day
    ]
    later = good_day(end.last_day + CONTACT, case.client.country, ()).day
    days = [*theirs, Reasoned(later, Text("after.bridge.contact"))]
    return min((one for one in days if one.day >= case.as_of), key=lambda one: one.day, default=None)


def _notes(case: Case, end: Ending, reach: Seen) -> Iterator[Text]:
    """What has to be known: that it is not over yet, or that the records end before."""
    waiting = unanswered_since(case)
    if case.way.is_danger:
        yield Text("plan.note.danger")
    elif waiting is not None and case.as_of <= end.help_until:
        yield Text("plan.note.unanswered", {"day": waiting})
    if not end.is_over(case.as_of):
        yield Text("after.note.not_over", {"day": end.last_day})
        return
    if end.of == "plan":
        yield Text("after.note.by_plan", {"day": end.last_day})
    may_ask = law.figure(case.own.freelancer.country, "records.opinions").value
    if may_ask and (case.own.feelings or case.own.look_backs):
        yield Text(str(may_ask))
    for name, last in reach._asdict().items():
        if not _reaches(last, end):
            yield Text(f"after.note.no_{name}", {"day": end.last_day})
