"""What the law adds to a late invoice, by hand, place by place; what is not sure never becomes a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.claim.claiming import claims
from goodterms.parting.claim.model import Claim, Claims, Wish
from goodterms.parting.claim.rates import lump_of, rate_on
from goodterms.parting.model import Clause, Contract, Span
from goodterms.records.book import Book, Credit, Filed, Settlement
from goodterms.records.model import Client, Freelancer, Invoice, Payment
from goodterms.terms.money import Money

CLIENT = "Quayside Bikes"
DAY = timedelta(days=1)
Paid = Iterable[tuple[date, float]]


def money(amount: float, currency: str = "EUR") -> Money:
    return Money(round(amount * 100), currency)


def book(
    total: float, due: date | None, *, country: str = "FR", kind: str = "company", currency: str = "EUR",
    paid: Paid = (), credited: Paid = (), issued: date | None = None, **bill: Any,
) -> Book:  # fmt: skip
    """One client with one invoice."""
    issued = issued or (due or date(2024, 1, 1)) - timedelta(days=30)
    invoice = Invoice("A-1", CLIENT, issued, money(total, currency), due=due, **bill)
    notes = tuple(Credit(1, day, money(amount, currency)) for day, amount in credited)
    return Book(
        Freelancer("Mara Lind"),
        clients=(Client(CLIENT, country=country, kind=kind),),
        invoices=(Filed(CLIENT, 1, invoice),),
        credited={1: Money(sum(one.amount.minor for one in notes), currency)} if notes else {},
        credits=notes,
        payments=tuple(
            Filed(CLIENT, key, Payment(CLIENT, day, money(amount, currency), ("A-1",)))
            for key, (day, amount) in enumerate(paid, 2)
        ),
        settlements=tuple(
            Settlement(CLIENT, 1, key, day, money(amount, currency))
            for key, (day, amount) in enumerate(paid, 2)
        ),
    )  # fmt: skip


def contract(*clauses: tuple[str, dict[str, Any]]) -> Contract:
    found = tuple(Clause(kind, Span(0, 1), value) for kind, value in clauses)
    return Contract("contract.txt", "en", "A contract.", found)


def asked(filled: Book, as_of: date, *papers: Contract, wish: Wish | None = None) -> Claims:
    return claims(filled, lambda _client: papers, as_of, wish=wish)


def only(filled: Book, as_of: date, *papers: Contract, wish: Wish | None = None) -> Claim:
    found = asked(filled, as_of, *papers, wish=wish)
    assert len(found.claims) == 1
    return found.claims[0]


def counted(claim: Claim) -> list[tuple[int, float, int]]:
    """Days, rate and interest in cents of each period."""
    return [(one.days, float(one.percent), one.interest.minor) for one in claim.periods]


def reasons(found: Claims) -> list[str]:
    return [one.why.key for one in found.refused]


def test_france_by_hand() -> None:
    """Code de commerce, art. L441-10 and D441-5: 4.25 + 10 = 14.25 % for the second half of 2024 (Bpifrance),
    days over 365 on the sum with VAT: 1,000 and 20 %, 30 days: 1200 x 0.1425 x 30/365 = 14.0548 -> 14.05;
    40 beside it, without any reminder."""
    claim = only(book(1200, date(2024, 9, 1), paid=[(date(2024, 10, 1), 1200)]), date(2024, 12, 1))
    assert counted(claim) == [(30, 14.25, 1405)]
    assert (claim.days, claim.principal, claim.unpaid) == (30, money(1200), money(0))
    assert (claim.lump and claim.lump.money, claim.totals) == (money(40), (money(54.05),))
    assert "L441-10" in claim.sources[0] and claim.as_of == date(2026, 11, 21)


def test_a_half_year_border_by_hand() -> None:
    """Directive 2011/7/EU, art. 3(3), and L441-10: each half-year has its own rate, by the bank's rate of its
    first day: 4.5 % on 1 January 2024, 4.25 % on 1 July. 10,000 due on 15 June, paid on 15 July 2024:
    16 June to 30 June: 10000 x 0.145 x 15/365 = 59.589 -> 59.59; 1 to 15 July: 10000 x 0.1425 x 15/365 =
    58.5616 -> 58.56."""
    claim = only(book(10000, date(2024, 6, 15), paid=[(date(2024, 7, 15), 10000)]), date(2024, 8, 1))
    assert counted(claim) == [(15, 14.5, 5959), (15, 14.25, 5856)]
    assert [(one.since, one.until) for one in claim.periods] == [
        (date(2024, 6, 16), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 7, 15)),
    ]
    assert claim.interest == money(118.15)


def test_the_netherlands_by_hand_over_a_year() -> None:
    """Burgerlijk Wetboek, art. 6:119a and 6:119 lid 2: ECB rate + 8, and after each year its interest bears
    interest too. 10,000 due on 31 March 2023, paid on 30 April 2024. The year: 1 April to 30 June 2023, 91
    days at 10.5 % = 261.78; 184 days at 12 % = 604.93; 1 January to 31 March 2024, 91 at 12.5 % = 311.64;
    together 1,178.35. Then 30 days at 12.5 % on 11,178.35 = 114.8461 -> 114.85."""
    filled = book(10000, date(2023, 3, 31), country="NL", paid=[(date(2024, 4, 30), 10000)])
    claim = only(filled, date(2024, 6, 1))
    assert counted(claim) == [(91, 10.5, 26178), (184, 12, 60493), (91, 12.5, 31164), (30, 12.5, 11485)]
    assert claim.periods[-1].capital == money(11178.35)
    assert claim.interest == money(1293.20)


def test_within_a_year_nothing_compounds() -> None:
    """And in France never."""
    paid = [(date(2024, 4, 30), 10000.0)]
    claim = only(book(10000, date(2023, 3, 31), country="FR", paid=paid), date(2024, 6, 1))
    assert {one.capital for one in claim.periods} == {money(10000)}


def test_belgium_by_hand() -> None:
    """Law of 2 August 2002, as published: 12.5 % for the first half of 2024. 1,000, 60 days: 1000 x 0.125 x
    60/365 = 20.5479 -> 20.55. Of a half-year whose rate was not published here nothing is said, though the
    bank's rate is known."""
    claim = only(
        book(1000, date(2024, 1, 31), country="BE", paid=[(date(2024, 3, 31), 1000)]), date(2024, 6, 1)
    )
    assert counted(claim) == [(60, 12.5, 2055)]
    found = asked(book(1000, date(2024, 7, 31), country="BE"), date(2024, 9, 1))
    assert reasons(found) == ["law.refused.rate_unconfirmed"]
    assert found.claims[0].interest is None and found.claims[0].totals == (money(40),)


