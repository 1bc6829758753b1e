"""From loose records to one Book: who is the freelancer, whose is each record, what does each payment settle?

Nothing is thrown away silently: a record that contradicts another is a Problem at its own place. A client
needs no row of its own: whoever is invoiced, worked for, or writes often from one domain and is answered,
becomes a proposed client.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, Protocol, TypeVar

from goodterms.records.acts import read_acts
from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import (
    PREPAID,
    Attempt,
    Batch,
    Client,
    Colleague,
    Contact,
    ContractText,
    Deliverable,
    Episode,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    Meeting,
    Message,
    Payment,
    Record,
    TimeEntry,
)
from goodterms.records.settling import settle as settle_payments
from goodterms.records.whose import Whose, domain_of
from goodterms.terms.calendar import zone_of
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import detect, same_name
from goodterms.terms.money import Money

WRITES_OFTEN = 10
"""Messages from one unknown domain before its people are proposed as a client."""


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...


N = TypeVar("N", bound=_OfClient)
Kinds = dict[type, list[Any]]


def read_messages(batch: Batch, languages: tuple[str, ...]) -> Batch:
    """The same batch with what each message does filled in; `languages` are likely ones. Where none is told,
    the messages themselves say which are: so "Thanks!" is read as what its neighbours are written in, and not
    compared with the sheets of all languages."""
    languages = languages or _written_in(batch)
    records = tuple(
        replace(record, acts=read_acts(record.text, languages))
        if isinstance(record, Message) and not record.automatic and record.text
        else record
        for record in batch.records
    )
    return replace(batch, records=records)


def _written_in(batch: Batch) -> tuple[str, ...]:
    """The languages that common words of a batch's messages point to, the most frequent first."""
    texts = dict.fromkeys(record.text for record in batch.records if isinstance(record, Message))
    found = Counter(language for text in texts if (language := detect(text)))
    return tuple(sorted(found, key=lambda language: (-found[language], language)))


def languages_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The languages that the freelancer and the clients are said to write."""
    said = (record.language for record in records if isinstance(record, Freelancer | Client))
    return tuple(dict.fromkeys(language for language in said if language))


def settle(records: Iterable[Record], problems: Iterable[Problem] = ()) -> Book:
    """One Book from the records of all sources."""
    kinds: Kinds = defaultdict(list)
    for record in records:
        kinds[type(record)].append(record)
    freelancer = _freelancer(kinds)
    whose = Whose(freelancer, kinds[Client], kinds[Contact])
    found: list[Problem] = []
    keys = count(1)
    invoices, credited = _invoices(kinds[Invoice], whose, keys, found)
    payments = tuple(_payments(kinds[Payment], whose, invoices, keys))
    filed = {
        "hours": _file(kinds[TimeEntry], whose, keys),
        "deliverables": _file(kinds[Deliverable], whose, keys),
        "feelings": _file(kinds[Feeling], whose, keys),
        "attempts": _file(kinds[Attempt], whose, keys),
        "episodes": _file(kinds[Episode], whose, keys),
        "guts": _file(kinds[Gut], whose, keys),
        "contracts": _file(kinds[ContractText], whose, keys),
    }
    messages = tuple(_messages(kinds[Message], whose, keys))
    if messages and not freelancer.timezone:
        place = freelancer.evidence
        found.append(Problem(place.source, place.locator, "me.no_timezone"))
    return Book(
        freelancer=freelancer,
        clients=whose.clients,
        invoices=invoices,
        credited=credited,
        payments=payments,
        settlements=settle_payments(invoices, payments, credited),
        messages=messages,
        meetings=tuple(_meetings(kinds[Meeting], whose, keys)),
        colleagues=tuple(kinds[Colleague]),
        problems=(*problems, *whose.problems, *found),
        **filed,
    )


def _freelancer(kinds: Kinds) -> Freelancer:
    """The one who is described, with what the records say where the description is silent."""
    told: Freelancer = kinds[Freelancer][-1] if kinds[Freelancer] else Freelancer()
    currencies = Counter(invoice.total.currency for invoice in kinds[Invoice])
    sellers = Counter(invoice.seller for invoice in kinds[Invoice] if invoice.seller)
    return replace(
        told,
        name=told.name or (sellers.most_common(1)[0][0] if sellers else ""),
        emails=told.emails or _own_address(kinds[Message]),
        timezone=told.timezone or zone_of(told.country.partition("-")[0]),
        currency=told.currency or (currencies.most_common(1)[0][0] if currencies else ""),
    )


def _own_address(messages: list[Message]) -> tuple[str, ...]:
    """The one address that nearly every mail was sent from or to: its owner's."""
    mails = [message for message in messages if message.channel == "email"]
    seen = Counter(address for mail in mails for address in {mail.sender, *mail.recipients})
    ranked = seen.most_common(2)
    if len(mails) < 5 or ranked[0][1] < 0.8 * len(mails):
        return ()
    return (ranked[0][0],) if len(ranked) == 1 or ranked[1][1] < ranked[0][1] else ()


