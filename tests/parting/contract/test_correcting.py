"""What the freelancer says of a passage stands above what was read, wherever the file lies."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.contract.correcting import correction, digest, read_values, refusal
from goodterms.parting.contract.reading import read_contract
from goodterms.records.model import Correction

TEXT = "Either party may end this agreement on one month's notice.\n\nThe studio opens at ten.\n"
NOTICE = "Either party may end this agreement on one month's notice."


def told(*said: Correction) -> dict[str, dict[str, object]]:
    return {one.kind: dict(one.value) for one in read_contract(TEXT, "en", "", said).clauses}


def test_a_value_is_set() -> None:
    """The clause has the value that was said, and says that it was corrected."""
    said = correction(TEXT, NOTICE, "notice_period", {"days": 45})
    (clause,) = read_contract(TEXT, "en", "", [said]).clauses
    assert clause.value == {"days": 45} and clause.is_corrected


def test_a_clause_is_none_after_all() -> None:
    """Nothing of that passage is left, and the kind is missing again."""
    said = correction(TEXT, NOTICE, "", {})
    assert told(said) == {}
    assert "notice_period" in read_contract(TEXT, "en", "", [said]).not_found


def test_a_clause_becomes_another_kind() -> None:
    """Its values are those that were said."""
    said = correction(TEXT, NOTICE, "renewal_notice", {"months": 1})
    assert told(said) == {"renewal_notice": {"months": 1}}


def test_words_that_were_not_read_become_a_clause() -> None:
    """A passage is put in, with days as days."""
    said = correction(TEXT, "opens at ten", "expiration", {"date": date(2026, 5, 1)})
    assert told(said)["expiration"] == {"date": date(2026, 5, 1)}


def test_each_kind_in_a_passage_is_spoken_of_apart() -> None:
    """One is put in beside what was read; one changes its kind, one is none; said again, it is back."""
    fee = correction(TEXT, NOTICE, "deposit", {"percent": 5}, becomes="deposit")
    assert told(fee) == {"notice_period": told()["notice_period"], "deposit": {"percent": 5}}
    assert told(fee, refusal(TEXT, NOTICE, "notice_period")) == {"deposit": {"percent": 5}}
    other = correction(TEXT, NOTICE, "notice_period", {"days": 9}, becomes="renewal_notice")
    assert told(fee, other) == {"deposit": {"percent": 5}, "renewal_notice": {"days": 9}}
    back = correction(TEXT, NOTICE, "renewal_notice", {"days": 9}, becomes="notice_period")
    assert told(fee, other, back)["notice_period"] == {"days": 9}
    assert told(refusal(TEXT, "opens at ten", "deposit")) == told()


def test_the_same_kind_without_values_keeps_what_was_read() -> None:
    """To confirm a clause changes nothing of it."""
    assert told(correction(TEXT, NOTICE, "notice_period", {})) == told()


def test_a_word_on_another_contract_changes_nothing() -> None:
    """Neither do words that are not in this one, nor a value that is no JSON."""
    other = correction("Another contract.", NOTICE, "", {})
    gone = correction(TEXT, "words of nobody", "deposit", {"percent": 5})
    broken = Correction(digest(TEXT), NOTICE, "notice_period", "{")
    odd = Correction(digest(TEXT), NOTICE, "notice_period", '["x"]')
    assert told(other, gone, broken, odd) == told()


def test_the_digest_is_that_of_the_words() -> None:
    """Line ends and spaces aside, the same text is the same contract."""
    assert digest("a  b\r\nc") == digest("a b c\n") != digest("a b d")


def test_values_are_read_as_they_are_typed() -> None:
    """Numbers, truths, days, lists and words; a name nobody knows is none."""
    assert read_values(
        "days=45 automatic=yes date=2026-05-01 form=email,registered rate_percent=1.5 due=null"
    ) == {
        "days": 45,
        "automatic": True,
        "date": date(2026, 5, 1),
        "form": ("email", "registered"),
        "rate_percent": 1.5,
        "due": None,
    }
    assert read_values("area=the whole of Kent") == {"area": "the whole of Kent"}
    assert read_values("foo=1") is None
    assert read_values("45 days") is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.500,00", 1500), ("1,500.50", 1500.5), ("8,5", 8.5), ("1 200", 1200), ("30", 30), ("0", 0)],
)
def test_numbers_are_read_as_they_are_written_anywhere(written: str, value: float) -> None:
    """With a comma or a point; a comma makes a list of forms only, and words stay words."""
    assert read_values(f"amount={written}") == {"amount": value}
    assert read_values(f"name={written} currency=EUR") == {"name": written, "currency": "EUR"}


@pytest.mark.parametrize(
    "told", ["days=nan", "amount=inf", "days=-3", "days=3,4,5x", "automatic=2", "date=soon", "form=", "days="]
)
def test_what_is_no_value_of_its_name_is_refused(told: str) -> None:
    """No number, no day, neither yes nor no, nothing at all."""
    assert read_values(told) is None


def test_a_kept_value_that_is_no_number_is_unknown() -> None:
    """Whatever was kept, NaN is never a value."""
    kept = Correction(digest(TEXT), NOTICE, "notice_period", '{"days": NaN, "months": 2}')
    assert told(kept) == {"notice_period": {"days": None, "months": 2}}


def test_values_survive_being_kept() -> None:
    """Days, lists, truths and unknowns come back as they were said."""
    value = {
        "date": date(2026, 5, 1),
        "form": ("email", "post"),
        "automatic": True,
        "due": None,
        "what": "keys",
    }
    assert told(correction(TEXT, NOTICE, "expiration", value))["expiration"] == value
