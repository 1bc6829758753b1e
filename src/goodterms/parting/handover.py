"""What do I hand over, and is anything of it still open? (M47, M82, B14)

Made from the records and the contract alone: who wrote which access where, what was said to be given back,
what is not delivered or billed. What nobody wrote is unknown, and stays a blank to fill. The list is at its
end when every item of it is done, by a later message or by the freelancer's own word (`handed_over`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from goodterms.parting.alternatives import alternatives
from goodterms.parting.before_and_now import Month, first_day, month_of_records
from goodterms.parting.case import Case, quoted
from goodterms.parting.contract.markup import plain_words
from goodterms.parting.exposure import exposure, is_for_bills, open_bills, undelivered
from goodterms.parting.model import State
from goodterms.parting.own import day_of
from goodterms.parting.papers.masking import shown
from goodterms.parting.papers.mentions import (
    Mention,
    accesses,
    accesses_in,
    faults,
    is_mended,
    link_after,
    same_thing,
    sentences,
)
from goodterms.records.book import Filed, FiledMessage
from goodterms.records.model import Deliverable
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

MARK = "handed_over"
LATELY = timedelta(days=180)
"""For so long a fault that nobody mentions again is still told."""
BEFORE = datetime.min.replace(tzinfo=UTC)
"""A contract comes before all that was written."""


class Item(NamedTuple):
    """Something to give back, to have changed, to deliver, to bill or to mend."""

    kind: str
    """What it is: a kind of access (`papers/*.toml`), or work, bill, owed, fault."""
    name: str
    state: State
    todo: Text
    evidence: Evidence | None = None
    day: date | None = None
    closed: Evidence | None = None
    """Where it says that it is done; None where it is open, or the freelancer's own word closed it."""
    opened: date | None = None
    """The day of what it is open for; None where one word settles it for good."""

    @property
    def value(self) -> str:
        """What a move says that this was handed over."""
        return " ".join(filter(None, (self.kind, self.name)))


class Work(NamedTuple):
    """A piece of work, and where it is; `where` is empty where nobody wrote it."""

    name: str
    delivered_on: date | None
    due: date | None
    where: str
    evidence: Evidence


class Handover(NamedTuple):
    """All of it, for one client on a day."""

    client: str
    me: str
    my_addresses: tuple[str, ...]
    as_of: date
    last_day: date | None
    items: tuple[Item, ...]
    works: tuple[Work, ...]
    unbilled: tuple[Money, ...]
    unpaid: tuple[tuple[str, date, Money], ...]
    """Number, due day and what is open of each bill."""
    colleagues: tuple[tuple[str, str], ...]
    """Name and address of those who agreed to be named."""
    first: Month | None
    now: Month | None

    @property
    def open(self) -> tuple[Item, ...]:
        """What is not known to be done."""
        return tuple(item for item in self.items if item.state != "done")


def handover(case: Case) -> Handover:
    """What is to be handed over, and what of it is open."""
    done = {move.value: move.day for move in case.way.all(MARK)}
    items = (*_accesses(case), *_faults(case), *_owed(case), *_works_open(case), *_bill(case))
    offered = alternatives(case).colleagues
    me = case.own.freelancer
    return Handover(
        client=case.client.name,
        me=me.name,
        my_addresses=me.emails,
        as_of=case.as_of,
        last_day=case.way.day("last_day"),
        items=tuple(_marked(item, done) for item in items),
        works=tuple(_works(case)),
        unbilled=exposure(case).unbilled,
        unpaid=tuple((bill.record.number, bill.due, bill.left) for bill in open_bills(case)),
        colleagues=tuple((one.name, one.email) for one in case.own.colleagues if one.name in offered),
        first=month_of_records(case, first_day(case.own)),
        now=month_of_records(case, case.as_of),
    )


def _marked(item: Item, done: dict[str, date]) -> Item:
    """The item with the freelancer's own word on it, unless it was opened again after that."""
    said = done.get(item.value)
    if said is None or (item.opened is not None and item.opened > said):
        return item
    return item._replace(state="done", day=said, closed=None)


def _accesses(case: Case) -> Iterator[Item]:
    """Each access once, in the order in which they came up."""
    told: dict[tuple[str, str], list[Mention]] = {}
    for contract in case.contracts:
        for mention in accesses_in(contract.text, contract.source, BEFORE):
            _file(mention, told)
    for message in sorted(case.own.messages, key=lambda one: (one.record.sent_at, one.key)):
        if message.record.automatic:
            continue
        for mention in accesses(message):
            _file(mention, told)
    for (kind, name), mentions in told.items():
        if not all(one.is_over for one in mentions):
            yield _access(kind, name, mentions)


def _file(mention: Mention, told: dict[tuple[str, str], list[Mention]]) -> None:
    """Puts a sentence to what it is about: all there is, the only one of its kind, or one of its own."""
    if mention.is_all and not mention.name:
        for mentions in told.values():
            mentions.append(mention)
        return
    same = [key for key in told if key[0] == mention.kind]
    key = (mention.kind, mention.name)
    if key not in told and len(same) == 1 and "" in (mention.name, same[0][1]):
        (found,) = same
        if not found[1]:
            told[key] = told.pop(found)
        else:
            key = found
    told.setdefault(key, []).append(mention)


