"""A password never leaves the mail that it came in: it is blotted out before anything is quoted.

Rather too much than too little: what follows a word for a password and a colon, a spaced dash or a word for
`is`, to the end of the sentence; what stands in brackets or behind a stroke there; what looks like a password
in a text that speaks of one; and keys that are keys anywhere.

>>> shown("Login: mara, password: Tulip-77! See you Monday")
'Login: mara, password: •••• See you Monday'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile

from goodterms.parting.papers.sheets import ordinary, pattern, plain
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
_SENTENCE_END = lazy(r"(?<=\S{4})[.!?;]\s+(?=([^\W\d_])[\w'’]*\s+([^\W\d_]))|,\s+(?=\w+\s*[:=])")
"""A full stop behind a short word (`St.`), or before a single one, may stand within what is told."""
_IN_BRACKETS = lazy(r"[(\[]((?:[^)\]\n]|[)\]](?=[^\s.,;:!?)\]]))*)[)\]]*")
_STROKES = lazy(r"\s*/\s*(\S+(?:\s*/\s*\S+)*)")
NEAR = 60
"""Letters between a word for a password and what introduces it."""
FAR = 400
"""Letters beyond which a word for a password has nothing to do with what stands on its line."""
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
        blots += [*_like_secrets(text), *_told(text, low, words)]
    covered = bytearray(len(text))
    for start, stop in blots:
        covered[start:stop] = b"\1" * (stop - start)
    letters = zip(text, covered, strict=True)
    return "".join(BLOT if hidden and not letter.isspace() else letter for letter, hidden in letters)


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


def _told(text: str, low: str, words: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """What is told beside words for a password; what is hidden to the end of a line is done."""
    hidden_to = quoted_to = 0
    for word in words:
        end, line_end = word.end(), _line_end(text, word.end())
        if end < hidden_to and line_end - end > FAR:
            continue
        if end > quoted_to:
            yield from _quoted(text, end, line_end)
            quoted_to = line_end
        found = list(_after(text, low, word.start(), end))
        hidden_to = max((stop for _, stop in found if stop >= line_end), default=hidden_to)
        yield from found


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks."""
    return (one.span(1) for one in _QUOTED.finditer(text, start, end))


def _after(text: str, low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a word for a password is followed, or preceded, by."""
    line_end = _line_end(text, end)
    tail = low[end:line_end]
    before = _before().search(low, max(_line_start(text, start), start - FAR), start)
    if before and _bare(before[1]) not in ordinary():
        yield before.span(1)
    yield from _beside(low, end, line_end)
    if told := _separator().match(tail):
        span = _value(text, end + told.end(), line_end)
        if not (told["is"] and _is_told_of(low[slice(*span)])):
            yield span
    elif not tail.strip():
        start, stop = _value(text, line_end, line_end)
        said = [word for word in text[start:stop].split() if _bare(word)]
        yield (start, stop) if len(said) == 1 else (start, start)
    elif tail[:1].isspace():
        yield from _next_word(low, end, line_end)


def _beside(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands in brackets soon after the word; what a stroke parts from it."""
    every = _IN_BRACKETS.finditer(low, start, end)
    yield from (one.span(1) for one in takewhile(lambda one: one.start() <= start + NEAR, every))
    if stroke := _STROKES.match(low, start, end):
        yield stroke.span(1)


def _next_word(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The word that follows, if it is none that follows such a word anywhere; brackets are no word."""
    found = _TOKEN.search(low, start, end)
    if found and (inside := _IN_BRACKETS.match(low, found.start(), end)):
        found = _TOKEN.search(low, inside.end(), end)
    if found and _bare(found[0]) not in ordinary() and found[0][0] not in ".,;:!?()–-":
        yield found.span()


def _value(text: str, start: int, line_end: int) -> tuple[int, int]:
    """What stands behind a colon: to the end of the sentence; on the next line that has words, where this one
    has none."""
    if not text[start:line_end].strip():
        found = _TOKEN.search(text, line_end)
        if found is None:
            return start, start
        start, line_end = found.start(), _line_end(text, found.start())
    ends = (end for end in _SENTENCE_END.finditer(text, start, line_end) if _begins(end))
    end = next(ends, None)
    return start, end.start() + 1 if end else line_end


def _begins(end: re.Match[str]) -> bool:
    """Does another sentence begin there, or another thing to tell?"""
    return end[1] is None or (end[1].isupper() and end[2].islower())


def _is_told_of(value: str) -> bool:
    """Is it said what became of a password (`is changed`), and not what it is?"""
    said = [_bare(word) for word in value.split()]
    became = [word for word in said if pattern("became").fullmatch(word)]
    return bool(became) and all(word in ordinary() for word in said if word not in became)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()*-•")


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


@cache
def _separator() -> re.Pattern[str]:
    """Up to sixty letters, then a colon, an arrow, a sign with a space beside it, or a word for `is`."""
    signs = r"\s*(?::|=|→|->|–|—)\s*|\s[-|>~•*]+\s*(?=\S)|[-|>~•*]+\s+"
    return re.compile(rf"[^\n:=→]{{0,{NEAR}}}?(?:{signs}|\s(?P<is>{pattern('is').pattern})(?:\s|$))")


@cache
def _before() -> re.Pattern[str]:
    """`sunshine is the password`."""
    return re.compile(rf"(\S+)\s+(?:{pattern('is').pattern})\s+(?:\S+\s+){{0,2}}$")