def test_the_united_kingdom_by_hand() -> None:
    """Late Payment of Commercial Debts (Interest) Act 1998 and SI 2002/1675: 8 + 3.75 = 11.75 % for a debt
    that became late from 1 July to 31 December 2026, simple, and it stays (T2). 5,000 due on 31 August 2026,
    open on 31 January 2027: 153 days: 5000 x 0.1175 x 153/365 = 246.2671 -> 246.27; and 70."""
    claim = only(book(5000, date(2026, 8, 31), country="GB", currency="GBP"), date(2027, 1, 31))
    assert counted(claim) == [(153, 11.75, 24627)]
    assert claim.totals == (money(316.27, "GBP"),)
    assert claim.unpaid == money(5000, "GBP")


def test_the_rate_of_the_united_kingdom_is_that_of_the_start() -> None:
    """A debt due on 30 June 2026 starts on 1 July; one due the day before starts in June, whose rate was not
    gathered, and stays without one."""
    starts_in_july = book(900, date(2026, 6, 30), country="GB", currency="GBP")
    assert counted(only(starts_in_july, date(2026, 8, 1)))[0][1] == 11.75
    found = asked(book(900, date(2026, 6, 29), country="GB", currency="GBP"), date(2026, 8, 1))
    assert reasons(found) == ["law.refused.rate_unconfirmed"] and found.claims[0].totals == (
        money(40, "GBP"),
    )


