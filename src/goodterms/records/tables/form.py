"""Which columns does this table have, and what stands in each row?

For the CSV files of the records folder and of programs, and for the sheets of workbooks. A `Form` says what
one kind of table holds; a table is recognised by the columns the form needs, in every language of
`goodterms.records.headings`.

A row that does not line up with its headings is a problem: a longer one is not read, because nobody knows
which cell is the one too many; a shorter one is read as if the rest were empty, unless it is the file's
cut-off end. A row that only sums up the others, or repeats the headings, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from goodterms.records import headings
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.habits import Column, Habits
from goodterms.records.tables.lines import Head, Heading, Split, find_head, first_of, split_rows, text_of
from goodterms.terms.evidence import Problem

SYNONYM = 0.9
"""What a heading that people use counts beside the columns' own names: a program's own reader goes first."""
LEAST_KNOWN = 0.25
"""The part of the headings that must be known before a table is asked for the one column it lacks."""
DAYS = frozenset({"issued", "paid_on", "booked_on", "started", "date"})
"""Needed columns that hold a day: the word `total` in one of them is no day."""
MOST_NAMED = 12
"""Columns that nobody reads and that a problem names."""
Built = Record | Sequence[Record] | None


LONGEST_TOTAL = 60
"""Characters of a cell that says that its row is a sum: `Total Q1 2026`."""


@dataclass(frozen=True)
class Form:
    """One kind of table: its usual name, and its columns with a word on each.

    `needs` are the columns without which a file is not of this kind; a name with a bar (`hours|ended`) needs
    one of the two. `oneof` are optional columns of which a file of this kind has at least one, unless it has
    the usual name.
    """

    file: str
    about: str
    needs: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)
    oneof: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    """For the export of one program: its own headings, `plain`, and the column that each means (empty: known,
    and not read). Without it, the headings that people use."""
    also: tuple[str, ...] = ()
    """Columns that programs write and nobody is asked for."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a needed column (as in `needs`) the others of which one may stand in for it."""
    joined: tuple[str, ...] = ()
    """Columns that a file may have several times: what stands in them is put together."""
    asks: bool = False
    """People keep many tables of this kind: one that lacks a single needed column is told which."""
    foreign: bool = False
    """Programs make such tables, with columns of their own: that some are not read is nothing to look at."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns that a person is asked for, in the order in which they are written."""
        return tuple(name for names in (*self.needs, *self.may) for name in names.split("|"))

    def recognises(self, source: Source) -> float:
        """How much of the headings this form knows; 0 where a needed one is missing or too little is known.

        Of few needed columns half of all headings must be known; the more of them there are and are found,
        the surer they make it.
        """
        head = self.head(source)
        found = [self._column(cell) for cell in head.cells if cell.word]
        known = sum(name is not None for name in found)  # also those that are known and not read
        if not known:
            return 0
        missing = self._missing(found)
        share = self._share(head)
        if missing:
            return share / 20 if self._nearly(missing) and known >= LEAST_KNOWN * len(found) else 0
        hinted = not self.oneof or self._is_named_so(source) or any(name in found for name in self.oneof)
        return share if hinted and known * max(2, len(self.needs)) >= len(found) else 0

    def _is_named_so(self, source: Source) -> bool:
        """Has the freelancer given it the name that such a file has in a records folder?"""
        return source.name.rpartition("/")[2] == self.file

    def read(self, source: Source, build: Callable[[Row], Built]) -> Iterator[Record | Problem]:
        """What `build` makes of each row, followed by the problems of that row."""
        text, head = text_of(source), self.head(source)
        columns = tuple(self._column(cell) for cell in head.cells)
        if missing := self._missing(columns):
            column = ", ".join(names.replace("|", " / ") for names in missing)
            yield source.problem(f"line {head.line}", "csv.lacks_column", column=column)
            return
        yield from self._strange_columns(source, head, columns)
        habits, said, empty = Habits(lambda: _cells(text, head, columns), source.dates), set[str](), True
        for split in split_rows(text, head):
            row = self._row(source, split, head, columns, habits, said)
            if self._is_no_row(split, head, row):
                continue
            empty = False
            built = build(row) if row.readable else None
            if built is not None:
                yield from built if isinstance(built, Sequence) else (built,)
            yield from row.problems
        if empty and not head.commented:
            yield source.problem(f"line {head.line}", "csv.no_rows")

    def head(self, source: Source) -> Head:
        """The headings of a table."""
        return find_head(first_of(source), lambda cell: self._column(cell) is not None, usual=not self.called)

    @property
    def template(self) -> tuple[str, str]:
        """The usual file name, and an empty form: what each column is for, then the headings."""
        words = [
            f"# {name.replace('|', ' or ')}: {word}"
            for name, word in (*self.needs.items(), *self.may.items())
        ]
        return self.file, "\n".join([f"# {self.about}", *words, ",".join(self.columns), ""])

    def _column(self, cell: Heading) -> str | None:
        """The column that a heading means in this form, or None."""
        for word in cell.readings:
            if self.called:
                if word in self.called:
                    return self.called[word]
            elif not cell.rate:
                meant = headings.meaning(word)
                for ours in (self.columns, self.also):  # one that people are asked for goes first
                    if name := next((name for name in meant if name in ours), None):
                        return name
        return None

    def _share(self, head: Head) -> float:
        """How surely these headings are of this form: its columns' own names, or words that mean them."""
        pairs = [(cell, self._column(cell)) for cell in head.cells if cell.word]
        known = [(cell, name) for cell, name in pairs if name is not None]
        if self.called or all(cell.word == headings.plain(name) for cell, name in known):
            return len(known) / len(pairs)
        return SYNONYM * len(known) / len(pairs)

    def _missing(self, found: Sequence[str | None]) -> list[str]:
        """The needed columns that are neither there nor have one that stands in for them."""
        return [
            names
            for names in self.needs
            if not any(name in found for name in (*names.split("|"), *self.instead.get(names, ())))
        ]

    def _nearly(self, missing: Sequence[str]) -> bool:
        return self.asks and len(missing) == 1 and len(self.needs) > 2

    def _strange_columns(
        self, source: Source, head: Head, columns: tuple[str | None, ...]
    ) -> Iterator[Problem]:
        pairs = list(zip(head.words, columns, strict=True))
        strange = [word for word, name in pairs if word and name is None]
        again = [
            word
            for at, (word, name) in enumerate(pairs)
            if name and name in columns[:at] and name not in self.joined
        ]
        for key, words in (("csv.unknown_columns", strange), ("csv.repeated_columns", again)):
            if words and not self.foreign:
                more = ["…"] if len(words) > MOST_NAMED else []
                named = ", ".join(words[:MOST_NAMED] + more)
                yield source.problem(f"line {head.line}", key, columns=named)

    def _is_no_row(self, split: Split, head: Head, row: Row) -> bool:
        """Does this line only sum up others, or say the headings once more?"""
        cells = split.cells or ()
        at, first = next(
            ((at, headings.plain(cell)) for at, cell in enumerate(cells) if cell.strip()), (0, "")
        )
        if head.words[at : at + 1] == (first,) and tuple(map(headings.plain, cells)) == head.words:
            return True
        if len(first) > LONGEST_TOTAL or re.sub(r"( \d+)+$", "", first) not in headings.written("total"):
            return False
        there = {name for name, cell in row.values.items() if cell}
        if at < len(head.cells) and (name := self._column(head.cells[at])) in DAYS:
            there.discard(name)
        return bool(self._missing(tuple(there)))

    def _row(
        self,
        source: Source,
        split: Split,
        head: Head,
        columns: tuple[str | None, ...],
        habits: Habits,
        said: set[str],
    ) -> Row:
        values, currencies = dict[str, str](), dict[str, str]()
        for name, heading, text in zip(columns, head.cells, split.cells or (), strict=False):
            if not name:
                continue
            cell = " ".join(text.split())
            if name in self.joined and values.get(name):
                values[name] += "" if cell in values[name] else f" {cell}"
            elif name not in values or name in self.joined:
                values[name] = cell
                currencies[name] = heading.currency
        row = Row(source, split.line, split.text, values, habits, said, currencies=currencies)
        _line_up(row, split, columns)
        return row


def _line_up(row: Row, split: Split, columns: tuple[str | None, ...]) -> None:
    """What is wrong with a row beside its headings."""
    if split.cells is None:
        row.refuse("csv.open_quote")
    elif any(cell.strip() for cell in split.cells[len(columns) :]):
        row.refuse("csv.long_row", cells=len(split.cells), columns=len(columns))
    elif len(split.cells) < len(columns):
        _mind_short(row, split, columns)
    if "\ufffd" in split.text:
        row.problem("csv.broken_text")


def _mind_short(row: Row, split: Split, columns: Sequence[str | None]) -> None:
    """Read a short row, unless its last cell may be half a cell or its sums would lose their currency."""
    cells = split.cells or ()
    cut = not split.text.endswith(("\n", "\r")) or "currency" in columns[len(cells) :]
    (row.refuse if cut else row.problem)(
        "csv.cut_row" if cut else "csv.short_row", cells=len(cells), columns=len(columns)
    )


def _cells(text: str, head: Head, columns: Sequence[str | None]) -> Iterator[tuple[Column, str]]:
    """All cells of a table with their columns."""
    names = [name or at for at, name in enumerate(columns)]
    for split in split_rows(text, head):
        yield from zip(names, split.cells or (), strict=False)
