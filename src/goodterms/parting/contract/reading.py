"""What does this contract say, clause by clause? One call: text in, a `Contract` out.

A text in a language without sheets gives no clauses and a problem that says so. What contradicts itself (two
notice periods, two laws) is kept, and told as a problem.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from goodterms.parting.contract import sheets, sides
from goodterms.parting.contract.correcting import corrected
from goodterms.parting.contract.cutting import Passage, cut
from goodterms.parting.contract.definitions import Definition, by_first_word, definitions, with_defined
from goodterms.parting.contract.dollars import in_local_dollars
from goodterms.parting.contract.doubts import doubts, ended_before
from goodterms.parting.contract.finding import Candidate, Read, candidates, joints, labels, pieces, redefined
from goodterms.parting.contract.long_contracts import (
    LONGEST,
    found_by_weights,
    learned,
    not_by_phrases,
    prepare_weights,
)
from goodterms.parting.contract.loose_ends import loose_ends
from goodterms.parting.contract.markup import without_markup
from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.place import Place
from goodterms.parting.contract.quantities import valued
from goodterms.parting.contract.standing import displaced, is_rejected, parts
from goodterms.parting.contract.tokens import Token, tokens
from goodterms.parting.contract.values import order, read_value, taken, used, without_value
from goodterms.parting.model import Clause, Contract, Line, Span
from goodterms.records.documents.contract_words import names_itself, signs
from goodterms.records.model import Correction
from goodterms.terms import languages
from goodterms.terms.evidence import Problem
from goodterms.terms.memory import undisturbed

_TOLD_BY = 20_000
"""Characters that tell the language."""
_MOST_RECITALS = 12
_LEAST_KINDS = 5
"""Kinds of clause that a text without the signs of a contract has, or it is none: price lists and templates
of other papers had up to three of them, contracts eight and more."""


_LIKE_MOST = """1. Payment

1.1 On 1 May 2026 (a Friday) €1,200.50 or 14 days; see clause 2(a).

(a) 5 % of it: two weeks' notice"""
"""What has most signs of a contract: numbers, headings, days, sums and periods."""


@undisturbed()
def read_contract(
    text: str, language: str = "", source: str = "", corrections: Iterable[Correction] = ()
) -> Contract:
    """The clauses of a contract, what kinds it has none of, and what is still owed; what the freelancer said
    of its passages (`corrections`) stands above what was read.

    `language` where somebody knows it, else it is found out. Problems: `contract.unknown_language`,
    `contract.no_words`, `contract.unlike` (nothing shows that it is a contract, and nobody said its
    language), and those of `doubts`.
    """
    text = languages.nfc(text)
    found = language or languages.surely(text[:_TOLD_BY]) or languages.detect(text[:_TOLD_BY]) or ""
    if found not in sheets.spoken():
        key = "contract.unknown_language" if text.strip() else "contract.no_words"
        return Contract(source, found, text, lines=_lines(text, ()), problems=(Problem(source, "", key),))
    told = sheets.language(found)
    read, defined = _read(text, told)
    places = [one.passage.span for one in read]
    own = list(in_local_dollars(list(_settled(read, defined, text, told)), text))
    settled = corrected(own, corrections, text, places)
    if not language and len(settled) == len(own) and _is_unlike(text, found, own):
        problem = Problem(source, "", "contract.unlike")
        return Contract(source, found, text, lines=_lines(text, ()), problems=(problem,))
    clauses = displaced(settled, read, parts(read, told), told)
    placed = [(clause, at) for clause, (_, at) in zip(clauses, settled, strict=True)]
    kept = tuple(sorted(clauses, key=lambda one: (one.span, one.kind)))
    missing = tuple(kind for kind in told.sheets if all(one.kind != kind for one in kept))
    ends = loose_ends(read, placed, told)
    problems = (*doubts(kept, text, source), *ended_before(placed, read, told, text, source))
    return Contract(source, found, text, kept, missing, ends, _lines(text, kept), problems)


def _is_unlike(text: str, language: str, settled: Sequence[tuple[Clause, int]]) -> bool:
    """Does a text settle so little, without the signs of a contract, that what was read of it is chance?"""
    kinds = {clause.kind for clause, _ in settled}
    return len(kinds) < _LEAST_KINDS and not names_itself(text, language) and signs(text) is None


def prepare(language: str) -> None:
    """Reads the sheets that a contract in this language will need, and makes ready what most contracts ask
    for; nothing where there are none."""
    if language in sheets.spoken():
        numbers(language)
        if language == "en":
            prepare_weights()
        read_contract(_LIKE_MOST, language)


