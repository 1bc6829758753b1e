"""Where is their business going, by what they themselves wrote?

A plan that a client told as one ("we are opening a second shop in Ghent in March") becomes words that a
letter may name ("the second shop in Ghent"). It is offered, never put into a letter unasked. Rather none than
a wrong one: a sentence that doubts, denies, asks or reports says nothing, nor does a message that speaks of
trouble or asks to keep something quiet; what should have happened by now, or was called off, is left out.

A sheet a language: `hedged` phrases silence their sentence, but for the `idle` ones, `private` ones their
message, and `off` ones what earlier messages told; a word that ends with `*` is any word that begins so.
`soon`, `this_month`, `next_month`, `this_year`, `next_year` and `seasons` (each with its last month) say
until when a plan lies ahead. Each of `says` `needs` one of some pieces of words, in lower case. It has a
pattern, made of `parts` (`<part>`; `<Name>` is a word that begins large), and the `name` that it gives:
`{what}`, `{where}`, and `{the}`, the article by the group that was found. In Vietnamese one word may be "I"
or "you" (`self`): `addressed` finds how the reader is called. `elided` and `dropped` are of French,
`declined` is of Dutch: what an article does to the words behind it.

>>> [one.name for one in read("Good news: we're opening a second shop in Ghent!", date(2026, 3, 2))]
['the second shop in Ghent']
>>> list(read("We might open a second shop in Ghent.", date(2026, 3, 2)))
[]
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from goodterms.letters import hints
from goodterms.records.absence import months
from goodterms.records.book import Book, FiledMessage
from goodterms.review.facts import HARSH
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence
from goodterms.terms.languages import fold, nfc
from goodterms.terms.patterns import any_of, lazy

MOST = 3
FRESH = timedelta(days=120)
"""For so long a plan that names no time is taken to lie ahead."""
LONGEST = timedelta(days=270)
"""After so long nobody knows what became of a plan, whatever time it named."""
SOON = timedelta(days=14)
LONG_WORD = 4
"""Letters of a word by which a message that calls something off is known to speak of it."""

_UPPER = "".join(chr(n) for n in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(n).isupper())
_NAME = rf"(?-i:[{_UPPER}][\w'&-]*)"
_PART = lazy(r"(?<!\?P)<(\w+)>")
_SENTENCE = lazy(r"(?<=[.!?…])\s+|\n\s*\n|;\s|\n(?=\s*[-*•>])")
_QUOTED = lazy(r"""["“”„«»]|(?<!\w)['‘]|^\s*>""")
_FORWARDED = lazy(r"^\W*[-_=]{4,}.*$|^\s*>?\s*\*?(?:From|De|Van|Từ|Von)\*?\s?: ", re.MULTILINE)
_SENT_ON = lazy(r"\s*(?:fwd?|tr|doorst|wg|vs|i)\s*:", re.IGNORECASE)
_YEAR = lazy(r"\b20\d\d\b")


class Intention(NamedTuple):
    """What a client is about to do, and the sentence that says so."""

    name: str
    """As a letter in its language can name it: "the second shop in Ghent"."""
    quote: str
    language: str
    said_on: date
    until: date
    """The last day on which it surely lies ahead, or is fresh."""
    evidence: Evidence = Evidence("", "")


def intentions_of(own: Book, as_of: date) -> tuple[Intention, ...]:
    """What the client of these records told as their plan, as far as it lies ahead and nobody called it off;
    the latest first."""
    found: dict[str, Intention] = {}
    talk = sorted(own.messages, key=lambda filed: filed.record.sent_at, reverse=True)
    for at, filed in enumerate(talk):
        if as_of - filed.record.sent_at.date() > LONGEST:
            break
        for one in _told(filed):
            if one.until >= as_of and not any(_calls_off(later, filed, one) for later in talk[:at]):
                found.setdefault(fold(one.name), one)
    return tuple(found.values())[:MOST]


def read(text: str, on: date) -> Iterator[Intention]:
    """What a text of a day tells as plans of whoever wrote it. It is read in every language: the words of a
    short one hardly tell which it is, and the patterns of one are found in no other."""
    own = _FORWARDED.split(nfc(text).replace("’", "'"), maxsplit=1)[0]
    sheets = {spoken: _reader(spoken) for spoken in shelf.names(__name__, ".toml")}
    found = [
        Intention(name, quote, spoken, on, sheet.until(quote, on))
        for quote in (" ".join(sentence.split()) for sentence in _SENTENCE.split(own))
        for spoken, sheet in sheets.items()
        if (name := sheet.name(quote, own))
    ]
    if found and not any(sheet.private.search(own) for sheet in sheets.values()):
        yield from found


def _told(filed: FiledMessage) -> Iterator[Intention]:
    """What a message of the client's tells; nothing of one that was sent on, or is angry."""
    message = filed.record
    if not filed.incoming or message.automatic or not HARSH.isdisjoint(message.acts):
        return
    if not _SENT_ON.match(message.subject):
        for one in read(message.text, message.sent_at.date()):
            yield one._replace(evidence=message.evidence)


