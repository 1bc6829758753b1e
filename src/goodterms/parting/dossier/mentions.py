"""Which terms does a sentence speak of, with which values, and does it offer, ask, accept or refuse them?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goodterms.parting.contract.matching import holds
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.model import Stance
from goodterms.parting.dossier.offering import offers, plainly, priced_work
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.values import (
    NEEDS_VALUE,
    TAKES,
    is_each,
    is_value,
    shown,
    speaks,
    value_of,
)

LINKED = frozenset(
    {"price", "rate", "deadline", "start", "payment_term", "deposit", "kill_fee", "expenses", "notice_period"}
)
"""Terms whose value alone is enough to speak of them, once it was said what it is for."""
_BARE = 4
"""Words of a part of a sentence that only names a value: what the rest says is said of it."""
_SUMS = frozenset({"kill_fee", "expenses", "deposit"})
"""Other terms that are sums."""
_SHORT = 6
"""Words of a question that only asks whether the sentence before will do."""
_ALONE = 9
"""Words of a sentence that is about one value and nothing else."""
_ANSWERED = frozenset({"deadline", "deposit", "payment_term", "notice_period"})
"""Terms that one may be answered by their value alone."""
_REFUSED = {"deposit": ("promises", "deposit"), "price": ("stance", "dear")}
"""Terms that are refused in words, without their value."""


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


def mentions(told: Sequence[Said], speech: Speech, elsewhere: Collection[str] = ()) -> Iterator[Mention]:
    """All mentions, in the order of the mails. A value that was for something is for it again; `elsewhere`
    are those of other jobs, which a sentence that does not say what they are for leaves there."""
    known: dict[str, str] = {}
    before: Sequence[Mention] = ()
    offer = next((one.mail for one in told if one.writer == "me" and offers(one, speech)), None)
    priced = priced_work([one for one in told if one.mail == offer], speech)
    for at, said in enumerate(told):
        after = told[at + 1] if at + 1 < len(told) else None
        is_offer = said.mail == offer and "deadline" not in known.values()
        heard = _Heard(
            plainly(said, speech),
            after,
            before,
            known,
            is_offer,
            speech,
            elsewhere,
        )
        found = [*(by_words := list(heard.by_words())), *heard.by_values(by_words)]
        if said is priced:
            found.append(heard.as_scope())
        named = (one for one in found if one.value and one.what in LINKED and one.stance != "refuses")
        known.update({one.value: one.what for one in named})
        before = found
        yield from found


class _Heard(NamedTuple):
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

    def as_scope(self) -> Mention:
        """The whole sentence as what the work is."""
        words = about(self.said.row, self.speech)
        return Mention("scope", self._shown(None, "scope"), self.said, "states", about=words)

    def by_words(self) -> Iterator[Mention]:
        """The terms that its words speak of."""
        used: set[int] = set()
        changed = self.speech.says(self.said.row, "stance", "changed")
        words = about(self.said.row, self.speech)
        for what in TAKES:
            token = self._token(what, used)
            if token is None and what in _REFUSED and self._refuses(_REFUSED[what]):
                yield Mention(what, "", self.said, "refuses")
            if token is None and (what in NEEDS_VALUE or not speaks(what, self.said, self.speech)):
                continue
            if what == "expenses" and self.said.asks:
                continue
            used |= {token.start} if token else set()
            value = self._shown(token, what)
            stance = self._stance(token, is_new=self._is_new(what, token, value))
            meant = self.known.get(value, what) if what in ("price", "rate") else what
            yield Mention(meant, value, self.said, stance, changed, words, token.start if token else -1)

    def _refuses(self, words: tuple[str, str]) -> bool:
        """Is it said that there will be none, or not that one, without its value?"""
        says = self.speech.says
        rows = (row for row in self.said.parts if says(row, *words))
        return any(says(row, "stance", "refuse") and not says(row, "states", "open") for row in rows)

    def by_values(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """The terms that its other values were for, or are for by what was just asked or refused."""
        used = {one.at for one in found}
        so_far = list(found)
        changed = self.speech.says(self.said.row, "stance", "changed")
        for token in self.said.row.tokens:
            if token.start in used or not is_value(token):
                continue
            value = self._shown(token, "")
            known = self.known.get(value)
            if not known and value in self.elsewhere:
                continue
            moved = None if known else self._other_day(token)
            what = known or moved or self._countered(token, so_far) or self._bare_price(token)
            stance = "accepts" if moved else self._stance(token)
            if what is None or token.text not in TAKES[what]:
                continue
            if token.text != "DURATION" or stance != "states" or not known:
                so_far.append(
                    Mention(what, self._shown(token, what), self.said, stance, changed, at=token.start)
                )
                yield so_far[-1]

    def _shown(self, token: Token | None, what: str) -> str:
        return shown(token, what, self.said, self.speech)

    def _token(self, what: str, used: set[int]) -> Token | None:
        """The value of a term, if it is said; a sum that is for something else is none, nor the day of
        what the client gives."""
        token = value_of(what, TAKES[what], self.said, used, self.speech)
        if what == "deadline" and token is None and self.is_offer:
            token = value_of("offered", TAKES[what], self.said, used, self.speech)
        if token is not None and what in _SUMS and self.known.get(self._shown(token, ""), what) != what:
            return None
        is_clients = what == "deadline" and owes(self.said, self.speech) == "client"
        return None if is_clients or self._is_past(what, token) else token

    def _is_past(self, what: str, token: Token | None) -> bool:
        """Is it a day before the mail, which nobody sets any more?"""
        day = token.value if token is not None and what in ("deadline", "start") else None
        return isinstance(day, date) and day < self.said.message.sent_at.date()

    def _is_new(self, what: str, token: Token | None, value: str) -> bool:
        """Does the sentence bring a term up, so that no word in it can be an answer?"""
        if what == "kill_fee":
            is_told = token is not None or self.speech.says(self.said.row, "stance", "condition")
            return is_told and value not in self.known
        return what == "scope"

    def _stance(self, token: Token | None, *, is_new: bool = False) -> Stance:
        """By the part of the sentence that holds the value; where that is short, by those that hold none.
        What is new cannot be an answer."""
        said, says = self.said, self.speech.says
        mine = [row for row in said.parts if token is not None and token in row.tokens]
        others = [row for row in said.parts if not any(map(is_value, row.tokens))]
        is_known = token is None or self._shown(token, "") in self.known
        is_short = not mine or len(mine[0].tokens) <= _BARE or len(said.parts) == 1
        near = (*mine, *(others if is_short and is_known else ()))
        if not is_new:
            if any(says(row, "stance", "refuse") and not says(row, "states", "open") for row in near):
                return "refuses"
            if not said.asks and any(says(row, "stance", "accept") for row in (*mine, *others)):
                return "accepts"
        is_wish = not is_new and says(said.row, "stance", "wish")
        asks = said.asks or self._asks_after() or is_wish
        return "asks" if asks else "states"

    def _asks_after(self) -> bool:
        """Does the next sentence only ask whether this will do?"""
        after = self.after
        return (
            after is not None
            and after.asks
            and after.mail == self.said.mail
            and len(after.row.tokens) <= _SHORT
        )

    def _countered(self, token: Token, found: Sequence[Mention]) -> str | None:
        """What a value stands for that has no words of its own: for what is refused or asked beside it."""
        near = [
            one
            for one in (*self.before, *found)
            if _is_beside(one, self.said) and token.text in TAKES[one.what]
        ]
        is_offer = self.said.asks or self.speech.says(self.said.row, "stance", "instead")
        return near[-1].what if near and is_offer else self._answered(token)

    def _answered(self, token: Token) -> str | None:
        """The one term of which such a value was named before, where a short sentence that speaks of nothing
        else asks for this one, or says that it is needed."""
        said, says = self.said, self.speech.says
        wants = said.asks or (token.text != "DATE" and says(said.row, "stance", "needs"))
        kinds = {what for what in self.known.values() if what in _ANSWERED and token.text in TAKES[what]}
        if not wants or len(kinds) != 1 or len(said.row.tokens) > _ALONE:
            return None
        is_other = says(said.row, "promises", "unless") or owes(said, self.speech) is not None
        is_other = is_other or any(speaks(one, said, self.speech) for one in TAKES)
        return None if is_other else kinds.pop()

    def _other_day(self, token: Token) -> str | None:
        """The deadline, where more time is given, or another day is taken and nothing else is said."""
        if token.text != "DATE" or "deadline" not in self.known.values() or self.said.asks:
            return None
        mine = next((row for row in self.said.parts if token in row.tokens), self.said.row)
        is_bare = len(mine.tokens) <= _BARE + 1 and self.speech.says(mine, "stance", "accept")
        gives_time = self.speech.says(self.said.row, "stance", "more_time")
        is_far = isinstance(token.value, date) and token.value > self.said.message.sent_at.date()
        return "deadline" if is_far and (is_bare or gives_time) else None

    def _bare_price(self, token: Token) -> str | None:
        """The price, where nothing says that a sum is for something else; what is far below it is sorted out
        later."""
        at = self.said.row.tokens.index(token)
        is_other = any(speaks(what, self.said, self.speech) for what in _SUMS)
        refused = any(holds(one, self.said.row) for one in self.speech.topics["price"].unless)
        is_price = token.text == "MONEY" and not (
            refused or is_other or is_each(self.said.row, at, self.speech)
        )
        return "price" if is_price else None


def _is_beside(one: Mention, said: Said) -> bool:
    """Is it asked or refused in the same sentence, or right before in the same paragraph?"""
    same = (one.said.mail, one.said.paragraph) == (said.mail, said.paragraph)
    return same and one.stance in ("refuses", "asks")
