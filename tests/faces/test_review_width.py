"""The overview of a review on narrow and on wide screens: no figure is cut off at the edge."""

import re
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


@pytest.mark.parametrize("columns", ["48", "60", "80", "100"])
def test_no_line_of_french_begins_or_ends_with_a_mark(tmp_path: Path, columns: str) -> None:
    """The space before a double mark, or inside quotes, is none to break a line at."""
    (tmp_path / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\n')
    (tmp_path / "clients.csv").write_text(f"name,since\n{NEW},2025-03-01")
    said = (("Mara Lind", "Could you perhaps send the logo?"), (NEW, "Please make the logo bigger."))
    chat = [f"[{day:02}/03/2026, 09:14:00] {who}: {words}" for day in range(1, 20) for who, words in said]
    (tmp_path / f"WhatsApp Chat with {NEW}.txt").write_text("\n".join(chat))
    asked = ("review", tmp_path, "--client", NEW, "--as-of", "2026-10-31", "--lang", "fr")
    lines = goodterms(*asked, home=tmp_path, COLUMNS=columns).out.splitlines()
    assert any("« peut-être »" in line for line in lines)
    assert [line for line in lines if re.search(r"^\s*[:;!?»]|«\s*$", line)] == []
