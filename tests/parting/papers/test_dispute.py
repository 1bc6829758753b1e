"""What happened, day by day: facts, what was written, and never what was felt (B20)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.dispute import ACTS, MINE, Dispute, Entry, chronology, digest, dispute
from goodterms.parting.dispute import MOVES as STEPS
from goodterms.parting.planning import gather
from goodterms.records.book import Credit, Filed
from goodterms.records.model import Attempt, ContractText, Feeling
from goodterms.review.playbook import load
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money
from parting.scene import AS_OF, CLIENT, Scene, ago, euros


def made(scene: Scene, as_of: date = AS_OF) -> Dispute:
    """The evidence file of what is in the scene."""
    return dispute(gather(scene.book(), None, CLIENT, as_of, load()[0], scene.contracts))


def told(scene: Scene) -> list[tuple[date, str]]:
    """Day and kind of all that happened."""
    return [(one.day, one.kind) for one in made(scene).entries]


def test_bills_and_money_by_day() -> None:
    """Each on its own day, and what is open to the cent."""
    scene = Scene().bill("1", ago(50), 800, due=ago(20), paid=[(ago(10), 300)]).deposit(ago(5), -40)
    scene.bill("2", ago(60), 20, currency="GBP", disputed=True)
    scene.credited[1] = euros(100)
    found = made(scene)
    assert [(one.day, one.kind) for one in found.entries] == [
        (ago(60), "invoice"), (ago(50), "invoice"), (ago(10), "payment"), (ago(5), "refund"),
    ]  # fmt: skip
    assert found.entries[-1].values["sum"] == euros(40)
    assert found.left == (euros(400), Money(2000, "GBP"))
    assert [(one.number, one.paid, one.credited, one.disputed) for one in found.bills] == [
        ("2", Money(0, "GBP"), None, True), ("1", euros(300), euros(100), False),
    ]  # fmt: skip


def test_work_that_was_delivered_or_not() -> None:
    """In time, late, or due and not there; what is due later, or today, has not happened."""
    scene = Scene().make("a", due=ago(9), delivered_on=ago(9)).make("b", due=ago(8), delivered_on=ago(6))
    scene.make("c", due=ago(5)).make("d", due=ago(-5)).make("g", due=ago(0)).make("e").make(
        "f", delivered_on=ago(2)
    )
    assert told(scene) == [
        (ago(9), "delivered"), (ago(6), "delivered_late"), (ago(5), "not_delivered"), (ago(2), "delivered"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "acts", "incoming", "kind"),
    [
        ("Your invoice is late.", ("payment_reminder",), False, "reminder"),
        ("Two rounds are agreed.", ("boundary",), False, "boundary"),
        ("You can also pay by card.", ("easier_payment",), False, "easier_payment"),
        ("The accountant is away.", ("payment_excuse",), True, "excuse"),
        ("We do not use bank transfers.", ("refused_method",), True, "refusal"),
        ("You will hear from our lawyer.", ("threat",), True, "threat"),
        ("Could you add a logo?", ("out_of_scope",), True, "extra_work"),
        ("Back to the blue one.", ("reversal",), True, "reversal"),
        ("We will not pay this.", (), True, "refusal"),
        ("Nous contestons cette facture.", (), True, "refusal"),
        ("Wij betwisten dit.", (), True, "refusal"),
        ("Bên anh không chấp nhận.", (), True, "refusal"),
        ("My offer: the menu for €300.", (), False, "offer"),
        ("Mon devis : 300 EUR pour la carte.", (), False, "offer"),
        ("About 2026-014 again.", (), True, "about_invoice"),
    ],
)
def test_what_bears_on_it_is_quoted(text: str, acts: tuple[str, ...], incoming: bool, kind: str) -> None:
    """In its own words, with its place."""
    scene = Scene().bill("2026-014", ago(90), paid=[(ago(80), 500)])
    (found,) = [
        one for one in made(scene.mail(ago(9), *acts, text=text, incoming=incoming)).entries if one.quote
    ]
    assert (found.day, found.kind, found.quote) == (ago(9), kind, text)
    assert found.evidence.quote == ""


@pytest.mark.parametrize(
    ("text", "acts", "incoming"),
    [
        ("See you on Monday.", (), True),
        ("You will hear from our lawyer.", ("threat",), False),
        ("Please pay.", ("payment_reminder",), True),
        ("We will not pay this.", (), False),
        ("My offer stands.", (), False),
        ("I accept.", (), True),
    ],
)
def test_what_does_not_bear_on_it_is_left_out(text: str, acts: tuple[str, ...], incoming: bool) -> None:
    """Small talk, and what only counts from the other side."""
    assert told(Scene().mail(ago(9), *acts, text=text, incoming=incoming)) == []


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12", "What about invoice 12?"),
        ("12", "What about invoice no. 12?"),
        ("12", "What about inv. 12?"),
        ("12", "Factuurnr. 12 is nog open."),
        ("12", "What about #12?"),
        ("12", "Où en est la facture n° 12 ?"),
        ("12", "Factuurnummer 12 is nog open."),
        ("12", "Hóa đơn số 12 thế nào rồi?"),
        ("1043", "About 1043 again."),
        ("2026-014", "About 2026/014 again."),
        ("2026-014", "About 2026 014, again."),
        ("2026-014", "See INV2026-014.pdf."),
        ("INV-7", "About inv 7 again."),
    ],
)
def test_a_message_that_names_a_bill(number: str, text: str) -> None:
    """By its number, however it is spaced; a short one behind a word for an invoice."""
    scene = Scene().bill(number, ago(90), paid=[(ago(80), 500)]).mail(ago(9), text=text)
    assert (ago(9), "about_invoice") in told(scene)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12", "Dinner on 12 June? My mother is in hospital."),
        ("12", "I have your invoice. 12 people came."),
        ("12", "What about invoice 12.50?"),
        ("12", "What about invoice 2012 and invoice 12-3?"),
        ("2026-014", "In 2026 we had 014 guests."),
        ("2026-014", "It was in 2026. 014 is the prefix."),
        ("2026-014", "About 2026-014-2, 12026-014 and 2026-0145."),
        ("2026", "We moved in 2026."),
        ("2026-06", "In 2026-06 we are away."),
        ("A4", "Please print it on A4."),
        ("--", "Nothing -- at all."),
        ("", "Nothing at all."),
    ],
)
def test_a_number_in_a_private_message_names_none(number: str, text: str) -> None:
    """A day, a sum, a year or a larger number is no invoice, and no such mail goes into a file for others."""
    scene = Scene().bill(number, ago(90), paid=[(ago(80), 500)]).mail(ago(9), text=text)
    assert (ago(9), "about_invoice") not in told(scene)


def test_a_credit_note_is_an_entry() -> None:
    """On its own day, with the bill that it takes off; not before it was written."""
    scene = Scene().bill("1", ago(50), 800)
    place = Evidence("notes.csv", "line 2", "words")
    book = scene.book()
    notes = (Credit(1, ago(20), euros(100), place), Credit(1, ago(-5), euros(50), place))
    book = replace(book, credits=notes, credited={1: euros(150)})
    found = dispute(gather(book, None, CLIENT, AS_OF, load()[0], ()))
    (entry,) = [one for one in found.entries if one.kind == "credit_note"]
    assert (entry.day, entry.values["number"], entry.values["sum"]) == (ago(20), "1", euros(100))
    assert entry.evidence == Evidence("notes.csv", "line 2")
    assert found.bills[0].credited == euros(100)


def test_an_offer_and_its_yes() -> None:
    """A yes is one in the thread of an offer; a question, or a not yet, is none."""
    scene = Scene().mail(ago(9), text="My quote: €300.", incoming=False, thread="t")
    scene.mail(ago(8), text="Can you go ahead?", thread="t").mail(
        ago(8), text="Go ahead, but not yet.", thread="t"
    )
    scene.mail(ago(7), text="Go ahead.", thread="t").mail(ago(6), text="Go ahead.", thread="other")
    assert told(scene) == [(ago(9), "offer"), (ago(7), "accepted")]


def test_machines_say_nothing_and_calls_are_not_quoted() -> None:
    """What stands in the note of a call is the freelancer's own."""
    scene = Scene().mail(ago(9), "payment_excuse", text="Out of office", automatic=True)
    scene.mail(ago(8), "payment_excuse", text="I felt sick afterwards", channel="call")
    (found,) = made(scene).entries
    assert (found.kind, found.quote) == ("excuse", "")


