"""How well are contracts read that somebody labelled? Counts what was found, missed and invented.

A clause is found where one of the same kind overlaps the label's quote, or a passage that its value needs.
Labels that are optional, and kinds over which careful readers differ, count neither way.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from goodterms.parting.contract.reading import read_contract
from goodterms.parting.model import Clause, Contract, Span
from goodterms.records.documents.texts import text_of
from goodterms.records.source import Source
from goodterms.terms.languages import nfc

WORDS = frozenset({"name", "what", "basis", "lump_sum", "place_text", "area", "multiple", "per"})
"""Values in words of the text, of which no two readers take the same."""
COUNTRIES = {
    "France": "FR",
    "Luxembourg": "LU",
    "Belgique": "BE",
    "Suisse": "CH",
    "Québec": "CA-QC",
    "Việt Nam": "VN",
}


MARKS = frozenset({"overridden", "rejected", "working_days"})
SUFFIXES = (".txt", ".md", ".docx", ".pdf")


class Score(NamedTuple):
    """Of one contract or several: labels found, missed, clauses invented; values right; kinds said to be
    absent, and of those found all the same; things owed found, missed, with the right side and state."""

    counts: Counter[str]

    @property
    def f1(self) -> float:
        found = self.counts["found"]
        return 2 * found / max(2 * found + self.counts["missed"] + self.counts["invented"], 1)

    def share(self, name: str, of: str) -> float:
        return self.counts[name] / max(self.counts[of], 1)

    def told(self) -> str:
        c = self.counts
        return (
            f"F1 {self.f1:.3f}  precision {c['found'] / max(c['found'] + c['invented'], 1):.3f}  recall "
            f"{c['found'] / max(c['found'] + c['missed'], 1):.3f}  "
            f"values {self.share('right', 'found'):.3f}  "
            f"absent invented {self.share('absent_found', 'absent'):.3f}  owed recall "
            f"{c['owed_found'] / max(c['owed'], 1):.3f} side {self.share('owed_side', 'owed_found'):.3f} "
            f"state {self.share('owed_state', 'owed_found'):.3f} owed invented {c['owed_invented']}"
        )


def labelled(folder: Path, names: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and labels of the contracts of a folder."""
    for file in sorted(folder.glob("*.expected.json")):
        name = file.name.removesuffix(".expected.json")
        if not names or name in names:
            paper = next(one for one in sorted(folder.glob(f"{name}.*")) if one.suffix in SUFFIXES)
            text, _ = text_of(Source(paper.name, paper.read_bytes(), paper))
            yield name, text, json.loads(file.read_text("utf-8"))


def spans(text: str, quotes: list[str]) -> list[Span]:
    """Where quotes stand, however their words are broken into lines."""
    found = (re.search(r"-?\s+".join(map(re.escape, nfc(quote).split())), text) for quote in quotes)
    return [Span(one.start(), one.end()) for one in found if one]


def quotes(label: Mapping[str, Any]) -> list[str]:
    """What a label quotes, without what a page puts between its words."""
    return [label.get("quote_clean", label["quote"]), *label.get("also", ())]


def touches(a: Span, b: Span) -> bool:
    """Do two passages overlap?"""
    return a.start < b.end and b.start < a.end


def score(text: str, told: Mapping[str, Any], contract: Contract, misses: list[str] | None = None) -> Score:
    """One contract against its labels."""
    counts: Counter[str] = Counter()
    doubtful = set(told.get("doubtful", ()))
    left = [one for one in contract.clauses if one.kind not in doubtful]
    optional: list[tuple[str, list[Span]]] = []
    for label in told["clauses"]:
        places = spans(text, quotes(label))
        if label.get("optional") or label["kind"] in doubtful:
            optional.append((label["kind"], places))
            continue
        near = [
            one for one in left if one.kind == label["kind"] and any(touches(one.span, p) for p in places[:1])
        ]
        near = near or [
            one
            for one in left
            if one.kind == label["kind"] and any(touches(s, p) for p in places for s in (one.span, *one.also))
        ]
        if not near:
            counts["missed"] += 1
            counts[f"missed {label['kind']}"] += 1
            if misses is not None:
                misses.append(f"MISSED {label['kind']}: {label['quote']!r} {label['value']}")
            continue
        best = max(near, key=lambda one: agrees(label["value"], one))
        left.remove(best)
        counts["found"] += 1
        right = agrees(label["value"], best)
        counts["right"] += right
        if not right and misses is not None:
            misses.append(
                f"VALUE {label['kind']}: {label['quote']!r} wanted {label['value']} read {dict(best.value)}"
            )
    for one in left:
        if any(kind == one.kind and any(touches(one.span, p) for p in places) for kind, places in optional):
            continue
        if any(
            label["kind"] == one.kind and any(touches(one.span, p) for p in spans(text, quotes(label)))
            for label in told["clauses"]
        ):
            continue
        counts["invented"] += 1
        counts[f"invented {one.kind}"] += 1
        if misses is not None:
            misses.append(f"INVENTED {one.kind}: {text[one.span.start : one.span.end]!r} {dict(one.value)}")
    _absent(told, contract, counts)
    _owed(text, told, contract, counts, misses)
    return Score(counts)


