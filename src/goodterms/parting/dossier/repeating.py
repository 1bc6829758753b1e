"""Which promises are the same? A thing promised twice is owed once: moved to another day, still awaited, or
promised by who was asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodterms.parting.contract.matching import Row
from goodterms.parting.dossier.news import Promise, state_of
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import about
from goodterms.parting.dossier.sheets import Speech

_SAME = 0.5
_NEAR = 4
"""Mails within which a thing that is named again is the same."""
_FIRST = 3
"""Words at the head of a sentence, of which one names what it is about."""
_FEW = 2
"""Words of a promise that names nothing, as to pay."""


def once(promises: Iterable[Promise], speech: Speech) -> Iterator[Promise]:
    """A thing promised twice once, with its last day."""
    kept: list[Promise] = []
    for one in sorted(promises, key=lambda each: (each.said.mail, each.said.start)):
        same = next((n for n, each in enumerate(kept) if _is_same(each, one)), None)
        same = _asked_for(one, kept, speech) if same is None else same
        if same is not None:
            kept[same] = _joined(kept[same], one)
            continue
        again = next((n for n, each in enumerate(kept) if _is_again(each, one, speech)), None)
        if again is None and (bill := _bill_of(one, kept, speech)) is not None:
            kept[bill] = _joined(kept[bill], one)
            continue
        if again is None:
            kept.append(one)
        else:
            kept[again] = kept[again]._replace(also=(*kept[again].also, one.said))
    return iter(kept)


def _asked_for(promise: Promise, kept: Sequence[Promise], speech: Speech) -> int | None:
    """The one thing that the mail before asked for, where an answer names none: I'll bring it on Friday."""
    said = promise.said
    if promise.about or promise.owed_by != said.writer or not speech.says(said.row, "promises", "it"):
        return None
    asked = [
        at
        for at, one in enumerate(kept)
        if one.owed_by == promise.owed_by != one.said.writer
        and said.mail - one.said.mail == 1
        and "=deposit" not in one.about
    ]
    return asked[0] if len(asked) == 1 else None


def _bill_of(one: Promise, kept: Sequence[Promise], speech: Speech) -> int | None:
    """Which bill that the mail before asked for is promised to be paid?"""
    says = one.owed_by == "client" == one.said.writer and speech.says(one.said.row, "promises", "pays")
    if "=bill" in one.about:
        is_first = speech.says(one.said.row, "promises", "first_bill")
        bills = (n for n, each in enumerate(kept) if _is_same_bill(each, one))
        deposits = (n for n, each in enumerate(kept) if is_first and "=deposit" in each.about)
        return next(bills, next(deposits, None))
    is_bare = len(one.about) <= _FEW
    owed = (
        n
        for n, each in enumerate(kept)
        if ("=bill" in each.about and 1 in _since(each, one))
        or ("=deposit" in each.about and is_bare and {0, 1} & _since(each, one))
    )
    return next(owed, None) if says else None


def _is_same_bill(a: Promise, b: Promise) -> bool:
    """Is a bill chased again, by its sum or number, or without either?"""
    mine, theirs = ({word for word in one.about if word.isdigit()} for one in (a, b))
    return "=bill" in a.about and (bool(mine & theirs) or not theirs)


def _since(a: Promise, b: Promise) -> set[int]:
    """How many mails after those that tell of it."""
    return {b.said.mail - one.mail for one in (a.said, *a.also)}


def _is_again(a: Promise, b: Promise, speech: Speech) -> bool:
    """Is the later only said of the earlier: that it is still awaited, or that who was asked for it will?"""
    if a.owed_by != b.owed_by or b.due is not None or not a.about & b.about:
        return False
    mine = b.said.writer == b.owed_by
    if mine and 0 < b.said.mail - a.said.mail <= _NEAR:
        gives = next(
            (row for row in b.said.parts if owes(b.said._replace(row=row, parts=(row,)), speech)), b.said.row
        )
        words = about(gives, speech) or b.about
        is_answer = a.said.writer != b.owed_by and b.said.mail - a.said.mail == 1
        is_most = bool(words) and len(a.about & words) / len(words) >= _SAME
        return (is_answer and is_most) or _begins_with(b, a.about, speech)
    if mine or "=bill" in b.about:
        return False
    is_next = b.said.mail - a.said.mail == 1 and a.said.writer == a.owed_by
    is_looked_for = is_next and len(a.about & b.about) >= _FEW and _begins_with(b, a.about, speech)
    return is_looked_for or any(state_of(row, speech) == "open" for row in b.said.parts)


def _begins_with(promise: Promise, words: frozenset[str], speech: Speech) -> bool:
    """Is the first thing that it names one of these?"""
    first = next(
        (one for token in promise.said.row.tokens[:_FIRST] if (one := about(Row([token]), speech))), None
    )
    return first is not None and bool(first & words)


def _is_same(a: Promise, b: Promise) -> bool:
    if a.owed_by != b.owed_by:
        return False
    if {"=deposit"} <= a.about & b.about or a.said is b.said:
        return True
    if "=deposit" in a.about | b.about:
        other, money = (a, b) if "=deposit" in b.about else (b, a)
        return bool(other.about & money.about)
    every = a.about | b.about
    if b.due is not None and (_is_short_for(a, b) if a.due is not None else _is_answer(a, b)):
        return True
    return bool(every) and len(a.about & b.about) / len(every) >= _SAME and "=deadline" not in every


def _is_answer(a: Promise, b: Promise) -> bool:
    """Does who was asked for a thing say soon after, in a word or two, when it comes?"""
    is_asked = a.said.writer != a.owed_by and b.said.writer == b.owed_by
    is_near = 0 < b.said.mail - a.said.mail <= _NEAR
    is_named = 0 < len(b.about) <= _FEW + 1 or a.about <= b.about
    return is_asked and is_near and is_named and bool(b.about & a.about)


def _is_short_for(a: Promise, b: Promise) -> bool:
    """Does whoever promised a thing name it in a word or two with another day?"""
    least = min(a.about, b.about, key=len)
    is_one = (
        a.said.mail != b.said.mail and a.said.writer == b.said.writer and "=deadline" not in a.about | b.about
    )
    counts, others = ({word for word in one.about if word.isdigit()} for one in (a, b))
    return (
        is_one
        and counts == others
        and 0 < len(least) <= _FEW + 1
        and len(a.about & b.about) / len(least) >= _SAME
    )


def _joined(a: Promise, b: Promise) -> Promise:
    """The one with a day is told by; the later where both have one."""
    best, rest = (b, a) if b.due is not None or (a.due is None and "=deposit" in a.about) else (a, b)
    return best._replace(
        about=a.about | b.about,
        due=best.due or rest.due,
        also=(*rest.also, rest.said, *best.also),
        is_open=b.is_open,
    )
