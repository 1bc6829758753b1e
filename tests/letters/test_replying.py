"""An answer is read for what it is, a kind one never for a grave one, and the reply opens nothing again."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from goodterms.letters import sheet_index
from goodterms.letters.known import Bill, Known
from goodterms.letters.linting import lint
from goodterms.letters.replying import KINDS, Answer, answer, reply
from goodterms.letters.sheets import ANSWERS
from goodterms.letters.wording import Register, written
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

LABELLED = sorted((Path(__file__).parent / "answers").glob("*.jsonl"))
GRAVE = {"self_harm", "danger", "threat", "non_payment", "anger"}
LANGUAGES = [one for one in shelf.folders(ANSWERS, ".") if not one.startswith("_")]
SHEETS = [(language, name) for language in LANGUAGES for name in sheet_index.tables(language, ANSWERS)]


def labelled(file: Path) -> list[tuple[str, str | None, str | None]]:
    """The answers of a language: what each says, what it is, and what it is read as."""
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [(one["text"], one["answer"], answer(one["text"], file.stem).kind) for one in told]


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: file.stem)
def test_answers_are_read_for_what_they_are(file: Path) -> None:
    """At least 85 in a hundred, and every kind of them occurs."""
    found = labelled(file)
    wrong = [one for one in found if one[1] != one[2]]
    assert len(wrong) <= 0.15 * len(found), wrong
    kinds = {"self_harm", "accepts", "bargains", "guilt", "anger", "non_payment", "threat"}
    assert kinds <= {one[1] for one in found}


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: file.stem)
def test_a_kind_answer_is_never_read_as_a_grave_one(file: Path) -> None:
    """Who accepts is not told to see a lawyer."""
    assert [one for one in labelled(file) if one[1] == "accepts" and one[2] in GRAVE] == []


@pytest.mark.parametrize(("language", "name"), SHEETS)
def test_a_sheet_catches_and_passes_its_examples(language: str, name: str) -> None:
    """What must be caught is, and what must pass does."""
    sheet = sheet_index.tables(language, ANSWERS)[name]

    def is_caught(text: str) -> bool:
        return any(sign.kind == name for sign in answer(text, language).signs)

    assert [text for text in sheet.get("caught", ()) if not is_caught(text)] == []
    assert [text for text in sheet.get("passed", ()) if is_caught(text)] == []


@pytest.mark.parametrize("language", written())
def test_a_reply_is_short_and_opens_nothing(language: str) -> None:
    """To every kind of answer and to many clients: nothing that the checker marks; nothing at all to somebody
    who is a danger."""
    for kind in (*KINDS, None):
        for number in range(12):
            said = reply(Answer(kind, ()), language, f"Kestrel {number}", contact="Dana Whitfield", me="Mara")
            marked = [one for one in lint(said, language).findings if one.start is not None]
            assert (marked, said) == ([], said)
            assert (said == "") == (kind == "danger")
            assert "{" not in said
            assert len(said.split()) <= 80


@pytest.mark.parametrize(("language", "register"), list(product(written(), ("formal", "familiar"))))
def test_who_speaks_of_self_harm_is_asked_how_they_are(language: str, register: Register) -> None:
    """Nothing about the leaving, the work or its end, no business greeting; what to do comes as advice."""
    found = Answer("self_harm", ())
    for number, contact in product(range(12), ("", "Dana Whitfield")):
        client = f"Kestrel {number}"
        said = reply(found, language, client, contact=contact, me="Mara", register=register)
        others = {
            reply(Answer(kind, ()), language, client, contact=contact, me="Mara", register=register)
            for kind in KINDS
            if kind != "self_harm"
        }
        assert "?" in said and "Kestrel" not in said
        assert not any(line and line in other for line in said.split("\n\n")[1:2] for other in others)
    assert found.advice is not None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "self_harm"])
def test_self_harm_comes_before_everything_else(kind: str) -> None:
    """Whatever else the same answer does."""
    angry = {
        "danger": "I know where you live.", "threat": "You'll hear from our solicitors.",
        "non_payment": "We will not pay your last invoice.", "accepts": "Thank you for everything.",
        "guilt": "How can you do this to us?", "bargains": "What if we pay you more?",
        "anger": "I'm furious.", "question": "Why?",
    }  # fmt: skip
    assert answer(f"{angry[kind]} I am going to kill myself.", "en").kind == "self_harm"


def test_nobody_is_sent_to_ask_a_danger_how_they_are() -> None:
    """Who threatens both is for those who can help safely: no reply, and advice that says so."""
    both = answer("I know where you live. I will kill you and then I am going to kill myself.", "en")
    assert (both.kind, both.advice) == ("self_harm", Text("reply.advice.danger_to_both"))
    assert reply(both, "en", "Kestrel") == ""
    alone = answer("I know where you live.", "en")
    assert alone.advice == Text("reply.advice.danger")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_invoice_is_named_to_who_does_not_pay(language: str) -> None:
    """The oldest of those that are open; advice comes with it."""
    day = date(2026, 3, 1)
    bills = tuple(
        Bill(number, day, None, Money(100, "EUR"), Money(left, "EUR"), Evidence("invoices.csv", "line 2"))
        for number, left in (("2026-1", 0), ("2026-2", 100))
    )
    found = Answer("non_payment", ())
    said = reply(found, language, "Kestrel", Known("Kestrel", day, bills=bills, contact="Ann Vos", me="Mara"))
    assert "2026-2" in said and "2026-1" not in said and "Mara" in said
    assert found.advice is not None and Answer("accepts", ()).advice is None
