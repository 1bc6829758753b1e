"""`goodterms rant`: nothing that is typed is shown, and nothing of it is found anywhere afterwards."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faces.commands import goodterms, python
from memory import ENCODINGS, remembered

SAID = "You pompous walnut of a man, you treat me like a vending machine that you kick."
TRACES = ["pompous walnut", "vending machine", "walnut", "vending"]
CLEAN = (
    "Dear Ines,\n\nThe spring catalogue is the last that I set for you: my work ends on 30 May. "
    "I have loved seeing your bakery grow, and the new shop looks wonderful. "
    "I would recommend my colleague Ada Sorrel, who has room and knows catalogues well.\n\nWarmly,\nMara\n"
)
GERMAN = "Ich werde die Arbeit für Sie zum 31. Mai beenden und wünsche Ihnen mit dem Laden alles Gute.\n"
LEAKING = CLEAN.replace("I have loved", "To be plain, you treat me like a vending machine. I have loved")
TIMEOUT = 30
NAMES = ("home", "goodterms", "tmp", "cwd")


class Sitting:
    """The program at a terminal: what is typed there, and what is seen."""

    def __init__(self, program: subprocess.Popen[bytes], keyboard: int, terminal: int) -> None:
        self.program = program
        self.terminal = terminal
        self._keyboard = keyboard
        self.seen = ""
        self._read_to = 0

    def type(self, text: str) -> None:
        os.write(self._keyboard, text.encode())

    def until(self, words: str) -> None:
        """Waits until these words have come since the last that were waited for."""
        end = time.monotonic() + TIMEOUT
        while words not in self.seen[self._read_to :]:
            assert time.monotonic() < end, self.seen
            self._look(0.1)
        self._read_to = self.seen.index(words, self._read_to) + len(words)

    def ended(self) -> int:
        """The exit code; minus the signal where that killed it."""
        code = self.program.wait(TIMEOUT)
        self._look(0.2)
        return code

    def echoes(self) -> bool:
        """Does the terminal show what is typed?"""
        flags: int = termios.tcgetattr(self.terminal)[3]
        return bool(flags & termios.ECHO)

    def _look(self, seconds: float) -> None:
        while select.select([self._keyboard], [], [], seconds)[0]:
            self.seen += os.read(self._keyboard, 65_536).decode(errors="replace").replace("\r\n", "\n")


@contextmanager
def sitting(folder: Path, *words: str | Path, **environment: str) -> Iterator[Sitting]:
    """The command at a terminal of its own, with every folder that it could write to below this one."""
    for name in NAMES:
        (folder / name).mkdir(exist_ok=True)
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    told |= {
        "HOME": str(folder / "home"),
        "GOODTERMS_HOME": str(folder / "goodterms"),
        "TMPDIR": str(folder / "tmp"),
    }
    told |= {"GOODTERMS_LANG": "en", "PYTHONUTF8": "1"} | environment
    keyboard, terminal = pty.openpty()
    begin = ["sh", "-c", 'exec <"$0"; exec "$@"', os.ttyname(terminal)]  # who opens it first owns it
    program = subprocess.Popen(
        [*begin, sys.executable, "-m", "goodterms", "rant", *map(str, words)],
        stdin=terminal, stdout=terminal, stderr=terminal, cwd=folder / "cwd", env=told,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield Sitting(program, keyboard, terminal)
    finally:
        program.kill()
        program.wait()
        os.close(keyboard)
        os.close(terminal)


def rant(at: Sitting) -> None:
    """Says it all, up to the question what comes next."""
    at.until("Two empty lines")
    at.type(f"{SAID}\n")
    at.until("16 words out")
    at.type("\n\n")
    at.until("[y/N]")


def found_below(folder: Path, texts: list[str]) -> set[str]:
    """Which of these texts stand in a file, or the name of one, below a folder."""
    held = [str(path).encode() + (path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")]
    return {
        text
        for text in texts
        for one in ENCODINGS
        for data in held
        if text.encode(one).lower() in data.lower()
    }


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def test_nothing_is_shown_and_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    """What is typed is not seen, only how much it was; the terminal is then as it was."""
    with sitting(tmp_path) as at:
        assert at.echoes()
        at.until("Two empty lines")
        assert not at.echoes()
        at.type(f"{SAID}\n")
        at.until("16 words out")
        at.type("and that is all\n")
        at.until("20 words out")
        at.type("\n\n")
        at.until("It is gone.")
        assert at.echoes()
        at.type("n\n")
        assert at.ended() == 0
        assert [trace for trace in (*TRACES, "that is all") if trace in at.seen] == []


@pytest.mark.parametrize(
    "how, code, keys",
    [
        ("normally", 0, "\n\n"),
        ("Ctrl-D", 0, "\x04"),
        ("Ctrl-C", 130, "\x03"),
        ("Ctrl-backslash", 128 + signal.SIGQUIT, "\x1c"),
        ("SIGTERM", 128 + signal.SIGTERM, ""),
        ("SIGHUP", 128 + signal.SIGHUP, ""),
        ("SIGKILL", -signal.SIGKILL, ""),
    ],
)
def test_nothing_is_left_however_it_ends(how: str, code: int, keys: str, tmp_path: Path) -> None:
    """No byte of it in any file, nor a file at all; the terminal shows again what is typed."""
    with sitting(tmp_path) as at:
        at.until("Two empty lines")
        at.type(f"{SAID}\n")
        at.until("16 words out")
        assert written_to(at.program.pid) <= {os.ttyname(at.terminal)}
        at.type("and an unfinished walnut")
        time.sleep(0.2)
        if how.startswith("SIG"):
            at.program.send_signal(getattr(signal, how))
        else:
            at.type("\n" if code == 0 else "")
            at.type(keys)
        if code == 0:
            at.until("[y/N]")
            at.type("\n")
        assert at.ended() == code
        assert at.echoes() == (how != "SIGKILL")
        assert [trace for trace in (*TRACES, "Traceback") if trace in at.seen] == []
    assert found_below(tmp_path, TRACES) == set()
    assert files(tmp_path) == []


def test_ctrl_c_is_heard_however_the_program_was_started(tmp_path: Path) -> None:
    """A shell makes what it starts in the background of a script deaf for it."""
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with sitting(tmp_path) as at:
            at.until("Two empty lines")
            at.type("\x03")
            assert at.ended() == 130
            assert at.echoes()
    finally:
        signal.signal(signal.SIGINT, heard)


def written_to(process: int) -> set[str]:
    """The files that a process has open for writing."""
    try:
        opened = list(Path(f"/proc/{process}/fd").iterdir())
    except PermissionError:
        return set()  # it lets nobody look, and we are not root
    except FileNotFoundError:
        pytest.skip("reads /proc")
    told = {one: Path(f"/proc/{process}/fdinfo/{one.name}").read_text() for one in opened}
    flags = {one: int(text.partition("flags:")[2].split()[0], 8) for one, text in told.items()}
    return {str(one.readlink()) for one, flag in flags.items() if flag & os.O_ACCMODE != os.O_RDONLY}


def test_no_other_process_finds_it_in_memory(tmp_path: Path) -> None:
    """Not even the system's own user does, neither in the middle of it nor later."""
    with sitting(tmp_path) as at:
        at.until("Two empty lines")
        at.type(f"{SAID}\n")
        at.until("16 words out")
        assert remembered(at.program.pid, TRACES) == set()
        at.type("\n\n")
        at.until("[y/N]")
        assert remembered(at.program.pid, TRACES) == set()


