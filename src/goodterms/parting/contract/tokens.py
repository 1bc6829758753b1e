"""Which words does a passage say? Lower case; an amount, a number of days, a date, a side stand as one word.

    You may end this with forty-five (45) days' notice.
    CLIENT may end this with DURATION notice

The words for values are in capitals: NUMBER, DURATION, HOURS, MONEY, PERCENT, DATE, ME, CLIENT, TERM.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_WORD = lazy(
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:[’'][^\W\d_]+)*|[€$£¥₫₹%]"
)
_APOSTROPHE = lazy(r"[’']")
_OLD_TONE = lazy(r"(?<!q)(?P<on>[ou])(?P<tone>[àáảãạèéẻẽẹỳýỷỹỵ])$")
_TONES = dict(
    zip("àáảãạèéẻẽẹỳýỷỹỵ", [*("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy").split()], strict=True)
)
_SHORT_I = lazy(r"^(?P<on>h|k|l|m|s|t|qu)(?P<i>[iìíỉĩị])$")
_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_ELIDED = {"m": "me", "j": "je", "t": "te"}
"""Words that alone would be another one: m'envoyer, but M. Dupont; j'écris, but J. Notices."""
ELIDING = frozenset({"fr"})
"""Languages whose words lose their end before another: l'acompte is two words."""
_SHORTENED = lazy(r"(?i)^(?P<word>.+?)(?P<end>n[’']t|[’'](?:ll|ve|re|m|d))$")
_LONGER = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would"}
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}
"""Two English words that are written as one: I'll, you've, won't."""


class Duration(NamedTuple):
    """So many days, weeks, months or years."""

    many: int | float
    unit: str
    working: bool = False


class Amount(NamedTuple):
    """A sum; the currency as an ISO code."""

    amount: Decimal
    currency: str


Quantity = Duration | Amount | Decimal | date | str | None


class Token(NamedTuple):
    """A word, or a value that stands as one."""

    text: str
    start: int
    """In the passage."""
    end: int
    value: Quantity = None
    also: Span | None = None
    """Where the value was taken from, if elsewhere."""
    said: str = ""
    """As it is written."""


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text as they are, not yet values.

    >>> [one.text for one in tokens("The client’s 1 200,50 €", "en")]
    ['the', 'client', '1 200,50', '€']
    >>> [one.text for one in tokens("You’ll see, it won't hurt", "en")]
    ['you', 'will', 'see', 'it', 'will', 'not', 'hurt']
    >>> [one.text for one in tokens("d’avance", "fr")]
    ['d', 'avance']
    """
    found = []
    written = _one_spelling if language == "vi" else str.lower
    for word in _WORD.finditer(text):
        said = word[0]
        if said[0].isdigit() or ("'" not in said and "’" not in said):
            found.append(Token(written(said), word.start(), word.end(), None, None, said))
            continue
        parts = _APOSTROPHE.split(said)
        if language == "en" and (short := _SHORTENED.match(said)):
            first, at = short["word"].lower(), word.start() + short.end("word")
            found.append(Token(_WHOLE.get(first, first), word.start(), at, said=short["word"]))
            found.append(
                Token(_LONGER[short["end"].lower().replace("’", "'")], at, word.end(), said=short["end"])
            )
        elif language in ELIDING:
            at = word.start()
            for part in parts:
                whole = _ELIDED.get(part.lower(), part.lower()) if part is not parts[-1] else part.lower()
                found.append(Token(whole, at, at + len(part), said=part))
                at += len(part) + 1
        else:
            ending = "" if parts[-1].lower() == "s" else "'" + parts[-1].lower()
            found.append(Token("'".join(parts[:-1]).lower() + ending, word.start(), word.end(), said=said))
    return found


def spelt(said: str, language: str) -> str:
    """A word without apostrophes as it is compared."""
    return _one_spelling(said) if language == "vi" else said.lower()


@lru_cache(maxsize=20_000)
def _one_spelling(said: str) -> str:
    """A Vietnamese word in one of the spellings that are both right: huỷ and hủy, hoá and hóa, kì and kỳ.

    >>> [_one_spelling(one) for one in ("Huỷ", "hoá", "kì", "quý", "quí", "hoàn")]
    ['hủy', 'hóa', 'kỳ', 'quý', 'quý', 'hoàn']
    """
    word = said.lower()
    old = _OLD_TONE.search(word)
    if old and _mates(old["on"], old["tone"]):
        return word[: old.start()] + _TONES[old["tone"]]
    short = _SHORT_I.match(word)
    return short["on"] + _Y[short["i"]] if short else word


def _mates(first: str, toned: str) -> bool:
    """Is it oà, oè or uỳ, of which two spellings are right?"""
    return first == ("u" if toned in "ỳýỷỹỵ" else "o")
