"""What is known of a lead, for other programs: one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodterms.faces.plain import Json, iso, places
from goodterms.faces.words import reason_in_words

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.lead import Flag
    from goodterms.parting.screening import Advice, Judged, Screening


def document(made: Screening, words: Words) -> Json:
    """The screening of a lead as JSON."""
    return {
        "schema": "goodterms.screen/1",
        "lead": made.lead,
        "as_of": made.as_of.isoformat(),
        "client": made.client or None,
        "chain": [_link(one, words) for one in made.chain],
        "warnings": [words.say(text) for text in made.warnings],
        "notes": [words.say(text) for text in made.notes],
        "mails": made.mails,
        "flags": [_flag(flag, words) for flag in made.flags],
        "questions": [_advice(one, words) for one in made.questions],
        "terms": [_advice(one, words) for one in made.terms],
    }


def _link(one: Judged, words: Words) -> Json:
    link = one.link
    return {
        "name": link.name,
        "kind": link.kind,
        "client": link.client or None,
        "standing": one.standing,
        "last_day": iso(link.left_on),
        "seen_on": iso(link.seen_on),
        "because": words.say(one.because) if one.because else None,
        "families": list(one.families),
        "reasons": [
            {
                "family": reason.family,
                "signal": reason.signal,
                "level": reason.level,
                "sentence": reason_in_words(reason, words),
                "evidence": places(reason.evidence),
            }
            for reason in one.reasons
        ],
    }


def _flag(flag: Flag, words: Words) -> Json:
    return {
        "kind": flag.kind,
        "family": flag.family,
        "count": flag.times,
        "of": flag.of,
        "says": words.say(flag.says),
        "evidence": places(flag.evidence),
    }


def _advice(one: Advice, words: Words) -> Json:
    return {"name": one.name, "says": words.say(one.says), "why": words.say(one.why)}
