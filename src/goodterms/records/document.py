"""What does this record look like to another program?

The JSON form of one record, as `goodterms inspect --json` prints it: `kind`, then its fields. Money is
`{"amount": "1250.00", "currency": "EUR"}`, days and moments are ISO 8601, an unknown is None, and `evidence`
is a list of the places it was read from. Kinds that are also files of the records folder carry the column
names of that file; only the `kind` of a client or a clause is called `client_kind` or `clause_kind` here.

>>> from datetime import date
>>> from goodterms.records.model import Episode
>>> as_document(Episode("Pixel Orchard", date(2026, 3, 4), "shelved"))["date"]
'2026-03-04'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from functools import singledispatch

from goodterms.records.model import (
    Attempt,
    Client,
    Colleague,
    Contact,
    ContractText,
    Correction,
    Correspondent,
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
    Naming,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

RATINGS = ("dread", "client_stress", "work_stress", "unpredictable", "fit_style", "fit_vision")


def as_document(record: Record) -> dict[str, Json]:
    """The JSON form of a record; its `evidence` comes last."""
    return {**_fields(record), "evidence": [_place(record.evidence)]}


def problem_document(problem: Problem) -> dict[str, Json]:
    """The JSON form of a problem, before a face adds its `message`."""
    values = {name: _plain(value) for name, value in problem.values.items()}
    return {"locator": problem.locator, "key": problem.key, "values": values}


def _place(evidence: Evidence) -> Json:
    return {"source": evidence.source, "locator": evidence.locator, "quote": evidence.quote}


def _plain(value: object) -> Json:
    """A value as JSON has it: None for an empty text, because an empty field tells nothing."""
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, int | float) else (str(value or "") or None)


def _document(kind: str, **fields: object) -> dict[str, Json]:
    return {"kind": kind, **{name: _plain(value) for name, value in fields.items()}}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


# The kinds are named twice: to find them in the annotations would take longer than to import this module.
@singledispatch
def _fields(record: Record) -> dict[str, Json]:
    raise TypeError(f"no JSON form for {type(record).__name__}")


@_fields.register(Freelancer)
def _(me: Freelancer) -> dict[str, Json]:
    return _document(
        "freelancer", name=me.name, emails=me.emails, country=me.country, timezone=me.timezone,
        language=me.language, currency=me.currency, remote=me.remote, days=me.days,
        holidays=me.holidays, target_rate=me.target_rate, monthly_costs=me.monthly_costs, cash=me.cash,
        take_anything_until=me.take_anything_until, playbook=me.playbook, rules=dict(me.rules),
    ) | {"from": _clock(me.work_from), "to": _clock(me.work_to)}  # fmt: skip


@_fields.register(Client)
def _(client: Client) -> dict[str, Json]:
    return _document(
        "client", name=client.name, emails=client.emails, domains=client.domains, country=client.country,
        language=client.language, timezone=client.timezone, since=client.since,
        referred_by=client.referred_by, client_kind=client.kind, vat_numbers=client.vat_numbers,
        ibans=client.ibans, proposed=client.proposed,
    )  # fmt: skip


@_fields.register(Contact)
def _(contact: Contact) -> dict[str, Json]:
    return _document("contact", client=contact.client, name=contact.name, email=contact.email)


@_fields.register(Invoice)
def _(invoice: Invoice) -> dict[str, Json]:
    kind, more = ("credit_note", {"corrects": invoice.corrects}) if invoice.credit_note else ("invoice", {})
    return _document(
        kind, number=invoice.number, buyer=invoice.client, seller=invoice.seller, issued=invoice.issued,
        due=invoice.due, total=invoice.total, tax=invoice.tax, currency=invoice.total.currency,
        buyer_email=invoice.buyer_email, buyer_country=invoice.buyer_country, buyer_vat=invoice.buyer_vat,
        disputed=invoice.disputed, sent_by=invoice.sent_by, **more,
    )  # fmt: skip


@_fields.register(Payment)
def _(payment: Payment) -> dict[str, Json]:
    return _document(
        "payment", paid_on=payment.paid_on, amount=payment.amount, currency=payment.amount.currency,
        counterparty=payment.client, reference=payment.reference, invoices=payment.invoices,
        method=payment.method,
    )  # fmt: skip


@_fields.register(Expense)
def _(cost: Expense) -> dict[str, Json]:
    return _document(
        "expense", client=cost.client, date=cost.day, amount=cost.amount, currency=cost.amount.currency,
        what=cost.what,
    )  # fmt: skip


@_fields.register(Transfer)
def _(transfer: Transfer) -> dict[str, Json]:
    return _document(
        "payment", paid_on=transfer.booked_on, amount=transfer.amount, currency=transfer.amount.currency,
        counterparty=transfer.counterparty, reference=transfer.reference, method="transfer",
        iban=transfer.iban, account=transfer.account, bank_id=transfer.bank_id,
    )  # fmt: skip


@_fields.register(TimeEntry)
def _(entry: TimeEntry) -> dict[str, Json]:
    ended = entry.started.astimezone(UTC) + timedelta(minutes=entry.minutes)
    return _document(
        "time", client=entry.client, project=entry.project, started=entry.started,
        ended=ended.astimezone(entry.started.tzinfo), hours=round(entry.minutes / 60, 2),
        activity=entry.activity, billable=entry.billable, note=entry.note,
    )  # fmt: skip


@_fields.register(Deliverable)
def _(work: Deliverable) -> dict[str, Json]:
    return _document(
        "deliverable", client=work.client, name=work.name, due=work.due, delivered_on=work.delivered_on,
        price=work.price, prepaid=work.prepaid, rounds_agreed=work.rounds_agreed, rounds=work.rounds,
    )  # fmt: skip


@_fields.register(Message)
def _(message: Message) -> dict[str, Json]:
    return _document(
        "message", sent_at=message.sent_at, sender=message.sender, recipients=message.recipients,
        channel=message.channel, thread=message.thread, subject=message.subject,
        automatic=message.automatic, origin=message.origin,
    ) | {"text": message.text, "acts": list(message.acts)}  # fmt: skip


@_fields.register(Correspondent)
def _(writer: Correspondent) -> dict[str, Json]:
    return _document(
        "correspondent", address=writer.address, name=writer.name, wrote=writer.wrote,
        answered=writer.answered, first=writer.first, last=writer.last,
    )  # fmt: skip


@_fields.register(Naming)
def _(naming: Naming) -> dict[str, Json]:
    return _document("naming", name=naming.name, client=naming.client)


@_fields.register(Meeting)
def _(meeting: Meeting) -> dict[str, Json]:
    return _document(
        "meeting", start=meeting.start, end=meeting.end, title=meeting.title, attendees=meeting.attendees
    )


@_fields.register(ContractText)
def _(contract: ContractText) -> dict[str, Json]:
    return _document(
        "contract",
        language=contract.language,
        title=contract.title,
        text=contract.text,
        client=contract.client,
    )


@_fields.register(Feeling)
def _(feeling: Feeling) -> dict[str, Json]:
    ratings = {name: getattr(feeling, name) for name in RATINGS}
    return _document("feeling", client=feeling.client, date=feeling.day, **ratings, note=feeling.note)


@_fields.register(Attempt)
def _(attempt: Attempt) -> dict[str, Json]:
    return _document(
        "attempt", client=attempt.client, date=attempt.day, issue=attempt.issue, asked=attempt.asked,
        reaction=attempt.reaction,
    )  # fmt: skip


@_fields.register(Episode)
def _(episode: Episode) -> dict[str, Json]:
    return _document("episode", client=episode.client, date=episode.day, outcome=episode.outcome)


@_fields.register(Gut)
def _(gut: Gut) -> dict[str, Json]:
    return _document("gut", client=gut.client, date=gut.day, verdict=gut.verdict)


@_fields.register(Move)
def _(move: Move) -> dict[str, Json]:
    return _document(
        "move", client=move.client, date=move.day, step=move.step, value=move.value, note=move.note
    )


@_fields.register(Correction)
def _(said: Correction) -> dict[str, Json]:
    return _document(
        "correction", document=said.document, passage=said.passage, clause_kind=said.kind, value=said.value
    )


@_fields.register(LookBack)
def _(back: LookBack) -> dict[str, Json]:
    return _document(
        "look_back", client=back.client, date=back.day, hours=back.hours, evenings=back.evenings,
        mood=back.mood, regret=back.regret, note=back.note,
    )  # fmt: skip


@_fields.register(ExchangeRate)
def _(said: ExchangeRate) -> dict[str, Json]:
    return _document("exchange_rate", date=said.day, currency=said.currency, rates=dict(said.rates))


@_fields.register(Colleague)
def _(colleague: Colleague) -> dict[str, Json]:
    return _document(
        "colleague", name=colleague.name, email=colleague.email, skills=colleague.skills,
        languages=colleague.languages, capacity=colleague.capacity, consent=colleague.consent,
    )  # fmt: skip
