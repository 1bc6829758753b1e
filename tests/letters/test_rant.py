"""A rant is heard and not kept: what a letter repeats of it is known, what it was is not."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import goodterms
from goodterms.letters import rant as module
from goodterms.letters.linting import lint
from goodterms.letters.rant import Rant, RantError, let_nothing_be_dumped
from memory import remembered

SOURCE = Path(goodterms.__file__).parent
ANGRY = (
    "You pompous walnut of a man! I have swallowed every lukewarm insult since the harbour party,\n"
    "and you treat me like a vending machine that you kick until the invoice falls out.\n"
)
WORDS = st.sampled_from("you treat me like a rusty vending machine and kick it until coins fall out".split())


class Bits:
    """A source that gives so many bytes at a time."""

    def __init__(self, text: str, size: int) -> None:
        self._rest, self._size = text.encode(), size

    def readinto(self, buffer: memoryview, /) -> int:
        given, self._rest = self._rest[: self._size], self._rest[self._size :]
        buffer[: len(given)] = given
        return len(given)


def heard(text: str, size: int = 4096) -> Rant:
    said, source = Rant(), Bits(text, size)
    while said.read(source):
        pass
    said.finish()
    return said


def placed(letter: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for word in letter.split(" "):
        yield word, at, at + len(word)
        at += len(word) + 1


def leaks(said: str | Rant, letter: str) -> list[str]:
    """What the letter repeats."""
    told = said if isinstance(said, Rant) else heard(said)
    return [letter[start:end] for start, end in told.leaks(list(placed(letter)))]


@pytest.mark.parametrize(
    "letter, repeated",
    [
        ("I felt that you treat me like a vending machine these days", "you treat me like a vending machine"),
        ("After that, TREAT ME LIKE A VENDING MACHINE if you must", "TREAT ME LIKE A VENDING MACHINE"),
        (
            "it was at the Harbour party: lukewarm insult since the harbour",
            "lukewarm insult since the harbour",
        ),
        ("you kick until the invoice falls out.", "you kick until the invoice falls out."),
    ],
)
def test_what_a_letter_repeats_is_found(letter: str, repeated: str) -> None:
    """From the first word of it to the last, however it is written."""
    assert leaks(ANGRY, letter) == [repeated]


@pytest.mark.parametrize(
    "letter",
    [
        "I treated you like a machine that vends, and kicked the invoices out",
        "the harbour party was lovely, and the invoice is settled",
        "vending machine kick",
        "machine vending a like me treat you",
        "",
    ],
)
def test_what_is_only_similar_is_not(letter: str) -> None:
    """Three words, the same words in another order, the same thing said otherwise."""
    assert leaks(ANGRY, letter) == []


@pytest.mark.parametrize(
    "both",
    [
        "I want to thank you for all of it",
        "it is now the end of the month",
        "I have been working for you since 14 March 2022",
        "for Harbour & Sons of Antwerp",
        "je vous remercie pour votre travail",
        "c'est la fin de l'année et j'ai bien réfléchi",
        "ik wil je bedanken voor de tijd",
        "em cảm ơn anh chị đã cho em thời gian",
    ],
)
def test_what_every_letter_says_is_no_leak(both: str) -> None:
    """Small words, courtesies, dates and names do not tell that they come from the rant."""
    assert leaks(f"And another thing: {both}!", both) == []


@pytest.mark.parametrize(
    "said, letter, repeated",
    [
        ("don't you ever DARE shrug again", "so dont you ever dare shrug", ["dont you ever dare shrug"]),
        (
            "tu m’as épuisée pour des miettes",
            "oui tu m'as épuisée pour des miettes",
            ["tu m'as épuisée pour des miettes"],
        ),
        (
            "jij betaalt je facturen nooit, vrek",
            "Jij betaalt je facturen nooit meer",
            ["Jij betaalt je facturen nooit"],
        ),
        ("coi thường người khác như rác", "anh coi thường người khác lắm", []),
        (
            "coi thường người khác như rác",
            "anh coi thường người khác như rác",
            ["coi thường người khác như rác"],
        ),
        ("đồ keo kiệt bủn xỉn vô ơn", "đo keo kiet bun xin vo on", []),
    ],
)
def test_words_are_compared_in_one_form(said: str, letter: str, repeated: list[str]) -> None:
    """Without apostrophes and capitals, with accents; five in a row of syllables."""
    assert leaks(said, letter) == repeated
    assert leaks(unicodedata.normalize("NFD", said), letter) == repeated
    assert leaks(said, unicodedata.normalize("NFD", letter)) == [
        unicodedata.normalize("NFD", one) for one in repeated
    ]


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30), st.integers(1, 9))
@example(["you", "treat", "you", "you"], ["you", "treat", "you", "you", "treat", "you", "you"], 1)
def test_every_repetition_is_one(said: list[str], letter: list[str], size: int) -> None:
    """Every word of what is found stands in four that were said so; what has four or more such words is
    found. In how many pieces the rant came does not matter."""
    rant, text = heard(" ".join(said), size), " ".join(letter)
    assert rant.words == len(said)
    found = leaks(rant, text)
    told = f" {' '.join(said)} "
    for one in found:
        runs = one.split()
        assert len(runs) >= 4
        said_at = [at for at in range(len(runs) - 3) if f" {' '.join(runs[at : at + 4])} " in told]
        assert {at + further for at in said_at for further in range(4)} == set(range(len(runs)))
    strong = ("rusty", "vending", "machine", "kick", "coins", "fall", "treat")
    for at in range(len(letter) - 3):
        run = letter[at : at + 4]
        if f" {' '.join(run)} " in told and sum(word in strong for word in run) >= 2:
            assert any(" ".join(run) in one for one in found)


@given(st.binary(max_size=400), st.integers(1, 7))
@example(("e" + 20 * "\u0301" + "\u0301").encode() + b"\xc3", 3)
def test_anything_can_be_said(said: bytes, size: int) -> None:
    """Bytes that are no text, words without end, accents on accents."""
    rant, source = Rant(), Bits("", size)
    source._rest = said
    while rant.read(source):
        pass
    rant.finish()
    assert rant.words <= len(said)


def test_a_word_without_end_is_cut() -> None:
    """What is longer than any word has one length."""
    long = "a" * 5_000
    assert leaks(f"you {long} {long} again", f"you {long}b {long}c again") != []


def test_lines_with_nothing_on_them_are_counted() -> None:
    """Two of them end a rant."""
    said = Rant()
    for line, empty in [("So\n", 0), (" \n", 1), ("\r\n", 2), ("there", 2), (".\n", 0), ("\n\n\n", 3)]:
        said.read(io.BytesIO(line.encode()))
        assert said.empty_lines == empty


def test_the_rule_tells_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter is looked through by its own words, also those that are written apart, quoted or wrapped."""
    letter = (
        "Dear Ines, I know you said “you treat me like a\nvending machine”, and we end on 3 May. I’m off."
    )
    with heard(ANGRY) as said:
        found = [one for one in lint(letter, "en", leaks=said.leaks).findings if one.rule == "leaked_rant"]
        assert [one.quote for one in found] == ["you treat me like a\nvending machine"]
    assert not any(one.rule == "leaked_rant" for one in lint(letter, "en", leaks=said.leaks).findings)
    assert not any(one.rule == "leaked_rant" for one in lint(letter, "en").findings)


