"""A letter is checked from the command line: what is shown, what is refused, what is switched off."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from platformdirs import user_data_path

from faces.commands import Ended, goodterms, python
from goodterms import demo
from goodterms.faces.asking import home as default_home
from goodterms.faces.linting import lint
from goodterms.faces.screens.letters import show_findings
from goodterms.faces.terminal import Screen, ScreenWords
from goodterms.faces.words import Words, languages
from goodterms.letters.linting import Finding, rules

ROOT = Path(__file__).resolve().parents[2]
LETTER = """Dear Sofie,

I am ending our work together on 30 June, because I am moving into teaching. I loved
drawing the spring catalogue, but the evenings are over now.

Call me any time if something is unclear.

Mara
"""
GOOD = LETTER.replace("Call me any time if something is unclear.", "Ilse Maes draws catalogues too.").replace(
    "catalogue, but the evenings are over now.", "catalogue."
)
FRENCH = """Chère Sofie, je mets fin à notre collaboration le 30 juin, parce que je me tourne vers
l’enseignement. J’ai aimé dessiner le catalogue de printemps pour vous, et je garde un bon souvenir de la
boutique et des fleurs."""
GERMAN = (
    "Liebe Anna, ich schließe mein Atelier und werde danach nicht mehr für Sie zeichnen. Die Dateien sind da."
)
BARE_VIETNAMESE = "Chi oi, em xin dung lam cho cua hang cua chi tu ngay 30 thang 6, em cam on chi nhieu lam."
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def check(tmp_path: Path, *words: str | Path, text: str = LETTER) -> Ended:
    """Checks a letter that lies in a file."""
    file = tmp_path / "letter.txt"
    file.write_text(text, "utf-8")
    return goodterms("lint", file, *words, home=tmp_path / "home")


def found(ended: Ended) -> list[tuple[str, str | None]]:
    return [(one["rule"], one["quote"]) for one in ended.json["findings"]]


def test_the_words_are_underlined_with_why_and_what_instead(tmp_path: Path) -> None:
    """Line by line, then what is said of the whole letter; exit code 1."""
    ended = check(tmp_path)
    lines = ended.out.splitlines()
    at = lines.index("line 4  but")
    assert lines[at + 1 : at + 3] == [
        "  drawing the spring catalogue, but the evenings are over now.",
        "                                ~~~",
    ]
    assert lines[at + 3].strip() == Words("en")("lint.but.why")
    assert lines[at + 4].strip() == "→ " + Words("en")("lint.but.instead")
    assert lines.index("line 6  unbounded_help") < lines.index("the whole letter  no_alternative")
    assert (ended.code, ended.err) == (1, "")
    assert not (tmp_path / "home").exists()


def test_a_good_letter_passes(tmp_path: Path) -> None:
    """Exit code 0, and a sentence that says so."""
    ended = check(tmp_path, text=GOOD)
    assert ended == Ended(0, "Nothing was found that would hurt.\n", "")


def test_json_has_the_places_of_the_file(tmp_path: Path) -> None:
    """Alone on standard output: schema, language, and each finding with its place, or none."""
    ended = check(tmp_path, "--json")
    document = ended.json
    assert (document["schema"], document["language"]) == ("goodterms.lint/1", "en")
    for one in document["findings"]:
        assert list(one) == ["rule", "start", "end", "quote", "message", "instead"]
        place = (one["start"], one["end"])
        assert one["quote"] == (None if place == (None, None) else LETTER[slice(*place)])
    assert found(ended)[0] == ("but", "but")
    assert found(ended)[-1] == ("no_alternative", None)
    assert (ended.code, ended.err) == (1, "")


@pytest.mark.parametrize("name", rules())
def test_every_rule_says_why_and_what_instead(name: str) -> None:
    """In every language, short, and in words of its own; and it stands in the guide."""
    for key in ("why", "instead"):
        said = [Words(language)(f"lint.{name}.{key}") for language in languages()]
        assert len(set(said)) == len(said)
        assert all(15 < len(one) < 140 and one.endswith((".", "»", "”")) for one in said)
    assert f"| `{name}` |" in (ROOT / "docs/guide/lint.md").read_text("utf-8")


@pytest.mark.parametrize("words", [("-",), ()])
def test_a_letter_may_be_piped_in(words: tuple[str, ...], tmp_path: Path) -> None:
    """With a dash or with nothing."""
    ended = goodterms("lint", *words, "--json", home=tmp_path, typed=LETTER)
    assert ("but", "but") in found(ended)


def test_nothing_on_a_terminal_says_what_to_do(tmp_path: Path) -> None:
    """It does not wait for somebody who does not know what for."""
    _, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "goodterms", "lint"],
        stdin=terminal,
        capture_output=True,
        text=True,
        env={**os.environ, "GOODTERMS_HOME": str(tmp_path), "GOODTERMS_LANG": "en"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "goodterms lint letter.txt" in done.stderr


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "no text"),
        (b"but " * 1_250_000, "100,000 characters"),
        (bytes(range(256)) * 20, "plain text"),
        ("Дорогая Анна".encode("cp1251"), "UTF-8"),
        ("😀 12 %".encode(), "no words"),
        ("אנה היקרה, אני סוגר את הסטודיו.".encode(), "Latin"),
        (GERMAN.encode(), "German"),
        (BARE_VIETNAMESE.encode(), "--lang"),
        ((GOOD + FRENCH).encode(), "--lang"),
        (b"Ok, thanks", "--lang"),
    ],
)
def test_what_cannot_be_checked(data: bytes, says: str, tmp_path: Path) -> None:
    """Exit code 2, nothing on standard output, and one line that says why."""
    (tmp_path / "letter").write_bytes(data)
    for words in ((), ("--json",)):
        ended = goodterms("lint", tmp_path / "letter", *words, home=tmp_path)
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.err.splitlines()) == 1
        assert says in ended.err


@pytest.mark.parametrize(
    "words, says",
    [
        (("nowhere.txt",), "nowhere.txt"),
        (("{folder}",), "folder"),
        (("{file}", "--lang", "de"), "de"),
        (("{file}", "--off", "butt"), "but, end_date_missing"),
        (("{file}", "--only", "but: however"), "end_unclear"),
        (("{file}", "--from", "{folder}"), "--client"),
        (("{file}", "--client", "Nobody"), "Nobody"),
        (("{file}", "--channel", "fax"), "call_script"),
    ],
)
def test_what_cannot_be_done(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """One line, with what there is to choose from."""
    file = tmp_path / "letter.txt"
    file.write_text(LETTER)
    typed = (word.format(folder=tmp_path, file=file) for word in words)
    ended = goodterms("lint", *typed, home=tmp_path / "home")
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert says in ended.err


def test_who_knows_the_language_may_say_it(tmp_path: Path) -> None:
    """Of a text that leaves it open; Vietnamese without accents stays unread."""
    assert found(check(tmp_path, "--lang", "en", "--only", "but", "--json", text="Ok, but no.")) == [
        ("but", "but")
    ]
    assert check(tmp_path, "--lang", "vi", text=BARE_VIETNAMESE).code == 2


def test_a_letter_is_read_in_the_language_it_is_in(tmp_path: Path) -> None:
    """Whatever was said; the messages are in the language that was asked for."""
    ended = check(tmp_path, "--lang", "vi", "--only", "but", "--json")
    assert ended.json["language"] == "en"
    assert ended.json["findings"][0]["message"] == Words("vi")("lint.but.why")
    assert "tiếng anh" in ended.err.lower()


def test_a_page_of_tags_and_another_encoding(tmp_path: Path) -> None:
    """What was made of it is said beside it; places are those of the file."""
    page = f"<p>Été.</p><p>{LETTER.replace(', but', ', <b>but</b>')}</p>"
    (tmp_path / "page").write_bytes(page.encode("cp1252"))
    ended = goodterms("lint", tmp_path / "page", "--json", "--only", "but", home=tmp_path)
    assert [page[one["start"] : one["end"]] for one in ended.json["findings"]] == ["but"]
    assert "Windows-1252" in ended.err
    assert "HTML" in ended.err


def test_a_chat_is_longer_sooner(tmp_path: Path) -> None:
    """The channel says how much it bears."""
    text = LETTER + "Thank you for the roses and the tulips. " * 12
    assert check(tmp_path, "--only", "too_long", text=text).code == 0
    assert check(tmp_path, "--only", "too_long", "--channel", "chat", text=text).code == 1


@pytest.mark.parametrize("off", ["but", "but: but", "BUT:But".lower(), "but: catalogue but"])
def test_what_is_switched_off_is_not_found(off: str, tmp_path: Path) -> None:
    """A rule, or a rule at certain words; not where they do not stand."""
    left = [rule for rule, _ in found(check(tmp_path, "--json", "--off", off))]
    assert ("but" in left) == (off == "but: catalogue but")
    assert "unbounded_help" in left


def test_what_is_switched_off_for_good(tmp_path: Path) -> None:
    """In a file with the user's data, beside what the options say."""
    (tmp_path / "home").mkdir()
    settings = tmp_path / "home" / "lint.toml"
    settings.write_text('off = ["unbounded_help", "no_alternative"]')
    assert found(check(tmp_path, "--json")) == [("but", "but")]
    assert check(tmp_path, "--off", "but").code == 0
    assert "switched off: unbounded_help" in check(tmp_path, "--rules", "--only", "unbounded_help").out


