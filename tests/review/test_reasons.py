"""What speaks for a verdict, since when, and what would change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodterms.review.model import Reason
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, MARA, OTHERS, Story, book, ordinary, readings, review_one


def reason(story: Story, signal: str, **how) -> Reason:
    """The reason of that signal."""
    return next(one for one in review_one(story, **how).reasons if one.signal == signal)


def test_a_reason_carries_its_figures() -> None:
    """Value, unit, what is usual, level, how many records, and a sentence that takes them."""
    found = reason(ordinary(late_payment=32), "late_payment")
    values = {"value": 32, "usual": 0, "observations": 6, "months": 12}
    assert (
        found.family, found.value, found.unit, found.usual, found.level, found.observations,
    ) == ("payment", 32, "days", 0, 2, 6)  # fmt: skip
    assert Text("reason.late_payment", values) == found.sentence


def test_money_is_money_in_a_sentence() -> None:
    """A rate is in minor units as a value, and Money in its sentence."""
    found = reason(ordinary(true_rate=3300), "true_rate")
    assert (found.value, found.currency) == (3300, "EUR")
    assert Money(3300, "EUR") == found.sentence.values["value"]
    assert Money(6000, "EUR") == found.sentence.values["usual"]


def test_since_is_the_first_month_of_the_run() -> None:
    """Bad from March on, with one better month in between: since March, eight months (M27)."""
    found = reason(ordinary(late_payment=[0, 0, 30, 30, 30, 0, 30, 30, 30, 30]), "late_payment")
    assert (date(2026, 3, 1), 8) == (found.since, found.months)


def test_two_better_months_begin_a_new_run() -> None:
    """What lies behind two better months was another time."""
    found = reason(ordinary(late_payment=[30, 30, 30, 0, 0, 30, 30, 30, 30]), "late_payment")
    assert date(2026, 7, 1) == found.since


def test_strongest_first() -> None:
    """The highest level comes first, and one level in the order of the families."""
    found = review_one(ordinary(fit_style=0.4, late_payment=20, after_hours=0.4, unbilled_share=0.2)).reasons
    assert [one.family for one in found] == ["fit", "payment", "attention", "worth"]


def test_what_is_well_is_said_of_a_client_to_keep() -> None:
    """Keep has its reasons too: paid on time, a fair hour."""
    found = review_one(ordinary()).reasons
    assert {"good.late_payment", "good.true_rate"} <= {one.sentence.key for one in found}
    assert {0} == {one.level for one in found}
    assert {0} == {one.months for one in found}


def test_evidence_leads_back_worst_first() -> None:
    """Each month gives its record; the worst comes first, five at most, and none twice."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary(late_payment=32)]
    made, found = book(stories), readings(stories)
    keys = [filed.key for filed in made.invoices if filed.client == CLIENT]
    late = found.get("late_payment", CLIENT)
    refs = [*keys[:5], keys[0], None, 10**9]
    months = [Month(date(2026, 3 + place, 1), 30 + place, 1, 1, ref) for place, ref in enumerate(refs)]
    changed = {**found.found, ("late_payment", CLIENT): Reading(late.signal, CLIENT, tuple(months), "EUR")}
    stories_book = replace(made, invoices=tuple(made.invoices))
    result = review(stories_book, Readings(found.signals, changed), AS_OF, load()[0])
    (reasons,) = [one.reasons for one in result.clients if one.client == CLIENT]
    (told,) = [one for one in reasons if one.signal == "late_payment"]
    # from May on: the last three have keys[0], none, and one of another book
    assert [made.evidence(key) for key in (keys[0], keys[4], keys[3], keys[2])] == list(told.evidence)


