"""What do the records say of a client that a letter could claim, and where do they say it?

From a Book and the client's review to a `Known`. What the records cannot tell stays None: hours of a time in
which nobody noted any, payments where nobody's are known, a half-year of a client of three months (T5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Protocol, TypeVar

from goodterms.letters import hints
from goodterms.letters.acquaintance import contact_of, made_on, subjects_of
from goodterms.letters.known import Bill, Colleague, Fact, Known
from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Client, Freelancer, Invoice, TimeEntry
from goodterms.review.facts import happened
from goodterms.review.measured import first_month
from goodterms.review.model import ClientReview
from goodterms.review.playbook import Playbook
from goodterms.signals.tables import SETTLED_PERCENT, TERM_DAYS
from goodterms.terms.calendar import WEEKDAYS, each_month, month_of
from goodterms.terms.evidence import Evidence
from goodterms.terms.languages import nfc
from goodterms.terms.money import Money

LATELY = timedelta(days=56)
"""How far back hours tell whether there is room now."""
HALF_YEAR = timedelta(days=182)
YEAR = timedelta(days=365)
FEWEST_DAYS = 10
"""Working days with time records before anybody can say how full they were."""
FEWEST_HOURS = 3
"""Time entries of a client before their growth is compared."""
FEWEST_BILLS = 3
"""Invoices that fell due before somebody pays on time or late."""
BILL_MONTHS = 24
REGULAR_MONTHS, LAST_MONTHS = 4, 6
MOST_EVIDENCE = 3

_CHANNELS = {"email": "email", "chat": "chat", "sms": "chat", "call": "call"}


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...


F = TypeVar("F", bound=_OfClient)


def known_of(book: Book, found: ClientReview | None, client: str, as_of: date, numbers: Playbook) -> Known:
    """The facts of one client on a day; `found` is what the review says of them, None where it knows none."""
    own = _of_client(book, client, as_of)
    told = own.clients[0] if own.clients else Client(client)
    since = told.since or happened(own, as_of)[client].first if own.clients else None
    return Known(
        client=client,
        as_of=as_of,
        me=book.freelancer.name,
        contact=contact_of(own, told),
        language=told.language,
        since=since,
        is_since_told=told.since is not None,
        is_regular=is_regular(own, since, as_of),
        usual_channel=usual_channel(own, as_of),
        referral=None if found is None else found.referral,
        booked=booked(book, as_of),
        growth=growth(book, own, since, as_of),
        on_time=on_time(book, own, as_of, timedelta(days=numbers.whole("grace_days"))),
        fit=fit(own, as_of),
        bills=bills(own, as_of),
        subjects=subjects_of(own, client),
        colleagues=_colleagues(book, told.language),
        unwilling=tuple(one.name for one in book.colleagues if one.consent is not True),
    )


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


def on_time(book: Book, own: Book, as_of: date, grace: timedelta) -> Fact | None:
    """The share of the invoices due in the last year that were settled within the grace. One that is open
    counts once the grace is over, where any payment at all is known; disputed ones are left out."""
    parts = _parts(own)
    is_known = any(payment.record.paid_on <= as_of for payment in book.payments)
    late: list[Evidence] = []
    good: list[Evidence] = []
    for filed in sorted(own.invoices, key=lambda one: _due(one.record), reverse=True):
        due, net = _due(filed.record), _net(own, filed)
        if filed.record.disputed or net.minor <= 0 or not as_of - YEAR < due < as_of:
            continue
        settled = _settled_on(net, parts.get(filed.key, ()))
        if settled is not None:
            (good if settled <= due + grace else late).append(filed.record.evidence)
        elif is_known and as_of > due + grace:
            late.append(filed.record.evidence)
    count = len(late) + len(good)
    return Fact(len(good) / count, tuple((late or good)[:MOST_EVIDENCE])) if count >= FEWEST_BILLS else None


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
    first, parts = first_month(as_of, BILL_MONTHS), _parts(own)
    found = [_bill(own, filed, parts.get(filed.key, ())) for filed in own.invoices]
    latest = sorted(found, key=lambda bill: (bill.issued, bill.number), reverse=True)
    return tuple(bill for bill in latest if bill.issued >= first)


def is_regular(own: Book, since: date | None, as_of: date) -> bool | None:
    """Is there an invoice, or are there hours, in four of the last six months (M77)? A month that is not over
    comes on top. None without any invoice or hour, and for a client of less than four months."""
    if since is None or not (own.invoices or own.hours):
        return None
    first = first_month(as_of, LAST_MONTHS)
    billed = {month_of(filed.record.issued) for filed in own.invoices if filed.record.issued >= first}
    worked = {month_of(day) for filed in own.hours if (day := filed.record.started.date()) >= first}
    if max(len(billed), len(worked)) >= REGULAR_MONTHS:
        return True
    return None if len(each_month(max(since, first), as_of)) < REGULAR_MONTHS else False


def usual_channel(own: Book, as_of: date) -> str:
    """What was used on most days of the last year (M54), the last one where two are even; calls may stand
    among the hours. Nothing where no messages are known, for then nobody knows how much they write."""
    used: dict[str, set[date]] = defaultdict(set)
    for filed in own.messages:
        if not filed.record.automatic:
            used[_CHANNELS[filed.record.channel]].add(filed.record.sent_at.date())
    if used:
        used["call"] |= {_day_of(entry) for entry in own.hours if entry.record.activity == "call"}
    lately = {channel: [day for day in days if day > as_of - YEAR] for channel, days in used.items()}
    return max(((len(days), max(days), channel) for channel, days in lately.items() if days), default=("",))[
        -1
    ]


def _of_client(book: Book, client: str, as_of: date) -> Book:
    """What there was of one client by the end of a day."""

    def own(filed: Iterable[F], day_of: Callable[[F], date]) -> tuple[F, ...]:
        return tuple(one for one in filed if one.client == client and day_of(one) <= as_of)

    return Book(
        book.freelancer,
        clients=tuple(one for one in book.clients if one.name == client),
        invoices=own(book.invoices, lambda one: one.record.issued),
        credited=book.credited,
        payments=own(book.payments, lambda one: one.record.paid_on),
        settlements=own(book.settlements, lambda one: one.paid_on),
        hours=own(book.hours, _day_of),
        deliverables=own(book.deliverables, lambda one: made_on(one.record)),
        messages=own(book.messages, lambda one: one.record.sent_at.date()),
        feelings=own(book.feelings, lambda one: one.record.day),
    )


def _day_of(entry: Filed[TimeEntry]) -> date:
    return entry.record.started.date()


def _noted(book: Book, as_of: date) -> tuple[date, date] | None:
    """The days between which anybody's hours are noted, up to a day."""
    days = [day for entry in book.hours if (day := _day_of(entry)) <= as_of]
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


