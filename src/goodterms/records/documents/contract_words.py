"""Is this text a contract? It calls itself one, binds two sides, and settles many things as contracts do.

A letter, a note, an article or a page of code may do one of these, rarely all three. The words are the sheet
`contract_words.toml`. Where it stays unsure a text is no contract: a contract that is missed is a file that
nobody recognises, and the user is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from goodterms.records.model import ContractText, Record
from goodterms.records.source import Source
from goodterms.terms import languages, shelf
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.patterns import lazy

ENOUGH = 4
"""Things settled, of those on the sheet, where a title calls it a contract and two sides are bound."""
PLENTY = 8
"""Things settled where only its title says so, or it speaks of itself as contracts do."""
LOOKED_AT = 65_536
"""Characters of a text in which its signs are looked for."""
MOST_CHARACTERS = 2_000_000
"""Of one document; the longest contracts have a tenth."""
_NAMED_WITHIN = 3_000
"""Characters from the top in which a contract says what it is; some begin with a page of a filing."""
_TOLD_BY = 20_000
"""Characters that tell the language."""
_LONGEST_TITLE = 120
_HEADED_WITHIN = 15
"""Lines from the top in which a heading is the title."""
_TITLED_WITHIN = 120
"""Characters of a title, and of the top where a text has no lines."""
_TITLE_LINES = 8
_UNLIKE_WITHIN = 4
"""Lines from the top in which somebody is greeted, or another paper says what it is."""
_TAG = lazy(r"<[^<>]{1,200}>")
_CODE = lazy(r"[{}]$|^[{}]|\w = [\[\"\d\w]|=>|`|^\"[^\"]*\"\s*:|\bdef \w|\breturn\b.*;$")
_MOST_CODE = 0.15
"""Share of lines that look like code, markup or data before a text counts as such."""
_NOT_SETTLED = frozenset({"name", "unlike", "licence", "sides", "itself"})
_MARKS = lazy(r"^[#*_>\s\ufeff|=-]+|[#*_\s|:]+$")
_EXTENSION = lazy(r"\.\w{1,5}$")
_HEADING = lazy(r"#{1,6}\s+\S")


_SHORTEST = 250
"""Characters below which no text settles what a contract settles."""


class Signs(NamedTuple):
    """The language whose words were found, and how many things that contracts settle were found in it."""

    language: str
    settled: int


def signs(text: str) -> Signs | None:
    """What shows that a text is a contract; None where it is none, or where that stays unsure."""
    if len(text) < _SHORTEST:
        return None
    start = _TAG.sub(" ", text[:LOOKED_AT])
    top = _plain(start[:_NAMED_WITHIN])
    named = [language for language in _sheet() if _holds(top, _sheet()[language]["name"])]
    if not named or _is_code(start):
        return None
    plain = _plain(start)
    found = [Signs(language, _settled(plain, language)) for language in named]
    best = max(found, key=lambda one: one.settled)
    return best if best.settled >= _needed(start, plain, _sheet()[best.language]) else None


def _needed(text: str, plain: str, kinds: Mapping[str, tuple[str, ...]]) -> int:
    """How many things a text must settle to be taken for a contract."""
    if _holds(plain[:_NAMED_WITHIN], kinds["licence"]):
        return len(kinds)
    titled = _is_titled(text, kinds)
    if titled and _holds(plain, kinds["sides"]):
        return ENOUGH
    return PLENTY if titled or _holds(plain, kinds["itself"]) else len(kinds)


def names_itself(text: str, language: str) -> bool:
    """Does a text in this language call itself a contract at its top, and bind two sides? Shorter papers than
    `signs` knows do."""
    kinds = _sheet().get(language)
    start = _TAG.sub(" ", text[:_NAMED_WITHIN])
    plain = _plain(start)
    return (
        kinds is not None
        and not _holds(plain, kinds["licence"])
        and _is_titled(start, kinds)
        and _holds(plain, kinds["sides"])
    )


def _is_titled(text: str, kinds: Mapping[str, tuple[str, ...]]) -> bool:
    lines = list(islice(_lines(text), _TITLE_LINES))
    unlike = any(_plain(line).startswith(kinds["unlike"]) for line in lines[:_UNLIKE_WITHIN])
    titles = [text.strip()[:_TITLED_WITHIN], *(line for line in lines if len(line) <= _TITLED_WITHIN)]
    return not unlike and any(_holds(_plain(line), kinds["name"]) for line in titles)


def read(source: Source, text: str, place: str) -> Iterator[Record | Problem]:
    """A document's text as a contract, in the one Unicode form that texts are compared in.

    `document.no_contract` where it is none; `document.too_long` where it is cut after MOST_CHARACTERS.
    """
    found = signs(text)
    if found is None:
        yield source.problem(place, "document.no_contract")
        return
    text, problems = whole(source, text)
    title = _title(text) or _EXTENSION.sub("", source.name.rpartition("/")[2])
    language = languages.detect(text[:_TOLD_BY], (found.language,)) or found.language
    yield ContractText(language, title, text, evidence=Evidence(source.name, place, title))
    yield from problems


def whole(source: Source, text: str) -> tuple[str, list[Problem]]:
    """The text in the one Unicode form that texts are compared in, with plain line ends; `document.too_long`
    where it is cut after MOST_CHARACTERS."""
    plain = languages.nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain) <= MOST_CHARACTERS:
        return plain, []
    return plain[:MOST_CHARACTERS], [source.problem(f"character {MOST_CHARACTERS + 1}", "document.too_long")]


def _settled(plain: str, language: str) -> int:
    """How many of the things that contracts settle a text speaks of."""
    return sum(_holds(plain, words) for kind, words in _sheet()[language].items() if kind not in _NOT_SETTLED)


@cache
def _sheet() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Language, kind of sign, words as they are looked for: a space on either side, or an open ending."""
    sheet = shelf.toml("goodterms.records.documents", "contract_words")
    return {
        language: {
            kind: tuple(f" {word} ".removesuffix("* ") for word in words[language])
            for kind, words in sheet.items()
        }
        for language in next(iter(sheet.values()))
    }


def _plain(text: str) -> str:
    return f" {' '.join(languages.words(text)).replace(chr(39), ' ')} "


def _holds(plain: str, words: tuple[str, ...]) -> bool:
    return any(word in plain for word in words)


def _is_code(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return sum(bool(_CODE.search(line[-300:])) for line in lines) > len(lines) * _MOST_CODE


def _title(text: str) -> str:
    """The first heading, else the first line that is not the running head of every page; short ones only."""
    pages = [list(_lines(page)) for page in text.split("\f", 2)[:2]]
    running = set(pages[0][:1]) & set(pages[1][:1]) if len(pages) > 1 else set[str]()
    lines = [line for line in pages[0] if line not in running]
    heading = next((line for line in lines[:_HEADED_WITHIN] if _HEADING.match(line)), "")
    title = _MARKS.sub("", heading or next(iter(lines), ""))
    return title if len(title) <= _LONGEST_TITLE else ""


def _lines(page: str) -> Iterator[str]:
    return (line.strip() for line in page[:_NAMED_WITHIN].splitlines() if _MARKS.sub("", line.strip()))
