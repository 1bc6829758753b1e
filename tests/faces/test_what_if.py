"""`goodterms what-if`: cash with a client, without them, and if they changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from faces.commands import Ended, python
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.words import Words, languages

DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
ME = '[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\ntimezone = "Europe/Brussels"\n'
MONEY = "\n[money]\ncash = 2000\nmonthly_costs = 1200\n"


def what_if(tmp_path: Path, *words: str | Path, **environment: str) -> Ended:
    return program("what-if", *words, home=tmp_path / "home", **environment)


def folder(tmp_path: Path, me: str = ME + MONEY) -> tuple[str, Path, str, str]:
    """Two clients who pay each month of a year, 1,000 after 25 days and 500 after 10; on 30 June."""
    place = tmp_path / "business"
    place.mkdir()
    months = [divmod(2025 * 12 + 6 + n, 12) for n in range(12)]
    rows = [("Quayside Bikes", 1000, 3, 28), ("Harbour & Sons", 500, 5, 15)]
    bills = [
        (f"{name[0]}-{year}-{month + 1:02}", name, f"{year}-{month + 1:02}-{day:02}", total, paid)
        for year, month in months
        for name, total, day, paid in rows
    ]
    (place / "goodterms.toml").write_text(me, "utf-8")
    told = [f"{number},{name},{issued},{issued},{total}.00,EUR\n" for number, name, issued, total, _ in bills]
    (place / "invoices.csv").write_text("number,client,issued,due,total,currency\n" + "".join(told), "utf-8")
    told = [
        f"{name},{issued[:8]}{paid},{total}.00,EUR,{number}\n" for number, name, issued, total, paid in bills
    ]
    (place / "payments.csv").write_text("client,paid_on,amount,currency,invoices\n" + "".join(told), "utf-8")
    return "--from", place, "--as-of", "2026-06-30"


def middle(told: Any, way: str) -> list[float]:
    return [float(month["p50"]["amount"]) for month in told[way]["months"]]


def test_three_ways_month_by_month(tmp_path: Path) -> None:
    """As a document: what was agreed on, and each month's sums in their order."""
    done = what_if(tmp_path, "Quayside Bikes", *folder(tmp_path), "--hours", "10", "--rate", "80", "--json")
    told = done.json
    assert (done.code, told["schema"], told["client"]) == (0, "goodterms.what-if/1", "Quayside Bikes")
    assert middle(told, "keep") == [2300 + 300 * month for month in range(12)]
    assert told["keep"]["months"][0]["month"] == "2026-07-31"
    assert told["keep"]["months"][0]["below_zero"] == 0
    assert told["keep"]["runway"] == {"p10": None, "p50": None, "p90": None}
    assert told["counts"] == "balance"
    # The last day is 5 August; 7.5 hours bring 600 a month from 5 November on, and 100 a month are missing.
    leaving = [2300, 1600 + 1000 * 5 / 31]
    leaving += [leaving[1] - 700, leaving[1] - 1400, leaving[1] - 1600]
    leaving += [leaving[4] - 100 * month for month in range(1, 8)]
    assert middle(told, "let_go") == pytest.approx(leaving, abs=0.02)
    assert told["let_go"]["runway"] == {"p10": 6, "p50": 6, "p90": 6}
    assert told["let_go"]["below_zero"] == 1
    assert told["break_even"] is None
    assert float(told["waiting_a_month"]["amount"]) < 0
    assert told["excluded"] == {
        "since": "2025-07-03",
        "hours": None,
        "received": [{"amount": "12000.00", "currency": "EUR"}],
    }
    assert {one["key"] for one in told["assumptions"]} >= {"what_if.by.balance", "what_if.by.rate_set"}
    assert (told["warnings"], told["problems"]) == ([], [])


def test_what_is_set_changes_what_comes(tmp_path: Path) -> None:
    """Each option reaches the figures."""
    place = folder(tmp_path)

    def asked(*words: str) -> Any:
        return what_if(tmp_path, "Quayside Bikes", *place, "--hours", "10", *words, "--json").json

    usual = asked("--rate", "200", "--months", "6")
    assert len(usual["keep"]["months"]) == 6
    soon = asked("--rate", "200", "--months", "6", "--lag", "0", "--share", "1")
    assert middle(soon, "let_go")[-1] > middle(usual, "let_go")[-1]
    assert soon["break_even"] is not None
    assert middle(asked("--cash", "-50.5", "--costs", "1500"), "keep")[0] == -50.5
    today = asked("--notice-days", "0")
    unpaid = asked("--notice-days", "30", "--notice-paid", "0")
    longer = asked("--notice-days", "30")
    assert middle(today, "let_go")[-1] <= middle(longer, "let_go")[-1]
    assert middle(unpaid, "let_go")[-1] < middle(longer, "let_go")[-1]


def test_twice_the_same(tmp_path: Path) -> None:
    """Seeded: equal for equal seeds, and another draw for another."""
    client = "Delta Robotics"
    first = what_if(tmp_path, client, *DEMO, "--json")
    assert first.out == what_if(tmp_path, client, *DEMO, "--json").out
    assert first.json["keep"] != what_if(tmp_path, client, *DEMO, "--seed", "2", "--json").json["keep"]


