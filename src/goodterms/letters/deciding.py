"""What will the letter say, as far as it is true?

What the freelancer wants to say (`Wish`) meets what the records know (`Known`) and becomes what will be said
(`Told`): one reason that nothing contradicts, a last day, something of the client's to name, somebody who may
take over. What would not be true, or would do harm, is `Refused` with the records that speak against it.

>>> decide(Wish("Harbour & Sons", reason="direction"), None, date(2026, 3, 2)).reason
'direction'
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goodterms.letters.claims import Judged, State
from goodterms.letters.intentions import Intention
from goodterms.letters.known import Known
from goodterms.letters.reasons import REASONS, choose, stand
from goodterms.terms.calendar import is_free
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.languages import fold, words

COURTESY = timedelta(days=30)
"""Notice to a client of regular work where nothing else is said (M78)."""
HELP = timedelta(days=14)
"""For so long after the last day questions about the hand-over are answered (D9)."""
_PROVIDERS = {"needs": "agency", "specialist": "specialist"}
"""The type of provider that a reason points to (M65); else another freelancer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the freelancer has said about the letter; empty and None where nothing was."""

    client: str
    reason: str = ""
    """One of REASONS, or a sentence of their own."""
    last_day: date | None = None
    me: str = ""
    contact: str = ""
    country: str = ""
    knowing: str = ""
    """A sentence of their own about the client's business."""
    about: str = ""
    """What the client is busy with, as a noun: "the new shop"."""
    adjective: str = ""
    """What the freelancer finds of it, and affirms."""
    handover: str = ""
    colleague: str = ""
    provider: str = ""
    """A type by its key, or in words of their own."""
    is_alternative: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """What the letter will say: decided, and true as far as anybody knows."""

    wish: Wish
    today: date
    reason: str
    last_day: date
    is_regular: bool
    subject: str = ""
    """Something they worked on together, by its name."""
    is_ahead: bool = False
    """Does the freelancer name what the client wrote that they are about to do?"""
    skill: str = ""
    claims: tuple[tuple[str, Judged], ...] = ()
    """By part of the letter: how true it is."""

    @property
    def ends_today(self) -> bool:
        """Is there no day left to work?"""
        return self.last_day <= self.today

    @property
    def help_until(self) -> date:
        """The last day of answering questions."""
        return self.last_day + HELP


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A letter that would not be true, or would do harm: what speaks against it, and the records."""

    def __init__(self, text: Text, evidence: tuple[Evidence, ...] = ()) -> None:
        super().__init__(text.key)
        self.text = text
        self.evidence = evidence


def decide(wish: Wish, known: Known | None, today: date) -> Told:
    """What will be said; Refused where the records contradict it, and while the days last that the freelancer
    set themselves to consider."""
    if not wish.client.strip():
        raise Refused(Text("draft.nobody"))
    if known is not None and known.waits_until is not None and today < known.waits_until:
        raise Refused(Text("draft.waits", {"day": known.waits_until}))
    wish = replace(wish, reason=_reason(wish.reason))
    reason = wish.reason or choose(known)
    why = stand(reason, known)
    if why.state == "contradicted":
        raise Refused(why.says, why.evidence)
    if wish.reason and why.state == "ask":
        why = Judged("confirmed", Text("draft.by_you"))
    is_regular = bool(known and known.is_regular)
    last_day, day_stand = _last_day(wish, known, today)
    wish = replace(
        wish,
        me=wish.me or (known.me if known else ""),
        contact=wish.contact or (known.contact if known else ""),
    )
    wish, skill, who = _alternative(wish, known, reason)
    subject, about = _about(wish, known)
    claims = {"end": day_stand, "reason": why, "knowing": about, "alternative": who}
    claims["handover"] = Judged("ask", Text("draft.handover.ask"))
    said = tuple((part, one) for part, one in claims.items() if one is not None)
    is_ahead = _named_ahead(wish, known) is not None
    return Told(wish, today, reason, last_day, is_regular, subject, is_ahead, skill, said)


def to_mind(told: Told, known: Known | None, language: str = "") -> tuple[Text, ...]:
    """What the freelancer should think of before this is sent, in a letter in that language: the last day is
    none of work; the records speak for keeping the client; a colleague is named to one who pays late, and
    nobody is passed on in silence (B22, D6); or the client wrote where they are heading, and it may be named
    (M71)."""
    minded = []
    if not told.ends_today and is_free(told.last_day, told.wish.country):
        minded.append(Text("draft.mind.day_off", {"day": told.last_day}))
    if known is None:
        return tuple(minded)
    if known.verdict == "keep":
        minded.append(Text("draft.mind.keep", {"client": known.client}))
    return (*minded, *_late_payer(told, known), *_heading(told.wish, known, language))


def _late_payer(told: Told, known: Known) -> tuple[Text, ...]:
    colleague = told.wish.colleague if told.wish.is_alternative else ""
    if known.late is None or not colleague:
        return ()
    values = {"colleague": colleague, "client": known.client}
    if not known.late.late:
        return (Text("draft.mind.late_payer", values),)
    return (Text("draft.mind.late", {"late": known.late.late, "of": known.late.of, **values}),)


def _heading(wish: Wish, known: Known, language: str) -> tuple[Text, ...]:
    """The latest that they wrote of what they are about to do; as words for the letter where it is in their
    language. Nothing where something is named already."""
    if wish.about or wish.knowing or not known.intentions:
        return ()
    one = known.intentions[0]
    if one.language != language:
        return (Text("draft.mind.ahead_other", {"day": one.said_on, "quote": one.quote}),)
    return (Text("draft.mind.ahead", {"day": one.said_on, "quote": one.quote, "about": one.name}),)


def _named_ahead(wish: Wish, known: Known | None) -> Intention | None:
    """What they wrote that they are about to do, where it is that which the freelancer names."""
    about = fold(wish.about) if known is not None and not wish.knowing else ""
    every = known.intentions if known is not None and about else ()
    return next((one for one in every if fold(one.name) == about), None)


def _reason(told: str) -> str:
    """One of REASONS, or the sentence as it was told; Refused where it names two of them (M59), or is no
    sentence."""
    said = words(told)
    named = [one for one in said if one in REASONS]
    if len(said) == 1:
        if not named:
            raise Refused(Text("draft.no_sentence", {"told": told.strip(), "allowed": ", ".join(REASONS)}))
        return named[0]
    if len(named) > 1 and len(said) - len(named) < len(named):
        raise Refused(Text("draft.two_reasons", {"reasons": ", ".join(named)}))
    return told if said else ""


def _last_day(wish: Wish, known: Known | None, today: date) -> tuple[date, Judged]:
    """The last day that was asked for, else that of the plan; without one a month's end after the courtesy of
    30 days for regular work, and today where there is nothing to wait for (M77, M78). No letter can say that
    work ends on a day that is over."""
    if wish.last_day is not None:
        if wish.last_day < today:
            raise Refused(Text("draft.past_day", {"day": wish.last_day}))
        return wish.last_day, Judged("confirmed", Text("draft.by_you"))
    day = today
    if known is not None and known.last_day is not None:
        day = max(known.last_day, today)
    elif known is not None and known.is_regular:
        day = today + COURTESY
        day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, Judged("ask", Text("draft.last_day.ask", {"day": day}))


def _alternative(wish: Wish, known: Known | None, reason: str) -> tuple[Wish, str, Judged | None]:
    """Who or what is offered in the freelancer's place, and may that be said (M62-M65, B22)?"""
    if known is not None and known.referral is False:
        if wish.colleague:
            raise Refused(Text("draft.no_referral", {"client": wish.client}))
        return replace(wish, is_alternative=False), "", None
    if not wish.is_alternative:
        return wish, "", None
    agreed = {one.name: one for one in known.colleagues} if known else {}
    if known is not None and wish.colleague in known.unwilling:
        raise Refused(Text("draft.no_consent", {"colleague": wish.colleague}))
    if wish.colleague:
        one = agreed.get(wish.colleague)
        skill = one.skills[0] if one and one.skills else ""
        state: State = "confirmed" if one else "ask"
        return wish, skill, Judged(state, Text(f"draft.colleague.{state}", {"colleague": wish.colleague}))
    provider = wish.provider or _PROVIDERS.get(reason, "freelancer")
    says = Judged("confirmed" if wish.provider else "ask", Text("draft.provider"))
    return replace(wish, provider=provider), "", says


def _about(wish: Wish, known: Known | None) -> tuple[str, Judged | None]:
    """What of the client's can be named: what the freelancer says of it, else what the records call it; but
    that it was a pleasure, as the sentence says where they told nothing of what they find, only they know.
    What the client once wrote of what lies ahead may be otherwise by now."""
    if ahead := _named_ahead(wish, known):
        says = Text("draft.ahead", {"day": ahead.said_on, "quote": ahead.quote})
        return "", Judged("ask", says, (ahead.evidence,))
    if wish.knowing or (wish.about and wish.adjective):
        return "", Judged("confirmed", Text("draft.by_you"))
    if wish.about:
        return "", Judged("ask", Text("draft.about"))
    if known is not None and known.subjects:
        subject = known.subjects[0]
        says = Text("draft.subject", {"subject": subject.title})
        return subject.title, Judged("ask", says, (subject.evidence,))
    return "", None
