"""A text that is no contract has no clauses, and that is said; nobody's contract is refused."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.correcting import correction
from goodterms.parting.contract.reading import read_contract

PAPERS = {
    "invoice": """INVOICE 2026-04

Bill to: Corner Bakery Ltd, 4 Mill Lane
Date: 3 March 2026

| Item | Hours | Amount |
|---|---|---|
| Menu, second draft | 6 | 360.00 EUR |

Please pay within 14 days of receipt. Late payment costs 8 % interest a year.
Thank you for your business, and see you soon!
""",
    "prices": """Prices of the year

A drawing costs 200 EUR, a poster 450 EUR. A deposit of 30 % is usual.
We deliver by post and open at ten. Prices hold until 31 December 2026.
""",
    "licence": """LICENCE

You may copy, change and pass on this software free of charge, as long as this note stays with it.
It comes without any warranty, and its authors owe nobody anything for what it does.
""",
    "letter": """Chère Madame,

Je vous remercie de votre visite et vous enverrai le dessin avant le 4 mai 2026. Les frais de port sont
à ma charge. Bien à vous,
""",
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
def test_another_paper_has_no_clauses(paper: str) -> None:
    """Its lines are there, and a problem says that it does not look like a contract."""
    contract = read_contract(paper, source="paper.md")
    assert (contract.clauses, contract.loose_ends) == ((), ())
    assert [one.key for one in contract.problems] == ["contract.unlike"]
    assert contract.lines


def test_who_says_its_language_says_that_it_is_one() -> None:
    """Then it is read."""
    kinds = {one.kind for one in read_contract(PAPERS["invoice"], "en").clauses}
    assert {"payment_term", "late_interest"} <= kinds


def test_who_says_what_a_passage_is_says_so_too() -> None:
    """A clause that was put in by hand is shown, with all others."""
    paper = PAPERS["prices"]
    said = correction(paper, "We deliver by post", "notice_form", {"form": "post"}, becomes="notice_form")
    contract = read_contract(paper, corrections=[said])
    assert "notice_form" in {one.kind for one in contract.clauses} and contract.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        'Agreement between Corner Bakery Ltd ("the Client") and Mara Lindqvist ("the Designer")\n\n'
        "Either party may end this agreement on one month's notice.\n",
        "For the shop in Mill Lane\n\nI draw the menu by 3 May 2026. You pay each invoice within 14 days.\n"
        "A deposit of 30 % is due on signing. You may send each rough back twice.\n"
        "Either of us may stop on ten days' notice. Irish law applies.\n",
    ],
)
def test_a_short_contract_is_one(text: str) -> None:
    """By its name and its two sides, or by all that it settles."""
    contract = read_contract(text)
    assert contract.clauses and contract.problems == ()
