"""What is written where a terminal is, and where none is."""

import re
from pathlib import Path

import pytest

from faces.commands import goodterms, python
from goodterms.faces.terminal import Screen

ROWS = [("invoices.csv", "12"), (("Nhà May Sông.csv", "red"), "1,204")]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
LONG = "word " * 60


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a pipe, whatever surrounds the tests."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def test_columns_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """As wide as their widest cell, numbers to the right, nothing after the last."""
    Screen().table(("File", "Records"), ROWS, numbers=1)
    expected = ["File              Records", "invoices.csv           12", "Nhà May Sông.csv    1,204"]
    assert capsys.readouterr().out.splitlines() == expected


@pytest.mark.parametrize("name", ["Nhà May Sông", "Nha\u0300 May So\u0302ng", "見積書"])
def test_columns_of_any_script_line_up(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An accent written on its own takes no column, a wide character two."""
    wide = {"見積書": 6}
    Screen().table(("A", "B"), [(name, "x")])
    heading, row = capsys.readouterr().out.splitlines()
    assert heading == f"A{' ' * (wide.get(name, 12) - 1)}  B"
    assert row == f"{name}  x"


def test_a_line_stays_whole_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Who reads a pipe line by line gets what belongs together, no-break spaces and all."""
    Screen().line((LONG, "bold"), "1\ue001250 €")
    assert capsys.readouterr().out == LONG + "1\u202f250 €\n"


def test_a_terminal_gets_colours_and_the_same_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What FORCE_COLOR asks for is drawn; without its colours it is what a pipe gets."""
    outs = []
    for forced in ("", "1"):
        monkeypatch.setenv("FORCE_COLOR", forced)
        screen = Screen()
        screen.line(("bold", "bold"), " plain [tag]")
        screen.table(("File", "Records"), ROWS, numbers=1)
        outs.append(capsys.readouterr().out)
    plain, drawn = outs
    assert COLOURS.search(drawn)
    assert [line.rstrip() for line in COLOURS.sub("", drawn).splitlines()] == plain.splitlines()


CHAT = "[02/03/2026, 09:14:00] Kim: The orchard page looks right now.\n" * 3
SLOW = ("rich", "babel", "email", "duckdb", "django", "lxml")


def test_a_small_chat_wakes_nothing_it_does_not_need(tmp_path: Path) -> None:
    """What takes long to import is imported where it is needed: docs/guide/speed.md has the limits."""
    chat = tmp_path / "WhatsApp Chat with Pixel Orchard.txt"
    chat.write_text(CHAT, "utf-8")
    awake = python(
        "import sys; from goodterms.faces.cli import goodterms;"
        "goodterms.main(['inspect', sys.argv[1], '--json'], standalone_mode=False);"
        f"print(sorted(set(sys.modules) & set({SLOW!r})))",
        chat,
        home=tmp_path,
    )
    assert awake.out.splitlines()[-1] == "[]", awake.err
    assert goodterms("inspect", chat, home=tmp_path).out.splitlines()[1].endswith("3 messages")
