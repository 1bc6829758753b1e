"""Clauses of long English commercial contracts, by weights learned from lawyers' marks."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.contract import learned
from goodterms.parting.contract.learned import Candidate, candidates, is_for, sentences, weights
from goodterms.parting.contract.learned.features import features, words
from goodterms.parting.contract.learned.kinds import KINDS
from goodterms.parting.contract.learned.likeness import Examples, rare_words
from goodterms.parting.contract.learned.scoring import first_scores, found
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.model import Span

HERE = Path(learned.__file__).parent
FIGURES = json.loads((HERE / "figures.json").read_text("utf-8"))

CONTRACT = """\
DISTRIBUTION AGREEMENT

This Distribution Agreement is made by and between Quillon Lanterns Inc. ("Quillon") and Perrymoor Trading
Ltd. ("Distributor").

1. APPOINTMENT. Quillon hereby appoints Distributor as its exclusive distributor of the Products in the
Territory.

2. TERM. This Agreement shall commence on the Effective Date and shall continue in force for a period of
three (3) years, unless earlier terminated in accordance with its terms. This Agreement shall thereafter
automatically renew for successive one (1) year terms, unless either party gives the other written notice of
its intention not to renew at least ninety (90) days prior to the end of the then current term.

3. PAYMENT. Distributor shall pay each invoice within thirty (30) days of its date. Lanterns are shipped
from Hull.

4. TERMINATION. Either party may terminate this Agreement for convenience at any time upon sixty (60) days'
prior written notice to the other party.

5. LIMITATION OF LIABILITY. IN NO EVENT SHALL EITHER PARTY BE LIABLE FOR ANY INDIRECT, INCIDENTAL, SPECIAL OR
CONSEQUENTIAL DAMAGES ARISING OUT OF THIS AGREEMENT.

6. ASSIGNMENT. Neither party may assign this Agreement or any of its rights hereunder without the prior
written consent of the other party.

7. GOVERNING LAW. This Agreement shall be governed by and construed in accordance with the laws of the State
of Oregon, without regard to its conflict of laws principles.
"""


def said(text: str) -> set[tuple[str, str]]:
    """Kinds with the first words of what was found for each."""
    return {(hit.kind, " ".join(text[hit.start : hit.end].split()[:4])) for hit in candidates(text)}


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        ("exclusivity", "Quillon hereby appoints Distributor"),
        ("expiration", "This Agreement shall commence"),
        ("renewal", "This Agreement shall thereafter"),
        ("renewal_notice", "This Agreement shall thereafter"),
        ("notice_period", "Either party may terminate"),
        ("liability_cap", "IN NO EVENT SHALL"),
        ("subcontracting", "Neither party may assign"),
        ("governing_law", "This Agreement shall be"),
    ],
)
def test_clauses_of_a_commercial_contract_are_found(kind: str, opening: str) -> None:
    """A clause as companies write it is found with its kind, as one whole sentence."""
    assert (kind, opening) in said(CONTRACT)


def test_what_is_no_clause_is_not_found() -> None:
    """Headings, parties, payment and shipping are none of these kinds."""
    assert {opening for _, opening in said(CONTRACT)} & {
        "DISTRIBUTION AGREEMENT This Distribution",
        "Distributor shall pay each",
        "Lanterns are shipped from",
    } == set()


def test_names_play_no_part() -> None:
    """Who the parties are changes nothing: no name was learned, and none is looked at."""
    renamed = CONTRACT.replace("Quillon", "Osterby").replace("Perrymoor", "Haldmoory")
    kinds = [(hit.kind, hit.score) for hit in candidates(renamed)]
    assert kinds == [(hit.kind, hit.score) for hit in candidates(CONTRACT)]


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "?!", "\n\n3.\n\n", "word", "Nothing is agreed here."])
def test_a_text_without_clauses_has_none(text: str) -> None:
    """Nothing in, nothing out, without an error."""
    assert candidates(text) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(CONTRACT.split()), max_size=80).map(" ".join))
def test_places_are_in_the_text(text: str) -> None:
    """Whatever the text: each candidate lies in it, begins and ends with something said, and has a score of
    0 to 1; none is told twice."""
    hits = candidates(text)
    for hit in hits:
        quote = text[hit.start : hit.end]
        assert quote == quote.strip() != ""
        assert 0 <= hit.score <= 1
        assert hit.kind in KINDS.values()
    assert len({hit[:3] for hit in hits}) == len(hits)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='aB. \n?;)"1', max_size=80))
def test_sentences_hold_all_that_is_said(text: str) -> None:
    """Sentences follow each other, and only spaces lie between them."""
    spans = sentences.sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mr. Odom pays Tarn Co. Ltd. monthly. It ends.",
            ["Mr. Odom pays Tarn Co. Ltd. monthly.", "It ends."],
        ),
        ("Signed by J. Marrow. Done.", ["Signed by J. Marrow.", "Done."]),
        ("2.1 Term. It runs (for now.) Then it ends.", ["2.1 Term.", "It runs (for now.)", "Then it ends."]),
        ("one line\n\ngoes on", ["one line\n\ngoes on"]),
        ("TERM\n\nIt runs.", ["TERM", "It runs."]),
        ("it runs;\n\nand ends", ["it runs;", "and ends"]),
        ("no. 5 is e.g. a lamp", ["no. 5 is e.g. a lamp"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    """At stops and blank lines, but not at abbreviations, initials, or where small letters go on."""
    assert [text[a:b] for a, b in sentences.sentences(text)] == expected


def test_words_without_names_and_numbers() -> None:
    """Numbers are one sign, in figures or words; names another; a rare word a third."""
    row = words(
        "Quillon Lanterns pays thirty (30) days' zxqv to Company’s", frozenset({"pays", "days", "company"})
    )
    assert row == ["@", "pays", "#", "days", "?", "company"]


def test_candidates_of_one_kind_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Customers and employees are one kind for us: a sentence on both is told once, with the higher score."""
    lenient = weights.shipped()._replace(threshold=-50.0, floor=(-50.0,) * len(KINDS))
    monkeypatch.setattr(weights, "shipped", lambda: lenient)
    clause = "Neither party shall solicit any employee or customer of the other."
    scores = [hit.score for hit in found(clause, lenient) if KINDS[hit.category] == "non_solicit"]
    told = [hit for hit in candidates(clause) if hit.kind == "non_solicit"]
    assert told == [Candidate("non_solicit", 0, len(clause), max(scores))]


