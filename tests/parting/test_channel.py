"""How to say it, and whom to name: both schools shown, one recommendation with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from goodterms.parting.planning import share_of
from goodterms.parting.trades import need_of
from goodterms.records.book import Book, Filed
from goodterms.records.model import Colleague, TimeEntry
from goodterms.review.model import Review
from goodterms.review.portfolio.model import Basis, Concentration, Portfolio, Share
from goodterms.review.verdict import TABLE
from goodterms.terms.evidence import Text
from parting.scene import AS_OF, MARA, REVIEW, Scene, ago, keys


def written(channel: Any, times: int = 5) -> Scene:
    """A short acquaintance that mostly uses one channel."""
    scene = Scene(since=ago(200))
    for number in range(times):
        scene.mail(ago(10 + number), channel=channel)
    return scene


@pytest.mark.parametrize(
    ("channel", "usual", "recommended"),
    [
        ("email", "email", "email"),
        ("chat", "chat", "chat"),
        ("sms", "chat", "chat"),
        ("call", "call", "phone"),
    ],
)
def test_as_one_talks_most(channel: str, usual: str, recommended: str) -> None:
    """By phone where that is usual: a mail is not offered as its equal (M54-M56)."""
    advice = written(channel).plan().channel
    assert (advice.usual, advice.recommended) == (usual, recommended)


def test_both_ways_and_calls_among_the_hours_count() -> None:
    """Within a year; machines do not talk, and meetings are counted apart."""
    scene = written("email", 2).mail(ago(3), incoming=False).mail(ago(4), automatic=True).mail(ago(500))
    scene.work(ago(5), 1, activity="call").work(ago(6), 1, activity="meeting").meet(ago(7)).meet(ago(700))
    assert scene.plan().channel.counts == {"call": 1, "email": 3, "meeting": 1}


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        (Scene(since=date(2023, 1, 1)), "long"),
        (Scene(since=ago(99)).feel(ago(5), fit_style=4, fit_vision=3).feel(ago(900), fit_style=0), "close"),
    ],
)
def test_who_is_long_or_close_hears_it(scene: Scene, why: str) -> None:
    """Face to face (D1)."""
    advice = scene.mail(ago(3)).plan().channel
    assert (advice.recommended, advice.why.key) == ("in_person", f"plan.channel.{why}")


def test_who_is_large_hears_it() -> None:
    """A quarter of the work or of the money."""
    scene = written("email")
    scene.share = 0.25
    assert scene.plan().channel.why.key == "plan.channel.large"
    scene.share = 0.24
    assert scene.plan().channel.recommended == "email"


def test_how_large_somebody_is() -> None:
    """Their part of the hours or, of the one who brings most, of the money; unknown where neither is."""
    times = (("Big", 0.2), ("Small", 0.3), ("New", None))
    told = Portfolio(
        since=AS_OF, currency="EUR", concentration=Concentration("EUR", "Big", 0.6, 0.4), usual_rate=None,
        shares=tuple(Share(name, None, time, None, None, (), None, None, None, True) for name, time in times),
        pareto=(), season=(), by_month=(), season_answer="unknown", season_says=Text("season.none"),
        early=None, rates=(), left_out=(), basis=Basis(False, 0, 0, 0, 0), basis_says=(),
    )  # fmt: skip
    every = Review(AS_OF, "balanced", (), told, ())
    assert [share_of(every, name) for name in ("Big", "Small", "New")] == [0.6, 0.3, None]
    alone = replace(every, portfolio=replace(told, concentration=None))
    assert share_of(alone, "Big") == 0.2


@pytest.mark.parametrize(
    ("me", "country", "advice"),
    [
        (MARA, "BE", "in_person"),
        (replace(MARA, remote=True), "BE", "phone"),
        (MARA, "FR", "phone"),
        (MARA, "", "in_person"),
        (replace(MARA, country="BE-VLG"), "BE", "in_person"),
    ],
)
def test_from_afar_one_phones(me: Any, country: str, advice: str) -> None:
    """Who works from afar, or for another country, phones (M52, M53)."""
    scene = Scene(me, country=country)
    assert scene.plan().channel.in_person_advice == advice
    assert (scene.plan().channel.usual, scene.plan().channel.recommended) == ("", advice)


@pytest.mark.parametrize("act", ["hostile", "threat"])
def test_contempt_is_answered_in_writing(act: str) -> None:
    """For proof; also where respect is the matter."""
    assert written("call").mail(ago(40), act).plan().channel.why.key == "plan.channel.proof"
    assert written("call").mail(ago(400), act).plan().channel.recommended == "phone"
    assert written("call").judged(referral=False).plan().channel.recommended == "email"


@pytest.mark.parametrize(
    ("form", "how"),
    [
        ("registered", "registered"), (("registered", "signed_for"), "registered"), ("written", "written"),
        (("post", "hand"), "written"), (("email", "post"), "email"), (None, "email"),
    ],
)  # fmt: skip
def test_it_is_confirmed_as_the_contract_asks(form: Any, how: str) -> None:
    """Always in writing (M57)."""
    made = Scene().signed(("notice_form", {"form": form})).plan()
    assert made.channel.confirm == how
    assert f"step.confirm.{how}" in [step.what.key for step in made.steps]


def test_the_law_may_ask_for_writing() -> None:
    """France, for an established relation."""
    advice = Scene(country="FR").plan().channel
    assert (advice.confirm, advice.confirm_why.key) == ("written", "plan.confirm.law")


@pytest.mark.parametrize(
    ("mails", "is_said"),
    [
        ([(9, True)], True), ([(7, True)], False), ([(9, True), (3, False)], False),
        ([(20, False), (9, True), (2, True)], True), ([], False),
    ],
)  # fmt: skip
def test_leaving_is_not_falling_silent(mails: list[tuple[int, bool]], is_said: bool) -> None:
    """A message that waits for more than a week, while one is on the way out (M51)."""
    scene = Scene()
    for days, incoming in mails:
        scene.mail(ago(days), incoming=incoming)
    assert "plan.note.unanswered" not in keys(scene.plan().notes)
    assert ("plan.note.unanswered" in keys(scene.mark("considering").plan().notes)) == is_said
    assert "plan.note.unanswered" not in keys(scene.mark("closed").plan().notes)


def test_an_automatic_reply_answers_nobody() -> None:
    """Their message waits, whatever an absence note of one's own said to it."""
    scene = Scene().mail(ago(20)).mail(ago(20), incoming=False, automatic=True).mark("considering")
    assert "plan.note.unanswered" in keys(scene.plan().notes)


