"""What all measurements share: a folder for the run, child processes, and stores made once."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path

from bench.beside import Children, Line, Run, in_turn
from bench.invented import DECADE, TENTH, Amount, batches
from goodterms.demo import folder

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "fr"


class Workshop:
    """One run of the bench, in a scratch folder that its caller removes."""

    def __init__(self, scratch: Path, *, quick: bool) -> None:
        self.scratch = scratch
        self.rounds = 3 if quick else 5
        self.children = Children(scratch)
        self.is_quick = quick

    @property
    def records(self) -> Path:
        """A freelancer's records folder: the larger one beside the checkout, else the demo's."""
        return CASES if CASES.is_dir() else folder()

    @property
    def large(self) -> Amount:
        """The amount that "ten years" stands for in this run."""
        return TENTH if self.is_quick else DECADE

    @property
    def mails(self) -> int:
        """The mails of a mailbox that is timed."""
        return 2_000 if self.is_quick else 25_000

    @property
    def most_megabytes(self) -> int:
        """The size of the mailbox whose memory is measured."""
        return 400 if self.is_quick else 4_096

    @property
    def small(self) -> Amount:
        """A tenth of it."""
        return Amount(*(number // 10 for number in self.large))

    @cached_property
    def large_store(self) -> Path:
        """The home folder of a store with the large amount in it."""
        return self._store("large", self.large)

    @cached_property
    def small_store(self) -> Path:
        """The same with a tenth of it."""
        return self._store("small", self.small)

    def compare(self, line: Line, ours: Run, theirs: Run) -> Line:
        """The line with its pairs filled in."""
        pairs = in_turn(ours, theirs, self.rounds, lambda step: say(f"{line.what}: {step}"))
        return line._replace(pairs=pairs)

    def _store(self, name: str, amount: Amount) -> Path:
        from goodterms.store.opening import open_store  # noqa: PLC0415 - wakes Django, for a few lines only

        say(f"making a store of {amount.messages:,} messages")
        home = self.scratch / name
        store = open_store(home)
        for batch in batches(amount):
            store.save(batch, batch.source)
        store.close()
        return home


def say(step: str) -> None:
    """Progress, on one line of a terminal or a line each in a log."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{step}")
    else:
        sys.stderr.write(f"{step}\n")
    sys.stderr.flush()
