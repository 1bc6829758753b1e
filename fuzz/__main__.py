"""`python -m fuzz [NAME…]` gives each importer damaged files; exit code 1 where one broke a promise."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable
from itertools import count, takewhile

from fuzz.crew import SECONDS, Crew, machine_factor
from fuzz.examples import targets
from fuzz.hunt import Toll, hunt, kept_cases
from fuzz.telling import Teller, table, telling


def main() -> int:
    """Reads what is wanted, hunts, tells."""
    asked = _asked()
    seconds = SECONDS * machine_factor()
    sys.stdout.write(f"seed {asked.seed}, at most {seconds:.1f} s a case\n")
    if asked.again:
        return _again(seconds, asked.names)
    tolls: list[Toll] = []
    try:
        with telling() as teller:
            _run(asked, seconds, tolls, teller)
    except KeyboardInterrupt:
        sys.stdout.write("stopped\n")
    sys.stdout.write(table(tolls))
    return 1 if any(toll.finds for toll in tolls) else 0


def _asked() -> argparse.Namespace:
    known = targets()
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(known)}")
    parser.add_argument("--minutes", type=float, default=60.0, help="for all of them together (60)")
    parser.add_argument("--cases", type=int, help="so many for each of them, however long it takes")
    parser.add_argument("--case", type=int, help="only the one with this number, of the same --seed")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--again", action="store_true", help="what earlier runs kept in fuzz/found, again")
    asked = parser.parse_args()
    if unknown := set(asked.names) - known.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return asked


def _run(asked: argparse.Namespace, seconds: float, tolls: list[Toll], teller: Teller) -> None:
    """Adds the toll of each importer, which gets a process and a share of the time for itself."""
    wanted = [targets()[name] for name in asked.names or targets()]
    share = asked.minutes * 60 / len(wanted)
    for at, target in enumerate(wanted):
        until = time.monotonic() + share
        toll = Toll(target.importer)
        tolls.append(toll)
        with Crew(seconds) as crew:
            for find in hunt(crew, target, asked.seed, _numbers(asked, until), toll):
                left = max(0.0, until - time.monotonic()) / share
                teller.step(toll, (at + 1 - left) / len(wanted))
                if find:
                    teller.find(find)
        teller.end(toll)


def _numbers(asked: argparse.Namespace, until: float) -> Iterable[int]:
    """Which cases an importer gets: one, so many, or as many as there is time for."""
    if asked.case is not None:
        return (asked.case,)
    if asked.cases is not None:
        return range(asked.cases)
    return takewhile(lambda _: time.monotonic() < until, count())


def _again(seconds: float, names: list[str]) -> int:
    """What was found before: is it mended?"""
    broken = False
    for kept, target, case in kept_cases():
        if names and target.importer not in names:
            continue
        with Crew(seconds) as crew:
            fault = crew.answer(target.module, case).fault
        broken |= fault is not None
        state = f"still {fault.what} {fault.where}" if fault else "mended"
        sys.stdout.write(f"{kept}: {state}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
