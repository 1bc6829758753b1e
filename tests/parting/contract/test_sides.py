"""Who is the freelancer and who the client, by role, by name, by what each does, or by who speaks."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.reading import read_contract


def party(text: str, language: str = "en") -> object:
    """Whose notice the contract grants."""
    clauses = read_contract(text, language).clauses
    return next(one.value["party"] for one in clauses if one.kind == "notice_period")


NOTICE = " may end this agreement on ten days' notice."


@pytest.mark.parametrize(
    ("told", "name", "side"),
    [
        (
            'Corner Bakery Ltd, Leeds ("Corner") and Mara Lindqvist, York ("the Designer").',
            "Corner",
            "client",
        ),
        (
            'Corner Bakery Ltd, Leeds ("Corner") and Mara Lindqvist, York ("the Designer").',
            "Mara Lindqvist",
            "freelancer",
        ),
        ("Contractor | Mara Lindqvist, York\nClient | Corner Bakery Ltd, Leeds", "Lindqvist", "freelancer"),
        (
            "Client | Old Royal Society of Small Boats and Lamps Ltd\nContractor | Mara Lindqvist, York",
            "Lindqvist",
            "freelancer",
        ),
        ("The Museum pays each bill. The Museum orders the signs.", "The Museum", "client"),
        ("The Painter delivers the panels. The Painter keeps the sketches.", "The Painter", "freelancer"),
        ('Blue Door Ltd, Hull ("Blue") and Ash & Elm, York ("Ash"). Blue pays Ash.', "Blue", "client"),
    ],
)
def test_a_side_is_known_by_what_it_is_called_or_does(told: str, name: str, side: str) -> None:
    """By a name beside a role, in a row, by paying, by delivering."""
    assert party(f"{told}\n\n{name}{NOTICE}") == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("I write your texts. My fee is 500 pounds. I may stop on ten days' notice.", "freelancer"),
        ("We pay you monthly. You deliver the texts to us. You may stop on ten days' notice.", "freelancer"),
        ("You pay us monthly. We write your texts. You may stop on ten days' notice.", "client"),
    ],
)
def test_who_speaks_is_known_by_what_they_do(text: str, side: str) -> None:
    """I and you, we and you: the one who pays is the client."""
    assert party(text) == side


def test_it_stands_for_the_side_of_the_sentence_before() -> None:
    """The Client … It may end this."""
    assert party("The Client orders monthly. It may end this agreement on ten days' notice.") == "client"


def test_a_role_within_a_name_tells_the_side() -> None:
    """The Lead Designer is who designs."""
    told = 'Corner Bakery Ltd, Leeds ("the Client") and Mara Lindqvist, York ("the Lead Designer").'
    assert party(f"{told}\n\nThe Lead Designer{NOTICE}") == "freelancer"


@pytest.mark.parametrize(
    ("language", "text", "side"),
    [
        (
            "en",
            "What Edda Quirk and Lower Weir Pottery agreed.\n\nEdda designs the jugs. "
            "Edda bills by the hour. Edda sends drawings to the Pottery. The Pottery gives Edda the clay. "
            "The Pottery keeps the jugs. The Pottery may end this on ten days' notice.",
            "client",
        ),
        (
            "nl",
            "Wat Tjerk Boonstra afspreekt.\n\nTjerk ontwerpt de kannen. Tjerk factureert per uur. "
            "Tjerk kan dit beëindigen met een opzegtermijn van tien dagen.",
            "freelancer",
        ),
    ],
)
def test_a_part_of_a_name_stands_for_its_side(language: str, text: str, side: str) -> None:
    """Nobody says so; it is used for it again and again."""
    assert party(text, language) == side


def test_either_of_us_is_both() -> None:
    """Where we are one side, either of us is not."""
    text = "We pay you monthly. You deliver the texts to us. Either of us may stop on ten days' notice."
    assert party(text) == "either"
