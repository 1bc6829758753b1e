"""What is worth knowing of a client, and decides nothing? Signals that have no weight, said as notes."""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.review.measured import Ground, first_month
from goodterms.signals.reading import Reading
from goodterms.terms.evidence import Text

SLOWER, CHASED = 3, 5
"""Times longer to answer than to ask again (M29), and messages that asked again, from which on it is said."""
OFFERED = 2
"""Easier ways to pay, all of them refused, from which on it is said (M25): one refusal is a preference."""
LONGER, SHORTEST, ANSWERED = 3, 1, 5
"""Times longer than the others wait for an answer (M21), days, and answers, from which on it is said."""


def unweighed(client: str, ground: Ground) -> Iterator[Text]:
    """What is said of a client beside what is weighed."""
    yield from _slower(_over("reply_asymmetry", client, ground, "recent_months"))
    yield from _refused(_over("easier_refused", client, ground, "most_months"))
    usual = ground.usual.of("own_delay", client)
    yield from _waiting(_over("own_delay", client, ground, "most_months"), usual)


def _slower(found: Reading | None) -> Iterator[Text]:
    """They want quick answers and give slow ones."""
    times = found.value if found is not None and found.observations >= CHASED else None
    if times is not None and times >= SLOWER:
        yield Text("note.reply_asymmetry", {"times": round(times)})


def _refused(found: Reading | None) -> Iterator[Text]:
    """Every easier way to pay was refused."""
    if found is not None and found.value == 1 and found.observations >= OFFERED:
        yield Text("note.easier_refused", {"count": found.observations})


def _waiting(found: Reading | None, usual: float | None) -> Iterator[Text]:
    """They wait longer for an answer than the others do."""
    days = found.value if found is not None and found.observations >= ANSWERED else None
    if days is not None and usual is not None and days >= max(SHORTEST, LONGER * usual):
        yield Text("note.own_delay", {"days": days, "usual": usual})


def _over(signal: str, client: str, ground: Ground, months: str) -> Reading | None:
    """A signal over so many months of the playbook; None where there is none."""
    first = first_month(ground.as_of, ground.playbook.whole(months))
    found = ground.readings.found.get((signal, client))
    return found.span(first, ground.as_of) if found is not None else None