def test_only_long_contracts_are_meant() -> None:
    """The weights are for contracts as long as those they were learned from, not for what freelancers
    sign."""
    assert not is_for(CONTRACT)
    assert is_for(CONTRACT * 6)


def test_weights_are_written_as_they_are_read() -> None:
    """To read the weights and write them again changes nothing."""
    again = json.loads(json.dumps(weights.written(weights.shipped())))
    assert weights.read(again) == weights.shipped()


def test_scores_are_sums_of_what_each_feature_says() -> None:
    """What is added quickly is what the weights say, feature by feature: as they were learned."""
    learnt, spans = weights.shipped(), sentences.sentences(CONTRACT)
    scored = first_scores(CONTRACT, spans, learnt)
    for has, scores in zip(features(CONTRACT, spans, learnt.known), scored, strict=True):
        plain = list(learnt.bias)
        for name, much in has.items():
            for pair in learnt.terms.get(name, "").split():
                category, weight = map(int, pair.split(":"))
                plain[category] += much * weight / weights.SCALE
        assert scores == pytest.approx(plain)


def test_no_sentence_is_kept() -> None:
    """What was learned is runs of three words at most; of the sentences that others are compared with, which
    words each has that are neither common nor names nor numbers, and not in what order."""
    learnt = weights.shipped()
    assert max(term.removeprefix("h:").count("_") for term in learnt.terms) == 2
    assert {word for one in learnt.examples for word in one.having} <= learnt.rare.keys() <= learnt.known
    assert not {"the", "of", "to", "and", "shall", "agreement"} & learnt.rare.keys()


RARE = {"lamp": 400, "oil": 300, "wick": 900, "shade": 100}


def examples(marked: list[str], others: list[str]) -> Examples:
    rows = [sentence.split() for sentence in marked + others]
    having = {word: " ".join(str(at) for at, row in enumerate(rows) if word in row) for word in RARE}
    return Examples(len(marked), " ".join(str(sum(map(RARE.get, row))) for row in rows), having, RARE)


def test_sentences_are_as_alike_as_the_words_they_share_are_rare() -> None:
    """The same words are 1, none in common 0; the means of the nearest one, three and five are told of marked
    sentences, then of others."""
    kept = examples(["lamp oil", "oil wick"], ["shade"])
    told = [1.0, 1.3273 / 3, 1.3273 / 5, 0.0, 0.0, 0.0]
    assert kept.like(["lamp", "oil"]) == pytest.approx(told, abs=1e-4)
    assert kept.like(["shade", "wick"])[::3] == pytest.approx([900 / 1_200_000**0.5, 100 / 100_000**0.5])
    assert kept.like(["lamp"], without=(0,)) == [0.0] * 6


def test_nothing_is_like_a_sentence_of_common_words() -> None:
    """Nor is anything like any sentence where there are no examples."""
    assert rare_words(["and", "oil", "and", "lamp", "oil"], RARE) == ["lamp", "oil"]
    assert examples(["lamp"], []).like([]) == examples([], []).like(["lamp"]) == [0.0] * 6


