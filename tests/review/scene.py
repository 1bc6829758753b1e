"""Clients made by hand: readings month by month, and a book with what was said. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import (
    Attempt,
    Client,
    Episode,
    Freelancer,
    Gut,
    Invoice,
    Message,
)
from goodterms.review.model import ClientReview, Review
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.signals.measure import signals
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.calendar import months_back
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

AS_OF = date(2026, 10, 31)
MARA = Freelancer(name="Mara Lind", emails=("mara@lind.example",), country="BE", currency="EUR")
CLIENT = "Harbour & Sons"
OTHERS = ("Pixel Orchard", "Café Nijlpaard", "Atelier Sorrel")

Values = float | Sequence[float | None]

ORDINARY: Mapping[str, Values] = {
    "late_payment": 0,
    "late_share": 0,
    "true_rate": 6000,
    "unbilled_share": 0.05,
    "after_hours": 0.05,
    "vague_feedback": 0.1,
    "reversals": 0.01,
    "hostile": 0,
    "hostile_count": 0,
    "fit_style": 3.5,
    "fit_vision": 3.5,
    "dread": 0.5,
    "stress_gap": -0.5,
    "unpredictable": 0.5,
}
"""A client nobody would say a word about, month after month for a year."""

OFTEN = {"late_payment": 1, "late_share": 1, "nearly_on_time": 1, "unpaid_in_a_row": 1, "extra_rounds": 1}
"""Observations a month, where it is not ten; ratings come once a month too."""


def day_before(days: int) -> date:
    """So many days before the review."""
    return AS_OF - timedelta(days=days)


@dataclass
class Story:
    """One client: signals by name, a figure a month up to the review's (a number stands for twelve)."""

    client: str = CLIENT
    signals: Mapping[str, Values] = field(default_factory=dict)
    observations: Mapping[str, int] = field(default_factory=dict)
    attempts: Iterable[tuple[int, str, str | None]] = ()
    """Days ago, issue, reaction."""
    said: Iterable[tuple[int, bool, tuple[str, ...]]] = ()
    """Messages: days ago, from the client, acts."""
    considered: Iterable[int] = ()
    """Days ago leaving was considered."""
    gut: str = ""
    since: date | None = date(2023, 1, 9)
    invoices: int = 12
    """Monthly invoices, the last of them issued two months before the review."""


def ordinary(client: str = CLIENT, /, **signals: Values) -> Story:
    """An ordinary client but for some signals; None takes one away."""
    return Story(client, {**ORDINARY, **signals})


def reading(name: str, client: str, values: Values, times: int | None = None) -> Reading:
    """Figures by month up to the review's; None is a month without any."""
    signal = signals()[name]
    listed = values if isinstance(values, Sequence) else [values] * 12
    seen = times or OFTEN.get(name, 1 if signal.unit == "rating" else 10)
    last = AS_OF.replace(day=1)
    months = tuple(
        Month(
            months_back(last, len(listed) - 1 - index),
            value * (1 if signal.fold == "sum" else seen),
            0 if signal.fold == "sum" else seen,
            seen,
            None,
        )
        for index, value in enumerate(listed)
        if value is not None
    )
    return Reading(signal, client, months, "EUR" if name in ("true_rate", "late_payment") else "")


def readings(stories: Iterable[Story]) -> Readings:
    """Everything measured of everybody."""
    found = {
        (name, story.client): reading(name, story.client, values, story.observations.get(name))
        for story in stories
        for name, values in story.signals.items()
        if values is not None
    }
    return Readings(signals(), found)


def book(stories: Sequence[Story], me: Freelancer = MARA) -> Book:
    """The records behind them."""
    keys = iter(range(1, 10**6))

    def here() -> tuple[int, Evidence]:
        key = next(keys)
        return key, Evidence("records.csv", f"line {key}")

    invoices, attempts, messages, episodes, guts = [], [], [], [], []
    for story in stories:
        for index in range(story.invoices):
            key, place = here()
            issued = months_back(AS_OF.replace(day=1), 2 + index)
            invoice = Invoice(f"{story.client} {index}", story.client, issued, Money(90000, "EUR"))
            invoices.append(Filed(story.client, key, invoice))
        for days, issue, reaction in story.attempts:
            key, place = here()
            attempt = Attempt(story.client, day_before(days), issue, "", reaction, place)
            attempts.append(Filed(story.client, key, attempt))
        for days, incoming, acts in story.said:
            key, place = here()
            sent = datetime.combine(day_before(days), time(11), UTC)
            message = Message(sent, "someone", acts=acts, evidence=place)
            messages.append(FiledMessage(story.client, key, message, incoming))
        for days in story.considered:
            key, place = here()
            episodes.append(
                Filed(story.client, key, Episode(story.client, day_before(days), "shelved", place))
            )
        if story.gut:
            key, place = here()
            guts.append(Filed(story.client, key, Gut(story.client, day_before(1), story.gut, place)))
    return Book(
        me,
        clients=tuple(Client(story.client, since=story.since) for story in stories),
        invoices=tuple(invoices),
        attempts=tuple(attempts),
        messages=tuple(messages),
        episodes=tuple(episodes),
        guts=tuple(guts),
    )


def review_all(
    *stories: Story,
    playbook: str = "balanced",
    rules: Iterable[tuple[str, float]] = (),
    me: Freelancer = MARA,
) -> Review:
    """The review of these clients and no others."""
    loaded, problems = load(playbook, rules=rules)
    assert not problems
    return review(book(stories, me), readings(stories), AS_OF, loaded)


def review_one(
    story: Story, playbook: str = "balanced", rules: Iterable[tuple[str, float]] = (), me: Freelancer = MARA
) -> ClientReview:
    """The review of one client among three ordinary ones."""
    others = [ordinary(name) for name in OTHERS]
    found = review_all(*others, story, playbook=playbook, rules=rules, me=me)
    return next(one for one in found.clients if one.client == story.client)