def test_the_worst_hour_comes_first() -> None:
    """Where lower is worse, the month with the least leads."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary()]
    made, found = book(stories), readings(stories)
    first, second = [filed.key for filed in made.invoices if filed.client == CLIENT][:2]
    months = (
        Month(date(2026, 8, 1), 30000, 10, 10, first),
        Month(date(2026, 9, 1), 10000, 10, 10, second),
        Month(date(2026, 10, 1), 0, 0, 0, None),
    )
    rate = Reading(found.signals["true_rate"], CLIENT, months, "EUR")
    changed = Readings(found.signals, {**found.found, ("true_rate", CLIENT): rate})
    result = review(made, changed, AS_OF, load()[0])
    (told,) = [
        r for one in result.clients if one.client == CLIENT for r in one.reasons if r.family == "worth"
    ]
    assert [made.evidence(second), made.evidence(first)] == list(told.evidence)


def test_an_inferred_part_counts_in_the_clients_favour() -> None:
    """Hours that may have been fewer are taken as fewer before an hour is called too cheap."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary()]
    found = readings(stories)

    def verdict(low: float) -> str:
        months = tuple(Month(date(2026, m, 1), 38000, 10, 10, None, low, 12) for m in range(1, 11))
        rate = Reading(found.signals["true_rate"], CLIENT, months, "EUR")
        changed = Readings(found.signals, {**found.found, ("true_rate", CLIENT): rate})
        result = review(book(stories), changed, AS_OF, load()[0])
        return next(one.verdict for one in result.clients if one.client == CLIENT)

    # 3800 is under two thirds of 6000; 38000 over 9 hours is 4222 and is not
    assert (verdict(10), verdict(9)) == ("repair", "keep")


def test_a_target_below_the_usual_is_enough() -> None:
    """An hour that brings what the freelancer aims for is no problem, whatever others bring."""
    story = ordinary(true_rate=3300)
    assert review_one(story).verdict == "repair"
    assert review_one(story, me=replace(MARA, target_rate=Money(3200, "EUR"))).verdict == "keep"
    assert review_one(story, me=replace(MARA, target_rate=Money(3200, "VND"))).verdict == "repair"


def test_without_anybody_to_compare_with_no_hour_is_cheap() -> None:
    """A freelancer's only client without a target: the rate is known and judged by nothing."""
    only = ordinary(true_rate=1)
    result = review(book([only]), readings([only]), AS_OF, load()[0])
    assert result.clients[0].verdict == "keep"


def test_what_all_clients_do_is_no_fault_of_one() -> None:
    """A third of the mail after hours from everybody is a habit of the trade."""
    stories = [ordinary(name, after_hours=0.4) for name in (*OTHERS, CLIENT)]
    result = review(book(stories), readings(stories), AS_OF, load()[0])
    assert {"keep"} == {one.verdict for one in result.clients}


def test_too_few_recent_records_reach_further_back() -> None:
    """Ratings twice a year: the year counts where the half year holds too little."""
    months = [0.2, None, None, 0.2, None, None, None, 0.2, None, None, None, None]
    found = reason(ordinary(fit_style=months, fit_vision=[]), "fit_style")
    assert found.observations == 3


def changes(story: Story, **how) -> list[tuple[list[str], str]]:
    """What would change the verdict, by keys."""
    return [([part.key for part in one.parts], one.verdict) for one in review_one(story, **how).would_change]


def test_smallest_change_of_one_family() -> None:
    """Paid within the first limit for some months: keep. The share of late invoices says the same twice."""
    told = Story(
        signals=ordinary(late_payment=32, late_share=1).signals,
        attempts=[(270, "late_payment", "ignored"), (150, "late_payment", "agreed")],
    )
    (change,) = review_one(told).would_change
    assert (Text("would.better.late_payment", {"limit": 7, "months": 3}),) == change.parts
    assert change.verdict == "keep"


def test_smallest_change_of_two_families() -> None:
    """Two patterns: setting one right is not enough to keep, both are."""
    both = ordinary(late_payment=32, after_hours=0.6)
    assert changes(both) == [
        (["would.better.late_payment", "would.better.after_hours"], "keep"),
        (["would.raised_in_vain"], "let_go"),
    ]


def test_change_in_steps() -> None:
    """From let go, one family gets to repair, and the others to keep."""
    signals = ordinary(late_payment=32, after_hours=0.6, vague_feedback=0.9).signals
    told = Story(signals=signals, attempts=[(90, "late_payment", "angry")])
    assert changes(told) == [
        (["would.better.late_payment"], "repair"),
        (["would.better.late_payment", "would.better.after_hours", "would.better.vague_feedback"], "keep"),
    ]


def test_unpaid_invoices_have_to_be_paid() -> None:
    """Who stopped paying pays, and the habit comes right."""
    stopped = ordinary(late_payment=20, unpaid_in_a_row=[1, 1, 1], oldest_unpaid=[70])
    (pay, vain) = changes(stopped)
    assert pay == (["would.better.late_payment", "would.better.unpaid_in_a_row"], "keep")
    assert vain == (["would.raised_in_vain"], "let_go")


def test_a_single_debt_never_becomes_a_let_go() -> None:
    """One old invoice is one, however often it was asked for."""
    assert changes(ordinary(oldest_unpaid=[120])) == [(["would.better.oldest_unpaid"], "keep")]


