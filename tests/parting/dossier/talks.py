"""Invented talks by mail, one a language (`talks/<language>.toml`): of work that goes on from month to month
(`work`), and of a single piece (`piece`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from goodterms.records.model import Message
from goodterms.terms.evidence import Evidence

ME, CLIENT, STRANGER = "mara@lindqvist.example", "jonas@harbour.example", "offers@paper.example"
WHO = {"me": ME, "client": CLIENT, "stranger": STRANGER}


def told(language: str, name: str = "work") -> list[Message]:
    """The messages of a talk."""
    file = Path(__file__).parent / "talks" / f"{language}.toml"
    mails = tomllib.loads(file.read_text("utf-8"))[name]
    return talk((one["who"], one["day"].isoformat(), one["text"]) for one in mails)


def talk(mails: Iterable[tuple[str, str, str]]) -> list[Message]:
    """Messages of (who, day, text); whoever is not the freelancer writes to her, she to the client."""
    return [mail(WHO.get(who, who), day, text, number) for number, (who, day, text) in enumerate(mails)]


def mail(who: str, day: str, text: str, number: int = 0) -> Message:
    return Message(
        sent_at=datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC),
        sender=who,
        recipients=(CLIENT if who == ME else ME,),
        subject="Work",
        text=text,
        message_id=f"m{number}@mail.example",
        evidence=Evidence(f"{number}.eml", "message 1", text[:80]),
    )
