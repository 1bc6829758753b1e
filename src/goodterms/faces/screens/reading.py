"""Shows what files gave, and what in them could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from goodterms.desk import Brought
from goodterms.faces.terminal import Part, Screen
from goodterms.faces.words import Words
from goodterms.records.document import as_document
from goodterms.records.model import Batch
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from goodterms.store.keeping import Kept, Undone

MOST = 20
"""Problems of one run that are shown, those in the same words as one; the count of the others is."""
ALSO = 4
"""Further places that are shown of problems in the same words; the count of the others is."""


def show_batches(screen: Screen, batches: Sequence[Batch], words: Words, *, every: bool = False) -> None:
    """A line a file: who understood it, and how many records of each kind it gave; or `every` one."""
    if not batches:
        screen.line(words("inspect.nothing"))
        return
    headings = [words(heading) for heading in ("inspect.file", "inspect.read_as", "inspect.records")]
    rows = [(batch.source, _importer(batch.importer), _kinds(batch, words)) for batch in batches]
    screen.table(headings, rows)
    for batch in batches if every else ():
        for record in batch.records:
            _show_record(screen, as_document(record))


def _importer(importer: str | None) -> Part:
    return importer or ("–", "red")


def _kinds(batch: Batch, words: Words) -> str:
    """How many records of each kind a file gave."""
    kinds = Counter(str(as_document(record)["kind"]) for record in batch.records)
    return ", ".join(words(f"kind.{kind}", count=often) for kind, often in kinds.items()) or "–"


def _show_record(screen: Screen, fields: dict[str, Any]) -> None:
    """One record on one line, its place last; fields that are unknown are left out."""
    place = fields.pop("evidence")[0]
    kind = fields.pop("kind")
    told = ", ".join(
        f"{name} {_short(value)}" for name, value in fields.items() if value not in (None, [], {})
    )
    screen.line((kind, "bold"), f" {told} ", (f"{place['source']}, {place['locator']}", "dim"))


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return "; ".join(map(_short, value))
    return " ".join(str(value).split())


def show_imported(screen: Screen, brought: Sequence[Brought], words: Words) -> None:
    """What an import kept: new, changed and known records, file by file, then together."""
    keys = ("inspect.file", "inspect.read_as", "import.new", "import.changed", "import.known")
    rows = [(one.name, _importer(one.importer), *_counts(one, words)) for one in brought]
    screen.table([words(key) for key in keys], rows, numbers=3)
    screen.line(words("import.done", count=sum(one.saved.new for one in brought), files=len(brought)))


def _counts(one: Brought, words: Words) -> tuple[str, str, str]:
    return words.count(one.saved.new), words.count(one.saved.changed), words.count(one.saved.known)


def show_undone(screen: Screen, undone: Sequence[Undone], words: Words) -> None:
    """What was taken back, file by file."""
    for one in undone:
        screen.line(words("import.undone", count=one.records, path=one.path))
    if not undone:
        screen.line(words("import.nothing_to_undo"))


def show_history(screen: Screen, sources: Sequence[Kept], words: Words) -> None:
    """What was imported so far: a line a file."""
    if not sources:
        screen.line(words("import.nothing_yet"))
        return
    keys = ("inspect.file", "inspect.read_as", "import.when", "inspect.records", "import.problems")
    rows = [
        (
            one.path,
            _importer(one.importer),
            words.day(one.imported_at.date()),
            words.count(one.records),
            words.count(one.problems),
        )
        for one in sources
    ]
    screen.table([words(key) for key in keys], rows, numbers=2)


def show_problems(screen: Screen, problems: Iterable[Problem], words: Words) -> None:
    """Each problem with its file and place, once where several are alike; then how many more there are."""
    every = list(problems)
    if not every:
        return
    alike: dict[str, list[Problem]] = {}
    for one in every:
        alike.setdefault(words.say(one), []).append(one)
    screen.line()
    screen.line((words("problems.heading", count=len(every)), "bold"))
    for message, some in list(alike.items())[:MOST]:
        _show_alike(screen, message, some, words)
    if rest := sum(map(len, list(alike.values())[MOST:])):
        screen.line(f"  {words('problems.more', count=rest)}")


def _show_alike(screen: Screen, message: str, some: Iterable[Problem], words: Words) -> None:
    """Problems in the same words: where the first one is, and where else they are."""
    first, *others = {(one.source, one.locator): one for one in some}.values()
    place = words.place(first)
    screen.line("  ", (place, "cyan"), ": " if place else "", message)
    if others:
        places, rest = "; ".join(map(words.place, others[:ALSO])), len(others) - ALSO
        more = words("problems.also_more", places=places, count=rest)
        screen.line("    ", (more if rest > 0 else words("problems.also", places=places), "cyan"))
