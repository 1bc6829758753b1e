"""The two rules that compare a letter with the records."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goodterms.letters import sheet_index
from goodterms.letters.known import Bill, Fact, Known
from goodterms.letters.letter import Letter
from goodterms.letters.linting import lint, read_letter
from goodterms.letters.rules import untrue_claim, unwanted_referral
from goodterms.letters.sheets import Hit
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence
from letters.records import AS_OF, CLIENT, euros

LANGUAGES = [one for one in shelf.folders("goodterms", "letters/words") if not one.startswith("_")]
BILL = Bill("2026-014", AS_OF, AS_OF, euros(1200), euros(1200), Evidence("invoices.csv", "line 2"))
KNOWN = Known(CLIENT, AS_OF, bills=(BILL,))
TEXT = "My calendar is full, and my work ends on 31 July. Ann Vos draws bicycles too, and so do others."
FULL, REFERRAL = Hit(0, 0, 3), Hit(1, 0, 1)
UNTRUE = {"fully_booked": {"booked": Fact(0.4)}, "always_on_time": {"on_time": Fact(0.4)}}
CAUGHT = [
    (language, kind)
    for language in LANGUAGES
    for kind in UNTRUE
    if f"claims.{kind}" in sheet_index.tables(language)
]


def letter(known: Known | None) -> Letter:
    held = {"claims.fully_booked": [FULL], "alternatives": [REFERRAL]}
    return read_letter(TEXT, "en", known=known)._replace(held=held)


def quotes(found: list[tuple[int, int]]) -> list[str]:
    return [TEXT[slice(*place)] for place in found]


@pytest.mark.parametrize(
    "known", [None, KNOWN, KNOWN._replace(booked=Fact(0.8)), KNOWN._replace(booked=Fact(1))]
)
def test_what_is_not_contradicted_passes(known: Known | None) -> None:
    """No records, none of it, or records that leave it open: a good letter is not flagged."""
    assert untrue_claim.find(letter(known)) == []


def test_what_the_records_contradict_is_found() -> None:
    """The clause that says it, and no other."""
    assert quotes(untrue_claim.find(letter(KNOWN._replace(booked=Fact(0.4))))) == ["My calendar is full"]


def test_a_wrong_amount_is_found() -> None:
    """Of an invoice that the records know, by its number, in any language that letters are read in."""
    text = "Invoice 2026-014 for €1,400 is the last one, and my work for you ends on 31 July."
    found = lint(text, "en", known=KNOWN).findings
    assert [one.quote for one in found if one.rule == "untrue_claim"] == [
        "Invoice 2026-014 for €1,400 is the last one"
    ]


@pytest.mark.parametrize(("language", "kind"), CAUGHT)
def test_a_claim_of_any_language_is_compared(language: str, kind: str) -> None:
    """Every example of the sheet is flagged where the records say otherwise, and passes where they do not."""
    for text in sheet_index.tables(language)[f"claims.{kind}"].get("caught", ()):
        assert untrue_claim.find(read_letter(text, language, known=KNOWN._replace(**UNTRUE[kind]))), text
        assert untrue_claim.find(read_letter(text, language, known=KNOWN)) == [], text


@pytest.mark.parametrize("known", [None, KNOWN, KNOWN._replace(referral=True)])
def test_a_referral_may_be_made(known: Known | None) -> None:
    """To everybody but those who were disrespectful; without records nobody is."""
    assert unwanted_referral.find(letter(known)) == []


def test_a_referral_to_a_client_without_respect_is_found() -> None:
    """The clause that offers somebody (M63)."""
    assert quotes(unwanted_referral.find(letter(KNOWN._replace(referral=False)))) == [
        "Ann Vos draws bicycles too"
    ]


def test_without_records_the_rules_import_nothing() -> None:
    """A letter alone is checked before money, evidence or invoices are heard of."""
    heavy = ("letters.claims", "letters.mentions", "letters.known", "letters.hints", "terms.money")
    code = (
        "import sys; from goodterms.letters.linting import lint; lint('I end our work on 3 May.', 'en'); "
        f"print(*(name for name in {heavy} if 'goodterms.' + name in sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == []
