"""`goodterms after` and `goodterms referrals`: what is shown, asked and kept once it is over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from faces.commands import Ended
from faces.commands import goodterms as program
from goodterms.faces.afterwards import MOST
from goodterms.faces.words import Words, languages
from goodterms.review.model import FAMILIES

CLIENT = "Quayside Bikes"
LATER = ("--as-of", "2026-05-29")
FILES = {
    "goodterms.toml": '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\ncountry = "BE"\n'
    'timezone = "Europe/Brussels"\ncurrency = "EUR"\n',
    "clients.csv": "name,domains,referred_by\nQuayside Bikes,quayside.example,\n"
    "Pixel Orchard,orchard.example,Quayside Bikes\n",
    "leaving.csv": "client,date,step,value,note\n"
    "Quayside Bikes,2026-01-26,told,phone,\nQuayside Bikes,2026-02-27,closed,,\n",
    "invoices.csv": "number,client,issued,due,total\n"
    "2026-004,Quayside Bikes,2026-02-27,2026-03-29,640.00\n"
    "2026-007,Pixel Orchard,2026-03-31,2026-04-30,1250.00\n",
    "payments.csv": "client,paid_on,amount,invoices\nPixel Orchard,2026-04-28,1250.00,2026-007\n",
    "time.csv": "client,started,hours,activity,billable\n"
    "Quayside Bikes,2025-11-03T09:00,30,production,yes\n"
    "Quayside Bikes,2026-04-09T10:00,1.5,production,no\n"
    "Pixel Orchard,2025-11-12T09:00,20,production,yes\n"
    "Pixel Orchard,2026-05-11T09:00,60,production,yes\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The records of somebody who left one client."""
    made = tmp_path / "business"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def home(folder: Path, tmp_path: Path) -> Path:
    """A store with those records."""
    at = tmp_path / "home"
    assert program("import", folder, home=at).code == 0
    return at


def after(home: Path, *words: str | Path, **environment: str) -> Ended:
    return program("after", CLIENT, *LATER, *words, home=home, **environment)


def said(home: Path) -> list[dict[str, Any]]:
    """What the store keeps of looking back."""
    return list(after(home, "--json").json["look_back"]["said"])


def test_after_is_a_document(home: Path) -> None:
    """Each part that the guide names, with places, and unknown as null."""
    done = after(home, "--json")
    told = done.json
    assert (done.code, done.err) == (1, "")
    assert (told["schema"], told["last_day"], told["last_day_from"]) == (
        "goodterms.after/1",
        "2026-02-27",
        "closed",
    )
    relapse = {one["kind"]: (one["amount"], one["unit"]) for one in told["relapses"]}
    assert relapse == {"hours": (1.5, "hours"), "unbilled": (1.5, "hours")}
    assert told["relapses"][0]["evidence"][0]["source"] == "time.csv"
    assert told["help"] == {"hours": 0, "answers": None}
    assert told["bridge"]["thank_you"]["done"] is False
    assert (told["bridge"]["referred"], told["bridge"]["worth"]) == (
        ["Pixel Orchard"],
        [{"amount": "1250.00", "currency": "EUR"}],
    )
    assert told["money"]["unpaid"] == [{"amount": "640.00", "currency": "EUR"}]
    assert [bill["overdue"] for bill in told["money"]["bills"]] == [True]
    assert told["next_look_back"] == {"day": "2026-03-29", "after_days": 30, "due": True}
    assert told["look_back"]["their_evening_messages_a_week"] == {"before": None, "after": None, "less": None}
    assert told["look_back"]["hours_a_week"]["less"] > 2
    assert (told["lessons"], told["suggestions"]) == ([], [])


def test_the_same_from_a_folder_keeps_nothing(folder: Path, tmp_path: Path) -> None:
    """What is said counts for that run, and no store comes into being."""
    home = tmp_path / "none"
    done = after(home, "--from", folder, "--regret", "1", "--json")
    assert done.json["look_back"]["said"][0]["regret"] == 1
    assert Words("en")("plan.not_kept") in done.err
    assert not home.exists()


