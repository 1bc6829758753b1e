"""All clients together: in one currency by rates that somebody gave, early clients, seasons, the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book, Filed
from goodterms.records.model import Client, Freelancer, Invoice, Payment, TimeEntry
from goodterms.review.playbook import load
from goodterms.review.portfolio.model import Portfolio, Season, Share
from goodterms.review.portfolio.pareto import FEWEST, pareto
from goodterms.review.portfolio.place import band
from goodterms.review.portfolio.season import by_month, compared
from goodterms.review.reviewing import review
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.calendar import months_back
from goodterms.terms.evidence import Evidence
from goodterms.terms.exchange import MOST_DAYS, Quote, Rates
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, MARA, OTHERS, Story, book, ordinary, readings

NOTHING = Readings({}, {})
RATES = Evidence("rates.csv", "line 2")


def quote(currency: str, rate: str, into: str = "EUR", days: int = 1) -> Quote:
    return Quote(AS_OF - timedelta(days=days), currency, ((into, rate),), RATES)


def paid(cash: dict[str, list[Money]], *quotes: Quote, me: Freelancer = MARA) -> Portfolio:
    """Everybody paid these sums in the last year."""
    keys = count(1)
    payments = tuple(
        Filed(client, next(keys), Payment(client, date(2026, 4, 20), money))
        for client, sums in cash.items()
        for money in sums
    )
    records = Book(me, clients=tuple(map(Client, cash)), payments=payments, rates=Rates(quotes))
    return review(records, NOTHING, AS_OF, load()[0]).portfolio


def shares(found: Portfolio) -> dict[str, float | None]:
    return {share.client: share.income for share in found.shares}


def test_shares_of_several_currencies() -> None:
    """200 dollars at 0.50 are 100 euros: a quarter of all; the rate is told, with its day and place."""
    found = paid({"One": [Money(30000, "EUR")], "Two": [Money(20000, "USD")]}, quote("USD", "0.5"))
    assert shares(found) == {"One": 0.75, "Two": 0.25}
    assert found.concentration == ("EUR", "One", 0.75, 0.625)
    assert found.rates == (("USD", "EUR", Decimal("0.5"), date(2026, 10, 30), RATES, ""),)
    assert found.left_out == ()


def test_a_currency_without_a_rate_is_left_out_and_named() -> None:
    """Never added, never taken for nothing: who paid it, how much, and that there is no rate."""
    cash = {"One": [Money(30000, "EUR")], "Two": [Money(20000, "USD")], "Three": [Money(5000, "USD")]}
    found = paid(cash)
    assert shares(found) == {"One": 1, "Two": None, "Three": None}
    assert found.left_out == ((Money(25000, "USD"), "EUR", ("Three", "Two"), None),)


@pytest.mark.parametrize(("days", "last"), [(MOST_DAYS, None), (MOST_DAYS + 1, date(2026, 9, 29))])
def test_an_old_rate_is_none(days: int, last: date | None) -> None:
    """After a month it no longer holds, and its day is told."""
    cash = {"One": [Money(30000, "EUR")], "Two": [Money(20000, "USD")]}
    found = paid(cash, quote("USD", "0.5", days=days))
    assert [left.last for left in found.left_out] == ([last] if last else [])


def test_who_paid_in_two_currencies() -> None:
    """What can be counted is counted, what cannot is left out."""
    cash = {"One": [Money(30000, "EUR"), Money(500, "USD")], "Two": [Money(10000, "EUR")]}
    found = paid(cash)
    assert shares(found) == {"One": 0.75, "Two": 0.25}
    assert [left.clients for left in found.left_out] == [("One",)]
    received = {share.client: share.received for share in found.shares}
    assert received["One"] == (Money(30000, "EUR"), Money(500, "USD"))


def test_the_currency_of_the_totals() -> None:
    """The freelancer's own where money is in it or leads to it, else that of most payments, else none."""
    dollars = {"One": [Money(100, "USD"), Money(100, "USD")], "Two": [Money(100, "GBP")]}
    assert paid(dollars, quote("USD", "0.5")).currency == "EUR"
    assert paid(dollars).currency == "USD"
    assert paid(dollars, me=replace(MARA, currency="")).currency == "USD"
    assert paid({"One": []}).currency == ""