@pytest.mark.parametrize(
    ("debt", "sum_"), [(999.99, 40), (1000, 70), (9999.99, 70), (10000, 100), (250000, 100)]
)
def test_the_lump_sum_of_the_united_kingdom(debt: float, sum_: float) -> None:
    """Section 5A: 40 below 1,000, 70 below 10,000, 100 above; in pounds only."""
    lump = lump_of("GB", money(debt, "GBP"))
    assert lump is not None and lump.money == money(sum_, "GBP")
    assert lump_of("GB", money(debt, "EUR")) is None


@pytest.mark.parametrize(
    ("debt", "costs"),
    [(100, 40), (266.67, 40), (2500, 375), (5000, 625), (10000, 875), (200000, 2775), (5000000, 6775)],
)
def test_the_dutch_scale_by_hand(debt: float, costs: float) -> None:
    """Besluit vergoeding voor buitengerechtelijke incassokosten: 15 % of 2,500, 10 % of the next 2,500, 5 %
    of the next 5,000, 1 % of the next 190,000, 0.5 % above; 40 at least, 6,775 at most."""
    lump = lump_of("NL", money(debt), is_collection=True)
    assert lump is not None and lump.money == money(costs)
    assert lump_of("NL", money(debt, "USD"), is_collection=True) is None


def test_germany_has_a_lump_sum_and_no_rate() -> None:
    """BGB section 288: 9 points over a base rate of its own, which was not gathered (T3); 40 all the same."""
    found = asked(book(1000, date(2024, 3, 1), country="DE"), date(2024, 5, 1))
    assert reasons(found) == ["law.refused.rate_unconfirmed"]
    claim = found.claims[0]
    assert (claim.periods, claim.interest, claim.totals) == ((), None, (money(40),))


def test_vietnam_has_a_formula_and_no_number() -> None:
    """Commercial Law 2005, art. 306: the market rate of the day of payment."""
    found = asked(book(1000, date(2024, 3, 1), country="VN"), date(2024, 5, 1))
    assert (found.claims, reasons(found)) == ((), ["law.refused.vn_rate"])
    assert [note.key for note in found.refused[0].notes] == ["law.vn.formula"]


def test_a_state_without_a_sheet_has_the_least_of_the_union() -> None:
    """Directive 2011/7/EU: ECB rate + 8 and 40; said to be the least."""
    claim = only(book(1000, date(2024, 3, 1), country="ES"), date(2024, 5, 1))
    assert counted(claim) == [(61, 12.5, 2089)]
    assert "claim.note.at_least" in [note.key for note in claim.notes]


def test_a_state_with_a_currency_of_its_own_has_no_rate() -> None:
    """Its central bank's rate is the reference (art. 2(7)); it was not gathered."""
    found = asked(book(1000, date(2024, 3, 1), country="SE", currency="SEK"), date(2024, 5, 1))
    assert reasons(found) == ["claim.refused.own_bank"]
    assert found.claims[0].lump is not None


def test_a_rate_known_from_memory_alone_is_refused() -> None:
    """That of the first half of 2025 (T1): the days before and after it are counted, and it is said."""
    found = asked(book(1000, date(2024, 12, 1), paid=[(date(2025, 8, 1), 1000)]), date(2025, 9, 1))
    claim = found.claims[0]
    assert [(gap.since, gap.until) for gap in claim.gaps] == [(date(2025, 1, 1), date(2025, 6, 30))]
    assert [one[0] for one in counted(claim)] == [30, 32]
    assert "claim.note.partial" in [note.key for note in claim.notes]


def test_the_second_half_of_2026_is_refused_and_the_first_given() -> None:
    """One unofficial page is no source. Gaps that follow on one another are one."""
    found = asked(book(1000, date(2026, 6, 20)), date(2026, 11, 20))
    assert counted(found.claims[0]) == [(10, 12.15, 333)]
    refused = found.refused[0]
    assert (refused.since, refused.until) == (date(2026, 7, 1), date(2026, 11, 20))
    later = asked(book(1000, date(2026, 6, 20)), date(2027, 2, 1)).claims[0].gaps
    assert [(one.since, one.until) for one in later] == [(date(2026, 7, 1), date(2027, 2, 1))]


