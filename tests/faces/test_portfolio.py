"""`goodterms portfolio`: all clients together, in one currency, with what is in no total."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import Ended, python
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.words import Words, languages

DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
ME = '[me]\nname = "Mara Lind"\ntimezone = "Europe/Brussels"\ncurrency = "EUR"\n'
PAYMENTS = "client,paid_on,amount,currency\nKestrel,2026-04-02,300.00,EUR\nWren & Co,2026-04-03,200.00,USD\n"
RATES = "date,currency,into,rate\n2026-06-29,USD,EUR,0.5\n"


def portfolio(tmp_path: Path, *words: str | Path, **environment: str) -> Ended:
    return program("portfolio", *words, home=tmp_path / "home", **environment)


def folder(tmp_path: Path, **files: str) -> tuple[str, Path, str, str]:
    """A folder with payments in two currencies, looked at on 30 June."""
    place = tmp_path / "business"
    place.mkdir(exist_ok=True)
    for name, text in {"goodterms.toml": ME, "payments.csv": PAYMENTS, **files}.items():
        (place / name.replace("_csv", ".csv")).write_text(text, "utf-8")
    return "--from", place, "--as-of", "2026-06-30"


def income(done: Ended) -> dict[str, float | None]:
    return {one["client"]: one["share_of_income"] for one in done.json["clients"]}


def test_all_clients_together(tmp_path: Path) -> None:
    """In the demo: shares that add up to one, the largest first, a map, the fifths, the seasons."""
    done = portfolio(tmp_path, *DEMO, "--json")
    told = done.json
    assert (done.code, told["schema"], told["currency"]) == (0, "goodterms.portfolio/1", "EUR")
    assert told["period"] == {"first": "2025-11-01", "last": "2026-10-31"}
    shares = list(income(done).values())
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert told["concentration"]["client"] == told["clients"][0]["client"]
    assert told["concentration"]["hhi"] == pytest.approx(sum(share**2 for share in shares))
    fifths = {one["of"]: one for one in told["twenty_eighty"]}
    assert fifths["time"]["low"] <= fifths["time"]["share"] <= fifths["time"]["high"]
    assert fifths["trouble"]["answer"] in ("yes", "no", "cannot_tell")
    assert told["seasons"]["months"][-1]["month"] == "2026-10-01"
    assert (told["left_out"], told["rates"]) == ([], [])


def test_twice_the_same(tmp_path: Path) -> None:
    """The draws are seeded."""
    assert portfolio(tmp_path, *DEMO, "--json").out == portfolio(tmp_path, *DEMO, "--json").out


@pytest.mark.parametrize("language", languages())
def test_the_same_on_the_screen(tmp_path: Path, language: str) -> None:
    """In each language: every client with a number, and on the map by it."""
    done = portfolio(tmp_path, *DEMO, "--lang", language)
    told, words = portfolio(tmp_path, *DEMO, "--json").json, Words(language)
    lines = done.out.splitlines()
    rows = lines[3 : 3 + len(told["clients"])]
    assert [row.split()[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert [one["client"] for one in told["clients"]] == [
        next(name["client"] for name in told["clients"] if name["client"] in row) for row in rows
    ]
    assert words("portfolio.map") in lines
    assert "portfolio." not in done.out
    assert "rates." not in done.out


def test_a_rate_of_a_table(tmp_path: Path) -> None:
    """Dollars count by the rate of the day before, and where it was read is told."""
    done = portfolio(tmp_path, *folder(tmp_path, rates_csv=RATES), "--json")
    assert (done.code, income(done)) == (0, {"Kestrel": 0.75, "Wren & Co": 0.25})
    rate = done.json["rates"][0]
    assert (rate["currency"], rate["into"], rate["rate"], rate["day"]) == ("USD", "EUR", "0.5", "2026-06-29")
    assert rate["evidence"][0]["locator"] == "line 2"
    assert "1 USD = 0.5 EUR, the rate of 29 Jun 2026 (rates.csv, line 2)." in shown(tmp_path)


def shown(tmp_path: Path, *words: str) -> str:
    return portfolio(tmp_path, "--from", tmp_path / "business", "--as-of", "2026-06-30", *words).out


def test_a_rate_of_the_central_bank(tmp_path: Path) -> None:
    """The bank's own history, kept in the store; pounds become dollars over the euro, and that is said."""
    history = "Date,USD,JPY,GBP,CHF,\n2026-06-30,2.0,160,0.8,N/A,\n2026-06-29,9.9,160,0.9,N/A,\n"
    pounds = PAYMENTS.replace("300.00,EUR", "80.00,GBP")
    dollars = ME.replace("EUR", "USD")
    where = folder(tmp_path, **{"payments.csv": pounds, "goodterms.toml": dollars}, ecb_csv=history)
    program("import", where[1], home=tmp_path / "home")
    done = portfolio(tmp_path, "--as-of", "2026-06-30", "--json")
    assert (done.code, income(done)) == (0, {"Kestrel": 0.5, "Wren & Co": 0.5})
    assert [(one["rate"], one["via"]) for one in done.json["rates"]] == [("2.5", "EUR")]
    assert "by way of EUR" in portfolio(tmp_path, "--as-of", "2026-06-30").out


