"""What does a term mean that the contract defines? Where it is used, its value stands as if said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from goodterms.parting.contract.cutting import Passage
from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.tokens import Token, tokens
from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_VALUES = ("DURATION", "PERCENT", "MONEY", "HOURS", "DATE")
_TERM = lazy(r"[“\"«„‘*]+\s*(?P<name>[^”\"»“«„*\n]{2,60}?)\s*[”\"»’*]+")
_PLAIN = lazy(r"(?:[\w]{1,4}[.)]\s*)*(?P<name>[^\W\d_][^:;,.|\n]{1,59}?)(?=\s*:)")
_WITHIN = 25
"""Letters before the term: a number, a bullet, an article."""


class Definition(NamedTuple):
    """A term, the passage that defines it, and the value it stands for."""

    term: tuple[str, ...]
    """Empty where a list of terms tells what one means without a value: its words stay as they are."""
    passage: int
    span: Span
    value: Token | None


Terms = Mapping[str, Sequence[Definition]]


def definitions(
    passages: Sequence[Passage], words: Sequence[Sequence[Token]], language: Language
) -> tuple[Definition, ...]:
    """The terms that passages define: "Notice Term" means thirty days."""
    return tuple(_found(passages, words, language))


def _found(
    passages: Sequence[Passage], words: Sequence[Sequence[Token]], language: Language
) -> Iterator[Definition]:
    for number, passage in enumerate(passages):
        name = _TERM.search(passage.flat.text[: _WITHIN + 60])
        if name is None or name.start() > _WITHIN:
            name = _PLAIN.match(passage.flat.text)
            if name is None or not _is_of_terms(passage, name.end(), language, "only_defining"):
                continue
        said = [one for one in words[number] if one.start >= name.end()]
        row = Row(said)
        means = any((span := place(phrase, row)) and span[0] <= 1 for phrase in language.shared("means"))
        if not means and not _is_of_terms(passage, name.end(), language, "defining"):
            continue
        term = tuple(one.text for one in tokens(name["name"], language.name))
        value = next((one for kind in _VALUES for one in said if one.text == kind), None)
        if term:
            yield Definition(term if means or value else (), number, passage.span, value)


def _is_of_terms(passage: Passage, end: int, language: Language, headings: str) -> bool:
    """Does the passage stand in a list of terms, with a colon behind its own?"""
    if not passage.flat.text[end:].lstrip().startswith(":"):
        return False
    above = (Row(tokens(label, language.name)) for label in passage.labels)
    return any(language.holds(row, headings) for row in above)


def with_defined(words: Sequence[Token], by_word: Terms, language: Language) -> list[Token]:
    """The words with each defined term as its value, or as TERM where the passage gives it another: the
    Notice Term becomes 60 days. A term that stands for no value keeps its words behind TERM."""
    if not any(one.text in by_word for one in words):
        return list(words)
    is_new = language.holds(Row(words), "becomes")
    found: list[Token] = []
    at = 0
    while at < len(words):
        one = next((d for d in by_word.get(words[at].text, ()) if _stands(words, at, d.term)), None)
        if one is None:
            found.append(words[at])
            at += 1
            continue
        first, last = words[at], words[at + len(one.term) - 1]
        text, value = (one.value.text, one.value.value) if one.value and not is_new else ("TERM", None)
        is_plain = one.value is None and not is_new
        found.append(
            Token(text, first.start, first.start if is_plain else last.end, value, one.span, first.said)
        )
        found += words[at : at + len(one.term)] if is_plain else ()
        at += len(one.term)
    return found


def by_first_word(defined: Iterable[Definition]) -> Terms:
    """Terms by their first word; of a term that is defined twice the first definition."""
    found: dict[str, dict[tuple[str, ...], Definition]] = {}
    for each in (one for one in defined if one.term):
        found.setdefault(each.term[0], {}).setdefault(each.term, each)
    return {word: list(terms.values()) for word, terms in found.items()}


def _stands(words: Sequence[Token], at: int, term: tuple[str, ...]) -> bool:
    if len(words) - at < len(term) or not words[at].said[:1].isupper():
        return False
    return all(words[at + n].text == word for n, word in enumerate(term))