def test_a_quote_has_no_password_and_an_end() -> None:
    """Nobody's secret goes into a file for others."""
    scene = Scene().mail(ago(9), "threat", text="The password is: Tulip-77\n" + "and so on " * 80)
    (found,) = made(scene).entries
    assert "Tulip" not in chronology(made(scene))
    assert len(found.quote) <= 400
    scene = Scene().mail(ago(9), "threat", subject="We will sue", text="")
    assert made(scene).entries[0].quote == "We will sue"


def test_what_was_raised_and_how_leaving_went() -> None:
    """Issue and reaction; told and ended. Other steps are nobody's business."""
    scene = Scene().row(ago(30)).mark("told=email", ago(20), "a private note").mark("closed", ago(1), "phew")
    scene.mark("considering", ago(40), "I dread it")
    assert told(scene) == [(ago(30), "raised.angry"), (ago(20), "told"), (ago(1), "closed")]
    scene = Scene()
    scene.kinds["attempts"] = [Filed(CLIENT, 1, Attempt(CLIENT, ago(3), "rate"))]
    assert told(scene) == [(ago(3), "raised.unknown")]


def test_its_documents_and_files() -> None:
    """Contracts and bills by name, and every file that something was read from."""
    scene = Scene().bill("1", ago(9))
    place = Evidence("agreement.pdf", "page 1", "all of it")
    paper = ContractText("en", "Agreement", "words", CLIENT, evidence=place)
    scene.kinds["contracts"] = [Filed(CLIENT, 9, paper)]
    found = made(scene)
    assert [(one.kind, one.name) for one in found.papers] == [("contract", "Agreement"), ("invoice", "1")]
    assert found.sources == ("agreement.pdf", "records.csv")
    assert made(Scene()).sources == ()


