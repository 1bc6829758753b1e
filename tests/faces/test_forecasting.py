"""`goodterms forecast`: three days for each open invoice, or that too little is known, and why."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from faces.commands import Ended, python
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.words import Words, languages
from goodterms.review.forecast.model import Why

DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
INVOICES = "number,client,issued,due,total,currency\n"
PAYMENTS = "client,paid_on,amount,currency,invoices\n"


def forecast(tmp_path: Path, *words: str | Path) -> Ended:
    return program("forecast", *words, home=tmp_path / "home")


def folder(tmp_path: Path, paid: int, *more: str) -> Path:
    """Invoices of a year, so many of them paid after ten days."""
    place = tmp_path / "business"
    place.mkdir()
    bills = [f"A-{n},Kestrel,2025-{n:02}-01,2025-{n:02}-15,100.00,EUR\n" for n in range(1, paid + 1)]
    paid_rows = [f"Kestrel,2025-{n:02}-11,100.00,EUR,A-{n}\n" for n in range(1, paid + 1)]
    (place / "invoices.csv").write_text(INVOICES + "".join([*bills, *more]), "utf-8")
    (place / "payments.csv").write_text(PAYMENTS + "".join(paid_rows), "utf-8")
    return place


def test_every_open_invoice_has_its_days(tmp_path: Path) -> None:
    """In the demo: by due date, each with what it is judged by; the slow client's come latest."""
    done = forecast(tmp_path, *DEMO, "--json")
    told = done.json
    assert (done.code, told["schema"], told["as_of"]) == (0, "goodterms.forecast/1", "2026-10-31")
    bills = told["invoices"]
    assert [one["due"] for one in bills] == sorted(one["due"] for one in bills)
    assert all(told["as_of"] < one["p10"] <= one["p50"] <= one["p90"] for one in bills)
    assert {one["basis"] for one in bills} == {"client", "portfolio"}
    same_day = [one for one in bills if one["due"] == "2026-11-25"]
    assert max(same_day, key=lambda one: one["p50"])["client"] == "Delta Robotics"
    assert {"amount": "1575.00", "currency": "EUR"} in [one["outstanding"] for one in bills]


def test_the_same_on_the_screen(tmp_path: Path) -> None:
    """A line for each, how to read it, and the same days."""
    done = forecast(tmp_path, *DEMO)
    bills = forecast(tmp_path, *DEMO, "--json").json["invoices"]
    lines = done.out.splitlines()
    assert lines[0] == Words("en")("forecast.heading", day=demo.AS_OF)
    assert [line.split()[0] for line in lines[3 : 3 + len(bills)]] == [one["number"] for one in bills]
    assert Words("en")("forecast.how_to_read") in done.out


def test_too_little_is_said(tmp_path: Path) -> None:
    """Three paid invoices of anybody: no day, the reason, exit code 1."""
    place = folder(tmp_path, 3, "B-1,Kestrel,2025-05-01,,100.00,EUR\n")
    words = ("--from", place, "--as-of", "2025-05-02")
    done = forecast(tmp_path, *words, "--json")
    (one,) = done.json["invoices"]
    assert (done.code, one["basis"], one["why"], one["p50"]) == (1, "too_little", "few_payments", None)
    assert (one["due"], one["due_assumed"], done.json["payments"]) == ("2025-05-31", True, 3)
    shown = forecast(tmp_path, *words)
    assert shown.code == 1
    assert Words("en")("forecast.why.few_payments", count=3) in shown.out
    assert Words("en")("forecast.due_assumed", count=1) in shown.out


def test_later_than_anybody_is_said(tmp_path: Path) -> None:
    """A bill that is open for a year where others took ten days; how far a few may go is not known either."""
    old = [f"B-{n},Kestrel,2024-0{n}-01,2024-0{n}-15,100.00,EUR\n" for n in (1, 2)]
    place = folder(tmp_path, 6, *old, "C-1,Kestrel,2025-07-01,2025-07-15,100.00,EUR\n")
    done = forecast(tmp_path, "--from", place, "--as-of", "2025-07-02")
    assert done.code == 1
    assert Words("en")("forecast.why.never_so_late", count=2) in done.out
    assert Words("en")("forecast.beyond") in done.out


