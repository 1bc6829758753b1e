"""A plan where there is no contract, and mails settled what one gives."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.model import Plan, TermInFact
from goodterms.parting.notice import latest_for
from goodterms.parting.planning import gather, plan
from goodterms.review.playbook import load
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money
from parting.scene import AS_OF, CLIENT, Scene


def term(what: str, value: str) -> TermInFact:
    """Something that a mail settled."""
    quote = f"{what}: {value}, agreed."
    return TermInFact(what, value, quote, "<2@bikes.example>", Evidence("2.eml", "<2@bikes.example>", quote))


def made(scene: Scene, *agreed: TermInFact) -> Plan:
    return plan(scene.book(), scene.review, CLIENT, AS_OF, load()[0], agreed=agreed)


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("45 days", date(2026, 7, 30)),
        ("2 weeks", date(2026, 6, 29)),
        ("1 months", date(2026, 7, 15)),
        ("10 working days", date(2026, 6, 29)),
    ],
)
def test_the_notice_that_mails_agreed_on_binds(value: str, last: date) -> None:
    """As a contract's does, with the words it was agreed in."""
    told = made(Scene().ready(), term("notice_period", value))
    assert (told.notice.last_day, told.notice.of) == (last, "contract")
    assert told.notice.source == f"notice_period: {value}, agreed."
    (found,) = [one for one in told.notice.candidates if one.why.key == "plan.last_day.in_mails"]
    assert found.evidence[0].source == "2.eml"


def test_a_notice_without_a_length_says_nothing() -> None:
    """Words alone are no day."""
    told = made(Scene().ready(), term("notice_period", "reasonable"))
    assert "plan.last_day.in_mails" not in [one.why.key for one in told.notice.candidates]


def test_one_speaks_in_time_for_a_day_that_is_needed() -> None:
    """Where mails agreed on the notice, that is before the day by its length."""
    agreed = (term("notice_period", "30 days"),)
    scene = Scene().ready()
    case = gather(scene.book(), scene.review, CLIENT, AS_OF, load()[0], agreed=agreed)
    found = latest_for(case, date(2026, 8, 31))
    assert found is not None and found.day == date(2026, 8, 1)


def test_the_gate_waits_until_all_that_was_agreed_is_read() -> None:
    """It names how to; the freelancer's word opens it."""
    agreed = (term("deposit", "30%"),)
    (gate,) = [one for one in made(Scene(), *agreed).gates if one.name == "contract"]
    assert (gate.state, gate.why.key) == ("closed", "gate.contract.in_mails")
    assert gate.why.values == {"client": CLIENT}
    (gate,) = [one for one in made(Scene().ready(), *agreed).gates if one.name == "contract"]
    assert gate.state == "open"


def test_the_law_that_mails_agreed_on_holds() -> None:
    """Where the records do not say where the client is, it is the place's."""
    keys = [note.key for note in made(Scene(country="").ready(), term("governing_law", "NL")).notes]
    assert "plan.note.no_place" not in keys
    assert "plan.note.no_place" in [note.key for note in made(Scene(country="").ready()).notes]


@pytest.mark.parametrize(("value", "shown"), [("500 EUR", Money(50_000, "EUR")), ("30%", "30%")])
def test_a_deposit_that_mails_agreed_on_is_remembered(value: str, shown: Money | str) -> None:
    """What of it is not worked for goes back."""
    notes = {note.key: note.values for note in made(Scene().ready(), term("deposit", value)).notes}
    assert notes["plan.note.deposit"] == {"deposit": shown}