def test_without_cash_no_chance_is_told(tmp_path: Path) -> None:
    """Without `[money]`: what comes in, added up; chances and runway are null; exit code 1, and why."""
    done = what_if(
        tmp_path, "Quayside Bikes", *folder(tmp_path, ME), "--hours", "10", "--rate", "80", "--json"
    )
    told = done.json
    assert (done.code, told["counts"]) == (1, "coming_in")
    assert middle(told, "keep")[:2] == [1500, 3000]
    for way in ("keep", "let_go", "repair"):
        assert told[way]["runway"] is None
        assert {month["below_zero"] for month in told[way]["months"]} == {None}
    assert [one["key"] for one in told["warnings"]] == ["what_if.lacks.cash", "what_if.lacks.costs"]


@pytest.mark.parametrize("language", languages())
def test_the_screen_in_each_language(language: str, tmp_path: Path) -> None:
    """A heading, a line a month, what it goes by and what is left out; no key is shown for want of a word."""
    done = what_if(tmp_path, "Delta Robotics", *DEMO, "--lang", language)
    words = Words(language)
    assert done.out.splitlines()[0] == words("what_if.heading", client="Delta Robotics", day=demo.AS_OF)
    assert words("what_if.part.by") in done.out
    assert "what_if." not in done.out


@pytest.mark.parametrize(
    "options", [("--months", "1"), ("--costs", "900"), ("--cash", "-90000"), ("--lag", "0")]
)
def test_what_it_comes_to(options: tuple[str, str], tmp_path: Path) -> None:
    """Leaving is behind, the same or never behind, or the money runs out: there is a sentence for it."""
    me = ME if "--costs" in options else ME + MONEY
    done = what_if(
        tmp_path, "Quayside Bikes", *folder(tmp_path, me), *options, "--hours", "10", "--rate", "300"
    )
    key, values = {
        "--months": ("same", {"months": 1}),
        "--costs": ("middle_change", {}),
        "--cash": ("runs_out", {"share": 1.0}),
        "--lag": ("never_behind", {}),
    }[options[0]]
    assert Words("en")(f"what_if.{key}", **values) in done.out


def test_a_client_without_history(tmp_path: Path) -> None:
    """A row and nothing else: only the way without them is told, and the screen shows what is unknown."""
    place = folder(tmp_path)
    (place[1] / "clients.csv").write_text("name\nKestrel\n", "utf-8")
    done = what_if(tmp_path, "Kestrel", *place, "--json")
    assert done.code == 1
    assert {month["p50"] for month in done.json["keep"]["months"]} == {None}
    assert middle(done.json, "let_go")[0] == 2300
    shown = what_if(tmp_path, "Kestrel", *place)
    assert Words("en")("what_if.lacks.history", client="Kestrel") in shown.out
    assert "?" in shown.out


@pytest.mark.parametrize(
    "words",
    [
        ("--cash", "a lot"), ("--costs", "-1"), ("--rate", "9" * 40), ("--share", "nan"), ("--share", "1.5"),
        ("--months", "0"), ("--hours", "800"), ("--seed", "x"), ("--playbook", "nobody"), ("--as-of", "soon"),
    ],
)  # fmt: skip
def test_bad_usage_is_one_line(words: tuple[str, str], tmp_path: Path) -> None:
    """What cannot be meant is refused, with exit code 2 and a word on what it was."""
    done = what_if(tmp_path, "Quayside Bikes", *folder(tmp_path), *words)
    assert (done.code, done.out) == (2, "")
    assert words[1][:5] in done.err
    assert "Traceback" not in done.err


def test_nobody_of_that_name(tmp_path: Path) -> None:
    """One line that names who there is."""
    done = what_if(tmp_path, "Nobody", *folder(tmp_path))
    assert done.code == 2
    assert "Quayside Bikes" in done.err
    assert len(done.err.splitlines()) == 1


def test_sums_need_a_currency(tmp_path: Path) -> None:
    """Where no currency is known, a sum that is set means nothing, and that is said."""
    place = tmp_path / "empty"
    place.mkdir()
    (place / "clients.csv").write_text("name\nKestrel\n", "utf-8")
    done = what_if(tmp_path, "Kestrel", "--from", place, "--cash", "100")
    assert (done.code, done.err.strip()) == (2, f"goodterms: {Words('en')('what_if.no_currency')}")
    silent = what_if(tmp_path, "Kestrel", "--from", place)
    assert silent.code == 1
    assert Words("en")("what_if.lacks.payments") in silent.out


def test_the_store_is_asked_without_a_folder(tmp_path: Path) -> None:
    """What was imported is taken."""
    _, place, *day = folder(tmp_path)
    program("import", place, home=tmp_path / "home")
    done = what_if(tmp_path, "Quayside Bikes", *day, "--json")
    assert middle(done.json, "keep")[0] == 2300
    assert {one["key"] for one in done.json["warnings"]} == {"what_if.lacks.hours"}


def test_what_could_not_be_read_is_said(tmp_path: Path) -> None:
    """A bad line is a problem with its place, on standard error, and exit code 1."""
    place = folder(tmp_path)
    with (place[1] / "payments.csv").open("a", encoding="utf-8") as file:
        file.write("Harbour & Sons,2026-02-30,10.00,EUR,\n")
    done = what_if(tmp_path, "Quayside Bikes", *place, "--hours", "9", "--rate", "50")
    assert done.code == 1
    assert "payments.csv" in done.err


def test_no_array_library_is_loaded_for_help(tmp_path: Path) -> None:
    """`--help` stays quick: neither the drawing nor the records are imported for it."""
    code = (
        "import sys\nfrom goodterms.faces.what_if import what_if\n"
        "late = {'numpy', 'pyarrow', 'goodterms.desk', 'goodterms.parting.cash.what_if'}\n"
        "assert not late & set(sys.modules)\n"
    )
    done = python(code, home=tmp_path / "home")
    assert (done.code, done.err) == (0, "")
