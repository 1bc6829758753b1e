"""Which columns does this table have, and what stands in each row?

For the CSV files of the records folder: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar;
headings in every language of `goodterms.records.headings`. A `Form` says what one kind of file holds; a
file is recognised by the columns the form needs. Lines that start with `# ` before the headings are
comments.

A row that does not line up with its headings is a problem: a longer one is not read, because nobody knows
which cell is the one too many; a shorter one is read as if the rest were empty, unless it is the file's
cut-off end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from itertools import chain
from typing import NamedTuple

from goodterms.records import headings
from goodterms.records.cells import Dates, Row
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

DELIMITERS = ",;\t|"
LONGEST_ROW = 200
"""Lines that one quoted cell may span before its quote counts as forgotten."""
_NO_CLOSING_QUOTE = "\0"
_SEPARATOR_LINE = re.compile(r"sep=(.)$", re.IGNORECASE)


class Head(NamedTuple):
    """The headings of a table: their line (from 1), the mark between cells, the words themselves."""

    line: int
    delimiter: str
    words: tuple[str, ...]
    commented: bool
    """Comments stand before it, as in a form that was handed out."""


class Split(NamedTuple):
    """One row of a table: its first line, its text, its cells; no cells where a quote was never closed."""

    line: int
    text: str
    cells: tuple[str, ...] | None


@dataclass(frozen=True)
class Form:
    """One kind of CSV file: its usual name, and its columns with a word on each.

    `needs` are the columns without which a file is not of this kind; a name with a bar (`hours|ended`) needs
    one of the two. `oneof` are optional columns of which a file of this kind has at least one.
    """

    file: str
    about: str
    needs: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)
    oneof: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    """For the export of one program: its own headings, `plain`, and the column that each means (empty: known,
    and not read). Without it, the headings that people use."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order in which they are written."""
        return tuple(name for names in (*self.needs, *self.may) for name in names.split("|"))

    def recognises(self, source: Source) -> float:
        """The share of the headings this form knows; 0 below a half, or where a needed column is missing."""
        found = self._columns(_head(source.first))
        needed = all(any(name in found for name in names.split("|")) for names in self.needs)
        hinted = not self.oneof or any(name in found for name in self.oneof)
        known = sum(name is not None for name in found)  # also those that are known and not read
        return known / len(found) if needed and hinted and known * 2 >= len(found) > 0 else 0

    def read(self, source: Source, build: Callable[[Row], Record | None]) -> Iterator[Record | Problem]:
        """A record for each row that `build` makes one of, followed by the problems of that row."""
        text, head = source.text, _head(source.first)
        columns = self._columns(head)
        yield from self._strange_columns(source, head, columns)
        dates, said, empty = Dates(text, source.home), set[str](), True
        for split in split_rows(text, head):
            empty = False
            row = self._row(source, split, columns, dates, said)
            record = build(row) if row.readable else None
            if record is not None:
                yield record
            yield from row.problems
        if empty and not head.commented:
            yield source.problem(f"line {head.line}", "csv.no_rows")

    @property
    def template(self) -> tuple[str, str]:
        """The usual file name, and an empty form: what each column is for, then the headings."""
        words = [
            f"# {name.replace('|', ' or ')}: {word}"
            for name, word in (*self.needs.items(), *self.may.items())
        ]
        return self.file, "\n".join([f"# {self.about}", *words, ",".join(self.columns), ""])

    def _columns(self, head: Head) -> tuple[str | None, ...]:
        """For each heading the column it means in this form, or None."""
        return tuple(self._column(word) for word in head.words)

    def _column(self, word: str) -> str | None:
        if self.called:
            return self.called.get(word)
        return next((name for name in headings.meaning(word) if name in self.columns), None)

    def _strange_columns(
        self, source: Source, head: Head, columns: tuple[str | None, ...]
    ) -> Iterator[Problem]:
        pairs = list(zip(head.words, columns, strict=True))
        strange = [word for word, name in pairs if word and name is None]
        again = [word for at, (word, name) in enumerate(pairs) if name and name in columns[:at]]
        for key, words in (("csv.unknown_columns", strange), ("csv.repeated_columns", again)):
            if words:
                yield source.problem(f"line {head.line}", key, columns=", ".join(words))

    def _row(
        self,
        source: Source,
        split: Split,
        columns: tuple[str | None, ...],
        dates: Dates,
        said: set[str],
    ) -> Row:
        values: dict[str, str] = {}
        for name, cell in zip(columns, split.cells or (), strict=False):
            if name:
                values.setdefault(name, " ".join(cell.split()))
        row = Row(source, split.line, split.text, values, dates, said)
        if split.cells is None:
            row.refuse("csv.open_quote")
        elif any(cell.strip() for cell in split.cells[len(columns) :]):
            row.refuse("csv.long_row", cells=len(split.cells), columns=len(columns))
        elif len(split.cells) < len(columns):
            _mind_short(row, split, columns)
        if "\ufffd" in split.text:
            row.problem("csv.broken_text")
        return row


