"""What is written in the demo: a mailbox of conversations, and a chat."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from demo.cast import AS_OF, CAST, FIRST_MONTH, ME, Persona
from demo.chance import Dice, next_working_day, works

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
}
QUOTED = {
    "en": "On {when:%d %b %Y}, at {when:%H:%M}, {who} wrote:",
    "fr": "Le {when:%d/%m/%Y} à {when:%H:%M}, {who} a écrit :",
    "nl": "Op {when:%d-%m-%Y} om {when:%H:%M} schreef {who}:",
}


@dataclass(frozen=True)
class Bill:
    """An invoice, and the day it was paid."""

    number: str
    client: Persona
    issued: date
    due: date
    amount: int
    paid: date | None


@dataclass(frozen=True)
class Mail:
    """One mail of a thread; `person` at the client writes it, or Mara does."""

    at: datetime
    client: Persona
    person: str
    mine: bool
    subject: str
    text: str
    thread: str
    turn: int
    quoted: str = ""


@cache
def voices() -> dict[str, Any]:
    """The sentences people have."""
    return tomllib.loads(Path(__file__).with_name("voices.toml").read_text("utf-8"))


def mailbox(bills: list[Bill]) -> bytes:
    """All mails in the order they came, as one mbox file."""
    mails = [mail for client in CAST for mail in _conversations(client)]
    mails += [mail for client in CAST for mail in _about_money(client, bills)]
    kept = sorted(
        (mail for mail in mails if mail.at.date() <= AS_OF), key=lambda mail: (mail.at, mail.thread)
    )
    return b"".join(map(_bytes, kept))


class Thread:
    """Writes the mails of one conversation, each a working day or so after the last."""

    def __init__(self, client: Persona, name: str, start: date, dice: Dice, **slots: object) -> None:
        self.client, self.name, self.dice = client, name, dice
        people = client.people
        self.person = people[0] if dice.chance(0.7) else dice.pick(people)
        self.slots = slots | {"first": self.person.split()[0], "boss": people[-1].split()[0]}
        if self.person == people[-1]:
            self.slots["boss"] = people[0].split()[0]
        self.at = _office_hour(next_working_day(start), dice)
        self.subject = ""
        self.turns: list[Mail] = []

    def write(self, pool: list[str], *, mine: bool, wait: tuple[int, int] = (0, 2)) -> None:
        """One more mail, with a sentence from the pool."""
        if self.turns:
            day = next_working_day(self.at.date() + timedelta(days=self.dice.between(*wait)))
            later = self.at + timedelta(minutes=self.dice.between(20, 150))
            same_day = day == self.at.date() and later.hour < 17
            self.at = later if same_day else _office_hour(_after(day, self.at.date()), self.dice)
        text = self._letter(pool, mine=mine)
        quoted = self._quote() if self.turns and self.dice.chance(0.25) else ""
        turn = len(self.turns)
        subject = f"Re: {self.subject}" if turn else self.subject
        mail = Mail(self.at, self.client, self.person, mine, subject, text, self.name, turn, quoted)
        self.turns.append(mail)

    def _letter(self, pool: list[str], *, mine: bool) -> str:
        words = voices()[self.client.language]
        greeting = self.dice.deal(words["greet"]["mara" if mine else "client"])
        filled = [self._fill(greeting), "", self._fill(self.dice.deal(pool)), ""]
        return "\n".join([*filled, "Mara" if mine else self.person.split()[0]])

    def _fill(self, sentence: str) -> str:
        first, second = self.dice.between(2, 6), self.dice.between(7, 12)
        day = self.dice.pick(DAYS[self.client.language])
        return said(sentence, {"n": first, "m": second, "day": day} | self.slots)

    def _quote(self) -> str:
        last = self.turns[-1]
        name, address = _writer(last)
        head = QUOTED[self.client.language].format(when=last.at, who=f"{name} <{address}>")
        return head + "\n" + "\n".join(f"> {line}".rstrip() for line in last.text.splitlines())


def _after(day: date, last: date) -> date:
    return next_working_day(day + timedelta(days=1)) if day <= last else day


def _office_hour(day: date, dice: Dice) -> datetime:
    minute = dice.between(9 * 60 + 10, 16 * 60 + 40)
    return datetime(
        day.year, day.month, day.day, minute // 60, minute % 60, dice.between(0, 59), tzinfo=BRUSSELS
    )


def _conversations(client: Persona) -> Iterator[Mail]:
    """About the work: one thread a month, in the client's manner."""
    dice = Dice("work", client.name)
    words = voices()[client.language]
    month, count = max(FIRST_MONTH, client.since), 0
    while month <= AS_OF:
        if count % client.every == 0:
            thing = client.things[count % len(client.things)]
            start = month + timedelta(days=dice.between(1, 6))
            thread = Thread(client, f"{client.domain}-{month:%y%m}", start, dice, thing=thing)
            thread.subject = thing.removeprefix("the ").removeprefix("de ").removeprefix("het ").capitalize()
            _talk_vaguely(thread, words) if client.style == "vague" else _talk_clearly(thread, words)
            yield from thread.turns
        month, count = (month.replace(day=1) + timedelta(days=32)).replace(day=1), count + 1


def _talk_clearly(thread: Thread, words: dict[str, Any]) -> None:
    thread.write(words["brief"], mine=False)
    thread.write(words["accept"], mine=True, wait=(0, 1))
    thread.write(words["deliver"], mine=True, wait=(3, 6))
    if thread.dice.chance(0.75):
        thread.write(words["clear"], mine=False)
        thread.write(words["revise"], mine=True, wait=(0, 2))
    thread.write(words["thanks"], mine=False)


