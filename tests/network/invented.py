"""A network of invented freelancers: folders of records, the same every time, few of them alike."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

AS_OF = date(2026, 10, 31)
ZONES = (  # forty
    "Europe/Brussels Europe/Paris Europe/Amsterdam Asia/Ho_Chi_Minh Europe/London Europe/Lisbon "
    "Europe/Berlin Europe/Athens Europe/Helsinki Europe/Istanbul Africa/Cairo Africa/Lagos Africa/Nairobi "
    "Africa/Johannesburg "
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Anchorage America/Halifax "
    "America/St_Johns America/Sao_Paulo America/Argentina/Buenos_Aires America/Bogota America/Lima "
    "America/Mexico_City America/Santiago Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Dhaka "
    "Asia/Yangon Asia/Jakarta Asia/Shanghai Asia/Tokyo Australia/Adelaide Australia/Sydney Pacific/Auckland "
    "Pacific/Chatham"
).split()
_COUNTRIES = ("BE", "FR", "NL", "VN", "GB")
_NAMES = (
    "Harbour & Sons",
    "Pixel Orchard",
    "Café Nijlpaard",
    "Atelier Sorrel",
    "Nhà May Sông",
    "Kestrel",
    "Larkmoor",
)
_SAID = (
    "Hello? Any news?",
    "Thank you so much, this is lovely.",
    "Can we go back to the first version after all?",
    "Make it pop, I will know it when I see it.",
    "You are an idiot, and everybody will hear of it.",
    "The second proof is in the folder, with the colours of the spring list.",
    "Could you also do the signs for the quay? It is not in the offer, I know.",
)
_MINE = (
    "The file comes on Thursday.",
    "Please pay invoice 7, it is three weeks late.",
    "I answer mail on working days.",
)
_SHARED: Sequence[Sequence[str]] = ((), ("feelings",), ("feelings", "texts", "names"), ("texts",), ("names",))


def network(folder: Path, number: int, seed: int = 7) -> list[Path]:
    """So many freelancers' folders. Every eighth is empty in one way or another; the second has a thousand
    times the usual mail where there are two hundred."""
    chance = random.Random(seed)  # noqa: S311 - invented records, not secrets
    made = []
    for n in range(number):
        place = folder / f"person-{n:03}"
        place.mkdir(parents=True)
        made.append(place)
        _share(place, _SHARED[n % len(_SHARED)])
        if n % 16 == 8:
            continue  # nothing at all
        zone = ZONES[n % len(ZONES)]
        _profile(place, chance, n, "" if n % 25 == 24 else zone)
        if n % 16 != 0:
            _records(place, chance, ZoneInfo(zone), mails=6_000 if number >= 200 and n == 1 else 6)
    return made


def _share(place: Path, parts: Sequence[str]) -> None:
    if parts:
        (place / ".goodterms-network.toml").write_text(f"share = {json.dumps(list(parts))}\n", "utf-8")


def _profile(place: Path, chance: random.Random, n: int, zone: str) -> None:
    country = _COUNTRIES[n % len(_COUNTRIES)]
    grace = "grace_days = 3\n" if n % 7 == 0 else ""
    playbook = 'playbook = "break-up"\n' if n % 11 == 0 else ""
    since = chance.choice(("08:30", "10:00"))
    rules = f"\n[rules]\n{playbook}{grace}"
    (place / "goodterms.toml").write_text(
        f'[me]\nname = "Person {n}"\nemails = ["me@person{n}.example"]\ncountry = "{country}"\n'
        f'timezone = "{zone}"\nlanguage = "en"\ncurrency = "EUR"\n'
        f'\n[hours]\ndays = ["mon", "tue", "wed", "thu"]\nfrom = "{since}"\nto = "17:00"\n'
        f"\n[money]\ntarget_rate = {chance.choice((40, 75))}\n{rules}",
        "utf-8",
    )


def _records(place: Path, chance: random.Random, zone: ZoneInfo, mails: int) -> None:
    clients = chance.sample(_NAMES, chance.randrange(1, 5))
    domains = {name: f"client{n}.example" for n, name in enumerate(clients)}
    first = AS_OF - timedelta(days=chance.randrange(100, 500))
    sheet(place / "clients.csv", "name,domains,since", ((name, domains[name], first) for name in clients))
    _money(place, chance, clients, first)
    _work(place, chance, clients, first)
    _feelings(place, chance, clients, first)
    _mail(place, chance, domains, first, zone, mails)


def _money(place: Path, chance: random.Random, clients: list[str], first: date) -> None:
    bills, paid = [], []
    for n in range((AS_OF - first).days // 20):
        client, currency = chance.choice(clients), chance.choice(("EUR", "EUR", "EUR", "USD"))
        issued = first + timedelta(days=20 * n)
        total = f"{chance.randrange(200, 3000)}.{chance.choice(('00', '50'))}"
        tax = _tax(place, chance, total)
        bills.append((f"2026-{n:03}", client, issued, issued + timedelta(30), total, tax, currency))
        came = issued + timedelta(30 + chance.choice((-4, 0, 3, 12, 45)))
        if chance.random() < 0.85 and came < AS_OF + timedelta(5):
            paid.append((client, came, total, currency, f"2026-{n:03}" if chance.random() < 0.7 else ""))
    sheet(place / "invoices.csv", "number,client,issued,due,total,tax,currency", bills)
    sheet(place / "payments.csv", "client,paid_on,amount,currency,invoices", paid)
    spent = [
        (client, first + timedelta(days=9 * n), 40 + n, chance.choice(("EUR", "USD")), "Train")
        for n, client in enumerate(clients * 3)
    ]
    sheet(place / "expenses.csv", "client,date,amount,currency,what", spent)
    if chance.random() < 0.3:
        sheet(
            place / "rates.csv", "date,currency,into,rate", [(AS_OF - timedelta(9), "EUR", "USD", "1.0842")]
        )


def _tax(place: Path, chance: random.Random, total: str) -> str:
    """Every second person's bills all say their VAT; of the others' one in four does."""
    says = int(place.name[-1]) % 2 == 0 or chance.random() < 0.25
    return str(round(float(total) * 21 / 121, 2)) if says else ""


def _work(place: Path, chance: random.Random, clients: list[str], first: date) -> None:
    hours, pieces = [], []
    for n in range(0, (AS_OF - first).days, 6):
        day, client = first + timedelta(days=n), chance.choice(clients)
        activity, billable = (
            chance.choice(("production", "email", "revision")),
            chance.choice(("yes", "yes", "no")),
        )
        hours.append(
            (
                client,
                f"{day}T{chance.randrange(9, 23):02}:15",
                f"{chance.randrange(1, 20) / 4}",
                activity,
                billable,
            )
        )
        if n % 60 == 0:
            pieces.append((client, f"piece {n}", day, day, 2, chance.randrange(1, 7)))
    sheet(place / "time.csv", "client,started,hours,activity,billable", hours)
    sheet(place / "deliverables.csv", "client,name,due,delivered_on,rounds_agreed,rounds", pieces)


def _feelings(place: Path, chance: random.Random, clients: list[str], first: date) -> None:
    felt, talks, moves = [], [], []
    for n in range(0, (AS_OF - first).days, 40):
        day, client = first + timedelta(days=n), chance.choice(clients)
        felt.append((client, day, *(chance.randrange(5) for _ in range(6))))
        if chance.random() < 0.2:
            talks.append(
                (
                    client,
                    day,
                    "late_payment",
                    "Please pay by the date.",
                    chance.choice(("ignored", "angry", "")),
                )
            )
        if chance.random() < 0.1:
            moves.append((client, day, "set_aside", f"{day}/{day + timedelta(9)}"))
    columns = "client,date,dread,client_stress,work_stress,unpredictable,fit_style,fit_vision"
    sheet(place / "feelings.csv", columns, felt)
    if talks:
        sheet(place / "attempts.csv", "client,date,issue,asked,reaction", talks)
    if moves:
        sheet(place / "leaving.csv", "client,date,step,value", moves)


def _mail(
    place: Path, chance: random.Random, domains: dict[str, str], first: date, zone: ZoneInfo, mails: int
) -> None:
    me = f"me@{place.name.replace('-0', '').replace('-', '')}.example"
    days = (AS_OF - first).days
    with (place / "all.mbox").open("w", encoding="utf-8") as file:
        for n in range(mails * len(domains)):
            domain, mine = list(domains.values())[n % len(domains)], chance.random() < 0.4
            day = first + timedelta(days=chance.randrange(days))
            sent = datetime(
                day.year, day.month, day.day, chance.randrange(24), chance.randrange(60), tzinfo=zone
            )
            mail = EmailMessage()
            mail["Date"], mail["Subject"], mail["Message-ID"] = (
                format_datetime(sent),
                f"Edition {n // 4}",
                f"<{n}@{domain}>",
            )
            mail["From"], mail["To"] = (me, f"ann@{domain}") if mine else (f"ann@{domain}", me)
            mail.set_content(chance.choice(_MINE if mine else _SAID))
            file.write(f"From x@y.example Fri May 02 11:30:58 2025\n{mail.as_string()}\n")


def sheet(path: Path, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """A table as a spreadsheet would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns.split(","))
        table.writerows(rows)