def test_nobody_is_named_to_the_disrespectful() -> None:
    """M63, T11; and the plan says why."""
    others = Scene().judged(referral=False).plan().alternatives
    assert (others.offer, others.colleagues, others.why.key) == (False, (), "plan.alternatives.respect")


def test_who_agreed_has_room_and_speaks_the_language() -> None:
    """Those whose skills the work needs come first; all others are left out (M62, B22)."""
    scene = Scene(language="nl").make("Webshop design", due=ago(-9))
    scene.colleagues += [
        Colleague("Ann", skills=("copy",), languages=("nl", "fr"), consent=True),
        Colleague("Bea", skills=("web", "design"), consent=True, capacity="two days"),
        Colleague("Cis", languages=("vi",), consent=True),
        Colleague("Dan", consent=True, capacity="volgeboekt"),
        Colleague("Eve", consent=False),
        Colleague("Fay"),
    ]
    others = scene.plan().alternatives
    assert (others.offer, others.colleagues) == (True, ("Bea", "Ann"))


def test_without_a_colleague_a_kind_of_provider() -> None:
    """M64: only where the work says of which; else nobody knows. Of a client whom no review knows too."""
    scene = Scene()
    scene.review = None
    others = scene.plan().alternatives
    assert (others.offer, others.colleagues, others.provider_type, others.notes) == (True, (), "", ())


