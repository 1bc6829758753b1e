"""Whose contract is this? The client whose name, address or VAT number stands in its first pages.

A contract names both sides where it begins. Of several clients the one that is named first counts where only
one stands in the first lines; else nobody is guessed, and it is a problem.

>>> both = {"Pixel Orchard": ("Pixel Orchard",), "Kestrel": ("Kestrel",)}
>>> parties("Between Pixel Orchard BV and Mara Lind, agreed on …", both)
('Pixel Orchard',)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodterms.records.settled.names import plain_number
from goodterms.terms.languages import fold, same_name

PAGES = 12_000
"""Characters in which a contract names its sides."""
FIRST_LINES = 1_500
SHORTEST = 4
"""Letters of a name that can be looked for: a shorter one may be any word."""


def parties(text: str, marks: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The clients that a contract names, by what each goes under: names, addresses, domains, VAT numbers."""
    for length in (FIRST_LINES, PAGES):
        found = _named(text[:length], marks)
        if found:
            return found
    return ()


def _named(text: str, marks: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    said, small, plain = f" {fold(text)} ", text.lower(), plain_number(text)
    return tuple(
        client for client, every in marks.items() if any(_is_in(one, said, small, plain) for one in every)
    )


def _is_in(mark: str, said: str, small: str, plain: str) -> bool:
    if len(mark) < SHORTEST:
        return False
    if "@" in mark or ("." in mark and " " not in mark):
        return mark.lower() in small
    if any(char.isdigit() for char in mark) and plain_number(mark) == mark:
        return mark in plain
    return any(f" {name} " in said for name in (fold(mark), same_name(mark)) if len(name) >= SHORTEST)
