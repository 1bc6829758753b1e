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


class News(NamedTuple):
    """A sentence, or part of one, that says how something stands."""

    said: Said
    state: State
    about: frozenset[str]
    whole: frozenset[str]
    is_rest: bool = False
    """Is it what is left of something, the first of which came?"""


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
            if state is not None:
                is_rest = state == "open" and speech.says(row, "states", "rest")
                before = News(said, state, about(row, speech), whole, is_rest)
                yield before


def _halves(row: Row, speech: Speech) -> list[Row]:
    """What is said of one thing, and what of another: I have the file but not the list."""
    words = row.tokens
    at = next((n for n in range(1, len(words)) if speech.says(Row(words[n:]), "states", "but")), None)
    return [row] if at is None else [Row(words[:at]), Row(words[at:])]


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
    return "done" if speech.says(row, "states", "done") else None


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
    earlier = min(each.mail for each in (promise.said, *promise.also)) < news.said.mail
    counts, others = ({word for word in some if _is_count(word)} for some in (words, promise.about))
    return earlier and news.said is not promise.said and not (counts and others and counts.isdisjoint(others))


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
        if one.about & _MONEY and one.said.mail < news.said.mail and not _is_done(states.get(at))
    ]
    return [(at, _ENOUGH) for at in owed] if len(owed) == 1 else []


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