def test_contempt_has_to_end() -> None:
    """Rare contempt that let a client go: without it, and without the anger, nothing else is wrong."""
    signals = ordinary(hostile=[0, 0, 0.01, 0, 0.01, 0]).signals
    told = Story(
        signals=signals,
        said=[(40, True, ("hostile",)), (100, True, ("threat",))],
        attempts=[(60, "tone", "angry")],
    )
    assert changes(told) == [(["would.no_contempt"], "keep")]


def test_what_would_turn_a_keep() -> None:
    """For a client to keep: the pattern that is nearest."""
    near = ordinary(after_hours=0.28, late_payment=2)
    assert changes(near) == [(["would.worse.after_hours"], "repair")]


def test_feelings_turn_nothing_where_they_open_nothing() -> None:
    """Under `fire-that-client` the nearest pattern is one that counts."""
    near = ordinary(dread=2.4, after_hours=0.2)
    assert changes(near) == [(["would.worse.dread"], "repair")]
    assert changes(near, playbook="fire-that-client") == [(["would.worse.after_hours"], "repair")]


def test_nothing_near_nothing_said() -> None:
    """Where only what can never be a pattern is known well enough, nothing is said."""
    told = Story(signals={"nearly_on_time": 0.1, "late_payment": [1, 1], "true_rate": [6000]}, invoices=12)
    told.observations = {"nearly_on_time": 1, "true_rate": 1}
    found = review_one(told)
    assert (found.verdict, found.would_change) == ("keep", ())


def test_what_is_missing() -> None:
    """Of a new client: how many days, how many invoices, and what it looks like so far."""
    new = Story(signals={"late_payment": [0]}, since=date(2026, 9, 26), invoices=1)
    (change,) = review_one(new).would_change
    assert (Text("would.more_days", {"days": 25}), Text("would.more_invoices", {"count": 2})) == change.parts
    assert change.verdict == "keep"


def test_money_is_missing() -> None:
    """Of a client known by mail alone: what it pays."""
    written = Story(signals={"after_hours": 0}, invoices=0, said=[(400, True, ("thanks",))])
    assert changes(written) == [(["would.know_payment"], "keep")]


def test_months_are_missing() -> None:
    """Known for long, invoices enough in time, too few of them: only invoices are missing."""
    few = Story(signals={"late_payment": [0, 0]}, invoices=2)
    assert changes(few) == [(["would.more_invoices"], "keep")]


def test_an_angry_answer_is_a_fact_of_its_own() -> None:
    """Anger when the tone was raised is a reason, with the place it was written down (M28)."""
    told = reason(replace(ordinary(), attempts=[(100, "tone", "angry")]), "angry_answer")
    assert (told.family, told.value, told.level) == ("respect", 1, 2)
    about_money = reason(replace(ordinary(), attempts=[(100, "late_payment", "angry")]), "angry_answer")
    assert about_money.level == 1


@pytest.mark.parametrize(("days", "shown"), [((0, 0, 0, 40, 40, 40), 3), ((0, 0, 0, 0, 0, 0), 5)])
def test_evidence_shows_what_it_is_evidence_of(days: tuple[int, ...], shown: int) -> None:
    """Months in which nothing was late are no evidence of lateness; of punctuality they are."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary()]
    made, found = book(stories), readings(stories)
    keys = [filed.key for filed in made.invoices if filed.client == CLIENT]
    late = found.get("late_payment", CLIENT)
    months = tuple(Month(date(2026, 5 + n, 1), late_by, 1, 1, keys[n]) for n, late_by in enumerate(days))
    changed = {**found.found, ("late_payment", CLIENT): Reading(late.signal, CLIENT, months, "EUR")}
    result = review(made, Readings(found.signals, changed), AS_OF, load()[0])
    (told,) = [
        one for all_of in result.clients if all_of.client == CLIENT for one in all_of.reasons
        if one.signal == "late_payment"
    ]  # fmt: skip
    assert len(told.evidence) == shown


def test_what_weighs_nothing_is_still_told() -> None:
    """Every signal with an answer is among what was measured, beside what is usual, `demands` too (M18)."""
    found = review_one(ordinary(demands=4))
    (told,) = [one for one in found.measured if one.signal == "demands"]
    assert (told.value, told.unit) == (4, "ratio")
    assert "demands" not in {one.signal for one in found.reasons}
    assert [one.signal for one in found.measured] == sorted(one.signal for one in found.measured)
