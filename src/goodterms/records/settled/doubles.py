"""Is this told twice? The same bill, payment, bank line, message or hour from several files counts once.

A file may say the same thing twice and mean it: two equal payments on one day are two. So what several files
tell is compared file by file, and as often as the file with the most of it says, it counts. Records without a
source are taken as one file's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from goodterms.records.book import Filed, FiledMessage
from goodterms.records.model import NOWHERE, Message, Payment, TimeEntry, Transfer
from goodterms.records.settled.names import plain_number
from goodterms.terms.languages import fold

DAYS_APART = 5
"""Days between a payment in the books and the same one at the bank."""
NEAR = 20
"""Records told before that one is compared with: more than that many alike are told apart by nothing."""
LINE = 1_000
"""Letters of a name or a reference that are compared; a bank has room for 140."""

T = TypeVar("T")
F = TypeVar("F", bound=Filed[Any])


class Likeness(NamedTuple):
    """How records of one kind are compared."""

    exact: Callable[[Any], Hashable]
    """What two records have in common that are certainly the same."""
    places: Callable[[Any], Sequence[Hashable]]
    """Where to look: two records that are the same have one of these in common."""
    agree: Callable[[Any, Any], int]
    """How well two of those agree; 0: they are two."""


def together(items: Sequence[T], source: Callable[[T], str], like: Likeness) -> list[list[T]]:
    """What tells the same, in groups with at most one of each source; the order of items does not matter."""
    sources: dict[str, list[T]] = defaultdict(list)
    for item in items:
        sources[source(item)].append(item)
    if len(sources) < 2:
        return [[item] for item in items]
    told = Counter(
        place for some in sources.values() for place in {p for one in some for p in like.places(one)}
    )
    pool = _Pool(like)
    alone: list[list[T]] = []
    for name in sorted(sources):
        contested = []
        for item in sources[name]:
            if any(told[place] > 1 for place in like.places(item)):
                contested.append(item)
            else:
                alone.append([item])
        pool.add(contested)
    return alone + pool.groups


class _Pool:
    """What was told so far, in groups."""

    def __init__(self, like: Likeness) -> None:
        self.groups: list[list[Any]] = []
        self._like = like
        self._exact: dict[Hashable, list[int]] = defaultdict(list)
        self._places: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, items: list[Any]) -> None:
        """All records of one more source."""
        taken: set[int] = set()
        left = list(self._untold(items, taken))
        scored = sorted(
            (-score, group, number)
            for number, item in enumerate(left)
            for group in self._near(item)
            if group not in taken and (score := self._like.agree(self.groups[group][0], item))
        )
        found: set[int] = set()
        for _, group, number in scored:
            if group not in taken and number not in found:
                taken.add(group)
                found.add(number)
                self.groups[group].append(left[number])
        for number, item in enumerate(left):
            if number not in found:
                self._open(item)

    def _untold(self, items: list[Any], taken: set[int]) -> Iterator[Any]:
        """What was not said before in just these words; the rest joins its groups, which are `taken`."""
        times: Counter[Hashable] = Counter()
        for item in items:
            words = self._like.exact(item)
            told = self._exact.get(words, ())
            if times[words] < len(told):
                group = told[times[words]]
                times[words] += 1
                taken.add(group)
                self.groups[group].append(item)
            else:
                yield item

    def _near(self, item: Any) -> set[int]:
        return {
            group for place in self._like.places(item) for group in islice(self._places.get(place, ()), NEAR)
        }

    def _open(self, item: Any) -> None:
        self._exact[self._like.exact(item)].append(len(self.groups))
        for place in self._like.places(item):
            self._places[place].append(len(self.groups))
        self.groups.append([item])


def once(filed: Iterable[F], like: Likeness) -> tuple[F, ...]:
    """Records of one kind, each once, in the order of their numbers."""
    groups = together(list(filed), lambda one: str(one.record.evidence.source), like)
    return tuple(sorted((group[0] for group in groups), key=lambda one: one.key))


def _never(_one: Any, _other: Any) -> int:
    return 0


def _only(exact: Callable[[Any], Hashable]) -> Likeness:
    """Records that are the same only where all of this is."""
    return Likeness(exact, lambda one: (exact(one),), _never)


def _words(filed: Filed[Any]) -> Hashable:
    return filed.client, replace(filed.record, client="", evidence=NOWHERE)


WORD_FOR_WORD = _only(_words)
"""For what people write by hand: a copy of the file tells the same, anything else is another record."""
MEETINGS = _only(lambda filed: (filed.client, filed.record.start, filed.record.end))
"""Nobody meets one client twice at a time."""
NUMBERLESS = _only(lambda filed: (filed.client, filed.record.total, filed.record.issued))
"""Invoices that have no number."""


def _same_work(first: Filed[TimeEntry], second: Filed[TimeEntry]) -> int:
    """The project and the note agree, as far as both are told."""
    project, note = (
        _agree(getattr(first.record, name), getattr(second.record, name)) for name in ("project", "note")
    )
    return 0 if project is False or note is False else 1 + bool(project) + bool(note)


def _agree(one: str, other: str) -> bool | None:
    """Do two texts say the same, or one a part of the other; None where one says nothing."""
    first, second = plain_number(one), plain_number(other)
    return (first in second or second in first) if first and second else None


HOURS = Likeness(
    _words,
    lambda filed: ((filed.client, filed.record.started, filed.record.minutes),),
    _same_work,
)
"""The same start, length and client, where neither project nor note says otherwise."""


def _fortnights(filed: Filed[Payment]) -> tuple[Hashable, ...]:
    """Two halves of a calendar, so that days near each other share one of them."""
    paid, day = filed.record, filed.record.paid_on.toordinal()
    width = 2 * (DAYS_APART + 1)
    both = (0, day // width), (1, (day + width // 2) // width)
    return tuple((filed.client, paid.amount, half) for half in both)


def _same_payment(first: Filed[Payment], second: Filed[Payment]) -> int:
    one, other = first.record, second.record
    apart = abs((one.paid_on - other.paid_on).days)
    numbers = {plain_number(number) for number in one.invoices}, {plain_number(n) for n in other.invoices}
    if apart > DAYS_APART or (all(numbers) and not numbers[0] & numbers[1]):
        return 0
    return 1 + DAYS_APART - apart + (2 * DAYS_APART if numbers[0] & numbers[1] else 0)


PAYMENTS = Likeness(_words, _fortnights, _same_payment)
"""The same client and amount within a few days, unless they name other invoices."""


def _spots(line: Transfer) -> tuple[Hashable, ...]:
    day = ("day", line.booked_on, line.amount)
    return (("id", line.bank_id, line.amount), day) if line.bank_id else (day,)


def _same_line(first: Transfer, second: Transfer) -> int:
    if _agree(first.account, second.account) is False or _agree(first.iban, second.iban) is False:
        return 0
    told, again = _said(first), _said(second)
    score = 1_000 * bool(first.bank_id and first.bank_id == second.bank_id) + 100 * bool(
        _agree(first.iban, second.iban)
    )
    shared = len(told & again)
    return score + shared + 1 if score or shared or not (told and again) else 0


def _said(line: Transfer) -> frozenset[str]:
    """What a bank line says in words, wherever its format puts them."""
    return _bank_words(f"{line.counterparty[:LINE]} {line.reference[:LINE]}")


@lru_cache(maxsize=4_096)
def _bank_words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) > 2)


LINES = Likeness(lambda line: replace(line, evidence=NOWHERE), _spots, _same_line)
"""The bank's own number for a line, else its day and amount where account, name or words agree."""


