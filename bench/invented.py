"""Ten years of an invented freelancer: the same records every time, in any amount.

Mara Lind's forty clients differ in how late they pay, when they write and what they write, so that every
signal has something to find. Chance comes from one seed; nothing here looks like a fixture's words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from goodterms.records.model import (
    Attempt,
    Batch,
    Channel,
    Client,
    Deliverable,
    Feeling,
    Freelancer,
    Invoice,
    Message,
    Payment,
    Record,
    TimeEntry,
)
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

AS_OF = date(2026, 10, 31)
FIRST = date(2016, 11, 1)
DAYS = (AS_OF - FIRST).days
ME = "mara@lind.example"
ZONE = ZoneInfo("Europe/Brussels")
_CAST = ("Harbour & Sons", "Pixel Orchard", "Café Nijlpaard", "Atelier Sorrel", "Nhà May Sông")
_TRADES = ("Bakery", "Joinery", "Nursery", "Brewery", "Pottery")
_PLACES = ("Larkmoor", "Tansy", "Quillon", "Ostrava Lane", "Feverfew", "Millrace", "Ambleside")
_WORDS = (
    "the second proof is in the folder, with the colours of the spring list and the boats on the cover",
    "we looked at the page together this morning and the printer asks for the file by Thursday noon",
    "the signs for the quay can wait until the paint is dry, the menu cannot",
    "please keep the margin of the last edition, and the drawing of the heron on the left",
    "the hours of last month are in the list, sorted by project, as you asked for in March",
    "our new address stands on the invoice already, the old one stays valid until the end of June",
)
_CHANNELS: tuple[Channel, ...] = ("email",) * 7 + ("chat",) * 2 + ("sms",)
_ACTIVITIES = ("production",) * 5 + ("meeting", "email", "revision", "call", "admin")
_CLIENT_ACTS = (
    "vague", "clear", "reversal", "request", "out_of_scope", "chaser", "thanks", "hostile", "irritated",
    "payment_excuse", "refused_method",
)  # fmt: skip


class Amount(NamedTuple):
    """How many records of the kinds that there are many of."""

    messages: int
    invoices: int
    hours: int


DECADE = Amount(200_000, 5_000, 50_000)
"""A busy freelancer's ten years."""
TENTH = Amount(20_000, 500, 5_000)


class Buyer(NamedTuple):
    """One client, and how they are."""

    name: str
    domain: str
    late: int
    """Days after the due date, as a rule."""
    nightly: float
    """Share of messages written after hours."""
    sour: float
    """Share of messages in an unpleasant tone."""


def batches(amount: Amount) -> Iterator[Batch]:
    """The records as five files would have given them."""
    chance = random.Random(20_261_031)  # noqa: S311 - invented records, not secrets
    buyers = _buyers(chance)
    bills = list(_bills(chance, buyers, amount.invoices))
    yield Batch("books/about.csv", "clients", (_mara(), *map(_client, buyers)))
    yield Batch("books/money.csv", "invoices", tuple(_with_payments(chance, bills)))
    yield Batch("books/time.csv", "time", tuple(_hours(chance, buyers, amount.hours)))
    yield Batch("books/notes.csv", "feelings", tuple(_notes(chance, buyers)))
    yield Batch("mail/all.mbox", "mbox", tuple(_messages(chance, buyers, amount.messages)))


def _buyers(chance: random.Random) -> list[Buyer]:
    names = [*_CAST, *(f"{trade} {place}" for trade in _TRADES for place in _PLACES)]
    return [
        Buyer(name, f"client{number:02}.example", chance.choice((-4, 0, 3, 6, 12, 35)), *_manners(chance))
        for number, name in enumerate(names, 1)
    ]


def _manners(chance: random.Random) -> tuple[float, float]:
    return chance.choice((0.02, 0.05, 0.2, 0.5)), chance.choice((0.0, 0.01, 0.02, 0.15))


def _mara() -> Freelancer:
    return Freelancer(
        "Mara Lind", (ME,), "BE", ZONE.key, "en", "EUR", target_rate=Money(7_500, "EUR"),
        monthly_costs=Money(240_000, "EUR"), cash=Money(1_800_000, "EUR"),
    )  # fmt: skip


def _client(buyer: Buyer) -> Client:
    return Client(buyer.name, (f"ann@{buyer.domain}",), (buyer.domain,), "BE", "en", ZONE.key, FIRST)


