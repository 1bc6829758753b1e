"""Which clients to keep, which to repair, which to let go?

>>> from datetime import date
>>> from goodterms.records.book import Book
>>> from goodterms.records.model import Client, Freelancer
>>> from goodterms.review.playbook import load
>>> from goodterms.signals.reading import Readings
>>> book = Book(Freelancer(name="Mara Lind"), clients=(Client("Pixel Orchard"),))
>>> found = review(book, Readings({}, {}), date(2026, 10, 31), load()[0])
>>> found.clients[0].verdict
'not_enough_evidence'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goodterms.records.aside import Span, set_aside
from goodterms.records.book import Book
from goodterms.review import trend
from goodterms.review.borderline import Nearby, borderline, nearby
from goodterms.review.caps import cap
from goodterms.review.facts import Happened, happened, last_paid
from goodterms.review.judging import Judged, One, judge
from goodterms.review.ledger import SPAN, figures, sums
from goodterms.review.measured import Ground, first_month, measure_client
from goodterms.review.model import FAMILIES, WORST_FIRST, ClientReview, Measurement, Review, Tried
from goodterms.review.notes import MONTH_DAYS, YEAR_DAYS, Told, episodes, notes
from goodterms.review.playbook import Playbook
from goodterms.review.portfolio import together
from goodterms.review.portfolio.basis import basis
from goodterms.review.reasons import angry_answers, reasons, strongest_first
from goodterms.review.repair import tried
from goodterms.review.stability import stability
from goodterms.review.unweighed import unweighed
from goodterms.review.usual import usual_between
from goodterms.review.what_if import Case, would_change
from goodterms.signals.reading import Readings
from goodterms.terms.evidence import Text


def review(book: Book, readings: Readings, as_of: date, playbook: Playbook) -> Review:
    """Every client of the book as of a day; the same input always gives the same review."""
    usual = usual_between(readings, first_month(as_of, playbook.whole("most_months")), as_of, book.rates)
    ground = Ground(readings, usual, book.rates, as_of, playbook, book.freelancer, last_paid(book, as_of))
    facts, money, aside = happened(book, as_of), sums(book, as_of), _aside(book, as_of, playbook)
    measured = {client.name: measure_client(client.name, ground) for client in book.clients}
    near = nearby(ground)
    clients = [
        _told(One(name, measured[name], facts[name], money[name], aside.get(name, ())), book, ground, near)
        for name in measured
    ]
    clients.sort(key=lambda one: (WORST_FIRST.index(one.verdict), one.client))
    known = together.Ground(
        book.freelancer, book.rates, as_of, money, facts, measured, {one.client: one for one in clients},
        basis(book, first_month(as_of, SPAN), as_of),
    )  # fmt: skip
    return Review(as_of, playbook.name, tuple(clients), together.portfolio(known), book.problems)


def _told(one: One, book: Book, ground: Ground, near: Nearby) -> ClientReview:
    """The verdict with everything that says so."""
    as_of, playbook, measured = ground.as_of, ground.playbook, one.measured
    judged = judge(one, ground)
    facts, known, beside, standing, row = judged
    levels, caps = cap(facts, playbook)
    attempts = _attempts(one, judged, playbook)
    oldest = first_month(as_of, playbook.whole("attempt_months"))
    talks = [attempt for attempt in one.happened.attempts if attempt.day >= oldest]
    found = strongest_first(
        (*reasons(measured, levels, row.verdict == "keep", book, as_of), *angry_answers(talks))
    )
    close = borderline(one, judged, near)
    told = Told(
        row,
        close,
        one.happened,
        attempts,
        found,
        caps,
        beside,
        ground.usual.of("demands", one.name),
        ground.last_paid,
        known.coverage["payment"] != "none",
        one.aside,
        tuple(unweighed(one.name, ground)),
        tuple(trend.notes(one.name, ground)),
    )
    case = Case(standing, row, measured, levels, _missing(one.happened, known.enough, as_of, playbook))
    gut = one.happened.gut.verdict if one.happened.gut else None
    return ClientReview(
        client=one.name,
        verdict=row.verdict,
        row=row.name,
        because=Text(f"verdict.{row.name}"),
        outcome=row.outcome,
        referral=standing.levels["respect"] < 2 and row.family != "respect",
        stability=stability(row.verdict, measured, facts=facts, known=known, playbook=playbook),
        levels=standing.levels,
        coverage=known.coverage,
        reasons=found,
        measured=_measurements(one.name, ground),
        would_change=would_change(case, playbook),
        notes=notes(told, as_of, playbook),
        attempts=attempts,
        money=figures(one.name, one.money, ground.readings, ground.usual, as_of),
        gut=gut,
        gut_agrees=None if gut is None else gut == row.verdict,
        episodes_month=episodes(one.happened, as_of, MONTH_DAYS),
        episodes_year=episodes(one.happened, as_of, YEAR_DAYS),
        aside=one.aside,
        borderline=close,
    )


def _aside(book: Book, as_of: date, playbook: Playbook) -> Mapping[str, tuple[Span, ...]]:
    """By client, the days set aside that begin by today and reach into the months that are looked at."""
    first = first_month(as_of, playbook.whole("most_months"))
    return {
        client: tuple(span for span in spans if span.first <= as_of and span.last >= first)
        for client, spans in set_aside(book.moves, as_of).items()
    }


def _measurements(client: str, ground: Ground) -> tuple[Measurement, ...]:
    """Every signal with an answer for the client, by its name."""
    first = first_month(ground.as_of, ground.playbook.whole("most_months"))
    found = []
    for (name, currency), values in sorted(ground.usual.values.items()):
        if client in values:
            seen = ground.readings.get(name, client).span(first, ground.as_of).observations
            usual, unit = ground.usual.of(name, client, currency), ground.readings.signals[name].unit
            found.append(Measurement(name, values[client], unit, currency, usual, seen))
    return tuple(found)


def _attempts(one: One, judged: Judged, playbook: Playbook) -> tuple[Tried, ...]:
    """What was tried, family by family."""
    levels, said = dict(judged.standing.levels), judged.known.raised
    if judged.row.family is not None and judged.row.verdict == "let_go":
        levels[judged.row.family] = max(levels[judged.row.family], 2)
    return tuple(
        tried(family, said[family], one.measured, level=levels[family], playbook=playbook)
        for family in FAMILIES
    )


def _missing(one: Happened, is_enough: bool, as_of: date, playbook: Playbook) -> tuple[Text, ...]:
    """What there is too little of."""
    if is_enough:
        return (Text("would.know_payment"),)
    days = playbook.whole("new_days") - (one.known_days(as_of) or 0)
    invoices = playbook.whole("few_invoices") - len(one.due)
    parts = [Text("would.more_days", {"days": days})] if days > 0 else []
    if invoices > 0:
        parts.append(Text("would.more_invoices", {"count": invoices}))
    return tuple(parts)
