"""Terms in fact and loose ends of whole talks, the same one in each language."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, told

EVERY = ("en", "fr", "nl", "vi")


def held(found: Dossier) -> dict[str, str]:
    """The values that hold by what they are of, without those in words."""
    values = {one.term.what: one.term.value for one in found.terms if not one.term.is_superseded}
    return {what: value for what, value in values.items() if what not in ("scope", "expenses")}


@pytest.mark.parametrize("language", EVERY)
def test_what_was_accepted_counts(language: str) -> None:
    """A monthly price raised later, a notice that was bargained down, terms that nobody objected to; what was
    refused, and what a shop advertises, is nowhere."""
    found = terms_in_fact(told(language))
    assert found.language == language and found.me == {ME} and found.client == {CLIENT}
    money = {"vi": "8000000 VND", "en": "800 GBP"}.get(language, "800 EUR")
    assert held(found) == {
        "price": money, "payment_term": "14 days", "revision_limit": "2", "notice_period": "4 weeks",
        "start": "2026-04-01",
    }  # fmt: skip
    former = [one.term.value for one in found.terms if one.term.is_superseded]
    assert former == [{"vi": "6400000 VND", "en": "640 GBP"}.get(language, "640 EUR")]


@pytest.mark.parametrize("language", EVERY)
def test_a_share_gives_way_to_a_sum_and_a_day_to_another(language: str) -> None:
    """Of a piece of work: a deposit bargained down, a day moved, half of the price on cancelling."""
    found = terms_in_fact(told(language, "piece"))
    price = {"vi": "24000000 VND", "en": "2400 GBP"}.get(language, "2400 EUR")
    deposit = {"vi": "5000000 VND", "en": "500 GBP"}.get(language, "500 EUR")
    assert held(found) == {
        "price": price, "payment_term": "30 days", "revision_limit": "2", "kill_fee": "50%",
        "deposit": deposit, "deadline": "2026-07-14",
    }  # fmt: skip
    assert [one.term.value for one in found.terms if one.term.is_superseded] == ["2026-06-30"]
    assert not [one for one in found.terms if one.term.what == "expenses"]


@pytest.mark.parametrize("language", EVERY)
def test_promises_are_kept_or_still_owed(language: str) -> None:
    """Who owes, by when, and what later mails say: Friday and next week count from the mail's day."""
    found = terms_in_fact(told(language))
    owed = {(one.owed_by, one.due, one.state) for one in found.loose_ends}
    assert {
        ("client", date(2026, 3, 6), "done"),
        ("client", date(2026, 3, 13), "open"),
        ("me", date(2026, 3, 27), "done"),
    } <= owed


@pytest.mark.parametrize("language", EVERY)
def test_the_agreed_day_is_owed_and_the_deposit_was_paid(language: str) -> None:
    """The delivery by its last agreed day; what is still to come after the last mail is open."""
    found = terms_in_fact(told(language, "piece"))
    owed = {(one.owed_by, one.due, one.state) for one in found.loose_ends}
    assert ("me", date(2026, 7, 14), "open") in owed
    assert ("client", date(2026, 6, 1), "open") in owed
    assert ("client", date(2026, 5, 11), "open") in owed
    assert ("client", None, "done") in owed


@pytest.mark.parametrize("language", EVERY)
def test_every_item_is_quoted_from_its_mail(language: str) -> None:
    """No item without a quote, and each quote stands in the message that is named."""
    mails = told(language)
    texts = {one.message_id: one.text for one in mails}
    found = terms_in_fact(mails)
    for term in found.terms:
        assert term.term.quote and term.term.quote in texts[term.term.message_id]
        assert all(one.quote in texts[one.locator] for one in term.also)
    for end in found.loose_ends:
        assert end.quote and end.quote in texts[end.message_id]
        assert end.told is None or end.told.quote in texts[end.told_in]
