"""What do the records say of a client that a letter could claim, and where do they say it?

From a Book and the client's review to a `Known`. What the records cannot tell stays None: hours of a time in
which nobody noted any, payments where nobody's are known, a half-year of a client of three months (T5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean
from typing import NamedTuple

from goodterms.letters.acquaintance import made_on, subjects_of
from goodterms.letters.intentions import intentions_of
from goodterms.letters.known import Bill, Colleague, Fact, Known, Late
from goodterms.parting.alternatives import colleagues, pays_late
from goodterms.parting.channel import usual_channel
from goodterms.parting.contact import contact_of
from goodterms.parting.days import HALF_YEAR, YEAR
from goodterms.parting.model import Plan
from goodterms.parting.own import day_of, is_regular, of_client
from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Client, Freelancer, Invoice, TimeEntry
from goodterms.records.settled.owed import due_of, left_of, net_of, parts_of, settled_on
from goodterms.review.facts import happened
from goodterms.review.measured import first_month
from goodterms.review.model import ClientReview
from goodterms.review.playbook import Playbook
from goodterms.terms.calendar import WEEKDAYS
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

LATELY = timedelta(days=56)
"""How far back hours tell whether there is room now."""
FEWEST_DAYS = 10
"""Working days with time records before anybody can say how full they were."""
FEWEST_HOURS = 3
"""Time entries of a client before their growth is compared."""
FEWEST_BILLS = 3
"""Invoices that fell due before somebody pays on time or late."""
BILL_MONTHS = 24
MOST_EVIDENCE = 3


def known_of(
    book: Book,
    found: ClientReview | None,
    client: str,
    as_of: date,
    numbers: Playbook,
    planned: Plan | None = None,
) -> Known:
    """The facts of one client on a day; `found` is what the review says of them, None where it knows none;
    `planned` is the plan for leaving them, where there is one."""
    own = _made(of_client(book, client, as_of), as_of)
    told = own.clients[0] if own.clients else Client(client)
    since = told.since or happened(own, as_of)[client].first if own.clients else None
    contact = contact_of(own, told)
    fallen_due = tuple(_fallen_due(book, own, as_of, timedelta(days=numbers.whole("grace_days"))))
    return Known(
        client=client,
        as_of=as_of,
        me=book.freelancer.name,
        contact=contact.name if contact else "",
        language=told.language,
        since=since,
        is_since_told=told.since is not None,
        is_regular=is_regular(own, since, as_of),
        last_day=planned.notice.last_day if planned else None,
        waits_until=_waits_until(planned),
        usual_channel=usual_channel(own, as_of),
        verdict=None if found is None else found.verdict,
        referral=None if found is None else found.referral,
        booked=booked(book, as_of),
        growth=growth(book, own, since, as_of),
        on_time=on_time(fallen_due, as_of),
        late=late(fallen_due, as_of) if found is not None and pays_late(found) else None,
        fit=fit(own, as_of),
        bills=bills(own, as_of),
        subjects=subjects_of(own, client),
        intentions=intentions_of(own, as_of),
        colleagues=tuple(Colleague(*one) for one in colleagues(book, told.language)),
        unwilling=tuple(one.name for one in book.colleagues if one.consent is not True),
    )


def _waits_until(planned: Plan | None) -> date | None:
    """The day until which the freelancer has to wait by their own word; None where they set no days."""
    if planned is None or planned.stage not in ("considering", "cooling"):
        return None
    return next((gate.until for gate in planned.gates if gate.name == "cooling_off"), None)


def booked(book: Book, as_of: date) -> Fact | None:
    """The share of the working hours of the last eight weeks that was worked, for anybody.

    Weeks before the first time record and after the last say nothing, and two weeks are needed.
    """
    noted = _noted(book, as_of)
    if noted is None:
        return None
    first, last = max(noted[0], as_of - LATELY), min(noted[1], as_of - timedelta(days=1))
    me = book.freelancer
    days = sum(_is_worked(first + timedelta(days=count), me) for count in range((last - first).days + 1))
    minutes = days * (me.work_to - me.work_from)
    if days < FEWEST_DAYS or minutes <= 0:
        return None
    work = [filed for filed in book.hours if first <= filed.record.started.date() <= last]
    return Fact(_minutes(work) / minutes, _longest(work))


def growth(book: Book, own: Book, since: date | None, as_of: date) -> Fact | None:
    """Hours for the client in half a year against those of the half-year before; the later one ends where
    anybody's hours do. None for a younger client, or one of hardly any hours."""
    noted = _noted(book, as_of)
    if noted is None or since is None or noted[1] < as_of - LATELY:
        return None
    begun, last = noted
    middle = last - HALF_YEAR
    start = middle - HALF_YEAR
    before = [filed for filed in own.hours if start < filed.record.started.date() <= middle]
    after = [filed for filed in own.hours if middle < filed.record.started.date() <= last]
    is_young = max(since, begun) > start + timedelta(days=1)
    if is_young or len(before) + len(after) < FEWEST_HOURS or not _minutes(before):
        return None
    return Fact(_minutes(after) / _minutes(before), _longest(after or before))


