"""What may be asked for every late invoice, by the law of the client's place or by the contract's own rate?

Of consumers and public bodies, of places nobody knows and of rates nobody is sure of, it is said that nothing
can be said. None of it is legal advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.parting.claim.interest import Change, Debt, interest
from goodterms.parting.claim.model import Claim, Claims, Gap, Lump, Period, Refusal, Wish
from goodterms.parting.claim.rates import agreed, country_of, lump_of, terms_of
from goodterms.parting.days import ONE
from goodterms.parting.law import BUSINESS, figure, is_known, place_of
from goodterms.parting.model import Clause, Contract
from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Client, Invoice
from goodterms.records.settled.owed import TERM_DAYS, known_by, net_of, parts_of, settled_on
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money, known

Contracts = Callable[[str], Sequence[Contract]]
"""A client's contracts, read clause by clause."""


class _Bill(NamedTuple):
    """A late invoice, with whose it is and by what law."""

    filed: Filed[Invoice]
    client: Client
    place: str
    debt: Debt
    contracts: Sequence[Contract]


def claims(
    book: Book, contracts: Contracts, as_of: date, *, client: str = "", wish: Wish | None = None
) -> Claims:
    """What can be asked for each late invoice on a day, open or paid late, and what cannot be said; of one
    client where one is named."""
    found: list[Claim] = []
    refused: list[Refusal] = []
    book = known_by(book, as_of)
    for one in _late(book, contracts, as_of, client):
        if isinstance(one, Refusal):
            refused.append(one)
            continue
        claim, why = _claim(one, wish or Wish())
        refused += why
        if claim is not None:
            found.append(claim)
    looked_at = sum(client in ("", one.client) for one in book.invoices)
    return Claims(as_of, tuple(found), tuple(refused), looked_at)


def _late(book: Book, contracts: Contracts, as_of: date, client: str) -> Iterator[_Bill | Refusal]:
    """The late invoices, client by client, and those whose own figures make no sense."""
    parts = parts_of(book)
    for who in book.clients:
        bills = [one for one in book.invoices if one.client == who.name]
        if not bills or (client and who.name != client):
            continue
        papers = contracts(who.name)
        for filed in sorted(bills, key=lambda one: (one.record.issued, one.record.number)):
            place = _place(who, filed.record, papers)
            wrong = _wrong(filed.record)
            if wrong:
                yield Refusal(filed.record.number, filed.client, Text(wrong))
                continue
            debt = _debt(book, filed, parts.get(filed.key, ()), place, as_of)
            if debt is not None:
                yield _Bill(filed, who, place, debt, papers)


def _wrong(bill: Invoice) -> str:
    """Why nothing can be counted from an invoice; empty where it can."""
    if bill.total.minor <= 0:
        return "claim.refused.no_sum"
    if not known(bill.total.currency):
        return "claim.refused.currency"
    return "claim.refused.due_before" if bill.due is not None and bill.due < bill.issued else ""


def _place(client: Client, bill: Invoice, papers: Sequence[Contract]) -> str:
    """The place that a contract names, else the client's country, else the buyer's on the invoice."""
    told = (one.value.get("place") for one in _clauses(papers, "governing_law"))
    named = next((str(one) for one in told if one), "")
    return place_of(client.country or bill.buyer_country, named).code


def _clauses(papers: Iterable[Contract], kind: str) -> Iterator[Clause]:
    return (one for paper in papers for one in paper.clauses if one.kind == kind and one.is_in_force)


def _debt(
    book: Book, filed: Filed[Invoice], parts: Iterable[Settlement], place: str, as_of: date
) -> Debt | None:
    """The debt and what lowered it by the day of the question; None where it was not late."""
    bill = filed.record
    due = bill.due or bill.issued + timedelta(days=_term(place))
    net, came = net_of(book, filed), tuple(parts)
    if net.minor <= 0:
        return None
    settled = settled_on(net, came)
    until = settled or as_of
    paid = (Change(part.paid_on, part.amount.minor) for part in came)
    debt = Debt(bill.total, due, until, (*_credits(book, filed), *paid), is_settled=settled is not None)
    return debt if until > due else None


def _credits(book: Book, filed: Filed[Invoice]) -> list[Change]:
    """What credit notes take off, on their days; from the first day on where the day is not known."""
    taken = filed.record.total - net_of(book, filed)
    if not taken.minor:
        return []
    dated = [Change(one.day, one.amount.minor) for one in book.credits if one.invoice == filed.key]
    undated = taken.minor - sum(one.minor for one in dated)
    return [Change(filed.record.issued, undated), *dated]