def test_gaps_that_do_not_touch_stay_two() -> None:
    """Both halves without a rate are told with their days."""
    claim = only(book(1000, date(2024, 12, 1)), date(2026, 8, 1))
    assert [(gap.since.year, gap.until.year) for gap in claim.gaps] == [(2025, 2025), (2026, 2026)]


def test_a_partial_payment_lowers_the_debt_from_the_next_day() -> None:
    """1,000 due on 31 January 2024, 400 paid on 1 March, the rest on 31 March: 30 days, 1000 x 0.145
    x 30/365 = 11.92, 30 days on 600 = 7.15."""
    filled = book(1000, date(2024, 1, 31), paid=[(date(2024, 3, 1), 400), (date(2024, 3, 31), 600)])
    claim = only(filled, date(2024, 5, 1))
    assert counted(claim) == [(30, 14.5, 1192), (30, 14.5, 715)]
    assert [one.capital for one in claim.periods] == [money(1000), money(600)]


def test_a_credit_note_lowers_the_debt_from_the_next_day() -> None:
    """The same as a payment; one that comes after the question does not count yet."""
    filled = book(1000, date(2024, 1, 31), credited=[(date(2024, 3, 1), 400), (date(2025, 1, 1), 600)])
    claim = only(filled, date(2024, 3, 31))
    assert counted(claim) == [(30, 14.5, 1192), (30, 14.5, 715)]
    assert claim.unpaid == money(600)


def test_a_credit_note_without_its_day_counts_from_the_first() -> None:
    """So nobody is asked for too much; wholly credited is no debt."""
    filled = book(1000, date(2024, 1, 31))
    dayless = Book(
        filled.freelancer, clients=filled.clients, invoices=filled.invoices, credited={1: money(400)}
    )
    assert only(dayless, date(2024, 3, 1)).principal == money(600)
    whole = book(1000, date(2024, 1, 31), credited=[(date(2024, 2, 1), 1000)])
    assert asked(whole, date(2024, 3, 1)).claims == ()
    dollars = Book(
        filled.freelancer, clients=filled.clients, invoices=filled.invoices, credited={1: money(400, "USD")}
    )
    assert only(dollars, date(2024, 3, 1)).principal == money(1000)


def test_credit_and_payment_together_end_the_debt() -> None:
    """800 of 1,000 paid, and 200 credited later: it counts as paid when the 800 came."""
    filled = book(
        1000, date(2024, 1, 31), paid=[(date(2024, 2, 10), 800)], credited=[(date(2024, 2, 20), 200)]
    )
    claim = only(filled, date(2024, 3, 31))
    assert (claim.days, claim.unpaid) == (10, money(0))


def test_days_on_which_nothing_is_owed_bear_nothing() -> None:
    """Paid in full and half of it taken back later: between the two no day counts."""
    filled = book(
        1000, date(2024, 1, 31),
        paid=[(date(2024, 2, 10), 1000), (date(2024, 2, 20), -500), (date(2024, 3, 1), 0)],
    )  # fmt: skip
    claim = only(filled, date(2024, 3, 11))
    assert [(one.since, one.capital) for one in claim.periods] == [
        (date(2024, 2, 1), money(1000)), (date(2024, 2, 21), money(500)), (date(2024, 3, 2), money(500)),
    ]  # fmt: skip


def test_what_is_paid_in_time_is_not_late() -> None:
    """On the due day, before it, or before it was issued; nor what is not due yet, nor bank charges."""
    due = date(2024, 3, 1)
    for day in (due, due - DAY, due - timedelta(days=60)):
        assert asked(book(1000, due, paid=[(day, 1000)]), date(2024, 5, 1)) == Claims(
            date(2024, 5, 1), (), (), 1
        )
    assert asked(book(1000, due), due).claims == ()
    assert asked(book(1000, due, paid=[(due, 990)]), date(2024, 5, 1)).claims == ()
    assert asked(book(1000, due), date(2024, 1, 1)).invoices == 0


