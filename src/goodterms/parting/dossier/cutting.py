"""The sentences of a mail with their places: of paragraphs, and of list items by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.terms.patterns import lazy

_ITEM = lazy(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_STOP = lazy(r"(?:[.!?…]+[)»”\"’']*|[;:]-?[)(DPp]|;)(?=\s|$)")
_ABBREVIATED = lazy(
    r"(?:^|[\s(])(?:[A-ZĐ]|Mr|Mrs|Ms|Dr|St|Mme|MM|No|nr|incl|excl|ex|max|min|ca|resp|mevr|dhr|mw|approx|etc|"
    r"févr|janv|juil|sept|oct|nov|déc|jan|feb|mrt|apr|aug|okt|dec|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|TP|p|vd|"
    r"prof|Prof|bv|bijv|evt|incl|mar|mer|jeu|ven|sam|dim|lun|tel|tél|env)\.$"
)
_NUMBERED = lazy(r"(?:^|[\s(])(?:[Nn]os?|[Nn]r|[Rr]ef|[Ff]ig|pp|[Aa]rt)\.$")
"""What stands before a number: invoice no. 7."""
_HEAD = lazy(r"(?:^|[.!?…]\s|\n\s*\n)\s*([^\W\d_])")
_FULL = 55
"""Characters from which a line that ends without a stop goes on in the next."""


def sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Paragraph, beginning and end of each."""
    is_small = _without_capitals(text)
    for number, (start, end) in enumerate(_paragraphs(text)):
        yield from ((number, a, b) for a, b in _sentences(text, start, end, is_small=is_small))


def _without_capitals(text: str) -> bool:
    """Does the writer begin sentences with small letters? Then a stop ends one also before those."""
    heads = [one[1] for one in _HEAD.finditer(text)]
    return len(heads) > 1 and sum(one.islower() for one in heads) * 2 > len(heads)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = end = at = 0
    for line in text.splitlines(keepends=True):
        item = _ITEM.match(line)
        if not line.strip() or item or _stands_alone(text[start:end]):
            if text[start:end].strip():
                yield start, end
            start = at + (item.end() if item else 0)
        at += len(line)
        end = at
    if text[start:end].strip():
        yield start, end


def _stands_alone(before: str) -> bool:
    """Is it a greeting on a line of its own?"""
    return (
        before.rstrip(" ").endswith((",\n", ",\r\n")) and len(before) < _FULL and "\n" not in before.strip()
    )


def _sentences(text: str, start: int, end: int, *, is_small: bool) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _goes_on(text, begin, stop.start(), stop.end(), end, is_small=is_small):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _goes_on(text: str, begin: int, at: int, behind: int, end: int, *, is_small: bool) -> bool:
    if text[at] != ".":
        return False
    rest = text[behind:end].lstrip()[:1]
    if rest.islower() and not is_small:
        return True
    before = text[max(begin, at - 8) : at + 1]
    return bool((_ABBREVIATED.search(before) and rest) or (_NUMBERED.search(before) and rest.isdigit()))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
