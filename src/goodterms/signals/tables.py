"""My records as columns: the tables that every question is asked of.

One Book becomes ten Arrow tables, each with the freelancer's name in `freelancer`, so that the tables of many
freelancers can lie in one (`together`). What lies after `as_of` is left out. Money is in minor units, work in
minutes, moments in UTC without a zone; a zone nobody knows is read as UTC. Credit notes carry no day in a
Book and always count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goodterms.records.acts import ACTS
from goodterms.records.book import Book, FiledMessage, Settlement
from goodterms.records.model import Freelancer
from goodterms.terms.calendar import WEEKDAYS, public_holidays, zone
from goodterms.terms.money import Money

GRACE_DAYS = 7
"""Days after the due date that pass as nearly on time (M13), unless the rules name `grace_days`."""
TERM_DAYS = 30
"""Days to pay on an invoice that names no due date: the term European law assumes."""
SETTLED_PERCENT = 97
"""An invoice is settled once this much of it is in: bank charges and a cash discount are not a debt."""
HOLIDAY_YEARS = 50
"""How far back public holidays are looked up: mail older than that is misdated."""

_MOST = 10**15  # more minor units or minutes than this is a misreading, and would not fit a sum of 64 bits
_NO_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")  # files beside the zones, not zones

_DAY, _TEXT, _COUNT, _FLAG = pa.date32(), pa.string(), pa.int64(), pa.bool_()
_MOMENT = pa.timestamp("us")
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
        "currency": _TEXT, "paid_minor": _COUNT, "settled_on": _DAY, "disputed": _FLAG,
    },
    "settlements": {
        "client": _TEXT, "invoice": _COUNT, "payment": _COUNT, "paid_on": _DAY, "minor": _COUNT,
        "currency": _TEXT,
    },
    "payments": {
        "client": _TEXT, "key": _COUNT, "paid_on": _DAY, "minor": _COUNT, "currency": _TEXT,
        "invoices_settled": _COUNT, "unmatched_minor": _COUNT,
    },
    "deliverables": {
        "client": _TEXT, "key": _COUNT, "due": _DAY, "delivered_on": _DAY, "rounds_agreed": _COUNT,
        "rounds": _COUNT,
    },
    "feelings": {"client": _TEXT, "key": _COUNT, "day": _DAY, **dict.fromkeys(_FEELINGS, _COUNT)},
}  # fmt: skip


def tables(book: Book, as_of: date) -> dict[str, pa.Table]:
    """One freelancer's records up to and including a day, by table name."""
    end = _end_of(as_of, _zone(book.freelancer))
    settled = [part for part in book.settlements if part.paid_on <= as_of]
    messages = _messages(book.messages, end)
    rows = {
        "me": [_me(book, as_of)],
        "working_days": _working_days(book.freelancer),
        "days_off": _days_off(book.freelancer, messages, as_of),
        "invoices": _invoices(book, settled, as_of),
        "settlements": [(*part[:4], _minor(part.amount), part.amount.currency) for part in settled],
        "payments": _payments(book, settled, as_of),
        "deliverables": _deliverables(book, as_of),
        "feelings": _feelings(book, as_of),
    }
    found = {name: _table(_SCHEMAS[name], some) for name, some in rows.items()}
    found |= {"hours": _hours(book, end), "messages": messages}
    return {name: _signed(table, book.freelancer.name) for name, table in found.items()}


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
    return bool(me.timezone) and not me.timezone.startswith(_NO_ZONES) and zone(me.timezone) is not None


def _end_of(as_of: date, zone_name: str) -> pa.Scalar:
    """The moment in UTC at which the day is over for the freelancer."""
    last = datetime.combine(as_of, time.max, tzinfo=zone(zone_name))
    return pa.scalar(last, pa.timestamp("us", tz="UTC")).cast(_MOMENT)


def _me(book: Book, as_of: date) -> tuple[Any, ...]:
    me = book.freelancer
    grace = int(dict(me.rules).get("grace_days", GRACE_DAYS))
    paid = any(payment.record.paid_on <= as_of for payment in book.payments)
    return (_zone(me), _zone_known(me), as_of, me.work_from, me.work_to, me.currency, grace, paid)


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


def _invoices(book: Book, settled: Iterable[Settlement], as_of: date) -> list[tuple[Any, ...]]:
    """Net of credit notes, with what was paid and the day it was settled."""
    paid: dict[int, list[Settlement]] = defaultdict(list)
    for part in settled:
        paid[part.invoice].append(part)
    rows = []
    for client, key, bill in book.invoices:
        if bill.issued > as_of:
            continue
        net = _minor(_net(bill.total, book.credited.get(key)))
        received, settled_on = _received(net, bill.total.currency, paid[key])
        due = bill.due or bill.issued + timedelta(days=TERM_DAYS)
        rows.append(
            (client, key, bill.issued, due, bill.due is None, net, bill.total.currency, received, settled_on,
             bill.disputed)
        )  # fmt: skip
    return rows


def _net(total: Money, credited: Money | None) -> Money:
    return total - credited if credited and credited.currency == total.currency else total


def _received(net: int, currency: str, parts: Iterable[Settlement]) -> tuple[int, date | None]:
    """What came in for an invoice, and the day from which it stayed settled."""
    received, settled_on = 0, None
    for part in sorted(parts, key=lambda part: (part.paid_on, part.payment)):
        if part.amount.currency != currency:
            continue
        received += _minor(part.amount)
        enough = net > 0 and received * 100 >= net * SETTLED_PERCENT
        settled_on = (settled_on or part.paid_on) if enough else None
    return max(0, min(received, _MOST)), settled_on


def _payments(book: Book, settled: Iterable[Settlement], as_of: date) -> list[tuple[Any, ...]]:
    """With how many invoices each settles, and what of it settles none."""
    parts: dict[int, list[Settlement]] = defaultdict(list)
    for part in settled:
        parts[part.payment].append(part)
    return [
        (client, key, paid.paid_on, _minor(paid.amount), paid.amount.currency,
         len({part.invoice for part in parts[key]}), _minor(_unmatched(paid.amount, parts[key])))
        for client, key, paid in book.payments
        if paid.paid_on <= as_of
    ]  # fmt: skip


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


def _messages(filed: Sequence[FiledMessage], end: pa.Scalar) -> pa.Table:
    """Threads are numbered, and acts looked up once for each set of acts there is: a mailbox is large."""
    clients, keys, mail, incoming = zip(*filed, strict=True) if filed else ((),) * 4
    threads: dict[str, int] = {}
    kinds: dict[tuple[str, ...], int] = {}
    kind = pa.array([kinds.setdefault(message.acts, len(kinds)) for message in mail], pa.int32())
    sent = _moments([message.sent_at for message in mail])
    table = pa.table(
        {
            "client": _coded(clients),
            "key": pa.array(keys, _COUNT),
            "sent": sent,
            "minute": pc.divide(sent.cast(_COUNT), 60_000_000),
            "channel": _coded([message.channel for message in mail]),
            "direction": _coded(["in" if towards_me else "out" for towards_me in incoming]),
            "automatic": pa.array([message.automatic for message in mail], _FLAG),
            "thread": pa.array([threads.setdefault(m.thread, len(threads)) for m in mail], _COUNT),
            **{act: pa.array([act in acts for acts in kinds], _FLAG).take(kind) for act in ACTS},
        }
    )
    return table.filter(pc.less_equal(table["sent"], end))
