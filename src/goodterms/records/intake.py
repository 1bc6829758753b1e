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
from typing import Any, NamedTuple, Protocol, TypeVar

from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import (
    PREPAID,
    Attempt,
    Client,
    Colleague,
    ContractText,
    Correction,
    Deliverable,
    Episode,
    ExchangeRate,
    Expense,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    LookBack,
    Meeting,
    Message,
    Move,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.records.settled.billing import Bills, file_invoices
from goodterms.records.settled.claiming import claim
from goodterms.records.settled.colleagues import as_told_last
from goodterms.records.settled.described import described
from goodterms.records.settled.doubles import (
    HOURS,
    MEETINGS,
    PAYMENTS,
    WORD_FOR_WORD,
    Likeness,
    messages_once,
    once,
    together,
)
from goodterms.records.settled.parties import parties
from goodterms.records.settled.prepaid import with_unbooked
from goodterms.records.settled.settling import settle as settle_payments
from goodterms.records.settled.whose import Whose, domain_of
from goodterms.terms.calendar import zone_of
from goodterms.terms.evidence import Problem
from goodterms.terms.exchange import Quote, Rates

WRITES_OFTEN = 10
"""Messages from one unknown domain before its people are proposed as a client."""


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...


N = TypeVar("N", bound=_OfClient)
Kinds = dict[type, list[Any]]


class Taken(NamedTuple):
    """A Book, and what stays beside it for proposing clients."""

    book: Book
    whose: Whose
    unclaimed: tuple[Transfer, ...]
    """Money that came from somebody unknown."""


def settle(records: Iterable[Record], problems: Iterable[Problem] = ()) -> Book:
    """One Book from the records of all sources."""
    return take(records, problems).book


def take(records: Iterable[Record], problems: Iterable[Problem] = ()) -> Taken:
    """One Book from the records of all sources, and what is in nobody's records yet."""
    kinds: Kinds = defaultdict(list)
    for record in records:
        kinds[type(record)].append(record)
    freelancer = _freelancer(kinds)
    whose = Whose(freelancer, kinds)
    keys = count(1)
    bills = file_invoices(kinds[Invoice], whose, keys)
    payments, unclaimed = _payments(kinds, whose, bills, keys)
    filed = {
        "hours": _file(kinds[TimeEntry], whose, keys, HOURS),
        "deliverables": _file(kinds[Deliverable], whose, keys),
        "feelings": _file(kinds[Feeling], whose, keys),
        "attempts": _file(kinds[Attempt], whose, keys),
        "episodes": _file(kinds[Episode], whose, keys),
        "guts": _file(kinds[Gut], whose, keys),
        "moves": _file(kinds[Move], whose, keys),
        "look_backs": _file(kinds[LookBack], whose, keys),
        "expenses": _file(kinds[Expense], whose, keys),
    }
    messages = tuple(messages_once(list(_messages(kinds[Message], whose, keys))))
    found = [*problems, *whose.problems, *bills.problems]
    if messages and not freelancer.timezone:
        place = freelancer.evidence
        found.append(Problem(place.source, place.locator, "me.no_timezone"))
    meetings = once(_meetings(kinds[Meeting], whose, keys), MEETINGS)
    signed, unsigned = _with_client(kinds[ContractText], whose)
    filed["contracts"] = _file(signed, whose, keys)
    found += unsigned
    book = Book(
        freelancer=freelancer,
        clients=whose.clients,
        invoices=bills.invoices,
        credited=bills.credited,
        credits=bills.credits,
        payments=payments,
        settlements=settle_payments(bills.invoices, payments, bills.credited),
        messages=messages,
        meetings=meetings,
        colleagues=as_told_last(kinds[Colleague]),
        corrections=tuple(kinds[Correction]),
        rates=_rates(kinds[ExchangeRate]),
        problems=tuple(found),
        **filed,
    )
    return Taken(book, whose, unclaimed)


def _rates(told: Iterable[ExchangeRate]) -> Rates:
    return Rates(tuple(Quote(one.day, one.currency, one.rates, one.evidence) for one in told))


def _freelancer(kinds: Kinds) -> Freelancer:
    """The one who is described, with what the records say where the description is silent."""
    told = described(kinds[Freelancer])
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


def _payments(
    kinds: Kinds, whose: Whose, bills: Bills, keys: Iterator[int]
) -> tuple[tuple[Filed[Payment], ...], tuple[Transfer, ...]]:
    """What was paid, each once, and bank lines that are nobody's.

    Where the books and the bank tell of one payment, the books' record stays: it is the freelancer's own
    word, and says what was paid for. What an e-invoice says was prepaid counts where nobody else tells it.
    """
    told = tuple(_told_payments(kinds[Payment], whose, bills, keys))
    booked = [filed for filed in told if filed.record.reference != PREPAID]
    claims = claim(kinds[Transfer], whose, bills, booked)
    from_bank = {next(keys): payment for payment in claims.payments}
    lines = [Filed(payment.client, key, payment) for key, payment in from_bank.items()]
    groups = together(
        [*booked, *lines], lambda one: _BANK if one.key in from_bank else one.record.evidence.source, PAYMENTS
    )
    paid = [_named_by_bank(group) for group in groups]
    prepaid = once([filed for filed in told if filed.record.reference == PREPAID], PAYMENTS)
    return tuple(
        sorted(with_unbooked(paid, prepaid, bills.invoices), key=lambda filed: filed.key)
    ), claims.unclaimed


_BANK = "\U0010ffff"
"""All statements together, after every file by name: a line of theirs joins what a file tells."""


def _named_by_bank(group: list[Filed[Payment]]) -> Filed[Payment]:
    """One payment, with the invoices that any of its records names."""
    first = group[0]
    named = next((one.record.invoices for one in group if one.record.invoices), ())
    if first.record.invoices == named:
        return first
    return first._replace(record=replace(first.record, invoices=named))


def _told_payments(
    payments: list[Payment], whose: Whose, bills: Bills, keys: Iterator[int]
) -> Iterator[Filed[Payment]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for bill in bills.invoices:
        owners[bill.record.number].add(bill.client)
    for payment in payments:
        if whose.is_me(payment.client) or whose.said(payment.client) == "":
            continue
        numbered = (owners.get(number, set()) for number in payment.invoices if number)
        by_number = next((next(iter(clients)) for clients in numbered if len(clients) == 1), "")
        client = whose.named(payment.client) or by_number or whose.propose(payment.client)
        if client:
            yield Filed(client, next(keys), payment)


def _file(
    records: list[N], whose: Whose, keys: Iterator[int], like: Likeness = WORD_FOR_WORD
) -> tuple[Filed[N], ...]:
    named: dict[str, str] = {}
    filed = []
    for record in records:
        name = record.client
        if name not in named:
            named[name] = whose.propose(name)
        if named[name]:
            filed.append(Filed(named[name], next(keys), record))
    return once(filed, like)


def _meetings(meetings: list[Meeting], whose: Whose, keys: Iterator[int]) -> Iterator[Filed[Meeting]]:
    for meeting in meetings:
        client = client_of((*meeting.attendees, meeting.title), whose)
        if client:
            yield Filed(client, next(keys), meeting)


def _messages(messages: list[Message], whose: Whose, keys: Iterator[int]) -> Iterator[FiledMessage]:
    mails = [message for message in messages if message.channel == "email"]
    for sender, name in dict.fromkeys((mail.sender, mail.sender_name) for mail in mails):
        whose.learn(sender, name)
    _propose_writers(mails, whose)
    mine: dict[str, bool] = {}
    others: dict[tuple[str, ...], str] = {}
    for message in messages:
        sender = message.sender
        if sender not in mine:
            mine[sender] = whose.is_me(sender)
        hint = hint_of(message, is_mine=mine[sender])
        if hint not in others:
            others[hint] = client_of(hint, whose)
        if others[hint]:
            yield FiledMessage(others[hint], next(keys), message, not mine[sender])


def _with_client(contracts: list[ContractText], whose: Whose) -> tuple[list[ContractText], list[Problem]]:
    """Each contract with the client that it names; a problem for one that names none, or several."""
    marks = {client.name: _marks(client, whose) for client in whose.clients} if contracts else {}
    signed, problems = [], []
    for contract in contracts:
        names = (contract.client,) if contract.client else parties(contract.text, marks)
        if len(names) == 1:
            signed.append(replace(contract, client=names[0]))
            continue
        place = contract.evidence
        key = "intake.contract_of_several" if names else "intake.contract_of_nobody"
        problems.append(Problem(place.source, place.locator, key, {"clients": ", ".join(names)}))
    return signed, problems


def _marks(client: Client, whose: Whose) -> tuple[str, ...]:
    """What a client goes under in writing."""
    return (client.name, *whose.also(client.name), *client.emails, *client.domains, *client.vat_numbers)


def hint_of(message: Message, *, is_mine: bool) -> tuple[str, ...]:
    """Addresses and names that may tell whose a message is, the first first; in a chat its name is one."""
    people = message.recipients if is_mine else (message.sender,)
    return (*people, message.thread) if message.channel != "email" else people


def client_of(hint: tuple[str, ...], whose: Whose) -> str:
    """The client of the first of these addresses and names that is anybody's; empty where none is."""
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
        if (
            domain in domains
            and times >= WRITES_OFTEN
            and not whose.is_shut(domain)
            and not whose.addressed(f"x@{domain}")
        ):
            whose.propose(domain, domain=domain)