def test_refunds_are_no_income() -> None:
    """Who got more back than they paid brings nothing, and takes nothing from others."""
    found = paid({"One": [Money(100, "EUR")], "Two": [Money(-50, "EUR")]})
    assert shares(found) == {"One": 1, "Two": 0}


def test_rates_in_another_currency_are_compared_by_a_rate() -> None:
    """What an hour brings stands in the client's currency, and beside it in that of the totals."""
    names = (*OTHERS, CLIENT)
    found = readings([ordinary(name) for name in names])
    months = (Month(date(2026, 5, 1), 120000, 10, 3, None),)
    dollars = Reading(found.signals["true_rate"], CLIENT, months, "USD")
    measured = Readings(found.signals, {**found.found, ("true_rate", CLIENT): dollars})
    records = replace(book([ordinary(name) for name in names]), payments=_euros(OTHERS[0]))

    def told(*quotes: Quote) -> Share:
        made = review(replace(records, rates=Rates(quotes)), measured, AS_OF, load()[0]).portfolio
        assert made.usual_rate == Money(6000, "EUR")
        return next(share for share in made.shares if share.client == CLIENT)

    with_rate = told(quote("USD", "0.5"))
    assert (with_rate.rate, with_rate.rate_there) == (Money(12000, "USD"), Money(6000, "EUR"))
    assert told().rate_there is None


def _euros(client: str) -> tuple[Filed[Payment], ...]:
    return (Filed(client, 10**6, Payment(client, date(2026, 4, 20), Money(100, "EUR"))),)


@pytest.mark.parametrize(
    ("rate", "where"),
    [
        (None, None),
        (7501, "above"),
        (7500, "about"),
        (6000, "about"),
        (4500, "about"),
        (4499, "below"),
        (0, "below"),
    ],
)
def test_the_map(rate: int | None, where: str | None) -> None:
    """Within a quarter of the usual hour is about usual; what is not known has no place (B18)."""
    there = None if rate is None else Money(rate, "EUR")
    share = Share("One", None, None, None, 0, (), None, there, there, is_active=True)
    assert band(share, Money(6000, "EUR")) == where


def test_no_usual_hour_of_one() -> None:
    """One client's hour is not usual; of nobody's nothing is said."""
    assert paid({"One": [Money(100, "EUR")]}).usual_rate is None


def test_too_little_known_is_no_good_level() -> None:
    """A client about whom nothing is known has no level of trouble, and no part of it (T5)."""
    found = paid({"One": [Money(100, "EUR")]})
    assert [(share.level, share.trouble) for share in found.shares] == [(None, None)]


def test_who_is_no_client_any_more_does_not_count() -> None:
    """Nothing billed, paid, worked or owed in twelve months: not active, and no part of any fifth."""
    entry = TimeEntry("Old", datetime(2024, 5, 2, 9, tzinfo=UTC), 60)
    bill = Invoice("1", "New", date(2026, 5, 2), Money(100, "EUR"))
    records = Book(
        MARA,
        clients=(Client("New"), Client("Old")),
        hours=(Filed("Old", 1, entry),),
        invoices=(Filed("New", 2, bill),),
    )
    found = review(records, NOTHING, AS_OF, load()[0]).portfolio
    assert {share.client: share.is_active for share in found.shares} == {"New": True, "Old": False}
    assert [one.clients for one in found.pareto] == [0, 0]


def test_hours_nobody_recorded_are_not_none() -> None:
    """A client without any recorded hours is no client that takes no time."""
    hours = tuple(
        Filed(name, key, TimeEntry(name, datetime(2026, 5, 2, 9, tzinfo=UTC), 60))
        for key, name in enumerate(("A", "B", "C", "D"))
    )
    cash = Filed("E", 9, Payment("E", date(2026, 5, 1), Money(100, "EUR")))
    records = Book(MARA, clients=tuple(map(Client, "ABCDE")), hours=hours, payments=(cash,))
    found = review(records, NOTHING, AS_OF, load()[0]).portfolio
    assert (found.pareto[0].clients, found.pareto[0].answer) == (4, "cannot_tell")


