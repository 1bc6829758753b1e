"""Learn the weights of `goodterms.parting.contract.learned` from CUAD, and measure how often they are right.

    make learn CUAD=path/to/CUADv1.json

Needs numpy, scipy and scikit-learn (tried with 2.4, 1.17 and 1.9), which the program itself does not. Reads
CUAD in the form of SQuAD, plain or gzipped; answers without a place (`answer_start` below 0) are left out.
The same file and seed give the same weights. Writes `weights.json` and `figures.json` beside the package.

How it is measured: five folds by contract. Everything that knows a mark (terms, weights, examples, trees,
threshold) is learned anew from the other four; the second look learns from first scores of contracts that the
first look had not seen, so each of the four is itself split, and compares sentences with those of other
contracts only. Only which words are common is counted over all contracts, without marks. A sentence found is
right where its words and those of a marked span of its category, as sets, share half of all; each span is
found once at most. What is measured is the code that ships, with the weights as they are written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from cuad import CATEGORIES, HALF, OFTEN, Contract, Data, folds, gathered, shared, word_set
from examples import Kept, kept
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from goodterms.parting.contract.learned import scoring
from goodterms.parting.contract.learned.kinds import KINDS
from goodterms.parting.contract.learned.weights import Branch, Tree, Weights, packed, written

HERE = Path(__file__).resolve().parents[1] / "src/goodterms/parting/contract/learned"
SEED, FOLDS, INNER_FOLDS = 0, 5, 4
HARD, SHARE = 12_000, 0.12
"""Unmarked sentences that look most like marked ones are all learned from; of the others a share, weighing
more."""
FIRST, MARKED = 20.0, 3.0
"""How freely the first look learns, and how much more a marked sentence weighs."""
SECOND = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.4,
    "early_stopping": False,
    "random_state": SEED,
}
"""How the second look learns."""
SMALLEST = 0.1
"""Weights nearer to zero are left out."""
AGAIN = 2_500
"""Sentences that are looked at again for each category, of all contracts that are learned from."""


class Look(NamedTuple):
    """The first look: for each category a constant and the weights of the kept terms."""

    keep: np.ndarray
    weights: np.ndarray
    bias: np.ndarray


def first_look(x: sparse.csr_matrix, share: np.ndarray) -> Look:
    """Learn from these sentences: once roughly, to see which unmarked ones are hard, then from those."""
    rng = np.random.RandomState(SEED)
    marked = (share >= HALF).any(1)
    keep = np.flatnonzero(np.bincount(x[marked].indices, minlength=x.shape[1]) >= OFTEN)
    x = x[:, keep]
    sampled = rng.rand(len(marked)) < 0.2
    rough = fitted(x, share, marked, marked | sampled, 5.0, FIRST / 4)
    likeness = (x @ rough.weights + rough.bias).max(1)
    hard = ~marked & (likeness >= np.sort(likeness[~marked])[-min(HARD, (~marked).sum())])
    sampled = rng.rand(len(marked)) < SHARE
    look = fitted(x, share, marked | hard, marked | hard | sampled, 1 / SHARE, FIRST)
    small = np.where(abs(look.weights) < SMALLEST, 0.0, look.weights)
    return Look(keep, small.round(2), look.bias.round(3))


def fitted(
    x: sparse.csr_matrix, share: np.ndarray, whole: np.ndarray, rows: np.ndarray, more: float, freely: float
) -> Look:
    """One logistic regression a category; sentences marked in part are left out, those not `whole` weigh
    more."""
    weights, bias = np.zeros((x.shape[1], share.shape[1])), np.full(share.shape[1], -9.0)
    for column in range(share.shape[1]):
        used = np.flatnonzero(rows & ((share[:, column] == 0) | (share[:, column] >= HALF)))
        is_marked = share[used, column] >= HALF
        if is_marked.sum() >= OFTEN:
            weigh = np.where(is_marked, MARKED, np.where(whole[used], 1.0, more))
            model = LogisticRegression(C=freely, solver="liblinear", tol=0.02, random_state=SEED)
            model.fit(x[used], is_marked, sample_weight=weigh)
            weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return Look(np.arange(x.shape[1]), weights, bias)


def scores(look: Look, x: sparse.csr_matrix) -> np.ndarray:
    return x[:, look.keep] @ look.weights + look.bias


def learn(data: Data, chosen: np.ndarray, groups: list[str]) -> Weights:
    """The weights that these contracts give."""
    rows = np.isin(data.owner, chosen)
    unseen = np.zeros_like(data.share, dtype=float)
    inner = np.zeros(len(data.contracts), int)
    inner[chosen] = folds([groups[number] for number in chosen], INNER_FOLDS, SEED + 1)
    for fold in range(INNER_FOLDS):
        held = rows & (inner[data.owner] == fold)
        look = first_look(data.x[rows & ~held], data.share[rows & ~held])
        unseen[held] = scores(look, data.x[held])
    look = first_look(data.x[rows], data.share[rows])
    floor = tuple(float(np.sort(column)[-min(AGAIN, len(column))].round(2)) for column in unseen[rows].T)
    compared = kept(data, np.flatnonzero(rows), unseen)
    base, trees, second = second_look(data, chosen, unseen, floor, compared)
    total = sum(len(marks) for number in chosen for marks in data.contracts[number].marks.values())
    return Weights(
        CATEGORIES,
        data.known,
        tuple(look.bias),
        terms(look, data.names),
        floor,
        compared.rare,
        compared.examples,
        base,
        trees,
        threshold(second, total),
    )


def terms(look: Look, names: list[str]) -> dict[str, str]:
    """The kept weights by the name of their feature."""
    found = {}
    for place, column in enumerate(look.keep):
        row = look.weights[place]
        if row.any():
            found[names[column]] = packed([(number, row[number]) for number in np.flatnonzero(row)])
    return found


def second_look(
    data: Data, chosen: np.ndarray, unseen: np.ndarray, floor: tuple[float, ...], compared: Kept
) -> tuple[float, tuple[Tree, ...], list[tuple[float, bool]]]:
    """The trees of the second look, and the second scores with whether each sentence is marked."""
    starts = np.searchsorted(data.owner, np.arange(len(data.contracts) + 1))
    near, share = [], []
    for number in chosen:
        one, table = data.contracts[number], unseen[starts[number] : starts[number + 1]].tolist()
        for column in range(len(CATEGORIES)):
            for place, found in scoring.looked_at(one.spans, table, column, floor[column]):
                near.append([*found, *compared.like(starts[number] + place, column, number)])
                share.append(one.share[place, column])
    x, y = np.array(near), np.array(share)
    used = (y == 0) | (y >= HALF)
    model = HistGradientBoostingClassifier(**SECOND).fit(x[used], y[used] >= HALF)
    base = round(float(np.ravel(model._baseline_prediction)[0]), 4)
    trees = tuple(tree(grown[0].nodes) for grown in model._predictors)
    second = model.decision_function(x).tolist()
    return base, trees, list(zip(second, (y >= HALF).tolist(), strict=True))


def tree(nodes: np.ndarray) -> Tree:
    """A tree as it is kept: forks keep every digit that decides, leaves four."""
    return tuple(
        Branch(0, round(float(node["value"]), 4))
        if node["is_leaf"]
        else Branch(
            int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])
        )
        for node in nodes
    )


def threshold(second: list[tuple[float, bool]], total: int) -> float:
    """The second score from which on the most is right for what is found and missed, over all categories."""
    best, right, chosen = 0.0, 0, 0.0
    for count, (score, is_marked) in enumerate(sorted(second, reverse=True), 1):
        right += is_marked
        if 2 * right / (count + total) > best:
            best, chosen = 2 * right / (count + total), score
    return round(chosen, 3)


Tally = dict[str, list[int]]
"""By category: what was rightly found, wrongly found and missed."""


def measured(data: Data, groups: list[str]) -> list[Tally]:
    """Each contract by weights that had not seen it."""
    found: list[Tally] = []
    fold = folds(groups, FOLDS, SEED)
    for number in range(FOLDS):
        weights = learn(data, np.flatnonzero(fold != number), groups)
        found += [counted(data.contracts[held], weights) for held in np.flatnonzero(fold == number)]
        sys.stderr.write(f"fold {number + 1}: F1 {f1(totals(together(found))):.3f} so far\n")
    return found


def counted(one: Contract, weights: Weights) -> Tally:
    """What is found in a contract. The likest pairs of a sentence and a span are paired first."""
    found: dict[str, list[frozenset[str]]] = {category: [] for category in CATEGORIES}
    for hit in scoring.found(one.text, weights):
        found[hit.category].append(word_set(one.text[hit.span.start : hit.span.end]))
    return {category: _paired(hits, one.marks[category]) for category, hits in found.items()}


def _paired(hits: list[frozenset[str]], marks: Sequence[frozenset[str]]) -> list[int]:
    pairs = [(shared(hit, mark), i, j) for i, hit in enumerate(hits) for j, mark in enumerate(marks)]
    used_hits, used_marks = set(), set()
    for likeness, i, j in sorted(pairs, reverse=True):
        if likeness >= HALF and i not in used_hits and j not in used_marks:
            used_hits.add(i)
            used_marks.add(j)
    right = len(used_hits)
    return [right, len(hits) - right, len(marks) - right]


def together(found: list[Tally]) -> Tally:
    """All contracts' spans."""
    return {
        name: [sum(column) for column in zip(*(one[name] for one in found), strict=True)]
        for name in CATEGORIES
    }


