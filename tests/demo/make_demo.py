"""Writes the year of Mara Lind that `goodterms demo` shows: `python tests/demo/make_demo.py`.

The same files every time: chance has a fixed seed, and the clock is not asked. A test compares what this
writes with what is shipped.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # pytest has it on its path; by hand it is not

from demo.cast import AS_OF, CAST, FIRST_MONTH, Persona
from demo.chance import Dice, next_working_day, working_days
from demo.talk import Bill, chat, mailbox, voices

FOLDER = Path(__file__).parents[2] / "src" / "goodterms" / "demo" / "records"
HERE = Path(__file__).parent / "texts"
ELECTRONIC = "Harbour & Sons"
"""The client whose invoice of September 2026 comes as an e-invoice instead of a row."""


def files() -> dict[str, bytes]:
    """Every file of the demo by its path in the folder."""
    bills = list(_bills())
    electronic = next(
        bill for bill in bills if bill.client.name == ELECTRONIC and bill.issued.isoformat() > "2026-09-20"
    )
    rows = [bill for bill in bills if bill is not electronic]
    made = {
        "goodterms.toml": (HERE / "goodterms.toml").read_bytes(),
        "daybook.txt": (HERE / "daybook.txt").read_bytes(),
        "clients.csv": _table(_clients()),
        "invoices.csv": _table(_invoices(rows)),
        "payments.csv": _table(_payments(bills)),
        "time.csv": _table(_hours()),
        "deliverables.csv": _table(_deliverables()),
        "feelings.csv": _table(_feelings()),
        "attempts.csv": (HERE / "attempts.csv").read_bytes(),
        f"e-invoices/{electronic.number}.xml": _ubl(electronic),
        "mail/inbox.mbox": mailbox(bills),
        "chat/WhatsApp-chat met Studio Vlieg.txt": chat(),
    }
    return dict(sorted(made.items()))


def write(folder: Path = FOLDER) -> None:
    """Write the files, and remove what is no longer one."""
    made = files()
    for old in folder.rglob("*"):
        if old.is_file() and old.relative_to(folder).as_posix() not in made:
            old.unlink()
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _table(rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def months(client: Persona) -> Iterator[date]:
    """The months in which a client is worked for."""
    month = max(FIRST_MONTH, client.since.replace(day=1))
    while month <= AS_OF:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _clients() -> Iterator[tuple[object, ...]]:
    yield (
        "name", "emails", "domains", "country", "language", "timezone", "since", "referred_by", "kind",
    )  # fmt: skip
    for one in CAST:
        emails = " ".join(one.address(person) for person in one.people)
        zone = "Europe/Paris" if one.country == "FR" else "Europe/Brussels"
        yield (
            one.name,
            emails,
            one.domain,
            one.country,
            one.language,
            zone,
            one.since,
            one.referred_by,
            "company",
        )


def _bills() -> list[Bill]:
    """One invoice a client and month, numbered in the order they went out."""
    dice = Dice("bills")
    drafts = []
    for client in CAST:
        for count, month in enumerate(months(client)):
            issued = next_working_day(month.replace(day=24 + CAST.index(client) % 3))
            amount = client.fee + 25 * dice.between(-3, 3)
            drafts.append((issued, client, count, amount))
    drafts.sort(key=lambda draft: (draft[0], draft[1].name))
    numbers = dict.fromkeys((2025, 2026), 0)
    bills = []
    for issued, client, count, amount in drafts:
        numbers[issued.year] += 1
        due = issued + timedelta(days=30)
        paid = next_working_day(due + timedelta(days=client.late(count, due)))
        number = f"{issued.year}-{numbers[issued.year]:03}"
        bills.append(Bill(number, client, issued, due, amount, paid if paid <= AS_OF else None))
    return bills


def _invoices(bills: list[Bill]) -> Iterator[tuple[object, ...]]:
    yield "number", "client", "issued", "due", "total", "currency"
    for bill in bills:
        yield bill.number, bill.client.name, bill.issued, bill.due, f"{bill.amount}.00", "EUR"


def _payments(bills: list[Bill]) -> Iterator[tuple[object, ...]]:
    yield "client", "paid_on", "amount", "currency", "invoices", "method"
    paid = [(bill.paid, bill.number, bill) for bill in bills if bill.paid]
    for day, number, bill in sorted(paid, key=lambda one: one[:2]):
        yield bill.client.name, day, f"{bill.amount}.00", "EUR", number, "transfer"


def _hours() -> Iterator[tuple[object, ...]]:
    yield "client", "started", "hours", "activity", "billable"
    rows = []
    for client in CAST:
        dice = Dice("hours", client.name)
        for month in months(client):
            first = max(month, client.since)
            left = client.hours * dice.between(90, 110) / 100
            while left >= 0.25:
                hours = min(left, dice.between(4, 14) / 4)
                left -= hours
                day = dice.pick(working_days(first, AS_OF))
                activity = _activity(client, dice)
                free = dice.chance(client.unbilled + (0.3 if activity == "email" else 0))
                start = f"{day}T{dice.between(9, 15):02}:{dice.pick(('00', '15', '30', '45'))}"
                rows.append((start, client.name, f"{hours:.2f}", activity, "no" if free else "yes"))
    for start, name, hours_, activity, billable in sorted(rows):
        yield name, start, hours_, activity, billable


def _activity(client: Persona, dice: Dice) -> str:
    usual = ["production"] * 7 + ["revision", "meeting", "email"]
    return dice.pick(usual + (["revision"] * 5 if client.style == "vague" else []))


def _deliverables() -> Iterator[tuple[object, ...]]:
    yield "client", "name", "due", "delivered_on", "price", "currency", "prepaid", "rounds_agreed", "rounds"
    for client in CAST:
        dice = Dice("deliverables", client.name)
        for count, month in enumerate(months(client)):
            if count % client.every:
                continue
            due = next_working_day(max(month, client.since) + timedelta(days=dice.between(14, 22)))
            delivered = next_working_day(due + timedelta(days=dice.between(-2, 0)))
            name = client.things[count % len(client.things)]
            title = name.split(" ", 1)[-1] if " " in name else name.split("'", 1)[-1]
            price = client.fee * dice.between(6, 9) // 10
            rounds = client.rounds[count % len(client.rounds)]
            yield (
                client.name,
                f"{title} ({month:%m/%y})",
                due,
                delivered,
                f"{price}.00",
                "EUR",
                "0.00",
                2,
                rounds,
            )


def _feelings() -> Iterator[tuple[object, ...]]:
    yield (
        "client",
        "date",
        "dread",
        "client_stress",
        "work_stress",
        "unpredictable",
        "fit_style",
        "fit_vision",
        "note",
    )
    for client in CAST:
        dice = Dice("feelings", client.name)
        for month in months(client):
            day = working_days(month, AS_OF)[-1]
            note = (
                dice.deal(notes) if (notes := voices()["notes"].get(client.name)) and dice.chance(0.3) else ""
            )
            levels = [
                min(4, max(0, level + dice.between(-1, 1) * (dice.between(0, 2) > 1)))
                for level in client.mood
            ]
            yield client.name, day, *levels, dice.between(3, 4), dice.between(3, 4), note


def _ubl(bill: Bill) -> bytes:
    text = (HERE / "invoice.xml").read_text("utf-8")
    net = round(bill.amount / 1.21, 2)
    values = {
        "number": bill.number, "issued": bill.issued, "due": bill.due, "gross": f"{bill.amount}.00",
        "net": f"{net:.2f}", "vat": f"{bill.amount - net:.2f}",
    }  # fmt: skip
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    return text.encode()


if __name__ == "__main__":
    write()
