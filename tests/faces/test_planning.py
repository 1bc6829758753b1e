"""`goodterms plan` shows how to leave a client well, keeps what is marked, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from faces.commands import Ended
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.planned import calendar_of
from goodterms.faces.words import Words
from goodterms.terms import shelf
from parting.scene import Scene, ago

CLIENT = "Delta Robotics"
DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
GATES = ["gut", "cooling_off", "trigger", "contract", "obligations", "prepaid", "exposure", "reread"]
LANGUAGES = shelf.folders("goodterms", "locale")

Program = Callable[..., Ended]


@pytest.fixture
def goodterms(tmp_path: Path) -> Program:
    """The program with a home of its own."""
    return lambda *words, typed="", **environment: program(
        *words, home=tmp_path / "home", typed=typed, **environment
    )


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """A small folder of records."""
    folder = tmp_path / "business"
    folder.mkdir()
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\n')
    (folder / "clients.csv").write_text(
        "name,country,since\nKestrel,BE,2025-01-06\nQuayside Bikes,BE,2025-01-06\n"
    )
    (folder / "invoices.csv").write_text(
        "number,client,issued,due,total\n1,Kestrel,2026-05-04,2026-06-29,900.00\n2,Kestrel,2026-05-04,2026-06-29,40.00\n"
    )
    (folder / "deliverables.csv").write_text(
        "client,name,due,price,prepaid\nKestrel,Kite,2026-06-10,400.00,100.00\n"
    )
    (folder / "leaving.csv").write_text(
        "client,date,step,value,note\nKestrel,2026-06-01,considering,,\nKestrel,2026-06-02,cooling,4,\n"
    )
    return folder


def test_a_plan_is_a_document(goodterms: Program) -> None:
    """All that the page of the guide names; days as days, money as money."""
    told = goodterms("plan", CLIENT, *DEMO, "--json").json
    assert (told["schema"], told["client"], told["stage"]) == ("goodterms.plan/1", CLIENT, None)
    assert [gate["name"] for gate in told["gates"]] == GATES
    assert all(gate["state"] in ("open", "closed", "waived") and gate["why"] for gate in told["gates"])
    assert told["tell"]["earliest"] <= told["tell"]["planned"] <= told["last_day"]
    assert told["exposure"]["unpaid"] == {"amount": "4775.00", "currency": "EUR"}
    assert told["notice"]["from"] in ("contract", "law", "courtesy")
    assert told["channel"]["recommended"] and told["channel"]["why"]
    assert [step["on"] for step in told["steps"]] == sorted(step["on"] for step in told["steps"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_every_language(language: str, goodterms: Program) -> None:
    """Whole sentences: no key is shown, no place stays empty, and that it is no advice is said once."""
    done = goodterms("plan", CLIENT, *DEMO, "--mark", "considering", "--lang", language)
    assert done.code == 0
    words = Words(language)
    assert words("plan.heading", client=CLIENT, day=demo.AS_OF) in done.out
    assert done.out.count(words("law.not_advice")) == 1
    assert not [word for word in ("gate.", "step.", "plan.", "{", "None") if word in done.out]


def test_rows_that_cannot_be_used_are_said(goodterms: Program, business: Path) -> None:
    """A step that nobody knows in a file made by hand is never dropped in silence."""
    with (business / "leaving.csv").open("a") as moves:
        moves.write("Kestrel,2026-06-03,vanish,,\nKestrel,2026-06-03,cooling,-3,\n")
    done = goodterms("plan", "Kestrel", "--from", business, "--as-of", "2026-06-15")
    assert done.code == 1 and "leaving.csv, line 4" in done.err and "-3" in done.err
    assert len(goodterms("plan", "Kestrel", "--from", business, "--json").json["problems"]) == 2


def test_who_was_told_sees_no_gates(goodterms: Program) -> None:
    """The day, and what is left to do; a place by its name."""
    done = goodterms("plan", CLIENT, *DEMO, "--mark", "told=phone", "--lang", "fr").out
    assert "Avant de parler" not in done and "Au plus tôt" not in done
    assert "vous l’avez dit" in done and "Belgique" in done


def test_who_is_in_danger_is_not_sent_to_meet_them(goodterms: Program) -> None:
    """Neither school is told to them."""
    assert "One school" in goodterms("plan", CLIENT, *DEMO).out
    assert "One school" not in goodterms("plan", CLIENT, *DEMO, "--mark", "danger").out


def test_a_client_to_keep_is_said_first(goodterms: Program) -> None:
    """And the plan goes on."""
    done = goodterms("plan", "Atelier Sorrel", *DEMO)
    assert "The records speak for keeping Atelier Sorrel" in done.out.splitlines()[2]
    assert "Step by step" in done.out


def test_a_folder_keeps_nothing(goodterms: Program, tmp_path: Path) -> None:
    """What is marked counts for this run, and that is said."""
    done = goodterms("plan", CLIENT, *DEMO, "--mark", "danger", "--json")
    assert {gate["state"] for gate in done.json["gates"]} <= {"open", "waived"}
    assert "this run only" in done.err
    assert goodterms("plan", CLIENT, *DEMO, "--json").json["stage"] is None
    assert not (tmp_path / "home").exists()


def test_a_file_of_steps_is_read(goodterms: Program, business: Path) -> None:
    """leaving.csv tells how far it is."""
    told = goodterms("plan", "kestrel", "--from", business, "--as-of", "2026-06-15", "--json").json
    assert (told["client"], told["stage"]) == ("Kestrel", "cooling")
    states = {gate["name"]: gate["state"] for gate in told["gates"]}
    assert (states["cooling_off"], states["prepaid"], states["obligations"]) == ("open", "closed", "closed")
    assert told["exposure"]["owed_to_client"] == {"amount": "100.00", "currency": "EUR"}


def test_the_store_keeps_what_is_marked(goodterms: Program, business: Path) -> None:
    """Run after run, beside the file's own steps; undone, it is as before, and the history tells all."""
    day = ("--as-of", "2026-06-15", "--json")
    goodterms("import", business)
    before = goodterms("plan", "Kestrel", *day).json
    marked = ("--mark", "delivered=kite", "--mark", "preparing", "--note", "at last")
    assert goodterms("plan", "Kestrel", *marked, *day).json["stage"] == "preparing"
    kept = goodterms("plan", "Kestrel", *day).json
    states = {gate["name"]: gate["state"] for gate in kept["gates"]}
    assert (kept["stage"], states["prepaid"], states["obligations"]) == ("preparing", "open", "open")
    assert goodterms("plan", "Kestrel", "--undo", *day).json["stage"] == "cooling"
    assert goodterms("plan", "Kestrel", "--undo", *day).json == before
    told = goodterms("plan", "Kestrel", "--history", *day).json
    assert [(move["step"], move["undone"]) for move in told["moves"]] == [
        ("considering", False), ("cooling", False), ("delivered", True), ("preparing", True),
        ("undone", False), ("undone", False),
    ]  # fmt: skip
    assert told["moves"][2]["note"] == "at last"
    assert goodterms("import", business).code == 0
    assert goodterms("plan", "Kestrel", *day).json == before