def _talk_vaguely(thread: Thread, words: dict[str, Any]) -> None:
    thread.write(words["fuzzy"]["lines"], mine=False)
    thread.write(words["asks"]["lines"], mine=True, wait=(0, 1))
    thread.write(words["deliver"], mine=True, wait=(2, 4))
    thread.write(words["vague"]["lines"], mine=False)
    thread.write(words["again"]["lines"], mine=True)
    thread.write(words["vague"]["lines"], mine=False, wait=(1, 2))
    thread.write(words["again"]["lines"], mine=True)
    last = ("reversal", "reversal", "clear") if thread.dice.chance(0.7) else ("clear",)
    pool = words[thread.dice.pick(last)]
    thread.write(pool if isinstance(pool, list) else pool["lines"], mine=False, wait=(1, 2))


def _about_money(client: Persona, bills: list[Bill]) -> Iterator[Mail]:
    """The mail that brings an invoice, and what follows when it is not paid."""
    dice = Dice("money", client.name)
    words = voices()[client.language]
    for bill in bills:
        if bill.client is not client:
            continue
        amount = f"€ {bill.amount:,}".replace(",", ".") if client.language != "en" else f"€{bill.amount:,}"
        settled = bill.paid or AS_OF
        asked = next_working_day(bill.due + timedelta(days=12))
        late = (asked - bill.due).days
        slots = {"no": bill.number, "amount": amount, "due": f"{bill.due:%d/%m/%Y}", "late": late}
        if dice.chance(0.12) or settled > bill.due + timedelta(days=20):
            thread = Thread(client, f"{client.domain}-{bill.number}", bill.issued, dice, **slots)
            thread.subject = {"en": "Invoice", "fr": "Facture", "nl": "Factuur"}[
                client.language
            ] + f" {bill.number}"
            thread.write(words["invoice"], mine=True)
            if settled > asked and "remind" in words:
                thread.at = _office_hour(asked, dice)
                thread.write(words["remind"]["lines"], mine=True, wait=(0, 0))
                thread.write(words["excuse"]["lines"], mine=False, wait=(1, 3))
            yield from thread.turns


def _writer(mail: Mail) -> tuple[str, str]:
    return ME if mail.mine else (mail.person, mail.client.address(mail.person))


def _bytes(mail: Mail) -> bytes:
    """The mail as it stands in an mbox file."""
    there = (mail.person, mail.client.address(mail.person))
    sender, to = (ME, there) if mail.mine else (there, ME)
    message = EmailMessage(policy=SMTP.clone(linesep="\n", max_line_length=None))
    message["Date"] = format_datetime(mail.at)
    message["From"] = f"{sender[0]} <{sender[1]}>"
    message["To"] = f"{to[0]} <{to[1]}>"
    message["Subject"] = mail.subject
    message["Message-ID"] = f"<{mail.thread}.{mail.turn}@lind.example>"
    if mail.turn:
        message["In-Reply-To"] = f"<{mail.thread}.{mail.turn - 1}@lind.example>"
        message["References"] = f"<{mail.thread}.0@lind.example>"
    signature = "Mara Lind, graphic design" if mail.mine else f"{mail.person}, {mail.client.name}"
    body = "\n".join([mail.text, "", *([mail.quoted, ""] if mail.quoted else []), "-- ", signature, ""])
    message.set_content(body, cte="8bit")
    return f"From {sender[1]} {mail.at:%a %b %d %H:%M:%S %Y}\n".encode() + bytes(message) + b"\n"


def chat() -> bytes:
    """The chat with Studio Vlieg: mostly at night, answered in the morning."""
    client = next(one for one in CAST if one.style == "night")
    dice = Dice("chat")
    lines = sorted(_chat_lines(client, dice))
    head = "01-05-2025 09:00 - Berichten en gesprekken worden end-to-end versleuteld."
    shown = [f"{at:%d-%m-%Y %H:%M} - {who}: {text}" for at, who, text in lines if at.date() <= AS_OF]
    return "\n".join([head, *shown, ""]).encode()


def _chat_lines(client: Persona, dice: Dice) -> Iterator[tuple[datetime, str, str]]:
    words = voices()["nl"]
    day = FIRST_MONTH
    while day <= AS_OF:
        day += timedelta(days=dice.between(2, 5))
        who = client.people[0] if dice.chance(0.75) else client.people[1]
        slots = {"thing": dice.pick(client.things), "n": dice.between(2, 6), "day": dice.pick(DAYS["nl"])}
        if dice.chance(0.75):
            minute = dice.between(21 * 60, 24 * 60 + 70)
            at = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 - as shown
            yield at, who, said(dice.deal(words["night"]["lines"]), slots)
            answer = _office_hour(next_working_day(at.date() + timedelta(days=at.hour > 12)), dice)
            yield answer.replace(tzinfo=None), ME[0], said(dice.deal(words["answer"]["lines"]), slots)
        elif works(day):
            at = _office_hour(day, dice).replace(tzinfo=None)
            yield at, who, said(dice.deal(words["by_day"]["lines"]), slots)


def said(sentence: str, slots: dict[str, object]) -> str:
    """A sentence with its slots filled, as a person would write it."""
    text = sentence.format(**slots).replace(" de le ", " du ").replace(" à le ", " au ")
    return re.sub(r"(^|[.!?] )([a-zà-ÿ])", lambda found: found[1] + found[2].upper(), text)
