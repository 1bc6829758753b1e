"""What a parting is made of: one frozen value a thing, sentences as keys, days as days.

Nothing here has a language. An unknown is None or empty, and is shown as unknown. `Text` values are found in
the catalogue by the face; `Evidence` leads back to the file and the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from goodterms.terms.evidence import Evidence, Problem, Text
from goodterms.terms.money import Money

Party = Literal["me", "client"]
Confidence = Literal["high", "medium", "low"]
MayEnd = Literal["any_time", "with_ground", "open_ended_only", "unknown"]
MustEnd = Literal["", "end_of_month", "fifteenth_for_end_of_month", "end_of_quarter", "end_of_week"]
State = Literal["open", "done", "unknown"]
Value = str | int | float | bool | date | None | tuple["Value", ...]
"""Of a clause: whole numbers and text mostly; a list of forms as a tuple."""


class Span(NamedTuple):
    """A place in a text: the offsets of its first character and behind its last."""

    start: int
    end: int


class Clause(NamedTuple):
    """What one passage of a contract settles. `value` has the names that `docs/guide/contracts.md` lists."""

    kind: str
    span: Span
    value: Mapping[str, Value]
    page: int | None = None
    also: tuple[Span, ...] = ()
    """Further passages that the value was taken from (a definition elsewhere)."""
    is_corrected: bool = False
    """Did the freelancer set kind or value?"""

    @property
    def is_in_force(self) -> bool:
        """Is it neither displaced by another part of the contract, nor a proposal that was not accepted?"""
        return not (self.value.get("overridden") or self.value.get("rejected"))


class LooseEnd(NamedTuple):
    """Something that one side owes the other by the contract (M45). `state` is what the papers say of it."""

    what: str
    owed_by: Party
    span: Span
    due: date | None = None
    state: State = "unknown"
    evidence: Evidence | None = None
    """Where the papers say that it is done, or still owed."""


class Line(NamedTuple):
    """A line of a contract and what it was read as: the kinds of its clauses, or nothing (M44)."""

    number: int
    span: Span
    kinds: tuple[str, ...]


class Contract(NamedTuple):
    """A contract as it was read. Offsets are those of `text`."""

    source: str
    language: str
    text: str
    clauses: tuple[Clause, ...] = ()
    not_found: tuple[str, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()

    def quote(self, span: Span) -> str:
        """The words of a passage, as they stand."""
        return self.text[span.start : span.end]


class TermInFact(NamedTuple):
    """What was agreed in mails, where there is no contract (M46)."""

    what: str
    """scope, price, deadline, deposit, payment_term, revision_limit, notice_period …"""
    value: str
    quote: str
    message_id: str
    evidence: Evidence
    is_superseded: bool = False


class NoticeRule(NamedTuple):
    """What a place's law says of the provider who ends work for a business client. See `parting.law`."""

    place: str
    may_end: MayEnd
    days: int | None
    """Calendar days of notice that the law itself fixes; None where it fixes none or nothing is sure."""
    must_end: MustEnd
    form: Literal["", "written"]
    says: tuple[Text, ...]
    """What it asks for, in sentences."""
    source: str
    as_of: date
    confidence: Confidence


class Option(NamedTuple):
    """Something that makes the exposure less (M49)."""

    name: Literal["bill_now", "pause", "deposit", "staged"]
    effect: Text


class Exposure(NamedTuple):
    """Money between the two on a day. Sums of one currency each; empty tuple is nothing known."""

    unpaid: tuple[Money, ...]
    overdue: tuple[Money, ...]
    unbilled: tuple[Money, ...]
    in_hand: tuple[Money, ...]
    """Work begun and not delivered."""
    owed_to_client: tuple[Money, ...]
    """Deposits and prepayments without their work."""
    says: tuple[Text, ...]
    evidence: tuple[Evidence, ...]
    options: tuple[Option, ...] = ()