def test_what_was_marked_last_is_taken_back_on_any_day(goodterms: Program, business: Path) -> None:
    """Asked for as of a day before it, too: it is the last word, not an earlier one, that goes."""
    goodterms("import", business)
    goodterms("plan", "Kestrel", "--mark", "preparing", "--as-of", "2026-06-15")
    goodterms("plan", "Kestrel", "--undo", "--as-of", "2026-06-10")
    told = goodterms("plan", "Kestrel", "--history", "--json").json
    assert [(move["step"], move["undone"]) for move in told["moves"]] == [
        ("considering", False), ("cooling", False), ("preparing", True), ("undone", False),
    ]  # fmt: skip
    assert told["stage"] == "cooling"


def test_history_on_the_screen(goodterms: Program, business: Path) -> None:
    """Also where there is none."""
    there = goodterms("plan", "Kestrel", "--from", business, "--history", "--undo")
    assert "cooling=4" in there.out and "(taken back)" in there.out
    assert "Nothing so far." in goodterms("plan", "Quayside Bikes", "--from", business, "--history").out


def test_without_records_nothing_is_guessed(goodterms: Program) -> None:
    """What is said is all there is."""
    told = goodterms("plan", "Kestrel", "--without-records", "--json").json
    assert told["exposure"]["unpaid"] is None and told["tell"]["latest"] is None
    assert told["channel"]["usual"] is None and told["notice"]["from"] is None
    assert any("nothing is guessed" in note for note in told["notes"])


