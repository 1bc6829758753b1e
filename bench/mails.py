"""An invented mailbox of any size: what a freelancer's really holds, most of it nobody's business here.

A quarter of the mails are with clients: a few sentences, a signature, what was written before, all of it once
more in HTML, and every fifth with a drawing. Newsletters and shops send long HTML, strangers and friends
write short. Together some 38 kB a mail. The same every time, each with an id and a moment of its own.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from bench.invented import _WORDS, FIRST, ME, ZONE

CLIENTS = tuple(f"client{number:02}.example" for number in range(1, 13))
_SHOPS = tuple(f"shop{number:02}.example" for number in range(30))
_OTHERS = tuple(f"ann{number:03}@elsewhere{number % 90:02}.example" for number in range(300))
_DRAWING = base64.encodebytes(random.Random(7).randbytes(400_000)).decode("ascii")  # noqa: S311 - no secret
_STYLE = "".join(
    f".c{n} {{ margin: {n}px; color: #{n:06x}; font-family: sans-serif; }}\n" for n in range(250)
)


def write_mailbox(path: Path, mails: int = 0, megabytes: int = 0) -> int:
    """Writes a mailbox of so many mails, or of at least so many megabytes; how many mails it has."""
    count = 0
    with path.open("wb") as file:
        for mail in _mails(random.Random(20_261_121)):  # noqa: S311 - invented mail, no secret
            file.write(mail)
            count += 1
            if count == mails or (megabytes and file.tell() >= megabytes << 20):
                return count
    return count


def write_maildir(mailbox: Path, folder: Path) -> None:
    """The same mails as a Maildir, for programs that read nothing else."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    mails = mailbox.read_bytes().split(b"\nFrom ")
    for number, mail in enumerate(mails):
        (folder / "cur" / f"{number}.bench:2,S").write_bytes(mail.partition(b"\n")[2])


def _mails(chance: random.Random) -> Iterator[bytes]:
    number = 0
    while True:
        number += 1
        when = datetime.combine(FIRST, datetime.min.time(), ZONE) + timedelta(minutes=37 * number)
        kind = chance.random()
        if kind < 0.25:
            yield _with_client(chance, number, when)
        elif kind < 0.65:
            shop = chance.choice(_SHOPS)
            many = f"List-Unsubscribe: <https://{shop}/out>\nPrecedence: bulk\n"
            yield _mail(
                number, when, f"Shop <news@{shop}>", ME, many + "Content-Type: text/html\n\n", _page(chance)
            )
        else:
            yield _mail(
                number, when, chance.choice(_OTHERS), ME, "Content-Type: text/plain\n\n", _said(chance, 6)
            )


def _with_client(chance: random.Random, number: int, when: datetime) -> bytes:
    them = f"Kim Adem <kim@{chance.choice(CLIENTS)}>"
    sender, to = (them, ME) if chance.random() < 0.55 else (ME, them)
    text = _reply(chance, when)
    rich = f"<html><head><style>{_STYLE[:4_000]}</style></head><body><p>{text}</p></body></html>"
    parts = [("text/plain; charset=utf-8", "8bit", text), ("text/html; charset=utf-8", "8bit", rich)]
    if chance.random() < 0.2:
        parts.append(("application/pdf; name=proof.pdf", "base64", _DRAWING))
    body = "".join(
        f"--sheet\nContent-Type: {kind}\nContent-Transfer-Encoding: {way}\n\n{part}\n"
        for kind, way, part in parts
    )
    head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="sheet"\n\n'
    return _mail(number, when, sender, to, head, f"{body}--sheet--\n")


def _reply(chance: random.Random, when: datetime) -> str:
    before = "\n".join(
        f"> {line}" for _ in range(chance.randrange(3)) for line in _said(chance, 4).split("\n")
    )
    told = f"\nOn {when:%a, %d %b %Y} at {when:%H:%M}, Mara Lind <{ME}> wrote:\n{before}\n" if before else ""
    return f"Hello Mara,\n\n{_said(chance, 4)}\n\nKind regards,\nKim\n-- \nKim Adem\n+32 470 00 00 00\n{told}"


def _said(chance: random.Random, sentences: int) -> str:
    return "\n".join(f"{text.capitalize()}." for text in chance.choices(_WORDS, k=sentences))


def _page(chance: random.Random) -> str:
    rows = "\n".join(f"<tr><td class=c{n}>{chance.choice(_WORDS)}</td></tr>" for n in range(120))
    return f"<html><head><style>{_STYLE}</style></head><body><table>{rows}</table></body></html>"


def _mail(number: int, when: datetime, sender: str, to: str, head: str, body: str) -> bytes:
    route = "".join(
        f"Received: from mx{hop}.example by mail.lind.example with ESMTPS id {number}{hop};\n"
        f" {format_datetime(when)}\n"
        for hop in range(3)
    )
    address = sender.rsplit(maxsplit=1)[-1].strip("<>")
    return (
        f"From {address} {when:%a %b %d %H:%M:%S %Y}\n{route}From: {sender}\nTo: {to}\n"
        f"Subject: Edition {number % 900}\nDate: {format_datetime(when)}\n"
        f"Message-ID: <{number}@bench.example>\n{head}{body}\n"
    ).encode()