def _absent(told: Mapping[str, Any], contract: Contract, counts: Counter[str]) -> None:
    kinds = {one.kind for one in contract.clauses}
    counts["absent"] += len(told["absent"])
    counts["absent_found"] += len(kinds & set(told["absent"]))


def _owed(
    text: str, told: Mapping[str, Any], contract: Contract, counts: Counter[str], misses: list[str] | None
) -> None:
    left = list(contract.loose_ends)
    for label in told.get("loose_ends", ()):
        counts["owed"] += 1
        places = spans(text, quotes(label))
        end = next((one for one in left if any(touches(one.span, p) for p in places)), None)
        if end is None:
            if misses is not None:
                misses.append(f"OWED MISSED {label['quote']!r} {label['owed_by']} {label['state']}")
            continue
        left.remove(end)
        counts["owed_found"] += 1
        side = {"freelancer": "me"}.get(label["owed_by"], label["owed_by"]) == end.owed_by
        state = label["state"] == end.state
        counts["owed_side"] += side
        counts["owed_state"] += state
        if misses is not None and not (side and state):
            misses.append(
                f"OWED WRONG {label['quote']!r} {label['owed_by']} {label['state']} "
                f"read {end.owed_by} {end.state}"
            )
    counts["owed_invented"] += len(left)
    if misses is not None:
        misses.extend(f"OWED INVENTED {contract.quote(one.span)!r} {one.owed_by} {one.state}" for one in left)


def agrees(wanted: Mapping[str, Any], clause: Clause) -> bool:
    """Is what was read what the label says? Words of the text, and marks that the label lacks, aside."""
    read = _plain(clause.value)
    want = _plain(wanted)
    return all(read.get(name) == value for name, value in want.items()) and not (
        {"overridden", "rejected", "at_any_time", "working_days", "phase"} & read.keys() - want.keys()
    )


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they can be compared: days as text, years as months, places as codes."""
    found: dict[str, Any] = {}
    for name, one in value.items():
        is_usual = (one is None and name == "due") or (one is False and name in MARKS)
        if name not in WORDS and not is_usual:
            is_years = name in ("years", "survives_years") and one is not None
            found[name.replace("years", "months") if is_years else name] = (
                one * 12 if is_years else _same(one)
            )
    return found


def _same(one: Any) -> Any:
    """A value as it can be compared; TOML has no null and says none."""
    if isinstance(one, list | tuple):
        forms = tuple(sorted(map(str, one)))
        return forms[0] if len(forms) == 1 else forms
    if isinstance(one, date):
        return one.isoformat()
    return None if one == "none" else COUNTRIES.get(one, one) if isinstance(one, str) else one


def measure(folder: Path, names: frozenset[str] = frozenset(), misses: list[str] | None = None) -> Score:
    """All contracts of a folder together."""
    counts: Counter[str] = Counter()
    for name, text, told in labelled(folder, names):
        mine: list[str] | None = None if misses is None else []
        counts += score(text, told, read_contract(text), mine).counts
        if misses is not None and mine:
            misses += [f"== {name}", *mine]
    return Score(counts)


if __name__ == "__main__":
    show = "-v" in sys.argv
    folder, *names = [one for one in sys.argv[1:] if one not in ("-v", "-k")]
    said: list[str] | None = [] if show else None
    result = measure(Path(folder), frozenset(names), said)
    print("\n".join(said or ()))  # noqa: T201 - a measure is read on the screen
    print(result.told())  # noqa: T201 - as above
    if "-k" in sys.argv or show:
        print(dict(result.counts))  # noqa: T201 - as above