def test_a_crash_leaves_no_image(tmp_path: Path) -> None:
    """The process asks for no core file, and to be let alone by others."""
    with sitting(tmp_path) as at:
        at.until("Two empty lines")
        limits = Path(f"/proc/{at.program.pid}/limits")
        if not limits.exists():
            pytest.skip("reads /proc")
        line = next(one for one in limits.read_text().splitlines() if one.startswith("Max core file size"))
        assert line.split()[4:6] == ["0", "0"]
    asked = (
        "from ctypes import CDLL; from goodterms.letters.rant import let_nothing_be_dumped as be;"
        "libc = CDLL(None); print(libc.prctl(3, 0, 0, 0, 0)); be(); print(libc.prctl(3, 0, 0, 0, 0))"
    )
    assert python(asked, home=tmp_path).out.split() == ["1", "0"]


def test_a_pasted_rant_may_have_gaps(tmp_path: Path) -> None:
    """Empty lines within what comes at once end nothing; Backspace works; Ctrl-Z does not leave."""
    with sitting(tmp_path) as at:
        at.until("Two empty lines")
        at.type("You pompous nuts\x7f\x7f\x7f\x7fwalnut\n\n\n\nof a man\x1a\n")
        at.until("6 words out")
        at.type("\n\n")
        at.until("[y/N]")
        at.type("y\nHarbour & Sons\n")
        at.until("Which reason is true?")
        at.type("\n" * 7)
        at.until("> ")
        (tmp_path / "cwd" / "letter.txt").write_text(CLEAN + "A pompous walnut of a man.\n", "utf-8")
        at.type("letter.txt\n")
        at.until("pompous walnut of a man")
        at.type("\n")
        assert at.ended() == 1


def test_what_is_typed_beyond_the_end_is_thrown_away(tmp_path: Path) -> None:
    """It is neither shown nor taken for an answer."""
    with sitting(tmp_path) as at:
        at.until("Two empty lines")
        at.type(f"{SAID}\n\x04you walnut\ny\n")
        at.until("[y/N]")
        at.type("n\n")
        assert at.ended() == 0
        assert "walnut" not in at.seen


