"""Who is the freelancer, by files and by their own word?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.intake import settle
from goodterms.records.model import Freelancer
from goodterms.records.settled.described import NOTHING_SAID, SAID, beyond, described, over
from goodterms.terms.calendar import WEEKDAYS
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

RULES = st.dictionaries(st.sampled_from(["grace_days", "new_days"]), st.integers(0, 9).map(float))
PEOPLE = st.builds(
    Freelancer,
    name=st.sampled_from(["", "Mara Lind", "Bo"]),
    country=st.sampled_from(["", "BE", "FR"]),
    timezone=st.sampled_from(["", "Europe/Paris"]),
    currency=st.sampled_from(["", "EUR"]),
    days=st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple),
    work_from=st.integers(0, 700),
    work_to=st.integers(701, 1439),
    target_rate=st.none() | st.integers(0, 9).map(lambda minor: Money(minor, "EUR")),
    playbook=st.sampled_from(["", "balanced"]),
    rules=RULES.map(lambda rules: tuple(rules.items())),
)
"""As a file or a form tells them."""


def plain(one: Freelancer) -> dict[str, Any]:
    told = {field.name: getattr(one, field.name) for field in fields(Freelancer) if field.name != "evidence"}
    return told | {"rules": dict(one.rules)}


@given(PEOPLE, PEOPLE)
def test_what_is_wanted_is_what_holds(below: Freelancer, wanted: Freelancer) -> None:
    """But for what a file says and a form leaves empty: that stays the file's."""
    found = plain(over(below, beyond(below, wanted)))
    for name, value in plain(wanted).items():
        if name == "rules":
            assert found[name] == plain(below)[name] | value
        else:
            assert found[name] == (value if value not in ("", None) else plain(below)[name]), name


@given(PEOPLE, PEOPLE, PEOPLE)
def test_what_was_left_as_it_was_follows_the_files(
    below: Freelancer, wanted: Freelancer, later: Freelancer
) -> None:
    """A later file changes what nobody said otherwise, and nothing else."""
    said = beyond(below, wanted)
    found, told = plain(over(later, said)), plain(said)
    for name, value in plain(later).items():
        if name in ("name", "country", "timezone", "currency", "days", "target_rate", "playbook"):
            is_open = told[name] == plain(NOTHING_SAID)[name]
            assert found[name] == (value if is_open else told[name]), name


@given(PEOPLE)
def test_nothing_said_changes_nothing(below: Freelancer) -> None:
    """Not a field."""
    assert plain(over(below, NOTHING_SAID)) == plain(below)
    assert plain(over(below, beyond(below, below))) == plain(below)


def test_the_order_does_not_matter() -> None:
    """One's own word holds before a file that was read after it; and its evidence is named."""
    said = replace(NOTHING_SAID, country="BE", evidence=Evidence(SAID, "2026-03-02"))
    file = Freelancer(name="Mara Lind", country="FR", timezone="Europe/Paris")
    for told in ([said, file], [file, said]):
        found = described(told)
        assert (found.name, found.country, found.evidence.source) == ("Mara Lind", "BE", SAID)
        assert settle(told).freelancer.country == "BE"
    assert described([]) == Freelancer()
