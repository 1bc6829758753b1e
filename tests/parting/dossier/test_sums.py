"""Money as people write it: parts of a pound, thousands in a letter or a word, no currency at all."""

from __future__ import annotations

import pytest

from parting.dossier.test_haggling import read, standing

_TITLES = "I typeset the whole songbook, thirty titles."


@pytest.mark.parametrize(
    ("language", "offer", "value"),
    [
        ("en", "I charge 9p a line.", "0.09 GBP"),
        ("en", "I charge £2k for the lot.", "2000 GBP"),
        ("en", "Postage was £4. The job would come to two and a half grand.", "2500 GBP"),
        ("en", "Postage was £4. I could do it for a thousand.", "1000 GBP"),
        ("en", "Postage was £4. For the set I'd ask 1.5k.", "1500 GBP"),
        ("en", "Postage was £4. I'm at 640 for the set.", "640 GBP"),
        ("en", "Postage was £4. It comes to 45 an hour.", "45 GBP"),
        ("en", "Postage was £4. Ink, paper and cutting, 730 all told.", "730 GBP"),
        ("nl", "Ik reken 16 cent per regel.", "0.16 EUR"),
        ("nl", "Ik kom uit op 640 voor alles.", "640 EUR"),
        ("nl", "Druk en papier samen, 730 in totaal.", "730 EUR"),
    ],
)
def test_a_price_without_its_sign(language: str, offer: str, value: str) -> None:
    agrees = {"en": "That is agreed.", "nl": "Akkoord."}[language]
    found = read(language, ("me", "2026-03-02", offer), ("client", "2026-03-03", agrees))
    assert standing(found)["price"] == value


@pytest.mark.parametrize(
    ("language", "offer"),
    [
        ("en", "I'd do the booklet, at most 24p and a cover."),
        ("en", "It will be ready for 2027 and costs nothing."),
        ("en", "There is room for 120 guests at 8 tables."),
        ("en", "k is the letter on page 110 that troubles me."),
        ("en", "I count 20%k and no more."),
        ("en", "Thousand thanks for the plums."),
        ("nl", "Er is plaats voor 120 gasten aan 8 tafels."),
    ],
)
def test_other_numbers_are_no_price(language: str, offer: str) -> None:
    found = read(language, ("me", "2026-03-02", offer), ("client", "2026-03-03", "Ok."))
    assert "price" not in standing(found)


def test_a_number_is_no_sum_where_nobody_names_a_currency() -> None:
    """Pounds, dollars or euros? 640 alone does not tell."""
    found = read("en", ("me", "2026-03-02", "I'm at 640 for the set."), ("client", "2026-03-03", "Agreed."))
    assert "price" not in standing(found)


@pytest.mark.parametrize(
    ("language", "asks", "answers", "prices"),
    [
        ("en", "Could you add a map at 120 extra?", "The map for £120 extra, fine.", {"900 GBP", "120 GBP"}),
        ("en", "Our new kettle cost £120 extra.", "What a kettle!", {"900 GBP"}),
        (
            "nl",
            "Voor een kaart erbij betalen we 120 euro extra.",
            "120 euro is goed.",
            {"900 EUR", "120 EUR"},
        ),
    ],
)
def test_something_besides_has_a_price_of_its_own(
    language: str, asks: str, answers: str, prices: set[str]
) -> None:
    """It leaves the price of the work, and counts only where both name it."""
    offer = {"en": "My fee is £900.", "nl": "Ik vraag 900 euro."}[language]
    agrees = {"en": "Agreed.", "nl": "Akkoord."}[language]
    found = read(
        language,
        ("me", "2026-03-02", offer),
        ("client", "2026-03-03", agrees),
        ("client", "2026-03-04", asks),
        ("me", "2026-03-05", answers),
    )
    held = {one.term.value for one in found.terms if one.term.what == "price" and not one.term.is_superseded}
    assert held == prices
