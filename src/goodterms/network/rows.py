"""A Book as rows, and a row as the Book that a review needs: the two sides of the tables.

Of messages and time entries a review needs only what tells (`_telling`): the rest is summed by the signals.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, NamedTuple

import pyarrow as pa

from goodterms.network.schema import LISTS, ME, TABLES
from goodterms.records.book import Book, Credit, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Attempt,
    Client,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    Message,
    Move,
    Payment,
    TimeEntry,
)
from goodterms.review.facts import HARSH, SAID
from goodterms.signals.tables import hours_of, messages_of
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.exchange import Quote, Rates
from goodterms.terms.money import Money

_MOST = 2**62
"""More minor units than this are a misreading, and would not fit a column."""
_KINDS: Mapping[str, Any] = {
    "invoices": Invoice, "payments": Payment, "expenses": Expense, "deliverables": Deliverable,
    "feelings": Feeling, "attempts": Attempt, "episodes": Episode, "guts": Gut, "moves": Move,
}  # fmt: skip
Row = Mapping[str, Any]


class Rows(NamedTuple):
    """One freelancer's part of the tables."""

    person: dict[str, Any]
    messages: pa.Table
    hours: pa.Table


def rows_of(book: Book, today: date) -> Rows:
    """The rows of a Book as its person shares it; what lies after `today` is told with it."""
    me = book.freelancer
    lists = {name: [_filed(name, one) for one in getattr(book, name)] for name in _KINDS}
    lists |= {
        "clients": [{"name": one.name, "since": one.since} for one in book.clients],
        "credited": [{"invoice": key, "amount": _plain(some)} for key, some in book.credited.items()],
        "credits": [_fields(one, LISTS["credits"]) for one in book.credits],
        "settlements": [_fields(one, LISTS["settlements"]) for one in book.settlements],
        "telling_messages": [_message(one) for one in _telling(book.messages, today)],
        "telling_hours": [_hour(one) for one in book.hours if one.record.started.date() > today],
        "rates": [_quote(one) for one in book.rates.quotes],
        "problems": [_problem(one) for one in book.problems],
    }
    person = {"freelancer": me.name, "me": _me(me), **lists}
    messages = _placed(messages_of(book), book.messages, [one.record.sent_at.date() for one in book.messages])
    hours = _placed(hours_of(book), book.hours, [one.record.started.date() for one in book.hours])
    return Rows(person, _as("messages", messages, me.name), _as("hours", hours, me.name))


def book_of(row: Row) -> Book:
    """The Book of a freelancer's row, with those messages and time entries that tell."""
    return Book(
        freelancer=_freelancer(row),
        clients=tuple(Client(one["name"], since=one["since"]) for one in row["clients"]),
        credited={one["invoice"]: _money(one["amount"]) for one in row["credited"]},
        credits=tuple(Credit(*_values("credits", one)) for one in row["credits"]),
        settlements=tuple(Settlement(*_values("settlements", one)) for one in row["settlements"]),
        hours=tuple(worked(one["client"], one["key"], one["day"], 0, one) for one in row["telling_hours"]),
        messages=tuple(map(_read_message, row["telling_messages"])),
        rates=Rates(tuple(map(_read_quote, row["rates"]))),
        problems=tuple(map(_read_problem, row["problems"])),
        **{name: tuple(_read_filed(name, one) for one in row[name]) for name in _KINDS},  # type: ignore[arg-type]
    )


def worked(client: str, key: int, day: date, minutes: int, told: Row | None = None) -> Filed[TimeEntry]:
    """Work of a day, whatever its hour was."""
    place = _evidence(told["evidence"]) if told else Evidence("", "")
    started = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Filed(client, key, TimeEntry(client, started, minutes, evidence=place))


def _telling(messages: Sequence[FiledMessage], today: date) -> list[FiledMessage]:
    """The first of each client, by the moment and by the day; those that hurt, ask for money or set a
    boundary; and those that lie ahead."""
    first: dict[str, FiledMessage] = {}
    earliest: dict[str, FiledMessage] = {}
    for one in messages:
        if one.client not in first or one.record.sent_at < first[one.client].record.sent_at:
            first[one.client] = one
        if (
            one.client not in earliest
            or one.record.sent_at.date() < earliest[one.client].record.sent_at.date()
        ):
            earliest[one.client] = one
    wanted = {one.key for one in (*first.values(), *earliest.values())}
    return [
        one
        for one in messages
        if one.key in wanted
        or one.record.sent_at.date() > today
        or not (HARSH if one.incoming else SAID).isdisjoint(one.record.acts)
    ]


def _plain(value: Any) -> Any:
    match value:
        case Money(minor, currency):
            return {"minor": max(-_MOST, min(minor, _MOST)), "currency": currency}
        case Evidence():
            return value._asdict()
        case tuple():
            return list(value)
    return value