def lines_once(transfers: Iterable[Transfer]) -> list[Transfer]:
    """Each bank line once, with what the other formats of its statement tell of it."""
    groups = together(list(transfers), lambda line: line.evidence.source, LINES)
    return [_fullest(group) if len(group) > 1 else group[0] for group in groups]


def _fullest(lines: list[Transfer]) -> Transfer:
    best = max(lines, key=lambda line: (bool(line.iban), bool(line.counterparty), len(line.reference)))
    longest = max((line.reference for line in lines), key=lambda text: (len(text), text))
    missing: dict[str, Any] = {
        name: next((told for line in lines if (told := getattr(line, name))), "")
        for name in ("counterparty", "iban", "account", "bank_id")
        if not getattr(best, name)
    }
    return replace(best, reference=longest, **missing)


def messages_once(messages: list[FiledMessage]) -> list[FiledMessage]:
    """Each message once: by its own number, else by whose it is, who wrote it and when.

    Only what is in every store is compared: the words of a message stay closed when a Book is opened.
    """
    ids: set[str] = set()
    kept: list[FiledMessage] = []
    bare: set[str] = set()
    for filed in messages:
        if known := filed[2].message_id:
            if known in ids:
                continue
            ids.add(known)
        else:
            bare.add(filed[2].evidence[0])
        kept.append(filed)
    return list(_without_echoes(kept)) if len(bare) > 1 or (bare and ids) else kept


def _without_echoes(messages: list[FiledMessage]) -> Iterator[FiledMessage]:
    """Messages without those that have no number of their own and were told by another file."""
    bare = {_moment(filed) for filed in messages if not filed.record.message_id}
    numbered: Counter[Hashable] = Counter()
    for filed in messages:
        if filed.record.message_id and (moment := _moment(filed)) in bare:
            numbered[moment] += 1
            numbered[moment, filed.record.evidence.source] += 1
    times: Counter[Hashable] = Counter()
    for filed in messages:
        if filed.record.message_id:
            yield filed
            continue
        moment, source = _moment(filed), filed.record.evidence.source
        times[moment, source] += 1
        elsewhere = numbered[moment] - numbered[moment, source]
        if times[moment, source] > times[moment] + elsewhere:
            times[moment] += 1
            yield filed


def _moment(filed: FiledMessage) -> tuple[Hashable, ...]:
    message: Message = filed.record
    return (
        filed.client,
        filed.incoming,
        message.channel,
        message.sender,
        message.sent_at.replace(microsecond=0),
    )
