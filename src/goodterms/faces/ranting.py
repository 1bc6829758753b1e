"""Where do I put what I must never send? A rant is typed unseen and kept nowhere; then comes the real letter.

The one command that reads a rant, and the only module that may: nothing of it is written anywhere, and of
what was typed it says how many words there were. What a letter repeats of it is told until the sitting ends.
"""

from __future__ import annotations

import io
import os
import select
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import existing, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.letters.letter import CHANNELS
from goodterms.letters.rant import MOST_WORDS, Rant, RantError, let_nothing_be_dumped

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.incoming import Incoming
    from goodterms.letters.linting import Finding

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

_INPUT = 0
_EMPTY_LINES = 2
_PAUSE = 0.1
"""Seconds: what follows sooner was pasted, and is one with what came before."""
_AWAKE = 1.0
"""Seconds that it sleeps at a stretch while nothing is typed."""
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGQUIT")


@click.command()
@click.option(
    "--check", "letter", type=PATHS, metavar="FILE", help="Right after it, look in this letter; ask nothing."
)
@click.option("--channel", type=click.Choice(CHANNELS), default="email", help="What the letter is (email).")
@shared_options
def rant(letter: Path | None, channel: str, as_json: bool, lang: str | None) -> int:
    """A place to say it all. Nothing is shown while you type, and nothing is kept.

    When you are done, the real letter can be begun, and looked through for anything that slipped into it.

    \b
    Examples:
      goodterms rant
      goodterms rant --check letter.txt
      goodterms rant --check letter.txt --json
    """
    words = words_of(lang)
    if letter is not None:
        _refuse_unreadable(letter, words)
    let_nothing_be_dumped()
    with _told_plainly(words), _ended_by_signals(), Rant() as said:
        is_there = _hear(said, words)
        if letter is not None:
            return _check(_read(letter, words), said, channel, words, as_json=as_json)
        if as_json:
            print_json(_document(said, None))
        return _sitting(said, channel, words) if is_there and not as_json else DONE


def _hear(said: Rant, words: Words) -> bool:
    """Everything up to the end; whether there is somebody at a terminal."""
    is_there = os.isatty(_INPUT)
    with io.FileIO(_INPUT, closefd=False) as source, _unseen(words) if is_there else nullcontext():
        if is_there:
            click.echo(words("rant.how"), err=True)
        while _awaited(is_there) and said.read(source):
            if is_there and not _more():
                if said.empty_lines >= _EMPTY_LINES:
                    break
                click.echo(words("rant.so_far", count=said.words), err=True)
        said.finish()
    if not is_there:
        click.echo(words("rant.so_far", count=said.words), err=True)
    return is_there


def _sitting(said: Rant, channel: str, words: Words) -> int:
    """The real letter: how to begin it, then every text that is handed in, until one is empty."""
    click.echo(words("rant.begin") + " ", nl=False, err=True)
    if _answer()[:1].lower() not in ("y", words("rant.yes")):
        return DONE
    click.echo(words("rant.client") + " ", nl=False, err=True)
    _begin(_answer())
    code = DONE
    while True:
        click.echo(words("rant.which"), err=True)
        click.echo("> ", nl=False, err=True)
        try:
            data = _handed_in(words)
            if not data:
                break
            code = _check(data, said, channel, words)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
    said.wipe()
    click.echo(words("rant.wiped"), err=True)
    return code


def _begin(client: str) -> None:
    """The real draft, in the same sitting; where it cannot be made, the reason, and the sitting goes on."""
    from goodterms.faces.drafting import draft

    if client:
        try:
            draft.main([client], prog_name="goodterms draft", standalone_mode=False)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)


def _handed_in(words: Words) -> bytes:
    """A letter: the file whose name stands alone on a line, or what was pasted, up to Ctrl-D."""
    first = sys.stdin.buffer.readline()
    if not first.strip():
        return b""
    if _more():
        return first + sys.stdin.buffer.read()
    name = first.decode(errors="surrogateescape").strip().strip("'\"")
    return _read(Path(name).expanduser(), words)


