"""How far is the reading? Counts bytes, because one mailbox may be nearly all there is."""

from __future__ import annotations

from collections.abc import Callable

from goodterms.records.finding import Findings, Found
from goodterms.records.reading import MAPPED_FROM

Progress = Callable[[int, int, str], None]
"""Told now and then: how much is done, how much there is, and the name of what is being read."""


class Gauge:
    """Adds up what the files of one import say of themselves. Large ones are counted twice: who wrote in them
    is looked up before they are read."""

    def __init__(self, findings: Findings, progress: Progress) -> None:
        self._progress = progress
        self._sizes = {found: _size(found) for found in findings.files}
        self._total = max(1, sum(self._sizes.values()))
        self._left = self._total
        self._done = self._here = 0
        self._name = ""

    def begin(self, name: str) -> None:
        """A source has its turn."""
        self._name = name
        self._progress(self._done, self._total, name)

    def within(self, upto: int) -> None:
        """So many bytes of the present source were read; fewer than before means that it is read again."""
        if upto < self._here:
            self._done += self._here
        self._here = upto
        self._progress(min(self._done + upto, self._total), self._total, self._name)

    def end(self, found: Found | None) -> None:
        """The source is done with."""
        if found is not None:
            self._left -= self._sizes.pop(found, 0)
        self._done, self._here = self._total - self._left, 0
        self._progress(self._done, self._total, self._name)


def _size(found: Found) -> int:
    try:
        size = 0 if found.is_folder else found.path.stat().st_size
    except OSError:
        return 0
    return size * 2 if size >= MAPPED_FROM else size
