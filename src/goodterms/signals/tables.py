"""My records as columns: the tables that every question is asked of.

One Book becomes eleven Arrow tables, each with the freelancer's name in `freelancer`, so that the tables of
many freelancers can lie in one (`together`). What lies after `as_of` is left out. Money is in minor units,
work in minutes, moments in UTC without a zone; a zone nobody knows is read as UTC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goodterms.records.acts import ACTS
from goodterms.records.aside import Span, days_aside, set_aside
from goodterms.records.book import Book, FiledMessage, Settlement
from goodterms.records.model import Freelancer
from goodterms.records.settled.earned import Cash, cash, costs
from goodterms.records.settled.owed import due_of, known_by, net_of, parts_of, settled_on
from goodterms.terms.calendar import WEEKDAYS, own_zone, public_holidays, zone
from goodterms.terms.money import Money

GRACE_DAYS = 7
"""Days after the due date that pass as nearly on time (M13), unless the rules name `grace_days`."""
HOLIDAY_YEARS = 50
"""How far back public holidays are looked up: mail older than that is misdated."""

_MOST = 10**15  # more minor units or minutes than this is a misreading, and would not fit a sum of 64 bits

_DAY, _TEXT, _COUNT, _FLAG = pa.date32(), pa.string(), pa.int64(), pa.bool_()
_MOMENT = pa.timestamp("us")
_ALWAYS = pa.scalar(2**62, _MOMENT)
Aside = Mapping[str, Sequence[Span]]
"""The days set aside for each client: what is waited for on them counts as no slowness (T14)."""
_FEELINGS = ("dread", "client_stress", "work_stress", "unpredictable", "fit_style", "fit_vision")

_SCHEMAS = {
    "me": {
        "zone": _TEXT, "zone_known": pa.bool_(), "as_of": _DAY, "from_minute": _COUNT, "to_minute": _COUNT,
        "currency": _TEXT, "grace_days": _COUNT, "payments_known": pa.bool_(),
    },
    "working_days": {"weekday": _COUNT},
    "days_off": {"day": _DAY},
    "invoices": {
        "client": _TEXT, "key": _COUNT, "issued": _DAY, "due": _DAY, "due_assumed": _FLAG, "minor": _COUNT,
        "currency": _TEXT, "paid_minor": _COUNT, "own_minor": _COUNT, "settled_on": _DAY, "disputed": _FLAG,
        "aside_days": _COUNT,
    },
    "settlements": {
        "client": _TEXT, "invoice": _COUNT, "payment": _COUNT, "paid_on": _DAY, "minor": _COUNT,
        "currency": _TEXT, "aside_days": _COUNT,
    },
    "payments": {
        "client": _TEXT, "key": _COUNT, "paid_on": _DAY, "minor": _COUNT, "currency": _TEXT,
        "invoices_settled": _COUNT, "unmatched_minor": _COUNT, "own_minor": _COUNT,
    },
    "expenses": {"client": _TEXT, "key": _COUNT, "day": _DAY, "minor": _COUNT, "currency": _TEXT},
    "deliverables": {
        "client": _TEXT, "key": _COUNT, "due": _DAY, "delivered_on": _DAY, "rounds_agreed": _COUNT,
        "rounds": _COUNT,
    },
    "feelings": {"client": _TEXT, "key": _COUNT, "day": _DAY, **dict.fromkeys(_FEELINGS, _COUNT)},
}  # fmt: skip


def tables(book: Book, as_of: date) -> dict[str, pa.Table]:
    """One freelancer's records up to and including a day, by table name."""
    end = _end_of(as_of, _zone(book.freelancer))
    book = known_by(book, as_of)
    aside, own = set_aside(book.moves, as_of), cash(book)
    messages = _messages(book.messages, end, _minutes(aside, book.freelancer))
    rows = {
        "me": [_me(book, as_of)],
        "working_days": _working_days(book.freelancer),
        "days_off": _days_off(book.freelancer, messages, as_of),
        "invoices": list(_invoices(book, own, aside, as_of)),
        "settlements": list(_settlements(book, aside)),
        "payments": _payments(book, own),
        "expenses": list(_expenses(book, as_of)),
        "deliverables": _deliverables(book, as_of),
        "feelings": _feelings(book, as_of),
    }
    found = {name: _table(_SCHEMAS[name], some) for name, some in rows.items()}
    found |= {"hours": _hours(book, end), "messages": messages}
    return {name: _signed(table, book.freelancer.name) for name, table in found.items()}


def end_of(book: Book, as_of: date) -> datetime:
    """The moment in UTC, without a zone, at which a day is over for the freelancer."""
    moment: datetime = _end_of(as_of, _zone(book.freelancer)).as_py()
    return moment


