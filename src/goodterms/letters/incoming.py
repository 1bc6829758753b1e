"""Which letter did somebody hand in? The bytes of a file or a pipe become its text, or the reason why not.

Nobody says in which encoding a letter comes, and whoever copies it out of a mail program may bring the tags
along. What is read has neither tags nor what they hide; every character of it knows where it stands in the
text as it came.

>>> come = letter_of(b"<p>Thank&nbsp;you.</p><blockquote>Why?</blockquote>")
>>> come.plain, come.place(0, 5), come.place(6, 10)
('Thank you.', (3, 8), (14, 18))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodterms.letters.letter import Place
from goodterms.terms.evidence import Text
from goodterms.terms.languages import nfc, surely
from goodterms.terms.patterns import lazy

MOST_CHARACTERS = 100_000
"""Of a letter. The longest that anybody sends has some thousands."""
MOST_BYTES = 2_000_000
"""Of a file: a letter copied out of a mail program has ten times as many characters of tags and styles."""

_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_NO_TEXTS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How documents begin that hold a text and are none: PDF, Word and their kin."""
_HEAD = 4_096
_CONTROL = lazy(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROL = 0.01
"""A text has none; one of a hundred may be a slip."""
_MOST_ACCENTED = 0.4
"""In Vietnamese, which has the most, a third of the letters has an accent."""
_LINE_ENDS = {ord(char): "\n" for char in "\r\v\f\x85\u2028\u2029"}


class Incoming(NamedTuple):
    """A letter as it came, as it is read, and what there is to say about how it was understood."""

    text: str
    plain: str
    places: Sequence[Place] | None = None
    """Where each character of `plain` stands in `text`; None where it is the same place."""
    notes: tuple[Text, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Where in `text` stands what in `plain` stands here."""
        return (start, end) if self.places is None else (self.places[start][0], self.places[end - 1][1])


def letter_of(data: bytes) -> Incoming | Text:
    """The letter that these bytes hold, or why they hold none that can be read."""
    told = _decoded(data)
    if isinstance(told, Text):
        return told
    text, encoding = told
    notes = (Text("incoming.guessed", {"encoding": encoding}),) if encoding else ()
    come = Incoming(text, text.replace("\r\n", " \n").translate(_LINE_ENDS), notes=notes)
    if "<" in text:
        from goodterms.letters.markup import laid_out  # noqa: PLC0415 - few letters come with tags

        if found := laid_out(text):
            come = Incoming(text, *found, notes=(*notes, Text("incoming.markup")))
    if len(come.plain) > MOST_CHARACTERS:
        return Text("incoming.too_long", {"most": MOST_CHARACTERS})
    return come if come.plain.strip() else Text("incoming.empty")


def _decoded(data: bytes) -> tuple[str, str] | Text:
    """The text, and its encoding where that was guessed."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    body, encoding = data.removeprefix(mark), _MARKS.get(mark) or _unmarked(data)
    if data.startswith(_NO_TEXTS) or (b"\0" in data and not encoding):
        return Text("incoming.no_text")
    if len(data) > MOST_BYTES:
        return Text("incoming.too_long", {"most": MOST_CHARACTERS})
    if encoding not in ("", "utf-8"):
        text, guessed = body.decode(encoding, "replace"), "" if mark else "UTF-16"
    else:
        try:
            text, guessed = body.decode("utf-8"), ""
        except UnicodeDecodeError:
            text, guessed = _guessed(body)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        return Text("incoming.no_text")
    strange = sum(char > "\x7f" for char in text)
    if guessed and strange > _MOST_ACCENTED * len(text):
        return Text("incoming.encoding")
    return text, guessed


def _unmarked(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < len(head) / 4:
        return ""
    return "utf-16-le" if even * 10 < odd else "utf-16-be" if odd * 10 < even else ""


def _guessed(body: bytes) -> tuple[str, str]:
    """What Windows wrote in western Europe, or in Vietnam where that is what comes of it."""
    vietnamese = body.decode("cp1258", "replace")
    if surely(nfc(vietnamese)) == "vi":
        return vietnamese, "Windows-1258"
    return body.decode("cp1252", "replace"), "Windows-1252"
