"""What happened, day by day, for whoever has to decide a dispute? Facts alone (B20).

Bills, money, work, and what was written about them. Feelings, gut, ratings and private notes are not looked
at: of the freelancer's own tables come days, sums and numbers, and never a line as it stands, because one
line of a daybook may hold both. Of messages come those that bear on the matter, passwords blotted out.
Of a call there is that it was, not what was noted of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from goodterms.parting.case import Case
from goodterms.parting.papers.bills import names_one
from goodterms.parting.papers.masking import shown
from goodterms.parting.papers.mentions import sentences
from goodterms.parting.papers.sheets import says
from goodterms.records.book import FiledMessage
from goodterms.records.settled.owed import due_of, left_of, net_of, parts_of
from goodterms.terms.evidence import Evidence, Text, Value
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

LONGEST = 400
"""Letters that are quoted of a message."""
ACTS = {
    "easier_payment": "easier_payment", "payment_reminder": "reminder", "boundary": "boundary",
    "payment_excuse": "excuse", "refused_method": "refusal", "threat": "threat",
    "out_of_scope": "extra_work", "reversal": "reversal",
}  # fmt: skip
"""What a message does, and what the chronology calls it; in the order in which one is chosen."""
MINE = ("easier_payment", "reminder", "boundary", "offer")
"""What only counts from the freelancer; the rest only from the client."""
MOVES = ("told", "closed")
"""Steps of leaving that are facts between the two."""
_SUM = lazy(
    r"(?:€|\$|£|₫|\b(?:eur|euros?|usd|gbp|vnd|đồng|chf)\b)\s*\d|\d[\d.,\s]*(?:€|\$|£|₫|\b(?:eur|euros?|usd|gbp|vnd|đ|đồng|chf)\b)"
)


class Entry(NamedTuple):
    """Something that happened on a day."""

    day: date
    kind: str
    values: dict[str, Value]
    quote: str
    evidence: Evidence
    """Where it was read; its quote is empty."""

    @property
    def text(self) -> Text:
        """What happened, as a sentence."""
        return Text(f"paper.entry.{self.kind}", self.values)


class Bill(NamedTuple):
    """What became of one invoice."""

    number: str
    issued: date
    due: date
    total: Money
    credited: Money | None
    paid: Money
    left: Money
    disputed: bool
    evidence: Evidence


class Paper(NamedTuple):
    """A document between the two."""

    kind: str
    """contract or invoice."""
    name: str
    evidence: Evidence


class Dispute(NamedTuple):
    """The evidence file of one client on a day."""

    client: str
    me: str
    as_of: date
    entries: tuple[Entry, ...]
    bills: tuple[Bill, ...]
    left: tuple[Money, ...]
    """What is open, a sum a currency; empty where no bills are known."""
    papers: tuple[Paper, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that all of it was read from."""
        every = (one.evidence.source for some in (self.entries, self.bills, self.papers) for one in some)
        return tuple(sorted({name for name in every if name}))


def dispute(case: Case) -> Dispute:
    """All that bears on a dispute, by day."""
    every = [*_money(case), *_work(case), *_written(case), *_raised(case), *_left(case)]
    bills = tuple(_bills(case))
    left = Counter[str]()
    for bill in bills:
        left[bill.left.currency] += bill.left.minor
    return Dispute(
        client=case.client.name,
        me=case.own.freelancer.name,
        as_of=case.as_of,
        entries=tuple(sorted(every, key=lambda one: (one.day, one.kind, one.evidence, one.quote))),
        bills=bills,
        left=tuple(Money(minor, name) for name, minor in sorted(left.items())),
        papers=tuple(_papers(case)),
    )


