"""What of this entry did somebody write, and what does the program say itself?

WhatsApp puts its own words where the words of people stand: who was added, that a picture was left out,
that a message was deleted. iPhones put U+200E before most of them. The phrases are in the sheets
`quoting/chat_*.toml`; names of attached files are known in any language by how the program numbers them.
"""

from __future__ import annotations

import re
from functools import cache

from goodterms.records.chat.styles import MARKS, NO_MARKS
from goodterms.records.model import Channel
from goodterms.records.quoting import either, phrases
from goodterms.terms.patterns import lazy

LONGEST_NOTICE = 200
"""Characters; what a chat program says is shorter."""
_MARK = "\u200e"
_MOST_LINES = 2_000
"""Lines of one message in which something may stand for a file; what comes after is taken as written."""
_SIGNS = lazy(f"[{_MARK}•>)]|https:/{{2}}maps|-WA[0-9]")
_AFTER_CALL = ".,;:("
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))


def is_about_chat(sender: str, text: str, *, opening: bool) -> bool:
    """Is this line about the chat, and not said in it? The encryption notice that opens a chat bears a name
    without a mark; the other lines of the program carry U+200E, or have no speaker at all."""
    if _is_no_name(sender) or (opening and is_opening(text)):
        return True
    if (
        not text.startswith(_MARK)
        or len(text) > 5 * LONGEST_NOTICE
        or words_of(text) != ("chat", _bare(text))
    ):
        return False
    bare = _bare(text)
    return bare.startswith(sender) or any(_holds(bare, kind) for kind in ("system", "notices", "moves"))


def is_opening(text: str) -> bool:
    """Is this the notice on encryption that a chat begins with?"""
    return _holds(text[:LONGEST_NOTICE], "encrypted")


def words_of(text: str) -> tuple[Channel, str]:
    """The channel and the words of what was said: none for a call, a file, a place, words taken back."""
    if _is_call(text[: LONGEST_NOTICE + 1]):
        return "call", ""
    tail = _edited().sub("", text[-LONGEST_NOTICE:]) if text.endswith(">") else text[-LONGEST_NOTICE:]
    own = text[:-LONGEST_NOTICE] + tail
    lines = own.split("\n", _MOST_LINES)
    lines[:_MOST_LINES] = map(_own_words, lines[:_MOST_LINES])
    return "chat", "\n".join(lines).translate(NO_MARKS).strip()


@cache
def _is_no_name(sender: str) -> bool:
    """Is this a line of the program with a colon in it? A title in it is cut at its colon."""
    cut = any(
        sender.count(opening) % 2 if opening == closing else sender.count(opening) != sender.count(closing)
        for opening, closing in _QUOTES
    )
    return cut or _holds(sender, "system")


def _is_call(text: str) -> bool:
    plain = _bare(text).lower()
    if len(text) > LONGEST_NOTICE or not plain.startswith(_lower("call") + _lower("talk")):
        return False
    if text.startswith(_MARK):
        return True
    rests = (plain.removeprefix(phrase) for phrase in _lower("call") if plain.startswith(phrase))
    return any(not rest or rest[0] in _AFTER_CALL for rest in rests)


def _own_words(line: str) -> str:
    """What of a line its sender wrote: a caption stands before what the program says of the picture."""
    if not _SIGNS.search(line) and line.strip().lower().rstrip(".") not in _whole():
        return line
    if len(line) > 5 * LONGEST_NOTICE:
        return line
    own, marked, program = line.partition(_MARK)
    if marked and _stands_for_something(_bare(program), marked=True):
        return "" if own.rstrip().endswith("•") else own.rstrip()
    if attached := _attached().search(line):
        return line[: attached.start()].rstrip()
    return "" if _stands_for_something(_bare(line), marked=False) else line


def _stands_for_something(line: str, *, marked: bool) -> bool:
    """Is this line in the place of a file, of a spot on the map, or of words taken back?"""
    lowered = line.lower().rstrip(".")
    if lowered in _whole() or _place().fullmatch(line):
        return True
    if lowered.endswith(_in_parentheses()):
        return _file().search(line) is not None
    if _numbered().fullmatch(line) or (marked and _attached().search(line)):
        return True
    return (marked or "•" in line) and lowered.endswith(_lower("media"))


def _bare(text: str) -> str:
    return text.translate(NO_MARKS).strip()


def _holds(text: str, kind: str) -> bool:
    lowered = text.lower()
    return any(phrase in lowered for phrase in _lower(kind))


@cache
def _lower(kind: str) -> tuple[str, ...]:
    """What the sheets say a chat program writes, in lower case."""
    return tuple(phrase.lower() for phrase in phrases(kind, "chat"))


@cache
def _whole() -> frozenset[str]:
    """What is the program's where it is the whole line."""
    return frozenset(_lower("deleted") + _lower("media"))


@cache
def _in_parentheses() -> tuple[str, ...]:
    return tuple(phrase for phrase in _lower("media") if phrase.startswith("("))


@cache
def _edited() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}[{MARKS}]{{0,3}}{either('edited', 'chat')}\s{{0,3}}\Z", re.IGNORECASE)


@cache
def _attached() -> re.Pattern[str]:
    """`<attached: 00000012-PHOTO-2026-03-04-10-15-00.jpg>`, in any language."""
    return re.compile(
        rf"[{MARKS}]{{0,3}}<[^<>:\n]{{1,30}}:\s?\d{{1,8}}-[^<>\n]{{1,250}}>[{MARKS}\s]{{0,3}}\Z"
    )


@cache
def _numbered() -> re.Pattern[str]:
    """`IMG-20260304-WA0007.jpg (file attached)`, in any language."""
    return re.compile(r"[A-Z]{3}-\d{8}-WA\d{4}\.\w{2,5}(?:\s\([^()\n]{1,40}\))?")


@cache
def _file() -> re.Pattern[str]:
    return re.compile(r"\.\w{1,5}\s?\([^()]{1,40}\)\.?\Z")


@cache
def _place() -> re.Pattern[str]:
    """`Location: ` and the address of a place on Google's maps, in any language."""
    return re.compile(r"[^:\n]{1,40}:\s?https:/{2}maps\.google\.com/\S{1,200}")
