"""After an ending, on the screen: what to leave alone, what to do, the look back; and who sent whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.aftercare import Aftercare
    from goodterms.parting.afterwards import After
    from goodterms.parting.lookback import Beside, LookedBack
    from goodterms.parting.referrals import Referrals, Source
    from goodterms.records.model import LookBack
    from goodterms.terms.evidence import Evidence
    from goodterms.terms.money import Money

_ROWS = ("hours", "all_hours", "theirs", "own", "dread")
MOST_PLACES = 3


def show_after(screen: Screen, made: After, words: Words) -> None:
    """All that is known after an ending."""
    care = made.care
    screen.line((words("after.heading", client=care.client, day=care.as_of), "bold"))
    for note in care.notes:
        screen.line(words.say(note), indent=2)
    if care.ending is not None:
        _over(screen, care, words)
        _bridge(screen, made, words)
        _money(screen, care, words)
        _look_back(screen, made, words)
    _lessons(screen, made, words)


def show_referrals(screen: Screen, made: Referrals, words: Words) -> None:
    """Every source with what it brought, and clients without one."""
    screen.line((words("after.referrals.heading", day=made.as_of), "bold"))
    if not made.sources:
        screen.line(words("after.referrals.none"), indent=2)
    for source in made.sources:
        screen.line()
        _source(screen, source, words)
    if made.unknown:
        screen.line()
        screen.line(words("after.referrals.unknown", clients=", ".join(made.unknown)), indent=2)


def _source(screen: Screen, source: Source, words: Words) -> None:
    kind = words(f"screen.kind.{source.kind}", client=source.client)
    left = words("after.referrals.left") if source.is_left else ""
    aside = ", ".join(filter(None, (kind, left)))
    screen.line((source.name, "bold"), (f"  {aside}", "dim"), indent=2)
    for one in source.brought:
        received = words("value.unknown") if one.received is None else _sum(one.received, words)
        screen.line(f"{'  ' * (one.steps - 1)}→ {one.client} · {received}", indent=4)
    worth = words("after.referrals.worth", sum=_sum(source.worth, words))
    more = "" if source.is_known else words("after.referrals.incomplete")
    screen.line(" ".join(filter(None, (worth, more))), indent=4)


def _heading(screen: Screen, key: str, words: Words) -> None:
    screen.line()
    screen.line((words(key), "bold"))


def _over(screen: Screen, care: Aftercare, words: Words) -> None:
    _heading(screen, "after.part.over", words)
    end = care.ending
    if end is None or not end.is_over(care.as_of):
        screen.line(words("after.not_yet"), indent=2)
        return
    screen.line(words("after.days", day=end.last_day, until=end.help_until), indent=2)
    if care.help.minutes is not None or care.help.answers is not None:
        hours = None if care.help.minutes is None else care.help.minutes / 60
        screen.line(words("after.help", answers=care.help.answers, hours=hours), indent=2)
    shown: tuple[Evidence, ...] = ()
    for slip in care.slips:
        screen.line(("! ", "yellow"), words.say(slip.says), indent=2)
        if slip.evidence != shown:
            show_places(screen, slip.evidence, words)
        shown = slip.evidence
    if not care.slips:
        screen.line(words(quiet(care)), indent=2)


def quiet(care: Aftercare) -> str:
    """What is said where nothing was found: nothing at all, or nothing as far as the records reach."""
    is_seen = not {"after.note.no_hours", "after.note.no_messages"} & {note.key for note in care.notes}
    return "after.quiet" if is_seen else "after.quiet_as_far"


def show_places(screen: Screen, places: Iterable[Evidence], words: Words) -> None:
    """Where something was read, with its own words."""
    for place in list(dict.fromkeys(places))[:MOST_PLACES]:
        said = ": ".join(filter(None, (words.place(place), " ".join(place.quote.split())[:80])))
        screen.line((said, "dim"), indent=6)


def _bridge(screen: Screen, made: After, words: Words) -> None:
    bridge, brought = made.care.bridge, made.brought
    _heading(screen, "after.part.bridge", words)
    for text in bridge.says:
        screen.line(words.say(text), indent=2)
    if bridge.thanks is not None:
        mark = "✓" if bridge.is_thanked else "·"
        screen.line(f"{mark} {words.day(bridge.thanks.day)}  {words.say(bridge.thanks.why)}", indent=2)
        show_places(screen, bridge.thanks.evidence, words)
    if bridge.contact is not None:
        screen.line(f"· {words.day(bridge.contact.day)}  {words.say(bridge.contact.why)}", indent=2)
    if brought is not None and bridge.thanks is not None:
        names = ", ".join(one.client for one in brought.brought)
        screen.line(words("after.referred", clients=names, sum=_sum(brought.worth, words)), indent=2)


def _money(screen: Screen, care: Aftercare, words: Words) -> None:
    _heading(screen, "after.part.money", words)
    unpaid = _sum(care.unpaid, words) if care.unpaid else words("value.unknown")
    screen.line(words("after.unpaid", sum=unpaid), indent=2)
    for bill in care.bills:
        key = "after.bill_late" if bill.due < care.as_of else "after.bill"
        screen.line(words(key, number=bill.record.number, sum=bill.left, day=bill.due), indent=4)


def _sum(some: Iterable[Money], words: Words) -> str:
    """Sums of several currencies beside each other; nothing is a dash."""
    return " + ".join(words.money(one) for one in some) or "–"


def _look_back(screen: Screen, made: After, words: Words) -> None:
    _heading(screen, "after.part.look", words)
    following = made.care.look_back
    if following is None:
        screen.line(words("after.look.last"), indent=2)
    else:
        key = "after.look.due" if following.is_due else "after.look.next"
        client = made.care.client
        screen.line(words(key, days=following.after, day=following.day, client=client), indent=2)
    if made.back is not None:
        _beside(screen, made.back, words)
        for told in made.back.told:
            screen.line(f"{words.day(told.day)}: {said(told, words)}", indent=2)


def _beside(screen: Screen, back: LookedBack, words: Words) -> None:
    """Before and after, as the records tell."""
    if back.is_early:
        screen.line(words("after.back.early"), indent=2)
        return
    values = {
        "first": back.before.first,
        "last": back.before.last,
        "since": back.after.first,
        "until": back.after.last,
    }
    screen.line(words("after.back.times", **values), indent=2)
    heads = ("", words("after.back.before"), words("after.back.after"))
    screen.table(heads, compared(back, words), numbers=2)
    for one in back.filled:
        filled = words("after.back.filled", client=one.client, before=one.before, after=one.after)
        screen.line(filled, indent=2)


def compared(back: LookedBack, words: Words) -> list[tuple[str, str, str]]:
    """What is compared, before and after, in words."""
    rows: list[tuple[str, str, str]] = []
    for name in _ROWS:
        beside: Beside = getattr(back, name)
        rows.append(
            (words(f"after.back.{name}"), _figure(beside.before, words), _figure(beside.after, words))
        )
    income = back.income
    rows.append((words("after.back.income"), _worth(income.before, words), _worth(income.after, words)))
    rows.append((words("after.back.from_client"), _worth(income.client, words), "–"))
    return rows


def _figure(value: float | None, words: Words) -> str:
    return words("value.unknown") if value is None else words.measured(float(value), "number")


def _worth(money: Money | None, words: Words) -> str:
    return words("value.unknown") if money is None else words.money(money, whole=True)


def said(told: LookBack, words: Words) -> str:
    """What the freelancer said on a day; what was not said is left out."""
    answers = {name: getattr(told, name) for name in ("hours", "evenings", "mood", "regret")}
    every = [words(f"after.said.{name}", value=value) for name, value in answers.items() if value is not None]
    return "; ".join([*every, *filter(None, (told.note,))])


def _lessons(screen: Screen, made: After, words: Words) -> None:
    if made.lessons:
        _heading(screen, "after.part.lessons", words)
    for one in made.lessons:
        screen.line(f"{words.day(one.day)}: {one.text}", indent=2)
    if made.suggestions:
        _heading(screen, "after.part.suggest", words)
    for suggestion in made.suggestions:
        screen.line(words.say(suggestion.why), indent=2)
        rule = f"{suggestion.number} = {suggestion.proposed:g}"
        screen.line(words("after.set_it", rule=rule, now=f"{suggestion.now:g}"), indent=4)
