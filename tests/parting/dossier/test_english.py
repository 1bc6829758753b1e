"""How people write in English who owe one another something, or bargain."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.dossier import Dossier, Term, sheets, terms_in_fact
from goodterms.parting.dossier.saying import sentences
from parting.dossier.talks import CLIENT, ME, talk

ASKED = ("client", "Hi Mara,\n\nCould you edit our handbook? What would you want for it?")
OFFER = "My fee is £900. You'd have it by 29 May."


def read(*mails: tuple[str, str]) -> Dossier:
    """Mails of every second day, from Monday 4 May on."""
    days = (date(2026, 5, 4 + 2 * number).isoformat() for number in range(len(mails)))
    every = [(who, day, text) for (who, text), day in zip(mails, days, strict=True)]
    return terms_in_fact(talk(every), "en", [ME], [CLIENT])


def greeted(who: str, text: str) -> tuple[str, str]:
    return who, f"{'Dear Jonas' if who == 'me' else 'Hi Mara'},\n\n{text}"


def owed(*mails: tuple[str, str]) -> list[tuple[str, str | None, str]]:
    """What is owed besides the handbook, after its price was agreed in three mails."""
    agreed = (ASKED, greeted("me", OFFER), greeted("client", "That's fine."))
    found = read(*agreed, *(greeted(*one) for one in mails)).loose_ends
    return [
        (one.owed_by, one.due.isoformat() if one.due else None, one.state)
        for one in found
        if one.quote != "You'd have it by 29 May."
    ]


def handbook(*mails: tuple[str, str]) -> str:
    """What became of the handbook."""
    agreed = (ASKED, greeted("me", OFFER), greeted("client", "That's fine."))
    return read(*agreed, *(greeted(*one) for one in mails)).loose_ends[0].state


@pytest.mark.parametrize(
    ("writer", "text", "owed_by", "due"),
    [
        ("me", "Could I trouble you for the floor plan?", "client", None),
        ("me", "Would it be possible to get the old website files by 15 May?", "client", "2026-05-15"),
        ("me", "I'd love to have your feedback by 15 May.", "client", "2026-05-15"),
        ("me", "Any feedback by 15 May would be much appreciated.", "client", "2026-05-15"),
        ("me", "Grateful if you could return the signed form by 15 May.", "client", "2026-05-15"),
        ("me", "Can you confirm the print run by 15 May?", "client", "2026-05-15"),
        ("me", "I'd be glad of your comments by 15 May.", "client", "2026-05-15"),
        ("me", "I'm expecting the captions by 15 May.", "client", "2026-05-15"),
        ("me", "Pls hand over the archive key to Kim.", "client", None),
        ("me", "Could you add me to the shared drive?", "client", None),
        ("me", "I still have to send you the invoice for April.", "me", None),
        ("me", "I'll invoice you on the 15th.", "me", "2026-05-15"),
        ("me", "Invoice to follow.", "me", None),
        ("me", "Give me until 15 May for the outline.", "me", "2026-05-15"),
        ("me", "I'll hand over the login details to Kim once they're changed.", "me", None),
        ("client", "I'll come back to you with our comments by 15 May.", "client", "2026-05-15"),
        ("client", "Let me dig out the old brochure for you.", "client", None),
        ("client", "Payment will go out on 15 May.", "client", "2026-05-15"),
        ("client", "The measurements will be forwarded to you shortly.", "client", None),
        ("client", "Do send the invoice when you can.", "me", None),
        ("client", "We'd be glad if you sent the low-res files by 15 May.", "me", "2026-05-15"),
    ],
)
def test_who_gives_and_who_is_asked(writer: str, text: str, owed_by: str, due: str | None) -> None:
    other = "client" if writer == "me" else "me"
    found = owed((writer, text), (other, "Noted, thanks."))
    assert [one[:2] for one in found] == [(owed_by, due)]


@pytest.mark.parametrize(
    ("writer", "text"),
    [
        ("me", "I'll need a holiday after this."),
        ("me", "I'll have a look on 15 May."),
        ("me", "Could I ask you a favour on Friday?"),
        ("me", "May I ask for your rates?"),
        ("me", "I owe you a pint."),
        ("me", "Do send my love to Anna."),
        ("client", "We're expecting 200 guests on Friday."),
        ("client", "You said you would be away in June."),
        ("client", "Could you manage Tuesday for the photo session?"),
        ("client", "As long as it's fun in the end I'm happy."),
    ],
)
def test_small_talk_owes_nothing(writer: str, text: str) -> None:
    assert owed((writer, text)) == []


@pytest.mark.parametrize(
    ("mails", "ends"),
    [
        # a condition with its day is what the other owes
        (
            (("me", "The date is fine as long as I get the glossary by 15 May."),),
            [("client", "2026-05-15", "open")],
        ),
        # two promises behind each other, of either side
        (
            (("me", "Pick a cover, tell me by 15 May and I'll draw the spine on 16 May."),),
            [("client", "2026-05-15", "open"), ("me", "2026-05-16", "open")],
        ),
        # what is asked for and promised by "it" is one thing, with the day of the answer
        (
            (("client", "Please return the archive key."), ("me", "I'll drop it off on 20 May.")),
            [("me", "2026-05-20", "open")],
        ),
        # of two things "it" may be either
        (
            (
                ("me", "Please return the key. Please send the captions."),
                ("client", "I'll bring it on 20 May."),
            ),
            [("client", None, "unknown"), ("client", None, "unknown"), ("client", "2026-05-20", "open")],
        ),
        # who names the thing and has somebody else send it promises the same
        (
            (
                ("me", "Would you send me the map?"),
                ("client", "My son has the map, I'll get him to email it."),
            ),
            [("client", None, "open")],
        ),
        # once it is printed it is not there yet
        (
            (("client", "I'll post you a copy once they're printed."), ("me", "Lovely.")),
            [("client", None, "unknown")],
        ),
        ((("me", "Would you share the folder?"), ("client", "Done!")), [("client", None, "done")]),
        # a bill with its number is one thing, and other news beside it are not of it
        (
            (("me", "My invoice no. 3 is overdue."), ("client", "Apologies, I've just paid it.")),
            [("client", None, "done")],
        ),
        (
            (
                ("client", "The notes will reach you by 12 May."),
                ("me", "The notes haven't come and the first invoice is overdue."),
                ("client", "The notes are attached."),
            ),
            [("client", "2026-05-12", "done"), ("client", None, "open")],
        ),
        # when to pay is no promise, whatever is promised before
        (
            (("me", "I'll send you the invoice on 1 June and ask for payment within 14 days."),),
            [("me", "2026-06-01", "open")],
        ),
        # what was promised in the mail before is asked for once
        (
            (
                ("client", "My aunt is going to lend me the family tree, I'll copy it for you."),
                ("me", "The family tree would help."),
            ),
            [("client", None, "open")],
        ),
        ((("me", "Would you send the map?"), ("client", "Map below.")), [("client", None, "done")]),
        (
            (("me", "Would you send the map?"), ("client", "OK."), ("me", "Any luck with the map?")),
            [("client", None, "open")],
        ),
        (
            (("me", "Would you send the map?"), ("client", "I haven't got round to the map.")),
            [("client", None, "open")],
        ),
    ],
)
def test_what_became_of_a_promise(
    mails: tuple[tuple[str, str], ...], ends: list[tuple[str, str | None, str]]
) -> None:
    assert owed(*mails) == ends


@pytest.mark.parametrize(
    ("mails", "state"),
    [
        ((("me", "Here's the edited handbook."),), "done"),
        ((("me", "The first half of the handbook is attached."),), "open"),
        ((("me", "Everything is in the shared folder."),), "done"),
        ((("client", "Our old handbook is attached."),), "open"),
    ],
)
def test_the_work_itself_is_handed_over(mails: tuple[tuple[str, str], ...], state: str) -> None:
    assert handbook(*mails) == state


def settled(offer: str, *answers: tuple[str, str]) -> list[tuple[str, str]]:
    """What of an offer is agreed and stands, the work aside."""
    mails = (greeted("me", offer), *(greeted(*one) for one in answers or (("client", "That's all fine."),)))
    found = read(ASKED, *mails).terms
    return [(one.term.what, one.term.value) for one in found if _stands(one)]


def _stands(one: Term) -> bool:
    return one.term.what != "scope" and not one.term.is_superseded


@pytest.mark.parametrize(
    ("offer", "answers", "terms"),
    [
        (
            "Translation is 14p a word and proofreading £35 an hour.",
            (("client", "Could you do 12p a word?"), ("me", "OK, 12p it is.")),
            [("price", "35 GBP"), ("price", "0.12 GBP")],
        ),
        ("I charge £28 a label and £85 a panel.", (), [("price", "28 GBP"), ("price", "85 GBP")]),
        ("I'd say £190 a label and £610 for the box.", (), [("price", "610 GBP"), ("price", "190 GBP")]),
        ("Forty plates at £30 a plate, so £1,200 in all.", (), [("price", "1200 GBP")]),
        (
            "The upkeep is £380 a month. Setting it up is £1,500, once.",
            (("client", "Would you set it up for £1,300? The rest is fine."), ("me", "All right, £1,300.")),
            [("price", "380 GBP"), ("price", "1300 GBP")],
        ),
        ("It's 11p/word.", (), [("price", "0.11 GBP")]),
        ("I usually charge £380 a day.", (), [("price", "380 GBP")]),
        ("The retainer is £650 a month.", (), [("price", "650 GBP")]),
        (
            "My fee is £900. To hold the dates I ask for £200.",
            (),
            [("price", "900 GBP"), ("deposit", "200 GBP")],
        ),
        (
            "My fee is £900. If you cancel within a week I'd keep half of it.",
            (("client", "Cancelling worries me. Could we make it 20%?"), ("me", "20% is fine.")),
            [("price", "900 GBP"), ("kill_fee", "20%")],
        ),
        (
            "My fee is £900.",
            (
                ("client", "Fine. There are 12 more pages now."),
                ("me", "12 more is all right, but they will add £90. Is that OK?"),
                ("client", "Of course, that's only fair."),
            ),
            [("price", "900 GBP"), ("price", "90 GBP")],
        ),
        (
            "My fee is £900, payable within 30 days.",
            (
                ("client", "For the newsletter we'd say two months' notice to end it."),
                ("me", "I'm content with the 30 days, and with the notice period."),
            ),
            [("price", "900 GBP"), ("payment_term", "30 days"), ("notice_period", "2 months")],
        ),
        (
            "My fee is £900, ready by 29 May.",
            (
                ("client", "Fine."),
                ("me", "I've had flu. Could I have until 5 June?"),
                ("client", "Of course."),
            ),
            [("price", "900 GBP"), ("deadline", "2026-06-05")],
        ),
        # cents of a rate, with their sign and without it
        (
            "I'm at 28 cents a word and €3 a caption.",
            (("client", "Could you live with 25 cents?"), ("me", "25 it is.")),
            [("price", "3 EUR"), ("price", "0.25 EUR")],
        ),
        # who takes a term last has agreed it
        (
            "My fee is £900. Payment within 14 days, please.",
            (("client", "We can only pay at 30 days."), ("me", "30 days is OK.")),
            [("price", "900 GBP"), ("payment_term", "30 days")],
        ),
        (
            "My fee is £900.",
            (
                ("client", "Agreed."),
                ("me", "With the two extra chapters I'd need £950 instead of £900."),
                ("client", "Fair."),
            ),
            [("price", "950 GBP")],
        ),
        (
            "My fee is £900, ready by 29 May.",
            (("client", "Fine."), ("me", "I'm running late, it'll be 3 June."), ("client", "No worries.")),
            [("price", "900 GBP"), ("deadline", "2026-06-03")],
        ),
        # how long the work takes is no time to pay
        (
            "My fee is £450 a day, payable within 14 days.",
            (("client", "Fine. Could you do the blurb too?"), ("me", "Sure, half a day more it is.")),
            [("payment_term", "14 days"), ("price", "450 GBP")],
        ),
        # an instalment is no price, even if both name it
        (
            "My fee is £900, the first £300 before I begin.",
            (
                ("client", "Fine."),
                ("me", "The second instalment of £200 is now due."),
                ("client", "The £200 is on its way."),
            ),
            [("price", "900 GBP"), ("deposit", "300 GBP")],
        ),
        # a bill is no other price
        (
            "My fee is £900.",
            (("client", "Fine, and we need a map."), ("me", "Invoice for £1,100 to follow.")),
            [("price", "900 GBP")],
        ),
    ],
)
def test_what_is_agreed(
    offer: str, answers: tuple[tuple[str, str], ...], terms: list[tuple[str, str]]
) -> None:
    assert settled(offer, *answers) == terms


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("can we say march 20?", "2026-03-20"),
        ("they can march 20 miles", None),
        ("will send it tmrw", "2026-05-05"),
    ],
)
def test_days_of_the_hurried(text: str, day: str | None) -> None:
    said = sentences([(talk([("me", "2026-05-04", text)])[0], "me")], sheets.speech("en"))
    days = [one.value for each in said for one in each.row.tokens if one.text == "DATE"]
    assert days == ([date.fromisoformat(day)] if day else [])
