"""Promises that hold for any client, not only for those somebody thought of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.signals.reading import Readings
from review.scene import (
    AS_OF,
    CLIENT,
    ORDINARY,
    OTHERS,
    Story,
    book,
    ordinary,
    readings,
    review_all,
    review_one,
)

QUICK = [("resamples", 1)]
BADNESS = {"keep": 0, "repair": 1, "let_go": 2}

share = st.floats(0, 1)
rating = st.floats(0, 4)
year = 12
figures = st.fixed_dictionaries(
    {
        "late_payment": st.lists(st.floats(0, 90), min_size=year, max_size=year),
        "late_share": st.lists(share, min_size=year, max_size=year),
        "after_hours": st.lists(share, min_size=year, max_size=year),
        "own_after_hours": st.lists(share, min_size=year, max_size=year),
        "vague_feedback": st.lists(share, min_size=year, max_size=year),
        "true_rate": st.lists(st.floats(0, 9000), min_size=year, max_size=year),
        "hostile": st.lists(st.floats(0, 0.3), min_size=year, max_size=year),
        "fit_style": st.lists(rating, min_size=year, max_size=year),
        "dread": st.lists(rating, min_size=year, max_size=year),
    }
)
issues = st.sampled_from(["late_payment", "after_hours", "indecision", "scope", "rate", "tone", "fit"])
reactions = st.sampled_from(["agreed", "ignored", "angry", None])
attempts = st.lists(st.tuples(st.integers(1, 400), issues, reactions), max_size=4)
playbooks = st.sampled_from(["balanced", "fire-that-client", "break-up"])


@settings(max_examples=60, deadline=None)
@given(figures, attempts, playbooks, st.integers(0, year - 1), st.floats(0, 100))
def test_paying_later_never_makes_a_verdict_better(signals, said, playbook, month, days) -> None:
    """Whatever else is so: one month of later payment leaves the verdict or makes it worse."""
    later = list(signals["late_payment"])
    later[month] += days
    before = review_one(Story(signals=signals, attempts=said), playbook, QUICK)
    after = review_one(Story(signals={**signals, "late_payment": later}, attempts=said), playbook, QUICK)
    assert BADNESS[before.verdict] <= BADNESS[after.verdict]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(rating, min_size=3, max_size=12), st.lists(rating, min_size=3, max_size=12), attempts, playbooks
)
def test_feelings_alone_never_let_go(dread, unpredictable, said, playbook) -> None:
    """An otherwise ordinary client is never let go for what the freelancer feels (M22)."""
    story = Story(
        signals={**ORDINARY, "dread": dread, "stress_gap": dread, "unpredictable": unpredictable},
        attempts=said,
    )
    assert review_one(story, playbook, QUICK).verdict in {"keep", "repair"}


@settings(max_examples=40, deadline=None)
@given(figures, st.sets(st.sampled_from(["late_payment", "late_share", "true_rate"]), min_size=3))
def test_what_is_not_known_is_never_good(signals, hidden) -> None:
    """Without payment and without hours nobody is kept, however well the rest looks (T5)."""
    known = {name: values for name, values in signals.items() if name not in hidden}
    assert review_one(Story(signals=known), rules=QUICK).verdict != "keep"


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1000), st.floats(0, 2))
def test_high_standards_change_nothing(demands, rounds) -> None:
    """Any number of clear demands leaves a good client where it is (M18)."""
    found = review_one(ordinary(demands=demands, extra_rounds=rounds), rules=QUICK)
    assert found.verdict == "keep"


@settings(max_examples=30, deadline=None)
@given(st.lists(figures, min_size=4, max_size=4), st.permutations(range(4)))
def test_the_order_of_clients_does_not_matter(all_figures, order) -> None:
    """The same clients in another order give the same review, client by client."""
    names = (*OTHERS, CLIENT)
    stories = [Story(name, signals) for name, signals in zip(names, all_figures, strict=True)]
    shuffled = [stories[place] for place in order]
    found, again = review_all(*stories, rules=QUICK), review_all(*shuffled, rules=QUICK)
    # evidence is numbered by the book, and these stories have none of it
    assert found.clients == again.clients
    assert found.portfolio == again.portfolio


@settings(max_examples=30, deadline=None)
@given(figures, attempts)
def test_no_let_go_without_a_word(signals, said) -> None:
    """Under `balanced` nobody is let go who was never told, but for months of contempt."""
    quiet = review_one(Story(signals=signals), rules=QUICK)
    assert quiet.verdict != "let_go" or quiet.row == "respect_strong"


@settings(max_examples=30, deadline=None)
@given(figures, attempts, playbooks)
def test_every_change_is_one(signals, said, playbook) -> None:
    """What would change a verdict names a verdict that is another one, and at least one thing to do."""
    found = review_one(Story(signals=signals, attempts=said), playbook, QUICK)
    for change in found.would_change:
        assert change.verdict != found.verdict
        assert change.parts
    assert found.verdict == "keep" or found.would_change


def test_nothing_after_the_day_counts() -> None:
    """A review as of a day does not know what came later."""
    stories = [ordinary(name) for name in OTHERS]
    late = Story(
        signals={**ORDINARY, "late_payment": 40, "late_share": 1}, attempts=[(-3, "late_payment", "angry")]
    )
    told = [*stories, replace(late, said=[(-4, True, ("hostile",))], considered=[-2] * 6)]
    assert review_all(*stories, replace(late, attempts=())).clients == review_all(*told).clients


def test_a_measure_that_is_missing_is_no_fault() -> None:
    """A house without a signal reviews without it."""
    stories = [ordinary(name) for name in (*OTHERS, CLIENT)]
    whole = readings(stories)
    fewer = {name: signal for name, signal in whole.signals.items() if name not in ("true_rate", "demands")}
    found = {key: value for key, value in whole.found.items() if key[0] in fewer}
    result = review(book(stories), Readings(fewer, found), AS_OF, load()[0])
    assert {one.verdict for one in result.clients} == {"keep"}


UNWEIGHED = (
    "reply_asymmetry", "own_delay", "easier_refused", "their_delay", "channel_switches", "asked_again",
    "still_vague", "own_softened", "their_softened",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    figures,
    playbooks,
    st.fixed_dictionaries(
        {
            "reply_asymmetry": st.lists(st.floats(0, 500), min_size=year, max_size=year),
            "own_delay": st.lists(st.floats(0, 30), min_size=year, max_size=year),
            "easier_refused": st.lists(share, min_size=year, max_size=year),
            "their_delay": st.lists(st.floats(0, 30), min_size=year, max_size=year),
            "channel_switches": st.lists(share, min_size=year, max_size=year),
            "asked_again": st.lists(share, min_size=year, max_size=year),
            "still_vague": st.lists(share, min_size=year, max_size=year),
            "own_softened": st.lists(share, min_size=year, max_size=year),
            "their_softened": st.lists(share, min_size=year, max_size=year),
        }
    ),
    st.integers(1, 20),
)
def test_what_has_no_weight_decides_nothing(signals, playbook, unweighed, seen) -> None:
    """Slow answers to who wants quick ones, one's own delay, refused ways to pay, another pace or way to
    write, softer or plainer words, what was asked for in vain: a client has the same verdict, stability,
    reasons and levels; only notes and the figures themselves are new (M21, M25, M29, M32, M33)."""
    without = review_one(Story(signals=signals), playbook, QUICK)
    told = Story(signals={**signals, **unweighed}, observations=dict.fromkeys(UNWEIGHED, seen))
    found = review_one(told, playbook, QUICK)
    notes = tuple(note for note in found.notes if note.key.partition(".")[2] not in UNWEIGHED)
    measured = tuple(one for one in found.measured if one.signal not in UNWEIGHED)
    assert replace(found, notes=notes, measured=measured) == without
