"""What of all that was proposed did both agree on? What was refused, withdrawn or never answered does not
count; what was agreed later supersedes what was agreed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from goodterms.parting.dossier.model import Term
from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.unnamed import Mention
from goodterms.parting.dossier.values import EXTRA
from goodterms.parting.model import Party, TermInFact
from goodterms.terms.evidence import Evidence

SINGLE = frozenset(
    {
        "price",
        "rate",
        "deadline",
        "start",
        "deposit",
        "payment_term",
        "kill_fee",
        "revision_limit",
        "notice_period",
        "notice_form",
    }
)
"""Terms of which only one holds at a time."""
_AGREED_WORDS = frozenset({"price", "deadline", "start", "deposit"})
"""Terms best told by the words of who agreed; others by the words of who proposed, which say more."""
_IN_WORDS = frozenset({"expenses", "scope"})
"""Terms whose sum says too little by itself."""
_MOVES = frozenset({"deadline", "start"})
"""Terms that are agreed by being moved: who moves a day had taken it."""
_SAME_THING = 0.5
_ROUNDING = 1000
"""Which part of a price a share of it may be off."""
_SETTLED_LAST = frozenset({"price", "deadline", "start", "deposit", "payment_term", "notice_period"})


@dataclass
class Proposal:
    """A value that somebody named, and what became of it."""

    what: str
    value: str
    by: Party
    mail: int
    said: list[Said]
    is_tentative: bool
    is_refused: bool = False
    is_countered: bool = False
    agreed: Said | None = None
    agreed_in: int | None = None
    superseded: bool = False
    replies: list[Said] = field(default_factory=list)
    about: frozenset[str] = frozenset()
    is_answer: bool = False
    plainly: Said | None = None
    """What an offer says of it that the other only asked for."""
    amount: str = ""
    """Of a share the sum that it is."""
    unit: str = ""


def proposals(told: Sequence[Mention], mails: Mapping[int, Party]) -> list[Proposal]:
    """Everything proposed for one job, with what became of it; `mails` says who wrote each mail of it."""
    found: list[Proposal] = []
    for number, writer in mails.items():
        mine = sorted((one for one in told if one.said.mail == number), key=_price_first)
        for one in mine:
            _hear(one, found)
        _pass_over(number, writer, mine, found)
    _last_words(found, mails, told)
    _supersede(found)
    return found


def _price_first(one: Mention) -> tuple[int, bool]:
    """By sentence; in one sentence the price first, as shares are of it."""
    return one.said.start, one.what != "price"


def _hear(one: Mention, found: list[Proposal]) -> None:
    """One mention: new, a repetition, an answer."""
    one = _besides(one, found) if one.what == "price" and _is_small(one, found) else _as_rate(one, found)
    same = next((each for each in reversed(found) if _is_same(each, one)), None)
    if same is None and (same := _share_of(one, found)) is not None:
        same.amount = one.value
    if same is not None and same.is_countered and same.by == one.said.writer and one.stance != "asks":
        _insist(same, one, found)
        return
    if one.stance == "refuses":
        _refuse(one, same, found)
        return
    if same is None and one.stance == "accepts" and (one.what not in SINGLE or one.at < 0):
        same = next(
            (each for each in reversed(found) if each.what == one.what and each.by != one.said.writer), None
        )
    if same is not None:
        _repeat(one, same, found)
    elif one.value:
        _propose(one, found)


def _propose(one: Mention, found: list[Proposal]) -> None:
    """A new value."""
    _counter(one, found)
    tentative, is_answer = one.stance == "asks", one.stance == "accepts"
    place = (one.said.writer, one.said.mail, [one.said])
    found.append(
        Proposal(one.what, one.value, *place, tentative, about=one.about, is_answer=is_answer, unit=one.unit)
    )


def _repeat(one: Mention, same: Proposal, found: Iterable[Proposal]) -> None:
    """A value named again: by who proposed it, or by who takes it."""
    if one.stance != "asks":
        _choose(one, found)
    if same.by == one.said.writer:
        same.said.append(one.said)
        same.is_tentative = same.is_tentative and one.stance == "asks"
        same.is_refused = same.is_refused and one.stance == "asks"
    elif one.stance != "asks":
        same.replies.append(one.said)
        same.plainly = one.said if one.restates and not one.is_guess else same.plainly
        if same.agreed is None:
            same.agreed, same.is_refused = one.said if _names(one) else None, False
            same.agreed_in = one.said.mail if same.agreed_in is None else same.agreed_in


def _choose(one: Mention, found: Iterable[Proposal]) -> None:
    """Who takes one of two values that the mail before named leaves the other."""
    for each in found:
        is_other = each.by != one.said.writer and each.mail == one.said.mail - 1 and each.value != one.value
        if is_other and each.what == one.what and one.what in SINGLE and each.agreed_in is None:
            each.is_refused = True


def _names(one: Mention) -> bool:
    """Do the words of an answer tell what is agreed? A bare yes does not."""
    return one.at >= 0 or one.what not in _AGREED_WORDS


def _is_same(each: Proposal, one: Mention) -> bool:
    if one.what == each.what == "scope":
        if one.restates and each.by != one.said.writer and each.agreed_in is None:
            return True
        if one.is_changed:
            return False
        both = min(len(each.about), len(one.about))
        return both > 0 and len(each.about & one.about) / both >= _SAME_THING
    return (each.what, each.value) == (one.what, one.value)


def _share_of(one: Mention, found: Sequence[Proposal]) -> Proposal | None:
    """The deposit as a share that this sum is of the price."""
    if one.what != "deposit" or one.value.endswith("%") or not one.value:
        return None
    amount = Decimal(one.value.partition(" ")[0])
    prices = [Decimal(each.value.partition(" ")[0]) for each in found if each.what == "price"]
    shares = (each for each in reversed(found) if each.what == "deposit" and each.value.endswith("%"))
    return next((each for each in shares if any(_is_share(amount, each, price) for price in prices)), None)


def _is_share(amount: Decimal, deposit: Proposal, price: Decimal) -> bool:
    """Is it that share of a price, but for what a third leaves?"""
    return abs(amount - Decimal(deposit.value[:-1]) * price / 100) * _ROUNDING <= price


def _refuse(one: Mention, same: Proposal | None, found: list[Proposal]) -> None:
    pending = [same] if same is not None else [] if one.value and one.what in SINGLE else found
    for each in pending:
        is_meant = each is same or (each.what == one.what and each.by != one.said.writer)
        if is_meant and each.agreed_in is None:
            each.is_refused = True
            _stand_by(each, one, found)


def _insist(mine: Proposal, one: Mention, found: Iterable[Proposal]) -> None:
    """Who says again what the other countered refuses that, and proposes it once more."""
    if mine.agreed_in is not None:
        return
    mine.is_countered, mine.mail = False, one.said.mail
    mine.said.append(one.said)
    for each in found:
        if each.what == mine.what and each.by != mine.by and each.agreed_in is None:
            each.is_refused = True


def _stand_by(refused: Proposal, one: Mention, found: Sequence[Proposal]) -> None:
    """Who refuses what was to take the place of their own proposal stands by that."""
    own = [each for each in found if each.what == refused.what and each.by == one.said.writer]
    if refused.by != one.said.writer and own and own[-1].is_countered and own[-1].agreed_in is None:
        own[-1].is_countered, own[-1].mail = False, one.said.mail


def _counter(one: Mention, found: list[Proposal]) -> None:
    """A new value of the same kind takes the place of one that is not yet agreed."""
    if one.what not in SINGLE | {EXTRA}:
        return
    for each in found:
        is_open = each.what == one.what and each.agreed_in is None
        if is_open and _takes_place(each, one) and not _is_beside(each, one.unit, one.said.mail, found):
            if _moves(each, one):
                each.agreed_in = one.said.mail
            each.is_countered = True


def _is_beside(each: Proposal, unit: str, mail: int, found: Iterable[Proposal]) -> bool:
    """Is it for something else than another of the same offer: one for the word, one for the hour; one a
    month, one once?"""
    same = (one for one in found if (one.what, one.mail, one.unit) == (each.what, each.mail, unit))
    is_other = each.unit != unit and (each.what == "price" or bool(each.unit and unit))
    return is_other and (each.mail == mail or any(same))


def _moves(each: Proposal, one: Mention) -> bool:
    """Does somebody take what the other proposed, or ask for it on another day?"""
    takes = one.is_changed or one.stance != "states"
    is_dropped = each.is_refused or each.is_countered
    return takes and each.by != one.said.writer and one.what in _MOVES and not is_dropped


def _besides(one: Mention, found: Sequence[Proposal]) -> Mention:
    """What a sum far below the price is: the deposit as a sum, else the price of something besides."""
    deposit = one._replace(what="deposit")
    return deposit if _share_of(deposit, found) is not None else one._replace(what=EXTRA)


def _as_rate(one: Mention, found: Sequence[Proposal]) -> Mention:
    """A price of the size of a rate as that, where no price was named: 25 cents, after 28 cents a word."""
    if one.what != "price" or not one.value or any(each.what == "price" for each in found):
        return one
    amount, _, currency = one.value.partition(" ")
    rates = [(each.value.partition(" "), each.unit) for each in found if each.what == "rate"]
    like = [
        unit
        for (value, _, other), unit in rates
        if other == currency and Decimal(value) <= 2 * Decimal(amount) <= 4 * Decimal(value)
    ]
    return one._replace(what="rate", unit=like[0]) if like else one


def _is_small(one: Mention, found: Iterable[Proposal]) -> bool:
    """Is it far less than what was named as the price before, so that it must be for something else?"""
    amount, _, currency = one.value.partition(" ")
    others = (each for each in found if not (one.unit and each.mail == one.said.mail))
    prices = [each.value.partition(" ") for each in others if each.what == "price"]
    return any(currency == other and Decimal(amount) * 2 <= Decimal(price) for price, _, other in prices)


def _takes_place(each: Proposal, one: Mention) -> bool:
    """Of one person a share and a sum may be the same deposit; of the other they are another."""
    return each.by != one.said.writer or each.value.endswith("%") == one.value.endswith("%")


def _pass_over(number: int, writer: Party, mine: Sequence[Mention], found: Iterable[Proposal]) -> None:
    """Who writes back and says nothing against what the other stated takes it."""
    against = {one.what for one in mine if one.stance == "refuses"}
    for each in found:
        is_open = each.agreed_in is None and not (each.is_refused or each.is_tentative or each.is_countered)
        if is_open and each.by != writer and each.mail < number and each.what not in {*against, EXTRA}:
            each.agreed_in = number


def _last_words(found: Iterable[Proposal], mails: Mapping[int, Party], told: Sequence[Mention]) -> None:
    """What nobody could answer any more counts where it ends a talk: somebody had spoken of it before."""
    for each in found:
        answered = any(writer != each.by for number, writer in mails.items() if number > each.mail)
        before = any(one.what == each.what and one.said.mail < each.mail for one in told)
        is_firm = not (each.is_refused or each.is_tentative or each.is_countered)
        if (
            each.agreed_in is None
            and is_firm
            and not answered
            and (before or each.is_answer)
            and each.what in _SETTLED_LAST
        ):
            each.agreed_in = each.mail


def _supersede(found: Sequence[Proposal]) -> None:
    agreed = [one for one in found if one.agreed_in is not None and one.what in SINGLE]
    held: list[Proposal] = []
    for each in sorted(agreed, key=lambda one: (one.agreed_in, one.mail)):
        for one in held:
            if one.what == each.what and not _is_beside(one, each.unit, each.mail, found):
                one.superseded = True
        held.append(each)


def terms(found: Iterable[Proposal], job: int = 0) -> Iterator[Term]:
    """What was agreed for a job, in the order of agreeing."""
    agreed = [one for one in found if one.agreed_in is not None]
    prices = [one for one in agreed if one.what == "price"]
    agreed = [one for one in agreed if one.what != "rate" or _is_besides(one, prices)]
    for one in sorted(agreed, key=lambda each: (each.agreed_in or 0, each.mail)):
        says = [*one.said, *one.replies]
        best = one.agreed if one.agreed is not None and one.what in _AGREED_WORDS else one.said[0]
        best = one.plainly or best
        rest = tuple(evidence(each) for each in dict.fromkeys(says) if each is not best)
        place = evidence(best)
        term = TermInFact(
            "price" if one.what in ("rate", EXTRA) else one.what,
            _value(one, best),
            best.quote,
            best.message.message_id,
            place,
            one.superseded,
        )
        yield Term(term, one.by, rest, job)


def _is_besides(rate: Proposal, prices: Iterable[Proposal]) -> bool:
    """Does a sentence name it for something else than a price: £190 a label and £600 for the box? A price
    that is so many times the rate is what it comes to; one that came up later is for something more."""
    before = [one for one in prices if one.mail <= (rate.agreed_in or 0)]
    named = [one for one in before if one.said[0] is rate.said[0]]
    amount = Decimal(rate.value.partition(" ")[0])
    return not before or (bool(named) and all(Decimal(one.value.partition(" ")[0]) % amount for one in named))


def _value(one: Proposal, best: Said) -> str:
    if one.what in _IN_WORDS:
        return " ".join(best.quote.split())
    return f"{one.value} ({one.amount})" if one.amount else one.value


def evidence(said: Said) -> Evidence:
    """Where a sentence stands: the file, the message, its words."""
    place = said.message.evidence
    return Evidence(place.source, said.message.message_id or place.locator, said.quote)