def _read(text: str, told: sheets.Language) -> tuple[list[Read], Sequence[Definition]]:
    """The passages with their words."""
    passages = cut(without_markup(text))
    plain = [tokens(passage.flat.text, told.name) for passage in passages]
    both = sides.find_sides(passages, plain, text, told)
    words = [_words(row, told, both) for row in plain]
    defined = definitions(passages, words, told)
    terms = by_first_word(defined)
    places = {one.passage for one in defined}
    above: dict[str, Row] = {}
    leads = {one: Row(_words(tokens(one, told.name), told, both)) for one in {each.lead for each in passages}}
    tops = {each.labels[:1] for each in passages if each.form == "item" and each.labels}
    duties = {one: side for one in tops if (side := _side_above(one[0], both, told))}
    read: list[Read] = []
    recitals = 0
    for number, passage in enumerate(passages):
        said = words[number] if number in places else with_defined(words[number], terms, told)
        if passage.form == "item" and (whose := duties.get(passage.labels[:1])):
            said = _whose_duty(said, whose)
        row = Row(_with_subject(said, passage, read[-1] if read else None, told))
        label = labels(passage, told, above)
        lead = leads[passage.lead] if passage.lead else None
        is_gone = told.holds(row, "gone") or any(told.holds(one, "gone_headings") for one in label[:1])
        recitals = _recitals_left(passage, row, recitals, told)
        is_other = told.holds(row, "others") or (recitals > 0 and not told.holds(row, "rejected"))
        is_other |= bool(read) and _goes_on(row, passage, read[-1], told)
        read.append(Read(passage, row, label, lead, number in places, is_gone or is_other))
    return list(_between_others(read, told)), defined


def _goes_on(row: Row, passage: Passage, before: Read, told: sheets.Language) -> bool:
    """Does a sentence go on about what the one before it told of others: they get it back at the door?"""
    if not before.is_gone or before.passage.paragraph != passage.paragraph or not row.tokens:
        return False
    return row.tokens[0].text in told.told["it"] or told.holds(row, "others_too")


def _between_others(read: Sequence[Read], told: sheets.Language) -> Iterator[Read]:
    """The passages; left out are those of which the next sentence says: that is between you and them."""
    for one, after in zip(read, [*read[1:], None], strict=False):
        is_near = after and after.passage.paragraph == one.passage.paragraph
        is_others = after and is_near and told.holds(after.row, "others_it")
        yield one._replace(is_gone=True) if is_others else one


def _side_above(heading: str, both: sides.Sides, told: sheets.Language) -> str | None:
    """Whose duties a heading speaks of, where it is one side's: Obligations of the Client."""
    row = Row(_words(tokens(heading, told.name), told, both))
    named = {one.text for one in row.tokens if one.text in ("ME", "CLIENT")}
    return named.pop() if len(named) == 1 and told.holds(row, "duties") else None


def _whose_duty(words: list[Token], side: str) -> list[Token]:
    """The words of an item with the side whose duty it is, where it names none."""
    if not words or any(one.text in ("ME", "CLIENT") for one in words[:2]):
        return words
    return [Token(side, words[0].start, words[0].start), *words]


def _recitals_left(passage: Passage, row: Row, left: int, told: sheets.Language) -> int:
    """How many passages may still tell what led to the contract: from "Whereas" to "it is agreed", a heading,
    or a length that no recitals have."""
    if told.holds(row, "recitals", "begin"):
        return _MOST_RECITALS
    return 0 if passage.form == "heading" or told.holds(row, "recitals", "end") else max(left - 1, 0)


def _words(said: list[Token], told: sheets.Language, both: sides.Sides) -> list[Token]:
    """The words with values and sides."""
    articles = frozenset(told.told["articles"])
    return both.mark(valued(said, told.name, _day_first(told.name)), articles)


def _with_subject(
    words: list[Token], passage: Passage, before: Read | None, told: sheets.Language
) -> list[Token]:
    """The words with the side that it, he or they at the beginning stands for: that which acts in the
    sentence before."""
    if before is None or before.passage.paragraph != passage.paragraph:
        return words
    pronouns = frozenset(told.told["it"])
    at = next((n for n, one in enumerate(words[:3]) if one.text in pronouns), None)
    side = next((one.text for one in before.row.tokens[:8] if one.text in ("ME", "CLIENT")), None)
    if (
        at is None
        or side is None
        or told.holds(Row(words), "impersonal")
        or any(one.text in ("ME", "CLIENT") for one in words[:at])
    ):
        return words
    return [*words[:at], words[at]._replace(text=side), *words[at + 1 :]]


def _day_first(language: str) -> bool | None:
    """Which comes first in 03/04/2026? In English nobody knows."""
    return None if language == "en" else True


