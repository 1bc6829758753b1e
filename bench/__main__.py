"""`python -m bench [--quick] [NAME…]` prints a line a figure; exit code 1 where a limit is broken."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bench.beside import ChildError, Line, Skipped
from bench.workshop import Workshop, say
from goodterms.terms import shelf


def measurements() -> dict[str, ModuleType]:
    """Every module here with a `measure` of its own, by name."""
    return {
        name: module
        for name, module in shelf.modules("bench").items()
        if getattr(getattr(module, "measure", None), "__module__", "") == module.__name__
    }


def run(names: list[str], *, quick: bool) -> Iterator[Line | Skipped]:
    """The figures of these measurements, each as soon as it is there."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        shop = Workshop(Path(scratch), quick=quick)
        for name in names:
            try:
                yield from measurements()[name].measure(shop)
            except ChildError as error:
                yield Skipped(name, str(error), over=True)


def main() -> int:
    """Reads what is wanted, prints what was found."""
    known = measurements()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the data, three rounds")
    asked = parser.parse_args()
    if unknown := set(asked.names) - known.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    over = False
    for figure in run(asked.names or list(known), quick=asked.quick):
        say("")
        sys.stdout.write(f"{figure}\n")
        sys.stdout.flush()
        over |= figure.over
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
