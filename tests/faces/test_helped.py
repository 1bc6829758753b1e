"""Where a talk is said to have helped, it is said how often that is an error (B11)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from faces.commands import goodterms
from goodterms.review.alarms import measured

CLIENT = "Harbour & Sons"
ASKED = ("--as-of", "2026-10-31")
RATE = measured()["false"]["3"][7]
"""All invoices were late, which is a strong pattern; from March to October there are eight months."""
SAID = {
    "en": "Of a thousand invented clients with whom nothing had changed, {} looked like that too.",
    "fr": "Sur mille clients inventés avec qui rien n’avait changé, {} donnaient la même impression.",
    "nl": "Van duizend verzonnen klanten bij wie niets was veranderd, leek dat bij {} ook zo.",
    "vi": "mà thực ra không có gì thay đổi, {} trường hợp trông cũng như vậy.",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a year of invoices paid a month late, a talk in February, and all on time since."""
    folder = tmp_path_factory.mktemp("helped")
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\n')
    bills = ["number,client,issued,due,total,currency"]
    payments = ["client,paid_on,amount,currency,invoices"]
    for number in range(14):
        issued = date(2025 + (8 + number) // 12, (8 + number) % 12 + 1, 1)
        due = issued + timedelta(days=13)
        paid = due + timedelta(days=30 if due < date(2026, 2, 1) else 0)
        bills.append(f"{number},{CLIENT},{issued},{due},1000.00,EUR")
        payments.append(f"{CLIENT},{paid},1000.00,EUR,{number}")
    (folder / "invoices.csv").write_text("\n".join(bills))
    (folder / "payments.csv").write_text("\n".join(payments))
    (folder / "attempts.csv").write_text(
        f"client,date,issue,asked,reaction\n{CLIENT},2026-02-20,late_payment,pay by the due day,agreed\n"
    )
    return folder


def test_programs_read_the_share(records: Path, tmp_path: Path) -> None:
    """Beside before, after and how sure; null for the families that nothing was said about."""
    told = goodterms("review", records, *ASKED, "--json", home=tmp_path).json["clients"][0]["attempts"]
    found = told["payment"]
    assert (found["state"], found["months_after"], found["better"]) == ("helped", 8, 1.0)
    assert (found["false_alarm"], found["missed"]) == (RATE, 0.0)
    assert (told["worth"]["false_alarm"], told["worth"]["missed"], told["worth"]["months_after"]) == (
        None,
        None,
        0,
    )


@pytest.mark.parametrize("language", SAID)
def test_the_reader_is_told_of_a_thousand(records: Path, tmp_path: Path, language: str) -> None:
    """In the sentence that says that it has got better."""
    asked = ("review", records, *ASKED, "--client", CLIENT, "--lang", language)
    screen = " ".join(goodterms(*asked, home=tmp_path, COLUMNS="200").out.split())
    assert SAID[language].format(round(1000 * RATE)) in screen


def test_by_ones_own_numbers_no_rate_is_told(records: Path, tmp_path: Path) -> None:
    """Whoever moves a number that it hangs on reads that it got better, and no rate."""
    own = records / "goodterms.toml"
    before = own.read_text()
    own.write_text(before + "[rules]\nhelped_share = 0.8\n")
    try:
        found = goodterms("review", records, *ASKED, "--json", home=tmp_path).json["clients"][0]
    finally:
        own.write_text(before)
    assert (found["attempts"]["payment"]["state"], found["attempts"]["payment"]["false_alarm"]) == (
        "helped",
        None,
    )
    assert not [note for note in found["notes"] if "thousand" in note]