def _access(kind: str, name: str, mentions: list[Mention]) -> Item:
    """What the last word on it says: given, given back, or only spoken of."""
    lasting = [one for one in mentions if one.is_given or one.is_over]
    last = lasting[-1] if lasting else None
    first = next(one for one in mentions if not one.is_over)
    if last is not None and last.is_over:
        todo = Text("paper.todo.done")
        return Item(kind, name, "done", todo, first.evidence, last.at.date(), last.evidence)
    source = last or first
    way = "unknown" if last is None else ("return" if last.incoming else "rotate")
    state: State = "unknown" if last is None else "open"
    day = None if source.at == BEFORE else source.at.date()
    opened = day if state == "open" else None
    return Item(kind, name, state, Text(f"paper.todo.{way}"), source.evidence, day, opened=opened)


def _faults(case: Case) -> Iterator[Item]:
    """What the client said does not work, and nobody said works again; in the same words it is one fault."""
    recent = [one for one in case.own.messages if one.record.sent_at.date() > case.as_of - LATELY]
    told = sorted(recent, key=lambda one: (one.record.sent_at, one.key))
    latest = {said.low: (message, said) for message, said in faults(told)}
    for message, said in latest.values():
        record = message.record
        place = Evidence(record.evidence.source, record.evidence.locator, said.quote)
        mended = _mended(message, said.low, told)
        state: State = "open" if mended is None else "done"
        todo = Text("paper.todo.done" if mended else "paper.todo.fault")
        day = record.sent_at.date()
        yield Item("fault", said.quote, state, todo, place, day, mended, None if mended else day)


def _mended(message: FiledMessage, fault: str, told: Iterable[FiledMessage]) -> Evidence | None:
    """Where a later message says that it works again: one of the same thread, or in the same words."""
    record = message.record
    for later in told:
        if later.record.sent_at <= record.sent_at:
            continue
        for said in sentences(later.record.text):
            same = bool(record.thread) and later.record.thread == record.thread
            if is_mended(said.low) and (same or same_thing(fault, said.low)):
                return Evidence(later.record.evidence.source, later.record.evidence.locator, said.quote)
    return None


def _owed(case: Case) -> Iterator[Item]:
    """What the contract leaves for the freelancer to do."""
    for contract in case.contracts:
        for end in contract.loose_ends:
            if end.owed_by == "me":
                quote = shown(plain_words(contract.quote(end.span)))
                line = contract.text.count("\n", 0, end.span.start) + 1
                place = end.evidence or Evidence(contract.source, f"line {line}", quote)
                todo = Text("paper.todo.done" if end.state == "done" else "paper.todo.owed")
                yield Item("owed", quote, end.state, todo, place._replace(quote=shown(place.quote)), end.due)
        for clause in contract.clauses:
            if clause.kind == "handover" and clause.is_in_force:
                place = quoted(contract, clause)
                said = shown(place.quote)
                yield Item("owed", said, "unknown", Text("paper.todo.owed"), place._replace(quote=said))


def _works_open(case: Case) -> Iterator[Item]:
    """Work that was agreed and is not delivered."""
    for work in undelivered(case):
        place = work.record.evidence._replace(quote="")
        yield Item("work", work.record.name, "open", Text("paper.todo.deliver"), place, work.record.due)


def _bill(case: Case) -> Iterator[Item]:
    """The last bill: open while something is unbilled, unknown where nobody can say."""
    unbilled, last = exposure(case).unbilled, _last_unbilled(case)
    left = [money for money in unbilled if money.minor]
    if left:
        yield Item("bill", "", "open", Text("paper.todo.bill", {"sum": left[0]}), day=last, opened=last)
    elif not unbilled:
        yield Item("bill", "", "unknown", Text("paper.todo.bill_unknown"), day=last, opened=last)


def _last_unbilled(case: Case) -> date | None:
    """The day of the last work after the last bill: priced pieces, else hours; None where there is none."""
    billed = max((one.record.issued for one in case.own.invoices), default=date.min)
    made = [case.delivered_on(work) for work in case.own.deliverables if work.record.price is not None]
    worked = [day_of(one) for one in case.own.hours if is_for_bills(one.record)]
    every = (max((day for day in days if day and day > billed), default=None) for days in (made, worked))
    return next(filter(None, every), None)


def _works(case: Case) -> Iterator[Work]:
    """Every piece of work, and the address that the freelancer wrote beside its name."""
    sent = [one.record.text for one in case.own.messages if not one.incoming]
    for work in sorted(case.own.deliverables, key=lambda one: (_when(case, one), one.key)):
        where = next((link for text in reversed(sent) if (link := link_after(text, work.record.name))), "")
        place = work.record.evidence._replace(quote="")
        yield Work(work.record.name, case.delivered_on(work), work.record.due, where, place)


def _when(case: Case, work: Filed[Deliverable]) -> date:
    return case.delivered_on(work) or work.record.due or date.max
