"""What does this HTML mail say in plain text?

Quotes become lines that start with `>`, as in a plain mail, so that `newly_written` removes both alike.

>>> to_text("<p>Fine.</p><blockquote>When <b>exactly</b>?</blockquote>")
'Fine.\\n\\n> When exactly?'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = frozenset(
    "script style head title template noscript meta link object iframe svg select textarea".split()
)
_PARAGRAPHS = frozenset("p ul ol table h1 h2 h3 h4 h5 h6 blockquote pre dl".split())
_BLOCKS = frozenset("div tr li section article header footer dt dd address center form hr".split())
_SIGNED = lazy(
    r"\b(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block)\b|^Signature$"
)
_EARLIER = lazy(r"\b(?:divRplyFwdMsg|yahoo_quoted|protonmail_quote|mail-editor-reference-message)", re.ASCII)
_SPACES = lazy(r"[ \t\r\n\f]+")
_MANY_LINES = lazy(r"\n(?:[ \t]*\n){2,}")
_DEEPEST = 8
"""Marks of a quote within quotes; deeper ones say nothing more."""
EARLIER_LINE = "-----Original Message-----"


def to_text(html: str) -> str:
    """The words of an HTML document, with its lines and paragraphs; "" where it says nothing."""
    root = _parsed(html)
    return "" if root is None else _laid_out(root)


def _parsed(html: str) -> _Element | None:
    from lxml import etree  # noqa: PLC0415 - only mail without a plain text needs it

    # A huge tree is one nested deeper than 256: newsletters are, and their words count too.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace").replace(b"\0", b""), parser)
    except etree.LxmlError:
        return None


def _laid_out(root: _Element) -> str:
    lines = [""]
    depth = preserved = 0
    for event, piece in _pieces(root):
        if event == "text":
            lines = _flow(lines, piece, depth, preserved=bool(preserved))
        elif event == "quote":
            depth += 1 if piece == "start" else -1
        elif event == "pre":
            preserved += 1 if piece == "start" else -1
        else:
            lines.extend(_marked("", depth) for _ in range(_breaks(lines, event, depth)))
    text = "\n".join(line.rstrip() for line in lines)
    return _MANY_LINES.sub("\n\n", text).strip("\n \u200b\ufeff")


def _breaks(lines: list[str], event: str, depth: int) -> int:
    """How many new lines a break, a block or a paragraph asks for at this place."""
    fresh = lines[-1] == _marked("", depth)
    wanted = {"line": 1, "block": 1, "paragraph": 2}[event]
    return wanted - 1 if fresh and event != "line" else wanted


def _marked(line: str, depth: int) -> str:
    return "> " * min(depth, _DEEPEST) + line


def _flow(lines: list[str], text: str, depth: int, *, preserved: bool) -> list[str]:
    """The lines with this text added to the last of them."""
    if preserved:
        first, *more = text.replace("\r\n", "\n").split("\n")
        lines[-1] += first
        lines.extend(_marked(line, depth) for line in more)
        return lines
    words = _SPACES.sub(" ", text)
    if lines[-1] == _marked("", depth) or lines[-1].endswith(" "):
        words = words.lstrip(" ")
    lines[-1] += words
    return lines


def _pieces(root: _Element) -> Iterator[tuple[str, str]]:
    """Texts and breaks in the order in which they are read."""
    from lxml import etree  # noqa: PLC0415 - see to_text

    hidden: _Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if hidden is None and event == "start":
            if _is_hidden(element, tag):
                hidden = element
            else:
                yield from _opening(element, tag)
        elif event == "end" and hidden is element:
            hidden = None
            yield from _closing_of(element, "")
        elif event == "end" and hidden is None:
            yield from _closing_of(element, tag)


def _is_hidden(element: _Element, tag: str) -> bool:
    return (
        tag in _HIDDEN or bool(_SIGNED.search(element.get("class", ""))) or element.get("id") == "Signature"
    )


def _opening(element: _Element, tag: str) -> Iterator[tuple[str, str]]:
    if _EARLIER.search(f"{element.get('class', '')} {element.get('id', '')}"):
        yield from (("block", ""), ("text", EARLIER_LINE), ("block", ""))
    if tag in _PARAGRAPHS:
        yield "paragraph", ""
    elif tag in _BLOCKS:
        yield "block", ""
    if tag == "blockquote":
        yield from (("quote", "start"), ("line", ""))
    elif tag == "pre":
        yield "pre", "start"
    elif tag == "br":
        yield "line", ""
    elif tag == "li":
        yield "text", "- "
    if element.text:
        yield "text", element.text


def _closing_of(element: _Element, tag: str) -> Iterator[tuple[str, str]]:
    if tag == "blockquote":
        yield "quote", "end"
        yield "line", ""
    elif tag == "pre":
        yield "pre", "end"
    if tag in _PARAGRAPHS:
        yield "paragraph", ""
    elif tag in _BLOCKS:
        yield "block", ""
    elif tag in ("td", "th"):
        yield "text", " "
    if element.tail:
        yield "text", element.tail
