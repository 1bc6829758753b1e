"""CUAD's contracts as numbers: sentences, how far lawyers marked them, and what is weighed of each."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from goodterms.parting.contract.learned.features import features, spoken, words
from goodterms.parting.contract.learned.kinds import KINDS
from goodterms.parting.contract.learned.sentences import sentences
from goodterms.parting.model import Span

CATEGORIES = tuple(KINDS)
HALF = 0.5
"""Of all words of two spans, that they have in common."""
COMMON = 12
"""Contracts in which a word has to be, to be looked at as it stands."""
OFTEN = 3
"""Marked sentences that a feature has to be in."""


class Contract(NamedTuple):
    """One contract of CUAD with its marks, and how far each sentence is marked."""

    title: str
    text: str
    spans: tuple[Span, ...]
    marks: dict[str, list[frozenset[str]]]
    share: np.ndarray
    """A row a sentence, a column a category: the words shared with a span that it touches, 0.01 at least."""


def word_set(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def load(path: Path) -> list[Contract]:
    """The contracts of a file in the form of SQuAD."""
    packed_bytes = path.read_bytes()
    plain = gzip.decompress(packed_bytes) if path.suffix == ".gz" else packed_bytes
    return [
        contract(entry["title"], part) for entry in json.loads(plain)["data"] for part in entry["paragraphs"]
    ]


def contract(title: str, part: dict[str, Any]) -> Contract:
    text = part["context"]
    spans = sentences(text)
    sets = [word_set(text[span.start : span.end]) for span in spans]
    share = np.zeros((len(spans), len(CATEGORIES)), np.float32)
    marks: dict[str, list[frozenset[str]]] = {category: [] for category in CATEGORIES}
    for asked in part["qas"]:
        category = asked["id"].rsplit("__", 1)[-1]
        for answer in asked["answers"] if category in marks else []:
            start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
            if start < 0:
                continue
            marks[category].append(word_set(answer["text"]))
            column = CATEGORIES.index(category)
            for number, span in enumerate(spans):
                if span.start < end and span.end > start:
                    much = max(0.01, shared(sets[number], marks[category][-1]))
                    share[number, column] = max(share[number, column], much)
    return Contract(title, text, spans, marks, share)


def common_words(contracts: list[Contract]) -> frozenset[str]:
    """Words that many contracts have."""
    counts: Counter[str] = Counter()
    for one in contracts:
        counts.update({word for word, _ in spoken(one.text)})
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def matrix(contracts: list[Contract], known: frozenset[str]) -> tuple[sparse.csr_matrix, list[str]]:
    """A row a sentence, a column a feature that enough marked sentences have."""
    counts: Counter[str] = Counter()
    for one in contracts:
        marked = (one.share >= HALF).any(1)
        for found, is_marked in zip(features(one.text, one.spans, known), marked, strict=True):
            if is_marked:
                counts.update(found.keys())
    names = sorted(name for name, count in counts.items() if count >= OFTEN)
    column = {name: number for number, name in enumerate(names)}
    data, indices, ends = [], [], [0]
    for one in contracts:
        for found in features(one.text, one.spans, known):
            row = [(column[name], much) for name, much in found.items() if name in column]
            indices.extend(number for number, _ in row)
            data.extend(much for _, much in row)
            ends.append(len(indices))
    shape = (len(ends) - 1, len(names))
    return sparse.csr_matrix((np.array(data, np.float32), np.array(indices), np.array(ends)), shape), names


class Data(NamedTuple):
    """All contracts as one matrix."""

    contracts: list[Contract]
    known: frozenset[str]
    names: list[str]
    x: sparse.csr_matrix
    share: np.ndarray
    owner: np.ndarray
    """Of each sentence: the number of its contract."""
    words: list[frozenset[str]]
    """Of each sentence: those of its words that are looked at as they stand."""


def gathered(path: Path) -> Data:
    contracts = load(path)
    known = common_words(contracts)
    x, names = matrix(contracts, known)
    share = np.vstack([one.share for one in contracts])
    owner = np.repeat(np.arange(len(contracts)), [len(one.spans) for one in contracts])
    kept = [
        known.intersection(words(one.text[span.start : span.end], known))
        for one in contracts
        for span in one.spans
    ]
    return Data(contracts, known, names, x, share, owner, kept)


def folds(groups: list[str], count: int, seed: int) -> np.ndarray:
    """For each contract the number of its fold; contracts of one group are in one."""
    names = sorted(set(groups))
    placed = dict(zip(names, np.random.RandomState(seed).permutation(len(names)) % count, strict=True))
    return np.array([placed[group] for group in groups])
