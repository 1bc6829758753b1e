"""One exit played through from verdict to look-back, in each language, as somebody types it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from faces.commands import Ended
from faces.commands import goodterms as program
from journey.exits import EXITS, HIDDEN, Exit, write

BEGUN = date(2026, 8, 31)
"""A Monday."""
Program = Callable[..., Ended]


@pytest.fixture(params=EXITS, ids=[one.language for one in EXITS])
def leaving(request: pytest.FixtureRequest) -> Exit:
    """Somebody who leaves a client."""
    one: Exit = request.param
    return one


@pytest.fixture
def goodterms(tmp_path: Path, leaving: Exit) -> Program:
    """The program with a home of its own, on a screen in the freelancer's language."""
    return lambda *words, typed="": program(
        *words, home=tmp_path / "home", typed=typed, GOODTERMS_LANG=leaving.language
    )


def gates(told: Any) -> dict[str, str]:
    return {gate["name"]: gate["state"] for gate in told["gates"]}


def test_an_exit_from_verdict_to_look_back(tmp_path: Path, leaving: Exit, goodterms: Program) -> None:
    """The records say let go; the plan holds the letter back until its gates are open; letter, answer,
    hand-over and end follow; the look-back is kept, and a lead they send is met with care."""
    folder = write(tmp_path / "business", leaving)
    client = leaving.client
    assert goodterms("import", str(folder)).code in (0, 1)

    def on(day: date, *words: str) -> Ended:
        return goodterms(words[0], client, *words[1:], "--as-of", day.isoformat())

    # The verdict, with its evidence.
    gut = ("--gut", f"{client}=let_go")
    told = goodterms("review", "--as-of", BEGUN.isoformat(), *gut, "--json").json
    found = next(one for one in told["clients"] if one["client"] == client)
    assert found["verdict"] == "let_go"
    assert any(reason["family"] == "payment" and reason["evidence"] for reason in found["reasons"])

    # The contract, with the words that settle the notice.
    contract = goodterms("contract", str(folder / "contract.md"), "--json").json["files"][0]
    notice = [one for one in contract["clauses"] if one["kind"] == "notice_period"]
    assert [(one["quote"] in leaving.notice, one["value"]["days"]) for one in notice] == [(True, 30)]

    # Considering: the days are set in calm, and no letter is written while they last.
    begun = on(BEGUN, "plan", "--mark", "considering", "--mark", "cooling=3", "--json").json
    assert (begun["stage"], gates(begun)["cooling_off"]) == ("cooling", "closed")
    assert on(BEGUN, "draft", "--no-questions").code == 2

    # The days are over, the contract was read; the letter is written, and read again the next morning.
    later = BEGUN + timedelta(days=3)
    done = ("contract_reviewed", "obligations_met", "exposure_settled", "preparing")
    ready = on(later, "plan", *(word for step in done for word in ("--mark", step)), "--json")
    opened = gates(ready.json)
    assert (opened["cooling_off"], opened["contract"], opened["exposure"]) == ("open", "open", "waived")
    warmly = ("--about", leaving.about, "--adjective", leaving.adjective)
    letter = on(later, "draft", "--channel", "email", *warmly, "--no-questions", "--json").json
    assert letter["language"] == leaving.language
    (tmp_path / "letter.txt").write_text(letter["text"], "utf-8")
    checked = goodterms("lint", str(tmp_path / "letter.txt"), "--json").json
    assert (checked["language"], checked["findings"]) == (leaving.language, [])
    morning = later + timedelta(days=1)
    assert "closed" not in gates(on(morning, "plan", "--mark", "reread", "--json").json).values()

    # Told, with the contract's thirty days; their answer is met, and nothing reopened.
    monday = later + timedelta(days=4)
    plan = on(monday, "plan", "--mark", "told=email", "--json").json
    assert plan["stage"] == "told"
    assert date.fromisoformat(plan["last_day"]) >= monday + timedelta(days=30)
    answer = goodterms(
        "reply", client, "-", "--json", "--as-of", monday.isoformat(), typed=leaving.bargain
    ).json
    assert answer["answer"] == "bargains"

    # What is handed over: the access from a mail, its password shown to nobody; given back, it is done.
    end = date.fromisoformat(plan["last_day"])
    pack = on(end, "handover", "--json").json
    given = next(one for one in pack["items"] if one["kind"] == "hosting")
    assert given["state"] == "open" and given["evidence"][0]["source"].endswith("access.eml")
    assert HIDDEN not in str(pack) and HIDDEN not in on(end, "handover").out
    closed = on(end, "handover", "--done", str(given["number"]), "--json").json
    assert closed["open"] == pack["open"] - 1

    # The end, and after it.
    assert on(end, "plan", "--mark", "closed", "--json").json["stage"] == "closed"
    month = end + timedelta(days=31)
    assert on(month, "after", "--hours", "6", "--mood", "4", "--regret", "0").code in (0, 1)
    after = on(month, "after", "--json").json
    assert after["look_back"]["said"][-1]["hours"] == 6

    # Somebody they send.
    lead = goodterms(
        "screen", leaving.lead, "--referred-by", client, "--as-of", month.isoformat(), "--json"
    ).json
    assert lead["warnings"]