def minutes_aside(book: Book, as_of: date) -> list[tuple[str, int, int]]:
    """Client, first minute and the minute after the last one of what is set aside on that day (see
    `messages_of`)."""
    found = _minutes(set_aside(book.moves, as_of), book.freelancer)
    return [(client, *span) for client, spans in found.items() for span in spans]


def messages_of(book: Book) -> pa.Table:
    """All messages whatever their day, nothing set aside: as `tables` makes them, before it knows the day."""
    return _messages(book.messages, _ALWAYS, {})


def hours_of(book: Book) -> pa.Table:
    """All time entries whatever their day, as `messages_of`."""
    return _hours(book, _ALWAYS)


def together(several: Iterable[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """The tables of several freelancers, who each have a name of their own, as one."""
    parts: dict[str, list[pa.Table]] = defaultdict(list)
    for one in several:
        for name, table in one.items():
            parts[name].append(table)
    return {name: pa.concat_tables(some).unify_dictionaries() for name, some in parts.items()}


def _table(schema: Mapping[str, pa.DataType], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.table(
        {name: pa.array(column, kind) for (name, kind), column in zip(schema.items(), columns, strict=True)}
    )


def _signed(table: pa.Table, freelancer: str) -> pa.Table:
    """With the freelancer's name in front of every row."""
    codes = pa.repeat(pa.scalar(0, pa.int32()), len(table))
    return table.add_column(0, "freelancer", pa.DictionaryArray.from_arrays(codes, pa.array([freelancer])))


def _coded(texts: Sequence[str]) -> pa.Array:
    """Texts that repeat, each kept once."""
    return pa.array(texts, _TEXT).dictionary_encode()


def _minor(money: Money) -> int:
    return max(-_MOST, min(money.minor, _MOST))


def _zone(me: Freelancer) -> str:
    return me.timezone if _zone_known(me) else "UTC"


def _zone_known(me: Freelancer) -> bool:
    """Where it is not known, nothing can be said about hours of the day (T5)."""
    return own_zone(me.timezone) is not None


def _end_of(as_of: date, zone_name: str) -> pa.Scalar:
    """The moment in UTC at which the day is over for the freelancer."""
    last = datetime.combine(as_of, time.max, tzinfo=zone(zone_name))
    return pa.scalar(last, pa.timestamp("us", tz="UTC")).cast(_MOMENT)


def _me(book: Book, as_of: date) -> tuple[Any, ...]:
    me = book.freelancer
    grace = int(dict(me.rules).get("grace_days", GRACE_DAYS))
    return (
        _zone(me), _zone_known(me), as_of, me.work_from, me.work_to, me.currency, grace, bool(book.payments)
    )  # fmt: skip


def _working_days(me: Freelancer) -> list[tuple[int]]:
    """ISO numbers of the working days; Monday to Friday where none is named."""
    named = [(number,) for number, day in enumerate(WEEKDAYS, 1) if day in me.days]
    return named or [(number,) for number in range(1, 6)]


def _days_off(me: Freelancer, messages: pa.Table, as_of: date) -> list[tuple[date]]:
    days = set(me.holidays)
    if me.country and len(messages):
        span = pc.min_max(messages["sent"]).as_py()
        first = max(span["min"].date(), as_of - timedelta(days=366 * HOLIDAY_YEARS))
        days.update(public_holidays(me.country, first - timedelta(days=1), as_of))
    return [(day,) for day in sorted(days)]


def _invoices(book: Book, own: Cash, aside: Aside, as_of: date) -> Iterator[tuple[Any, ...]]:
    """Net of credit notes, with what was paid, what of it counts, the day it was settled, and how many days
    from the due day until then, or until today, are set aside."""
    parts = parts_of(book)
    for filed in book.invoices:
        client, key, bill = filed
        net, paid = net_of(book, filed), parts.get(key, ())
        received = max(0, min(sum(part.amount.minor for part in paid), _MOST))
        due, settled = due_of(bill), settled_on(net, paid)
        counted = _minor(own.of_invoice(key, Money(received, net.currency)))
        yield (
            client, key, bill.issued, due, bill.due is None, _minor(net), net.currency, received, counted,
            settled, bill.disputed, days_aside(aside.get(client, ()), due, settled or as_of),
        )  # fmt: skip


def _settlements(book: Book, aside: Aside) -> Iterator[tuple[Any, ...]]:
    """With how many days from the due day until the payment are set aside."""
    due = {filed.key: due_of(filed.record) for filed in book.invoices}
    for part in book.settlements:
        days = days_aside(aside.get(part.client, ()), due.get(part.invoice, part.paid_on), part.paid_on)
        yield *part[:4], _minor(part.amount), part.amount.currency, days


def _payments(book: Book, own: Cash) -> list[tuple[Any, ...]]:
    """With how many invoices each settles, what of it settles none, and what of that counts."""
    parts: dict[int, list[Settlement]] = defaultdict(list)
    for part in book.settlements:
        parts[part.payment].append(part)
    return [
        (client, key, paid.paid_on, _minor(paid.amount), paid.amount.currency,
         len({part.invoice for part in parts[key]}), _minor(rest), _minor(own.of_rest(client, rest)))
        for client, key, paid in book.payments
        for rest in [_unmatched(paid.amount, parts[key])]
    ]  # fmt: skip


def _expenses(book: Book, as_of: date) -> Iterator[tuple[Any, ...]]:
    """In the currencies that their clients are billed in, where a rate leads there."""
    for client, key, day, amount in costs(book, as_of):
        if amount is not None:
            yield client, key, day, _minor(amount), amount.currency


def _unmatched(amount: Money, parts: Iterable[Settlement]) -> Money:
    """What is left of a payment; nothing where it was changed into another currency."""
    for part in parts:
        if part.amount.currency != amount.currency:
            return Money(0, amount.currency)
        amount = amount - part.amount
    return amount


def _deliverables(book: Book, as_of: date) -> list[tuple[Any, ...]]:
    return [
        (client, key, work.due, work.delivered_on, work.rounds_agreed, work.rounds)
        for client, key, work in book.deliverables
        if (day := work.delivered_on or work.due) and day <= as_of
    ]


def _feelings(book: Book, as_of: date) -> list[tuple[Any, ...]]:
    return [
        (client, key, felt.day, *(getattr(felt, name) for name in _FEELINGS))
        for client, key, felt in book.feelings
        if felt.day <= as_of
    ]


def _moments(moments: Sequence[datetime]) -> pa.Array:
    """In UTC, without a zone."""
    return pa.array(moments, pa.timestamp("us", tz="UTC")).cast(_MOMENT)


def _hours(book: Book, end: pa.Scalar) -> pa.Table:
    work = [filed.record for filed in book.hours]
    table = pa.table(
        {
            "client": _coded([filed.client for filed in book.hours]),
            "key": pa.array([filed.key for filed in book.hours], _COUNT),
            "started": _moments([entry.started for entry in work]),
            "minutes": pa.array([max(0, min(entry.minutes, _MOST)) for entry in work], _COUNT),
            "activity": _coded([entry.activity for entry in work]),
            "billable": pa.array([entry.billable for entry in work], _FLAG),
        }
    )
    return table.filter(pc.less_equal(table["started"], end))


def _minutes(aside: Aside, me: Freelancer) -> Mapping[str, list[tuple[int, int]]]:
    """The days set aside as minutes on the freelancer's clock, from and until, by client."""
    place = zone(_zone(me))

    def minute(day: date) -> int:
        return int(datetime.combine(day, time(), tzinfo=place).timestamp()) // 60

    return {
        client: [(minute(span.first), minute(span.last + timedelta(days=1))) for span in spans]
        for client, spans in aside.items()
    }


def _counted(
    minutes: pa.Array, clients: Sequence[str], aside: Mapping[str, list[tuple[int, int]]]
) -> pa.Array:
    """The minutes without those before them that are set aside: to count how long somebody waited."""
    if not aside:
        return minutes
    return pa.array(
        [
            minute - sum(max(min(minute, until) - since, 0) for since, until in aside.get(client, ()))
            for minute, client in zip(minutes.to_pylist(), clients, strict=True)
        ],
        _COUNT,
    )


def _messages(
    filed: Sequence[FiledMessage], end: pa.Scalar, aside: Mapping[str, list[tuple[int, int]]]
) -> pa.Table:
    """Threads are numbered, and acts looked up once for each set of acts there is: a mailbox is large."""
    clients, keys, mail, incoming = zip(*filed, strict=True) if filed else ((),) * 4
    threads: dict[str, int] = {}
    kinds: dict[tuple[str, ...], int] = {}
    kind = pa.array([kinds.setdefault(message.acts, len(kinds)) for message in mail], pa.int32())
    sent = _moments([message.sent_at for message in mail])
    minutes = pc.divide(sent.cast(_COUNT), 60_000_000)
    table = pa.table(
        {
            "client": _coded(clients),
            "key": pa.array(keys, _COUNT),
            "sent": sent,
            "minute": minutes,
            "counted": _counted(minutes, clients, aside),
            "channel": _coded([message.channel for message in mail]),
            "direction": _coded(["in" if towards_me else "out" for towards_me in incoming]),
            "automatic": pa.array([message.automatic for message in mail], _FLAG),
            "thread": pa.array([threads.setdefault(m.thread, len(threads)) for m in mail], _COUNT),
            **{act: pa.array([act in acts for acts in kinds], _FLAG).take(kind) for act in ACTS},
        }
    )
    return table.filter(pc.less_equal(table["sent"], end))
