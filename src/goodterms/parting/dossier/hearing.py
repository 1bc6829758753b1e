"""Which terms does a sentence speak of, with which values, and does it offer, ask, accept or refuse them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.model import Stance
from goodterms.parting.dossier.offering import names_work
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import about
from goodterms.parting.dossier.unnamed import BARE, SUMS, Mention, Unnamed
from goodterms.parting.dossier.values import (
    EXTRA,
    NEEDS_VALUE,
    TAKES,
    is_value,
    speaks,
    unit_of,
    value_of,
)

LINKED = frozenset(
    {"price", "rate", "deadline", "start", "payment_term", "deposit", "kill_fee", "expenses", "notice_period"}
) | {EXTRA}
"""Terms whose value alone is enough to speak of them, once it was said what it is for."""
PRICES = frozenset({"price", "rate"})
_DAYS = frozenset({"deadline", "start"})
"""Terms that a sentence about the end of a deal does not set."""
_LASTS = frozenset({"payment_term", "notice_period"})
_SHORT = 6
"""Words of a question that only asks whether the sentence before will do."""
_REFUSED = {"deposit": ("promises", "deposit"), "price": ("stance", "dear")}
"""Terms that are refused in words, without their value."""
_TAKEN = {"deposit": ("promises", "deposit")}
"""Terms that are taken so, after all: the deposit is fine then."""


class Heard(Unnamed):
    """A sentence with what was said before."""

    def as_scope(self, *, is_guess: bool) -> Mention:
        """The whole sentence as what the work is."""
        words = about(self.said.row, self.speech)
        return Mention(
            "scope", self._shown(None, "scope"), self.said, "states", about=words, is_guess=is_guess
        )

    def by_words(self) -> Iterator[Mention]:
        """The terms that its words speak of."""
        used: set[int] = set()
        spoken: set[str] = set()
        changed = self.speech.says(self.said.row, "stance", "changed")
        words = about(self.said.row, self.speech)
        for what in TAKES:
            token = self._token(what, used)
            if what in _DAYS and "kill_fee" in spoken:
                continue
            if token is None and what in _REFUSED and self._refuses(_REFUSED[what]):
                yield Mention(what, "", self.said, "refuses")
            elif token is None and what in _TAKEN and self._accepts(_TAKEN[what]):
                yield Mention(what, "", self.said, "accepts")
            if what == "deadline" and token is not None and self._is_other_work(token, words):
                continue
            if token is None and (what in NEEDS_VALUE or not speaks(what, self.said, self.speech)):
                continue
            if what == "scope" and ("revision_limit" in spoken or not names_work(self.said, self.speech)):
                continue
            if what == "expenses" and self.said.asks:
                continue
            used |= {token.start} if token else set()
            spoken.add(what)
            value = self._shown(token, what)
            stance = self._stance(token, is_new=self._is_new(what, token, value))
            meant = self.known.get(value, what) if what in ("price", "rate") else what
            unit = self._unit(meant, token)
            at = token.start if token else -1
            yield Mention(meant, value, self.said, stance, changed, words, at, unit=unit)
            if unit and meant == "rate":
                yield from self._more_rates(token, used, stance)

    def _unit(self, what: str, token: Token | None) -> str:
        return unit_of(token, self.said.row, self.speech) if token is not None and what in PRICES else ""

    def _more_rates(self, first: Token | None, used: set[int], stance: Stance) -> Iterator[Mention]:
        """The other rates of a sentence: 9 cents a word, and £40 an hour for the rest."""
        row, words = self.said.row, about(self.said.row, self.speech)
        for token in row.tokens:
            unit = unit_of(token, row, self.speech) if token.text == "MONEY" and token is not first else ""
            if unit and token.start not in used:
                used.add(token.start)
                value = self._shown(token, "rate")
                yield Mention("rate", value, self.said, stance, about=words, at=token.start, unit=unit)

    def forms(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """In which form notice is to be given, where a sentence says so beside how long it is."""
        notice = next((one for one in found if one.what == "notice_period"), None)
        form = self.speech.form(self.said.row) if notice is not None else ""
        if notice is not None and form:
            yield notice._replace(what="notice_form", value=form, at=-1)

    def _refuses(self, words: tuple[str, str]) -> bool:
        """Is it said that there will be none, or not that one, without its value?"""
        says = self.speech.says
        named = [row for row in self.said.parts if says(row, *words)]
        rows = self.said.parts if named and not any(map(is_value, self.said.row.tokens)) else named
        refused = any(says(row, "stance", "refuse") and not says(row, "states", "open") for row in rows)
        return refused or (bool(named) and any(says(row, "stance", "no") for row in rows))

    def _accepts(self, words: tuple[str, str]) -> bool:
        """Is it taken in words, without its value, and not as money that came?"""
        says = self.speech.says
        named = [row for row in self.said.parts if says(row, *words)]
        takes = any(says(row, "stance", "accept") and not says(row, "states", "done") for row in named)
        return takes and not self.said.asks and not any(says(row, "stance", "refuse") for row in named)

    def on_delivery(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """To pay once the work is delivered, or the bill is there: a payment term in its own words, where no
        time is said."""
        topic, said = self.speech.topics["on_delivery"], self.said
        row = next((one for one in said.parts if topic.place(one) is not None), None)
        if row is None or said.asks or any(one.what == "payment_term" for one in found):
            return
        time = next((one for one in said.row.tokens if one.text == "DURATION"), None)
        words = " ".join(said.quote[row.tokens[0].start : row.tokens[-1].end].split())
        value = self._shown(time, "payment_term") if time else words
        yield Mention("payment_term", value, said, self._stance(time), at=time.start if time else -1)

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
            is_told = any(one.what == "deadline" and one.value not in self.known for one in so_far)
            moved = None if known or is_told else self._other_day(token)
            what = (
                known
                or moved
                or self._told_when(token)
                or self._countered(token, so_far)
                or self._echoed(token)
                or self._bare_price(token)
            )
            stance: Stance = "accepts" if moved and not self.said.asks else self._stance(token)
            if what is None or token.text not in TAKES[what]:
                continue
            if token.text != "DURATION" or stance != "states" or not known:
                named, unit = self._shown(token, what), self._unit(what, token)
                so_far.append(Mention(what, named, self.said, stance, changed, at=token.start, unit=unit))
                yield so_far[-1]

    def _token(self, what: str, used: set[int]) -> Token | None:
        """The value of a term, if it is said; a sum that is for something else is none, nor the day of
        what the client gives."""
        token = value_of(what, TAKES[what], self.said, used, self.speech)
        if what == "deadline" and token is None and self.is_offer:
            token = value_of("offered", TAKES[what], self.said, used, self.speech)
        if (
            token is not None
            and what in SUMS - {"kill_fee"}
            and self.known.get(self._shown(token, ""), what) != what
        ):
            return None
        if token is not None and what in _LASTS and self._is_for_other(what, token):
            return None
        is_after = what == "deadline" and self.speech.says(self.said.row, "stance", "after")
        is_clients = what == "deadline" and (is_after or owes(self.said, self.speech) == "client")
        return None if is_clients or self._is_past(what, token) else token

    def _is_for_other(self, what: str, token: Token) -> bool:
        """Was a time named for something else, and is that of this term said in another part?"""
        mine = next((row for row in self.said.parts if token in row.tokens), self.said.row)
        is_known = self.known.get(self._shown(token, what), what) != what
        return is_known and self.speech.topics[what].place(mine) is None

    def _is_other_work(self, token: Token, words: frozenset[str]) -> bool:
        """Does somebody, once the day of delivery was set, speak of something else on a new day? The
        freelancer promises it, the client tells of what is no part of the work."""
        says, said = self.speech.says, self.said
        is_set = any(
            what == "deadline" and value != self._shown(token, "") for value, what in self.known.items()
        )
        is_mine = said.writer == "me" and not said.asks and not self.is_offer
        is_chat = not said.asks and self._is_else(said.row) and not says(said.row, "stance", "sooner")
        is_known = self._shown(token, "") in self.known
        moves = any(
            says(said.row, "stance", one) for one in ("changed", "former", "more_time", "accept", "refuse")
        )
        return is_set and (is_mine or is_chat) and not (is_known or moves or words & self.work)

    def _is_past(self, what: str, token: Token | None) -> bool:
        """Is it a day before the mail, which nobody sets any more?"""
        day = token.value if token is not None and what in ("deadline", "start") else None
        return isinstance(day, date) and day < self.said.message.sent_at.date()

    def _is_new(self, what: str, token: Token | None, value: str) -> bool:
        """Does the sentence bring a term up, so that no word in it can be an answer?"""
        if what == "kill_fee":
            is_told = token is not None or self.speech.says(self.said.row, "stance", "condition")
            return is_told and value not in self.known
        return what == "scope" or (what == "expenses" and self.is_offer)

    def _stance(self, token: Token | None, *, is_new: bool = False) -> Stance:
        """By the part of the sentence that holds the value; where that is short, by those that hold none.
        What is new cannot be an answer."""
        said, says = self.said, self.speech.says
        mine = [row for row in said.parts if token is not None and token in row.tokens]
        others = [row for row in said.parts if not any(map(is_value, row.tokens))]
        is_known = token is None or self._shown(token, "") in self.known
        is_short = not mine or len(mine[0].tokens) <= BARE or len(said.parts) == 1
        near = (*mine, *(others if is_short and is_known else ()))
        is_late = token is not None and any(says(row, "stance", "not_before") for row in mine)
        if not is_new and not is_late and not (said.asks and not is_known):
            objects = not any(says(row, "stance", "no_objection") for row in (*mine, *others))
            if not said.asks and (not objects or (mine and self._takes(mine[0]))):
                return "accepts"
            if any(says(row, "stance", "no") for row in others):
                return "refuses"
            if any(says(row, "stance", "refuse") and not says(row, "states", "open") for row in near):
                return "refuses"
            is_but = bool(mine) and not is_known and says(mine[0], "stance", "but")
            if not (said.asks or is_but) and any(says(row, "stance", "accept") for row in (*mine, *others)):
                return "accepts"
        is_case = bool(mine) and any(says(row, "stance", "condition") for row in others)
        is_wish = not is_new and says(mine[0] if is_case else said.row, "stance", "wish")
        asks = said.asks or self._asks_after() or is_wish
        return "asks" if asks else "states"

    def _takes(self, row: Row) -> bool:
        """Does the part of a sentence that names the value accept it itself?"""
        return self.speech.says(row, "stance", "accept") and not self.speech.says(row, "stance", "refuse")

    def _asks_after(self) -> bool:
        """Does the next sentence only ask whether this will do?"""
        after = self.after
        return (
            after is not None
            and after.asks
            and after.mail == self.said.mail
            and len(after.row.tokens) <= _SHORT
            and len(about(after.row, self.speech)) <= 1
        )
