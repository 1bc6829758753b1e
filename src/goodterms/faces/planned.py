"""A plan for other programs: one JSON document, its history, and its days as a calendar."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from goodterms.faces.documents import problem
from goodterms.faces.plain import Json, iso, money, places, sums
from goodterms.faces.words import Words, languages
from goodterms.parting.ics import Event, calendar, uid
from goodterms.parting.steps import SAME
from goodterms.terms.evidence import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodterms.parting.journey import Journey
    from goodterms.parting.model import Exposure, Plan, Reasoned, Step, Talk, TellDay
    from goodterms.terms.money import Money

NOT_ADVICE = Text("law.not_advice")
IDENTIFYING = ("name", "days")
"""Values that tell one step from another; the others may change from day to day."""
_SUMS = ("unpaid", "overdue", "unbilled", "in_hand", "owed_to_client")


def document(made: Plan, words: Words) -> dict[str, Any]:
    """The plan as JSON."""
    tell, notice, channel, others = made.tell, made.notice, made.channel, made.alternatives
    return {
        "schema": "goodterms.plan/1",
        "client": made.client,
        "as_of": made.as_of.isoformat(),
        "stage": made.stage or None,
        "gates": [
            {"name": gate.name, "state": gate.state, "why": words.say(gate.why), "until": iso(gate.until)}
            for gate in made.gates
        ],
        "tell": {
            "earliest": _day(tell.earliest),
            "safest": _day(tell.safest),
            "latest": _day(tell.latest),
            "limit": _day(tell.limit),
            "planned": _day(tell.planned),
            "why": " ".join(words.say(why) for why in whys(made.tell)),
        },
        "last_day": notice.last_day.isoformat(),
        "notice": {
            "days": notice.days,
            "from": None if notice.of == "none" else notice.of,
            "source": notice.source or None,
            "candidates": [
                {
                    "day": one.day.isoformat(),
                    "why": words.say(one.why),
                    "evidence": places(one.evidence),
                }
                for one in notice.candidates
            ],
        },
        "channel": {
            "usual": channel.usual or None,
            "counts": dict(channel.counts),
            "in_person_advice": channel.in_person_advice,
            "recommended": channel.recommended,
            "why": words.say(channel.why),
            "confirm": channel.confirm,
            "confirm_why": words.say(channel.confirm_why),
        },
        "exposure": _exposure(made.exposure, words),
        "alternatives": {
            "offer": others.offer,
            "why": words.say(others.why),
            "colleagues": list(others.colleagues),
            "provider_type": others.provider_type or None,
            "notes": [words.say(note) for note in others.notes],
            "trades": list(others.trades),
        },
        "talk": _talk(made.talk, words) if made.talk else None,
        "steps": [
            {
                "on": step.on.isoformat(),
                "what": words.say(step.what),
                "why": words.say(step.why),
                "done": step.is_done,
                "mark": step.mark or None,
            }
            for step in made.steps
        ],
        "notes": [sentence(note_in_words(note, words)) for note in (*made.notes, NOT_ADVICE)],
        "away": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "mark": one.mark,
                "evidence": places(one.evidence),
            }
            for one in made.away
        ],
        "problems": [problem(one, words) for one in made.problems],
    }


def calendar_of(made: Plan, words: Words) -> str:
    """The steps that are still to do, as the text of a calendar file. A plan that has changed moves its
    events: by what channel, or for what sum, is no part of what an event is known by."""
    told: Counter[tuple[str, ...]] = Counter()
    events = []
    for step in made.steps:
        which = _which(step)
        told[which] += 1
        if not step.is_done:
            known_by = uid(made.client, *which, str(told[which]))
            title = f"{made.client}: {words.say(step.what)}"
            events.append(Event(known_by, step.on, title, words.say(step.why)))
    return calendar(events, made.as_of)


def history_document(client: str, way: Journey) -> dict[str, Any]:
    """All that was ever marked, as JSON."""
    moves = [
        {
            "date": past.move.day.isoformat(),
            "step": past.move.step,
            "value": past.move.value or None,
            "note": past.move.note or None,
            "undone": past.is_undone,
        }
        for past in way.history
    ]
    return {
        "schema": "goodterms.plan-history/1", "client": client, "stage": way.stage or None,
        "since": iso(way.since), "moves": moves,
    }  # fmt: skip


def note_in_words(note: Text, words: Words) -> str:
    """A note as a sentence; a place by its name, not its code."""
    place = note.values.get("place")
    return words.say(Text(note.key, {"place": _place_name(str(place), words.language)}) if place else note)


def _place_name(code: str, language: str) -> str:
    """`Belgium` for BE, `Canada (ON)` for CA-ON; the code where nobody knows a name."""
    from babel import Locale  # noqa: PLC0415 - a few plans name a place

    country, _, part = code.partition("-")
    name = Locale.parse(language).territories.get(country)
    if name is None:
        return code
    return f"{name} ({part})" if part else name


def sentence(said: str) -> str:
    """What was said, as a sentence of its own."""
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?", "”", "»")) else ".")


def whys(tell: TellDay) -> tuple[Text, ...]:
    """Why that day, then what pulled apart and what was moved; each once."""
    first = (tell.planned.why,) if tell.planned is not None else ()
    return (*first, *(why for why in tell.why if why not in first))


def theirs(talk: Talk, words: Words) -> Words:
    """The words of the client's language, where it is known and spoken here; else the screen's."""
    known = talk.language[:2].lower()
    return Words(known) if known in languages() else words


def _talk(talk: Talk, words: Words) -> Json:
    said = theirs(talk, words)
    return {
        "contact": talk.contact or None,
        "messages": talk.messages,
        "language": said.language,
        "say": [said.say(one) for one in talk.says],
        "objections": [
            {"kind": one.kind, "why": words.say(one.why), "answer": words(f"talk.answer.{one.kind}")}
            for one in talk.objections
        ],
    }


def _which(step: Step) -> tuple[str, ...]:
    """What tells a step from the others: what is to be done, without by what channel, and with what."""
    what = ".".join(step.what.key.split(".")[:2])
    return (
        SAME.get(what, what),
        *(str(value) for name, value in step.what.values.items() if name in IDENTIFYING),
    )


def _exposure(exposed: Exposure, words: Words) -> dict[str, Any]:
    """Sums of the currency that most of it is in; what is in others stands beside them."""
    found: dict[str, tuple[Money, ...]] = {name: getattr(exposed, name) for name in _SUMS}
    largest = max((one for some in found.values() for one in some), key=lambda one: one.minor, default=None)
    shown: dict[str, Any] = {name: _in(some, largest) for name, some in found.items()}
    shown["in_other_currencies"] = [
        {"of": name, **sums((one,))[0]}
        for name, some in found.items()
        for one in some
        if largest is not None and one.currency != largest.currency
    ]
    shown["says"] = [words.say(text) for text in exposed.says]
    shown["options"] = [{"option": one.name, "effect": words.say(one.effect)} for one in exposed.options]
    shown["evidence"] = places(exposed.evidence)
    return shown


def _in(some: Sequence[Money], largest: Money | None) -> dict[str, Any] | None:
    """The sum in one currency; None where nothing is known."""
    if not some or largest is None:
        return None
    same = next((one for one in some if one.currency == largest.currency), None)
    return money(same or largest._replace(minor=0))


def _day(reasoned: Reasoned | None) -> str | None:
    return iso(reasoned.day) if reasoned is not None else None
