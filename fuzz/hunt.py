"""What was found? Case after case for one importer, and what broke a promise is kept, once a kind.

A find is kept as a folder `fuzz/found/<importer>/<seed>-<number>`: the damaged file (`whole-…`), a smaller
one that does the same (`small-…`), and `case.json`, which says what happened and where.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fuzz.crew import TOO_LONG, Crew
from fuzz.damage import Case, case_of
from fuzz.examples import Target
from fuzz.promises import Fault
from fuzz.smaller import smaller
from fuzz.worker import Answer

FOUND = Path(__file__).with_name("found")
_PATIENCE = 2.0
"""How many times the seconds a case gets when it is tried again, to see how long it takes."""
Kind = tuple[str, str]


class Find(NamedTuple):
    """One fault, the case that shows it, and where it is kept."""

    importer: str
    seed: int
    number: int
    fault: Fault
    kept: Path

    def __str__(self) -> str:
        return (
            f"FOUND {self.importer}, case {self.number}, seed {self.seed}: {self.fault.what}"
            f" {self.fault.where}\n{self.fault.told.rstrip()}\nkept in {self.kept}\n"
        )


@dataclass
class Toll:
    """What the cases of one importer came to."""

    importer: str
    cases: int = 0
    finds: dict[Kind, Find] = field(default_factory=dict)
    slowest: float = 0.0
    slowest_case: int = 0
    megabytes: float = 0.0

    def add(self, number: int, answer: Answer) -> None:
        """Counts one case."""
        self.cases += 1
        self.megabytes = max(self.megabytes, answer.megabytes)
        if answer.seconds > self.slowest:
            self.slowest, self.slowest_case = answer.seconds, number


def hunt(
    crew: Crew, target: Target, seed: int, numbers: Iterable[int], toll: Toll, found: Path = FOUND
) -> Iterator[Find | None]:
    """What each case with one of these numbers shows that is new to the toll, which it adds up."""
    for number in numbers:
        case = case_of(seed, target, number)
        answer = crew.answer(target.module, case)
        toll.add(number, answer)
        fault = answer.fault
        if fault and _kind(fault) not in toll.finds:
            fault = _again(crew, target.module, case, fault)
        if fault is None or _kind(fault) in toll.finds:
            yield None
            continue
        find = Find(target.importer, seed, number, fault, found / target.importer / f"{seed}-{number}")
        _keep(crew, target, case, find)
        toll.finds[_kind(fault)] = find
        yield find


def kept_cases(found: Path = FOUND) -> Iterator[tuple[Path, Target, Case]]:
    """The cases that earlier runs kept, each as small as it got; what took too long as it was found."""
    for path in sorted(found.glob("*/*/case.json")):
        told = json.loads(path.read_text("utf-8"))
        data = next(path.parent.glob("whole-*" if told["what"] == TOO_LONG else "small-*")).read_bytes()
        case = Case(told["name"], data, told["dates"])
        yield path.parent, Target(told["importer"], told["module"], ()), case


def _kind(fault: Fault) -> Kind:
    return fault.what, fault.where


def _again(crew: Crew, module: str, case: Case, fault: Fault) -> Fault | None:
    """The fault as a fresh process shows it. One that does not come again was a matter of time, and none; or
    it hangs on what was read before, and is one."""
    crew.stop()
    second = crew.answer(module, case, _PATIENCE)
    if second.fault is None and fault.what == TOO_LONG:
        return fault if second.seconds > crew.allowed(case) else None
    return second.fault or fault._replace(told=f"{fault.told}\n(not again in a fresh process)")


def _keep(crew: Crew, target: Target, case: Case, find: Find) -> None:
    """Writes a find down, and then a smaller file that shows it too."""
    find.kept.mkdir(parents=True, exist_ok=True)
    said = {
        "importer": target.importer, "module": target.module, "seed": find.seed, "case": find.number,
        "name": case.name, "dates": case.dates, "what": find.fault.what, "where": find.fault.where,
        "told": find.fault.told.splitlines(),
    }  # fmt: skip
    (find.kept / "case.json").write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (find.kept / f"whole-{case.name}").write_bytes(case.data)

    def breaks(data: bytes) -> bool:
        fault = crew.answer(target.module, case._replace(data=data)).fault
        return fault is not None and _kind(fault) == _kind(find.fault)

    (find.kept / f"small-{case.name}").write_bytes(smaller(case.data, breaks))