class _Judged(NamedTuple):
    """An invoice of which it is known whether its money came within the grace."""

    due: date
    is_late: bool
    is_open: bool
    evidence: Evidence


def on_time(judged: Sequence[_Judged], as_of: date) -> Fact | None:
    """The share of the invoices due in the last year that were settled within the grace."""
    latest = [one for one in judged if one.due > as_of - YEAR]
    slow = [one.evidence for one in latest if one.is_late]
    good = [one.evidence for one in latest if not one.is_late]
    if len(latest) < FEWEST_BILLS:
        return None
    return Fact(len(good) / len(latest), tuple((slow or good)[:MOST_EVIDENCE]))


def late(judged: Sequence[_Judged], as_of: date) -> Late:
    """How many of the invoices due in the last year, or still open, are late."""
    counted = [one.is_late for one in judged if one.is_open or one.due > as_of - YEAR]
    return Late(sum(counted), len(counted))


def fit(own: Book, as_of: date) -> Fact | None:
    """The mean of the freelancer's ratings of style and vision in the last year."""
    felt = [filed.record for filed in own.feelings if filed.record.day > as_of - YEAR]
    rated = [one for one in felt if one.fit_style is not None or one.fit_vision is not None]
    if not rated:
        return None
    marks = [mark for one in rated for mark in (one.fit_style, one.fit_vision) if mark is not None]
    latest = sorted(rated, key=lambda one: one.day, reverse=True)[:MOST_EVIDENCE]
    return Fact(fmean(marks), tuple(one.evidence for one in latest))


def bills(own: Book, as_of: date) -> tuple[Bill, ...]:
    """The invoices of the last two years, the latest first."""
    first, parts = first_month(as_of, BILL_MONTHS), parts_of(own)
    found = [_bill(own, filed, parts.get(filed.key, ())) for filed in own.invoices]
    latest = sorted(found, key=lambda bill: (bill.issued, bill.number), reverse=True)
    return tuple(bill for bill in latest if bill.issued >= first)


def _made(own: Book, as_of: date) -> Book:
    """The same without work that is still to come: nobody looks back on it."""
    made = (work for work in own.deliverables if made_on(work.record) <= as_of)
    return replace(own, deliverables=tuple(made))


def _noted(book: Book, as_of: date) -> tuple[date, date] | None:
    """The days between which anybody's hours are noted, up to a day."""
    days = [day for entry in book.hours if (day := day_of(entry)) <= as_of]
    return (min(days), max(days)) if days else None


def _is_worked(day: date, me: Freelancer) -> bool:
    """Is this one of the freelancer's working days? Monday to Friday where none is named."""
    days = [name for name in WEEKDAYS if name in me.days] or WEEKDAYS[:5]
    return WEEKDAYS[day.weekday()] in days and day not in me.holidays


def _minutes(work: Iterable[Filed[TimeEntry]]) -> int:
    return sum(max(entry.record.minutes, 0) for entry in work)


def _longest(work: Iterable[Filed[TimeEntry]]) -> tuple[Evidence, ...]:
    longest = sorted(work, key=lambda entry: (-entry.record.minutes, entry.record.started))
    return tuple(entry.record.evidence for entry in longest[:MOST_EVIDENCE])


def _fallen_due(book: Book, own: Book, as_of: date, grace: timedelta) -> Iterator[_Judged]:
    """The invoices past their due date, the latest first. One that is open counts once the grace is over,
    where any payment at all is known; disputed ones are left out."""
    parts = parts_of(own)
    is_known = any(payment.record.paid_on <= as_of for payment in book.payments)
    for filed in sorted(own.invoices, key=lambda one: due_of(one.record), reverse=True):
        due, net, place = due_of(filed.record), net_of(own, filed), filed.record.evidence
        if filed.record.disputed or net.minor <= 0 or due >= as_of:
            continue
        settled = settled_on(net, parts.get(filed.key, ()))
        if settled is not None:
            yield _Judged(due, settled > due + grace, is_open=False, evidence=place)
        elif is_known and as_of > due + grace:
            yield _Judged(due, is_late=True, is_open=True, evidence=place)


def _bill(own: Book, filed: Filed[Invoice], parts: Sequence[Settlement]) -> Bill:
    bill = filed.record
    return Bill(
        number=bill.number,
        issued=bill.issued,
        due=bill.due,
        total=bill.total,
        open=left_of(own, filed, parts),
        evidence=bill.evidence,
        credited=own.credited.get(filed.key),
        paid=tuple(part.paid_on for part in parts),
        came=Money(sum(part.amount.minor for part in parts), bill.total.currency),
    )
