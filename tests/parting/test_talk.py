"""With whom one talks, what one says, and what may come back."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.faces.planned import document
from goodterms.faces.words import Words
from goodterms.letters.replying import KINDS
from goodterms.parting.model import Talk
from parting.scene import CLIENT, Scene, ago, euros, keys


def talk(scene: Scene) -> Talk:
    """The card; there is one."""
    made = scene.plan().talk
    assert made is not None
    return made


def objections(scene: Scene) -> list[tuple[str, str]]:
    """What may come back, and why."""
    return [(one.kind, one.why.key) for one in talk(scene).objections]


def test_one_talks_with_who_writes_most() -> None:
    """A person, by their messages; not an office, and nobody where nobody signs (M52)."""
    scene = Scene()
    for day, name in (
        (40, "Ann Vos"),
        (30, "Piet Maes"),
        (20, "Ann Vos"),
        (10, "Support team"),
        (9, "shop@bikes.example"),
    ):
        scene.mail(ago(day), sender_name=name)
    made = talk(scene.mail(ago(8), incoming=False, sender_name="Mara Lind"))
    assert (made.contact, made.messages) == ("Ann Vos", 2)
    assert (talk(Scene()).contact, talk(Scene()).messages) == ("", 0)
    person = Scene(kind="person")
    assert talk(person).contact == CLIENT
    assert talk(person.mail(ago(5), sender_name=f"{CLIENT} (Kit)")).messages == 1


def test_the_end_and_the_day() -> None:
    """Two lines, and that the day is the contract's where it is; no reason is made up."""
    scene = Scene()
    made = scene.plan()
    assert made.talk is not None
    assert keys(made.talk.says) == ["talk.say.end", "talk.say.last_day"]
    assert made.talk.says[1].values["day"] == made.notice.last_day
    signed = Scene().signed(("notice_period", {"days": 60}))
    assert keys(talk(signed).says) == ["talk.say.end", "talk.say.last_day_contract"]


@pytest.mark.parametrize(("verdict", "is_said"), [("keep", True), ("let_go", False)])
def test_a_reason_only_where_nothing_else_speaks_for_it(verdict: str, is_said: bool) -> None:
    """Who has outgrown one person is told so, but never as a pretext (T9)."""
    scene = Scene(since=date(2023, 1, 1)).work(ago(250), 10).work(ago(20), 15).judged(verdict=verdict)
    assert ("talk.say.grown" in keys(talk(scene).says)) == is_said


def test_nothing_known_nothing_expected() -> None:
    """An objection is not guessed."""
    assert objections(Scene()) == []


def test_what_the_records_make_likely() -> None:
    """The gravest first: open money, anger, a day that matters, regular work, work in hand. Every kind is one
    that an answer can be read as."""
    scene = Scene(since=date(2025, 1, 1)).regular(open_months=2).make("Logo", due=ago(-20))
    scene.mail(ago(400), "irritated").mail(ago(200), "irritated")
    found = objections(scene)
    assert found == [
        ("non_payment", "talk.why.unpaid"), ("anger", "talk.why.harsh"), ("guilt", "talk.why.occasion"),
        ("bargains", "talk.why.regular"), ("question", "talk.why.in_hand"),
    ]  # fmt: skip
    made = {one.kind: one.why.values for one in talk(scene).objections}
    assert made["non_payment"] == {"sum": euros(1000)} and made["anger"] == {"day": ago(200)}
    assert {kind for kind, _ in found} < set(KINDS)


def test_a_day_of_theirs_without_a_name() -> None:
    """The day itself is said; one long after the end is nobody's reason."""
    soon = Scene().mark(f"critical_date={ago(-10).isoformat()}")
    assert objections(soon) == [("guilt", "talk.why.day")]
    assert objections(Scene().mark(f"critical_date={ago(-300).isoformat()}")) == []


@pytest.mark.parametrize(
    "scene",
    [
        Scene().mark("danger"),
        Scene().mail(ago(20), "threat"),
        Scene().mark("told=email"),
    ],
    ids=["danger", "threat", "told"],
)
def test_no_talk_where_it_is_not_safe_or_over(scene: Scene) -> None:
    """Who is threatened writes, and owes nobody a talk (T15)."""
    made = scene.plan()
    assert made.talk is None and document(made, Words("en"))["talk"] is None


@pytest.mark.parametrize(
    ("language", "shown", "begins"),
    [("fr", "fr", "J’ai décidé"), ("nl-BE", "nl", "Ik heb"), ("", "vi", "Tôi"), ("de", "vi", "Tôi")],
)
def test_what_is_said_is_in_their_language(language: str, shown: str, begins: str) -> None:
    """The rest of the card is in the reader's; so is all, where theirs is unknown or not spoken here."""
    told = document(Scene(language=language).mark("considering").plan(), Words("vi"))["talk"]
    assert told["language"] == shown and told["say"][0].startswith(begins)
