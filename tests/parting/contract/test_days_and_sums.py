"""Which of several days or sums is meant: the end and not the beginning, the deposit and not the price."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.contract.reading import read_contract


def values(text: str, kind: str, language: str = "en") -> list[dict[str, object]]:
    return [dict(one.value) for one in read_contract(text, language).clauses if one.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Of the price of 1,500 EUR a deposit of 450 EUR is due.", {"amount": 450, "currency": "EUR"}),
        (
            "en",
            "A deposit of 450 EUR is due; the price is 1,500 EUR.",
            {"amount": 450, "currency": "EUR"},
        ),
        ("fr", "Prix : 1 500 €, dont un acompte de 450 €.", {"amount": 450, "currency": "EUR"}),
        ("nl", "Van de prijs van € 1.500 is € 450 voorschot.", {"amount": 450, "currency": "EUR"}),
        ("en", "A deposit of 30% (€450) is due.", {"percent": 30, "amount": 450, "currency": "EUR"}),
        ("fr", "Acompte : 450,00 € HT (30 %)", {"percent": 30, "amount": 450, "currency": "EUR"}),
        ("nl", "Voorschot: 30%, zijnde € 450,00", {"percent": 30, "amount": 450, "currency": "EUR"}),
        ("vi", "Đặt cọc: 30%, tức 450.000 đồng", {"percent": 30, "amount": 450_000, "currency": "VND"}),
        ("en", "A deposit of 30% (of the fee of €1,500) is due.", {"percent": 30}),
        ("en", "A deposit of 30% of €1,500 is due.", {"percent": 30}),
    ],
)
def test_a_deposit_is_the_sum_beside_its_word(language: str, text: str, value: dict[str, object]) -> None:
    """Not that of the whole. A share and the sum that it is are both told, where one stands for the other."""
    assert values(text, "deposit", language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The Studio delivers the logo by 3 March 2026 and the map by 5 May 2026.", [(3, 3), (5, 5)]),
        ("en", "The Studio delivers the logo by 3 March 2026, then the map by 5 May 2026.", [(3, 3), (5, 5)]),
        ("fr", "Le graphiste livre le logo le 1er mars 2026 et le plan le 2 avril 2026.", [(3, 1), (4, 2)]),
        ("nl", "De studio levert het logo op 3 maart 2026 en de kaart op 5 mei 2026.", [(3, 3), (5, 5)]),
        ("en", "The Studio delivers the maps between 3 March 2026 and 5 May 2026.", []),
        ("en", "The Studio delivers the logo by 3 March 2026 or 5 May 2026.", [(5, 5)]),
    ],
)
def test_each_thing_has_its_day(language: str, text: str, names: list[tuple[int, int]]) -> None:
    """Several things to deliver in one sentence are as many clauses; a time is no day."""
    told = [one["due"] for one in values(text, "deliverable", language)]
    assert [(day.month, day.day) for day in told if isinstance(day, date)] == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Map: no later than 3 March 2026", ["Map"]),
        ("fr", "À livrer :\n- une affiche, pour le 2 avril 2026 ;\n- un plan, au plus tard le 9 avril 2026.",
         ["une affiche", "un plan"]),
        ("vi", "Sản phẩm bàn giao\n\nBản nháp: ngày 04/05/2026\nBản cuối: trước ngày 01/06/2026",
         ["Bản nháp", "Bản cuối"]),
    ],
)  # fmt: skip
def test_a_thing_is_named_without_its_day(language: str, text: str, names: list[str]) -> None:
    """Nor with the words that lead to the day."""
    assert [one["name"] for one in values(f"Deliverables\n\n{text}", "deliverable", language)] == names


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("en", "This agreement continues until 31 May 2027 unless terminated earlier.", date(2027, 5, 31)),
        ("en", "This agreement begins on 1 June 2026 and ends on 31 May 2027.", date(2027, 5, 31)),
        ("nl", "De overeenkomst loopt tot 31 mei 2027, tenzij zij eerder eindigt.", date(2027, 5, 31)),
        ("fr", "Le contrat prend fin le 1er mars 2027.", date(2027, 3, 1)),
        ("en", "This agreement has no end date.", None),
        ("en", "This agreement runs until one of us ends it.", None),
    ],
)
def test_an_end_is_a_day_unless_there_is_none(language: str, text: str, last: date | None) -> None:
    """That it may end earlier does not take the day away."""
    assert values(text, "expiration", language) == [{"date": last}]


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("en", "This agreement begins on 1 March 2026 and ends on 31 May of the same year.", (2026, 5, 31)),
        ("fr", "Le contrat commence le 1er mars 2026 et finit le 31 mai de la même année.", (2026, 5, 31)),
        (
            "nl",
            "De overeenkomst begint op 1 maart 2026 en eindigt op 31 mei van hetzelfde jaar.",
            (2026, 5, 31),
        ),
        ("vi", "Hợp đồng bắt đầu ngày 1 tháng 3 năm 2026, kết thúc ngày 31 tháng 5 cùng năm.", (2026, 5, 31)),
        ("en", "This agreement begins on 1 March 2026 and ends on 31 May", None),
        ("en", "This agreement ends on 31 May of the same year.", None),
        ("en", "This agreement begins on 1 March 2026.", None),
        ("en", "This agreement is valid from 1 March 2026.", None),
    ],
)
def test_a_beginning_is_no_end(language: str, text: str, last: tuple[int, int, int] | None) -> None:
    """A day without a year has that of the day before it where it says so, and is unknown where not."""
    assert [one["date"] for one in values(text, "expiration", language)] == ([date(*last)] if last else [])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("This agreement begins on 1 June 2026 and ends on 31 May 2026.", ["contract.ends_before_it_begins"]),
        ("Start: 1 June 2026\nEnd: 31 May 2026\n", ["contract.ends_before_it_begins"]),
        ("This agreement begins on 1 June 2026. It ends on 31 May 2026.", ["contract.ends_before_it_begins"]),
        (
            "This agreement begins on 1 June 2026 and ends on 31 May of that year.",
            ["contract.ends_before_it_begins"],
        ),
        ("This agreement begins on 1 June 2026 and ends on 31 May 2027.", []),
        ("The shop opens from 1 June 2026.\n\nThis agreement ends on 31 May 2026.", []),
    ],
)
def test_an_end_before_the_beginning_is_told(text: str, keys: list[str]) -> None:
    """Where one paragraph or table says both; the clause is kept as it stands."""
    contract = read_contract(text, "en")
    assert [one.key for one in contract.problems] == keys
    assert [one.kind for one in contract.clauses if one.kind == "expiration"] == ["expiration"]
