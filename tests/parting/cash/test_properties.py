"""What must hold of a what-if, whatever clients do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import inf
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.cash.model import WAYS, Cash, WhatIf
from parting.cash.books import AS_OF, CLIENT, OTHER, THIRD, Billed, Records, euros, every

came = st.lists(st.tuples(st.integers(0, 90), st.sampled_from((0.4, 0.5, 1.0))), max_size=2)


def bills(client: st.SearchStrategy[str], paid: Any = came) -> st.SearchStrategy[list[Billed]]:
    """Bills of two years, paid whenever it was, also after the day of asking."""
    days = st.integers(0, 730).map(lambda ago: AS_OF - timedelta(days=ago))
    one = st.builds(
        Billed, days, st.integers(10, 5000), paid, client, st.integers(0, 60),
        st.sampled_from(("EUR", "EUR", "USD")), st.booleans(),
    )  # fmt: skip
    return st.lists(one, max_size=14)


anybody = bills(st.sampled_from((CLIENT, OTHER, THIRD)))
others = bills(st.sampled_from((OTHER, THIRD)))
unpaid = bills(st.just(CLIENT), st.just(()))
wishes = st.fixed_dictionaries(
    {
        "months": st.integers(1, 15),
        "lag": st.integers(0, 5),
        "share": st.floats(0, 1),
        "seed": st.integers(-3, 3),
        "notice_days": st.one_of(st.none(), st.integers(0, 200)),
        "notice_paid": st.floats(0, 1),
        "cash": st.integers(-500, 5000).map(euros),
        "costs": st.integers(0, 3000).map(euros),
        "paths": st.just(20),
    }
)
some = settings(max_examples=40, deadline=None)


def records(told: Sequence[Billed], hours: float = 10) -> Records:
    """These bills, and hours for the client; somebody else always pays, so that money is known to come."""
    made = Records().monthly(OTHER, 700, 3, 12).work(hours)
    for one in told:
        made.bill(one)
    return made


def lasts(cash: Cash) -> tuple[float, ...]:
    """The runway, for ever where it has no end."""
    assert cash.runway is not None
    return tuple(inf if one is None else one for one in cash.runway)


def is_better(made: WhatIf, way: Any, than: WhatIf, other: Any) -> bool:
    """Is there never less, at any chance, does it last as long, and does it run out as seldom?"""
    sums = zip(every(made, way), every(than, other), strict=True)
    runs = zip(made.ways[way].months, than.ways[other].months, strict=True)
    return (
        all(a >= b - 1 for ours, theirs in sums for a, b in zip(ours, theirs, strict=True))
        and all(a >= b for a, b in zip(lasts(made.ways[way]), lasts(than.ways[other]), strict=True))
        and all((a.below_zero or 0) <= (b.below_zero or 0) for a, b in runs)
    )


def knows_all(made: WhatIf) -> bool:
    """Can each way be told?"""
    return all(cash.runway is not None for cash in made.ways.values())


@some
@given(others, unpaid, wishes)
def test_who_never_pays_is_nothing_to_lose(told: list[Billed], never: list[Billed], wish: Any) -> None:
    """To let a client go who never paid never shortens the runway (M30)."""
    made = records([*told, *never]).ask(**wish)
    if knows_all(made):
        assert is_better(made, "let_go", made, "keep")
        assert made.break_even == made.ways["keep"].months[0].until
    if made.waiting is not None:
        assert made.waiting.minor >= 0


@some
@given(anybody, wishes, st.floats(0, 1))
def test_more_income_in_the_notice_never_shortens(told: list[Billed], wish: Any, more: float) -> None:
    """What they still pay until the last day never makes the runway shorter, and keeping as it was."""
    paid = wish["notice_paid"]
    less, fuller = records(told).ask(**wish), records(told).ask(**wish | {"notice_paid": max(paid, more)})
    if knows_all(less):
        assert is_better(fuller, "let_go", less, "let_go")
    assert fuller.ways["keep"] == less.ways["keep"]


@some
@given(anybody, wishes)
def test_a_seed_gives_the_same_again(told: list[Billed], wish: Any) -> None:
    """Equal records, equal wishes, equal seed: equal in all."""
    assert records(told).ask(**wish) == records(told).ask(**wish)


@some
@given(anybody, wishes)
def test_to_be_paid_when_due_is_never_worse(told: list[Billed], wish: Any) -> None:
    """If they change, there is never less than if they do not; and chances come in order."""
    made = records(told).ask(**wish)
    for way in WAYS:
        assert all(low <= middle <= high for low, middle, high in every(made, way))
    if knows_all(made):
        assert is_better(made, "repair", made, "keep")


@some
@given(anybody, others, wishes)
def test_others_change_nothing_between_the_two(told: list[Billed], more: list[Billed], wish: Any) -> None:
    """What leaving brings hangs on this client and the hour's worth, not on what the others pay. (Bills of
    before anybody paid, and how long it takes, are learnt from all where one's own are few.)"""
    mine = [one for one in told if one.client == CLIENT]
    regular = records(mine).monthly(CLIENT, 900, 12, 20)
    fuller = records(mine).monthly(CLIENT, 900, 12, 20)
    for one in more:
        fuller.bill(one._replace(issued=max(one.issued, date(2025, 9, 1))))
    assert regular.ask(**wish).difference == fuller.ask(**wish).difference


@some
@given(anybody, wishes)
def test_what_came_later_is_not_known(told: list[Billed], wish: Any) -> None:
    """What is billed, paid, worked or marked after the day of asking changes nothing."""
    later = records(told).bill(Billed(AS_OF + timedelta(days=3), 8000, [(0, 1)]))
    later.deposit(AS_OF + timedelta(days=9), 700).work(30, months=1, until=date(2026, 7, 31))
    later.mark(CLIENT, AS_OF + timedelta(days=1), "closed")
    assert later.ask(**wish) == records(told).ask(**wish)
