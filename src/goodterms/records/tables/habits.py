"""How does this file write its days and its sums? Learned column by column, where a cell leaves it open.

A column proves its own order of day and month with one day above 12, and its own decimal mark with one sum
such as 12,50. A column that proves nothing follows the other columns of its file, where these agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from goodterms.records.tables.amounts import proven_mark
from goodterms.records.tables.days import order_of

LEARNS_FROM = 2_000_000
"""Cells of a file that are looked at to learn how it is written."""
Column = str | int
"""A column by its name, or by its place where nobody reads it."""
BOTH = "both"


class _Proofs(NamedTuple):
    orders: Mapping[Column, set[str]]
    marks: Mapping[Column, set[str]]


class Habits:
    """How one file writes days and sums.

    `cells` gives all its cells with their columns; `told` is the order of day and month that the freelancer
    says it has.
    """

    def __init__(self, cells: Callable[[], Iterable[tuple[Column, str]]], told: str = "") -> None:
        self._cells = cells
        self._told = told

    def order(self, column: Column) -> str:
        """`day first` or `month first`; `both` where the column uses both; nothing where it is open."""
        decided = self._decided(self._proofs.orders, column)
        return (self._told or decided) if decided == BOTH else (decided or self._told)

    def mark(self, column: Column) -> str:
        """The mark that begins decimals; `both` where the column uses both; nothing where it is open."""
        return self._decided(self._proofs.marks, column)

    def several(self, column: Column) -> bool:
        """Does a column hold more than one text?"""
        texts: set[str] = set()
        for name, cell in self._cells():
            if name == column and cell.strip():
                texts.add(cell.strip())
                if len(texts) > 1:
                    return True
        return False

    @staticmethod
    def _decided(proofs: Mapping[Column, set[str]], column: Column) -> str:
        found = proofs.get(column) or set().union(*proofs.values())
        if len(found) > 1:
            return BOTH if proofs.get(column) else ""
        return next(iter(found), "")

    @cached_property
    def _proofs(self) -> _Proofs:
        proofs = _Proofs(defaultdict(set), defaultdict(set))
        for column, cell in islice(self._cells(), LEARNS_FROM):
            text = cell.strip()
            if order := order_of(text):
                proofs.orders[column].add(order)
            elif mark := proven_mark(text):
                proofs.marks[column].add(mark)
        return proofs
