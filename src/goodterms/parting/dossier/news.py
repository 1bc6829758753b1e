"""What do mails say became of the things that were promised: did they come, are they still awaited?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.unnamed import Mention
from goodterms.parting.model import Party, State

_ENOUGH = 0.5
_FEW = 2
"""Words of an answer that names nothing: check your inbox."""
_GAP = 2
"""Characters between one sentence and the next."""
_NO_NEWS = frozenset({"kill_fee", "payment_term"})
_MONEY = frozenset({"=deposit", "=bill"})
"""Marks of promises of money."""

Held = Mapping[int, tuple["News", float]]
"""By the number of a promise what was last said of it, and how surely."""


class Promise(NamedTuple):
    """A sentence that makes one of the two owe something, and the words that tell it from others."""

    said: Said
    owed_by: Party
    about: frozenset[str]
    due: date | None
    also: tuple[Said, ...] = ()
    is_open: bool = False
    """Does the sentence itself say that it has not come?"""
    work: frozenset[str] = frozenset()
    """Of the day of delivery the words for what is delivered."""


class News(NamedTuple):
    """A sentence, or part of one, that says how something stands."""

    said: Said
    state: State
    about: frozenset[str]
    whole: frozenset[str]
    is_rest: bool = False
    """Is it what is left of something, the first of which came?"""
    is_given: bool = False
    """Does who writes hand it over with these words?"""


def news(told: Iterable[Said], spoken: Iterable[Mention], speech: Speech) -> Iterator[News]:
    """What the mails say of things that came, or did not."""
    settling = {(one.said.mail, one.said.start) for one in spoken if one.what in _NO_NEWS}
    before: News | None = None
    for said in told:
        if (said.mail, said.start) in settling:
            continue
        whole = about(said.row, speech)
        last = said.parts[-1] if said.asks and said.parts else None
        is_more = before is not None and _goes_on(said, before.said, speech)
        for row in (half for part in said.parts for half in _halves(part, speech)):
            state = _chased(row, speech) if row is last else state_of(row, speech)
            if before is not None and is_more and state is None and speech.says(row, "states", "too"):
                state = before.state
            if state == "done" and _is_ahead(row, said, speech):
                continue
            if state == "done" and _comes_later(row, said, speech):
                state = "open"
            if state is None and not said.asks and speech.says(row, "states", "judges"):
                yield News(said, "done", frozenset(), frozenset())
            if state is not None:
                is_rest = state == "open" and speech.says(row, "states", "rest")
                is_given = speech.says(row, "states", "hands_over")
                before = News(said, state, about(row, speech), whole, is_rest, is_given)
                yield before


def _halves(row: Row, speech: Speech) -> list[Row]:
    """What is said of one thing, and what of another: I have the file but not the list."""
    words = row.tokens
    at = next((n for n in range(1, len(words)) if speech.says(Row(words[n:]), "states", "but")), None)
    return [row] if at is None else [Row(words[:at]), Row(words[at:])]


def _is_ahead(row: Row, said: Said, speech: Speech) -> bool:
    """Does a part of a sentence promise something for a day to come, whatever else it says?"""
    on = said.message.sent_at.date()
    days = (one.value for one in row.tokens if one.text == "DATE")
    is_coming = any(isinstance(one, date) and one > on for one in days)
    return is_coming and owes(said._replace(row=row, parts=(row,)), speech) == said.writer


def _comes_later(row: Row, said: Said, speech: Speech) -> bool:
    """Is it ready, and does the sentence go on with when it comes: it is signed, I'll bring it tomorrow?"""
    behind = (one for one in said.parts if one.tokens[0].start > row.tokens[-1].start)
    return any(_is_ahead(one, said, speech) and not about(one, speech) for one in behind)


def _goes_on(said: Said, before: Said, speech: Speech) -> bool:
    """Is it said right behind other news, and no promise or question?"""
    is_near = said.mail == before.mail and 0 <= said.start - before.end <= _GAP
    return is_near and not said.asks and owes(said, speech) is None


def _chased(row: Row, speech: Speech) -> State | None:
    """Does a question ask where something is?"""
    return "open" if speech.says(row, "states", "chased") else None


