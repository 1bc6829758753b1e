"""How long a contract runs, told by its first day and its length."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.contract.reading import read_contract


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("en", "This agreement runs for one year from 1 March 2026.", date(2027, 2, 28)),
        ("en", "This agreement runs for six weeks from 1 June 2026.", date(2026, 7, 12)),
        ("en", "This agreement runs for six months from 31 August 2026.", date(2027, 2, 27)),
        ("en", "This agreement starts on 1 March 2026 and ends on 30 June 2026.", date(2026, 6, 30)),
        (
            "fr",
            "Le contrat dure deux ans à compter du 1er mars 2026.",
            date(2028, 2, 29),
        ),
        (
            "nl",
            "De overeenkomst geldt voor een jaar, vanaf 1 maart 2026.",
            date(2027, 2, 28),
        ),
        ("vi", "Hợp đồng có thời hạn sáu tháng kể từ ngày 01/03/2026.", date(2026, 8, 31)),
        ("vi", "Hợp đồng có thời hạn nửa tháng kể từ ngày 01/03/2026.", date(2026, 3, 15)),
        ("en", "This agreement runs for 1.5 months from 1 June 2026.", None),
    ],
)
def test_the_last_day_is_counted_from_the_first(language: str, text: str, last: date | None) -> None:
    """It does not end on the day on which it begins; a month and some days have no certain last one."""
    found = read_contract(text, language).clauses
    assert [one.value["date"] for one in found if one.kind == "expiration"] == [last]
