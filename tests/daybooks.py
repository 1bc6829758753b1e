"""A daybook of a few lines, as the freelancer of all our examples would write it."""

from __future__ import annotations

from dataclasses import replace

from goodterms.records.importers import daybook
from goodterms.records.model import NOWHERE, Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

ME = "mara@lind.example"


def source(text: str) -> Source:
    return Source("d.txt", text.encode(), zone="Europe/Brussels", currency="EUR", me=("Mara Lind", ME))


def read(*lines: str) -> list[Record | Problem]:
    """What a daybook of these lines gives, without the evidence."""
    found = daybook.read(source("\n".join(("daybook", *lines))))
    return [one if isinstance(one, Problem) else replace(one, evidence=NOWHERE) for one in found]
