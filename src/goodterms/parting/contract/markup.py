"""What does a text say without its markup? Stars, tags, table heads and boxes as blanks, so that every letter
that stays stands where it stood.

An option whose box is not ticked was not taken: its line says nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from goodterms.terms.patterns import lazy

_MARKS = ("**", "__", "~~", "](", "<", "&", "`", "|", "[", "\u2610", "\u2611", "\u2612")
"""One of these is in every text with markup of which anything is taken out."""
_TAG = lazy(r"</?[a-zA-Z][^<>\n]{0,300}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,5});")
_ADDRESS = lazy(r"(?<=\])\([^()\s]{1,300}\)")
_TERM = lazy(
    r"(?m)^(?P<before>[ \t]*(?:[-*+] |\d{1,2}[.)] )?)\*\*(?P<name>[^*\n\"“”«»:.]{2,60})\*\*(?= [a-zß-ÿđ])"
)
_STRESS = lazy(r"\*{2,3}|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])|~~|`")
_OPEN_BOX = lazy(r"(?m)^[ \t]*(?:(?:[-*+•]|\d{1,2}[.)])[ \t]+)?(?:\[ ?\]|\u2610)(?=\s).*$")
_TICKED = lazy(r"(?m)^(?P<before>[ \t]*(?:[-*+•][ \t]+)?)(?P<box>\[[xX]\]|[\u2611\u2612])(?=\s)")
_PICTURE = lazy(
    r"(?m)^(?P<before>[ \t]*(?:[-*+] )?)"
    r"(?P<sign>[\u2300-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?)(?= )"
)
_LINK = lazy(r"\[(?P<words>[^\[\]\n]{1,300})\]\([^()\s]{1,300}\)")
_SLANT = lazy(r"(?<![\w*])\*(?=[^\s*])(?P<words>[^*\n]{1,300})(?<=[^\s*])\*(?![\w*])")
_HEAD = lazy(r"(?m)^[ \t]*#{1,6}[ \t]+|\A\*(?=\w)")
"""Of a heading its signs; of a quote that begins within a mark the rest of it."""
_BETWEEN = r"[\s*_~`]+"
"""What may stand between two words that are shown next to each other."""
_RULE = frozenset("|:- \t")
_DIGIT = lazy(r"\d")


def without_markup(text: str) -> str:
    """The same text, as long as it was, with blanks where markup stood.

    >>> without_markup("**Notice:** <b>30</b> days")
    '  Notice:      30     days'
    """
    if any(mark in text for mark in _MARKS):
        text = _blank(_TAG, "".join(_without_comments(text)))
        text = _blank(_ADDRESS, text)
        text = _OPEN_BOX.sub(_blanks, text)
        text = _TICKED.sub(lambda m: m["before"] + " " * len(m["box"]), text)
        text = _TERM.sub(lambda m: f'{m["before"]} "{m["name"]}" ', text)
        text = _blank(_STRESS, text)
        text = "".join(_without_heads(text.splitlines(keepends=True))) if "|" in text else text
    return _PICTURE.sub(lambda m: m["before"] + "•".ljust(len(m["sign"])), text)


def plain_words(quote: str) -> str:
    """The words of a quote on one line, as they are shown: without the signs of Markdown and HTML.

    >>> plain_words("**Notice:** see [the *annex*](annex.md), <b>30</b> days")
    'Notice: see the annex, 30 days'
    """
    if any(mark in quote for mark in ("*", "#", *_MARKS)):
        quote = _HEAD.sub("", _LINK.sub(r"\g<words>", quote))
        quote = _TAG.sub(lambda one: html.unescape(one[0]) if one[0][0] == "&" else "", quote)
        quote = _SLANT.sub(r"\g<words>", _STRESS.sub("", quote))
    return " ".join(quote.split())


def as_it_stands(words: str, text: str) -> str:
    """Words that were copied from where a text is shown, as they stand in it, with its signs and ends of
    lines; empty where they do not.

    >>> as_it_stands("Notice: 30 days", "**Notice:** 30\\ndays")
    'Notice:** 30\\ndays'
    """
    if words in text:
        return words
    found = re.search(_BETWEEN.join(map(re.escape, words.split())), text)
    return found[0] if found else ""


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(_blanks, text)


def _blanks(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    """As many blanks as letters; ends of lines stay."""
    return "".join(sign if sign in "\n\f" else " " for sign in text)


def _without_comments(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[at:start]
        yield _blanked(text[start : end + 3])
        at = end + 3
    yield text[at:]


def _without_heads(lines: list[str]) -> Iterator[str]:
    """The lines without the head of a table: the names of its columns, which stand above a rule."""
    for line, after in pairwise([*lines, ""]):
        body, rule = line.rstrip("\r\n"), after.rstrip("\r\n")
        is_ruled = "--" in rule and "|" in rule and _RULE.issuperset(rule)
        is_head = "|" in body and is_ruled and not _DIGIT.search(body)
        yield " " * len(body) + line[len(body) :] if is_head else line