def once_a_contract(found: list[Tally]) -> Tally:
    """By kind, each once a contract: right where a sentence is that shares half of its words with a marked
    one, wrong where sentences were found and none is, missed where some are marked and none is found."""
    tally: Tally = {kind: [0, 0, 0] for kind in KINDS.values()}
    for one in found:
        for kind in tally:
            rows = [one[name] for name in CATEGORIES if KINDS[name] == kind]
            right, wrong, missed = (sum(column) for column in zip(*rows, strict=True))
            for place, more in enumerate((right > 0, not right and wrong > 0, not right and missed > 0)):
                tally[kind][place] += more
    return tally


def totals(tally: Tally, without: frozenset[str] = frozenset()) -> list[int]:
    return [sum(row[place] for name, row in tally.items() if name not in without) for place in range(3)]


def f1(row: list[int]) -> float:
    right, wrong, missed = row
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def figures(data: Data, found: list[Tally], by_company: list[Tally]) -> dict[str, Any]:
    """What is written about it."""
    tally, kinds_once = together(found), once_a_contract(found)
    right, wrong, missed = totals(tally)
    kinds = {name: round(f1(row), 3) for name, row in tally.items()}
    return {
        "learned_from": "CUAD v1, The Atticus Project, CC BY 4.0",
        "contracts": len(data.contracts),
        "folds": FOLDS,
        "micro_f1": round(f1(totals(tally)), 3),
        "macro_f1": round(sum(kinds.values()) / len(kinds), 3),
        "precision": round(right / (right + wrong), 3),
        "recall": round(right / (right + missed), 3),
        "micro_f1_without_anti_assignment": round(f1(totals(tally, frozenset({"Anti-Assignment"}))), 3),
        "micro_f1_companies_apart": round(f1(totals(together(by_company))), 3),
        "micro_f1_once_a_contract": round(f1(totals(kinds_once)), 3),
        "micro_f1_once_a_contract_without_subcontracting": round(
            f1(totals(kinds_once, frozenset({"subcontracting"}))), 3
        ),
        "categories": {
            name: {"right": row[0], "wrong": row[1], "missed": row[2], "f1": kinds[name]}
            for name, row in tally.items()
        },
    }


def main() -> None:
    """Measure, learn from all, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cuad", type=Path, help="CUADv1.json, or the same gzipped")
    parser.add_argument("--out", type=Path, default=HERE, help="where the two files are written")
    told = parser.parse_args()
    data = gathered(told.cuad)
    sys.stderr.write(f"{len(data.contracts)} contracts, {len(data.owner)} sentences\n")
    titles = [f"{number} {one.title}" for number, one in enumerate(data.contracts)]
    companies = [one.title.split("_")[0].lower() for one in data.contracts]
    weights = learn(data, np.arange(len(data.contracts)), titles)
    document = json.dumps(written(weights), indent=0, ensure_ascii=False, sort_keys=True) + "\n"
    (told.out / "weights.json").write_text(document, "utf-8")
    report = figures(data, measured(data, titles), measured(data, companies))
    report["weights_sha256"] = hashlib.sha256(document.encode()).hexdigest()
    (told.out / "figures.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