def _calls_off(later: FiledMessage, filed: FiledMessage, one: Intention) -> bool:
    """Does a later message, of whichever side, say that nothing comes of it?"""
    text = nfc(later.record.text).replace("’", "'")
    if not any(_reader(spoken).off.search(text) for spoken in shelf.names(__name__, ".toml")):
        return False
    said = set(fold(text).split())
    is_named = any(len(word) >= LONG_WORD and word in said for word in fold(one.name).split())
    return is_named or later.record.thread == filed.record.thread


@cache
def _reader(language: str) -> _Reader:
    return _Reader(shelf.toml(__name__, language), months(language))


class _Reader:
    """One language's sheet as patterns."""

    def __init__(self, sheet: Mapping[str, Any], month_names: Iterable[str]) -> None:
        self._sheet = sheet
        self._parts: Mapping[str, str] = {**sheet["parts"], "Name": _NAME}
        self._says = [
            (tuple(one["needs"]), lazy(self._whole(one["pattern"]), re.IGNORECASE), str(one["name"]))
            for one in sheet["says"]
        ]
        self.private, self.off, self._hedged = (any_of(sheet[kind]) for kind in ("private", "off", "hedged"))
        self._idle = any_of(sheet["idle"] or ["-"])
        self._addressed = _pattern(sheet.get("addressed", "(?P<you>$)(?P<called>$)"))
        self._months = [_pattern(rf"\b(?:{one})(?!\w)") for one in month_names]
        self._seasons = [(any_of([name]), last) for name, last in sheet["seasons"].items()]
        self._times = {
            kind: any_of(sheet[kind])
            for kind in ("soon", "this_month", "next_month", "this_year", "next_year")
        }

    def name(self, quote: str, text: str) -> str:
        """What a sentence of a text says that its writer is about to do; nothing where that is unsure."""
        if quote.endswith("?"):
            return ""
        low = quote.lower()
        for needs, pattern, name in self._says:
            found = pattern.search(quote) if any(one in low for one in needs) else None
            if found and self._is_own(found, text) and self._is_plain(quote):
                return self._named(found, name)
        return ""

    def until(self, quote: str, on: date) -> date:
        """The last day on which what a sentence tells surely lies ahead: by the first time that it names."""
        ends = [*self._named_months(quote, on), *self._near(quote, on)]
        return min(min(ends, default=on + FRESH), on + LONGEST)

    def _named(self, found: re.Match[str], name: str) -> str:
        groups = found.groupdict()
        marks = [groups[mark] for mark in ("mods", "pre", "tail", "place") if mark in groups]
        if marks and not any(mark and mark.strip() for mark in marks):
            return ""  # "the shop" might be any
        what = groups.get("what") or ""
        if "dropped" in self._sheet:
            what = re.sub(rf"\b{self._sheet['dropped']}", "", what)
        article = next((said for group, said in self._sheet["articles"].items() if groups.get(group)), "")
        if groups.get("het"):
            what = " ".join(self._sheet["declined"].get(word, word) for word in what.split(" "))
        said = name.format(the=article, what=what, where=groups.get("where") or "")
        elided = self._sheet.get("elided")
        if elided and article in ("le", "la") and re.match(self._sheet["vowel"], what, re.IGNORECASE):
            said = elided + what
        said = " ".join(said.split())
        return "" if hints.holds("business", said) else said

    def _is_own(self, found: re.Match[str], text: str) -> bool:
        """Is it the writer who speaks of themselves? Words that may be "I" or "you" are, where the text calls
        its reader by another of them."""
        own = found.groupdict().get("self")
        if not own:
            return True
        called = {(one["you"] or one["called"]).lower() for one in self._addressed.finditer(text)}
        return bool(called) and own.lower() not in called

    def _is_plain(self, quote: str) -> bool:
        """Is the sentence neither quoted nor doubtful?"""
        return not (_QUOTED.search(quote) or self._hedged.search(self._idle.sub(" ", quote)))

    def _named_months(self, quote: str, on: date) -> Iterator[date]:
        years = [int(year) for year in _YEAR.findall(quote)]
        named = [at for at, one in enumerate(self._months, 1) if one.search(quote)]
        named += [last for one, last in self._seasons if one.search(quote)]
        for month in named:
            yield _end(years[0] if years else on.year + (month < on.month), month)
        if years and not named:
            yield _end(years[0], 12)

    def _near(self, quote: str, on: date) -> Iterator[date]:
        last = _end(on.year, on.month)
        ends = {
            "soon": on + SOON,
            "this_month": last,
            "next_month": _end(*_next(on)),
            "this_year": _end(on.year, 12),
            "next_year": _end(on.year + 1, 12),
        }
        yield from (end for kind, end in ends.items() if self._times[kind].search(quote))

    def _whole(self, pattern: str) -> str:
        """A pattern with its parts put in, to the last."""
        while (whole := _PART.sub(lambda found: f"(?:{self._parts[found[1]]})", pattern)) != pattern:
            pattern = whole
        return pattern


def _pattern(told: str) -> re.Pattern[str]:
    return re.compile(told, re.IGNORECASE)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _next(on: date) -> tuple[int, int]:
    return (on.year + 1, 1) if on.month == 12 else (on.year, on.month + 1)
