"""What was said of the clauses of a contract: `--set`, `--not`, `--forget`, and where it is kept."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import home, store
from goodterms.faces.contract_papers import Paper, contract_of

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.model import Clause, Contract, Value
    from goodterms.records.model import Correction

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

SAID = "corrections"
"""Under this name the store keeps what was said of contracts, as if it were a file."""


def corrections(
    paper: Paper | None, told: Sequence[str], refused: Sequence[int], language: str, words: Words,
    *, forget: bool,
) -> tuple[Correction, ...]:  # fmt: skip
    """What was said of contracts so far, and now of this one."""
    from goodterms.store.database import FILE

    is_said = paper is not None and bool(told or refused or forget)
    if not (is_said or _is_kept(FILE)):
        return ()
    with store() as kept:
        so_far = said_so_far(kept)
        if paper is None or not is_said:
            return so_far
        if forget:
            so_far = _without(so_far, paper.text)
        now = contract_of(paper, language, so_far)
        new = [_word(one, now, words) for one in told] + [_no(number, now, words) for number in refused]
        return keep(kept, (*so_far, *new))


def _is_kept(file: str) -> bool:
    """Is there a store at all? To look is no reason to make one."""
    return bool(os.environ.get("DATABASE_URL")) or (home() / file).exists()


def said_so_far(kept: Any) -> tuple[Correction, ...]:
    """All that was said of contracts."""
    from goodterms.records.model import Correction

    return tuple(one for one in kept.records(Correction) if isinstance(one, Correction))


def _without(so_far: tuple[Correction, ...], text: str) -> tuple[Correction, ...]:
    from goodterms.parting.contract.correcting import digest

    mine = digest(text)
    return tuple(one for one in so_far if one.document != mine)


def keep(kept: Any, every: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """All that was said, the last word on each clause of a passage, as a file that is all there is."""
    from goodterms.records.model import Batch

    last = {(one.document, one.passage, one.kind): one for one in every}
    left = tuple(last.values())
    kept.save(Batch(SAID, None, left), f"{SAID} {left!r}", SAID, whole=True)
    return left


def _word(told: str, now: Contract, words: Words) -> Correction:
    """The correction that a --set asks for."""
    from goodterms.parting.contract.correcting import correction, read_values
    from goodterms.parting.contract.sheets import kinds

    numbered = re.fullmatch(r"(\d+)((?:\s+\w+=.*)+)", told.strip(), re.DOTALL)
    if numbered:
        clause = _numbered(int(numbered[1]), now, words)
        quote, kind, own, rest = now.quote(clause.span), clause.kind, dict(clause.value), numbered[2]
    else:
        quote, kind, rest, own = _passage(told, now, words)
    pairs = rest.split()
    asked = next((one[5:] for one in pairs if one.startswith("kind=")), kind)
    value = read_values(" ".join(one for one in pairs if not one.startswith("kind=")))
    if value is None or asked not in kinds():
        raise click.BadParameter(
            words("contract.bad_set", told=told, kinds=", ".join(kinds())), param_hint="--set"
        )
    return correction(now.text, quote, kind, own | value if asked == kind else value, becomes=asked)


def _passage(told: str, now: Contract, words: Words) -> tuple[str, str, str, dict[str, Value]]:
    """The words, the kind and the values in: its words kind days=45."""
    from goodterms.parting.contract.markup import as_it_stands
    from goodterms.parting.contract.sheets import kinds

    found = re.fullmatch(rf"(.+?)\s+({'|'.join(kinds())})((?:\s+\w+=.*)?)", told.strip(), re.DOTALL)
    if not found:
        raise click.BadParameter(words("contract.how_to_set", told=told), param_hint="--set")
    passage = as_it_stands(found[1], now.text)
    if not passage:
        raise click.BadParameter(words("contract.no_such_words", told=found[1]), param_hint="--set")
    return passage, found[2], found[3], {}


def _no(number: int, now: Contract, words: Words) -> Correction:
    """The correction that a --not asks for."""
    from goodterms.parting.contract.correcting import refusal

    clause = _numbered(number, now, words)
    return refusal(now.text, now.quote(clause.span), clause.kind)


def _numbered(number: int, now: Contract, words: Words) -> Clause:
    if not 0 < number <= len(now.clauses):
        count = len(now.clauses)
        raise click.BadParameter(words("contract.no_such_number", number=number, count=count))
    return now.clauses[number - 1]