def _mind_short(row: Row, split: Split, columns: Sequence[str | None]) -> None:
    """Read a short row, unless its last cell may be half a cell or its sums would lose their currency."""
    cells = split.cells or ()
    cut = not split.text.endswith(("\n", "\r")) or "currency" in columns[len(cells) :]
    (row.refuse if cut else row.problem)(
        "csv.cut_row" if cut else "csv.short_row", cells=len(cells), columns=len(columns)
    )


def split_rows(text: str, head: Head) -> Iterator[Split]:
    """The rows below the headings; empty lines, and lines of nothing but marks, are none."""
    lines = list(StringIO(text, newline=""))
    index = head.line
    blank = f" \t\r\n{head.delimiter}"
    while index < len(lines):
        if not lines[index].strip(blank):
            index += 1
            continue
        split, used = _split(lines, index, head)
        yield split
        index += used


def _split(lines: list[str], index: int, head: Head) -> tuple[Split, int]:
    """The row that starts on a line, and over how many lines its quotes span."""
    line = lines[index]
    if '"' not in line:
        return Split(index + 1, line, tuple(line.rstrip("\r\n").split(head.delimiter))), 1
    chunk = lines[index : index + LONGEST_ROW]
    reader = csv.reader(chain(chunk, [_NO_CLOSING_QUOTE]), delimiter=head.delimiter)
    try:
        cells = tuple(next(reader))
    except csv.Error:  # a cell longer than the csv module reads
        return Split(index + 1, line, None), 1
    used = reader.line_num
    if used > len(chunk) or (used > 1 and len(cells) != len(head.words)):
        return Split(index + 1, line, None), 1
    return Split(index + 1, "".join(chunk[:used]), cells), used


@lru_cache(maxsize=8)
def _head(first: str) -> Head:
    """The headings: the first line that is neither empty nor a comment, split where it makes most sense."""
    commented, stated = False, ""
    for number, line in enumerate(StringIO(first, newline=""), 1):
        bare = line.strip()
        if found := _SEPARATOR_LINE.match(bare):
            stated = found[1]
        elif bare.lstrip('"').startswith("# "):
            commented = True
        elif bare:
            splits = [Head(number, mark, _cells(bare, mark), commented) for mark in stated or DELIMITERS]
            return max(splits, key=_sense)
    return Head(1, ",", (), commented)


def _sense(head: Head) -> tuple[int, int]:
    """How much sense a split makes: headings that people use, then headings at all."""
    return sum(bool(headings.meaning(word)) for word in head.words), sum(map(bool, head.words))


def _cells(line: str, mark: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=mark))
    except csv.Error:  # a line longer than the csv module reads is no line of headings
        return ()
    return tuple(headings.plain(cell) for cell in cells)
