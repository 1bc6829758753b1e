"""What mails tell besides the work, of others, of once, of wishes: it settles and promises nothing."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

ASK = ("client", "2026-05-04", "Hi Mara,\n\nCould you paint a sign for our bakery?")
OFFER = (
    "Dear Jonas,\n\nI'd paint the sign for £900. A deposit of £200 first, please, the rest within 14 days of "
    "my bill. You'd have it by 12 June."
)
YES = ("client", "2026-05-06", "Hi Mara,\n\nAgreed, thank you.")
HELD = [("price", "900 GBP"), ("deposit", "200 GBP"), ("payment_term", "14 days"), ("deadline", "2026-06-12")]
OWED = [("client", None), ("me", date(2026, 6, 12))]


def read(*mails: tuple[str, str, str]) -> Dossier:
    return terms_in_fact(talk(mails), "en", [ME], [CLIENT])


def standing(found: Dossier) -> list[tuple[str, str]]:
    """The terms that hold, but for what the work is."""
    told = (one.term for one in found.terms)
    return [(one.what, one.value) for one in told if not one.is_superseded and one.what != "scope"]


@pytest.mark.parametrize(
    "text",
    [
        "My car is in the garage until Wednesday and they want £430 for the brakes.",
        "The roofer says he'll come on Thursday.",
        "The gallery paid me in 40 days.",
        "Our insurance pays £8,000, God knows when.",
        "Our electricity bill is £2,500 a month.",
        "The band keeps 50% if we cancel.",
        "My lease ends on 30 June with two months' notice.",
        "They would not say, it would take two weeks.",
        "The varnish needs three days to dry.",
        "With an apprentice I'd have to charge £700.",
        "A helper would be another £250.",
        "Could you let me know before Sunday so I can plan it in?",
        "I could never charge £2,000.",
        "I used to ask for half in advance.",
        "Last autumn I did the same for £600.",
        "For the harbour I charged £2,200.",
        "I was quoted £850 for a new easel yesterday.",
        "The drawings sold for £4,000.",
        "My new flat needs a deposit of £700.",
        "A ticket to York is £70 now.",
        "Three rounds of darts are on me.",
        "They got three rounds of changes from the last one.",
        "We may need a second one in winter.",
        "I need a holiday.",
        "Next year I'd like to draw a calendar for you.",
        "Perhaps we'll do a book together next month.",
        "The parade is on 21 May at seven.",
        "The rehearsal is on 21 May at seven.",
        "My accountant will do my taxes next week.",
        "We'll have a new oven by 21 May.",
        "I should be fit again by Friday.",
        "We'll know more by Friday.",
        "I'll send my mother a cake on Friday.",
        "I'll bring cake on Friday.",
        "You'll see the swallows when you come.",
        "You'll hear the bells on Sunday.",
        "You owe me a pint.",
        "Please give my love to Ann.",
        "Please excuse the delay, I was ill until Friday.",
        "Would you like to come to the party on 21 May?",
        "I can't do it before 28 May.",
        "I'll give you a wave from the ferry.",
    ],
)
def test_what_is_told_by_the_way_changes_nothing(text: str) -> None:
    """Said by the freelancer in the offer, or by either once it was agreed."""
    mine, theirs = (
        ("me", "2026-05-11", "Dear Jonas,\n\nHello again."),
        ("client", "2026-05-12", "Hi Mara, hello."),
    )
    for mails in (
        (("me", "2026-05-05", f"{OFFER}\n\n{text}"), YES, mine, theirs),
        (("me", "2026-05-05", OFFER), YES, (*mine[:2], f"{mine[2]} {text}"), theirs),
        (("me", "2026-05-05", OFFER), YES, mine, (*theirs[:2], f"{theirs[2]} {text}"), mine),
    ):
        found = read(ASK, *mails)
        assert standing(found) == HELD
        assert [(one.owed_by, one.due) for one in found.loose_ends] == OWED
        assert sum(one.term.what == "scope" for one in found.terms) == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A day of flying is £380.", ("price", "380 GBP")),
        ("Six stools: £75 apiece.", ("price", "75 GBP")),
        ("My fee is £500. I bill at the end, 30 days net.", ("payment_term", "30 days")),
        ("My fee is £500. I'd return them by 29 May.", ("deadline", "2026-05-29")),
        ("A day on the river is £380. That gets you 40 pictures.", ("price", "380 GBP")),
        ("My fee is £500. You can pick it up on 29 May.", ("deadline", "2026-05-29")),
        ("My fee is £500. I take £100 of that up front.", ("deposit", "100 GBP")),
    ],
)
def test_what_is_offered_beside_it_holds(text: str, held: tuple[str, str]) -> None:
    ask = ("client", "2026-05-04", "Hi Mara,\n\nCould you help us? What would you want for it?")
    found = read(ask, ("me", "2026-05-05", f"Dear Jonas,\n\n{text}"), YES)
    assert held in standing(found)
    assert [one.term.value for one in found.terms if one.term.what == "price"] == [
        held[1] if held[0] == "price" else "500 GBP"
    ]


def test_money_that_is_kept_if_the_work_is_called_off_is_still_the_deposit() -> None:
    """News of it is news of the deposit."""
    offer = ("me", "2026-05-05", f"{OFFER} If you call it off, I keep the £200.")
    paid = ("client", "2026-05-11", "Hi Mara,\n\nThe £200 went out this morning.")
    deposit, _ = read(ASK, offer, YES, paid).loose_ends
    assert (deposit.owed_by, deposit.state) == ("client", "done")


def test_what_the_work_waits_for_is_not_the_work() -> None:
    """It came, and the work is still to come; and lost things are still awaited."""
    offer = ("me", "2026-05-05", "Dear Jonas,\n\nI'd draw the map for £900. You'd have it on 12 June, if "
             "I get the street list by 15 May. I'll send you two sketches by 18 May.")  # fmt: skip
    came = ("client", "2026-05-14", "Hi Mara,\n\nHere is the street list, attached.")
    lost = ("client", "2026-05-20", "Hi Mara,\n\nDid the two sketches get lost on the way?")
    ends = {one.due: one.state for one in read(ASK, offer, YES, came, lost).loose_ends}
    assert ends[date(2026, 6, 12)] == ends[date(2026, 5, 18)] == "open"


def test_who_looks_for_something_still_owes_it() -> None:
    asks = ("me", "2026-05-11", "Dear Jonas,\n\nCould you let me have the old photographs?")
    looks = ("client", "2026-05-12", "Hi Mara,\n\nBen will look for the photographs when he is back.")
    ends = read(ASK, ("me", "2026-05-05", OFFER), YES, asks, looks).loose_ends
    assert [one.state for one in ends if "photographs" in one.what] == ["open"]


def test_a_doubtful_extra_is_not_what_the_offer_is_for() -> None:
    """Nor is what the client only asks the price of."""
    ask = ("client", "2026-05-04", "Hi Mara,\n\nCould you help with our fair? What would you want for it?")
    offer = ("me", "2026-05-05", "Dear Jonas,\n\nMy fee is £420. With a second stall I'd have to charge "
             "£650, but I doubt we'd need one.")  # fmt: skip
    found = read(ask, offer, YES)
    assert standing(found) == [("price", "420 GBP")]
    assert [one for one in found.terms if one.term.what == "scope"] == []