FELT = "zzzdread"


@given(st.data())
def test_nothing_felt_is_in_it(data: Any) -> None:
    """Wherever a feeling is planted: in ratings, in notes, or in the line that a fact was read from."""
    scene = Scene().bill("1", ago(30)).make("menu", delivered_on=ago(20)).gut(ago(9)).row(ago(8))
    scene.mark("told=email", ago(7), FELT).mark("lesson", ago(6), FELT).feel(ago(5), dread=4, note=FELT)
    scene.mail(ago(4), "payment_reminder", text=FELT, channel="call", incoming=False)
    scene.deposit(ago(3), 10)
    for kind, some in scene.kinds.items():
        if kind == "settlements":
            continue
        scene.kinds[kind] = [one._replace(record=with_quote(one.record, FELT)) for one in some]
    dropped = data.draw(st.sets(st.sampled_from(sorted(scene.kinds))))
    for kind in dropped:
        scene.kinds.pop(kind)
    found = made(scene)
    assert FELT not in chronology(found) + repr(found)
    assert not any(isinstance(value, Feeling) for entry in found.entries for value in entry.values.values())


def with_quote(record: Any, quote: str) -> Any:
    """The record as a line of a daybook tells it, with a feeling in the same line."""
    fields = {name: getattr(record, name) for name in record.__slots__}
    if "asked" in fields:
        fields["asked"] = quote
    return type(record)(**{**fields, "evidence": record.evidence._replace(quote=quote)})


def test_the_same_facts_are_the_same_bytes() -> None:
    """In whichever order they were read; and one cent more is another digest."""
    scene = Scene().bill("1", ago(30)).mail(ago(9), "threat", text="We will sue").make("menu", due=ago(3))
    told = chronology(made(scene))
    for kind in scene.kinds:
        scene.kinds[kind].reverse()
    assert chronology(made(scene)) == told
    document = json.loads(told)
    assert document["schema"] == "goodterms.evidence/1"
    assert [one["kind"] for one in document["entries"]] == ["invoice", "threat", "not_delivered"]
    assert document["open"] == [{"amount": "500.00", "currency": "EUR"}]
    other = Scene().bill("1", ago(30), 500.01).mail(ago(9), "threat", text="We will sue")
    assert digest(chronology(made(other)).encode()) != digest(told.encode())


def entries_of_all_kinds() -> list[Entry]:
    """What a chronology can hold, each kind at least once."""
    scene = Scene().bill("2026-014", ago(50), 800, paid=[(ago(10), 300)]).deposit(ago(5), -40)
    scene.make("a", due=ago(9), delivered_on=ago(9)).make("b", due=ago(9), delivered_on=ago(6))
    scene.make("c", due=ago(5)).row(ago(30)).mark("told=email", ago(20)).mark("closed", ago(1))
    for reaction in ("agreed", "ignored", ""):
        raised = Attempt(CLIENT, ago(3), "rate", "", reaction)
        scene.kinds["attempts"].append(Filed(CLIENT, 900 + len(reaction), raised))
    for act, kind in ACTS.items():
        scene.mail(ago(9), act, text="words", incoming=kind not in MINE)
    scene.mail(ago(8), text="My quote: €300.", incoming=False, thread="t")
    scene.mail(ago(7), text="Go ahead.", thread="t").mail(ago(6), text="About 2026-014 again.")
    book = replace(scene.book(), credits=(Credit(1, ago(20), euros(100)),), credited={1: euros(100)})
    return list(dispute(gather(book, None, CLIENT, AS_OF, load()[0], ())).entries)


@pytest.mark.parametrize("language", ["en", "fr", "nl", "vi"])
def test_every_entry_has_its_sentence(language: str) -> None:
    """Whatever a chronology calls something, the catalogue has a sentence with a place for all it tells."""
    from goodterms.faces.words import Words  # noqa: PLC0415

    entries = entries_of_all_kinds()
    assert {one.kind for one in entries} == {
        "invoice", "credit_note", "payment", "refund", "delivered", "delivered_late", "not_delivered",
        *ACTS.values(), "offer", "accepted", "about_invoice", "raised.angry", "raised.agreed",
        "raised.ignored", "raised.unknown", *STEPS,
    }  # fmt: skip
    words = Words(language)
    names = {"me": "Mara", "client": "Rob", "issue": "money", "channel": "email"}
    for entry in entries:
        said = words(entry.text.key, **{**entry.values, **names})
        assert said != entry.text.key
        assert "{" not in said
    (bill,) = [one for one in entries if one.kind == "invoice"]
    assert Words("en").say(bill.text).startswith("Invoice 2026-014 for €800.00")
