"""`goodterms screen`: a source that was left is a warning, a clean one is none, an unknown one is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import Ended
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.words import Words, languages

DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
BAD, GOOD = "Delta Robotics", "Harbour & Sons"
MAIL = """From: Kim <kim@kiosk.example>
To: mara@lind.example
Date: Sun, 11 Oct 2026 21:40:00 +0200
Message-ID: <1@kiosk.example>
Subject: Menu boards

Hello, our last designer was useless, so we need new menu boards asap.
Could you give us a better price than she did?
"""


def screen(tmp_path: Path, *words: str | Path) -> Ended:
    return program("screen", *words, home=tmp_path / "home")


def test_from_a_bad_source_comes_a_warning_with_the_reason(tmp_path: Path) -> None:
    """And terms that fit it (B15); of the lead itself nothing is said."""
    done = screen(tmp_path, "Kiosk Nine", "--referred-by", BAD, *DEMO, "--json")
    told = done.json
    assert (done.code, told["schema"], told["client"], told["mails"]) == (1, "goodterms.screen/1", None, None)
    assert len(told["warnings"]) == 1 and BAD in told["warnings"][0]
    link = told["chain"][0]
    assert (link["standing"], link["families"][0]) == ("let_go", "payment")
    assert link["reasons"][0]["evidence"][0]["source"] == "invoices.csv"
    assert [one["client"] for one in told["chain"]] == [BAD, GOOD]
    terms = {one["name"]: one["why"] for one in told["terms"]}
    assert {"deposit", "short_term", "notice"} <= terms.keys() and BAD in terms["deposit"]
    assert "Kiosk Nine" not in " ".join([*told["warnings"], *terms.values(), link["because"]])


def test_a_clean_source_says_nothing_bad(tmp_path: Path) -> None:
    """No warning, no hint, exit code 0."""
    done = screen(tmp_path, "Kiosk Nine", "--referred-by", GOOD, *DEMO, "--json")
    told = done.json
    assert (done.code, told["warnings"], told["flags"]) == (0, [], [])
    assert told["chain"][0]["reasons"] == []
    assert [one["name"] for one in told["terms"]] == ["notice"]


def test_somebody_at_a_client_stands_for_it(tmp_path: Path) -> None:
    """By the first name that they write under."""
    told = screen(tmp_path, "Kiosk Nine", "--referred-by", "Sofie", *DEMO, "--json").json
    assert (told["chain"][0]["kind"], told["chain"][0]["client"]) == ("person", BAD)


def test_an_unknown_source_is_unknown(tmp_path: Path) -> None:
    """So is one that nobody told, and one without any records."""
    stranger = screen(tmp_path, "Kiosk Nine", "--referred-by", "a stranger", *DEMO, "--json")
    assert (stranger.code, stranger.json["chain"][0]["standing"]) == (0, "unknown")
    assert any("a stranger" in note for note in stranger.json["notes"])
    nobody = screen(tmp_path, "Kiosk Nine", "--without-records", "--json")
    assert (nobody.code, nobody.json["chain"]) == (0, [])
    assert Words("en")("screen.note.nobody") in nobody.json["notes"]
    assert screen(tmp_path, "Kiosk Nine", "--json").json["notes"] == nobody.json["notes"]
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("is_kept", [True, False])
def test_first_mails_are_read_from_a_folder_and_from_the_store(is_kept: bool, tmp_path: Path) -> None:
    """The words of mail are looked through in both."""
    folder, home = tmp_path / "business", tmp_path / "home"
    (folder / "mail").mkdir(parents=True)
    (folder / "goodterms.toml").write_text('[me]\nemails = ["mara@lind.example"]\ntimezone = "UTC"\n')
    (folder / "clients.csv").write_text("name,domains\nKiosk Nine,kiosk.example\n")
    (folder / "mail" / "first.eml").write_text(MAIL)
    if is_kept:
        assert program("import", folder, home=home).code == 0
    place = () if is_kept else ("--from", folder)
    done = program("screen", "kiosk nine", *place, "--as-of", "2026-10-31", "--json", home=home)
    assert (done.code, done.json["mails"], done.json["client"]) == (1, 1, "Kiosk Nine")
    assert {flag["kind"] for flag in done.json["flags"]} == {"haggling", "urgency", "former_provider"}
    assert all(flag["evidence"][0]["source"].endswith("first.eml") for flag in done.json["flags"])


@pytest.mark.parametrize("language", languages())
def test_every_language_says_all_of_it(language: str, tmp_path: Path) -> None:
    """The screen has a sentence for each key."""
    shown = screen(tmp_path, "Kiosk Nine", "--referred-by", BAD, *DEMO, "--lang", language).out
    assert BAD in shown and "screen." not in shown and "None" not in shown
    assert Words(language)("screen.part.terms") in shown


def test_every_key_that_is_made_has_words() -> None:
    """Names of questions, terms, hints and standings become keys."""
    from goodterms.parting.lead import ABOUT  # noqa: PLC0415 - only here
    from goodterms.parting.screening import ASKED, OFFERED  # noqa: PLC0415 - as above

    keys = [f"screen.question.{name}" for names in ASKED.values() for name in names]
    keys += [f"screen.term.{name}" for names in OFFERED.values() for name in names]
    keys += [
        f"screen.{kind}.{name}.why"
        for kind, known in (("question", ASKED), ("term", OFFERED))
        for name in known["always"]
    ]
    keys += [f"screen.flag.{kind}" for kind in ABOUT]
    keys += [f"screen.standing.{one}" for one in ("left", "let_go", "repair", "keep", "unknown")]
    keys += [f"screen.kind.{one}" for one in ("client", "person", "colleague", "unknown")]
    keys += [
        f"screen.warn.{one}.{way}" for one in ("left", "left_no_day", "let_go") for way in ("near", "behind")
    ]
    for language in languages():
        words = Words(language)
        assert [key for key in keys if words(key) == key] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Kiosk Nine", "--from", "/nowhere"), "/nowhere"),
        (("Kiosk Nine", *DEMO, "--playbook", "nowhere"), "balanced"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """What, and what to do; never a traceback."""
    done = screen(tmp_path, *words)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and "Traceback" not in done.err
