"""Which terms do the sentences of some mails speak of, each with what was said before it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.answering import taken
from goodterms.parting.dossier.haggling import Sum, with_bare_sum
from goodterms.parting.dossier.hearing import LINKED, PRICES, Heard
from goodterms.parting.dossier.offering import Work, offers, plainly, work_of
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.unnamed import Mention, is_value_of
from goodterms.parting.model import Party

_PROPOSED = frozenset({"deadline", "payment_term"})
"""Terms that one may propose in other words than theirs: what the other then takes tells."""


@dataclass
class _SoFar:
    """What was said before a sentence."""

    known: dict[str, str] = field(default_factory=dict)
    """What each value was for."""
    before: Sequence[Mention] = ()
    """The mentions of the sentence before."""
    price: Sum | None = None
    named: dict[Party, Mention] = field(default_factory=dict)
    """The last price that each named."""
    is_dated: bool = False
    """Did the freelancer name a day of delivery?"""
    work: frozenset[str] = frozenset()
    """The words for what is to be delivered."""

    def hear(self, found: Sequence[Mention]) -> None:
        """One sentence more."""
        named = (one for one in found if one.value and one.what in LINKED and one.stance != "refuses")
        kept = {value for value, what in self.known.items() if what != "kill_fee"}
        self.known.update(
            {one.value: one.what for one in named if one.what != "kill_fee" or one.value not in kept}
        )
        priced = next((one for one in found if one.what in PRICES and one.value), None)
        if priced is not None:
            self.named[priced.said.writer] = priced
            found_sum = Sum(priced.value, priced.said.mail, priced.stance in ("asks", "refuses"))
            self.price = self.price if found_sum.is_small(self.price) else found_sum
        self.work = self.work.union(*(one.about for one in found if one.what in ("scope", "deadline")))
        dated = (one for one in found if one.what == "deadline" and one.said.writer == "me")
        self.is_dated = self.is_dated or any(dated)
        self.before = found


def mentions(told: Sequence[Said], speech: Speech, elsewhere: Collection[str] = ()) -> Iterator[Mention]:
    """All mentions, in the order of the mails. A value that was for something is for it again; `elsewhere`
    are those of other jobs, which a sentence that does not say what they are for leaves there."""
    offer = next((one.mail for one in told if one.writer == "me" and offers(one, speech)), None)
    work = work_of([plainly(one, speech) for one in told if one.mail == offer], speech)
    of_mail = {mail: list(some) for mail, some in groupby(told, key=lambda one: one.mail)}
    so_far, heard = _SoFar(), list[Mention]()
    for at, plain in enumerate(told):
        before = _before(plain, of_mail)
        prices = [value for value, what in so_far.known.items() if what in PRICES]
        said = with_bare_sum(plain, so_far.price, prices, speech)
        after = told[at + 1] if at + 1 < len(told) else None
        is_offer = said.mail == offer and not so_far.is_dated
        sentence = plainly(said, speech)
        told_before = (so_far.before, so_far.known, is_offer, speech, elsewhere, before, so_far.work)
        place = (plain.mail, plain.start)
        tells = work if work is not None and place == (work.said.mail, work.said.start) else None
        found = _found(Heard(sentence, after, *told_before), tells)
        found += _stood_by(sentence, found, so_far, speech)
        so_far.hear(found)
        heard += found
    yield from _proposed(list(_restated(heard, offer)), of_mail, speech)
    yield from taken(heard, of_mail, speech)


def _found(heard: Heard, work: Work | None) -> list[Mention]:
    """The mentions of one sentence, which may be the one that tells the work."""
    found = list(heard.by_words())
    found += heard.by_values(found)
    found += heard.forms(found)
    found += heard.on_delivery(found)
    return found if work is None else [*found, heard.as_scope(is_guess=work.is_guess)]


def _stood_by(said: Said, found: Sequence[Mention], so_far: _SoFar, speech: Speech) -> Iterator[Mention]:
    """Who stays with their price and does not name it names it again."""
    price = None if said.asks else so_far.named.get(said.writer)
    is_other = any(one.what in PRICES and one.value for one in found)
    if price is not None and not is_other and speech.says(said.row, "stance", "stands"):
        yield price._replace(said=said, stance="states", at=-1)


def _restated(heard: Sequence[Mention], offer: int | None) -> Iterator[Mention]:
    """The mentions; what the offer says first of the work restates what the client asked for before it, and
    takes it, even if that was a question."""
    wanted = [one for one in heard if one.what == "scope" and one.said.mail < (offer or 0)]
    asked = [one for one in wanted if one.said.writer == "client"]
    told = next((one for one in heard if one.what == "scope" and one.said.mail == offer), None)
    for one in heard:
        is_taken = one.stance == "asks" and any(one is each for each in asked)
        stance = "states" if is_taken else one.stance
        yield one._replace(restates=bool(asked) and one is told, stance=stance)


def _before(said: Said, of_mail: Mapping[int, Sequence[Said]]) -> Sequence[Said]:
    """What the other wrote in the mail before."""
    before = of_mail.get(said.mail - 1, ())
    return before if before and before[0].writer != said.writer else ()


def _proposed(
    heard: Sequence[Mention], of_mail: Mapping[int, Sequence[Said]], speech: Speech
) -> Iterator[Mention]:
    """The mentions, each day or term that somebody takes also where the mail before proposed it, in whatever
    words."""
    named = {(one.said.mail, one.value) for one in heard}
    new: set[tuple[str, str]] = set()
    for one in heard:
        if one.what in _PROPOSED and one.value and (one.what, one.value) not in new:
            new.add((one.what, one.value))
            for said in _before(one.said, of_mail):
                token = _same(said, one) if (said.mail, one.value) not in named else None
                if token is not None and owes(said, speech) != "client":
                    yield Mention(one.what, one.value, said, "asks", True, one.about, token.start)
        yield one


def _same(said: Said, one: Mention) -> Token | None:
    """The value of a mention in another sentence."""
    meant = next((each for each in one.said.row.tokens if each.start == one.at), None)
    return next((each for each in said.row.tokens if meant is not None and is_value_of(each, meant)), None)