def _due(bill: Invoice) -> date:
    return bill.due or bill.issued + timedelta(days=TERM_DAYS)


def _net(own: Book, filed: Filed[Invoice]) -> Money:
    """The total without what credit notes take off."""
    total, credit = filed.record.total, own.credited.get(filed.key)
    return total - credit if credit and credit.currency == total.currency else total


def _bill(own: Book, filed: Filed[Invoice], parts: Sequence[Settlement]) -> Bill:
    bill, net = filed.record, _net(own, filed)
    left = net.minor - sum(part.amount.minor for part in parts)
    return Bill(
        number=bill.number,
        issued=bill.issued,
        due=bill.due,
        total=bill.total,
        open=Money(max(left, 0), net.currency),
        evidence=bill.evidence,
        credited=own.credited.get(filed.key),
        paid=tuple(part.paid_on for part in parts),
    )


def _parts(own: Book) -> Mapping[int, list[Settlement]]:
    """What came in for each invoice in its own currency, by its key, the first first."""
    currencies = {filed.key: filed.record.total.currency for filed in own.invoices}
    found: dict[int, list[Settlement]] = defaultdict(list)
    for part in sorted(own.settlements, key=lambda one: (one.paid_on, one.payment)):
        if part.amount.currency == currencies.get(part.invoice):
            found[part.invoice].append(part)
    return found


def _settled_on(net: Money, parts: Iterable[Settlement]) -> date | None:
    """The day from which nearly all of it was in, and stayed in."""
    received, day = 0, None
    for part in parts:
        received += part.amount.minor
        day = (day or part.paid_on) if received * 100 >= net.minor * SETTLED_PERCENT else None
    return day


def _colleagues(book: Book, language: str) -> tuple[Colleague, ...]:
    """Who agreed to be named, has room, and speaks the language as far as anybody knows."""
    return tuple(
        Colleague(one.name, one.skills)
        for one in book.colleagues
        if one.consent
        and not hints.holds("no_room", nfc(one.capacity))
        and (not language or not one.languages or language in one.languages)
    )
