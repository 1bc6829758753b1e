"""What did each promise the other, and did it come? Promises, requests and the agreed day of delivery; later
mails say what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.dossier.agreeing import Proposal, evidence
from goodterms.parting.dossier.mentions import Mention
from goodterms.parting.dossier.model import Owed
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.model import Party, State

_ENOUGH = 0.5
_SAME = 0.5
_SEVERAL = 2
_NO_PROMISE = frozenset({"deadline", "start", "kill_fee", "scope"})
"""Terms: a sentence that settles one promises nothing besides."""
_NO_NEWS = frozenset({"kill_fee", "payment_term"})
_DELIVERED = frozenset({"deadline"})


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


def loose_ends(
    told: Sequence[Said], spoken: Sequence[Mention], found: Sequence[Proposal], speech: Speech
) -> Iterator[Owed]:
    """Everything owed, in the order of the mails, with what later mails say of it."""
    made = [*_promises(told, spoken, speech), *_unpaid(told, speech), *_agreed(found, speech)]
    promises = list(_once(made))
    promises.sort(key=lambda one: (one.said.mail, one.said.start))
    often = Counter(word for one in promises for word in one.about)
    states: dict[int, tuple[News, float]] = {}
    for one in _news(told, spoken, speech):
        for at, points in _meant(one, promises, often):
            held = states.get(at)
            if held is None or held[0].said.mail < one.said.mail or held[1] < points:
                states[at] = one, points
    last = max((one.message.sent_at.date() for one in told), default=date.min)
    for at, promise in enumerate(promises):
        yield _owed(promise, states[at][0] if at in states else None, last)


def _owed(promise: Promise, news: News | None, last: date) -> Owed:
    """With what became of it; where no mail says that, it is still owed if its day is after the last one."""
    said = promise.said
    is_ahead = promise.due is not None and promise.due > last
    told = news.said if news else said if promise.is_open else None
    return Owed(
        what=" ".join(said.quote.split()).strip(" .,;"),
        owed_by=promise.owed_by,
        quote=said.quote,
        message_id=said.message.message_id,
        evidence=evidence(said),
        due=promise.due,
        state=news.state if news else "open" if promise.is_open or is_ahead else "unknown",
        told=evidence(told) if told else None,
        told_in=told.message.message_id if told else "",
        also=tuple(evidence(one) for one in promise.also),
    )


def _promises(told: Sequence[Said], spoken: Sequence[Mention], speech: Speech) -> Iterator[Promise]:
    """Sentences in which somebody says that they will give something, or asks for it."""
    settled = {(one.said.mail, one.said.start) for one in spoken if one.what in _NO_PROMISE}
    before: Said | None = None
    for said in told:
        if (said.mail, said.start) not in settled:
            for piece in _pieces(said, speech):
                side = owes(piece, speech)
                if side is not None:
                    yield Promise(piece, side, _meaning(piece, before, spoken, speech), _due(piece.row))
        before = said


def _unpaid(told: Iterable[Said], speech: Speech) -> Iterator[Promise]:
    """Bills that somebody says are not paid: the client owes them."""
    for said in told:
        if not said.asks and speech.says(said.row, "promises", "unpaid"):
            yield Promise(said, "client", about(said.row, speech) | {"=bill"}, None, is_open=True)


def _pieces(said: Said, speech: Speech) -> list[Said]:
    """A sentence that promises several things in pieces, each from its first word to the next promise."""
    marks = [
        row.tokens[0].start
        for row in said.parts
        if about(row, speech) and owes(said._replace(row=row, parts=(row,)), speech) is not None
    ]
    if len(marks) == 1 and _is_news_before(said, marks[0], speech):
        return [_piece(said, marks[0], said.end - said.start)]
    if len(marks) < _SEVERAL:
        return [said]
    bounds = [0, *marks[1:], said.end - said.start]
    return [_piece(said, a, b) for a, b in pairwise(bounds)]


def _is_news_before(said: Said, mark: int, speech: Speech) -> bool:
    """Do the words before a promise tell of something that came?"""
    return any(row.tokens[0].start < mark and _state(row, speech) == "done" for row in said.parts)


def _piece(said: Said, a: int, b: int) -> Said:
    parts = tuple(row for row in said.parts if a <= row.tokens[0].start < b)
    words = [one for row in parts for one in row.tokens]
    end = words[-1].end
    return said._replace(start=said.start + a, end=said.start + end, row=Row(words), parts=parts)


def _meaning(said: Said, before: Said | None, spoken: Sequence[Mention], speech: Speech) -> frozenset[str]:
    """The words that tell what it is about; of "get it to me by Friday" those of the sentence before."""
    own = about(said.row, speech)
    first = next((row for row in said.parts if owes(said._replace(parts=(row,), row=row), speech)), said.row)
    if (
        about(first, speech)
        or before is None
        or (before.mail, before.paragraph) != (said.mail, said.paragraph)
    ):
        return own
    if first is not said.parts[0] and len(own) > 1:
        return own
    return own | about(before.row, speech) | {f"={one.what}" for one in spoken if one.said is before}


def _due(row: Row) -> date | None:
    days = [one.value for one in row.tokens if one.text == "DATE" and isinstance(one.value, date)]
    return days[0] if days else None


def _agreed(found: Iterable[Proposal], speech: Speech) -> Iterator[Promise]:
    """The agreed day of delivery, with the days that were agreed before it; and money to be paid before."""
    deadlines = [one for one in found if one.agreed_in is not None and one.what in _DELIVERED]
    for one in deadlines:
        if one.superseded:
            continue
        said = one.agreed or one.said[0]
        words = frozenset[str]().union(*(about(each.row, speech) for each in [*one.said, *one.replies]))
        yield Promise(said, "me", words | {"=deadline"}, date.fromisoformat(one.value), tuple(one.said))
    yield from _money_before(found, speech)


def _money_before(found: Iterable[Proposal], speech: Speech) -> Iterator[Promise]:
    """The deposit: by the last words of the client that promise it, else by those that agreed it."""
    for one in found:
        if one.what == "deposit" and one.agreed_in is not None and not one.superseded:
            says = [*one.said, *one.replies]
            sums = {word for said in says for word in about(said.row, speech) if word.isdigit()}
            yield Promise(one.said[0], "client", frozenset(sums | {"=deposit"}), None, tuple(says))


def _once(promises: Iterable[Promise]) -> Iterator[Promise]:
    """A thing promised twice once, with its last day."""
    kept: list[Promise] = []
    for one in sorted(promises, key=lambda each: (each.said.mail, each.said.start)):
        same = next((n for n, each in enumerate(kept) if _is_same(each, one)), None)
        if same is None:
            kept.append(one)
        else:
            first = kept[same]
            kept[same] = _joined(first, one)
    return iter(kept)


def _is_same(a: Promise, b: Promise) -> bool:
    if a.owed_by != b.owed_by:
        return False
    if {"=deposit"} <= a.about & b.about or a.said is b.said:
        return True
    if "=deposit" in a.about | b.about:
        other, money = (a, b) if "=deposit" in b.about else (b, a)
        return bool(other.about & money.about)
    every = a.about | b.about
    return bool(every) and len(a.about & b.about) / len(every) >= _SAME and "=deadline" not in every


def _joined(a: Promise, b: Promise) -> Promise:
    """The one with a day is told by; the later where both have one."""
    best, rest = (b, a) if b.due is not None or (a.due is None and "=deposit" in a.about) else (a, b)
    return best._replace(
        about=a.about | b.about,
        due=best.due or rest.due,
        also=(*rest.also, rest.said, *best.also),
        is_open=b.is_open,
    )


def _news(told: Iterable[Said], spoken: Iterable[Mention], speech: Speech) -> Iterator[News]:
    """What the mails say of things that came, or did not."""
    settling = {(one.said.mail, one.said.start) for one in spoken if one.what in _NO_NEWS}
    for said in told:
        if (said.mail, said.start) in settling:
            continue
        whole = about(said.row, speech)
        last = said.parts[-1] if said.asks and said.parts else None
        for row in said.parts:
            state = _chased(row, speech) if row is last else _state(row, speech)
            if state is not None:
                yield News(said, state, about(row, speech), whole)


def _chased(row: Row, speech: Speech) -> State | None:
    """Does a question ask where something is?"""
    return "open" if speech.says(row, "states", "chased") else None


def _state(row: Row, speech: Speech) -> State | None:
    if speech.says(row, "states", "open"):
        return "open"
    return "done" if speech.says(row, "states", "done") else None


def _may_be_of(news: News, words: frozenset[str], promise: Promise) -> bool:
    """Is it later, and of no other number of the same: chapter 7, not chapters 1 to 3?"""
    earlier = min(each.mail for each in (promise.said, *promise.also)) < news.said.mail
    counts, others = ({word for word in some if word.isdigit()} for some in (words, promise.about))
    return earlier and news.said is not promise.said and not (counts and others and counts.isdisjoint(others))


def _meant(news: News, promises: Sequence[Promise], often: Counter[str]) -> list[tuple[int, float]]:
    """The promises that a piece of news is of: those that share most words with it, the rarer the better."""
    for words in (news.about, news.whole):
        points = {
            at: sum(1 / often[word] for word in words & one.about)
            for at, one in enumerate(promises)
            if _may_be_of(news, words, one)
        }
        best = max(points.values(), default=0)
        if best >= _ENOUGH:
            return [(at, many) for at, many in points.items() if many == best]
    return []
