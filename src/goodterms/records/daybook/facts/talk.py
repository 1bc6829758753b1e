"""Who wrote or called, and what was said."""

from __future__ import annotations

from typing import Any

from goodterms.records.daybook.fact import Line, Outcome, fact, given
from goodterms.records.daybook.line import Told
from goodterms.records.model import Message


@fact("time", "subject automatic", text="text")
def message_in(told: Told, line: Line) -> Outcome:
    """The client wrote."""
    return [_message(told, line, told.one("channel") or "email", told.one("client"), line.me)]


@fact("time", "subject automatic", text="text")
def message_out(told: Told, line: Line) -> Outcome:
    """The freelancer wrote."""
    return [_message(told, line, told.one("channel") or "email", line.me, told.one("client"))]


@fact("time", text="text")
def call_in(told: Told, line: Line) -> Outcome:
    """The client called; the text is what was said."""
    return [_message(told, line, "call", told.one("client"), line.me)]


@fact("time", text="text")
def call_out(told: Told, line: Line) -> Outcome:
    """The freelancer called."""
    return [_message(told, line, "call", line.me, told.one("client"))]


def _message(told: Told, line: Line, channel: Any, sender: str, to: str) -> Message:
    return Message(
        line.moment(),
        sender,
        (to,),
        channel,
        automatic=bool(told.one("automatic")),
        evidence=line.evidence,
        **given(told, "subject", "text"),
    )
