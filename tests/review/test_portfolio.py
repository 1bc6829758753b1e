"""Money and hours of each client, and all clients together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Client, Invoice, Payment, TimeEntry
from goodterms.review.model import Figures
from goodterms.review.playbook import load
from goodterms.review.portfolio.model import Portfolio
from goodterms.review.portfolio.pareto import pareto
from goodterms.review.reviewing import review
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, MARA, OTHERS, book, ordinary, readings, review_all

NOTHING = Readings({}, {})


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def invoice(
    key: int, issued: str, amount: int, due: str | None = None, client: str = CLIENT
) -> Filed[Invoice]:
    day, late = date.fromisoformat(issued), date.fromisoformat(due) if due else None
    return Filed(client, key, Invoice(str(key), client, day, euros(amount), late))


def payment(key: int, paid: str, money: Money, client: str = CLIENT) -> Filed[Payment]:
    return Filed(client, key, Payment(client, date.fromisoformat(paid), money))


def hours(key: int, started: str, minutes: int, client: str = CLIENT) -> Filed[TimeEntry]:
    return Filed(client, key, TimeEntry(client, datetime.fromisoformat(started).replace(tzinfo=UTC), minutes))


def money_of(records: Book, found: Readings = NOTHING) -> Figures:
    return review(records, found, AS_OF, load()[0]).clients[0].money


def test_money_by_hand() -> None:
    """A year's invoices less credit, payments, what is open and overdue, and hours; nothing later, and what
    is older only where it is still open."""
    records = Book(
        MARA,
        clients=(Client(CLIENT),),
        invoices=(
            invoice(1, "2025-01-10", 100, "2025-02-09"),
            invoice(2, "2026-03-10", 1000, "2026-04-09"),
            invoice(3, "2026-10-01", 500),
            invoice(4, "2026-09-30", 70),
            invoice(5, "2026-11-02", 900),
        ),
        credited={2: euros(200)},
        payments=(payment(6, "2025-03-01", euros(60)), payment(7, "2026-04-20", euros(300)),
                  payment(8, "2026-11-03", euros(500))),
        settlements=(
            Settlement(CLIENT, 1, 6, date(2025, 3, 1), euros(60)),
            Settlement(CLIENT, 2, 7, date(2026, 4, 20), euros(300)),
            Settlement(CLIENT, 2, 8, date(2026, 11, 3), euros(500)),
        ),
        hours=(hours(9, "2025-01-05T09:00", 600), hours(10, "2026-03-05T09:00", 90),
               hours(11, "2026-11-01T09:00", 60)),
    )  # fmt: skip
    found = money_of(records)
    # invoiced since November 2025: 1000 less 200, 500, 70; open: 40 of the old one, 500 of the second, 570
    assert (euros(1370), euros(300), euros(1110)) == (found.invoiced, found.received, found.open)
    # overdue: the two with a due date, and the one of September, 30 days after it was issued
    assert (found.overdue, found.hours) == (euros(610), 1.5)
    assert date(2025, 11, 1) == found.since


def test_what_a_settled_invoice_lacks_is_not_open() -> None:
    """Of a thousand a bank kept five: nothing is open, as in a plan or a letter."""
    records = Book(
        MARA,
        clients=(Client(CLIENT),),
        invoices=(invoice(1, "2026-03-10", 1000, "2026-04-09"),),
        payments=(payment(2, "2026-04-20", euros(995)),),
        settlements=(Settlement(CLIENT, 1, 2, date(2026, 4, 20), euros(995)),),
    )
    assert (money_of(records).open, money_of(records).overdue) == (euros(0), euros(0))


def test_unknown_is_none() -> None:
    """No invoice, no payment, no hours: unknown, not zero."""
    found = money_of(Book(MARA, clients=(Client(CLIENT),)))
    assert [
        found.invoiced, found.received, found.open, found.overdue, found.hours,
        found.rate, found.rate_low, found.rate_high, found.usual_rate,
    ] == [None] * 9  # fmt: skip


def test_payments_without_invoices() -> None:
    """Money came in and no invoice is known: received is known, open is not."""
    records = Book(MARA, clients=(Client(CLIENT),), payments=(payment(1, "2026-04-20", euros(300)),))
    assert (euros(300), None) == (money_of(records).received, money_of(records).open)


def test_the_currency_of_most_payments() -> None:
    """Sums are of one currency: that of most records, never a mixture."""
    records = Book(
        MARA,
        clients=(Client(CLIENT),),
        payments=(
            payment(1, "2026-04-20", euros(300)),
            payment(2, "2026-05-20", Money(900, "VND")),
            payment(3, "2026-06-20", Money(800, "VND")),
        ),
    )
    assert Money(1700, "VND") == money_of(records).received


def test_rate_with_its_interval() -> None:
    """Cash over hours of a year, the least and the most it may be, and what is usual."""
    stories = [ordinary(name) for name in (*OTHERS, CLIENT)]
    found = readings(stories)
    months = (Month(date(2026, 5, 1), 60000, 12, 3, None, 10, 15),)
    rate = Reading(found.signals["true_rate"], CLIENT, months, "EUR")
    measured = Readings(found.signals, {**found.found, ("true_rate", CLIENT): rate})
    told = money_of(Book(MARA, clients=(Client(CLIENT),)), measured)
    assert (
        told.rate, told.rate_low, told.rate_high, told.usual_rate, told.currency,
    ) == (5000, 4000, 6000, 6000, "EUR")  # fmt: skip


def together(*clients: Client, **records) -> Portfolio:
    return review(Book(MARA, clients=clients, **records), NOTHING, AS_OF, load()[0]).portfolio


def test_concentration() -> None:
    """Cash of 600 and 200: three quarters hang on one, and the squares add up to 0.625."""
    found = together(
        Client(CLIENT),
        Client(OTHERS[0]),
        payments=(
            payment(1, "2026-04-20", euros(600)),
            payment(2, "2026-05-20", euros(200), OTHERS[0]),
            payment(3, "2026-05-21", Money(10**9, "VND"), OTHERS[0]),
            payment(4, "2026-05-22", Money(10**9, "VND"), OTHERS[0]),
        ),
    )
    assert found.concentration == ("EUR", CLIENT, 0.75, 0.625)


def test_concentration_in_another_currency() -> None:
    """A freelancer paid in no currency of their own: that of most payments."""
    found = together(Client(CLIENT), payments=(payment(1, "2026-04-20", Money(5000, "VND")),))
    assert found.concentration == ("VND", CLIENT, 1, 1)


def test_no_cash_no_concentration() -> None:
    """Nothing came in: nothing to say."""
    assert together(Client(CLIENT)).concentration is None


def test_share_of_time_and_trouble() -> None:
    """Three hours of four are three quarters; without trouble there is none to share."""
    found = together(
        Client(CLIENT),
        Client(OTHERS[0]),
        hours=(hours(1, "2026-04-20T09:00", 180), hours(2, "2026-05-20T09:00", 60, OTHERS[0])),
    )
    told = [(share.client, share.time, share.hours, share.trouble) for share in found.shares]
    assert told == [(CLIENT, 0.75, 3, None), (OTHERS[0], 0.25, 1, None)]


def test_trouble_without_feelings() -> None:
    """Trouble is what is measured; what is felt is kept apart (M38)."""
    told = [
        ordinary(OTHERS[0], late_payment=32),
        ordinary(OTHERS[1], dread=4),
        ordinary(OTHERS[2]),
        ordinary(),
    ]
    found = review_all(*told).portfolio
    assert {OTHERS[0]: 1, OTHERS[1]: 0, OTHERS[2]: 0, CLIENT: 0} == {
        s.client: s.trouble for s in found.shares
    }


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([5, 5, 5, 5], "portfolio.time_cannot_tell"),
        ([0, 0, 0, 0, 0], "portfolio.time_cannot_tell"),
        ([5] * 20, "portfolio.time_even"),
        ([100] * 6 + [1] * 24, "portfolio.time_holds"),
        ([90, 10, 10, 10, 10], "portfolio.time_unsure"),
    ],
)
def test_a_fifth_takes_most_only_where_it_does(values: list[float], says: str) -> None:
    """Too few clients, all the same, six of thirty with nearly all, one of five by chance (M16, B18)."""
    assert says == pareto("time", values).says.key


def test_the_fifth_and_its_interval() -> None:
    """One of five clients has 60 of 100: that share, within an interval that says how little five are."""
    found = pareto("trouble", [60, 10, 10, 10, 10])
    assert (found.clients, found.top, found.share) == (5, 1, 0.6)
    assert found.low < 0.6 <= found.high


def test_season() -> None:
    """Each month with the number of clients in a run of trouble; a slip is none (M2)."""
    told = [
        ordinary(OTHERS[0], late_payment=[0, 40, 40, 40, 0, 0, 0, 0]),
        ordinary(OTHERS[1], late_payment=[0, 0, 40, 40, 40, 0, 0, 0]),
        ordinary(OTHERS[2], late_payment=[0, 0, 0, 0, 0, 0, 40, 0]),
        ordinary(dread=4, after_hours=[0.05] * 8),
    ]
    months = {season.month: season.clients for season in review_all(*told).portfolio.season}
    counted = [months[date(2026, month, 1)] for month in range(3, 11)]
    assert counted == [0, 1, 2, 2, 1, 0, 0, 0]


def test_a_season_like_others() -> None:
    """A usual month is said to be usual."""
    found = review_all(*(ordinary(name) for name in (*OTHERS, CLIENT))).portfolio
    assert Text("portfolio.season_usual", {"clients": 0, "usual": 0}) == found.season_says


def test_a_season_with_more() -> None:
    """Two more in trouble than usual are said, as a number."""
    told = [ordinary(name, after_hours=[0.05] * 10 + [0.5, 0.5]) for name in OTHERS]
    assert review_all(*told, ordinary()).portfolio.season_says.key == "portfolio.season_more"


def test_no_season_without_months() -> None:
    """Nothing measured: no months, and nothing said of them."""
    found = together(Client(CLIENT))
    assert ((), Text("portfolio.season_unknown")) == (found.season, found.season_says)


def test_worst_first() -> None:
    """Clients to let go lead, then to repair, unknown, to keep; by name within each."""
    told = [
        ordinary("Atelier Sorrel"),
        ordinary("Café Nijlpaard"),
        ordinary("Pixel Orchard", late_payment=32),
        ordinary("Harbour & Sons", hostile=0.4, hostile_count=4),
    ]
    assert [one.client for one in review_all(*told).clients] == [
        "Harbour & Sons",
        "Pixel Orchard",
        "Atelier Sorrel",
        "Café Nijlpaard",
    ]


@pytest.mark.parametrize(("paid", "notes"), [("2026-07-10", ["note.payments_end"]), ("2026-10-10", [])])
def test_payments_that_end_for_everybody(paid: str, notes: list[str]) -> None:
    """Unpaid for months, and nobody else has paid since either: perhaps the bank file is missing (T5)."""
    told = [ordinary(name) for name in OTHERS] + [ordinary(late_payment=32)]
    payments = (payment(1, paid, euros(10), OTHERS[0]), payment(2, "2026-11-02", euros(10), OTHERS[0]))
    made = replace(book(told), payments=payments)
    found = review(made, readings(told), AS_OF, load()[0]).clients
    assert notes == [
        note.key for one in found if one.client == CLIENT for note in one.notes if "end" in note.key
    ]
    assert not [note for one in found if one.client != CLIENT for note in one.notes]


def test_nothing_to_compare_an_hour_with() -> None:
    """Where no hour of anybody brings anything, no client is worth less than the others."""
    told = [ordinary(name, true_rate=0) for name in (*OTHERS, CLIENT)]
    assert {"keep"} == {one.verdict for one in review_all(*told).clients}
