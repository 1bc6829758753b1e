"""Which facts does a letter claim, and do the records bear them out? (M74)

What a language has sheets for (`claims.<kind>`), and what is said of an invoice by its number: an amount, or
a day. What the records know nothing of is never contradicted: its writer has to answer for it (T5, T9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from goodterms.letters.mentions import days, mentions, sums
from goodterms.terms.evidence import Evidence, Text, Value
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.letters.known import Bill, Fact, Known
    from goodterms.letters.letter import Letter, Place

State = Literal["confirmed", "contradicted", "ask"]

BUSY, IDLE = 0.85, 0.6
"""From this share of the working hours on a calendar is full; below that one it is not. Hardly anybody notes
every hour between the first of a day and the last."""
PUNCTUAL, LATE = 0.95, 0.8
"""From this share of the invoices on somebody always pays on time; below that one they do not."""
FIRST_YEAR = 1900
"""A number from here on is a year; a smaller one counts years."""

_SUREST: tuple[State, ...] = ("confirmed", "ask", "contradicted")
"""Of two invoices with one number, the letter speaks of the one that it is right about."""


class Claim(NamedTuple):
    """A fact that a letter states: what kind, where, and what it says (of which invoice)."""

    kind: str
    place: Place
    value: Value = None
    about: str = ""


class Judged(NamedTuple):
    """Whether the records bear a claim out, what they say, and where."""

    state: State
    says: Text
    evidence: tuple[Evidence, ...] = ()


def claims(letter: Letter) -> list[Claim]:
    """What the letter states as a fact, in its order. Invoices are known by the records alone."""
    found = []
    for kind, hit in letter.parts("claims"):
        said = letter.sentences[hit.sentence].words[hit.first : hit.last + 1]
        value = next((int(word) for word in said if word.isdecimal()), None) if kind == "since" else None
        if kind != "since" or value is not None:
            found.append(Claim(kind, letter.clause(hit), value))
    for place, number, told in mentions(letter):
        found.append(Claim("bill_amount" if isinstance(told, Money) else "bill_day", place, told, number))
    return sorted(found, key=lambda claim: (claim.place, claim.kind, claim.about))


def judge(claim: Claim, known: Known | None) -> Judged:
    """Do the records bear it out? To be asked where they do not know."""
    if claim.kind not in _JUDGES:
        return Judged("ask", Text(f"claim.{claim.kind if claim.kind in _TOLD_BY_NOBODY else 'other'}.ask"))
    told = None if known is None else _JUDGES[claim.kind](claim, known)
    return told or Judged("ask", Text(f"claim.{claim.kind}.unknown"))


def _booked(_claim: Claim, known: Known) -> Judged | None:
    return _measured("fully_booked", known.booked, BUSY, IDLE)


def _paid(_claim: Claim, known: Known) -> Judged | None:
    return _measured("always_on_time", known.on_time, PUNCTUAL, LATE)


def _measured(kind: str, fact: Fact | None, enough: float, too_little: float) -> Judged | None:
    if fact is None:
        return None
    state: State = "ask"
    if fact.value >= enough:
        state = "confirmed"
    elif fact.value < too_little:
        state = "contradicted"
    return Judged(state, Text(f"claim.{kind}.{state}", {"share": fact.value}), fact.evidence)


def _since(claim: Claim, known: Known) -> Judged | None:
    """A year, or for how many years. Nobody counts to the day; and records that begin later than the letter
    says need not be all there were."""
    said, since = claim.value, known.since
    if since is None or not isinstance(said, int):
        return None
    more = since.year - said if said >= FIRST_YEAR else said - (known.as_of - since).days / 365.25
    state: State = "confirmed" if abs(more) < 1 else "ask"
    if more <= -2 or (more >= 2 and known.is_since_told):
        state = "contradicted"
    return Judged(state, Text(f"claim.since.{state}", {"since": since}))


def _amount(claim: Claim, known: Known) -> Judged | None:
    """A sum of the invoice; less than all may be what is left, where no payments of the client are known."""
    said = claim.value
    is_paid_known = any(bill.paid for bill in known.bills)

    def judged(bill: Bill) -> Judged:
        state: State = "confirmed" if said in sums(bill) else "contradicted"
        if state == "contradicted" and not is_paid_known and isinstance(said, Money):
            state = "ask" if said.minor < bill.total.minor else state
        return _of_bill(claim, state, bill, {"total": bill.total, "open": bill.open})

    return _surest(claim, known, judged)


def _day(claim: Claim, known: Known) -> Judged | None:
    """A day of the invoice; one to come may be a wish, and so may any where nobody knows when it is due."""
    said = claim.value

    def judged(bill: Bill) -> Judged:
        state: State = "confirmed" if said in days(bill) else "contradicted"
        is_past = isinstance(said, date) and said <= known.as_of
        if state == "contradicted" and (bill.due is None or not is_past):
            state = "ask"
        return _of_bill(claim, state, bill, {"issued": bill.issued, "due": bill.due})

    return _surest(claim, known, judged)


def _of_bill(claim: Claim, state: State, bill: Bill, values: Mapping[str, Value]) -> Judged:
    says = Text(f"claim.{claim.kind}.{state}", {"number": bill.number, **values})
    return Judged(state, says, (bill.evidence,))


def _surest(claim: Claim, known: Known, judged: Callable[[Bill], Judged]) -> Judged | None:
    found = [judged(bill) for bill in known.bills if bill.number == claim.about]
    return min(found, key=lambda one: _SUREST.index(one.state), default=None)


_JUDGES: Mapping[str, Callable[[Claim, Known], Judged | None]] = {
    "fully_booked": _booked,
    "always_on_time": _paid,
    "since": _since,
    "bill_amount": _amount,
    "bill_day": _day,
}
"""What records can tell of; all else only the writer knows."""
_TOLD_BY_NOBODY = frozenset({"moving"})