WORDS = st.lists(st.sampled_from(sorted(RARE)), min_size=1, unique=True)


@given(WORDS, WORDS)
def test_likeness_lies_between_nothing_and_the_same(row: list[str], other: list[str]) -> None:
    """0 to 1, the same from either side, and never less for one than for the mean of three or five."""
    there, of_three, of_five, *_ = examples([" ".join(other)], []).like(row)
    assert there == pytest.approx(examples([" ".join(row)], []).like(other)[0])
    assert 0 <= of_five <= of_three <= there <= 1 + 1e-9


def test_figures_are_those_of_the_weights() -> None:
    """The figures beside the weights were measured for exactly these weights, on contracts they had not
    seen."""
    assert hashlib.sha256((HERE / "weights.json").read_bytes()).hexdigest() == FIGURES["weights_sha256"]
    assert set(FIGURES["categories"]) == set(KINDS) == set(weights.shipped().categories)


def test_how_often_it_is_right() -> None:
    """Over all fourteen categories, measured by contract. What was hoped for, 0.70, is not reached: see the
    record."""
    assert FIGURES["micro_f1"] >= 0.66
    assert FIGURES["categories"]["Governing Law"]["f1"] >= 0.9
    assert FIGURES["categories"]["Expiration Date"]["f1"] >= 0.75


def test_small_and_quick() -> None:
    """The file is below 4 MB and read in a tenth of a second; 20 pages take half a second at most."""
    assert (HERE / "weights.json").stat().st_size < 4_000_000
    pages = (CONTRACT * 40)[:60_000]
    began = process_time()
    weights.read(json.loads((HERE / "weights.json").read_text("utf-8")))
    read = process_time()
    candidates(pages)
    assert read - began < 0.5
    assert process_time() - read < 2.5


def test_headings_stand_above_what_follows() -> None:
    """Each sentence has the heading nearest before it; the foot of a page is none."""
    texts = [
        "It begins",
        "Source: LANTERN CO, 10-K",
        "A sentence of more words than any heading would ever have here.",
        "9",
    ]
    assert list(sentences.headings(texts)) == [None, 0, 0, 0]
    assert isinstance(sentences.sentences("A.")[0], Span)


FILLER = "The Supplier shall keep the premises clean and in good repair at all times.\n\n" * 130
LAW = (
    "This Agreement shall be governed by and construed in accordance with the laws of the State of Oregon, "
    "without regard to its conflict of laws principles."
)
ASSIGN = "Neither party may assign this Agreement without the prior written consent of the other party."
TERM = (
    "This Agreement shall commence on the Effective Date and shall continue in full force and effect for an "
    "initial term of five (5) years, unless earlier terminated in accordance with its terms."
)


def kinds_of(*passages: str) -> dict[str, dict[str, object]]:
    text = "SUPPLY AGREEMENT\n\n" + "\n\n".join((*passages, FILLER))
    return {one.kind: dict(one.value) for one in read_contract(text, "en").clauses}


def test_what_was_struck_out_of_a_long_contract_is_rejected() -> None:
    """Weights find it, and it counts for nothing."""
    told = kinds_of(LAW, f"[{ASSIGN} Struck out.]", TERM)
    assert told["governing_law"] == {"place": "US-OR"}
    assert told["subcontracting"].get("rejected") is True


def test_what_no_longer_holds_in_a_long_contract_is_no_clause() -> None:
    """Nor is a passage that only defines a word."""
    gone = f"The former agreement no longer applies, in which it was said: {ASSIGN[:-1]}."
    assert "subcontracting" in kinds_of(LAW, TERM, ASSIGN)
    assert "subcontracting" not in kinds_of(LAW, TERM, gone)


def test_a_long_contract_of_a_freelancer_is_read_by_phrases() -> None:
    """It settles what companies do not: a deposit, rounds of changes, the form of notice."""
    own = (
        "A deposit of 30 % is due on signing.", "The fee covers two rounds of changes.",
        "Invoices are payable within 14 days of receipt.", "Late invoices bear interest at 8 % a year.",
        "Notice is given by registered letter.", "Travel is reimbursed against receipts.",
        "If the Client cancels the order, half of the fee remains due.",
        "The Supplier delivers the index by 3 May 2026.", "Neither party discloses what it learns.",
        "Disputes are heard by the courts of Cork.",
    )  # fmt: skip
    told = kinds_of(LAW, ASSIGN, TERM, "Either party may end this on ten days' notice.", *own)
    assert told["notice_period"] == {"days": 10, "party": "either"}
