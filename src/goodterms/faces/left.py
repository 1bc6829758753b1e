"""What comes after an ending, and who sent whom, for other programs: JSON documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodterms.faces.plain import Json, iso, places, sums

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.aftercare import Aftercare, Bridge
    from goodterms.parting.afterwards import After
    from goodterms.parting.lookback import Beside, LookedBack, Time
    from goodterms.parting.referrals import Referrals, Source
    from goodterms.parting.relapse import Slip


def document(made: After, words: Words) -> Json:
    """All that is known after an ending, as JSON."""
    care, end = made.care, made.care.ending
    return {
        "schema": "goodterms.after/1",
        "client": care.client,
        "as_of": care.as_of.isoformat(),
        "last_day": iso(end.last_day) if end else None,
        "last_day_from": end.of if end else None,
        "help_until": iso(end.help_until) if end else None,
        "relapses": [_slip(slip, words) for slip in care.slips],
        "help": {
            "hours": None if care.help.minutes is None else round(care.help.minutes / 60, 2),
            "answers": care.help.answers,
        },
        "bridge": _bridge(care.bridge, made.brought, words),
        "money": _money(care),
        "next_look_back": care.look_back
        and {
            "day": care.look_back.day.isoformat(),
            "after_days": care.look_back.after,
            "due": care.look_back.is_due,
        },
        "look_back": made.back and _look_back(made.back),
        "lessons": [{"date": one.day.isoformat(), "text": one.text} for one in made.lessons],
        "suggestions": [
            {
                "number": one.number,
                "now": one.now,
                "proposed": one.proposed,
                "why": words.say(one.why),
                "clients": list(one.clients),
            }
            for one in made.suggestions
        ],
        "notes": [words.say(note) for note in care.notes],
    }


def referrals_document(made: Referrals) -> Json:
    """Who sent whom, as JSON."""
    return {
        "schema": "goodterms.referrals/1",
        "as_of": made.as_of.isoformat(),
        "sources": [_source(one) for one in made.sources],
        "unknown": list(made.unknown),
    }


def _source(source: Source) -> Json:
    return {
        "source": source.name,
        "kind": source.kind,
        "client": source.client or None,
        "left": source.is_left,
        "worth": sums(source.worth),
        "complete": source.is_known,
        "referred": [
            {
                "client": one.client,
                "by": one.by,
                "steps": one.steps,
                "received": None if one.received is None else sums(one.received),
                "evidence": places((one.evidence,)),
            }
            for one in source.brought
        ],
    }


def _slip(slip: Slip, words: Words) -> Json:
    return {
        "kind": slip.kind,
        "amount": round(slip.amount, 2),
        "unit": "hours" if slip.kind in ("hours", "unbilled") else "count",
        "first": slip.first.isoformat(),
        "last": slip.last.isoformat(),
        "says": words.say(slip.says),
        "evidence": places(slip.evidence),
    }


def _bridge(bridge: Bridge, brought: Source | None, words: Words) -> Json:
    thanks, contact = bridge.thanks, bridge.contact
    return {
        "thank_you": thanks
        and {
            "on": thanks.day.isoformat(),
            "done": bridge.is_thanked,
            "says": words.say(thanks.why),
            "evidence": places(thanks.evidence),
        },
        "contact": contact and {"on": contact.day.isoformat(), "why": words.say(contact.why)},
        "says": [words.say(text) for text in bridge.says],
        "referred": [one.client for one in brought.brought] if brought else [],
        "worth": sums(brought.worth) if brought and brought.is_known else None,
    }


def _money(care: Aftercare) -> Json:
    return {
        "unpaid": sums(care.unpaid) if care.unpaid else None,
        "bills": [
            {
                "number": bill.record.number,
                "left": sums((bill.left,))[0],
                "due": bill.due.isoformat(),
                "overdue": bill.due < care.as_of,
                "evidence": places((bill.record.evidence,)),
            }
            for bill in care.bills
        ],
    }


def _look_back(back: LookedBack) -> Json:
    income = back.income
    return {
        "before": _time(back.before),
        "after": _time(back.after),
        "too_early": back.is_early,
        "hours_a_week": _beside(back.hours),
        "all_hours_a_week": _beside(back.all_hours),
        "their_evening_messages_a_week": _beside(back.theirs),
        "own_evening_messages_a_week": _beside(back.own),
        "dread": _beside(back.dread),
        "income_a_month": {
            name: sums((money,))[0] if money else None for name, money in income._asdict().items()
        },
        "filled": [
            {"client": one.client, "before": round(one.before, 2), "after": round(one.after, 2)}
            for one in back.filled
        ],
        "said": [
            {
                "date": one.day.isoformat(),
                "hours": one.hours,
                "evenings": one.evenings,
                "mood": one.mood,
                "regret": one.regret,
                "note": one.note or None,
            }
            for one in back.told
        ],
    }


def _time(time: Time) -> Json:
    return {"from": time.first.isoformat(), "to": time.last.isoformat()}


def _beside(beside: Beside) -> Json:
    shown = {"before": beside.before, "after": beside.after, "less": beside.gained}
    return {name: None if value is None else round(value, 2) for name, value in shown.items()}
