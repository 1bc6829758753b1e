"""The overview of a review on narrow and on wide screens: no figure is cut off at the edge."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from faces.commands import goodterms

LONG, NEW = "Northern Weavers and Dyers Cooperative", "Quay Bindery"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A client with a long name who pays on the day, and one who is new."""
    folder = tmp_path_factory.mktemp("width")
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\n')
    bills = ["number,client,issued,due,total,currency", f"Q1,{NEW},2026-10-20,2026-11-20,400.00,EUR"]
    payments = ["client,paid_on,amount,currency,invoices"]
    for month in range(1, 11):
        due = date(2026, month, 1) + timedelta(days=14)
        bills.append(f"N{month},{LONG},2026-{month:02}-01,{due},1000.00,EUR")
        payments.append(f"{LONG},{due},1000.00,EUR,N{month}")
    (folder / "invoices.csv").write_text("\n".join(bills))
    (folder / "payments.csv").write_text("\n".join(payments))
    return folder


@pytest.mark.parametrize("language", ["en", "fr", "nl", "vi"])
@pytest.mark.parametrize("columns", ["80", "100", "140"])
def test_the_last_column_is_whole(records: Path, tmp_path: Path, language: str, columns: str) -> None:
    """The stability of each verdict, also where the words for a verdict are long (T5)."""
    asked = ("review", records, "--as-of", "2026-10-31", "--lang", language)
    screen = goodterms(*asked, home=tmp_path, COLUMNS=columns).out.replace("\u202f", " ")
    rows = [line for line in screen.splitlines() if "Northern We" in line or NEW in line][:2]
    assert [line.replace("\u00a0", " ").rstrip().endswith(("00%", "00 %")) for line in rows] == [True, True]
