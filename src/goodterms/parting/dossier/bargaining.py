"""What of all that mails speak of was bargained over? Years of mails name sums, days and pieces of work that
settle nothing: what tickets cost, when school begins, which page comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.unnamed import Mention
from goodterms.parting.model import Party

_PRICES = frozenset({"price", "rate"})
_MAKES_A_DEAL = _PRICES | {"deposit", "payment_term", "notice_period", "kill_fee"}
_DAYS = frozenset({"start", "deadline"})
_OF_A_DEAL = _DAYS | {"scope", "expenses", "kill_fee", "revision_limit"}
"""Terms that are made where a deal is; elsewhere the same words tell of the work as it goes on."""
_NEAR, _RECENT = 4, timedelta(days=28)
"""Mails of a job, and time, between what makes a deal and what is settled with it."""
_SOON = timedelta(days=1)
_GAP = 2
"""Characters between one sentence and the next."""
_LIKE = 2
"""Which part of a price a sum may be off that answers it."""
_BARGAINS = ("instead", "wish", "accept", "refuse", "dear")
_ANSWERED = 2
"""Mails within which a question for work is answered."""

_Writers = Mapping[tuple[str, str], Collection[Party]]


def bargained(
    heard: Sequence[Mention], mails: Sequence[int], speech: Speech, before: Collection[str] = ()
) -> list[Mention]:
    """The mentions of one job that may settle something. `mails` are all of the job in their order, `before`
    the values that other jobs named."""
    meant = [one for one in _priced(heard, speech, before) if not _is_idle(one, heard, speech)]
    place = {mail: at for at, mail in enumerate(mails)}
    deals = {place[one.said.mail]: _day(one) for one in meant if _makes_a_deal(one, speech)}
    said_by = _writers(meant)
    return [
        one
        for one in meant
        if one.value in before
        or _is_settled(one, speech)
        or _is_moved(one, heard, speech)
        or _may_settle(one, place[one.said.mail], deals, said_by)
    ]


def _priced(heard: Sequence[Mention], speech: Speech, before: Collection[str]) -> list[Mention]:
    """Without the sums that nobody asks, offers or answers as a price."""
    prices = [one for one in heard if one.what in _PRICES and one.value]
    work = {(one.said.mail, one.said.start) for one in heard if one.what == "scope"}
    offered = {
        one.value
        for one in prices
        if one.stance == "accepts" or (one.said.writer == "me" and _is_beside(one, heard))
    }
    asked = offered | {one.value for one in prices if speech.says(one.said.row, "stance", "priced")}
    said_by = _writers(prices)
    new = [one for one in prices if one.value not in before]
    billed = {one.value for one in new if _is_bill(one, speech)} - offered
    alone = [one for one in new if len(said_by[one.what, one.value]) == 1]
    idle = {
        id(one)
        for one in alone
        if _is_bill(one, speech)
        or not (
            _is_asked_for(one, heard)
            or (one.value in asked and (_is_for_work(one, work, speech) or _is_counter(one, heard, speech)))
        )
    }
    return [one for one in heard if id(one) not in idle and not (one.what in _PRICES and one.value in billed)]


def _is_beside(price: Mention, heard: Iterable[Mention]) -> bool:
    """Does it stand in the sentence that tells the work, or right behind it?"""
    return any(
        one.what == "scope"
        and one.said.mail == price.said.mail
        and (one.said.start == price.said.start or 0 <= price.said.start - one.said.end <= _GAP)
        for one in heard
    )


def _is_bill(one: Mention, speech: Speech) -> bool:
    """Is it the sum of a bill that nobody named before?"""
    says = speech.says
    return says(one.said.row, "stance", "billed") or says(one.said.row, "promises", "unpaid")


def _is_for_work(one: Mention, work: Collection[tuple[int, int]], speech: Speech) -> bool:
    """Of a sum that only the client names: is it for the work, and not what something costs them?"""
    is_told = one.said.writer == "me" or (one.said.mail, one.said.start) in work
    return is_told or speech.says(one.said.row, "stance", "paying")


def _is_counter(one: Mention, heard: Iterable[Mention], speech: Speech) -> bool:
    """Does the client bargain, with a sum of the size of a price that the freelancer has just asked?"""
    if not (one.said.asks or any(speech.says(one.said.row, "stance", how) for how in _BARGAINS)):
        return False
    amount, _, currency = one.value.partition(" ")
    asked = (
        each.value.partition(" ")
        for each in heard
        if each.what in _PRICES
        and each.said.writer == "me"
        and 0 < one.said.mail - each.said.mail <= _ANSWERED
    )
    return any(
        currency == other and abs(Decimal(amount) - Decimal(price)) * _LIKE <= Decimal(price)
        for price, _, other in asked
    )


def _is_asked_for(price: Mention, heard: Iterable[Mention]) -> bool:
    """Does it answer somebody who just asked for work?"""
    asked = (one.said for one in heard if one.what == "scope")
    return any(
        one.writer == "client" != price.said.writer and 0 < price.said.mail - one.mail <= _ANSWERED
        for one in asked
    )


def _is_idle(one: Mention, heard: Iterable[Mention], speech: Speech) -> bool:
    """Is something called off, and nothing said of what that costs? Is notice given of something else than
    the end, a deposit asked by somebody else?"""
    if one.what == "kill_fee":
        is_notice = any(each.what == "notice_period" and each.said is one.said for each in heard)
        return one.at < 0 and (is_notice or not speech.says(one.said.row, "stance", "lost"))
    if one.what in ("notice_period", "notice_form"):
        told = (
            each.said for each in heard if each.what == "notice_period" and each.said.mail <= one.said.mail
        )
        return not any(speech.says(each.row, "stance", "ending") for each in told)
    if one.what == "deposit" and one.value and one.said.writer == "client":
        mine = any(each.what == "deposit" and each.said.writer == "me" for each in heard)
        return not mine and not speech.says(one.said.row, "stance", "paying")
    return False


def _writers(heard: Iterable[Mention]) -> _Writers:
    """Who names which value of which term."""
    found: dict[tuple[str, str], set[Party]] = {}
    for one in heard:
        found.setdefault((one.what, one.value), set()).add(one.said.writer)
    return found


def _makes_a_deal(one: Mention, speech: Speech) -> bool:
    """Does it propose or answer a part of a deal? A bill proposes nothing."""
    return one.what in _MAKES_A_DEAL and bool(one.value) and not speech.says(one.said.row, "stance", "billed")


def _is_settled(one: Mention, speech: Speech) -> bool:
    """Does the sentence itself say that it was agreed, or is part of the price?"""
    return one.what not in _DAYS and speech.says(one.said.row, "stance", "settled")


def _is_moved(one: Mention, heard: Sequence[Mention], speech: Speech) -> bool:
    """Does the client give another day of delivery than the one named before?"""
    earlier = any(each.what == "deadline" and each.said.mail < one.said.mail for each in heard)
    moves = any(speech.says(one.said.row, "stance", how) for how in ("more_time", "sooner"))
    return one.what == "deadline" and one.said.writer == "client" and earlier and moves


def _may_settle(one: Mention, place: int, deals: Mapping[int, date], said_by: _Writers) -> bool:
    """Is it said near a deal, or is it a day that both name?"""
    if one.what in _DAYS and place not in deals and _is_soon(one):
        return False
    if one.what not in _OF_A_DEAL or (one.what in _DAYS and len(said_by[one.what, one.value]) > 1):
        return True
    return any(abs(place - at) <= _NEAR and abs(day - _day(one)) <= _RECENT for at, day in deals.items())


def _is_soon(one: Mention) -> bool:
    """Is it today or tomorrow, as the days of work are?"""
    return bool(one.value) and date.fromisoformat(one.value) - _day(one) <= _SOON


def _day(one: Mention) -> date:
    return one.said.message.sent_at.date()