def test_at_the_talk(goodterms: Program) -> None:
    """Whom to talk with, what to say in their language, and what may come back, as far as the records tell;
    in danger nobody is sent there."""
    shown = ("plan", "Atelier Sorrel", *DEMO, "--lang", "nl")
    done = goodterms(*shown)
    assert "Claire Morel" in done.out and "“Mon dernier jour" in done.out and "Bedank hen" in done.out
    assert "Mon dernier jour" not in goodterms(*shown, "--mark", "danger").out
    nothing = goodterms("plan", "Kestrel", "--without-records").out
    assert "Whom you deal with there, the records do not tell" in nothing
    assert "Nothing in the records tells what they may answer" in nothing


def test_a_client_of_a_name_alone(goodterms: Program, business: Path) -> None:
    """In the list and nowhere else: said clearly."""
    done = goodterms("plan", "Quayside Bikes", "--from", business)
    assert done.code == 0 and "Nothing about Quayside Bikes is in your records" in done.out


def test_steps_for_a_calendar(goodterms: Program, tmp_path: Path) -> None:
    """Whole days that another program reads; a step that is done is left out, the others stay the same."""
    file = tmp_path / "leaving.ics"
    done = goodterms("plan", CLIENT, *DEMO, "--ics", file, "--lang", "vi")
    assert done.code == 0 and str(file) in done.err
    assert file.stat().st_mode & 0o077 == 0  # whom one leaves, and when, is nobody else's
    first = {str(one["UID"]): one for one in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert all(str(one["SUMMARY"]).startswith(f"{CLIENT}: ") for one in first.values())
    goodterms("plan", CLIENT, *DEMO, "--ics", file, "--mark", "considering", "--mark", "contract_reviewed")
    second = {str(one["UID"]) for one in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert second < set(first)
    assert b"\r\r\n" not in file.read_bytes() and file.read_bytes().count(b"\r\n") == file.read_bytes().count(
        b"\n"
    )


def test_a_changed_plan_moves_its_events() -> None:
    """Another channel, another sum, an agreement that was found: the same events as before. Two pieces of
    work of one name are two."""
    scene = Scene(since=date(2026, 1, 5)).regular().make("Logo", due=ago(-9)).make("Logo", due=ago(-20))
    first = events(scene)
    assert len({uid for uid, _ in first}) == len(first)
    assert sum("Logo" in title for _, title in first) == 2
    scene.bill("X", ago(60), due=ago(40)).judged(referral=False).signed(("deposit", {"percent": 30}))
    second = dict(events(scene))
    moved = [uid for uid, title in first if second.get(uid) not in (None, title)]
    assert {uid for uid, _ in first} <= set(second) and moved


def events(scene: Scene) -> list[tuple[str, str]]:
    """What a calendar knows each step by, and its title."""
    text = calendar_of(scene.plan(), Words("en"))
    return [(str(one["UID"]), str(one["SUMMARY"])) for one in Calendar.from_ical(text).walk("VEVENT")]


def test_two_currencies_stand_apart(goodterms: Program, business: Path) -> None:
    """The sums of the larger, and the other beside them."""
    (business / "invoices.csv").write_text(
        "number,client,issued,due,total,currency\n1,Kestrel,2026-05-04,2026-06-29,900.00,EUR\n"
        "2,Kestrel,2026-05-04,2026-06-29,40.00,GBP\n"
    )
    told = goodterms("plan", "Kestrel", "--from", business, "--as-of", "2026-06-15", "--json").json[
        "exposure"
    ]
    assert told["unpaid"] == {"amount": "900.00", "currency": "EUR"}
    assert {"of": "unpaid", "amount": "40.00", "currency": "GBP"} in told["in_other_currencies"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("plan", "Nobody", *DEMO), CLIENT),
        (("plan", "Nobody"), "Nobody"),
        (("plan", CLIENT, *DEMO, "--mark", "vanish"), "considering"),
        (("plan", CLIENT, *DEMO, "--mark", "last_day=soon"), "last_day=2026-10-31"),
        (("plan", CLIENT, *DEMO, "--mark", "delivered=the moon"), "the moon"),
        (("plan", CLIENT, *DEMO, "--mark", "set_aside=spring"), "2026-03-02/2026-03-06"),
        (("plan", CLIENT, *DEMO, "--undo"), CLIENT),
        (("plan", CLIENT, *DEMO, "--note", "alone"), "--mark"),
        (("plan", CLIENT, *DEMO, "--playbook", "nowhere"), "balanced"),
        (("plan", CLIENT, *DEMO, "--ics", "/nowhere/x.ics"), "/nowhere/x.ics"),
        (("plan", CLIENT, "--from", "/nowhere"), "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, ...], says: str, goodterms: Program) -> None:
    """What, and what to do; never a traceback."""
    done = goodterms(*words)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and "Traceback" not in done.err and done.err.count("\n") == 1


def test_a_letter_has_the_plans_last_day(goodterms: Program) -> None:
    """Not one of its own."""
    planned = goodterms("plan", CLIENT, *DEMO, "--json").json["last_day"]
    text = goodterms("draft", CLIENT, *DEMO, "--lang", "en", "--json", "--about", "x").json["text"]
    year, _, day = map(int, planned.split("-"))
    assert f"{day} " in text and str(year) in text


def test_a_letter_waits_for_the_days_to_consider(goodterms: Program, business: Path) -> None:
    """While the days last that were set in calm, no letter is written (M40); afterwards, and at once in
    danger (T15), it is."""
    words = ("draft", "Kestrel", "--from", str(business), "--no-questions", "--as-of")
    early = goodterms(*words, "2026-06-03")
    assert (early.code, early.out) == (2, "")
    assert "5 Jun 2026" in early.err
    assert goodterms(*words, "2026-06-05").out
    with (business / "leaving.csv").open("a") as moves:
        moves.write("Kestrel,2026-06-03,danger,,\n")
    assert goodterms(*words, "2026-06-03").out


def test_their_note_of_absence_is_proposed_until_it_is_taken(business: Path, goodterms: Program) -> None:
    """The days with the words that say so and the mark that sets them aside; marked, they are proposed no
    more, the plan counts them, and the review says which they are."""
    note = (
        "From: Ines Roy <ines@kestrel.example>\nTo: Mara Lind <mara@lind.example>\n"
        "Date: Mon, 04 May 2026 10:00:00 +0200\nSubject: Automatic reply: invoice 1\n"
        "Auto-Submitted: auto-replied\nMessage-ID: <away@kestrel.example>\n\n"
        "I am out of the office and will be back on Monday 18 May. Thank you.\n"
    )
    (business / "goodterms.toml").write_text(
        '[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\nemails = ["mara@lind.example"]\n'
    )
    (business / "clients.csv").write_text(
        "name,country,since,emails\nKestrel,BE,2025-01-06,ines@kestrel.example\n"
    )
    (business / "away.eml").write_text(note)
    assert goodterms("import", business).code == 0
    asked = ("plan", "Kestrel", "--as-of", "2026-06-15")
    shown = goodterms(*asked).out
    assert "From 4 May 2026 to 17 May 2026  --mark set_aside=2026-05-04/2026-05-17" in shown
    assert "I am out of the office and will be back on Monday 18 May." in shown
    (told,) = goodterms(*asked, "--json").json["away"]
    assert (told["first"], told["last"]) == ("2026-05-04", "2026-05-17")
    assert told["evidence"][0]["source"].endswith("away.eml")
    taken = goodterms(*asked, "--mark", told["mark"], "--json").json
    assert taken["away"] == []
    assert any(one.startswith("14 days of the last year are set aside") for one in taken["notes"])
    asked = ("review", "--client", "Kestrel", "--as-of", "2026-06-15")
    (client,) = goodterms(*asked, "--json").json["clients"]
    assert client["set_aside"] == [{"first": "2026-05-04", "last": "2026-05-17"}]
    assert "You set 4 May 2026 to 17 May 2026 aside" in goodterms(*asked).out