def test_what_is_said_is_kept(home: Path) -> None:
    """One after the other; what was not said is null, and the next day moves on."""
    assert after(home, "--hours", "6", "--mood", "3").code == 1
    assert after(home, "--regret", "0", "--note", "room", "--evenings", "2").code == 1
    assert said(home) == [
        {"date": "2026-05-29", "hours": 6, "evenings": None, "mood": 3, "regret": None, "note": None},
        {"date": "2026-05-29", "hours": None, "evenings": 2, "mood": None, "regret": 0, "note": "room"},
    ]
    assert after(home, "--json").json["next_look_back"]["after_days"] == 180


def test_a_lesson_is_read_with_the_next_plan_and_can_be_taken_back(home: Path) -> None:
    """On one line, in the plan of another client and not of the same (M6)."""
    assert after(home, "--lesson", "A deposit\n first").code == 1
    lessons = after(home, "--json").json["lessons"]
    assert lessons == [{"date": "2026-05-29", "text": "A deposit first"}]
    notes = program("plan", "Pixel Orchard", *LATER, "--json", home=home).json["notes"]
    assert any("A deposit first" in note and CLIENT in note for note in notes)
    own = program("plan", CLIENT, *LATER, "--json", home=home).json["notes"]
    assert not any("A deposit first" in note for note in own)
    assert program("plan", CLIENT, *LATER, "--undo", home=home).code == 0
    assert after(home, "--json").json["lessons"] == []


def test_three_regretted_endings_suggest_a_number(folder: Path, tmp_path: Path) -> None:
    """With the line to write; nothing is written by itself."""
    names = ["One", "Two", "Three"]
    (folder / "clients.csv").write_text(
        FILES["clients.csv"] + "".join(f"{name},,\n" for name in names), "utf-8"
    )
    moves = "".join(
        f"{name},2025-08-25,considering,,\n{name},2025-09-01,told,,\n{name},2025-09-30,closed,,\n"
        for name in names
    )
    (folder / "leaving.csv").write_text(FILES["leaving.csv"] + moves, "utf-8")
    looks = "client,date,mood,regret\n" + "".join(f"{name},2026-01-05,1,4\n" for name in names[:2])
    (folder / "lookback.csv").write_text(looks, "utf-8")
    home = tmp_path / "none"
    assert after(home, "--from", folder, "--json").json["suggestions"] == []
    (folder / "lookback.csv").write_text(looks + "Three,2026-01-05,1,3\n", "utf-8")
    (found,) = after(home, "--from", folder, "--json").json["suggestions"]
    assert (found["number"], found["proposed"], found["clients"]) == ("cooling_days", 6, names)
    assert "cooling_days = 6" in after(home, "--from", folder).out
    assert "rules" not in (folder / "goodterms.toml").read_text("utf-8")


