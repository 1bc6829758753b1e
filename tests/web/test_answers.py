"""What was answered is remembered: for whom, until when, and what an answer may ask on its way."""

from __future__ import annotations

import pytest

from goodterms.faces.web.answers import Answers
from goodterms.store.state import State

NORTH = State("studio", person=1, last=7, imports=3, files=3)
"""The records as one person of a studio sees them."""


def asked(answers: Answers, state: State) -> bool:
    """Is the question of that state worked out anew?"""
    anew = list[str]()

    def work() -> str:
        anew.append("worked")
        return "said"

    answers.ask((state, "review"), work)
    return bool(anew)


def test_an_answer_may_ask_for_others() -> None:
    """What it asks for on its way is there at once, and remembered too."""
    answers, worked = Answers(), list[str]()

    def book() -> str:
        worked.append("book")
        return "book"

    def review() -> str:
        return f"review of a {answers.ask((NORTH, 'book'), book)}"

    assert answers.ask((NORTH, "review"), review) == "review of a book"
    assert answers.ask((NORTH, "plan"), review) == "review of a book"
    assert answers.ask((NORTH, "book"), book) == "book"
    assert worked == ["book"]


def test_what_fails_on_the_way_fails_the_answer_and_is_asked_again() -> None:
    """An error comes out where the answer was asked for, and is not remembered."""
    answers, tried = Answers(), list[int]()

    def book() -> str:
        tried.append(1)
        if len(tried) == 1:
            raise OSError("gone")
        return "book"

    def review() -> str:
        return answers.ask((NORTH, "book"), book)

    with pytest.raises(OSError, match="gone"):
        answers.ask((NORTH, "review"), review)
    assert answers.ask((NORTH, "review"), review) == "book"


def test_of_two_people_of_a_studio_neither_loses_an_answer_to_the_other() -> None:
    """Nor when one of them says something of their own: nobody can tell from a slow page that they did."""
    answers, jo = Answers(), NORTH._replace(person=2)
    assert [asked(answers, one) for one in (NORTH, jo, NORTH, jo)] == [True, True, False, False]
    rated = jo._replace(last=8, imports=4, files=4)
    assert [asked(answers, one) for one in (rated, NORTH, rated)] == [True, False, False]
    assert asked(answers, jo)  # their own from before is gone


def test_after_an_erasure_nothing_is_left_of_it() -> None:
    """Whose answer it was does not matter; another studio's stay."""
    answers, jo, south = Answers(), NORTH._replace(person=2), State("another studio", person=2, last=7)
    for one in (NORTH, jo, south):
        asked(answers, one)
    assert asked(answers, NORTH._replace(erased=1))
    assert asked(answers, jo)
    assert not asked(answers, south)