def test_without_a_due_date_the_laws_term_counts_and_is_said() -> None:
    """30 days in the Union, from the invoice's date."""
    claim = only(book(1000, None, issued=date(2024, 1, 1)), date(2024, 3, 1))
    assert claim.due == date(2024, 1, 31)
    assert [(note.key, note.values["days"]) for note in claim.notes] == [("claim.note.default_term", 30)]


def test_a_disputed_invoice_is_said_to_be_one() -> None:
    """The sums stay; what comes first is said."""
    claim = only(book(1000, date(2024, 3, 1), disputed=True), date(2024, 5, 1))
    assert [note.key for note in claim.notes] == ["claim.note.disputed"]


@pytest.mark.parametrize(
    ("filled", "why"),
    [
        (book(-5, date(2024, 3, 1)), "claim.refused.no_sum"),
        (book(0, date(2024, 3, 1)), "claim.refused.no_sum"),
        (book(5, date(2024, 3, 1), currency="QQQ"), "claim.refused.currency"),
        (book(5, date(2024, 3, 1), issued=date(2024, 3, 9)), "claim.refused.due_before"),
        (book(5, date(2024, 3, 1), country=""), "claim.refused.no_place"),
        (book(5, date(2024, 3, 1), country="JP"), "law.refused.unknown"),
        (book(5, date(2024, 3, 1), country="CH"), "law.refused.unconfirmed"),
        (book(5, date(2024, 3, 1), country="US-NY"), "law.refused.unknown"),
        (book(5, date(2024, 3, 1), kind="public"), "law.other_client.public"),
        (book(5, date(2024, 3, 1), kind="consumer"), "law.other_client.consumer"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_reason(filled: Book, why: str) -> None:
    """No number beside it."""
    found = asked(filled, date(2024, 5, 1))
    assert (found.claims, reasons(found)) == ((), [why])


def test_a_dutch_consumer_gets_a_letter_first() -> None:
    """14 days, before collection costs; no sum is told."""
    found = asked(book(500, date(2024, 3, 1), country="NL", kind="consumer"), date(2024, 5, 1))
    assert [(note.key, note.values["days"]) for note in found.refused[0].notes] == [
        ("claim.note.consumer_letter", 14)
    ]


def test_the_contract_names_the_law() -> None:
    """Before the client's country; the invoice's buyer tells it where the client does not."""
    paper = contract(("governing_law", {"place": "NL"}))
    assert only(book(1000, date(2024, 3, 1)), date(2024, 5, 1), paper).place == "NL"
    assert only(book(1000, date(2024, 3, 1), country="", buyer_country="FR"), date(2024, 5, 1)).place == "FR"


def test_a_contracts_rate_has_to_be_told() -> None:
    """Whether a clause means a month or a year is not sure, so there is no interest; the lump sum stays, but
    not in the United Kingdom, where the contract takes the place of the Act."""
    paper = contract(("late_interest", {"rate_percent": 1.5}))
    found = asked(book(1000, date(2024, 3, 1)), date(2024, 5, 1), paper)
    assert reasons(found) == ["claim.refused.contract_rate"]
    assert found.claims[0].totals == (money(40),)
    pounds = book(1000, date(2026, 8, 1), country="GB", currency="GBP")
    assert asked(pounds, date(2026, 9, 1), paper).claims == ()
    silent = contract(("late_interest", {"basis": "statutory interest"}))
    assert only(book(1000, date(2024, 3, 1)), date(2024, 5, 1), silent).interest is not None


def test_a_rate_that_was_agreed_by_hand() -> None:
    """12 % on 1,000 for 61 days: 1000 x 0.12 x 61/365 = 20.0548 -> 20.05. In France three times the legal
    rate is the least, and that rate is not known here: it is said."""
    claim = only(book(1000, date(2024, 3, 1)), date(2024, 5, 1), wish=Wish(Fraction(12)))
    assert (counted(claim), claim.by, claim.totals) == ([(61, 12, 2005)], "contract", (money(60.05),))
    assert [(note.key, note.values["times"]) for note in claim.notes] == [("claim.note.floor", 3)]
    assert all("L441-10" not in source for source in claim.sources)
    pounds = book(1000, date(2024, 3, 1), country="GB", currency="GBP")
    british = only(pounds, date(2024, 5, 1), wish=Wish(Fraction(12)))
    assert (british.lump, british.as_of) == (None, None)
    assert [note.key for note in british.notes] == ["law.gb.substantial_remedy"]


def test_two_currencies_are_not_added() -> None:
    """Interest in dollars, the lump sum in euros."""
    claim = only(book(1000, date(2024, 3, 1), currency="USD"), date(2024, 5, 1))
    assert [one.currency for one in claim.totals] == ["USD", "EUR"]
    assert "claim.note.currencies" in [note.key for note in claim.notes]


def test_the_scale_is_dutch() -> None:
    """Asked for elsewhere, the lump sum stays and it is said."""
    wish = Wish(is_collection=True)
    assert only(book(5000, date(2024, 3, 1), country="NL"), date(2024, 5, 1), wish=wish).lump == lump_of(
        "NL", money(5000), is_collection=True
    )
    french = only(book(5000, date(2024, 3, 1)), date(2024, 5, 1), wish=wish)
    assert french.lump == lump_of("FR", money(5000))
    assert "claim.note.no_scale" in [note.key for note in french.notes]


def test_one_client_can_be_asked_for() -> None:
    """The others are left out."""
    filled = book(1000, date(2024, 3, 1))
    assert claims(filled, lambda _name: (), date(2024, 5, 1), client="Nobody").invoices == 0
    assert len(claims(filled, lambda _name: (), date(2024, 5, 1), client=CLIENT).claims) == 1


def interest_of(country: str, total: int, days: int, currency: str = "EUR") -> int:
    due = date(2023, 1, 1)
    filled = book(total, due, country=country, currency=currency)
    found = only(filled, due + timedelta(days=days))
    return found.interest.minor if found.interest else 0


@given(st.sampled_from(["FR", "NL", "ES"]), st.integers(1, 100_000), st.integers(1, 720), st.integers(0, 400))
def test_interest_grows_with_days(country: str, total: int, days: int, more: int) -> None:
    """A later day never makes it less."""
    assert interest_of(country, total, days) <= interest_of(country, total, days + more)


@given(
    st.sampled_from(["FR", "NL", "ES"]), st.integers(1, 99_000), st.integers(1, 900), st.integers(0, 9_000)
)
def test_interest_grows_with_the_principal(country: str, total: int, days: int, more: int) -> None:
    """A larger debt never bears less."""
    assert interest_of(country, total, days) <= interest_of(country, total + more, days)


@given(
    st.sampled_from(["FR", "NL", "BE", "DE", "GB", "VN", "SE", "PT", "CH", "JP"]),
    st.integers(1, 50_000),
    st.dates(date(2022, 1, 1), date(2026, 12, 1)),
    st.integers(1, 900),
    st.lists(st.tuples(st.integers(1, 800), st.integers(1, 20_000)), max_size=3),
)
def test_periods_add_up_and_a_refused_day_has_no_number(
    country: str, total: int, due: date, days: int, parts: list[tuple[int, int]]
) -> None:
    """The interest is the sum of its periods; each day late is in one period or gap at most, and a day in a
    period has a rate that the law is sure of."""
    paid = sorted((due + timedelta(days=day), float(amount)) for day, amount in parts)
    found = asked(book(total, due, country=country, paid=paid), due + timedelta(days=days))
    for claim in found.claims:
        assert (claim.interest is None) == (not claim.periods)
        assert (claim.interest.minor if claim.interest else 0) == sum(
            one.interest.minor for one in claim.periods
        )
        spans = sorted((one.since, one.until) for one in (*claim.periods, *claim.gaps))
        assert all(first[1] < second[0] for first, second in pairwise(spans))
        for one in claim.periods:
            starts = claim.due + DAY if country == "GB" else one.since
            assert rate_on(country, starts).percent == one.percent
            assert country == "GB" or rate_on(country, one.until).percent == one.percent
        for gap in claim.gaps:
            assert rate_on(country, claim.due + DAY if country == "GB" else gap.since).percent is None