def chronology(found: Dispute) -> str:
    """The same for other programs, in one way of writing: the same facts are the same bytes."""
    entries = [
        {
            "date": one.day.isoformat(),
            "kind": one.kind,
            **{name: _plain(value) for name, value in one.values.items()},
            "quote": one.quote or None,
            "source": one.evidence.source,
            "locator": one.evidence.locator,
        }
        for one in found.entries
    ]
    bills = [
        {
            "number": one.number, "issued": one.issued.isoformat(), "due": one.due.isoformat(),
            "total": _plain(one.total), "credited": _plain(one.credited), "paid": _plain(one.paid),
            "open": _plain(one.left), "disputed": one.disputed,
            "source": one.evidence.source, "locator": one.evidence.locator,
        }
        for one in found.bills
    ]  # fmt: skip
    papers = [{"kind": one.kind, "name": one.name, "source": one.evidence.source} for one in found.papers]
    document = {
        "schema": "goodterms.evidence/1", "client": found.client, "by": found.me or None,
        "as_of": found.as_of.isoformat(), "entries": entries, "invoices": bills,
        "open": [_plain(money) for money in found.left],
        "documents": papers,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def digest(data: bytes) -> str:
    """What stands for these bytes and for no others: SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _money(case: Case) -> Iterator[Entry]:
    """Bills, what credit notes took off them, and what came in."""
    numbers = {filed.key: filed.record.number for filed in case.own.invoices}
    for filed in case.own.invoices:
        bill, place = filed.record, _bare(filed.record.evidence)
        values: dict[str, Value] = {"number": bill.number, "sum": bill.total, "due": due_of(bill)}
        yield Entry(bill.issued, "invoice", values, "", place)
    for note in case.own.credits:
        taken: dict[str, Value] = {"number": numbers[note.invoice], "sum": note.amount}
        yield Entry(note.day, "credit_note", taken, "", _bare(note.evidence))
    for paid in case.own.payments:
        record = paid.record
        kind = "payment" if record.amount.minor >= 0 else "refund"
        amount = record.amount._replace(minor=abs(record.amount.minor))
        yield Entry(record.paid_on, kind, {"sum": amount}, "", _bare(record.evidence))


def _work(case: Case) -> Iterator[Entry]:
    """What was delivered, and what was due and was not."""
    for work in case.own.deliverables:
        record, delivered = work.record, case.delivered_on(work)
        values: dict[str, Value] = {"name": record.name, "due": record.due}
        if delivered is not None:
            late = record.due is not None and delivered > record.due
            yield Entry(
                delivered, "delivered_late" if late else "delivered", values, "", _bare(record.evidence)
            )
        elif record.due is not None and record.due < case.as_of:
            yield Entry(record.due, "not_delivered", values, "", _bare(record.evidence))


def _written(case: Case) -> Iterator[Entry]:
    """Messages that bear on it."""
    offered: set[str] = set()
    numbers = [filed.record.number for filed in case.own.invoices if filed.record.number]
    for message in sorted(case.own.messages, key=lambda one: (one.record.sent_at, one.key)):
        record = message.record
        if record.automatic:
            continue
        kind = _kind(message, numbers, offered)
        if kind == "offer" and record.thread:
            offered.add(record.thread)
        if kind:
            quote = "" if record.channel == "call" else _quote(record.subject, record.text)
            yield Entry(
                record.sent_at.date(), kind, {"channel": record.channel}, quote, _bare(record.evidence)
            )


def _kind(message: FiledMessage, numbers: Iterable[str], offered: set[str]) -> str:
    """What a message is to the matter; empty for nothing."""
    record = message.record
    said = [one.low for one in sentences(f"{record.subject}\n{record.text}")]
    mine = not message.incoming
    if not mine and any(says("refused", one) for one in said):
        return "refusal"
    for act, name in ACTS.items():
        if act in record.acts and (name in MINE) == mine:
            return name
    if mine and any(says("offer", one) for one in said) and any(_SUM.search(one) for one in said):
        return "offer"
    if not mine and record.thread in offered and any(_agrees(one) for one in said):
        return "accepted"
    return "about_invoice" if names_one(f"{record.subject}\n{record.text}", numbers) else ""


def _agrees(sentence: str) -> bool:
    return says("accepted", sentence) and not says("not_closed", sentence) and not sentence.endswith("?")


def _raised(case: Case) -> Iterator[Entry]:
    """What the freelancer raised, and what came back; not in which words it was noted."""
    for filed in case.own.attempts:
        one = filed.record
        values: dict[str, Value] = {"issue": one.issue}
        yield Entry(one.day, f"raised.{one.reaction or 'unknown'}", values, "", _bare(one.evidence))


def _left(case: Case) -> Iterator[Entry]:
    """That they were told, and when it ended."""
    for step in MOVES:
        for move in case.way.all(step):
            yield Entry(move.day, step, {}, "", _bare(move.evidence))


def _bills(case: Case) -> Iterator[Bill]:
    own, parts = case.own, parts_of(case.own)
    for filed in sorted(own.invoices, key=lambda one: (one.record.issued, one.record.number)):
        bill = filed.record
        paid = parts.get(filed.key, ())
        came = Money(sum(part.amount.minor for part in paid), bill.total.currency)
        net = net_of(own, filed)
        credited = bill.total - net if net != bill.total else None
        yield Bill(
            bill.number, bill.issued, due_of(bill), bill.total, credited, came, left_of(own, filed, paid),
            bill.disputed, _bare(bill.evidence),
        )  # fmt: skip


def _papers(case: Case) -> Iterator[Paper]:
    for filed in case.own.contracts:
        yield Paper("contract", filed.record.title, _bare(filed.record.evidence))
    for bill in case.own.invoices:
        yield Paper("invoice", bill.record.number, _bare(bill.record.evidence))


def _quote(subject: str, text: str) -> str:
    """What was written, shortened, without secrets."""
    said = shown(text) or shown(subject)
    return said if len(said) <= LONGEST else said[: LONGEST - 2].rstrip() + " …"


def _bare(place: Evidence) -> Evidence:
    """The place without its words."""
    return Evidence(place.source, place.locator)


def _plain(value: Value) -> object:
    """A value as JSON has it."""
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    return value.isoformat() if isinstance(value, date) else value
