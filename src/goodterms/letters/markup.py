"""What does a letter say that came with a mail program's tags, and where does each character of it stand?

>>> text, places = laid_out("Dear Ann,<br>it&rsquo;s <b>over</b>.")
>>> text
'Dear Ann,\\nit’s over.'
>>> places[12], places[15]
((15, 22), (27, 28))
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from goodterms.letters.letter import Place
from goodterms.terms.patterns import lazy

_IGNORE_CASE = 2
_TAGGED = lazy(
    r"<!doctype\s+html|</?(?:html|head|body|p|div|span|br|b|i|u|a|em|strong|font|table|tbody|tr|td|ul|ol|li"
    r"|h[1-6]|blockquote|pre|hr|meta|style|img)(?:\s+[^<>=]+=[^<>]*)?\s*/?>",
    _IGNORE_CASE,
)
_PIECE = lazy(
    r"(?P<comment><!--)|</?(?P<name>[a-z][a-z0-9]*)[^<>]*>|(?P<other><[!?/][^<>]*>|<[a-z][^<>]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)|(?P<space>\s+)",
    _IGNORE_CASE,
)
_HIDDEN = {
    name: lazy(rf"</{name}\s*>", _IGNORE_CASE)
    for name in "head style script title template noscript svg select textarea".split()
}
"""What is not shown, and how it ends."""
_COMMENT = lazy("-->")
_BLOCKS = frozenset(
    "p div ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = "\u00ad\u200b\u2060\ufeff"


class _Piece(NamedTuple):
    """A run of letters, an entity, white space, or a tag, with the tag's name."""

    kind: str
    start: int
    end: int
    name: str = ""


def laid_out(text: str) -> tuple[str, list[Place]] | None:
    """The words of a text that holds tags and where each character of them stands in it, or None where it
    holds no tags. Mails that it quotes are left out, unless there is nothing else."""
    if not _TAGGED.search(text):
        return None
    pieces = list(_pieces(text))
    keeps_lines = not any(piece.name == "br" or piece.name in _BLOCKS for piece in pieces)
    page = _Page(text, pieces, keeps_lines=keeps_lines)
    return (page if page.chars else _Page(text, pieces, keeps_lines=keeps_lines, with_quotes=True)).told()


def _pieces(text: str) -> Iterator[_Piece]:
    at, open_ended = 0, set[str]()
    while found := _PIECE.search(text, at):
        start, end = found.span()
        if start > at:
            yield _Piece("run", at, start)
        at, name, closes = end, (found["name"] or "").lower(), text.startswith("</", start)
        if found["entity"] or found["space"]:
            yield _Piece(str(found.lastgroup), start, end)
        elif name:
            yield _Piece("close" if closes else "open", start, end, name)
        ends = _COMMENT if found["comment"] else None if closes else _HIDDEN.get(name)
        if ends and name not in open_ended:
            if behind := ends.search(text, end):
                at = behind.end()
            else:
                open_ended.add(name)
    if at < len(text):
        yield _Piece("run", at, len(text))


class _Page:
    """The text as it is laid out, piece by piece."""

    def __init__(
        self, text: str, pieces: list[_Piece], *, keeps_lines: bool, with_quotes: bool = False
    ) -> None:
        self._text = text
        self._keeps_lines = keeps_lines
        self._preserved = self._quoted = 0
        self.chars: list[str] = []
        self._places: list[Place] = []
        for piece in pieces:
            if piece.kind in ("open", "close"):
                self._tag(piece, with_quotes=with_quotes)
            elif not self._quoted:
                self._words(piece)
        self._trim(" \n")

    def told(self) -> tuple[str, list[Place]]:
        return "".join(self.chars), self._places

    def _tag(self, piece: _Piece, *, with_quotes: bool) -> None:
        step = 1 if piece.kind == "open" else -1
        if piece.name == "blockquote" and not with_quotes:
            self._quoted = max(0, self._quoted + step)
        elif piece.name == "pre":
            self._preserved = max(0, self._preserved + step)
        if self._quoted:
            return
        if piece.name == "br":
            self._trim(" ")
            self._add("\n", piece)
        elif piece.name in _BLOCKS:
            self._trim(" \n")
            for _ in range(2 if self.chars else 0):
                self._add("\n", piece)
        elif piece.name in _CELLS:
            self._space(piece)

    def _words(self, piece: _Piece) -> None:
        written = self._text[piece.start : piece.end]
        if piece.kind == "entity":
            for char in unescape(written).replace("\u00a0", " "):
                if char not in _UNSEEN:
                    self._add(char, piece)
        elif piece.kind == "run" or self._preserved or self._keeps_lines:
            self.chars += written
            self._places += ((at, at + 1) for at in range(piece.start, piece.end))
        else:
            self._space(piece)

    def _space(self, piece: _Piece) -> None:
        if self.chars and self.chars[-1] not in " \n":
            self._add(" ", piece)

    def _add(self, char: str, piece: _Piece) -> None:
        self.chars.append(char)
        self._places.append((piece.start, piece.end))

    def _trim(self, spaces: str) -> None:
        while self.chars and self.chars[-1] in spaces:
            self.chars.pop()
            self._places.pop()