def _invoices(
    invoices: list[Invoice], whose: Whose, keys: Iterator[int], problems: list[Problem]
) -> tuple[tuple[Filed[Invoice], ...], dict[int, Money]]:
    bills: dict[tuple[str, str], Filed[Invoice]] = {}
    credits: list[tuple[str, Invoice]] = []
    for invoice in invoices:
        if whose.is_me(invoice.client) or not same_name(invoice.client):
            continue
        client = whose.propose(invoice.client, invoice.buyer_email)
        if invoice.credit_note:
            credits.append((client, invoice))
            continue
        known = bills.get((client, invoice.number)) if invoice.number else None
        if known is None:
            key = next(keys)
            bills[client, invoice.number or f"#{key}"] = Filed(client, key, invoice)
        elif known.record.total != invoice.total:
            problems.append(_contradiction(known.record, invoice))
    return tuple(bills.values()), _credited(bills, credits)


def _contradiction(first: Invoice, second: Invoice) -> Problem:
    place = second.evidence
    values = {"number": second.number, "first": f"{first.evidence.source}, {first.evidence.locator}"}
    return Problem(place.source, place.locator, "invoice.twice", values)


def _credited(
    bills: dict[tuple[str, str], Filed[Invoice]], credits: list[tuple[str, Invoice]]
) -> dict[int, Money]:
    """A credit note takes off the invoice it names, else the latest one before it that is as large."""
    credited: dict[int, Money] = {}
    for client, note in dict.fromkeys(credits):
        bill = bills.get((client, note.corrects)) or _before(bills, client, note)
        if bill is not None and bill.record.total.currency == note.total.currency:
            so_far = credited.get(bill.key, Money(0, note.total.currency))
            most = bill.record.total.minor
            credited[bill.key] = Money(min(so_far.minor + note.total.minor, most), note.total.currency)
    return credited


def _before(
    bills: dict[tuple[str, str], Filed[Invoice]], client: str, note: Invoice
) -> Filed[Invoice] | None:
    earlier = [
        bill
        for bill in bills.values()
        if bill.client == client
        and bill.record.issued <= note.issued
        and bill.record.total.currency == note.total.currency
        and bill.record.total.minor >= note.total.minor
    ]
    return max(earlier, key=lambda bill: bill.record.issued, default=None)


def _payments(
    payments: list[Payment], whose: Whose, invoices: tuple[Filed[Invoice], ...], keys: Iterator[int]
) -> Iterator[Filed[Payment]]:
    numbered = {invoice.record.number: invoice.client for invoice in invoices if invoice.record.number}
    booked = {(one.amount, same_name(one.client)) for one in payments if one.reference != PREPAID}
    for payment in payments:
        by_number = next((numbered[number] for number in payment.invoices if number in numbered), "")
        twice = payment.reference == PREPAID and (payment.amount, same_name(payment.client)) in booked
        if twice or whose.is_me(payment.client):
            continue
        client = whose.named(payment.client) or by_number or whose.propose(payment.client)
        if client:
            yield Filed(client, next(keys), payment)


def _file(records: list[N], whose: Whose, keys: Iterator[int]) -> tuple[Filed[N], ...]:
    named: dict[str, str] = {}
    filed = []
    for record in records:
        name = record.client
        if name not in named:
            named[name] = whose.propose(name)
        if named[name]:
            filed.append(Filed(named[name], next(keys), record))
    return tuple(filed)


def _meetings(meetings: list[Meeting], whose: Whose, keys: Iterator[int]) -> Iterator[Filed[Meeting]]:
    for meeting in meetings:
        client = _client_of((*meeting.attendees, meeting.title), whose)
        if client:
            yield Filed(client, next(keys), meeting)


def _messages(messages: list[Message], whose: Whose, keys: Iterator[int]) -> Iterator[FiledMessage]:
    mails = [message for message in messages if message.channel == "email"]
    for sender, name in dict.fromkeys((mail.sender, mail.sender_name) for mail in mails):
        whose.learn(sender, name)
    _propose_writers(mails, whose)
    mine: dict[str, bool] = {}
    others: dict[tuple[str, ...], str] = {}
    seen: set[str] = set()
    for message in messages:
        if message.message_id:
            if message.message_id in seen:
                continue
            seen.add(message.message_id)
        sender = message.sender
        if sender not in mine:
            mine[sender] = whose.is_me(sender)
        people = message.recipients if mine[sender] else (sender,)
        hint = (*people, message.thread) if message.channel != "email" else people
        if hint not in others:
            others[hint] = _client_of(hint, whose)
        if others[hint]:
            yield FiledMessage(others[hint], next(keys), message, not mine[sender])


def _client_of(hint: tuple[str, ...], whose: Whose) -> str:
    found = (whose.addressed(one) if "@" in one else whose.named(one) for one in hint)
    return next(filter(None, found), "")


def _propose_writers(mails: list[Message], whose: Whose) -> None:
    """People who write often from one domain, and are answered, become a client; newsletters do not."""
    written = Counter(mail.sender for mail in mails if not mail.automatic)
    mine = {sender for sender in written if whose.is_me(sender)}
    answered = {mail.recipients for mail in mails if mail.sender in mine}
    domains = {domain_of(address) for people in answered for address in people}
    often: Counter[str] = Counter()
    for sender, times in written.items():
        if sender not in mine:
            often[domain_of(sender)] += times
    for domain, times in often.items():
        if domain in domains and times >= WRITES_OFTEN and not whose.addressed(f"x@{domain}"):
            whose.propose(domain, domain=domain)
