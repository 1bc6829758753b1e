"""Which numbers a review goes by: those of a sheet, a freelancer's own sheet, or single ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodterms.review.playbook import DEFAULT, SHELF, load, names
from goodterms.review.weighing import WEIGHTS
from goodterms.signals.measure import signals
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem
from review.scene import Story, review_one

OWN = '{based_on}[numbers.recent_months]\nvalue = 4\nbecause = "My projects are short."\n'


def own(folder: Path, text: str, name: str = "mine") -> Path:
    """A folder with one sheet of the freelancer's own."""
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", shelf.names(SHELF, ".toml"))
def test_every_number_has_its_reason(name: str) -> None:
    """A playbook that comes along has no number without a sentence why."""
    playbook, problems = load(name)
    assert not problems
    assert all(len(rule.because.split()) > 3 for rule in playbook.rules.values())
    assert name == playbook.name


def test_every_weight_has_its_reason_and_its_signal() -> None:
    """Whatever is weighed is measured, once, with limits in order and a sentence why."""
    assert len({weight.signal for weight in WEIGHTS}) == len(WEIGHTS)
    for weight in WEIGHTS:
        limits = [limit for limit in weight.limits if limit is not None]
        worse = signals()[weight.signal].worse
        assert limits == sorted(limits, reverse=worse == "lower")
        assert weight.because.endswith(".")
        assert weight.twin in {"", *(other.signal for other in WEIGHTS)}


@pytest.mark.parametrize("neutral", ["demands", "share_of_time", "own_after_hours", "work_stress"])
def test_what_is_no_fault_weighs_nothing(neutral: str) -> None:
    """High standards above all: asking for much is never held against anybody (M18)."""
    assert neutral not in {weight.signal for weight in WEIGHTS}


def test_no_name_is_the_default() -> None:
    """Who chooses nothing gets `balanced`."""
    assert load()[0] == load(DEFAULT)[0]


def test_an_unknown_playbook_is_said_and_replaced() -> None:
    """A name nobody knows: `balanced`, and a problem with the names there are."""
    playbook, problems = load("harsh")
    known = ", ".join(names())
    assert playbook == load(DEFAULT)[0]
    assert problems == (Problem("playbook", "harsh", "playbook.unknown", {"name": "harsh", "known": known}),)


def test_own_sheet(tmp_path: Path) -> None:
    """A freelancer's own sheet changes what it says and leaves the rest."""
    playbook, problems = load("mine", own(tmp_path, OWN.format(based_on="")))
    assert not problems
    assert playbook["recent_months"] == 4
    assert playbook["settle_days"] == load()[0]["settle_days"]
    assert "mine" in names(tmp_path)


def test_own_sheet_based_on_another(tmp_path: Path) -> None:
    """It may be based on another than `balanced`."""
    playbook, problems = load("mine", own(tmp_path, OWN.format(based_on='based_on = "break-up"\n')))
    assert not problems
    assert playbook["payment_must_be_raised"] == 0


def test_own_sheet_based_on_nothing_there_is(tmp_path: Path) -> None:
    """Based on a playbook nobody knows, it stands on `balanced`, with a problem."""
    playbook, problems = load("mine", own(tmp_path, OWN.format(based_on='based_on = "harsh"\n')))
    assert [problem.key for problem in problems] == ["playbook.unknown"]
    assert playbook["recent_months"] == 4


def test_own_sheet_comes_before_one_of_the_same_name(tmp_path: Path) -> None:
    """A freelancer may replace `break-up` by their own."""
    playbook, _ = load("break-up", own(tmp_path, OWN.format(based_on=""), "break-up"))
    assert playbook["payment_must_be_raised"] == 1


@pytest.mark.parametrize("name", ["../mine", "/etc/passwd", ""])
def test_a_name_is_no_path(tmp_path: Path, name: str) -> None:
    """A name leads to no file outside the folder."""
    inner = tmp_path / "inner"
    inner.mkdir()
    own(tmp_path, OWN.format(based_on=""))
    assert load(name, inner)[0]["recent_months"] == 6


@pytest.mark.parametrize("text", ["[numbers", "\x00", "a = 1\na = 2"])
def test_broken_sheet(tmp_path: Path, text: str) -> None:
    """A sheet that is no TOML is a problem, and `balanced` is used."""
    playbook, (problem,) = load("mine", own(tmp_path, text))
    assert problem.key == "playbook.broken"
    assert playbook == load()[0]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[numbers.recent_month]\nvalue = 4\nbecause = "so"', "playbook.unknown_number"),
        ('[numbers.recent_months]\nvalue = "4"\nbecause = "so"', "playbook.bad_number"),
        ('[numbers.recent_months]\nvalue = -4\nbecause = "so"', "playbook.bad_number"),
        ('[numbers.recent_months]\nvalue = inf\nbecause = "so"', "playbook.bad_number"),
        ('[numbers.recent_months]\nvalue = true\nbecause = "so"', "playbook.bad_number"),
        ("[numbers]\nrecent_months = 4", "playbook.bad_number"),
        ("[numbers.recent_months]\nvalue = 4", "playbook.no_reason"),
    ],
)
def test_what_a_sheet_may_not_say(tmp_path: Path, text: str, key: str) -> None:
    """A number nobody knows, no number at all, or one without a reason: a problem each, and not used."""
    playbook, (problem,) = load("mine", own(tmp_path, text))
    assert (key, "mine") == (problem.key, problem.source)
    assert playbook["recent_months"] == 6


def test_numbers_that_are_no_table(tmp_path: Path) -> None:
    """A sheet whose numbers are something else changes nothing."""
    assert load("mine", own(tmp_path, "numbers = 3"))[0].rules == load()[0].rules


def test_single_numbers() -> None:
    """A freelancer may set single numbers, limits of signals too."""
    playbook, problems = load("", None, [("settle_days", 30), ("late_payment_2", 40), ("late_share_2", 2)])
    assert not problems
    assert playbook["settle_days"] == 30
    late = Story(signals={"late_payment": 32, "true_rate": 6000})
    assert review_one(late).verdict == "repair"
    assert review_one(late, rules=[("late_payment_2", 40)]).verdict == "keep"


def test_single_numbers_that_cannot_be_used() -> None:
    """An unknown name or a value that makes no sense is a problem, and the playbook's number stays."""
    playbook, problems = load("", None, [("patience", 3), ("settle_days", float("nan"))])
    assert [problem.key for problem in problems] == ["rules.unknown_number", "rules.bad_number"]
    assert playbook["settle_days"] == 60


@pytest.mark.parametrize("name", ["nearly_on_time_2", "batched_payments_3", "demands_1"])
def test_what_is_worth_a_word_stays_one(name: str) -> None:
    """No number makes a pattern of what is none: a few days late, paying at once, high standards."""
    assert [problem.key for problem in load("", None, [(name, 0.1)])[1]] == ["rules.unknown_number"]


@pytest.mark.parametrize("value", [0, 1e300])
def test_odd_numbers_break_nothing(value: float) -> None:
    """Whatever sense a number makes, there is a review."""
    for name in load()[0].rules:
        told = Story(
            signals={"late_payment": 32, "true_rate": 6000, "after_hours": 0.4},
            attempts=[(200, "late_payment", "agreed"), (90, "after_hours", "ignored")],
        )
        draws = ("resamples", min(value, 5))
        found = review_one(told, rules=[(name, value), draws])
        assert found.verdict in {"keep", "repair", "let_go", "not_enough_evidence"}