def early_of(*clients: Client, until: date | None = None, **records: object) -> tuple[object, ...] | None:
    me = replace(MARA, take_anything_until=until)
    made = Book(me, clients=clients, **records)  # type: ignore[arg-type]
    found = review(made, NOTHING, AS_OF, load()[0]).portfolio.early
    return found and (found.until, found.is_told, found.clients)


def test_clients_of_the_first_year() -> None:
    """Whoever came in the first year after the first client, where nobody says until when (M1)."""
    first, second = Client(CLIENT, since=date(2022, 1, 3)), Client(OTHERS[0], since=date(2023, 1, 2))
    third, unknown = Client(OTHERS[1], since=date(2023, 1, 3)), Client(OTHERS[2])
    expected = (date(2023, 1, 2), False, (CLIENT, OTHERS[0]))
    assert early_of(first, second, third, unknown) == expected
    assert early_of(Client(CLIENT)) is None
    assert early_of(Client(CLIENT, since=date(9999, 3, 3))) is None


def test_until_when_everybody_was_taken_can_be_said() -> None:
    """The freelancer's own day; who has a record by then was a client by then."""
    bill = Filed(OTHERS[0], 1, Invoice("1", OTHERS[0], date(2024, 2, 1), Money(100, "EUR")))
    clients = (Client(CLIENT, since=date(2023, 1, 3)), Client(OTHERS[0]), Client(OTHERS[1], since=AS_OF))
    found = early_of(*clients, until=date(2024, 6, 30), invoices=(bill,))
    assert found == (date(2024, 6, 30), True, (CLIENT, OTHERS[0]))


def test_records_alone_do_not_say_when_the_business_began() -> None:
    """Older records than any told day: the business may have begun before them, so nothing is said."""
    bill = Filed(OTHERS[0], 1, Invoice("1", OTHERS[0], date(2024, 2, 1), Money(100, "EUR")))
    clients = (Client(CLIENT, since=date(2025, 1, 3)), Client(OTHERS[0]))
    assert early_of(*clients, invoices=(bill,)) is None


def test_who_comes_later_than_the_day_of_the_review_is_not_there_yet() -> None:
    """A client who begins next month is neither of that time nor after it."""
    assert early_of(Client(CLIENT, since=date(2026, 12, 1))) is None
    both = early_of(Client(CLIENT, since=date(2026, 12, 1)), Client(OTHERS[0], since=date(2026, 2, 2)))
    assert both == (date(2027, 2, 1), False, (OTHERS[0],))


def test_are_early_clients_more_trouble() -> None:
    """How many of them, and of those who came later, are a pattern of trouble today (M1)."""
    told = [
        replace(ordinary("Early", late_payment=32), since=date(2022, 1, 3)),
        replace(ordinary("Also early"), since=date(2022, 5, 3)),
        *(ordinary(name) for name in OTHERS),
    ]
    found = review(book(told), readings(told), AS_OF, load()[0]).portfolio.early
    assert found is not None
    assert (found.judged, found.troubled, found.later_judged, found.later_troubled) == (2, 1, 3, 0)


def months(*clients: int) -> list[Season]:
    """So many clients in trouble in the last months, up to the review's."""
    last = AS_OF.replace(day=1)
    return [Season(months_back(last, len(clients) - 1 - at), one) for at, one in enumerate(clients)]


@pytest.mark.parametrize(
    ("clients", "answer"),
    [
        ((1, 1, 1, 1, 5), "unknown"),
        ((1, 1, 1, 1, 1, 2), "usual"),
        ((1, 1, 1, 1, 1, 3), "more"),
        ((4, *[1] * 11, 4), "same_season"),
        ((1, 4, *[1] * 10, 4), "same_season"),  # November of last year is near October
        ((1, 1, 4, *[1] * 9, 4), "more"),
        ((*[1] * 11, 4, 4), "more"),  # last month is no earlier year
        ((3, *[1] * 11, 4), "more"),
    ],
)
def test_is_this_month_like_the_season(clients: tuple[int, ...], answer: str) -> None:
    """Usual for all months, or for this time of earlier years, or more than both (M2)."""
    assert compared(months(*clients))[0] == answer


def test_the_months_of_the_year() -> None:
    """Each on average of the years there are, without the month that is to be judged."""
    found = by_month(months(2, *[0] * 11, 4, *[1] * 11, 9))
    assert [(one.clients, one.years) for one in found if one.month == 10] == [(3, 2)]
    assert [(one.clients, one.years) for one in found if one.month == 11] == [(0.5, 2)]
    assert by_month(()) == ()


