"""How a language says something, to whom, and in which register."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.letters.wording import Wording, wording, written
from goodterms.terms.money import Money


def test_a_part_that_a_language_lacks_is_empty() -> None:
    """Nothing is said, rather than something wrong."""
    assert wording("en").say("nothing", {}, "Kestrel") == ""


@pytest.mark.parametrize(
    ("language", "country", "day", "expected"),
    [
        ("en", "", date(2026, 5, 1), "1 May 2026"),
        ("en", "US", date(2026, 5, 29), "May 29, 2026"),
        ("fr", "", date(2026, 5, 1), "1er mai 2026"),
        ("fr", "", date(2026, 5, 2), "2 mai 2026"),
        ("nl", "", date(2026, 5, 29), "29 mei 2026"),
    ],
)
def test_a_day_as_a_sentence_names_it(language: str, country: str, day: date, expected: str) -> None:
    """As the language, and the client's country, write it."""
    assert wording(language).day(day, country) == expected


@pytest.mark.parametrize("language", written())
def test_a_sum_as_a_sentence_names_it(language: str) -> None:
    """With its currency, as the locale writes it."""
    assert "€" in wording(language).money(Money.of("1250.00", "EUR"))


@pytest.mark.parametrize(
    ("written", "english", "vietnamese"),
    [
        ("Dana Whitfield", "Dana", "Dana Whitfield"),
        ("Whitfield, Dana", "Dana", "Dana Whitfield"),
        ("Nguyễn Mai Hà", "Hà", "Hà"),
        ("Nguyễn Thị Hoàng Anh", "Anh", "Anh"),
        ("Thu Hà", "Thu", "Thu Hà"),
        ("chị Lê Minh Thu", "Thu", "Thu"),
        ("anh Nam", "anh Nam", "Nam"),
        ("Dr. Van den Berg", "Dr. Van den Berg", "Van den Berg"),
        ("Anna & Tom", "Anna & Tom", "Anna & Tom"),
        ("dana whitfield", "dana whitfield", "dana whitfield"),
        ("Dr.", "Dr.", "Dr."),
        ("Dana", "Dana", "Dana"),
        ("", "", ""),
    ],
)
def test_names(written: str, english: str, vietnamese: str) -> None:
    """Among friends, and always in Vietnamese, the given name: last behind a family's of Vietnam, else first.
    The whole name of two people, behind a title, and where the part cannot be told."""
    assert wording("en").call(written, "familiar") == english
    assert wording("vi").call(written, "formal") == vietnamese
    assert set(wording("en").call(written, "formal").split()) == set(written.replace(",", "").split())


def test_ways_to_call_somebody() -> None:
    """Vietnamese has many, and each of them fills every place; English has none to choose from."""
    vietnamese = wording("vi")
    assert "chị" in vietnamese.addresses() and wording("en").addresses() == ()
    assert {"you", "You", "i", "I"} <= set(vietnamese.address("formal", "chị"))
    assert set(vietnamese.address("familiar", "chị")) == set(vietnamese.address("formal"))


def test_a_wording_with_an_empty_place_is_not_chosen() -> None:
    """Whoever the client is; unless all have one, and then the place stays empty."""
    any_of = ["It is {me}.", "Good morning.", "{me} here."]
    words = Wording(
        "en",
        {
            "language": {"register": "familiar", "adjectives": []},
            "providers": {},
            "greeting": {"any": any_of},
            "name": {"any": ["{me}!"]},
        },
    )
    clients = [f"Client {number}" for number in range(30)]
    assert {words.say("greeting", {"me": ""}, client) for client in clients} == {"Good morning."}
    assert len({words.say("greeting", {"me": "Mara"}, client) for client in clients}) == 3
    assert words.say("name", {"me": ""}, "Kestrel") == "!"