class Gate(NamedTuple):
    """Something to have done before the talk. `waived`: knowingly passed over, or in danger."""

    name: Literal["gut", "cooling_off", "trigger", "contract", "obligations", "prepaid", "exposure", "reread"]
    state: Literal["open", "closed", "waived"]
    why: Text
    until: date | None = None
    """The day on which it opens by itself."""


class Reasoned(NamedTuple):
    """A day and why it is that day."""

    day: date
    why: Text
    evidence: tuple[Evidence, ...] = ()


class TellDay(NamedTuple):
    """When to speak (M50, B4)."""

    earliest: Reasoned | None
    safest: Reasoned | None
    latest: Reasoned | None
    limit: Reasoned | None
    """Where waiting for money and a deadline conflict: not later than this, paid or not."""
    why: tuple[Text, ...] = ()
    planned: Reasoned | None = None
    """The day that the plan goes by: the one that was told or chosen, else the safest within the limit."""


class Notice(NamedTuple):
    """How much notice is given, and by what rule: the longest of contract, law and courtesy."""

    days: int | None
    of: Literal["contract", "law", "courtesy", "none"]
    last_day: date
    source: str
    candidates: tuple[Reasoned, ...]
    """Every last day that was weighed, with the rule it comes from."""


class ChannelAdvice(NamedTuple):
    """How to say it: what is used most, what the first article would say, and what is recommended (D1)."""

    usual: str
    counts: Mapping[str, int]
    in_person_advice: str
    recommended: str
    why: Text
    confirm: str = "email"
    """How it is confirmed in writing afterwards, always: email, written or registered."""
    confirm_why: Text = Text("plan.confirm.proof")


class Alternatives(NamedTuple):
    """Whom to name instead, or not (M62-M65)."""

    offer: bool
    why: Text
    colleagues: tuple[str, ...]
    provider_type: str
    """agency, specialist or freelancer; empty where nothing is offered, or nobody knows what they need."""
    notes: tuple[Text, ...] = ()
    """What a colleague has to be told before (B22)."""
    trades: tuple[str, ...] = ()
    """The kinds of work that they need somebody for, as `parting.trades` names them; empty where unknown."""


class Objection(NamedTuple):
    """What may come back at the talk."""

    kind: str
    """One of the kinds of answers that `goodterms reply` knows."""
    why: Text
    """What in the records makes it likely."""


class Talk(NamedTuple):
    """What one has at hand when one says it (M52)."""

    contact: str
    """Whom one deals with there; empty where nobody knows."""
    messages: int
    """Of theirs, so far."""
    language: str
    """The client's; empty where nobody knows it."""
    says: tuple[Text, ...]
    """Three lines at most: the end, the day, and a reason where one is known to be true."""
    objections: tuple[Objection, ...]
    """The gravest first; none where nothing in the records makes one likely."""


class Step(NamedTuple):
    """Something to do on a day."""

    on: date
    what: Text
    why: Text
    is_done: bool = False
    mark: str = ""
    """The move that says it is done; empty where no move does."""


class Away(NamedTuple):
    """Days, both included, on which they said they were away: a proposal to set them aside (T14)."""

    first: date
    last: date
    mark: str
    """The move that sets them aside."""
    evidence: tuple[Evidence, ...]
    """With the sentences that say so."""

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


class Plan(NamedTuple):
    """How to leave one client well."""

    client: str
    as_of: date
    stage: str
    gates: tuple[Gate, ...]
    tell: TellDay
    notice: Notice
    channel: ChannelAdvice
    exposure: Exposure
    alternatives: Alternatives
    steps: tuple[Step, ...]
    notes: tuple[Text, ...] = ()
    """Instinct after several rounds (M41), danger (T15), law that asks for a ground …"""
    problems: tuple[Problem, ...] = ()
    talk: Talk | None = None
    """None where they were told, and where a talk would not be safe."""
    away: tuple[Away, ...] = ()