CASH = st.dictionaries(
    st.sampled_from(["A", "B", "C", "D", "E", "F"]),
    st.lists(
        st.builds(Money, st.integers(-(10**5), 10**7), st.sampled_from(["EUR", "USD", "VND", "KWD"])),
        max_size=3,
    ),
    min_size=1,
)
GIVEN = st.lists(
    st.sampled_from([quote("USD", "0.92"), quote("EUR", "27350", "VND"), quote("KWD", "3.01")]), unique=True
)
QUICK = settings(max_examples=60, deadline=None)


@QUICK
@given(CASH, GIVEN)
def test_shares_add_up_to_one(cash: dict[str, list[Money]], quotes: list[Quote]) -> None:
    """Whatever came in: the shares that are known add up to all, or there are none; the sum of their squares
    lies between equal shares and a single one; every currency is in the totals or left out."""
    found = paid(cash, *quotes)
    known = [share for share in shares(found).values() if share is not None]
    assert not known or sum(known) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in known)
    top = found.concentration
    assert (top is None) == (not known)
    if top is not None:
        assert 1 / len(known) - 1e-9 <= top.hhi <= 1 + 1e-9
        assert top.top_share == max(known)
    net = {(name, one.currency) for name in cash for one in _net(cash[name])}
    counted = {found.currency, *(used.currency for used in found.rates)}
    left = {left.received.currency for left in found.left_out}
    assert {currency for _, currency in net} <= counted | left
    assert not counted & left


def _net(sums: list[Money]) -> list[Money]:
    totals: dict[str, int] = {}
    for one in sums:
        totals[one.currency] = totals.get(one.currency, 0) + one.minor
    return [Money(minor, currency) for currency, minor in totals.items() if minor]


@QUICK
@given(CASH, st.integers(2, 1000))
def test_a_currency_in_other_units_changes_nothing(cash: dict[str, list[Money]], times: int) -> None:
    """A thousand times as many of a unit worth a thousandth: the same shares, but for a rounded cent."""
    sums = {
        name: [money for money in told if money.currency in ("EUR", "USD")] for name, told in cash.items()
    }
    scaled = {
        name: [Money(one.minor * times, "USD") if one.currency == "USD" else one for one in told]
        for name, told in sums.items()
    }
    before = paid(sums, Quote(AS_OF, "EUR", (("USD", "2"),)))
    after = paid(scaled, Quote(AS_OF, "EUR", (("USD", str(2 * times)),)))
    assert shares(before) == pytest.approx(shares(after))


@given(st.sampled_from(["time", "trouble"]), st.lists(st.floats(0, 1e6), max_size=FEWEST - 1))
def test_below_five_clients_nobody_can_tell(of: str, values: list[float]) -> None:
    """However much one of them takes."""
    found = pareto(of, values)  # type: ignore[arg-type]
    assert (found.answer, found.share, found.low, found.high) == ("cannot_tell", None, None, None)


@given(st.lists(st.integers(0, 10**6), min_size=FEWEST, max_size=30), st.randoms(use_true_random=False))
def test_the_fifth_does_not_depend_on_the_order(values: list[int], chance: object) -> None:
    """The same clients in another order give the same answer, twice; the share is at least a fifth's own."""
    mixed = list(values)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    found = pareto("time", values)
    assert found == pareto("time", mixed)
    if found.share is not None and found.low is not None and found.high is not None:
        assert found.top / found.clients - 1e-9 <= found.share <= 1
        assert found.low <= found.high


def test_story_of_many_clients_is_a_yes() -> None:
    """Six of thirty with nearly all of the hours: yes; all the same: no."""
    assert pareto("time", [100] * 6 + [1] * 24).answer == "yes"
    assert pareto("time", [5] * 20).answer == "no"
    assert pareto("time", [90, 10, 10, 10, 10]).answer == "cannot_tell"


def test_stories_are_reviewed_in_twelve_months() -> None:
    """The span is told by its first day."""
    told: list[Story] = [ordinary()]
    assert review(book(told), readings(told), AS_OF, load()[0]).portfolio.since == date(2025, 11, 1)