def test_letters_are_looked_through_until_the_sitting_ends(tmp_path: Path) -> None:
    """By the name of a file or pasted, as often as it takes; what cannot be read is said, and asked again."""
    letter = tmp_path / "letter.txt"
    letter.write_text(LEAKING, "utf-8")
    with sitting(tmp_path) as at:
        rant(at)
        at.type("y\n")
        at.until("which client")
        at.type("Ines\n")
        at.until("Which reason is true?")
        at.type("\n" * 7)
        at.until("Dear all at Ines")
        at.until("> ")
        at.type("nowhere.txt\n")
        at.until("nowhere.txt")
        at.until("> ")
        at.type(f"'{letter}'\n")
        at.until("you treat me like a vending machine")
        at.until("> ")
        at.type(f"{CLEAN}\x04")
        at.until("Nothing of it is in the letter")
        at.until("> ")
        at.type("\n")
        at.until("wiped")
        assert at.ended() == 0
    assert files(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("letter, code", [(LEAKING, 1), (CLEAN, 0)])
def test_a_letter_is_looked_through_without_questions(letter: str, code: int, tmp_path: Path) -> None:
    """--check, right after the rant: 1 where something was found."""
    file = tmp_path / "letter.txt"
    file.write_text(letter, "utf-8")
    with sitting(tmp_path, "--check", file) as at:
        at.until("Two empty lines")
        at.type(f"{SAID}\n\n\n")
        assert at.ended() == code
        assert ("you treat me like a vending machine" in at.seen) == bool(code)
        assert "[y/N]" not in at.seen
    assert found_below(tmp_path / "home", TRACES) == set()


def test_from_a_pipe(tmp_path: Path) -> None:
    """It is read to the end, and nothing is asked."""
    file = tmp_path / "letter.txt"
    file.write_text(LEAKING, "utf-8")
    done = goodterms("rant", "--check", file, home=tmp_path / "home", typed=SAID)
    assert done.code == 1
    assert "you treat me like a vending machine" in done.out
    done = goodterms("rant", home=tmp_path / "home", typed=f"{SAID}\n\n\n\nAnd more.")
    assert (done.code, done.out, done.err) == (0, "", "18 words out\n")
    assert files(tmp_path) == ["letter.txt"]


def test_as_json(tmp_path: Path) -> None:
    """How much it was, and what the check of a letter says; no questions, and nothing of the rant."""
    file = tmp_path / "letter.txt"
    file.write_text(LEAKING, "utf-8")
    told = goodterms("rant", "--json", home=tmp_path, typed=SAID)
    assert (told.code, told.json) == (0, {"schema": "goodterms.rant/1", "words": 16, "letter": None})
    told = goodterms("rant", "--json", "--check", file, home=tmp_path, typed=SAID)
    found = [one for one in told.json["letter"]["findings"] if one["rule"] == "leaked_rant"]
    assert (told.code, told.json["letter"]["schema"]) == (1, "goodterms.lint/1")
    assert [one["quote"] for one in found] == ["you treat me like a vending machine"]
    assert LEAKING[found[0]["start"] : found[0]["end"]] == found[0]["quote"]


@pytest.mark.parametrize("language, yes", [("en", "y"), ("fr", "o"), ("nl", "j"), ("vi", "c")])
def test_in_every_language(language: str, yes: str, tmp_path: Path) -> None:
    """The question takes the answer that it offers."""
    with sitting(tmp_path, "--lang", language) as at:
        at.until("Ctrl-D")
        at.type("\x04")
        at.until(f"[{yes}/")
        at.type(f"{yes}\n\n\n")
        assert at.ended() == 0


@pytest.mark.parametrize("what", ["missing", "folder", "binary", "foreign"])
def test_a_letter_that_cannot_be_read_is_said(what: str, tmp_path: Path) -> None:
    """In one line, with 2; before anybody has typed for an hour, where it can be known."""
    file = tmp_path / "letter.txt"
    if what == "folder":
        file.mkdir()
    elif what == "binary":
        file.write_bytes(bytes(range(256)) * 4)
    elif what == "foreign":
        file.write_text(GERMAN, "utf-8")
    done = goodterms("rant", "--check", file, home=tmp_path / "home", typed=SAID)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == (2 if file.is_file() else 1)


def test_an_error_tells_its_kind_only(tmp_path: Path) -> None:
    """Nor does a traceback where errors are debugged."""
    code = (
        "import os, sys; from goodterms.__main__ import main; import goodterms.faces.ranting as ranting;\n"
        "def leak(self, source): raise ValueError('walnut')\n"
        "ranting.Rant.read = leak; sys.argv[1:] = ['rant']; os.environ['GOODTERMS_DEBUG'] = '1'; main()"
    )
    done = python(code, home=tmp_path)
    assert done.code == 2
    assert done.err == "goodterms: It stopped with an error (ValueError). Nothing of it was kept.\n"


def test_too_much_is_refused(tmp_path: Path) -> None:
    """A device that never ends does not fill the memory."""
    done = goodterms("rant", home=tmp_path, typed="word " * 100_001)
    assert done.code == 2
    assert done.err.startswith("goodterms: That is more than 100,000 words")


def test_other_commands_do_not_know_it(tmp_path: Path) -> None:
    """Whatever reads letters gets at no rant: its module is not even there."""
    code = (
        "import sys, goodterms.faces.cli, goodterms.desk; from goodterms.letters.linting import lint;"
        "lint('I am closing my studio on 30 June, but thank you.', 'en');"
        "print([name for name in sys.modules if 'rant' in name.rpartition('.')[2]])"
    )
    assert python(code, home=tmp_path).out == "['goodterms.letters.rules.leaked_rant']\n"
