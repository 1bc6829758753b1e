"""How do I leave this client well? Everything that is known, put together into one plan.

Nothing is decided for anybody: what the records do not tell is unknown, and shown so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from goodterms.parting import law
from goodterms.parting.alternatives import alternatives
from goodterms.parting.away import away
from goodterms.parting.case import Case
from goodterms.parting.channel import advise, unanswered_since
from goodterms.parting.days import HALF_YEAR, YEAR
from goodterms.parting.exposure import exposure, open_bills
from goodterms.parting.gates import gates, is_repeated, is_threatened
from goodterms.parting.journey import OVER, journey
from goodterms.parting.model import Contract, Notice, Plan, TellDay, TermInFact
from goodterms.parting.notice import notice, notices, terms
from goodterms.parting.own import REGULAR_MONTHS, of_client
from goodterms.parting.scope import scope
from goodterms.parting.steps import Found, steps
from goodterms.parting.talk import talk
from goodterms.parting.telling import latest_day, limit_day, tell_day
from goodterms.records.aside import days_aside, set_aside
from goodterms.records.book import Book
from goodterms.records.model import Client
from goodterms.review.facts import happened
from goodterms.review.forecast.forecasting import forecast
from goodterms.review.model import ClientReview, Review
from goodterms.review.playbook import Playbook
from goodterms.terms.calendar import month_of
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money

APART: Final[Mapping[law.Pay, tuple[int, int, int]]] = {"week": (5, 9, 12), "quarter": (80, 102, 4)}
"""Days from one bill to the next, at least and at most, and how many bills have to be so."""


def plan(
    book: Book,
    found: ClientReview | None,
    client: str,
    as_of: date,
    numbers: Playbook,
    *,
    contracts: Sequence[Contract] = (),
    share: float | None = None,
    agreed: Sequence[TermInFact] = (),
) -> Plan:
    """The plan for one client on a day; `found` is what the review says of them, `share` their part of the
    freelancer's hours or money, `agreed` what mails settled where there is no contract."""
    case = gather(book, found, client, as_of, numbers, contracts, share, agreed)
    money, bills = exposure(case), open_bills(case)
    expected = forecast(book, as_of, case.client.name).invoices if bills else ()
    limit = limit_day(case, bills, latest_day(case))
    found_gates = gates(case, money, limit.day if limit else None)
    tell = tell_day(case, found_gates, expected, limit)
    noticed = notice(case, tell.planned.day if tell.planned else as_of)
    channel = advise(case)
    return Plan(
        client=case.client.name,
        as_of=as_of,
        stage=case.way.stage,
        gates=found_gates,
        tell=tell,
        notice=noticed,
        channel=channel,
        exposure=money,
        alternatives=alternatives(case),
        steps=steps(case, Found(found_gates, tell, noticed, channel, money)),
        notes=tuple(_notes(case, tell, noticed)),
        problems=tuple(problem for contract in contracts for problem in contract.problems),
        talk=talk(case, channel, noticed, money),
        away=away(case),
    )


def gather(
    book: Book,
    found: ClientReview | None,
    client: str,
    as_of: date,
    numbers: Playbook,
    contracts: Sequence[Contract] = (),
    share: float | None = None,
    agreed: Sequence[TermInFact] = (),
) -> Case:
    """All that is known of one client."""
    own = of_client(book, client, as_of)
    who = own.clients[0] if own.clients else Client(client)
    since = who.since or (happened(own, as_of)[client].first if own.clients else None)
    case = Case(
        who, own, found, tuple(contracts), law.ending(""), journey(own.moves), numbers, as_of, since, share,
        tuple(agreed),
    )  # fmt: skip
    places = [clause.value.get("place") for _, clause in case.clauses("governing_law")]
    places += [one.value for one in case.in_mails("governing_law")]
    place = law.place_of(who.country, next((str(one) for one in places if one), ""))
    return case._replace(rule=law.ending(place.code, _pay(case), who.kind))


