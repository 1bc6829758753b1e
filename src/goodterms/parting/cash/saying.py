"""What does a what-if go by, and what does it not know? Each thing as a sentence with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodterms.parting.cash.case import Case
from goodterms.parting.cash.history import BLOCKS, QUIET_MONTHS, State
from goodterms.review.forecast.model import Forecast
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money

SHOWN = 5
"""Names in a sentence; of more, how many there are is said too."""


def assumptions(case: Case) -> Iterator[Text]:
    """What was gone by, in the order in which it matters."""
    wish, habit = case.wish, case.habit
    yield Text("what_if.by.past", {"months": BLOCKS})
    if habit.blocks:
        yield Text("what_if.by.own_months", {"months": habit.blocks, "client": case.client})
    yield from _open(case)
    yield from _leaving(case)
    yield from _hours(case)
    if habit.blocks and habit.state != "ended":
        yield Text("what_if.by.repair", {"days": case.grounds.settle_days, "from": case.repaired_from})
    yield from _sums(case)
    yield Text("what_if.by.draws", {"paths": wish.paths, "seed": wish.seed})


def _open(case: Case) -> Iterator[Text]:
    """Open bills: those that are forecast, and those that nothing is expected of."""
    counted = case.counted
    if counted:
        yield Text("what_if.by.open", {"count": len(counted), "sum": _sum(case, counted)})
    stopped = [one for one in case.forecasts.invoices if case.has_stopped(one.bill.client)]
    unsure = [one for one in case.forecasts.invoices if one not in counted and one not in stopped]
    if stopped:
        names = ", ".join(sorted({one.bill.client for one in stopped}))
        yield Text(
            "what_if.by.stopped", {"count": len(stopped), "sum": _sum(case, stopped), "clients": names}
        )
    if unsure:
        yield Text("what_if.by.unsure", {"count": len(unsure), "sum": _sum(case, unsure)})
    if ended := _names(case, "ended"):
        yield Text("what_if.by.ended", {"months": QUIET_MONTHS, "clients": ended})
    if new := _names(case, "new"):
        yield Text("what_if.by.new", {"clients": new})
    told = sorted(name for name, one in case.habits.items() if one.last_day and name != case.client)
    if told:
        yield Text("what_if.by.leaving_too", {"clients": ", ".join(told)})


def _leaving(case: Case) -> Iterator[Text]:
    """When it would end, and what still comes until then."""
    leaving, wish = case.grounds.leaving, case.wish
    of = "set" if wish.notice_days is not None else leaving.of
    yield Text(f"what_if.by.last_day.{of}", {"told": leaving.told_on, "day": case.last_day})
    if wish.notice_paid < 1:
        yield Text("what_if.by.notice_paid", {"share": wish.notice_paid})


def _hours(case: Case) -> Iterator[Text]:
    """What freed hours bring."""
    wish = case.wish
    if not case.hours or case.rate is None:
        return
    rate = case.purse.money(case.rate)
    key = "what_if.by.rate_set" if wish.rate is not None else "what_if.by.rate"
    yield Text("what_if.by.hours", {"hours": float(case.hours), "share": wish.share, "lag": wish.lag})
    yield Text(key, {"clients": case.rated, "rate": rate})


def _sums(case: Case) -> Iterator[Text]:
    """What sums hold, and what they were changed by."""
    if case.counts == "balance":
        values = {"cash": case.purse.money(case.start or 0), "costs": case.purse.money(case.costs or 0)}
        yield Text("what_if.by.balance", values)
    elif case.costs is not None:
        yield Text("what_if.by.costs", {"costs": case.purse.money(case.costs)})
    yield from case.purse.says()
    yield Text("what_if.by.taxes")


def warnings(case: Case) -> Iterator[Text]:
    """What is missing, and what would have to be known."""
    client, own = case.client, case.own
    if case.last_paid is None or not case.purse.currency:
        yield Text("what_if.lacks.payments")
    elif (silent := (case.ends[0] - case.last_paid).days) > case.grounds.stale_days:
        yield Text("what_if.lacks.recent_payments", {"days": silent})
    if not case.is_told:
        yield Text("what_if.lacks.history", {"client": client})
    elif case.habit.state == "new":
        yield Text("what_if.lacks.months", {"client": client})
    elif case.habit.state == "ended":
        yield Text("what_if.lacks.ended", {"client": client, "day": own.last})
    if case.hours is None and case.is_told:
        yield Text("what_if.lacks.hours", {"client": client})
    elif case.rate is None:
        yield Text("what_if.lacks.rate_usual", {"clients": case.rated})
    if case.start is None:
        yield Text("what_if.lacks.cash")
    if case.costs is None:
        yield Text("what_if.lacks.costs")
    yield from case.purse.left_out()


def _names(case: Case, state: State) -> str:
    names = sorted(name for name, one in case.habits.items() if one.state == state and name != case.client)
    told = ", ".join(names[:SHOWN])
    return f"{told} (+{len(names) - SHOWN})" if len(names) > SHOWN else told


def _sum(case: Case, some: Iterable[Forecast]) -> Money:
    total = 0.0
    for one in some:
        total += case.purse.minor(one.bill.outstanding) or 0.0
    return case.purse.money(total)
