"""The JSON documents that other programs read; a shape changes only with its version number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from goodterms.desk import Brought
from goodterms.faces.plain import Json, iso, money, places
from goodterms.faces.rated import rate_basis, used_rate
from goodterms.faces.words import Words, change_in_words, reason_in_words
from goodterms.records.document import as_document
from goodterms.records.model import Batch, Naming
from goodterms.terms.evidence import Problem, Text
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.records.settled.proposing import Proposal
    from goodterms.review.model import ClientReview, Figures, Measurement, Reason, Review, Tried
    from goodterms.review.portfolio.model import Portfolio
    from goodterms.store.keeping import Kept, Undone


def inspect(batches: Iterable[Batch], words: Words) -> Json:
    """What each file gave."""
    files = [
        {
            "path": batch.source,
            "importer": batch.importer,
            "records": [as_document(record) for record in batch.records],
            "problems": [problem(one, words) for one in batch.problems],
        }
        for batch in batches
    ]
    return {"schema": "goodterms.inspect/1", "files": files}


def imported(brought: Iterable[Brought], problems: Iterable[Problem], words: Words) -> Json:
    """What an import kept, file by file, and what could not be read or kept."""
    files = [
        {
            "path": one.name,
            "importer": one.importer,
            "new": one.saved.new,
            "changed": one.saved.changed,
            "known": one.saved.known,
            "erased": one.is_erased,
        }
        for one in brought
    ]
    unread = [problem(one, words) for one in problems]
    return {"schema": "goodterms.import/1", "files": files, "problems": unread}


def undone(files: Iterable[Undone]) -> Json:
    """What the undoing of an import took out, file by file."""
    gone = [{"path": one.path, "records": one.records} for one in files]
    return {"schema": "goodterms.undo/1", "files": gone}


def history(sources: Iterable[Kept]) -> Json:
    """What was imported so far."""
    files = [
        {
            "path": one.path,
            "importer": one.importer,
            "records": one.records,
            "problems": one.problems,
            "imported_at": one.imported_at.isoformat(),
        }
        for one in sources
    ]
    return {"schema": "goodterms.history/1", "files": files}


def problem(found: Problem, words: Words) -> Json:
    """What could not be read."""
    return {"path": found.source, "locator": found.locator, "key": found.key, "message": words.say(found)}


def clients(found: Iterable[Proposal], namings: Iterable[Naming], words: Words) -> Json:
    """Who is a client and who may be one, with the evidence, and what was said of whom."""
    people = [
        {
            "client": one.name,
            "state": one.state,
            "called": one.called or None,
            "why": [words.say(reason) for reason in one.why],
            "seen": {reason.key.partition(".")[2]: _seen(reason) for reason in one.why},
            "addresses": list(one.addresses),
            "accounts": list(one.accounts),
            "also": list(one.also),
            "same_as": one.same_as or None,
            "because": words.say(one.because) if one.because else None,
            "evidence": places(one.evidence),
        }
        for one in found
    ]
    said = [{"name": naming.name, "client": naming.client or None} for naming in namings]
    return {"schema": "goodterms.clients/1", "clients": people, "namings": said}


def _seen(reason: Text) -> Json:
    values = reason.values
    return {name: money(value) if isinstance(value, Money) else value for name, value in values.items()}


def review(found: Review, words: Words) -> Json:
    """Every client's verdict with its evidence."""
    return {
        "schema": "goodterms.review/1",
        "as_of": found.as_of.isoformat(),
        "playbook": found.playbook,
        "clients": [_client(client, words) for client in found.clients],
        "portfolio": _portfolio(found.portfolio, words),
        "problems": [problem(one, words) for one in found.problems],
    }


def _client(client: ClientReview, words: Words) -> Json:
    return {
        "client": client.client,
        "verdict": client.verdict,
        "because": words.say(client.because),
        "outcome": client.outcome or None,
        "referral": client.referral,
        "stability": round(client.stability, 3),
        "borderline": client.borderline._asdict(),
        "gut": client.gut,
        "gut_agrees": client.gut_agrees,
        "reasons": [_reason(reason, words) for reason in client.reasons],
        "measured": {
            one.signal: {
                "value": _measured(one.value, one),
                "unit": one.unit,
                "usual": _measured(one.usual, one),
                "observations": one.observations,
            }
            for one in client.measured
        },
        "levels": dict(client.levels),
        "coverage": dict(client.coverage),
        "would_change": [change_in_words(change, words) for change in client.would_change],
        "notes": [words.say(note) for note in client.notes],
        "money": _figures(client.money),
        "attempts": {tried.family: _tried(tried) for tried in client.attempts},
        "episodes": {"month": client.episodes_month, "year": client.episodes_year},
        "set_aside": [{"first": iso(one.first), "last": iso(one.last)} for one in client.aside],
    }


def _reason(reason: Reason, words: Words) -> Json:
    return {
        "family": reason.family,
        "signal": reason.signal,
        "value": _measured(reason.value, reason),
        "unit": reason.unit,
        "usual": _measured(reason.usual, reason),
        "since": iso(reason.since),
        "months": reason.months,
        "level": reason.level,
        "observations": reason.observations,
        "sentence": reason_in_words(reason, words),
        "evidence": places(reason.evidence),
    }


def _measured(value: float | None, of: Reason | Measurement) -> Any:
    if value is None:
        return None
    return money(Money(round(value), of.currency)) if of.unit == "money_per_hour" else round(value, 4)


def _tried(tried: Tried) -> Json:
    return {
        "state": tried.state,
        "count": tried.times,
        "last": iso(tried.last),
        "angry": tried.angry,
        "reminder_months": tried.reminder_months,
        "signal": tried.signal or None,
        "before": tried.before,
        "after": tried.after,
        "better": tried.better,
        "months_after": tried.months_after,
        "false_alarm": tried.false_alarm,
        "missed": tried.missed,
    }


def _figures(of: Figures) -> Json:
    def rate(minor: float | None) -> Json | None:
        return None if minor is None else money(Money(round(minor), of.currency))

    return {
        "since": iso(of.since),
        "invoiced": money(of.invoiced),
        "received": money(of.received),
        "open": money(of.open),
        "overdue": money(of.overdue),
        "hours": of.hours,
        "rate": rate(of.rate),
        "rate_low": rate(of.rate_low),
        "rate_high": rate(of.rate_high),
        "usual_rate": rate(of.usual_rate),
    }


def _portfolio(portfolio: Portfolio, words: Words) -> Json:
    top = portfolio.concentration
    return {
        "concentration": top
        and {"currency": top.currency, "client": top.top_client, "share": top.top_share, "hhi": top.hhi},
        "shares": [
            {"client": one.client, "income": one.income, "time": one.time, "trouble": one.trouble}
            for one in portfolio.shares
        ],
        "pareto": [one._asdict() | {"says": words.say(one.says)} for one in portfolio.pareto],
        "season": [{"month": one.month.isoformat(), "clients": one.clients} for one in portfolio.season],
        "season_says": words.say(portfolio.season_says),
        "early": list(portfolio.early.clients) if portfolio.early else None,
        "rates": [used_rate(used) for used in portfolio.rates],
        "left_out": [money(one.received) for one in portfolio.left_out],
        "rate_basis": rate_basis(portfolio, words),
    }