def test_a_missing_rate_is_said(tmp_path: Path) -> None:
    """Left out with its sum, whose it is and what to do; exit code 1. In the review too."""
    where = folder(tmp_path)
    done = portfolio(tmp_path, *where, "--json")
    assert (done.code, income(done)) == (1, {"Kestrel": 1, "Wren & Co": None})
    left = done.json["left_out"][0]
    assert left["received"] == {"amount": "200.00", "currency": "USD"}
    assert (left["clients"], left["last_rate"]) == (["Wren & Co"], None)
    assert "--rate USD=" in left["says"]
    assert left["says"] in shown(tmp_path)
    reviewed = program("review", *where, home=tmp_path / "home")
    assert "Kestrel brings 100% of the money that can be counted together." in reviewed.out
    assert "is in no total" in reviewed.out


def test_an_old_rate_is_said(tmp_path: Path) -> None:
    """Its day is told: it no longer holds."""
    done = portfolio(
        tmp_path, *folder(tmp_path, rates_csv=RATES.replace("2026-06-29", "2026-05-29")), "--json"
    )
    assert [left["last_rate"] for left in done.json["left_out"]] == ["2026-05-29"]
    assert "29 May 2026" in shown(tmp_path)


def test_a_rate_can_be_said(tmp_path: Path) -> None:
    """For this run, for each currency once; it counts before the table's. The review takes it too."""
    where = folder(tmp_path, rates_csv=RATES)
    done = portfolio(tmp_path, *where, "--rate", "usd=1.5", "--rate", "GBP=1.2", "--json")
    assert (done.code, income(done)) == (0, {"Kestrel": 0.5, "Wren & Co": 0.5})
    assert done.json["rates"][0]["evidence"][0]["source"] == "--rate"
    reviewed = program("review", *where, "--rate", "usd=1.5", "--json", home=tmp_path / "home").json
    assert [share["income"] for share in reviewed["portfolio"]["shares"]] == [0.5, 0.5]
    assert reviewed["portfolio"]["rates"] == done.json["rates"]
    shown = program("review", *where, home=tmp_path / "home").out
    assert "1 USD = 0.5 EUR, the rate of 29 Jun 2026 (rates.csv, line 2)." in shown


@pytest.mark.parametrize("told", ["USD=0", "USD=-1", "USD=1,5", "USD", "XQZ=1", "EUR=1", "=1", ""])
def test_what_is_no_rate_is_refused(tmp_path: Path, told: str) -> None:
    """One line on standard error, exit code 2."""
    done = portfolio(tmp_path, *folder(tmp_path), "--rate", told)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "--rate" in done.err


