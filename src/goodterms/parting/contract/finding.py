"""Which passages are clauses, and of which kind? Candidates: a kind and a place in a passage.

`candidates` is the seam for further sources: whatever gives a kind and words of a passage can be added to
what the phrases give; values, sides and standing are read of all of them alike.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.contract.cutting import Passage
from goodterms.parting.contract.matching import Row, holds
from goodterms.parting.contract.sheets import Language, Sheet
from goodterms.parting.contract.tokens import tokens
from goodterms.parting.contract.vocabulary import keys
from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_NO_CLAUSE = frozenset({"heading"})
_MOST_KINDS = 2
"""Of a heading that says which kind stands under it; one that speaks of more says nothing."""
_GRID = 2
"""Bars within a row of a table of something else than terms: phases, prices, competitors."""
_COMMA = lazy(r"[,;:](?:\s|$)| [–—] | \| ?")


_OF_A_SIDE = "notice_period"
"""The kind that may be said twice in one sentence, once for each side."""
_HOW_LONG = "expiration"
_OF_A_DAY = "deliverable"
"""The kind that may be said several times in one sentence, each time with its day."""


_OF_WHATEVER = frozenset(
    {"confidentiality", "deliverable", "governing_law", "ip_transfer", "jurisdiction", "liability_cap",
     "renewal_notice", "revision_limit", "subcontracting", "termination_for_cause"}
)  # fmt: skip
"""The kinds whose sentence may begin with anything."""
_BEGIN = 3
"""Words of a sentence that name what it speaks of."""
_OPENING = 6
"""Passages that name the sides."""


class Read(NamedTuple):
    """A passage with its words, and with what it stands under."""

    passage: Passage
    row: Row
    labels: tuple[Row, ...]
    lead: Row | None
    is_definition: bool = False
    is_gone: bool = False
    """Does it tell of something that no longer holds, of what others do, or of what led to the contract?"""


class Candidate(NamedTuple):
    """A passage that may be a clause of a kind, and the words that say so."""

    kind: str
    passage: int
    first: int
    last: int


def candidates(
    read: Sequence[Read], language: Language, without: frozenset[str] = frozenset()
) -> Iterator[Candidate]:
    """What the phrases of a language find, passage by passage; kinds `without` are not looked for."""
    names = _names(read, language)
    for number, one in enumerate(read):
        if not one.row.tokens or one.passage.form in _NO_CLAUSE or one.is_definition or one.is_gone:
            continue
        if one.passage.flat.text.endswith("?") or _is_title(one.passage):
            continue
        found = dict[str, tuple[int, int]]()
        for kind, first, last in _found(one, language, without):
            shortest = found.get(kind)
            if shortest is None or last - first < shortest[1] - shortest[0]:
                found[kind] = (first, last)
        named = _by_term(one, language) - without
        if _OF_A_DAY in named and _is_none_after_all(one, language.sheets[_OF_A_DAY]):
            named -= {_OF_A_DAY}  # Item 2: plans, from the Client
        for kind, (first, last) in found.items():
            sheet = language.sheets[kind]
            is_of_it = _is_of_it(one, sheet, language) and not _is_of_another(kind, one, names, language)
            if kind in named or (is_of_it and not _is_none_after_all(one, sheet)):
                several = _several(kind, one, language)
                yield from (Candidate(kind, number, at, at) for at in several)
                if not several:
                    yield Candidate(kind, number, first, last)
        for kind in sorted(named - found.keys()):
            yield Candidate(kind, number, _value_at(one), max(len(one.row.tokens) - 1, 0))


def _is_title(passage: Passage) -> bool:
    """Is it the title before a sentence, in capitals: LIMITATION OF LIABILITY? A short sentence is none."""
    text = passage.flat.text.strip()
    return passage.labels[:1] == (text,) and text.isupper()


def _several(kind: str, one: Read, language: Language) -> Sequence[int]:
    """Where a passage has a clause of a kind more than once."""
    if kind == _OF_A_SIDE:
        return _one_a_side(one)
    return _one_a_day(one, language) if kind == _OF_A_DAY else ()


def _one_a_day(one: Read, language: Language) -> Sequence[int]:
    """Where a passage has several days, each for another thing; not the first and last day of a time."""
    days = [at for at, token in enumerate(one.row.tokens) if token.text == "DATE" and token.value]
    if len(days) < 2 or language.holds(one.row, "ranges"):
        return ()
    cuts = [*(stop.start() for stop in _COMMA.finditer(one.passage.flat.text)), *joints(one, language)]
    parts = {bisect(sorted(cuts), one.row.tokens[at].start) for at in days}
    return days if len(parts) == len(days) else ()


def joints(one: Read, language: Language) -> list[int]:
    """The letters at which a further thing begins behind a day: by 3 March and the rest by 5 May."""
    words, joins = one.row.tokens, frozenset(language.told["joins"])
    return [b.start for a, b in pairwise(words) if a.text == "DATE" and b.text in joins]


def _is_of_it(one: Read, sheet: Sheet, language: Language) -> bool:
    """Does a passage say that it is of this contract, and not of the passport, the voucher or the lodge?"""
    return (
        not sheet.needs
        or one.lead is not None
        or any(holds(phrase, one.row) for phrase in sheet.needs)
        or any(sheet.kind in language.kinds(label, "heading") for label in one.labels)
    )


def _is_none_after_all(one: Read, sheet: Sheet) -> bool:
    """Does a phrase under `unless` say so, in the passage, its term, or the words that lead to its list? What
    the list is of counts first: the Supplier delivers: ..."""
    lead = one.lead
    is_mine = lead is not None and "ME" in lead.masks and any(holds(phrase, lead) for phrase in sheet.leads)
    rows = [one.row] if lead is None else [lead] if is_mine else [one.row, lead]
    rows += one.labels[:1] if one.passage.form == "row" else ()
    return any(holds(phrase, row) for phrase in sheet.unless for row in rows)


def _names(read: Sequence[Read], language: Language) -> frozenset[str]:
    """The words of the first passages, where the sides are named; none where nobody knows the sides."""
    if not any({"ME", "CLIENT"} & one.row.masks.keys() for one in read):
        return frozenset()
    first = " ".join(one.passage.flat.text for one in read[:_OPENING])
    return frozenset(token.text for token in tokens(first, language.name))


def _is_of_another(kind: str, one: Read, names: frozenset[str], language: Language) -> bool:
    """Does a sentence begin with something that phrases of the kind never name, and with no side: the lease
    of the shop ends in May? Not under a heading of the kind; where a language says how its things begin."""
    own, articles = language.told.get("own_begins"), language.told.get("thing_begins")
    said = [token.text for token in one.row.tokens]
    if not own or not names or kind in _OF_WHATEVER:
        return False
    if one.passage.form == "row" or kind in _under(one, language):
        return False
    if len(said) <= _BEGIN or any(word.isupper() for word in said[: _BEGIN + 1]):
        return False
    if articles and (said[0] not in articles or said[1] in names):
        return False
    begin, known = said[1:2] if articles else said[:_BEGIN], frozenset(own)
    return all(known.isdisjoint(keys(word)) and not language.knows(kind, word) for word in begin)


def _one_a_side(one: Read) -> Sequence[int]:
    """Where a passage has a time for each side, between commas: you give a month, and I two weeks."""
    cuts = [stop.start() for stop in _COMMA.finditer(one.passage.flat.text)]
    found: dict[str, list[int]] = {}
    for at, token in enumerate(one.row.tokens):
        if token.text == "DURATION":
            part = bisect(cuts, token.start)
            sides = [
                other.text
                for other in one.row.tokens
                if other.text in ("ME", "CLIENT") and bisect(cuts, other.start) == part
            ]
            found.setdefault(sides[0] if sides else "", []).append(at)
    return [places[0] for places in found.values()] if len(found) == 2 and "" not in found else ()


def redefined(
    read: Sequence[Read], found: Mapping[int, Sequence[Candidate]], language: Language
) -> Iterator[Candidate]:
    """Passages that give a defined term another value: of the kinds that the term was used in."""
    uses: dict[Span, set[str]] = {}
    for number, some in found.items():
        for token in read[number].row.tokens:
            if token.also and token.text != "TERM":
                uses.setdefault(token.also, set()).update(one.kind for one in some)
    for number, one in enumerate(read):
        terms = [token.also for token in one.row.tokens if token.also and token.text == "TERM"]
        if number in found or not terms or not language.holds(one.row, "becomes"):
            continue
        for kind in sorted(uses.get(terms[0], ())):
            yield Candidate(kind, number, 0, len(one.row.tokens) - 1)


def _by_term(one: Read, language: Language) -> frozenset[str]:
    """The kinds that the term of a row names, where something stands beside it; the duration of something
    else is not that of the contract."""
    if one.passage.form != "row" or language.holds(one.row, "none"):
        return frozenset()
    term = one.labels[0]
    kinds = language.kinds(term, "term")
    is_of_it = not any(holds(phrase, term) for phrase in language.sheets[_HOW_LONG].unless)
    return kinds if kinds == {_HOW_LONG} and is_of_it else kinds - {_HOW_LONG}


def _found(one: Read, language: Language, without: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """What phrases say; the weaker ones only of kinds that no stronger one found."""
    strong = list(language.found(one.row, without=without))
    yield from strong
    last = max(len(one.row.tokens) - 1, 0)
    begins = _value_at(one)
    is_grid = one.passage.form == "row" and one.passage.flat.text.strip(" |").count("|") >= _GRID
    under = frozenset() if is_grid else _under(one, language) - {kind for kind, _, _ in strong} - without
    if under:
        for kind, first, until in language.found(Row(one.row.tokens[begins:]), "under"):
            if kind in under:
                yield kind, first + begins, until + begins
    if one.lead is not None and _says_more(one):
        for kind in sorted(language.kinds(one.lead, "lead") - without):
            yield kind, 0, last


def _says_more(one: Read) -> bool:
    """Does an item say something itself? Not one that leads on to others, nor a side's name alone."""
    is_lead = one.passage.flat.text.rstrip().endswith(":")
    return not is_lead and any(token.text not in ("ME", "CLIENT") for token in one.row.tokens)


