"""A password never leaves the mail that it came in: it is blotted out before anything is quoted.

Rather too much than too little: what follows a word for a password and a colon, to the end of the sentence;
what looks like a password in a text that speaks of one; and keys that are keys anywhere.

>>> shown("Login: mara, password: Tulip-77! See you Monday")
'Login: mara, password: •••• See you Monday'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goodterms.parting.papers.sheets import SHELF, languages, pattern, plain
from goodterms.terms import shelf
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

BLOT = "•"
SHOWN = "••••"
_BLOTS = lazy(rf"{BLOT}(?:[ \t]*{BLOT})*")
_KEYS = lazy(
    r"(?:sk|pk|rk)_(?:live|test)_\w+|gh[pousr]_\w{16,}|AKIA\w{12,}|xox[abp]-[\w-]+|glpat-[\w-]+"
    r"|eyJ[\w-]{10,}\.[\w.-]+|-----BEGIN[^-]+-----[\s\S]*?(?:-----END[^-]+-----|\Z)"
)
_IN_ADDRESS = lazy(r"(?<=://)[^\s/@]+:[^\s/@]+(?=@)")
_TOKEN = lazy(r"\S+")
_SENTENCE_END = lazy(r"[.!?;]\s+(?=[A-ZÀ-ÞĐẠ-Ỹ])|,\s+(?=\w+\s*[:=])")
_QUOTED = lazy(r"""["“”„«'‘]([^"“”„«»'‘’\n]{3,})["“”»'’]""")
_HARMLESS = lazy(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S*|\w[\w-]*(?:\.[\w-]+)+(?:/\S*)?|[\d.,:/€$%-]+"
)
_LIKE_SECRET = lazy(r"(?=.*[^\W\d_])(?=.*(?:\d|[!#$%^&*+=?@_~]))\S{6,}")


def masked(text: str) -> str:
    """The text in its one Unicode form with each secret blotted out, letter by letter: as long as before."""
    text = nfc(text)
    low = plain(text)
    blots = [*_spans(_KEYS, text), *_spans(_IN_ADDRESS, text)]
    words = list(pattern("secret").finditer(low))
    if words:
        blots += _like_secrets(text)
    for word in words:
        blots += _after(text, low, word.start(), word.end())
    letters = list(text)
    for start, end in blots:
        letters[start:end] = (BLOT if not letter.isspace() else letter for letter in letters[start:end])
    return "".join(letters)


def shown(text: str) -> str:
    """The text on one line with each secret blotted out, whatever its length was."""
    return " ".join(collapsed(masked(text)).split())


def collapsed(text: str) -> str:
    """Blots of one length."""
    return _BLOTS.sub(SHOWN, text)


def _spans(found: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in found.finditer(text))


def _like_secrets(text: str) -> Iterator[tuple[int, int]]:
    """Words with letters among digits or signs, as passwords have them."""
    for token in _TOKEN.finditer(text):
        bare = token[0].strip("()[]<>\"'“”«».,;:").rstrip("!?")
        if _LIKE_SECRET.fullmatch(bare) and not _HARMLESS.fullmatch(bare):
            yield token.span()


def _after(text: str, low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a word for a password is followed, or preceded, by."""
    line_end = _line_end(text, end)
    tail = low[end:line_end]
    if before := _before().search(low, _line_start(text, start), start):
        yield before.span(1)
    for quoted in _QUOTED.finditer(text, end, line_end):
        yield quoted.span(1)
    if told := _separator().match(tail):
        yield _value(text, end + told.end(), line_end)
    elif not tail.strip():
        start, stop = _value(text, line_end, line_end)
        yield (start, stop) if len(text[start:stop].split()) == 1 else (start, start)
    elif tail[:1].isspace():
        yield from _next_word(low, end, line_end)


def _next_word(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The word that follows, if it is none that follows such a word anywhere."""
    found = _TOKEN.search(low, start, end)
    if found and found[0].strip(".,;:!?()") not in _ordinary() and found[0][0] not in ".,;:!?()–-":
        yield found.span()


def _value(text: str, start: int, line_end: int) -> tuple[int, int]:
    """What stands behind a colon: to the end of the sentence; on the next line that has words, where this one
    has none."""
    if not text[start:line_end].strip():
        found = _TOKEN.search(text, line_end)
        if found is None:
            return start, start
        start, line_end = found.start(), _line_end(text, found.start())
    end = _SENTENCE_END.search(text, start, line_end)
    return start, end.start() + 1 if end else line_end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


@cache
def _separator() -> re.Pattern[str]:
    """Up to five words, then a colon, an arrow or a word for `is`."""
    return re.compile(
        rf"(?:[^\n:=→]{{0,60}}?)(?:\s*(?::|=|→|->|–|—)\s*|\s(?:{pattern('is').pattern})(?:\s|$))"
    )


@cache
def _before() -> re.Pattern[str]:
    """`sunshine is the password`."""
    return re.compile(rf"(\S+)\s+(?:{pattern('is').pattern})\s+(?:\S+\s+){{0,2}}$")


@cache
def _ordinary() -> frozenset[str]:
    """Words that follow a word for a password and are none."""
    return frozenset(plain(word) for name in languages() for word in shelf.toml(SHELF, name)["ordinary"])