@pytest.mark.parametrize(
    ("made", "worked", "provider", "trades"),
    [
        (["Logo Kestrel", "Poster autumn", "Phase 2"], [], "specialist", ("design",)),
        (["Thiết kế tờ rơi"], ["Áp phích"], "specialist", ("design",)),
        (["Logo"], [], "", ()),
        (["Phase 1", "Phase 2"], ["misc"], "", ()),
        (["Quayside Bikes 1", "Logo", "2"], ["Poster, Quayside Bikes"], "specialist", ("design",)),
        (["Logo", "Poster", "a", "b", "c", "d", "e"], [], "", ()),
        (["Logo", "Poster", "a", "b", "c", "d"], [], "specialist", ("design",)),
        (["Vertaling handleiding"], ["vertaling brochure", "ondertitels"], "specialist", ("translation",)),
        (["Logo", "Poster", "Photos spring", "Photos autumn"], [], "", ()),
        (["Logo", "Poster", "Article", "Blog", "Film", "Campagne", "Site web"], [], "", ()),
        (
            ["Logo", "Poster", "Photos spring", "Photos autumn", "Blog 1", "Blog 2", "Flyer"], [],
            "agency", ("design", "photography", "writing"),
        ),
    ],
)  # fmt: skip
def test_what_they_need_somebody_for(
    made: list[str], worked: list[str], provider: str, trades: tuple[str, ...]
) -> None:
    """One trade that most pieces are of asks for a specialist, several for an agency; two even ones, a single
    piece, or a few among many that say nothing tell nothing (M64, M65)."""
    scene = Scene()
    for name in made:
        scene.make(name)
    for project in worked:
        scene.work(ago(20), 1, project=project)
    others = scene.plan().alternatives
    assert (others.provider_type, others.trades) == (provider, trades)


def test_a_name_of_theirs_is_no_work() -> None:
    """A workshop that is the client is nobody's training."""
    hours = Filed(
        "Atelier Brume",
        1,
        TimeEntry("Atelier Brume", datetime(2026, 6, 1, tzinfo=UTC), 60, project="Atelier Brume 3"),
    )
    assert need_of(Book(MARA, hours=(hours,)), "Atelier Brume") == ((), 0)


@pytest.mark.parametrize(
    ("since", "before", "lately", "provider"),
    [
        (date(2023, 1, 1), 10, 15, "agency"),
        (date(2023, 1, 1), 10, 14, ""),
        (date(2023, 1, 1), 0, 15, ""),
        (ago(300), 10, 15, ""),
        (None, 0, 0, ""),
    ],
)
def test_who_has_outgrown_one_person(since: date | None, before: int, lately: int, provider: str) -> None:
    """Half as many hours again as in the half-year before: an agency (M65). A young client has no before."""
    scene = Scene(since=since)
    for hours, day in ((before, ago(250)), (lately, ago(20))):
        if hours:
            scene.work(day, hours)
    assert scene.plan().alternatives.provider_type == provider


@pytest.mark.parametrize(
    ("about", "is_told"),
    [
        ({"row": "none"}, False),
        ({"row": "none", "levels": {**REVIEW.levels, "payment": 2}}, True),
    ],
)  # fmt: skip
def test_a_bad_payer_is_not_passed_on_in_silence(about: dict[str, Any], is_told: bool) -> None:
    """Whoever takes over is told before how they pay (D6)."""
    notes = keys(Scene().judged(**about).plan().alternatives.notes)
    assert (notes == ["plan.alternatives.tell_them"]) == is_told


def test_a_row_of_the_table_on_payment_is_told_too() -> None:
    """Where the review lets go for how they pay."""
    row = next(row.name for row in TABLE if row.family == "payment")
    assert Scene().judged(row=row).plan().alternatives.notes


def test_a_day_of_nothing() -> None:
    """A client of whom nothing is known: everything is said to be unknown, and nothing is made up."""
    made = Scene(country="").plan()
    assert "plan.note.no_records" in keys(made.notes)
    assert made.exposure.unpaid == () and made.notice.candidates == ()
    assert made.tell.planned is not None and made.tell.planned.day > AS_OF


def test_a_client_to_keep_is_said_first() -> None:
    """Quietly; the plan goes on."""
    made = Scene().judged(verdict="keep").plan()
    assert keys(made.notes)[0] == "plan.note.keep" and made.steps