@pytest.mark.parametrize(
    "text, says",
    [
        ("off = [", "lint.toml"),
        ("off = 3", "off = 3"),
        ('off = ["bat"]', "lint.toml: “bat”"),
        (b"\xff", "lint.toml"),
    ],
)
def test_a_broken_file_of_what_is_switched_off(text: str | bytes, says: str, tmp_path: Path) -> None:
    """One line with what to write."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "lint.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    ended = check(tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err


def test_every_rule_and_phrase_can_be_seen(tmp_path: Path) -> None:
    """On the screen and as JSON, in any language, with what the classes of words stand for."""
    shown = goodterms("lint", "--rules", home=tmp_path).out
    assert [line for line in shown.splitlines() if line in rules()] == list(rules())
    document = goodterms("lint", "--rules", "--lang", "fr", "--json", home=tmp_path).json
    told = {one["rule"]: one for one in document["rules"]}
    assert list(told) == list(rules())
    assert "mais" in told["but"]["phrases"]
    assert {one["level"] for one in told.values()} == {"span", "document"}
    named = re.findall(r"@(\w+)", " ".join(phrase for one in told.values() for phrase in one["phrases"]))
    assert set(named) <= set(document["classes"])


def test_a_claim_is_compared_with_the_records(tmp_path: Path) -> None:
    """Of a client in a folder; nothing is kept."""
    text = LETTER.replace("because I am moving into teaching", "because my calendar is fully booked")
    words = ("--client", "Delta Robotics", "--from", demo.folder(), "--as-of", demo.AS_OF.isoformat())
    ended = check(tmp_path, *words, "--json", "--only", "untrue_claim", text=text)
    assert found(ended) == [("untrue_claim", "because my calendar is fully booked")]
    assert ended.err == ""
    assert check(tmp_path, "--only", "untrue_claim", text=text).code == 0


def test_no_framework_and_no_network_on_the_way(tmp_path: Path) -> None:
    """A check imports hardly anything: nothing that stores, counts, draws or connects."""
    (tmp_path / "letter.txt").write_text(LETTER)
    code = (
        "import sys; from goodterms.faces.cli import goodterms;"
        f"goodterms.main(['lint', {str(tmp_path / 'letter.txt')!r}], standalone_mode=False);"
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
        ";print([name for name in sys.modules if name.startswith('goodterms.')])"
    )
    *_, tops, ours = python(code, home=tmp_path).out.splitlines()
    heavy = "django duckdb pyarrow rich babel lxml socket ssl http platformdirs tomllib email asyncio"
    assert [name for name in heavy.split() if f"'{name}'" in tops] == []
    assert "goodterms.desk" not in ours
    assert "goodterms.records" not in ours


@pytest.mark.parametrize("told", [None, "elsewhere"])
def test_the_usual_folder_is_the_platforms(
    told: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way to it says the same as the long one."""
    monkeypatch.delenv("GOODTERMS_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if told:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / told))
    assert default_home() == user_data_path("goodterms", appauthor=False)


def test_a_terminal_that_lacks_letters_gets_an_answer(tmp_path: Path) -> None:
    """What its encoding does not have is a question mark on the screen, and escaped in JSON."""
    (tmp_path / "letter.txt").write_text(LETTER)
    words = ("lint", tmp_path / "letter.txt", "--lang", "vi")
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert goodterms(*words, home=tmp_path, **plain).code == 1
    document = json.loads(goodterms(*words, "--json", home=tmp_path, **plain).out)
    assert document["findings"][0]["message"] == Words("vi")("lint.but.why")


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: (LETTER[:200] + text).encode("utf-8", "ignore"))
)
@settings(deadline=None)
def test_any_bytes_end_well(data: bytes) -> None:
    """With 0 or 1, or with a line that says what to do."""
    ended = CliRunner(env={"GOODTERMS_HOME": "/nowhere"}).invoke(
        lint, ["--json"], data, standalone_mode=False
    )
    if ended.exception is not None:
        assert isinstance(ended.exception, click.ClickException), ended.exception
    else:
        assert ended.return_value == bool(json.loads(ended.stdout)["findings"])