def _fields(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _filed(name: str, one: Filed[Any]) -> dict[str, Any]:
    columns = [field for field in LISTS[name] if field not in {"client", "key", "called"}]
    found = {"client": one.client, "key": one.key, **_fields(one.record, columns)}
    return found | {"called": one.record.client} if "called" in LISTS[name] else found


def _me(me: Freelancer) -> dict[str, Any]:
    rules = [{"name": name, "value": float(value)} for name, value in me.rules]
    return {**_fields(me, [name for name in ME if name != "rules"]), "rules": rules}


def _message(one: FiledMessage) -> dict[str, Any]:
    sent, offset = one.record.sent_at, one.record.sent_at.utcoffset() or timedelta()
    return {
        "client": one.client,
        "key": one.key,
        "incoming": one.incoming,
        "sent": sent.astimezone(UTC).replace(tzinfo=None),
        "offset_seconds": int(offset.total_seconds()),
        "acts": list(one.record.acts),
        "evidence": one.record.evidence._asdict(),
    }


def _hour(one: Filed[TimeEntry]) -> dict[str, Any]:
    place = one.record.evidence._asdict()
    return {"client": one.client, "key": one.key, "day": one.record.started.date(), "evidence": place}


def _quote(one: Quote) -> dict[str, Any]:
    into = [{"currency": currency, "rate": rate} for currency, rate in one.into]
    return {"day": one.day, "currency": one.currency, "into": into, "source": one.source._asdict()}


def _problem(one: Problem) -> dict[str, Any]:
    values = json.dumps({name: _tagged(value) for name, value in one.values.items()}, ensure_ascii=False)
    return {"source": one.source, "locator": one.locator, "key": one.key, "values": values}


def _tagged(value: Value) -> Any:
    """A value as JSON can hold it, with its kind where JSON has none."""
    match value:
        case Money():
            return {"money": list(value)}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
    return value


def _untagged(value: Any) -> Value:
    match value:
        case {"money": [minor, currency]}:
            return Money(minor, currency)
        case {"moment": told}:
            return datetime.fromisoformat(told)
        case {"day": told}:
            return date.fromisoformat(told)
    found: Value = value
    return found


def _placed(table: pa.Table, filed: Sequence[Any], days: Sequence[date]) -> pa.Table:
    """With the day as the record itself tells it, and where it was read."""
    places = [one.record.evidence for one in filed]
    columns = {
        "day": pa.array(days, pa.date32()),
        "source": pa.array([place.source for place in places], pa.string()).dictionary_encode(),
        "locator": pa.array([place.locator for place in places], pa.string()),
        "quote": pa.array([place.quote for place in places], pa.string()),
    }
    for name, column in columns.items():
        table = table.append_column(name, column)
    return table


def _as(name: str, table: pa.Table, freelancer: str) -> pa.Table:
    """In the columns of that table."""
    codes = pa.repeat(pa.scalar(0, pa.int32()), len(table))
    mine = pa.DictionaryArray.from_arrays(codes, pa.array([freelancer], pa.string()))
    schema = TABLES[name]
    return table.append_column("freelancer", mine).select(schema.names).cast(schema)


def _money(told: Row | None) -> Any:
    return None if told is None else Money(told["minor"], told["currency"])


def _evidence(told: Row) -> Evidence:
    return Evidence(told["source"], told["locator"], told["quote"])


def _value(name: str, told: Any) -> Any:
    match name:
        case "total" | "tax" | "amount" | "target_rate":
            return _money(told)
        case "evidence":
            return _evidence(told)
        case "invoices" | "days" | "holidays":
            return tuple(told)
    return told


def _values(name: str, row: Row) -> Iterator[Any]:
    return (_value(field, row[field]) for field in LISTS[name])


def _read_filed(name: str, row: Row) -> Filed[Any]:
    fields = {field: _value(field, told) for field, told in row.items() if field not in {"key", "called"}}
    fields["client"] = row.get("called", row["client"])
    return Filed(row["client"], row["key"], _KINDS[name](**_with_number(name, fields)))


def _with_number(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A deliverable has a name that nobody needs."""
    return fields | {"name": ""} if name == "deliverables" else fields


def _freelancer(row: Row) -> Freelancer:
    told = {name: _value(name, value) for name, value in row["me"].items() if name != "rules"}
    rules = tuple((rule["name"], rule["value"]) for rule in row["me"]["rules"])
    return Freelancer(row["freelancer"], rules=rules, **told)


def _read_message(row: Row) -> FiledMessage:
    offset = timezone(timedelta(seconds=row["offset_seconds"]))
    sent = row["sent"].replace(tzinfo=UTC).astimezone(offset)
    message = Message(sent, "", acts=tuple(row["acts"]), evidence=_evidence(row["evidence"]))
    return FiledMessage(row["client"], row["key"], message, row["incoming"])


def _read_quote(row: Row) -> Quote:
    into = tuple((one["currency"], one["rate"]) for one in row["into"])
    return Quote(row["day"], row["currency"], into, _evidence(row["source"]))


def _read_problem(row: Row) -> Problem:
    values = {name: _untagged(value) for name, value in json.loads(row["values"]).items()}
    return Problem(row["source"], row["locator"], row["key"], values)
