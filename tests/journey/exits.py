"""Four invented freelancers who leave a client: their records, and what they and the client write."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

CONTRACTS = Path(__file__).parent / "contracts"


@dataclass(frozen=True)
class Exit:
    """One freelancer, one client to leave, and a colleague."""

    language: str
    me: str
    country: str
    currency: str
    client: str
    domain: str
    contact: str
    notice: str
    """The words of the contract that settle the notice."""
    access: str
    """A mail in which they gave an access."""
    bargain: str
    """What the client answers."""
    lead: str
    about: str
    """What the client is busy with, as a noun, and what the freelancer finds of it."""
    adjective: str


EXITS = (
    Exit(
        "en", "Mara Lind", "IE", "EUR", "Kestrel Cycles", "kestrelcycles.example", "Orla Keane",
        "Either party may end this agreement in writing, with thirty days' notice.",
        "Here is the login to our shop's hosting, so that you can upload the pages yourself.",
        "Could we not try one more month? If you stay until the summer we will pay on time from now on.",
        "Harbour Puppets",
        "your new spring catalogue",
        "lovely",
    ),
    Exit(
        "fr", "Élise Morvan", "FR", "EUR", "Les Vergers Lancelin", "vergerslancelin.example", "Anne Morel",
        "Chaque partie peut résilier le présent contrat par écrit, moyennant un préavis de trente jours.",
        "Voici l'identifiant et le mot de passe de l'hébergement de notre site, pour déposer les textes.",
        "Ne pourrait-on pas essayer encore un mois ? Si vous restez jusqu'à l'été, nous paierons à l'heure.",
        "Atelier Corbelin",
        "votre nouveau verger",
        "superbe",
    ),
    Exit(
        "nl", "Joris Aalbers", "NL", "EUR", "Molenwiek Thee", "molenwiekthee.example", "Hanneke Bos",
        "Beide partijen kunnen deze overeenkomst schriftelijk opzeggen met een termijn van dertig dagen.",
        "Hier is de inlog van de hosting van onze site, dan kun je de foto's zelf uploaden.",
        "Kunnen we het niet nog een maand proberen? Als je tot de zomer blijft, betalen we voortaan op tijd.",
        "Poppentheater De Kade",
        "jullie nieuwe theewinkel",
        "prachtig",
    ),
    Exit(
        "vi", "Trịnh Hạ Vy", "VN", "VND", "Gốm Đồng Sậy", "gomdongsay.example", "Lưu Bảo Khanh",
        "Mỗi bên có quyền chấm dứt hợp đồng này bằng văn bản, báo trước ba mươi ngày.",
        "Đây là tài khoản và mật khẩu hosting của trang web bên mình, để bạn tự tải ảnh lên.",
        "Mình thử thêm một tháng nữa được không? Nếu bạn ở lại đến hè, bên mình sẽ trả tiền đúng hạn.",
        "Rối Bến Sông",
        "bộ sưu tập mùa xuân",
        "rất đẹp",
    ),
)  # fmt: skip

FIRST = date(2025, 3, 31)
"""The first invoice; one a month follows."""
MONTHS = 17
LATE = 47
"""Days from the due date to the payment."""


def write(folder: Path, one: Exit) -> Path:
    """The records of a freelancer: one client who never pays on time and was asked to, one who does."""
    folder.mkdir(parents=True)
    total = "9000000" if one.currency == "VND" else "900.00"
    (folder / "goodterms.toml").write_text(
        f'[me]\nname = "{one.me}"\nemails = ["me@studio.example"]\ncountry = "{one.country}"\n'
        f'language = "{one.language}"\ncurrency = "{one.currency}"\ntimezone = "{_ZONES[one.country]}"\n',
        "utf-8",
    )
    (folder / "clients.csv").write_text(
        "name,emails,domains,country,language,since,kind\n"
        f"{one.client},,{one.domain},{one.country},{one.language},2025-03-03,company\n"
        f"Lantern Choir,,lanternchoir.example,{one.country},{one.language},2025-03-03,company\n",
        "utf-8",
    )
    invoices, payments, hours = [], [], []
    for month in range(MONTHS):
        issued = _months_later(FIRST, month)
        due = issued + timedelta(days=14)
        for number, client, late in ((1, one.client, LATE), (2, "Lantern Choir", -2)):
            invoices.append(f"{month}-{number},{client},{issued},{due},{total},{one.currency}")
            paid = due + timedelta(days=late)
            if paid <= date(2026, 8, 31):
                payments.append(f"{client},{paid},{total},{one.currency},{month}-{number}")
            hours.append(f"{client},{issued - timedelta(days=7)}T09:00,12,production")
    rows = (("invoices", "number,client,issued,due,total,currency", invoices),
            ("payments", "client,paid_on,amount,currency,invoices", payments),
            ("time", "client,started,hours,activity", hours))  # fmt: skip
    for name, head, some in rows:
        (folder / f"{name}.csv").write_text("\n".join([head, *some, ""]), "utf-8")
    (folder / "attempts.csv").write_text(
        "client,date,issue,asked,reaction\n"
        f"{one.client},2025-11-10,late_payment,pay within 14 days,agreed\n"
        f"{one.client},2026-03-09,late_payment,pay within 14 days,ignored\n",
        "utf-8",
    )
    shutil.copy(CONTRACTS / f"{one.language}.md", folder / "contract.md")
    (folder / "mail").mkdir()
    (folder / "mail" / "access.eml").write_text(
        f"From: {one.contact} <{one.contact.split()[0].lower().encode('ascii', 'ignore').decode() or 'hello'}"
        f"@{one.domain}>\nTo: {one.me} <me@studio.example>\nSubject: hosting\n"
        "Date: Mon, 07 Apr 2025 10:00:00 +0000\nMessage-ID: <1@exit.example>\nMIME-Version: 1.0\n"
        f'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{one.access}\n'
        f"{_TOLD[one.language]} {HIDDEN}\n",
        "utf-8",
    )
    return folder


HIDDEN = "tide-Lamp-44"
"""What nobody is ever shown."""
_TOLD = {"en": "Password:", "fr": "Mot de passe :", "nl": "Wachtwoord:", "vi": "Mật khẩu:"}
_ZONES = {"IE": "Europe/Dublin", "FR": "Europe/Paris", "NL": "Europe/Amsterdam", "VN": "Asia/Ho_Chi_Minh"}


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 28)
