"""What can happen between a freelancer and a client, one frozen value a kind.

An unknown is None, never 0 or an empty guess. Money is in minor units of its currency. Moments carry their
offset. `client` is the name as the source writes it; whose record it is, `goodterms.records.intake` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from goodterms.records.exchange import ExchangeRate
from goodterms.records.kind import NOWHERE, Kind
from goodterms.records.leaving import CHANNELS, MARKS, MOVE_VALUES, MOVES, STAGES, Correction, LookBack, Move
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

__all__ = [
    "ACTIVITIES", "CHANNELS", "ISSUES", "MARKS", "MOVES", "MOVE_VALUES", "NOWHERE", "PREPAID",
    "REACTIONS", "STAGES", "Attempt", "Batch", "Channel", "Client", "Colleague", "Contact",
    "ContractText", "Correction", "Correspondent", "Deliverable", "Episode", "ExchangeRate", "Expense",
    "Feeling", "Freelancer", "Gut", "Invoice", "Issue", "Kind", "LookBack", "Meeting", "Message",
    "Move", "Naming", "Origin", "Payment", "Reaction", "Record", "TimeEntry", "Transfer", "Verdict",
]  # fmt: skip

Channel = Literal["email", "chat", "sms", "call"]
Origin = Literal["", "automatic", "bulk", "list"]
"""Who sent a message: a person; a machine (an absence note, a receipt); somebody to many (a newsletter);
a mailing list."""
Issue = Literal["late_payment", "after_hours", "indecision", "scope", "rate", "tone", "fit"]
Reaction = Literal["agreed", "ignored", "angry"]
Verdict = Literal["keep", "repair", "let_go", "not_enough_evidence"]

ISSUES: tuple[Issue, ...] = ("late_payment", "after_hours", "indecision", "scope", "rate", "tone", "fit")
REACTIONS: tuple[Reaction, ...] = ("agreed", "ignored", "angry")
PREPAID = "prepaid"
"""Reference of a payment that nobody booked as one: an e-invoice says it was paid before."""
ACTIVITIES = ("production", "meeting", "email", "revision", "call", "admin", "other")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Freelancer(Kind):
    """Who the user is, when they work, what an hour should bring (`goodterms.toml`)."""

    name: str = ""
    emails: tuple[str, ...] = ()
    country: str = ""
    timezone: str = ""
    language: str = ""
    currency: str = ""
    remote: bool | None = None
    days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    work_from: int = 9 * 60
    """Minutes after midnight, local."""
    work_to: int = 18 * 60
    holidays: tuple[date, ...] = ()
    """Own days off, beside the country's public holidays."""
    target_rate: Money | None = None
    """For an hour."""
    monthly_costs: Money | None = None
    cash: Money | None = None
    take_anything_until: date | None = None
    """The last day of the time in which every client was taken (M1)."""
    playbook: str = ""
    rules: tuple[tuple[str, float], ...] = ()
    """Overrides of a playbook's numbers, by name."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Client(Kind):
    """Who is worked for."""

    name: str
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    timezone: str = ""
    since: date | None = None
    referred_by: str = ""
    kind: str = ""
    """company, person, consumer or public; empty where unknown."""
    vat_numbers: tuple[str, ...] = ()
    """With the country's letters, without spaces and marks."""
    ibans: tuple[str, ...] = ()
    """Accounts this client pays from, without spaces."""
    proposed: bool = False
    """Nobody said that this is a client: seen on invoices or in mail only."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Contact(Kind):
    """A person at a client."""

    client: str
    name: str
    email: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Invoice(Kind):
    """A bill, or with `credit_note` a credit note; `total` is positive for both."""

    number: str
    client: str
    issued: date
    total: Money
    due: date | None = None
    credit_note: bool = False
    corrects: str = ""
    """For a credit note: the number of the invoice it takes back, where it says so."""
    seller: str = ""
    buyer_email: str = ""
    buyer_country: str = ""
    buyer_vat: str = ""
    """With the country's letters, without spaces and marks."""
    disputed: bool = False
    sent_by: str = ""
    tax: Money | None = None
    """The VAT in `total`, positive as it is; 0 where the record says that there is none."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Expense(Kind):
    """What the freelancer spent on the work for one client: a direct cost."""

    client: str
    day: date
    amount: Money
    """Negative for money that came back."""
    what: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Payment(Kind):
    """Money that came in (a refund is negative)."""

    client: str
    paid_on: date
    amount: Money
    invoices: tuple[str, ...] = ()
    """Numbers it names; may be empty."""
    method: str = ""
    reference: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Transfer(Kind):
    """A line on a statement of the freelancer's own account: money in, or (negative) out.

    Whose it is, nobody said: `goodterms.records.intake` makes it a payment where an account, a name or an
    invoice number tells.
    """

    booked_on: date
    amount: Money
    counterparty: str = ""
    """Who paid or was paid, as the bank writes it."""
    iban: str = ""
    """The counterparty's account: an IBAN without spaces, or the number that the bank gives."""
    reference: str = ""
    """What the payer wrote with it, structured or free."""
    account: str = ""
    """The freelancer's own account."""
    bank_id: str = ""
    """The bank's own number for this line, where it gives one that is unique in the account."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class TimeEntry(Kind):
    """Work done."""

    client: str
    started: datetime
    minutes: int
    activity: str = ""
    """One of ACTIVITIES; empty where the source does not say."""
    billable: bool | None = None
    project: str = ""
    note: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Deliverable(Kind):
    """A piece of work that was agreed."""

    client: str
    name: str
    due: date | None = None
    delivered_on: date | None = None
    price: Money | None = None
    prepaid: Money | None = None
    rounds_agreed: int | None = None
    rounds: int | None = None
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Message(Kind):
    """An e-mail, chat or text message, or a call's note; `text` is only what this sender newly wrote."""

    sent_at: datetime
    sender: str
    """Address, or the name a chat shows."""
    recipients: tuple[str, ...] = ()
    channel: Channel = "email"
    thread: str = ""
    subject: str = ""
    text: str = ""
    automatic: bool = False
    """Not written by a person to a person; `origin` says what else."""
    origin: Origin = ""
    sender_name: str = ""
    message_id: str = ""
    acts: tuple[str, ...] = ()
    """What the message does (`goodterms.records.acts`)."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Correspondent(Kind):
    """Somebody in a mailbox: how often they wrote, and not what. Told of all, whether their mail was opened
    or left closed; machines and lists are not counted."""

    address: str
    name: str = ""
    wrote: int = 0
    """Mails they wrote themselves."""
    answered: int = 0
    """Mails that the freelancer wrote to them."""
    first: date | None = None
    last: date | None = None
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Meeting(Kind):
    """An appointment in a calendar."""

    start: datetime
    end: datetime
    title: str = ""
    attendees: tuple[str, ...] = ()
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ContractText(Kind):
    """The words of a contract."""

    language: str
    title: str
    text: str
    client: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Feeling(Kind):
    """How it felt on a day, 0-4; `fit_style` and `fit_vision`: 4 is a good fit."""

    client: str
    day: date
    dread: int | None = None
    client_stress: int | None = None
    work_stress: int | None = None
    unpredictable: int | None = None
    fit_style: int | None = None
    fit_vision: int | None = None
    note: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Attempt(Kind):
    """A time the freelancer raised something, and what came back (M28, M36)."""

    client: str
    day: date
    issue: Issue
    asked: str = ""
    reaction: Reaction | None = None
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Episode(Kind):
    """A time leaving was considered: `shelved` or `decided` (M41)."""

    client: str
    day: date
    outcome: str
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Gut(Kind):
    """What the freelancer felt should happen, said before the figures were shown (M34)."""

    client: str
    day: date
    verdict: Verdict
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Naming(Kind):
    """What the freelancer said of a name, an address or a domain: which client it stands for."""

    name: str
    client: str
    """Empty: nobody's client (a supplier, a friend)."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Colleague(Kind):
    """Somebody a client could be referred to."""

    name: str
    email: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: str = ""
    consent: bool | None = None
    evidence: Evidence = NOWHERE


Record = (
    Freelancer | Client | Contact | Naming | Invoice | Payment | Transfer | TimeEntry | Deliverable | Message
    | Correspondent | Meeting | ContractText | Feeling | Attempt | Episode | Gut | Colleague
    | Move | Correction | LookBack | ExchangeRate | Expense
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """What one file gave: its records in the file's order, and what in it could not be read."""

    source: str
    importer: str | None
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