def test_a_due_day_far_ahead_is_said(tmp_path: Path) -> None:
    """Due in 2039, where 2025 was meant: not that it is open for longer than any payment took."""
    place = folder(tmp_path, 6, "B-1,Kestrel,2025-07-01,2039-07-15,100.00,EUR\n")
    done = forecast(tmp_path, "--from", place, "--as-of", "2025-07-02")
    assert done.code == 1
    assert Words("en")("forecast.why.too_far", count=1) in done.out


@pytest.mark.parametrize("language", languages())
def test_every_reason_has_words(language: str) -> None:
    """On its own and in a plan, in every language."""
    whys = [why for why in get_args(Why) if why]
    own = [f"plan.tell.{why}" for why in whys if why != "few_payments"]
    for key in (*own, *(f"forecast.why.{why}" for why in whys)):
        assert Words(language)(key, count=2, number="9") != key


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With its place, on standard error and in the document; the rest is forecast."""
    place = folder(tmp_path, 6, "B-1,Kestrel,2025-07-01,2025-07-15,lots,EUR\n")
    words = ("--from", place, "--as-of", "2025-07-02")
    done = forecast(tmp_path, *words)
    assert done.code == 1 and "invoices.csv, line 8" in done.err
    assert [one["path"] for one in forecast(tmp_path, *words, "--json").json["problems"]] == ["invoices.csv"]


def test_nothing_open_is_said(tmp_path: Path) -> None:
    """Without records, and where all is paid; looking makes no store."""
    done = forecast(tmp_path)
    assert (done.code, Words("en")("forecast.none") in done.out) == (0, True)
    assert not (tmp_path / "home").exists()
    assert forecast(tmp_path, "--from", folder(tmp_path, 6)).code == 0


def test_the_store_says_what_the_folder_says(tmp_path: Path) -> None:
    """Imported or only read, the days are the same."""
    place = folder(tmp_path, 6, "B-1,Kestrel,2025-07-01,2025-07-15,100.00,EUR\n")
    program("import", place, home=tmp_path / "home")
    kept = forecast(tmp_path, "--as-of", "2025-07-02", "--json")
    assert kept.json == forecast(tmp_path, "--from", place, "--as-of", "2025-07-02", "--json").json
    assert kept.json["invoices"][0]["p50"] == "2025-07-11"


@pytest.mark.parametrize(
    ("words", "wrong"), [(("--as-of", "soon"), "soon"), (("--from", "nowhere"), "nowhere")]
)
def test_a_wrong_option_is_one_line(tmp_path: Path, words: tuple[str, str], wrong: str) -> None:
    """What is wrong is named; exit code 2."""
    done = forecast(tmp_path, *words)
    assert (done.code, done.out, wrong in done.err) == (2, "", True)
    assert "Traceback" not in done.err


@pytest.mark.parametrize("language", languages())
def test_it_speaks_every_language(tmp_path: Path, language: str) -> None:
    """The heading and the columns of that language, and no key."""
    done = forecast(tmp_path, *DEMO, "--lang", language)
    assert Words(language)("forecast.column.basis") in done.out
    assert "forecast." not in done.out


def test_no_engine_is_started(tmp_path: Path) -> None:
    """The forecast needs neither the tables of the signals nor their engine."""
    code = (
        "import sys, datetime; from goodterms import desk; from goodterms.records.book import Book;"
        "from goodterms.records.model import Freelancer;"
        "desk.forecast(Book(Freelancer()), datetime.date(2026, 1, 1));"
        "print(sorted({'duckdb', 'pyarrow', 'numpy', 'django'} & sys.modules.keys()))"
    )
    assert python(code, home=tmp_path).out == "[]\n"
