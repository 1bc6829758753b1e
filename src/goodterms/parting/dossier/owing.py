"""What did each promise the other, and did it come? Promises, requests and the agreed day of delivery; later
mails say what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.agreeing import Proposal, evidence
from goodterms.parting.dossier.model import Owed
from goodterms.parting.dossier.news import News, Promise, answered, meant, news, paid, state_of
from goodterms.parting.dossier.promising import OTHER, owes
from goodterms.parting.dossier.receiving import delivered, judged
from goodterms.parting.dossier.repeating import once
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.unnamed import Mention
from goodterms.parting.model import Party

_ENOUGH = 0.5
_SAME = 0.5
_SEVERAL = 2
_FEW = 2
"""Words of an answer that names nothing: check your inbox."""
_NO_PROMISE = frozenset({"deadline", "start", "kill_fee", "scope"})
"""Terms: a sentence that settles one promises nothing besides."""
_MAY_PROMISE = frozenset({"revision_limit", "expenses", "payment_term"})
"""Terms: a sentence that settles one promises something only where it names a day."""
_AND = ("and_thing", "and_me")
_DELIVERED = frozenset({"deadline"})


def loose_ends(
    told: Sequence[Said], spoken: Sequence[Mention], found: Sequence[Proposal], speech: Speech
) -> Iterator[Owed]:
    """Everything owed, in the order of the mails, with what later mails say of it."""
    waiting = {(said.mail, said.start) for one in found if _is_unanswered(one) for said in one.said}
    settling = (one for one in spoken if (one.said.mail, one.said.start) not in waiting)
    made = [*_promises(told, spoken, settling, speech), *_unpaid(told, speech), *_agreed(found, speech)]
    promises = list(once([*made, *_provided(told, speech)], speech))
    promises.sort(key=lambda one: (one.said.mail, one.said.start))
    often = Counter(word for one in promises for word in one.about)
    states: dict[int, tuple[News, float]] = {}
    for one in news(told, spoken, speech):
        told_of = (one, promises, states, speech)
        ways = (meant(one, promises, often), answered(*told_of), delivered(*told_of), paid(*told_of))
        for at, points in (*next(filter(None, ways), ()), *judged(*told_of)):
            held = states.get(at)
            is_rest = held is not None and one.is_rest and held[0].said is one.said
            if held is None or is_rest or held[0].said.mail < one.said.mail or held[1] < points:
                states[at] = one, points
    last = max((one.message.sent_at.date() for one in told), default=date.min)
    for at, promise in enumerate(promises):
        yield _owed(promise, states[at][0] if at in states else None, last)


def _owed(promise: Promise, heard: News | None, last: date) -> Owed:
    """With what became of it; where no mail says that, it is still owed if its day is after the last mail, or
    it has none and the last mail promises it."""
    said = promise.said
    is_today = promise.due == last == _day(said)
    is_last = promise.due is None and any(_day(one) == last for one in (said, *promise.also))
    is_ahead = is_today or is_last or (promise.due is not None and promise.due > last)
    told = heard.said if heard else said if promise.is_open else None
    return Owed(
        what=" ".join(said.quote.split()).strip(" .,;"),
        owed_by=promise.owed_by,
        quote=said.quote,
        message_id=said.message.message_id,
        evidence=evidence(said),
        due=promise.due,
        state=heard.state if heard else "open" if promise.is_open or is_ahead else "unknown",
        told=evidence(told) if told else None,
        told_in=told.message.message_id if told else "",
        also=tuple(evidence(one) for one in promise.also),
    )


def _day(said: Said) -> date:
    return said.message.sent_at.date()


def _shows(token: Token) -> str:
    """A day as mentions name it."""
    return token.value.isoformat() if isinstance(token.value, date) else ""


def _is_unanswered(one: Proposal) -> bool:
    """Is it a day that somebody named and nobody came back to? They promise it all the same."""
    is_open = one.agreed_in is None and not (one.is_refused or one.is_tentative or one.is_countered)
    return is_open and one.what in _DELIVERED


def _promises(
    told: Sequence[Said], spoken: Sequence[Mention], settling: Iterable[Mention], speech: Speech
) -> Iterator[Promise]:
    """Sentences in which somebody says that they will give something, or asks for it."""
    settled = {(one.said.mail, one.said.start) for one in settling if _settles(one)}
    before: Said | None = None
    for said in told:
        if (said.mail, said.start) in settled:
            yield from _besides(said, spoken, speech)
        elif not said.quote.rstrip().endswith(":"):
            yield from _promised(said, before, spoken, speech)
        before = said


def _besides(said: Said, spoken: Sequence[Mention], speech: Speech) -> Iterator[Promise]:
    """What a sentence that settles a day promises for another: sketches on 8 May, the rest on 22 May."""
    place = (said.mail, said.start)
    settled = (one for one in spoken if (one.said.mail, one.said.start) == place)
    days = {one.value for one in settled if one.what in _DELIVERED}
    rows = [row for row in said.parts if not any(_shows(one) in days for one in row.tokens)] if days else []
    for row in filter(_due, rows):
        piece = _piece(said, row.tokens[0].start, row.tokens[-1].end)
        side, words = owes(piece, speech) or _listed(piece, speech), about(row, speech)
        if side is not None and words:
            yield Promise(piece, side, words, _due(row))


def _listed(piece: Said, speech: Speech) -> Party | None:
    """Who owes a thing that only stands there with its day: sketches 8 May?"""
    is_bare = not any(one.text in ("ME", "YOU") for one in piece.row.tokens)
    is_work = piece.writer == "me" and speech.says(piece.row, "promises", "pieces")
    return "me" if is_bare and is_work else None


def _settles(one: Mention) -> bool:
    """Does a sentence settle a term and promise nothing besides? One of rounds may go on with a day."""
    return one.what in _NO_PROMISE or (one.what in _MAY_PROMISE and _due(one.said.row) is None)


def _promised(
    said: Said, before: Said | None, spoken: Sequence[Mention], speech: Speech
) -> Iterator[Promise]:
    """What one sentence promises; a piece that goes on with something else is promised by the same."""
    pieces = _pieces(_cut(said, speech), speech)
    side = owes(said, speech) if len(pieces) > 1 else None
    is_given = False
    for at, piece in enumerate(pieces):
        own = owes(piece, speech)
        side = own or side
        is_given = is_given if own is None else _is_given(piece, own, speech)
        if side is None or (own is None and speech.topics["payment_term"].place(piece.row) is not None):
            continue
        if side == said.writer and _is_underway(piece, said, speech):
            continue
        both = _due_of_both(pieces[at : at + 2], speech) or _due_before(
            pieces[max(at - 1, 0) : at + 1], speech
        )
        due = _due_of(piece, before, speech) or both
        meaning = _meaning(piece, before, spoken, speech)
        is_ahead = due is not None and due > said.message.sent_at.date()
        if is_ahead or ((due or meaning) and not is_given):
            is_of_before = before is not None and not about(piece.row, speech) and bool(meaning)
            also = (before,) if before is not None and is_of_before else ()
            yield Promise(piece, side, meaning, due, also, is_open=_is_missed(piece, side, speech))


def _due_of_both(pieces: Sequence[Said], speech: Speech) -> date | None:
    """The day of the second of two things, which is that of the first too: the list and the map by Friday."""
    is_both = len(pieces) > 1 and speech.says(pieces[1].row, "promises", "and_thing")
    return _due(pieces[1].row) if is_both else None


def _due_before(pieces: Sequence[Said], speech: Speech) -> date | None:
    """The day of the first of two things, which is that of the second too if it stands before both: on Friday
    the list and the map."""
    if len(pieces) < _SEVERAL or not speech.says(pieces[1].row, "promises", "and_thing"):
        return None
    words = pieces[0].row.tokens
    at = next((n for n, one in enumerate(words) if one.text == "DATE"), len(words))
    return _due(pieces[0].row) if about(Row(words[at:]), speech) else None


def _is_missed(said: Said, side: Party, speech: Speech) -> bool:
    """Does who asks for it say that it has not come?"""
    return (
        side != said.writer and not said.asks and any(state_of(row, speech) == "open" for row in said.parts)
    )


def _is_given(said: Said, side: Party, speech: Speech) -> bool:
    """Does who gives something say that it is there with these words? It is promised no more."""
    rows = [
        row for row in said.parts if owes(said._replace(row=row, parts=(row,)), speech) == side
    ] or said.parts
    is_money = speech.says(said.row, "promises", "deposit")
    return side == said.writer and not is_money and any(state_of(row, speech) == "done" for row in rows)


def _unpaid(told: Iterable[Said], speech: Speech) -> Iterator[Promise]:
    """Bills that somebody says are not paid: the client owes them."""
    for said in told:
        told_of = said.parts[:-1] if said.asks else (said.row,)
        is_told = any(speech.says(row, "promises", "unpaid") for row in told_of)
        if is_told and not speech.says(said.row, "stance", "condition"):
            cut = (row for row in _cut(said, speech).parts if speech.says(row, "promises", "unpaid"))
            words = about(next(cut, said.row), speech)
            yield Promise(said, "client", words | {"=bill"}, None, is_open=True)


def _provided(told: Iterable[Said], speech: Speech) -> Iterator[Promise]:
    """What somebody needs by a day so that they can keep theirs: as long as I have the texts by Monday."""
    for said in told:
        for row in said.parts:
            words = row.tokens
            rest = (Row(words[at:]) for at in range(len(words)))
            need = next((one for one in rest if speech.says(one, "promises", "provided")), None)
            if need is not None and about(need, speech):
                piece = _piece(said._replace(parts=(need,)), need.tokens[0].start, said.end - said.start)
                yield Promise(piece, OTHER[said.writer], about(need, speech), _due(need))


def _cut(said: Said, speech: Speech) -> Said:
    """The sentence with a part of its own for each thing that is named behind an "and"."""
    parts: list[Row] = []
    for row in said.parts:
        words = row.tokens
        behind = ((at, Row(words[at:])) for at in range(1, len(words)))
        ands = (at for at, rest in behind if any(speech.says(rest, "promises", one) for one in _AND))
        cuts = [0, *ands, len(words)]
        parts += [Row(words[a:b]) for a, b in pairwise(cuts)]
    return said._replace(parts=tuple(parts))


def _pieces(said: Said, speech: Speech) -> list[Said]:
    """A sentence that promises several things in pieces, each from its first word to the next promise."""
    sides = [(row, owes(said._replace(row=row, parts=(row,)), speech)) for row in said.parts]
    named = [(row, side) for row, side in sides if side is not None and about(row, speech)]
    known = {side for _, side in named}
    others = [(row, side) for row, side in sides if known and side is not None and side not in known]
    marks = sorted(row.tokens[0].start for row, _ in (*named, *others))
    if len(marks) == 1 and _is_news_before(said, marks[0], speech):
        return [_piece(said, marks[0], said.end - said.start)]
    if not marks and owes(said, speech) is not None:
        marks = [said.parts[0].tokens[0].start]
    marks = sorted({*marks, *_more(said, marks[:1], speech)})
    if len(marks) < _SEVERAL:
        return [said]
    bounds = [0, *marks[1:], said.end - said.start]
    return [_piece(said, a, b) for a, b in pairwise(bounds)]


def _more(said: Said, first: Sequence[int], speech: Speech) -> list[int]:
    """Where a promise goes on with something else: the form by 1 May, and the list by 8 May; and the map."""
    behind = [row for row in said.parts if first and row.tokens[0].start > first[0]]
    is_dated = any(row.tokens[0].start == first[0] and _due(row) for row in said.parts) if first else False
    return [
        row.tokens[0].start
        for row in behind
        if about(row, speech)
        and (
            (is_dated and _due(row) and speech.says(row, "promises", "goes_on"))
            or speech.says(row, "promises", "and_thing")
        )
    ]


def _is_news_before(said: Said, mark: int, speech: Speech) -> bool:
    """Do the words before a promise tell of something that came?"""
    return any(row.tokens[0].start < mark and state_of(row, speech) == "done" for row in said.parts)


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


def _is_underway(piece: Said, said: Said, speech: Speech) -> bool:
    """Does it only say when something comes that is sent already?"""
    gives = (row for row in piece.parts if owes(said._replace(row=row, parts=(row,)), speech) is not None)
    first = next(gives, piece.row)
    before = (row for row in said.parts if row.tokens[0].start < first.tokens[0].start)
    return not about(first, speech) and any(state_of(row, speech) == "done" for row in before)


def _due_of(said: Said, before: Said | None, speech: Speech) -> date | None:
    """The day that it names, of several the one by which; "by then" is the day of the sentence before."""
    words, leading = said.row.tokens, speech.told["days"].get("by", ())
    by = Row([one for at, one in enumerate(words) if at and words[at - 1].text in leading])
    due = _due(by) or _due(said.row)
    if due is not None or before is None or not speech.says(said.row, "days", "then"):
        return due
    is_same = (before.mail, before.paragraph) == (said.mail, said.paragraph)
    return _due(before.row) if is_same else None


def _due(row: Row) -> date | None:
    days = [one.value for one in row.tokens if one.text == "DATE" and isinstance(one.value, date)]
    return days[0] if days else None


def _agreed(found: Iterable[Proposal], speech: Speech) -> Iterator[Promise]:
    """The agreed day of delivery, with the days that were agreed before it; and money to be paid before."""
    deadlines = [one for one in found if one.agreed_in is not None and one.what in _DELIVERED]
    scopes = (one for one in found if one.what == "scope" and one.agreed_in is not None)
    work = frozenset[str]().union(*(about(said.row, speech) for one in scopes for said in one.said))
    earlier: list[Said] = []
    days = {date.fromisoformat(one.value) for one in deadlines}
    for one in deadlines:
        if one.superseded:
            earlier += one.said
            continue
        said = one.agreed or one.said[0]
        rows = [row for each in [*earlier, *one.said, *one.replies] for row in each.parts]
        rows = [row for row in rows if _due(row) in (None, *days)]
        words = frozenset[str]().union(
            *(about(row, speech) for row in rows if not speech.says(row, "stance", "condition"))
        )
        also = (*one.said, *earlier)
        yield Promise(said, "me", words | {"=deadline"}, date.fromisoformat(one.value), also, work=work)
        earlier = []
    yield from _money_before(found, speech)


def _money_before(found: Iterable[Proposal], speech: Speech) -> Iterator[Promise]:
    """The deposit: by the last words of the client that promise it, else by those that agreed it."""
    for one in found:
        if one.what == "deposit" and one.agreed_in is not None and not one.superseded:
            says = [*one.said, *one.replies]
            sums = {word for said in says for word in about(said.row, speech) if word.isdigit()}
            sums |= {f"{Decimal(each).normalize():f}" for each in _shares(one, found)}
            yield Promise(one.said[0], "client", frozenset(sums | {"=deposit"}), None, tuple(says))


def _shares(deposit: Proposal, found: Iterable[Proposal]) -> Iterator[Decimal | int]:
    """The sums that a share is of the prices that were agreed, also as whole ones: a third of 960."""
    share = Decimal(deposit.value[:-1]) if deposit.value.endswith("%") else None
    for one in found:
        if share is not None and one.what == "price" and one.agreed_in is not None:
            amount = Decimal(one.value.partition(" ")[0]) * share / 100
            yield amount
            yield round(amount)