def test_a_rate_into_an_unknown_currency(tmp_path: Path) -> None:
    """Nobody knows which currency is one's own: what to do is said."""
    place = tmp_path / "empty"
    place.mkdir()
    (place / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\n', "utf-8")
    done = portfolio(tmp_path, "--from", place, "--rate", "USD=1")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "goodterms.toml" in done.err


def test_bad_lines_of_a_table_are_said(tmp_path: Path) -> None:
    """Zero, an unknown currency and one into itself: three problems with their lines; the rest is read."""
    bad = RATES + "2026-06-29,GBP,EUR,0\n2026-06-29,XQZ,EUR,1\n2026-06-29,EUR,EUR,1\n"
    done = portfolio(tmp_path, *folder(tmp_path, rates_csv=bad), "--json")
    told = [(one["locator"], one["key"]) for one in done.json["problems"]]
    assert done.code == 1
    assert told == [
        ("line 3", "rates.bad_rate"),
        ("line 4", "csv.unknown_currency"),
        ("line 5", "rates.same_currency"),
    ]
    assert income(done) == {"Kestrel": 0.75, "Wren & Co": 0.25}


def test_a_rate_of_tomorrow_is_a_slip(tmp_path: Path) -> None:
    """Without --as-of: a rate of the year 2099 is told as a problem."""
    where = folder(tmp_path, rates_csv=RATES.replace("2026-06-29", "2099-06-29"))
    done = portfolio(tmp_path, *where[:2], "--json")
    assert [one["key"] for one in done.json["problems"]] == ["date.ahead"]


def test_until_when_every_client_was_taken(tmp_path: Path) -> None:
    """As the settings say; without, and without days in the table of clients, it is unknown."""
    clients = "name,since\nKestrel,2024-05-01\nWren & Co,2025-02-03\n"
    told = ME + "take_anything_until = 2024-12-31\n"
    where = folder(tmp_path, **{"goodterms.toml": told}, clients_csv=clients)
    early = portfolio(tmp_path, *where, "--json").json["early"]
    assert (early["until"], early["told"]) == ("2024-12-31", True)
    assert (early["clients"], early["later"]) == (["Kestrel"], ["Wren & Co"])
    assert Words("en")("portfolio.early_heading") in shown(tmp_path)
    (tmp_path / "business" / "goodterms.toml").write_text(told.replace("2024", "2025"), "utf-8")
    assert "there are no later ones" in shown(tmp_path)
    (tmp_path / "business" / "goodterms.toml").write_text(ME, "utf-8")
    (tmp_path / "business" / "clients.csv").unlink()
    assert portfolio(tmp_path, *where, "--json").json["early"] is None
    assert "take_anything_until" in shown(tmp_path)


def test_who_is_gone_is_named_apart(tmp_path: Path) -> None:
    """A client of years ago is not among the shares."""
    old = PAYMENTS + "Long Ago,2022-04-02,900.00,EUR\n"
    where = folder(tmp_path, **{"payments.csv": old})
    done = portfolio(tmp_path, *where, "--json")
    assert done.json["without_activity"] == ["Long Ago"]
    assert "Long Ago" not in income(done)
    assert "Long Ago" in shown(tmp_path)


def test_all_from_one_client(tmp_path: Path) -> None:
    """One client is one client, and no "1 clients"; two alike are two."""
    one = "client,paid_on,amount,currency\nKestrel,2026-04-02,300.00,EUR\n"
    folder(tmp_path, **{"payments.csv": one})
    assert "It is as if all of it came from one client (HHI 1.00)." in shown(tmp_path)
    folder(tmp_path, **{"payments.csv": one + one.splitlines()[1].replace("Kestrel", "Wren & Co")})
    assert "as with 2 clients who all bring the same (HHI 0.50)." in shown(tmp_path)


def test_without_any_records(tmp_path: Path) -> None:
    """No store and no folder: nobody, and no store is made."""
    done = portfolio(tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "goodterms demo" in done.out
    assert not (tmp_path / "home").exists()
    empty = portfolio(tmp_path, "--json").json
    assert (empty["clients"], empty["concentration"], empty["currency"]) == ([], None, None)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "soon"])
def test_a_day_that_cannot_be(tmp_path: Path, day: str) -> None:
    """Refused in one line, before anything is reckoned."""
    done = portfolio(tmp_path, *DEMO[:2], "--as-of", day)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "--as-of" in done.err


def test_a_playbook_that_nobody_knows(tmp_path: Path) -> None:
    """Refused with those there are."""
    done = portfolio(tmp_path, *DEMO, "--playbook", "mild")
    assert (done.code, done.out) == (2, "")
    assert "balanced" in done.err


def test_looking_starts_no_framework(tmp_path: Path) -> None:
    """`portfolio --help` is quick: neither the store nor the engines are imported."""
    code = "import sys; from goodterms.faces.cli import goodterms as g\n"
    code += "g(['portfolio', '--help'], standalone_mode=False)\n"
    code += "print({'django', 'duckdb', 'pyarrow', 'babel'} & set(sys.modules))"
    assert python(code, home=tmp_path).out.endswith("set()\n")
