"""A plan on the screen: what stands between you and the talk, the days, the money, and every step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from goodterms.faces.planned import NOT_ADVICE, note_in_words, sentence, theirs, whys
from goodterms.parting.talk import UNSAFE

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.journey import Journey
    from goodterms.parting.model import (
        Alternatives,
        Away,
        ChannelAdvice,
        Exposure,
        Gate,
        Plan,
        Reasoned,
        Talk,
    )
    from goodterms.terms.evidence import Evidence
    from goodterms.terms.money import Money

_MARKS = {"open": "✓", "closed": "✗", "waived": "–"}
_STYLE = {"open": "green", "closed": "yellow", "waived": "dim"}
_SUMS = ("unpaid", "overdue", "unbilled", "in_hand", "owed_to_client")
_SETTLED = ("plan.tell.told", "plan.tell.danger")
"""There is no other day to weigh against these."""
LONGEST = 90
"""Characters of a quote."""


def show_plan(screen: Screen, made: Plan, words: Words) -> None:
    """The whole plan."""
    screen.line((words("plan.heading", client=made.client, day=made.as_of), "bold"))
    screen.line(words("plan.stage", stage=words(f"stage.{made.stage or 'none'}")), indent=2)
    for note in made.notes[:1] if made.notes and made.notes[0].key == "plan.note.keep" else ():
        screen.line(words.say(note), indent=2)
    if not _is_told(made):
        _gates(screen, made.gates, words)
    _days(screen, made, words)
    _last_day(screen, made, words)
    _money(screen, made.exposure, words)
    _channel(screen, made.channel, words)
    if made.talk is not None:
        _talk(screen, made.talk, words)
    _others(screen, made.alternatives, words)
    _steps(screen, made, words)
    rest = [note for note in made.notes if note.key != "plan.note.keep"]
    if rest:
        _heading(screen, "plan.part.notes", words)
    for note in rest:
        screen.line(sentence(note_in_words(note, words)), indent=2)
    if made.away:
        _away(screen, made.away, words)
    screen.line()
    screen.line((words.say(NOT_ADVICE), "dim"))


def _away(screen: Screen, proposed: Iterable[Away], words: Words) -> None:
    """When they said they were away: proposed, with their words, and how to take it."""
    _heading(screen, "plan.part.away", words)
    screen.line(words("plan.away.why"), indent=2)
    for one in proposed:
        said = words("plan.away.days", first=one.first, last=one.last)
        screen.line(f"? {said}", (f"  --mark {one.mark}", "dim"), indent=2)
        _quotes(screen, one.evidence, words)


def show_history(screen: Screen, client: str, way: Journey, words: Words) -> None:
    """All that was marked; what was taken back is said to be."""
    screen.line((words("plan.history", client=client), "bold"))
    if not way.history:
        screen.line(words("plan.no_history"), indent=2)
    for past in way.history:
        move = past.move
        said = " ".join(filter(None, (f"{move.step}={move.value}" if move.value else move.step, move.note)))
        mark = words("plan.taken_back") if past.is_undone else ""
        screen.line(f"{move.day.isoformat()}  {said}", (f"  {mark}" if mark else "", "dim"), indent=2)


def _heading(screen: Screen, key: str, words: Words) -> None:
    screen.line()
    screen.line((words(key), "bold"))


def _gates(screen: Screen, gates: Iterable[Gate], words: Words) -> None:
    _heading(screen, "plan.part.gates", words)
    for gate in gates:
        name = words(f"gate.{gate.name}")
        screen.line(
            (f"{_MARKS[gate.state]} {name}", _STYLE[gate.state]), f" – {words.say(gate.why)}", indent=2
        )


def _is_told(made: Plan) -> bool:
    return made.tell.planned is not None and made.tell.planned.why.key == "plan.tell.told"


def _days(screen: Screen, made: Plan, words: Words) -> None:
    _heading(screen, "plan.part.days", words)
    tell = made.tell
    if tell.planned is not None and tell.planned.why.key in _SETTLED:
        screen.line(
            (f"→ {words.day(tell.planned.day)}", "bold"), f" – {words.say(tell.planned.why)}", indent=2
        )
        return
    for name in ("earliest", "safest", "latest", "limit"):
        one: Reasoned | None = getattr(tell, name)
        if one is not None:
            screen.line(
                f"{words(f'plan.day.{name}')} · {words.day(one.day)} – {words.say(one.why)}", indent=2
            )
            _quotes(screen, one.evidence[:1], words)
        elif name == "safest":
            screen.line(f"{words('plan.day.safest')} · {words('value.unknown')}", indent=2)
    if tell.planned is not None:
        screen.line((f"→ {words('plan.day.planned')} · {words.day(tell.planned.day)}", "bold"), indent=2)
    for why in whys(tell)[1:]:
        screen.line(words.say(why), indent=4)


def _last_day(screen: Screen, made: Plan, words: Words) -> None:
    notice = made.notice
    _heading(screen, "plan.part.notice", words)
    for one in notice.candidates:
        screen.line(f"{words.day(one.day)} – {words.say(one.why)}", indent=2)
        _quotes(screen, one.evidence[:1], words)
    key = "plan.no_notice" if notice.days is None else "plan.notice_days"
    days = words(key, days=notice.days)
    screen.line(
        (f"→ {words('plan.day.last')} · {words.day(notice.last_day)}", "bold"), f" ({days})", indent=2
    )


def _quotes(screen: Screen, places: Iterable[Evidence], words: Words) -> None:
    for place in places:
        quote = " ".join(place.quote.split())
        short = quote if len(quote) <= LONGEST else quote[: LONGEST - 2].rstrip() + " …"
        screen.line((f"{words.place(place)}: {short}", "dim"), indent=6)


def _money(screen: Screen, money: Exposure, words: Words) -> None:
    _heading(screen, "plan.part.exposure", words)
    for name in _SUMS:
        some: tuple[Money, ...] = getattr(money, name)
        said = " + ".join(words.money(one) for one in some) or words("value.unknown")
        screen.line(f"{words(f'plan.sum.{name}')} · {said}", indent=2)
    for text in money.says:
        screen.line(words.say(text), indent=4)
    for option in money.options:
        screen.line(f"• {words.say(option.effect)}", indent=4)


def _channel(screen: Screen, channel: ChannelAdvice, words: Words) -> None:
    _heading(screen, "plan.part.channel", words)
    screen.line((words(f"channel.{channel.recommended}"), "bold"), f" – {words.say(channel.why)}", indent=2)
    used = ", ".join(words(f"channel.count.{name}", count=count) for name, count in channel.counts.items())
    if used:
        screen.line(words("plan.channel.used", used=used), indent=4)
    if channel.why.key not in UNSAFE:
        schools = (channel.in_person_advice, f"usual.{channel.usual or 'unknown'}")
        screen.line(" ".join(words(f"plan.channel.advice.{one}") for one in schools), indent=4)
    screen.line(words.say(channel.confirm_why), indent=4)


def _talk(screen: Screen, talk: Talk, words: Words) -> None:
    """Whom to talk with, what to say in their language, and what may come back."""
    _heading(screen, "plan.part.talk", words)
    known = words("talk.contact", name=talk.contact, count=talk.messages) if talk.messages else talk.contact
    screen.line((known or words("talk.contact_unknown"), "bold"), indent=2)
    said = theirs(talk, words)
    for one in talk.says:
        screen.line(f"“{said.say(one)}”", indent=4)
    screen.line(words("talk.may_come" if talk.objections else "talk.none_known"), indent=2)
    for objection in talk.objections:
        answer = words(f"talk.answer.{objection.kind}")
        screen.line(f"• {words.say(objection.why)} {answer}", indent=4)


def _others(screen: Screen, others: Alternatives, words: Words) -> None:
    _heading(screen, "plan.part.alternatives", words)
    screen.line(words.say(others.why), indent=2)
    if others.colleagues:
        screen.line(", ".join(others.colleagues), indent=4)
    for note in others.notes:
        screen.line(words.say(note), indent=4)


def _steps(screen: Screen, made: Plan, words: Words) -> None:
    _heading(screen, "plan.part.steps", words)
    for step in made.steps:
        mark = "✓" if step.is_done else "·"
        told = (f"  --mark {step.mark}" if step.mark and not step.is_done else "", "dim")
        screen.line(f"{mark} {words.day(step.on)}  {words.say(step.what)}", told, indent=2)
        if not step.is_done:
            screen.line((words.say(step.why), "dim"), indent=6)