def _answer() -> str:
    """A line that somebody types; nothing where there is nobody any more."""
    return sys.stdin.buffer.readline().decode(errors="replace").strip()


def _read(letter: Path, words: Words) -> bytes:
    """The bytes of a letter, as many as one can have; one line where they cannot be had."""
    from goodterms.letters.incoming import MOST_BYTES

    _refuse_unreadable(letter, words)
    try:
        with letter.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(words("cli.no_right", path=str(letter))) from error


def _refuse_unreadable(letter: Path, words: Words) -> None:
    existing([letter], words)
    if letter.is_dir():
        raise click.ClickException(words("lint.a_folder", path=str(letter)))


def _check(data: bytes, said: Rant, channel: str, words: Words, *, as_json: bool = False) -> int:
    """Shows what is wrong with a letter, and above all what of the rant it repeats."""
    from goodterms.faces import linting
    from goodterms.letters.incoming import letter_of
    from goodterms.letters.linting import lint
    from goodterms.terms.evidence import Text

    come = letter_of(data)
    if isinstance(come, Text):
        raise click.ClickException(words.say(come))
    language, found = lint(come.plain, words.language, channel, leaks=said.leaks)
    if language is None:
        raise click.ClickException(words("rant.foreign"))
    for note in come.notes:
        click.echo(words.say(note), err=True)
    if as_json:
        print_json(_document(said, linting.document(language, come, found, words)))
    else:
        _show(come, found, words)
    return LOOK if found else DONE


def _show(come: Incoming, found: Sequence[Finding], words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens.letters import show_findings

    if not any(one.rule == "leaked_rant" for one in found):
        click.echo(words("rant.clean"), err=True)
    if found:
        show_findings(terminal.Screen(), come.plain, found, terminal.ScreenWords(words.language))


def _document(said: Rant, letter: dict[str, Any] | None) -> dict[str, Any]:
    """How much was said, and what of it is in the letter, as JSON."""
    return {"schema": "goodterms.rant/1", "words": said.words, "letter": letter}


def _awaited(is_there: bool) -> bool:
    """True, as soon as somebody at a terminal typed something. It wakes each second: a Ctrl-C that comes in
    the moment between looking for signals and sleeping would else be heard only after the next key."""
    while is_there and not select.select([_INPUT], [], [], _AWAKE)[0]:
        pass
    return True


def _more() -> bool:
    """Does more come at once?"""
    return bool(select.select([_INPUT], [], [], _PAUSE)[0])


@contextmanager
def _told_plainly(words: Words) -> Iterator[None]:
    """Whatever goes wrong becomes one line that says of which kind it was, also where errors are debugged:
    nothing else may tell what was being read."""
    try:
        yield
    except (click.ClickException, BrokenPipeError):
        raise
    except RantError:
        raise click.ClickException(words("rant.too_long", most=MOST_WORDS)) from None
    except Exception as fault:  # noqa: BLE001 - all of them, see above
        raise click.ClickException(words("rant.fault", fault=type(fault).__name__)) from None


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal that ends the program lets it clean up first."""

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the system calls it
        sys.exit(128 + number)

    known = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in known}
    # Whoever started the program may have made it deaf for Ctrl-C, as a shell does in a script for what it
    # starts with &.
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _unseen(words: Words) -> Iterator[None]:
    """The terminal shows nothing of what is typed, and Ctrl-Z does not leave it so. However it ends, it is as
    it was before, and what was typed beyond the end is thrown away."""
    try:
        import termios
    except ImportError:
        raise click.ClickException(words("rant.seen")) from None
    before, unseen = termios.tcgetattr(_INPUT), termios.tcgetattr(_INPUT)
    unseen[3] = unseen[3] & ~(termios.ECHO | termios.ECHONL) | termios.ICANON | termios.ISIG
    unseen[6][termios.VSUSP] = bytes([os.fpathconf(_INPUT, "PC_VDISABLE")])
    try:
        termios.tcsetattr(_INPUT, termios.TCSADRAIN, unseen)
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(_INPUT, termios.TCSAFLUSH, before)
