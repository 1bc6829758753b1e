"""What a freelancer says of themselves is kept, taken back step by step, and told beside what files say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodterms.faces import own_word
from goodterms.records.model import Batch, Client, Freelancer
from goodterms.terms.evidence import Evidence

TODAY = date(2026, 3, 2)
FILE = Freelancer(name="Mara Lind", country="FR", evidence=Evidence("goodterms.toml", "line 1", "[me]"))


def me(store: Any) -> own_word.Me:
    return own_word.me_of([one for one in store.records(Freelancer) if isinstance(one, Freelancer)])


def say(store: Any, **told: Any) -> None:
    """Says something of oneself, over what holds now."""
    found = me(store)
    own_word.keep(store, found.below, replace(found.now, **told), TODAY)


def countries(store: Any) -> list[str]:
    """The country now, and after each step back."""
    found = [me(store).now.country]
    while own_word.take_back(store):
        found.append(me(store).now.country)
    return found


def test_each_word_is_taken_back_by_itself(store: Any) -> None:
    """Also one that was said before and is said again."""
    store.save(Batch("goodterms.toml", "profile", (FILE,)), "one")
    for country in ("BE", "NL", "BE"):
        say(store, country=country)
    assert countries(store) == ["BE", "NL", "BE", "FR"]
    assert not me(store).is_said
    assert own_word.take_back(store) == ()


def test_a_file_that_comes_later_does_not_take_its_place(store: Any) -> None:
    """What was said holds; what the file alone says is the file's."""
    say(store, country="BE")
    told = replace(FILE, timezone="Europe/Paris")
    store.save(Batch("goodterms.toml", "profile", (told,)), "one")
    store.save(Batch("old/goodterms.toml", "profile", (replace(told, name="M. Lind"),)), "two")
    now = me(store).now
    assert (now.country, now.timezone, now.name) == ("BE", "Europe/Paris", "M. Lind")


def test_an_import_is_undone_and_the_word_stays(opened: Any) -> None:
    """What is said is no import: undoing one does not unsay it, and the other way round."""
    first, later = opened(), opened()
    first.begin()
    first.save(Batch("clients.csv", "clients", (Client("Quayside Bikes"),)), "one")
    say(later, country="BE")
    assert [one.path for one in later.undo()] == ["clients.csv"]
    assert me(later).now.country == "BE"
    assert later.undo() == ()
    own_word.take_back(later)
    assert later.sources() == ()


def test_after_an_erasing_the_last_word_stays(store: Any) -> None:
    """What was said before is not kept any more, so that nothing is taken back to it; a later word is."""
    say(store, country="BE")
    say(store, country="NL")
    store.erase([])
    assert own_word.take_back(store) == ()
    assert me(store).now.country == "NL"
    say(store, country="FR")
    own_word.take_back(store)
    assert me(store).now.country == "NL"


@pytest.mark.parametrize("often", [1, 3])
def test_the_same_word_twice_is_one(store: Any, often: int) -> None:
    """Who presses the button again changes nothing."""
    for _ in range(often):
        say(store, country="BE")
    assert countries(store) == ["BE", ""]