def state_of(row: Row, speech: Speech) -> State | None:
    if speech.says(row, "states", "open"):
        return "open"
    if speech.says(row, "states", "not_yet"):
        return None
    hands_over = speech.says(row, "states", "hands_over") and not speech.says(row, "states", "to_come")
    return "done" if hands_over or speech.says(row, "states", "done") else None


def meant(news: News, promises: Sequence[Promise], often: Counter[str]) -> list[tuple[int, float]]:
    """The promises that a piece of news is of: those that share most words with it, the rarer the better."""
    for words in (news.about, news.whole):
        points = {
            at: sum(1 / often[word] for word in words & one.about)
            for at, one in enumerate(promises)
            if _may_be_of(news, words, one)
        }
        best = max(points.values(), default=0)
        if best >= _ENOUGH:
            paid = {at for at in points if "=deposit" in words & promises[at].about}
            return [(at, many) for at, many in points.items() if many == best or at in paid]
    return []


def _is_count(word: str) -> bool:
    """Is it a number, and no year?"""
    return word.isdigit() and not (len(word) == len("2026") and word.startswith(("19", "20")))


def _may_be_of(news: News, words: frozenset[str], promise: Promise) -> bool:
    """Is it later, and of no other number of the same: chapter 7, not chapters 1 to 3?"""
    told = (promise.said,) if "=deadline" in promise.about else (promise.said, *promise.also)
    earlier = min(each.mail for each in told) < news.said.mail
    counts, others = ({word for word in some if _is_count(word)} for some in (words, promise.about))
    is_theirs = news.is_given and promise.owed_by != news.said.writer
    is_other = is_theirs or bool(counts and others and counts.isdisjoint(others))
    return earlier and news.said is not promise.said and not is_other


def answered(
    news: News, promises: Sequence[Promise], states: Mapping[int, tuple[News, float]], speech: Speech
) -> list[tuple[int, float]]:
    """The one thing that the mail before asked for, where an answer names nothing: here it is."""
    said = news.said
    if news.state != "done" or len(news.about) > _FEW:
        return []
    gives, gets = (speech.says(said.row, "states", one) for one in ("here", "got"))
    asked = [
        at
        for at, one in enumerate(promises)
        if (gives if one.owed_by == said.writer else gets and _is_chased(states.get(at)))
        and "=deadline" not in one.about
        and not _is_done(states.get(at))
        and any(_is_asked(each, one, said) for each in _asking(one, states.get(at)))
    ]
    return [(at, _ENOUGH) for at in asked] if len(asked) == 1 else []


def paid(
    news: News, promises: Sequence[Promise], states: Mapping[int, tuple[News, float]], speech: Speech
) -> list[tuple[int, float]]:
    """The one sum that is owed, where the money came and nothing says for what."""
    if not speech.says(news.said.row, "states", "money"):
        return []
    owed = [
        at
        for at, one in enumerate(promises)
        if _is_money(one, speech) and one.said.mail < news.said.mail and not _is_done(states.get(at))
    ]
    return [(at, _ENOUGH) for at in owed] if len(owed) == 1 else []


def _is_money(one: Promise, speech: Speech) -> bool:
    pays = one.owed_by == "client" == one.said.writer and speech.says(one.said.row, "promises", "pays")
    return bool(one.about & _MONEY) or pays


def _is_chased(held: tuple[News, float] | None) -> bool:
    return held is not None and held[0].state == "open"


def _is_asked(each: Said, promise: Promise, said: Said) -> bool:
    """Did who waits for it write so in the mail before, or in their own before that?"""
    ago = 1 if promise.owed_by == said.writer else 2
    return each.writer != promise.owed_by and said.mail - each.mail == ago


def _is_done(held: tuple[News, float] | None) -> bool:
    return held is not None and held[0].state == "done"


def _asking(promise: Promise, held: tuple[News, float] | None) -> Iterator[Said]:
    """Where it was asked for, or awaited."""
    yield from (promise.said, *promise.also)
    if held is not None and held[0].state == "open":
        yield held[0].said
