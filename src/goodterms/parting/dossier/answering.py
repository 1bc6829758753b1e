"""What does a bare yes take? All that the mail before asked for, as long as it says nothing else of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from goodterms.parting.dossier.hearing import PRICES
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.unnamed import Mention
from goodterms.parting.dossier.values import EXTRA, is_value

_HEAD = 3
"""Sentences in which a mail answers the one before, its greeting among them."""
_NEAR, _RECENT = 4, timedelta(days=7)
"""Mails in which two bargain over a term, and the time for which a price makes more of a mail."""
_SUMS = PRICES | {EXTRA}
_PLAIN = 12
"""Words of a sentence that only says yes."""


def taken(
    heard: Sequence[Mention], of_mail: Mapping[int, Sequence[Said]], speech: Speech
) -> Iterator[Mention]:
    """What was asked for in each mail and taken by who begins to answer it with a yes."""
    for mail, said in of_mail.items():
        asked = [one for one in heard if one.said.mail == mail - 1 and one.said.writer != said[0].writer]
        yes = _yes(said[:_HEAD], speech) if asked else None
        told = {one.what for one in heard if one.said.mail == mail}
        if yes is not None:
            yield from (
                Mention(one.what, one.value, yes, "accepts", about=one.about)
                for one in asked
                if one.stance == "asks" and one.what not in (*told, "scope") and _is_one(one, asked)
                if _is_bargained(one, heard)
            )
        sums = [one for one in asked if one.what in _SUMS and one.value and one.said.writer == "me"]
        for one in sums:
            is_one = len(sums) == 1 and one.what != "rate" and not told & _SUMS
            takes = _yes_to(one, said, speech) or (yes if is_one else None)
            if takes is not None:
                yield Mention(one.what, one.value, takes, "accepts", about=one.about)


def _yes_to(price: Mention, mail: Sequence[Said], speech: Speech) -> Said | None:
    """The sentence that takes a price by the name of what it is for: that extra page is fine."""
    is_added = speech.says(price.said.row, "stance", "added")
    return next((one for one in mail if _takes(one, price, speech, is_added=is_added)), None)


def _takes(said: Said, price: Mention, speech: Speech, *, is_added: bool) -> bool:
    says = speech.says
    is_yes = says(said.row, "stance", "accept") and not says(said.row, "stance", "refuse")
    is_plain = not said.asks and not any(one.text == "MONEY" for one in said.row.tokens)
    is_of_it = about(said.row, speech) & about(price.said.row, speech)
    return is_yes and is_plain and bool(is_of_it or (is_added and says(said.row, "stance", "added")))


def _is_bargained(one: Mention, heard: Sequence[Mention]) -> bool:
    """Is it a price, or was there one, or the same term, just before?"""
    return any(
        each.what == one.what or (each.what in PRICES and _day(one) - _day(each) <= _RECENT)
        for each in heard
        if 0 <= one.said.mail - each.said.mail <= _NEAR and (each is not one or one.what in _SUMS)
    )


def _day(one: Mention) -> date:
    return one.said.message.sent_at.date()


def _is_one(one: Mention, asked: Sequence[Mention]) -> bool:
    """Is it the one value that was asked for, and not one of two to choose from?"""
    named = {each.value for each in asked if each.what == one.what and each.stance != "refuses"}
    return bool(one.value) and named == {one.value}


def _yes(head: Sequence[Said], speech: Speech) -> Said | None:
    """The sentence that only says yes; None where the answer is put off, or a no."""
    if any(speech.says(one.row, "stance", how) for one in head for how in ("refuse", "no", "later")):
        return None
    return next((one for one in head if _is_plain(one, speech)), None)


def _is_plain(said: Said, speech: Speech) -> bool:
    """Does a sentence say yes, and hardly more?"""
    says = any(speech.says(said.row, "stance", how) for how in ("accept", "yes"))
    is_short = len(said.row.tokens) <= _PLAIN and not any(map(is_value, said.row.tokens))
    return says and is_short and not said.asks