def _value_at(one: Read) -> int:
    """In a row the place of the first word behind its term."""
    term = one.passage.labels[0] if one.passage.form == "row" else ""
    text = one.passage.flat.text
    end = text.find(term) + len(term) if term and text.lstrip("| ").startswith(term) else 0
    return next((n for n, token in enumerate(one.row.tokens) if token.start >= end), 0)


def _under(one: Read, language: Language) -> frozenset[str]:
    """The kinds that the nearest heading speaks of that speaks of any: of a row, first its own term. A short
    sentence that may itself be a title does not stand under itself."""
    said = one.passage.flat.text.strip()
    for title, label in zip(one.passage.labels, one.labels, strict=True):
        if title == said:
            continue
        kinds = language.kinds(label, "heading")
        if kinds:
            return kinds if len(kinds) <= _MOST_KINDS else frozenset()
    return frozenset()


def pieces(one: Read, spans: Iterable[tuple[int, int]], joints: Iterable[int] = ()) -> list[tuple[int, int]]:
    """For each of several clauses in one passage the part of it that serves it: cut at commas and `joints`,
    where none of the others is cut. Letters of the passage."""
    text, words = one.passage.flat.text, one.row.tokens
    told = [(words[first].start, words[min(last, len(words) - 1)].end) for first, last in spans]
    cuts = sorted({0, *(stop.end() for stop in _COMMA.finditer(text)), *joints, len(text)})
    parts = [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    served = []
    for start, end in told:
        mine = [(a, b) for a, b in parts if a < end and start < b]
        served.append((mine[0][0], mine[-1][1]) if mine else (0, len(text)))
    return [
        _grown(mine, [one for n, one in enumerate(served) if n != at], parts)
        for at, mine in enumerate(served)
    ]


def _grown(
    mine: tuple[int, int], others: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> tuple[int, int]:
    """A part with those around it that serve nobody else: all before it, and all behind up to the next."""
    start, end = mine
    behind = min((a for a, _ in others if a >= end), default=parts[-1][1])
    return start if any(a < start for a, _ in others) else 0, behind


def labels(passage: Passage, language: Language, known: dict[str, Row]) -> tuple[Row, ...]:
    """The words of the headings of a passage; `known` are those of others."""
    for label in passage.labels:
        if label not in known:
            known[label] = Row(tokens(label, language.name))
    return tuple(known[label] for label in passage.labels)
