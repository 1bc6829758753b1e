"""What a client wrote that they are about to do may be named in a letter; rather none than a wrong one."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms import desk
from goodterms.letters.deciding import Wish, decide, to_mind
from goodterms.letters.drafting import draft
from goodterms.letters.intentions import FRESH, LONGEST, MOST, Intention, read
from goodterms.letters.known import Known
from goodterms.letters.letter import CHANNELS
from goodterms.letters.linting import lint
from goodterms.letters.wording import written
from goodterms.terms.evidence import Evidence, Text
from letters.records import AS_OF, CLIENT, Records, ago

MAILS = Path(__file__).parent / "plans"
SETS = sorted(MAILS.glob("*.toml"))
SAID = date(2026, 2, 10)
SHOP = "Good news: we are opening a second shop in Ghent."
NAME = "the second shop in Ghent"
FOUND = 0.75
"""The share of their plans that is found at the least; what is found is right, always."""


def mails(sheet: Path) -> list[tuple[str, str]]:
    """The mails of a sheet, each with what may be named of it."""
    return [(text, name) for text, name in tomllib.loads(sheet.read_text("utf-8"))["mails"]]


@pytest.mark.parametrize("sheet", SETS, ids=lambda sheet: sheet.stem)
def test_what_is_named_is_right(sheet: Path) -> None:
    """Of no mail something that is not their plan, and of a plan nothing that they did not write: all of it
    or its beginning."""
    for text, expected in mails(sheet):
        found = [one.name for one in read(text, SAID)]
        assert len(found) <= 1
        assert all(expected.startswith(name) and expected for name in found), (text, found)


@pytest.mark.parametrize("language", written())
def test_most_plans_are_found(language: str) -> None:
    """In each language; the misses are known."""
    told = [one for sheet in MAILS.glob(f"*_{language}.toml") for one in mails(sheet) if one[1]]
    found = [text for text, _ in told if list(read(text, SAID))]
    assert len(told) >= 20
    assert len(found) >= FOUND * len(told), {text for text, _ in told} - set(found)


@pytest.mark.parametrize(
    ("when", "said", "until"),
    [
        ("in March", date(2026, 2, 10), date(2026, 3, 31)),
        ("in March", date(2025, 11, 10), date(2026, 3, 31)),
        ("in March", date(2026, 3, 10), date(2026, 3, 31)),
        ("in March 2027", date(2026, 9, 10), date(2027, 3, 31)),
        ("in March 2028", date(2026, 9, 10), date(2026, 9, 10) + LONGEST),
        ("next week", date(2026, 2, 10), date(2026, 2, 24)),
        ("this month", date(2026, 2, 10), date(2026, 2, 28)),
        ("next month", date(2026, 2, 10), date(2026, 3, 31)),
        ("next month", date(2025, 12, 10), date(2026, 1, 31)),
        ("this year", date(2026, 6, 10), date(2026, 12, 31)),
        ("next year", date(2026, 2, 10), date(2026, 2, 10) + LONGEST),
        ("in 2026", date(2026, 6, 10), date(2026, 12, 31)),
        ("in spring", date(2026, 2, 10), date(2026, 5, 31)),
        ("in winter", date(2026, 10, 10), date(2027, 2, 28)),
        ("in March or in May", date(2026, 2, 10), date(2026, 3, 31)),
        ("", date(2026, 2, 10), date(2026, 2, 10) + FRESH),
    ],
)
def test_until_when_it_lies_ahead(when: str, said: date, until: date) -> None:
    """By the first time that it names, not for longer than anybody can know; else for four months."""
    (found,) = read(f"We are opening a second shop in Ghent{when and ' ' + when}.", said)
    assert (found.name, found.until) == (NAME, until)


def test_a_plan_is_taken_from_their_own_words() -> None:
    """With the mail as evidence; the latest first, each once."""
    told = Records()
    told.mail(ago(40), text="We are launching our own brand this year.")
    told.mail(ago(20), text=f"Hello!\n\n{SHOP} See you.")
    told.mail(ago(10), text="Yes, we're opening a second shop in Ghent this autumn.")
    shop, brand = told.known().intentions
    assert (shop.name, shop.said_on, shop.language) == (NAME, ago(10), "en")
    assert shop.quote == "Yes, we're opening a second shop in Ghent this autumn."
    assert (shop.evidence.locator, brand.evidence.locator) == ("line 3", "line 1")
    assert brand.name == "your own brand"


@pytest.mark.parametrize(
    "about",
    [
        {"incoming": False},
        {"automatic": True},
        {"subject": "Fwd: our plans"},
        {"subject": "TR : projets"},
        {"acts": ("irritated",)},
    ],
)
def test_what_is_not_theirs_is_not_named(about: dict[str, Any]) -> None:
    """My own mail, what a program sent, what they only sent on; nor anything of an angry mail."""
    told = Records()
    told.mail(ago(10), text=SHOP, **about)
    assert told.known().intentions == ()


@pytest.mark.parametrize(
    ("later", "thread", "is_named"),
    [
        ("Bad luck: the shop is cancelled.", "other", False),
        ("We have called it off.", "shop", False),
        ("Le magasin de Ghent est reporté.", "other", False),
        ("The Tuesday call is cancelled.", "other", True),
        ("The shop will be lovely.", "other", True),
    ],
)
@pytest.mark.parametrize("incoming", [True, False])
def test_what_was_called_off_is_not_named(later: str, thread: str, is_named: bool, incoming: bool) -> None:
    """By whichever side, in whichever language, where it is named or in the same thread; else it stands."""
    told = Records()
    told.mail(ago(20), text="We cancelled the old shop. " + SHOP, thread="shop")
    told.mail(ago(10), text=later, thread=thread, incoming=incoming)
    assert [one.name for one in told.known().intentions] == [NAME] * is_named


@pytest.mark.parametrize(("days", "is_named"), [(119, True), (120, True), (121, False), (400, False)])
def test_what_is_long_ago_is_not_named(days: int, is_named: bool) -> None:
    """Nobody knows what became of it."""
    told = Records()
    told.mail(ago(days), text=SHOP)
    assert bool(told.known().intentions) == is_named
    told.mail(AS_OF + timedelta(days=1), text="We're launching our new podcast.")
    assert len(told.known().intentions) == is_named


def test_plans_are_few() -> None:
    """The latest of many."""
    told = Records()
    for count, place in enumerate("Ghent Lille Delft Leeds Metz".split()):
        told.mail(ago(count), text=f"We are opening a second shop in {place}.")
    assert [one.name[-5:] for one in told.known().intentions] == ["Ghent", "Lille", "Delft"]
    assert len(told.known().intentions) == MOST


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["We are opening", "nous ouvrons", "openen we", "chúng tôi sắp mở", "a", "our", "onze", "une"]
            ),
            st.sampled_from(
                ["new", "shop", "boutique", "winkel", "cửa hàng", "in", "à", "ở", "Ghent", ",", "."]
            ),
            st.text(max_size=6),
        ),
        max_size=14,
    )
)
def test_any_words_give_a_name_of_their_own_or_nothing(words: list[str]) -> None:
    """Whatever is written: every word of a name but its article stands in the quote, and that in the text."""
    text = " ".join(words)
    for one in read(text, SAID):
        said = one.quote.lower()
        assert all(word in said for word in one.name.lower().split()[2:]), text
        assert SAID <= one.until <= SAID + LONGEST


# In a letter

AHEAD = {
    "en": Intention(NAME, SHOP, "en", SAID, AS_OF, Evidence("mail.mbox", "message 7", SHOP)),
    "fr": Intention("la deuxième boutique à Gand", "Nous ouvrons.", "fr", SAID, AS_OF),
    "nl": Intention("de tweede winkel in Gent", "We openen.", "nl", SAID, AS_OF),
    "vi": Intention("cửa hàng thứ hai ở Huế", "Chúng tôi mở.", "vi", SAID, AS_OF),
}


def test_it_is_offered_and_not_said() -> None:
    """Unasked nothing of it stands in the letter; beside it the freelancer reads their words, and how to name
    it."""
    known = Known("Kestrel", AS_OF, intentions=(AHEAD["en"],))
    told = decide(Wish("Kestrel"), known, AS_OF)
    assert "Ghent" not in draft(told, "en", "email", "balanced").text
    said = {"day": SAID, "quote": SHOP}
    assert to_mind(told, known, "en") == (Text("draft.mind.ahead", {**said, "about": NAME}),)
    assert to_mind(told, known, "fr") == (Text("draft.mind.ahead_other", said),)


@pytest.mark.parametrize("wishes", [{"about": "the drones"}, {"knowing": "I like your drones."}])
def test_who_names_something_else_is_offered_nothing(wishes: dict[str, str]) -> None:
    """What the freelancer chose stands, and its claim is theirs."""
    known = Known("Kestrel", AS_OF, intentions=(AHEAD["en"],))
    told = decide(Wish("Kestrel", **wishes), known, AS_OF)  # type: ignore[arg-type]
    assert to_mind(told, known, "en") == ()
    assert not told.is_ahead


@pytest.mark.parametrize(("language", "channel"), list(product(written(), CHANNELS)))
def test_who_chooses_it_wishes_them_well(language: str, channel: str) -> None:
    """In words that claim no part in it; whether it is still so is asked. The checker finds nothing."""
    one = AHEAD[language]
    for number in range(8):
        known = Known(f"Kestrel {number}", AS_OF, intentions=(one,))
        told = decide(Wish(known.client, about=one.name.upper(), me="Mara Lind"), known, AS_OF)
        made = draft(told, language, channel, "balanced")  # type: ignore[arg-type]
        (claim,) = [claim for claim in made.claims if claim.says.key == "draft.ahead"]
        assert one.name.upper() in claim.quote
        assert (claim.state, claim.evidence) == ("ask", (one.evidence,))
        checked = draft(
            decide(Wish(known.client, about=one.name, me="Mara"), known, AS_OF),
            language,
            channel,
            "balanced",  # type: ignore[arg-type]
        )
        assert lint(checked.text, language, channel).findings == ()


def test_the_desk_reads_their_mail() -> None:
    """From records to what a letter may name."""
    told = Records()
    told.mail(ago(10), text=SHOP)
    assert [one.name for one in desk.known(told.book(), CLIENT, AS_OF).intentions] == [NAME]