def share_of(review: Review, client: str) -> float | None:
    """A client's part (0-1) of the hours or of the money of a year, whichever is more."""
    time = [one.time for one in review.portfolio.shares if one.client == client and one.time is not None]
    top = review.portfolio.concentration
    money = [top.top_share] if top is not None and top.top_client == client else []
    return max([*time, *money], default=None)


def _pay(case: Case) -> law.Pay:
    """By what time the work is paid, as far as the bills show it: one a month, or one after the other a week
    or a quarter apart, and still so today. Nothing where they are not regular."""
    issued = sorted(one.record.issued for one in case.own.invoices)
    bills = Counter(month_of(day) for day in issued if day > case.as_of - HALF_YEAR)
    if len(bills) >= REGULAR_MONTHS and max(bills.values()) == 1:
        return "month"
    for pay, (least, most, count) in APART.items():
        apart = [(later - sooner).days for sooner, later in pairwise([*issued[-count:], case.as_of])]
        if len(apart) == count and apart[-1] <= most and all(least <= days <= most for days in apart[:-1]):
            return pay
    return ""


def _notes(case: Case, tell: TellDay, noticed: Notice) -> Iterator[Text]:
    """What has to be known beside the plan, what weighs most first."""
    client = case.client.name
    if case.found is not None and case.found.verdict == "keep" and not is_threatened(case):
        yield Text("plan.note.keep", {"client": client})
    if case.way.is_danger:
        yield Text("plan.note.danger")
    if not (case.own.invoices or case.own.hours or case.own.messages or case.own.payments):
        yield Text("plan.note.no_records", {"client": client})
    if is_repeated(case):
        yield Text("plan.note.trust_gut")
    unanswered = unanswered_since(case)
    if unanswered is not None and case.way.stage and case.way.stage not in OVER:
        yield Text("plan.note.unanswered", {"day": unanswered})
    aside = set_aside(case.own.moves, case.as_of).get(client, ())
    if count := days_aside(aside, case.as_of - YEAR, case.as_of):
        yield Text("plan.note.set_aside", {"count": count})
    yield from scope(case)
    yield from _on_contract(case, tell, noticed)
    yield from _on_law(case)


def _on_contract(case: Case, tell: TellDay, noticed: Notice) -> Iterator[Text]:
    """What the contract leaves open, and a day of one's own that it does not allow."""
    own, chosen = case.way.day("last_day"), case.way.day("tell_on")
    if own is not None and own < noticed.last_day:
        yield Text("plan.note.last_day_early", {"day": own, "last": noticed.last_day})
    if chosen is not None and tell.earliest is not None and case.as_of <= chosen < tell.earliest.day:
        yield Text("plan.note.tell_early", {"day": chosen, "earliest": tell.earliest.day})
    if any(term.end < case.as_of and not term.months for term in terms(case)):
        yield Text("plan.note.term_over")
    if case.contracts and not notices(case) and not terms(case):
        yield Text("plan.note.no_notice_clause")
    for term in case.in_mails("deposit")[-1:]:
        yield Text("plan.note.deposit", {"deposit": _sum(term.value)})
    if case.is_regular is None and (case.own.invoices or case.own.hours):
        yield Text("plan.note.regular_unknown")


def _sum(told: str) -> Money | str:
    """A sum as mails settled it; a share stays as it is."""
    amount, _, currency = told.partition(" ")
    return Money.of(amount, currency) if currency.isalpha() else told


def _on_law(case: Case) -> Iterator[Text]:
    """What the law of the place asks for; a ground where it does, and no number where none is sure."""
    if not (case.client.country or case.clauses("governing_law") or case.in_mails("governing_law")):
        yield Text("plan.note.no_place")
        return
    is_fixed = any(term.end >= case.as_of for term in terms(case)) and not notices(case)
    if case.rule.may_end == "with_ground" or (is_fixed and case.rule.may_end == "open_ended_only"):
        yield Text("plan.note.ground")
    if case.rule.says == (Text(law.UNKNOWN),):
        yield Text("plan.note.law_unknown", {"place": case.rule.place})
    else:
        yield from case.rule.says