def _bills(chance: random.Random, buyers: list[Buyer], number: int) -> Iterator[tuple[Buyer, Invoice]]:
    for n in range(number):
        issued = FIRST + timedelta(days=n * DAYS // number)
        buyer = buyers[n % len(buyers)]
        total = Money(chance.randrange(20_000, 400_000, 500), "EUR")
        place = Evidence("books/money.csv", f"line {n + 2}", f"M-{n:05},{buyer.name},{issued}")
        yield buyer, Invoice(f"M-{n:05}", buyer.name, issued, total, issued + timedelta(30), evidence=place)


def _with_payments(chance: random.Random, bills: list[tuple[Buyer, Invoice]]) -> Iterator[Record]:
    """Most are paid alone, some in two parts, some with the client's next, one in fifty not at all."""
    waiting: dict[Buyer, Invoice] = {}
    for buyer, bill in bills:
        yield bill
        paid_on = bill.issued + timedelta(30 + buyer.late + chance.randrange(-3, 9))
        fate = chance.random()
        if fate < 0.05 and buyer not in waiting:
            waiting[buyer] = bill
        elif paid_on <= AS_OF and fate < 0.98:
            before = waiting.pop(buyer, None)
            yield from _paid(buyer, bill, before, paid_on, in_parts=before is None and fate > 0.9)


def _paid(
    buyer: Buyer, bill: Invoice, before: Invoice | None, day: date, *, in_parts: bool
) -> Iterator[Payment]:
    numbers = (before.number, bill.number) if before else (bill.number,)
    whole = bill.total.minor + (before.total.minor if before else 0)
    first = whole // 2 if in_parts else whole
    for part, on in ((first, day), (whole - first, min(day + timedelta(20), AS_OF))):
        if part:
            place = Evidence("books/money.csv", f"payment of {bill.number}", f"{on},{bill.number}")
            yield Payment(buyer.name, on, Money(part, "EUR"), numbers, "transfer", evidence=place)


def _hours(chance: random.Random, buyers: list[Buyer], number: int) -> Iterator[TimeEntry]:
    for n in range(number):
        day = FIRST + timedelta(days=n * DAYS // number)
        started = datetime.combine(day, time(chance.randrange(9, 18), chance.randrange(60)), ZONE)
        buyer, activity = buyers[n % len(buyers)], chance.choice(_ACTIVITIES)
        place = Evidence("books/time.csv", f"line {n + 2}", f"{buyer.name},{activity}")
        minutes = chance.randrange(10, 200, 5)
        yield TimeEntry(buyer.name, started, minutes, activity, chance.random() < 0.8, evidence=place)


def _notes(chance: random.Random, buyers: list[Buyer]) -> Iterator[Record]:
    """A feeling a client and quarter, a deliverable a client and half-year, now and then an attempt."""
    for step in range(DAYS // 91):
        day = FIRST + timedelta(days=91 * step + 40)
        for buyer in buyers:
            place = Evidence("books/notes.csv", f"{buyer.name} {day}")
            dread, client, work, moods, style, vision = (chance.randrange(5) for _ in range(6))
            yield Feeling(buyer.name, day, dread, client, work, moods, style, vision, "", place)
            if step % 2:
                done = day + timedelta(chance.randrange(-5, 20))
                yield Deliverable(
                    buyer.name, f"edition {step}", day, done, None, None, 2, chance.randrange(5)
                )
            if chance.random() < 0.03:
                yield Attempt(buyer.name, day, "late_payment", "Pay by the date, please.", "agreed")


def _messages(chance: random.Random, buyers: list[Buyer], number: int) -> Iterator[Message]:
    """Threads of two to eight messages, back and forth, spread evenly over the years."""
    n = thread = 0
    while n < number:
        buyer, thread = buyers[thread % len(buyers)], thread + 1
        channel = chance.choice(_CHANNELS)
        moment = datetime.combine(FIRST + timedelta(days=n * DAYS // number), time(9), ZONE)
        for turn in range(min(chance.randrange(2, 9), number - n)):
            moment += timedelta(minutes=chance.randrange(20, 600))
            mine = turn % 2 == 1
            sent_at = (
                _at_night(moment, chance) if chance.random() < (0.1 if mine else buyer.nightly) else moment
            )
            sender, other = (ME, f"ann@{buyer.domain}") if mine else (f"ann@{buyer.domain}", ME)
            text = " ".join(chance.sample(_WORDS, 3))
            place = Evidence("mail/all.mbox", f"message {n + 1}", text[:80])
            yield Message(
                sent_at, sender, (other,), channel, f"thread {thread}", f"Edition {thread}", text,
                chance.random() < 0.03, message_id=f"<{n}@{buyer.domain}>",
                acts=_acts(chance, buyer, mine), evidence=place,
            )  # fmt: skip
            n += 1


def _at_night(moment: datetime, chance: random.Random) -> datetime:
    return moment.replace(hour=chance.choice((20, 21, 22, 23, 6)))


def _acts(chance: random.Random, buyer: Buyer, mine: bool) -> tuple[str, ...]:
    if mine:
        return ("boundary",) if chance.random() < 0.01 else ()
    if chance.random() < buyer.sour:
        return (chance.choice(("hostile", "irritated", "chaser", "reversal")),)
    return (chance.choice(_CLIENT_ACTS[:7]),) if chance.random() < 0.5 else ()