def _settled(
    read: Sequence[Read], defined: Sequence[Definition], text: str, told: sheets.Language
) -> Iterator[tuple[Clause, int]]:
    """Clauses with their values and the passage each is in."""
    rows = {read[one.passage].passage.span: read[one.passage].row for one in defined}
    by_passage: dict[int, list[Candidate]] = {}
    is_short = len(text) < LONGEST  # else what phrases find does not matter to the weights
    phrased = list(candidates(read, told)) if is_short else []
    weighed = found_by_weights(text, told, frozenset(one.kind for one in phrased))
    elsewhere = not_by_phrases(weighed)
    for one in phrased if is_short else candidates(read, told, elsewhere):
        if one.kind not in elsewhere:
            by_passage.setdefault(one.passage, []).append(one)
    for one in redefined(read, by_passage, told):
        by_passage.setdefault(one.passage, []).append(one)
    yield from _once(_made(read, by_passage, rows, text, told))
    yield from learned(text, weighed, read, rows, told)


def _made(
    read: Sequence[Read], by_passage: Mapping[int, Sequence[Candidate]], rows: Mapping[Span, Row], text: str,
    told: sheets.Language,
) -> Iterator[tuple[Clause, int]]:  # fmt: skip
    for number, found in sorted(by_passage.items()):
        one = read[number]
        is_list = sum(candidate.kind == "deliverable" for candidate in found) > 1
        spans = [(candidate.first, candidate.last) for candidate in found]
        served = pieces(one, spans, joints(one, told) if is_list else ())
        rejected = is_rejected(number, read, text, told)
        before = read[number - 1] if number else None
        after = read[number + 1] if number + 1 < len(read) else None
        served_by: set[int] = set()
        for candidate, (start, end) in sorted(
            zip(found, served, strict=True), key=lambda pair: order(pair[0].kind)
        ):
            at = Place(one, candidate.first, candidate.last, start, end, before, after, told, rows)
            said = read_value(candidate.kind, at)
            mine = taken(candidate.kind, at)
            if mine is not None and mine.start in served_by:
                at, mine = at.but(mine), None
                said = without_value(candidate.kind, at)
            if said is None:
                continue
            served_by |= {mine.start} if mine else set()
            value = said | {"rejected": True} if rejected else said
            flat = one.passage.flat.cut(start, end)
            span = flat.span(0, len(flat.text))
            yield (
                Clause(candidate.kind, span, value, _page(text, span), used(candidate.kind, at, said)),
                number,
            )


def _page(text: str, span: Span) -> int | None:
    return text.count("\f", 0, span.start) + 1 if "\f" in text else None


def _once(made: Iterable[tuple[Clause, int]]) -> Iterator[tuple[Clause, int]]:
    """A clause of several sentences in a row once: those that add nothing are further passages of it."""
    kept: list[tuple[Clause, int]] = []
    latest: dict[str, int] = {}
    for clause, number in made:
        last = latest.get(clause.kind)
        if last is not None and number - kept[last][1] <= 1 and _adds_nothing(kept[last][0], clause):
            first, at = kept[last]
            kept[last] = (
                first._replace(value={**clause.value, **first.value}, also=(*first.also, clause.span)),
                at,
            )
        else:
            latest[clause.kind] = len(kept)
            kept.append((clause, number))
    return iter(kept)


_IN_WORDS = frozenset({"what", "basis", "multiple", "place_text", "area"})
"""Values that repeat the words of the contract."""


def _adds_nothing(first: Clause, second: Clause) -> bool:
    """Do two clauses of a kind settle the same, or one of them nothing?"""
    a, b = ({k: v for k, v in one.value.items() if k not in _IN_WORDS} for one in (first, second))
    return a == b or not second.value or (not first.value and not set(b) & {"amount", "percent"})


def _lines(text: str, clauses: Sequence[Clause]) -> tuple[Line, ...]:
    """Every line that says something, with the kinds of the clauses on it."""
    lines, at = [], 0
    for number, raw in enumerate(text.replace("\f", "\n").split("\n"), 1):
        if raw.strip():
            lines.append((number, Span(at, at + len(raw))))
        at += len(raw) + 1
    starts = [span.start for _, span in lines]
    kinds: list[set[str]] = [set() for _ in lines]
    for one in clauses:
        for part in (one.span, *one.also):
            for place in range(max(bisect_right(starts, part.start) - 1, 0), bisect_left(starts, part.end)):
                kinds[place].add(one.kind)
    return tuple(
        Line(number, span, tuple(sorted(of))) for (number, span), of in zip(lines, kinds, strict=True)
    )
