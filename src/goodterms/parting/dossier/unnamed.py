"""For what is a value without words with it? For what it was before, or what was just asked or refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodterms.parting.contract.matching import Row, holds
from goodterms.parting.contract.tokens import Amount, Token
from goodterms.parting.dossier.model import Stance
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.values import (
    EXTRA,
    TAKES,
    closest,
    is_each,
    is_value,
    shown,
    speaks,
)

SUMS = frozenset({"kill_fee", "expenses", "deposit"})
"""Other terms that are sums."""
BARE = 4
"""Words of a part of a sentence that only names a value: what the rest says is said of it."""
_ALONE = 9
"""Words of a sentence that is about one value and nothing else."""
_ANSWERED = frozenset({"deadline", "deposit", "payment_term", "notice_period", "kill_fee"})
"""Terms that one may be answered by their value alone."""
_FEW = 2
"""Parts of a sentence that only takes a value."""


class Mention(NamedTuple):
    """A term that a sentence speaks of."""

    what: str
    value: str
    """As `shown`; empty where none is said."""
    said: Said
    stance: Stance
    is_changed: bool = False
    """Does the sentence say that it changes what was agreed?"""
    about: frozenset[str] = frozenset()
    at: int = -1
    """Where its value begins in the sentence."""
    restates: bool = False
    """Does it say for the offer what was asked for, in whatever words?"""
    is_guess: bool = False
    """Is it the work only because nothing else in the offer is?"""
    unit: str = ""
    """What a rate is for: an hour, a word."""


class Unnamed(NamedTuple):
    """A sentence with what was said before."""

    said: Said
    after: Said | None
    before: Sequence[Mention]
    """The mentions of the sentence before."""
    known: Mapping[str, str]
    """What each value was for so far."""
    is_offer: bool
    speech: Speech
    elsewhere: Collection[str] = ()
    asked: Sequence[Said] = ()
    """What the other wrote in the mail before."""
    work: frozenset[str] = frozenset()
    """The words for what is to be delivered, as they were said so far."""

    def _shown(self, token: Token | None, what: str) -> str:
        return shown(token, what, self.said, self.speech)

    def _countered(self, token: Token, found: Sequence[Mention]) -> str | None:
        """What a value stands for that has no words of its own: for what is refused or asked beside it."""
        near = [
            one
            for one in (*self.before, *found)
            if _is_beside(one, self.said, self.known) and token.text in TAKES[one.what]
        ]
        is_offer = self.said.asks or self.speech.says(self.said.row, "stance", "instead")
        return near[-1].what if near and is_offer else self._answered(token)

    def _answered(self, token: Token) -> str | None:
        """The one term of which such a value was named before, where a short sentence that speaks of nothing
        else asks for this one, or says that it is needed."""
        said, says = self.said, self.speech.says
        if len(said.row.tokens) > _ALONE and token.text != "DATE":
            mine = next((row for row in said.parts if token in row.tokens), said.row)
            said = said._replace(row=mine, parts=(mine,))
        if token.text == "MONEY" and self._is_like_price(token):
            return None
        wants = said.asks or (
            token.text != "DATE" and any(says(said.row, "stance", how) for how in ("needs", "stretch"))
        )
        kinds = self._kinds(token)
        if not wants or len(kinds) != 1 or len(said.row.tokens) > _ALONE:
            return None
        is_visit = token.text == "DATE" and self._says_any("visit")
        is_promise = any(owes(one, self.speech) is not None for one in (said, self.said))
        is_other = is_visit or is_promise or says(said.row, "promises", "unless")
        is_other = is_other or any(speaks(one, said, self.speech) for one in TAKES)
        return None if is_other else kinds.pop()

    def _kinds(self, token: Token) -> set[str]:
        """What such a value may be for; of several that of which its kind was named: 50%, not £500."""
        named = [one for one in self.known.items() if one[1] in _ANSWERED and token.text in TAKES[one[1]]]
        alike = {what for value, what in named if value.endswith("%") == (token.text == "PERCENT")}
        return alike if len(alike) == 1 else {what for _, what in named}

    def _says_any(self, *stances: str) -> bool:
        return any(self.speech.says(self.said.row, "stance", one) for one in stances)

    def _is_like_price(self, token: Token) -> bool:
        """Is a sum of the size of a price that was named?"""
        named = (value for value, what in self.known.items() if what in ("price", "rate"))
        prices = [Decimal(value.partition(" ")[0]) for value in named]
        value = token.value
        return isinstance(value, Amount) and any(value.amount * 2 >= one for one in prices)

    def _other_day(self, token: Token) -> str | None:
        """The deadline, where more time is given or less, or another day is taken and nothing else said."""
        if token.text != "DATE" or "deadline" not in self.known.values():
            return None
        mine = next((row for row in self.said.parts if token in row.tokens), self.said.row)
        is_bare = len(mine.tokens) <= BARE + 1 and self.speech.says(mine, "stance", "accept")
        at = mine.tokens.index(token)
        spans = (span for one in ("more_time", "sooner") for span in self.speech.spans(mine, "stance", one))
        gives_time = any(first <= at <= last for first, last in spans) or self._has_time(mine)
        is_meeting = self.speech.says(mine, "stance", "visit")
        is_clients = self.said.writer == "me" and owes(self.said, self.speech) == "client"
        gives_time = gives_time and not (is_meeting or is_clients or self._is_else(mine))
        is_far = isinstance(token.value, date) and token.value > self.said.message.sent_at.date()
        is_taken = is_bare and not self.said.asks and not self._is_theirs(token)
        return "deadline" if is_far and (is_taken or gives_time) else None

    def _told_when(self, token: Token) -> str | None:
        """The deadline, where the client asked when it will be ready."""
        asked = (one for one in self.asked if one.asks and self.speech.says(one.row, "stance", "when"))
        is_answer = token.text == "DATE" and self.said.writer == "me" and any(asked)
        is_other = any(holds(one, self.said.row) for one in self.speech.topics["deadline"].unless)
        return "deadline" if is_answer and not is_other and owes(self.said, self.speech) != "client" else None

    def _is_else(self, row: Row) -> bool:
        """Does the client speak of something that is no part of the work, and to nobody: my holidays?"""
        words = {one for one in about(row, self.speech) if one[0].isalpha()}
        is_chat = self.said.writer == "client" and not any(one.text == "YOU" for one in row.tokens)
        return is_chat and not words & self.work and bool(words - self.speech.of_days)

    def _is_theirs(self, token: Token) -> bool:
        """Was it named as the day by which the client gives something, or on which they meet?"""
        named = [one for one in self.asked if holds_value(one, token)]
        return bool(named) and all(
            owes(one, self.speech) == "client" or self.speech.says(one.row, "stance", "visit")
            for one in named
        )

    def _has_time(self, row: Row) -> bool:
        """Is there no hurry, whatever the day that the part of the sentence names?"""
        days = [one for one in row.tokens if one.text == "DATE"]
        return len(days) == 1 and self.speech.says(row, "stance", "more_time")

    def _echoed(self, token: Token) -> str | None:
        """The one term of its kind, where the mail before named this value and a sentence takes it."""
        mine = next((row for row in self.said.parts if token in row.tokens), self.said.row)
        is_short = len(mine.tokens) <= BARE and len(self.said.parts) <= _FEW
        takes = is_short and any(self.speech.says(row, "stance", "accept") for row in self.said.parts)
        kinds = self._kinds(token)
        if not takes or len(kinds) != 1 or token.text == "DATE":
            return None
        return kinds.pop() if any(holds_value(one, token) for one in self.asked) else None

    def _is_beside_deposit(self, token: Token) -> bool:
        """Is it asked beside a deposit, in the same words: 900, of which 300 up front?"""
        words = self.said.row.tokens
        span = closest(self.speech.topics["deposit"], self.said.row) or (len(words), 0)
        rest = [one for at, one in enumerate(words) if not span[0] <= at <= span[1]]
        is_told = any(map(is_value, words[span[0] : span[1] + 1]))
        return is_told and token in rest and self.speech.says(Row(rest), "stance", "priced")

    def _bare_price(self, token: Token) -> str | None:
        """The price, where nothing says that a sum is for something else; what is far below it is sorted out
        later."""
        if token.text == "MONEY" and self._is_beside_deposit(token):
            return "price"
        at = self.said.row.tokens.index(token)
        mine = next((row for row in self.said.parts if token in row.tokens), self.said.row)
        is_other = any(speaks(what, self.said, self.speech) for what in SUMS - {"expenses"})
        is_other = is_other or self.speech.topics["expenses"].place(mine) is not None
        refused = any(holds(one, self.said.row) for one in self.speech.topics["price"].unless)
        is_price = token.text == "MONEY" and not (is_other or is_each(self.said.row, at, self.speech))
        if refused and not any(one.text == "FORMER" for one in self.said.row.tokens):
            return EXTRA if is_price and self._says_any("added") else None
        return "price" if is_price else None


def _is_beside(one: Mention, said: Said, known: Collection[str]) -> bool:
    """Is it asked or refused in the same sentence, or right before in the same paragraph? Of two new values
    in one sentence the second is for something else."""
    same = (one.said.mail, one.said.paragraph) == (said.mail, said.paragraph)
    is_new = one.said.start == said.start and bool(one.value) and one.value not in known
    return same and (one.stance == "refuses" or (one.stance == "asks" and not is_new))


def is_value_of(token: Token, other: Token) -> bool:
    return is_value(token) and token.value is not None and token.value == other.value


def holds_value(said: Said, token: Token) -> bool:
    return any(is_value_of(one, token) for one in said.row.tokens)