def shown(text: str, quote: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that are shown of the text, without their indent, the heading and the advice."""
    start = text.index(quote)
    show_findings(Screen(), text, [Finding("but", start, start + len(quote), quote)], ScreenWords("en"))
    return [line[2:] for line in capsys.readouterr().out.splitlines()[3:-2]]


@pytest.mark.parametrize(
    "before, width",
    [
        ("Nhà May Sông ", 13),
        ("Nha\u0300 May So\u0302ng ", 13),
        ("見積書 ", 7),
        ("😀 ", 3),
        ("👩\u200d🎨 ", 3),
        ("👍🏽 ", 3),
        ("a\tb\x1b[31m\u202e ", 9),
        ("\u200b\ufeff", 0),
    ],
)
def test_signs_stand_below_the_words(before: str, width: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands before them: accents of their own, wide letters, emoji, what would steer a terminal."""
    line, signs = shown(f"{before}but no", "but", capsys)
    assert signs == " " * width + "~~~"
    assert line.endswith("but no")
    assert "\x1b" not in line


def test_a_long_line_is_cut_around_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    """At spaces, with signs for what is left out."""
    line, signs = shown("word " * 60 + "but no" + " word" * 60, "but", capsys)
    assert line.startswith("…word")
    assert line.endswith("word…")
    assert line[len(signs) - 3 : len(signs)] == "but"
    assert 80 < len(line) <= 100


def test_words_over_several_lines_are_all_underlined(capsys: pytest.CaptureFixture[str]) -> None:
    """Each line has its signs; of very long words the beginning is shown."""
    assert shown("So you\n\n always do\nthis.", "you\n\n always do\nthis", capsys) == [
        *("So you", "   ~~~", " always do", "~~~~~~~~~~", "this.", "~~~~")
    ]
    long = "x" * 250 + " y" * 2_000
    rows = shown(long, long, capsys)
    assert rows[0] == "x" * 98
    assert rows[-1] == "…"
    assert len(rows) == 13


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same words as elsewhere, and advice that is set in on every line."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    findings = [Finding("but", 5, 8, "but"), Finding("no_care", None, None, None)]
    show_findings(Screen(), "Yes, but no.", findings, ScreenWords("en"))
    drawn = capsys.readouterr().out
    assert "\x1b[1;31mbut" in drawn
    plain = COLOURS.sub("", drawn).splitlines()
    assert plain[:2] == ["2 things to look at", ""]
    assert all(
        line[:2] == "  " for line in plain if line and not line.startswith(("line", "the whole", "2 "))
    )
    assert max(map(len, plain)) <= 40