def test_it_shows_nothing_of_itself() -> None:
    """Neither when printed nor in what it keeps."""
    said = heard(ANGRY)
    assert (repr(said), str(said)) == ("<a rant>", "<a rant>")
    kept = repr([vars(said), vars(said._ear)]).lower()
    assert [word for word in ("walnut", "vending", "lukewarm") if word in kept] == []
    assert bytes(said._pages) == bytes(len(said._pages))


def test_it_is_wiped_whatever_happens() -> None:
    """Nothing is known of it any more, nor when something went wrong in the middle of a word."""
    with pytest.raises(RuntimeError), Rant() as said:
        said.read(io.BytesIO(ANGRY.encode() + b"and an unfinished wor"))
        raise RuntimeError
    assert leaks(said, "you treat me like a vending machine") == []
    assert bytes(said._pages) == bytes(len(said._pages))
    assert said._key == bytes(32)
    said.wipe()


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound, so that a device that never ends does not fill the memory."""
    monkeypatch.setattr(module, "MOST_WORDS", 10)
    with pytest.raises(RantError):
        heard("word " * 11)
    assert heard("word " * 10).words == 10


def test_a_system_that_knows_less_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory cannot be locked, a rant is heard all the same."""
    module._ask_the_system("no_such_function", 1)
    for system in ("darwin", "linux"):
        monkeypatch.setattr(sys, "platform", system)
        assert heard(ANGRY).words == 32


def test_no_other_module_names_it() -> None:
    """Who could import it could read it. The import contract says so too."""
    naming = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "letters.rant" in path.read_text("utf-8") or "letters import rant" in path.read_text("utf-8")
    }
    assert naming == {"faces/ranting.py"}


LISTENING = """
import io, sys
from goodterms.letters.rant import Rant
with Rant() as said:
    with io.FileIO(0, closefd=False) as source:
        while said.empty_lines < 2 and said.read(source):
            print(said.words, flush=True)
    said.finish()
    print("finished", flush=True)
    sys.stdin.readline()
print("wiped", flush=True)
sys.stdin.readline()
"""
KEEPING = """
import sys
said = [sys.stdin.readline(), sys.stdin.readline()]
print("heard", flush=True)
sys.stdin.readline()
"""
TRACES = [
    "pompous walnut of a man",
    "swallowed every lukewarm",
    "treat me like a vending",
    "treatmelikeavending",
    "lukewarm",
    "walnut",
    "vending",
]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_copy_of_it_is_left_in_memory() -> None:
    """Neither a sentence nor a single word of it, while it is said, once it is, and when it is wiped."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", LISTENING], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for typed, answer in [(ANGRY, "32"), ("\n\n", "32"), (None, "finished"), ("\n", "wiped")]:
            if typed is not None:
                process.stdin.write(typed)
                process.stdin.flush()
            assert process.stdout.readline().strip() == answer
            assert remembered(process.pid, TRACES) == set()
        process.stdin.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_copy_would_have_been_seen() -> None:
    """Whoever keeps what was said is found out: the test above can fail."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", KEEPING], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(ANGRY)
        process.stdin.flush()
        assert process.stdout.readline().strip() == "heard"
        assert "pompous walnut of a man" in remembered(process.pid, TRACES)
        process.stdin.close()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_what_the_system_is_asked(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No image of the memory, whatever happens, and on Linux that nobody looks into it."""
    import resource  # noqa: PLC0415 - not on Windows

    asked: list[object] = []
    monkeypatch.setattr("goodterms.letters.rant._ask_the_system", lambda *told: asked.append(told[0]))
    monkeypatch.setattr(resource, "setrlimit", lambda which, limits: asked.append((which, limits)))
    monkeypatch.setattr(sys, "platform", platform)
    let_nothing_be_dumped()
    assert (resource.RLIMIT_CORE, (0, 0)) in asked
    assert ("prctl" in asked) == (platform == "linux")
