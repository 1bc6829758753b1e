"""Money between the two, to the cent, and never a sum that the records do not show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.book import Settlement
from goodterms.records.model import Freelancer
from goodterms.terms.money import Money
from parting.scene import AS_OF, Scene, ago, euros, keys


def test_open_bills_and_those_overdue() -> None:
    """What is left of each; due today is not overdue."""
    scene = Scene().bill("1", ago(50), 800, due=ago(20), paid=[(ago(10), 300)])
    money = scene.bill("2", ago(14), 200, due=AS_OF).bill("3", ago(90), paid=[(ago(60), 500)]).plan().exposure
    assert money.unpaid == (euros(700),)
    assert money.overdue == (euros(500),)
    assert "plan.exposure.oldest" in keys(money.says)
    assert [option.name for option in money.options] == ["pause"]


def test_two_currencies_are_two_sums() -> None:
    """Nobody adds them."""
    money = Scene().bill("1", ago(9), 10).bill("2", ago(9), 20, currency="GBP").plan().exposure
    assert money.unpaid == (euros(10), Money(2000, "GBP"))


def test_nothing_known_is_not_nothing_owed() -> None:
    """Without records every sum is unknown. With paid bills nothing is unpaid; what was worked since and is
    not billed, nobody knows where no hours and no pieces are written down."""
    money = Scene().plan().exposure
    assert money.unpaid == money.unbilled == money.owed_to_client == ()
    assert "plan.exposure.no_invoices" in keys(money.says)
    paid = Scene().bill("1", ago(50), paid=[(ago(20), 500)]).plan().exposure
    assert (paid.unpaid, paid.unbilled, paid.owed_to_client) == ((euros(0),), (), ())
    timed = Scene().work(ago(60), 4).bill("1", ago(50), paid=[(ago(20), 500)]).plan().exposure
    assert timed.unbilled == (euros(0),)
    made = Scene().bill("1", ago(50)).make("Logo", price=euros(90), delivered_on=ago(60)).plan().exposure
    assert made.unbilled == (euros(0),)


def test_calls_make_no_rate_by_the_hour() -> None:
    """Whoever notes only calls and mails is paid for something else: what is unbilled is unknown, unless
    the records say that such time is billed."""
    scene = Scene().bill("1", ago(50), paid=[(ago(20), 500)]).work(ago(60), 1, activity="call")
    assert scene.work(ago(5), 1, activity="call").plan().exposure.unbilled == ()
    billed = scene.work(ago(60), 4).work(ago(5), 1, activity="call", billable=True)
    assert billed.plan().exposure.unbilled == (euros(125),)


def test_bills_without_any_payment_may_be_an_import_that_is_missing() -> None:
    """It is said."""
    assert "plan.exposure.no_payments" in keys(Scene().bill("1", ago(50)).plan().exposure.says)


def test_a_currency_that_nobody_names_is_none() -> None:
    """Deliverables without any sum, of a freelancer without a currency."""
    money = Scene(Freelancer()).make("Logo", due=ago(-3)).plan().exposure
    assert money.owed_to_client == ()


def test_disputed_bills_are_said() -> None:
    """They count, and nobody can say when they are paid."""
    money = Scene().bill("1", ago(50), disputed=True).plan().exposure
    assert money.unpaid == (euros(500),) and "plan.exposure.disputed" in keys(money.says)


def test_work_delivered_after_the_last_bill_is_unbilled() -> None:
    """Less what was prepaid; what was delivered before it is taken for billed."""
    scene = Scene().bill("1", ago(30)).make("Logo", price=euros(400), prepaid=euros(100), delivered_on=ago(5))
    scene.make("Old", price=euros(900), delivered_on=ago(31))
    money = scene.plan().exposure
    assert money.unbilled == (euros(300),)
    option = next(one for one in money.options if one.name == "bill_now")
    assert option.effect.values["sum"] == euros(300)


def test_hours_since_the_last_bill_at_what_an_hour_was_billed() -> None:
    """Ten hours for 500 and then four: 200. Those that are not billed do not count."""
    scene = Scene().work(ago(40), 10).bill("1", ago(30), 500).work(ago(5), 4).work(ago(4), 9, billable=False)
    money = scene.plan().exposure
    assert money.unbilled == (euros(200),)
    assert "plan.exposure.hours" in keys(money.says)


def test_old_bills_make_no_rate() -> None:
    """What an hour was billed at more than a year ago says nothing of today."""
    scene = Scene().work(ago(500), 10).bill("1", ago(490), 900).work(ago(40), 10).bill("2", ago(30), 500)
    assert scene.work(ago(5), 4).plan().exposure.unbilled == (euros(200),)


def test_what_came_in_in_another_currency_pays_nothing() -> None:
    """A bill in euros stays open."""
    scene = Scene().bill("1", ago(50), 800)
    scene.kinds["settlements"] = [Settlement("Quayside Bikes", 1, 99, ago(9), Money(80000, "GBP"))]
    assert scene.make("Gift", prepaid=euros(0)).plan().exposure.unpaid == (euros(800),)


def test_hours_without_a_rate_have_no_sum() -> None:
    """How many is said, what they are worth is not."""
    money = Scene().work(ago(5), 4).plan().exposure
    assert money.unbilled == () and "plan.exposure.hours_unpriced" in keys(money.says)


def test_two_currencies_make_no_rate() -> None:
    """Nobody knows in which of them the hours will be billed."""
    scene = Scene().work(ago(40), 10).bill("1", ago(30)).bill("2", ago(30), currency="GBP").work(ago(5), 4)
    assert scene.plan().exposure.unbilled == ()


def test_work_in_hand_is_what_was_agreed() -> None:
    """Not delivered yet, less what was prepaid; without a price it is only counted."""
    scene = Scene().make("Shop", price=euros(1000), prepaid=euros(250)).make("Extra", due=ago(-9))
    money = scene.plan().exposure
    assert money.in_hand == (euros(750),)
    assert "plan.exposure.unpriced" in keys(money.says)
    options = {option.name: option.effect.values for option in money.options}
    assert options["deposit"]["half"] == euros(375) and options["staged"]["sum"] == euros(750)


def test_prepaid_in_another_currency_is_not_taken_off() -> None:
    """Sums of two currencies do not exist."""
    scene = Scene().make("Shop", price=euros(1000), prepaid=Money(100, "GBP"))
    money = scene.plan().exposure
    assert money.in_hand == (euros(1000),) and money.owed_to_client == (Money(100, "GBP"),)


def test_deposits_are_reconciled_with_what_was_delivered() -> None:
    """Owed is what was prepaid and not delivered, exactly (M48)."""
    scene = Scene().make("Logo", prepaid=euros(300.05)).make("Shop", prepaid=euros(99.95))
    scene.make("Poster", prepaid=euros(500), delivered_on=ago(1))
    assert scene.plan().exposure.owed_to_client == (euros(400),)
    assert scene.mark("delivered=Shop").plan().exposure.owed_to_client == (euros(300.05),)


def test_what_will_be_delivered_later_is_still_owed() -> None:
    """A day that has not come yet is no delivery."""
    scene = Scene().make("Logo", prepaid=euros(300), delivered_on=ago(-2))
    assert scene.plan().exposure.owed_to_client == (euros(300),)


def test_money_without_an_invoice_is_asked_about() -> None:
    """It may be a deposit; what is known as one is not asked about again."""
    scene = Scene().bill("1", ago(50), paid=[(ago(20), 500)]).deposit(ago(9), 120)
    assert "plan.exposure.unmatched" in keys(scene.plan().exposure.says)
    assert "plan.exposure.unmatched" not in keys(scene.make("Logo", prepaid=euros(120)).plan().exposure.says)


@given(st.lists(st.tuples(st.integers(1, 10**7), st.booleans()), min_size=1, max_size=6))
def test_prepaid_and_delivered_add_up(parts: list[tuple[int, bool]]) -> None:
    """To the cent: what is owed is the sum of the prepayments of all that is not delivered."""
    scene = Scene()
    for number, (minor, delivered) in enumerate(parts):
        day = ago(1) if delivered else None
        scene.make(f"Part {number}", prepaid=Money(minor, "EUR"), delivered_on=day)
    owed = sum(minor for minor, delivered in parts if not delivered)
    assert scene.plan().exposure.owed_to_client == (Money(owed, "EUR"),)
