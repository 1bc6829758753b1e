"""What is their answer, and what do I write back that opens nothing again?

An answer is read by phrases (`answers/<language>`): it accepts, bargains, asks, plays on guilt, is angry,
refuses to pay, threatens, means danger, or speaks of self-harm. Of several the gravest counts; where nothing
is recognised, that is said. The reply is short, gives no second reason and leaves the day where it is; a
threat needs advice. Who speaks of harming themselves is asked how they are, and of nothing else.

>>> answer("Thank you for letting us know. All the best!", "en").kind
'accepts'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodterms.letters.letter import Letter, Place
from goodterms.letters.paper import seen
from goodterms.letters.sheets import ANSWERS, sheets
from goodterms.letters.wording import Register, wording
from goodterms.terms.evidence import Text

if TYPE_CHECKING:
    from goodterms.letters.known import Bill, Known

KINDS = ("self_harm", "danger", "threat", "non_payment", "anger", "guilt", "bargains", "accepts", "question")
"""From the gravest to the kindest; a question only where nothing else is there."""
_ADVICE = frozenset({"self_harm", "danger", "threat", "non_payment"})
"""Answers that ask for somebody's advice, or for care."""


class Sign(NamedTuple):
    """What an answer does, in the client's own words."""

    kind: str
    quote: str
    place: Place


class Answer(NamedTuple):
    """What an answer is: None where nothing in it is recognised."""

    kind: str | None
    signs: tuple[Sign, ...]

    @property
    def is_danger(self) -> bool:
        """Does it threaten its reader's safety, whatever else it does?"""
        return self.kind == "danger" or any(sign.kind == "danger" for sign in self.signs)

    @property
    def advice(self) -> Text | None:
        """What to mind before answering; whoever is a danger to both needs others than the reader."""
        if self.kind not in _ADVICE:
            return None
        both = self.kind != "danger" and self.is_danger
        return Text("reply.advice.danger_to_both" if both else f"reply.advice.{self.kind}")


def answer(text: str, language: str) -> Answer:
    """What a client's answer does, by the phrases of its language."""
    plain = seen(text)
    by = sheets(language, ANSWERS)
    sentences = by.read(plain)
    letter = Letter(plain, language, "email", sentences, by.hits(sentences))
    signs = [
        Sign(kind, plain[place[0] : place[1]], place)
        for kind in KINDS
        for place in map(letter.clause, letter.hits(kind))
    ]
    return Answer(signs[0].kind if signs else None, tuple(dict.fromkeys(signs)))


def reply(
    found: Answer,
    language: str,
    client: str,
    known: Known | None = None,
    *,
    contact: str = "",
    me: str = "",
    register: Register | None = None,
    address: str = "",
) -> str:
    """A short reply that gives no second reason and opens nothing; none to somebody who is a danger (T15)."""
    if found.is_danger:
        return ""
    words = wording(language)
    tone = register or words.register
    contact = contact or (known.contact if known else "")
    me = me or (known.me if known else "")
    bill = _open_bill(known) if found.kind == "non_payment" else None
    places = {"client": client, "contact": words.call(contact, tone), "me": me}
    places |= words.address(tone, address)
    if bill is not None:
        places |= {"invoice": bill.number, "amount": words.money(bill.open)}
    part = f"reply_{found.kind or 'unclear'}" + "_named" * (bill is not None)
    said = [
        words.say(one, places, client, channel=found.kind or "", register=tone)
        for one in ("greeting" if contact else "greeting_nobody", part, "closing")
    ]
    return "\n\n".join([said[0], said[1], "\n".join(filter(None, [said[2], me]))])


def _open_bill(known: Known | None) -> Bill | None:
    """The oldest invoice that is still open."""
    unpaid = [bill for bill in known.bills if bill.open.minor > 0] if known else []
    return min(unpaid, key=lambda bill: bill.issued, default=None)