def _term(place: str) -> int:
    return int(figure(place, "late.default_term_days").value or TERM_DAYS)


def _claim(bill: _Bill, wish: Wish) -> tuple[Claim | None, list[Refusal]]:
    """What can be asked for one invoice, and what cannot."""
    record, place = bill.filed.record, bill.place
    nothing = _nothing(bill)
    if nothing is not None:
        return None, [nothing]
    periods, gaps = _interest(bill, wish)
    principal = Money(bill.debt.on(bill.debt.due + ONE), record.total.currency)
    lump = _lump(bill, principal, wish)
    refused = [
        Refusal(record.number, bill.client.name, gap.why, gap.since, gap.until, gap.source, _formula(place))
        for gap in gaps
    ]
    if not periods and lump is None:
        return None, refused
    unpaid = Money(bill.debt.unpaid, principal.currency)
    claim = Claim(
        record.number, bill.client.name, place, "law" if wish.rate is None else "contract", bill.debt.due,
        bill.debt.until, principal, unpaid, periods, gaps, lump, (), record.evidence,
    )  # fmt: skip
    return claim._replace(notes=tuple(_notes(bill, claim, wish))), refused


def _nothing(bill: _Bill) -> Refusal | None:
    """Why nothing can be said of an invoice at all."""
    kind, number, name = bill.client.kind, bill.filed.record.number, bill.client.name
    if kind not in BUSINESS:
        letter = figure(bill.place, "late.consumer_letter_days")
        is_told = kind == "consumer" and letter.value
        notes = (Text("claim.note.consumer_letter", {"days": letter.value}),) if is_told else ()
        return Refusal(number, name, Text(f"law.other_client.{kind}"), source=letter.source, notes=notes)
    if not bill.place:
        return Refusal(number, name, Text("claim.refused.no_place"))
    return None if is_known(bill.place) else Refusal(number, name, Text("law.refused.unknown"))


def _interest(bill: _Bill, wish: Wish) -> tuple[tuple[Period, ...], tuple[Gap, ...]]:
    """By the rate that the freelancer says was agreed, else by law; where a contract sets a rate that nobody
    told, there is none: of a clause it is not sure whether it counts by the month or the year."""
    if wish.rate is not None:
        return interest(bill.debt, agreed(wish.rate))
    if _agreed_rate(bill):
        since = bill.debt.due + ONE
        return (), (Gap(since, bill.debt.until, Text("claim.refused.contract_rate"), ""),)
    return interest(bill.debt, terms_of(bill.place))


def _agreed_rate(bill: _Bill) -> bool:
    return any(one.value.get("rate_percent") is not None for one in _clauses(bill.contracts, "late_interest"))


def _lump(bill: _Bill, principal: Money, wish: Wish) -> Lump | None:
    """The fixed sum. Where the law lets a contract take the place of all it says, none beside a contract's
    rate."""
    is_replaced = wish.rate is not None or _agreed_rate(bill)
    if is_replaced and not figure(bill.place, "late.substantial_remedy").refused:
        return None
    return lump_of(bill.place, principal, is_collection=wish.is_collection)


def _formula(place: str) -> tuple[Text, ...]:
    """What the law says instead of a number."""
    told = figure(place, "late.formula")
    return (Text(told.value),) if told.value else ()


def _notes(bill: _Bill, claim: Claim, wish: Wish) -> Iterator[Text]:
    """What has to be known beside the sums."""
    record = bill.filed.record
    if record.due is None:
        yield Text("claim.note.default_term", {"days": _term(bill.place)})
    if record.disputed:
        yield Text("claim.note.disputed")
    if claim.periods and claim.gaps:
        yield Text("claim.note.partial")
    if wish.rate is None and claim.periods and _is_base(bill.place):
        yield Text("claim.note.at_least")
    if len(claim.totals) > 1:
        yield Text("claim.note.currencies")
    yield from _on_agreed(bill, wish)
    if wish.is_collection and figure(bill.place, "late.collection.bands").refused:
        yield Text("claim.note.no_scale")


def _on_agreed(bill: _Bill, wish: Wish) -> Iterator[Text]:
    """What the law asks of a rate that was agreed."""
    if wish.rate is None:
        return
    floor = figure(bill.place, "late.floor_times_legal_interest")
    if floor.value:
        yield Text("claim.note.floor", {"times": floor.value})
    remedy = figure(bill.place, "late.substantial_remedy")
    if remedy.value:
        yield Text(remedy.value)


def _is_base(place: str) -> bool:
    """Is the Union's least all that is known of a member state?"""
    own, base = figure(place, "late.points"), figure("EU", "late.points")
    return country_of(place) != "EU" and own.source == base.source
