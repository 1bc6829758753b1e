"""How often is it an error, what a talk is said to have brought? Measured, kept, and told with it (B11)."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from goodterms.review import alarms
from goodterms.review.alarms import UNKNOWN, measured
from goodterms.review.model import Tried
from goodterms.review.playbook import load, names
from goodterms.review.weighing import BY_SIGNAL
from goodterms.terms.evidence import Text
from review.scene import Story, day_before, ordinary, review_one

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))  # what measures is a tool of ours, and never shipped

import measure_alarms  # noqa: E402 - needs the path

LATE = BY_SIGNAL["late_payment"]
MENDED = [35.0] * 8 + [0.0] * 8
SAID = [(245, "late_payment", "agreed")]


def payment(story: Story, **how: object) -> Tried:
    return next(one for one in review_one(story, **how).attempts if one.family == "payment")


def test_the_method_still_has_the_rates_that_are_told() -> None:
    """Two of the hundred clients of each kind, asked again: whatever changes one of the answers shows, and
    the rates that are kept are to be measured anew (`make alarms`)."""
    found = measure_alarms.slice_of(measure_alarms.counted(measure_alarms.SLICE))
    assert found == measured()["slice"]


def test_the_rates_are_those_of_the_slice() -> None:
    """What is told of all clients is true of these, but for chance: no more than one in twelve apart."""
    kept = measured()
    for of, truth, wrong in (("false", "unchanged", True), ("missed", "mended", False)):
        for level in measure_alarms.LEVELS:
            counts = kept["slice"][f"{truth} {level}"]
            seen = sum(all_of for all_of, *_ in counts)
            helped = sum(one[1] for one in counts)
            told = sum(rate * one[0] for rate, one in zip(kept[of][level], counts, strict=True))
            assert abs((helped if wrong else seen - helped) - told) / seen < 1 / 12


def test_measured_with_the_numbers_that_ship() -> None:
    """Every playbook that comes along has the numbers it was measured with."""
    assert set(measured()["numbers"]) == set(alarms.NUMBERS)
    for name in names():
        playbook, _ = load(name)
        assert alarms.alarms(LATE, 2, 6, playbook) != UNKNOWN, name


@pytest.mark.parametrize("rule", [("helped_share", 0.8), ("recent_months", 9), ("late_payment_2", 20)])
def test_of_other_numbers_no_rate_is_known(rule: tuple[str, float]) -> None:
    """Whoever moves a number that the rates hang on is told of none."""
    playbook, _ = load(rules=[rule])
    assert alarms.alarms(LATE, 2, 6, playbook) == UNKNOWN


@pytest.mark.parametrize("rule", [("fresh_days", 9), ("after_hours_2", 0.2)])
def test_of_numbers_that_do_not_matter_it_holds(rule: tuple[str, float]) -> None:
    """Other numbers change nothing here."""
    playbook, _ = load(rules=[rule])
    assert alarms.alarms(LATE, 2, 6, playbook) == alarms.alarms(LATE, 2, 6, load()[0])


def test_after_the_last_month_that_was_measured_its_rate_holds() -> None:
    """A year and a half later it is that of a year."""
    playbook, _ = load()
    assert alarms.alarms(LATE, 3, 18, playbook) == alarms.alarms(LATE, 3, 12, playbook)


@pytest.mark.parametrize(("level", "months"), [(1, 6), (0, 6), (2, 0)])
def test_nothing_is_told_of_what_was_not_measured(level: int, months: int) -> None:
    """No pattern before, or no month after: nothing can have helped."""
    assert alarms.alarms(LATE, level, months, load()[0]) == UNKNOWN


def test_a_strong_pattern_seldom_only_seems_mended() -> None:
    """The worse it was, the surer; and who has mended all shows it the later the surer."""
    kept = measured()
    assert all(strong <= weak for weak, strong in zip(kept["false"]["2"], kept["false"]["3"], strict=True))
    for level in measure_alarms.LEVELS:
        assert all(later <= sooner for sooner, later in pairwise(kept["missed"][level]))


def test_it_helped_so_often_by_error() -> None:
    """The note says of how many invented clients it would have been wrong; programs read it as a share."""
    story = Story(signals=ordinary(late_payment=MENDED).signals, attempts=SAID)
    found = payment(story)
    share = measured()["false"]["2"][found.months_after - 1]
    assert (found.state, found.level_before, found.months_after, found.false_alarm) == ("helped", 2, 8, share)
    told = {"family": "payment", "since": day_before(245), "wrong": round(1000 * share)}
    assert Text("note.helped_measured", told) in review_one(story).notes


def test_without_a_rate_it_is_only_said_to_have_helped() -> None:
    """By a number of one's own: better, and nothing about how sure."""
    story = Story(signals=ordinary(late_payment=MENDED).signals, attempts=SAID)
    found = review_one(story, rules=[("helped_share", 0.8)])
    assert payment(story, rules=[("helped_share", 0.8)]).false_alarm is None
    assert Text("note.helped", {"family": "payment", "since": day_before(245)}) in found.notes


def test_it_may_still_show() -> None:
    """Two good months after six bad ones: too few to be sure, and that is often so where all is well."""
    story = Story(
        signals=ordinary(late_payment=[32.0] * 10 + [0.0, 0.0]).signals,
        attempts=[(75, "late_payment", "agreed")],
    )
    found = payment(story)
    assert (found.state, found.months_after, found.missed) == ("raised", 2, measured()["missed"]["2"][1])
    notes = {note.key: note for note in review_one(story).notes}
    assert notes["note.may_still_show"].values["missed"] == round(1000 * found.missed)


def test_after_half_a_year_it_would_have_shown() -> None:
    """As late as ever seven months after the talk: no hope is held out."""
    story = Story(signals=ordinary(late_payment=32).signals, attempts=[(230, "late_payment", "agreed")])
    assert payment(story).missed == 0
    assert "note.may_still_show" not in {note.key for note in review_one(story).notes}


SHOWN = (1, 2, 3, 4, 6, 12)


def test_the_guide_tells_these_rates() -> None:
    """Every figure of the guide's page is one that was measured, and none is left out of its table."""
    kept, page = measured(), (ROOT / "docs/guide/review.md").read_text("utf-8")
    part = page.partition("## Did it help?")[2].partition("\n## ")[0]
    for of in ("false", "missed"):
        for level in measure_alarms.LEVELS:
            assert " | ".join(f"{100 * kept[of][level][months - 1]:.1f} %" for months in SHOWN) in part
    near = [rates[5] for rates in kept["false_by_severity"].values()]
    kinds = sorted(rates[5] for rates in kept["false_by_signal"].values())
    chance = [kept[of][months] for of in ("better", "worse") for months in (0, 5)]
    for share in (*near, *chance, kinds[0], kinds[-1]):
        assert f"{100 * share:.1f} %" in part
    assert f"{kept['clients']:,} with whom nothing changed" in part