@pytest.mark.parametrize("language", languages())
def test_every_language_says_all_of_it(language: str, home: Path) -> None:
    """No key is left as it is, on either screen."""
    shown = after(home, "--mood", "4", "--lang", language).out
    shown += program("referrals", "--lang", language, home=home).out
    assert CLIENT in shown and "after." not in shown and "None" not in shown
    assert Words(language)("after.part.look") in shown


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("after", "Nobody"), "Pixel Orchard"),
        (("after", CLIENT, "--hours", "999"), "--hours"),
        (("after", CLIENT, "--mood", "5"), "--mood"),
        (("after", CLIENT, "--playbook", "nowhere"), "balanced"),
        (("after", "Pixel Orchard", "--regret", "1"), "Pixel Orchard"),
        (("after", CLIENT, "--regret", "1", "--as-of", "2026-01-20"), CLIENT),
        (("after", CLIENT, "--from", "/nowhere"), "/nowhere"),
        (("referrals", "--from", "/nowhere"), "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, ...], says: str, home: Path) -> None:
    """What, and what to do; nothing is kept of it."""
    done = program(*words, home=home)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and "Traceback" not in done.err
    assert said(home) == []


def test_before_the_end_there_is_nothing_to_look_at(home: Path) -> None:
    """Somebody who was never told, and without any records."""
    never = program("after", "Pixel Orchard", *LATER, home=home)
    assert (never.code, len(never.out.splitlines())) == (0, 2)
    alone = program("after", "Anybody", "--without-records", "--json", home=home)
    assert (alone.code, alone.json["last_day"], alone.json["look_back"]) == (0, None, None)
    assert program("after", "Anybody", home=home / "none").code == 2


def test_nothing_is_asked_where_no_terminal_is(home: Path) -> None:
    """It says what to do instead, and keeps nothing; with JSON it says nothing."""
    done = after(home, "--look-back")
    assert "--regret" in done.err and done.code == 1
    assert after(home, "--look-back", "--json").err == ""
    assert said(home) == []


def on_a_terminal(home: Path, typed: str) -> subprocess.CompletedProcess[str]:
    """Looks back with a keyboard."""
    keyboard, ours = os.openpty()
    os.write(keyboard, typed.encode())
    try:
        return subprocess.run(
            [sys.executable, "-m", "goodterms", "after", CLIENT, *LATER, "--look-back"],
            stdin=ours,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env=os.environ | {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"},
        )
    finally:
        os.close(keyboard)
        os.close(ours)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to make")
def test_on_a_terminal_it_asks_before_it_shows(home: Path) -> None:
    """Four numbers and a word; Enter skips, and what is no number is asked again."""
    done = on_a_terminal(home, "\nmany\n2\n9\n3\n0\nthe orchard\n")
    assert done.returncode == 1
    assert "many is no whole number" in done.stderr and "9 is no whole number" in done.stderr
    assert said(home) == [
        {"date": "2026-05-29", "hours": None, "evenings": 2, "mood": 3, "regret": 0, "note": "the orchard"}
    ]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to make")
def test_who_says_nothing_has_said_nothing(home: Path) -> None:
    """Enter five times keeps nothing."""
    assert "nothing is kept" in on_a_terminal(home, "\n" * 5).stderr
    assert said(home) == []


def test_who_sent_whom(home: Path, folder: Path) -> None:
    """From the store and from a folder the same; unknown is null, and nobody's source is named."""
    kept = program("referrals", *LATER, "--json", home=home)
    told = kept.json
    assert (kept.code, told["schema"], told["unknown"]) == (0, "goodterms.referrals/1", [CLIENT])
    (source,) = told["sources"]
    assert (source["source"], source["kind"], source["left"]) == (CLIENT, "client", True)
    assert source["worth"] == [{"amount": "1250.00", "currency": "EUR"}]
    assert source["referred"][0]["evidence"][0]["source"] == "clients.csv"
    read = program("referrals", *LATER, "--from", folder, "--json", home=home / "none")
    assert read.json["sources"] == told["sources"]
    for place in (("--without-records",), ()):
        none = program("referrals", *place, "--json", home=home / "none")
        assert (none.code, none.json["sources"]) == (0, [])
    assert not (home / "none").exists()


def test_every_key_that_is_made_has_words() -> None:
    """Names of relapses, figures, questions and families become keys."""
    slips = ("hours", "hours_billed", "unbilled", "delivered", "answered", "meeting", "reopened")
    names: dict[str, tuple[str, ...]] = {
        "after.slip": (*slips, "reopened.danger"),
        "after.note": ("no_hours", "no_messages", "no_ending", "not_over", "by_plan"),
        "after.back": ("hours", "all_hours", "theirs", "own", "dread"),
        "after.ask": tuple(MOST),
        "after.said": tuple(MOST),
        "after.suggest": (*FAMILIES, "cooling_days", "attempts_in_vain", "payment_must_be_raised"),
    }
    keys = [f"{part}.{name}" for part, some in names.items() for name in some]
    for language in languages():
        words = Words(language)
        assert [key for key in keys if words(key) == key] == []
