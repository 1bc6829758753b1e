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
APART, DAYS_APART, PACED, UNUSUAL = 4, 2, 10, 1.5
"""Times longer that one side takes to answer than the other (M32), days more, answers of each side, and times
longer than that side takes with other clients, where there are two, from which on it is said."""
SOFTER, ASKING, ODDER = 0.5, 10, 0.2
"""How much greater the share of softened messages is on one side (M32), messages of each side that ask or
judge, and how much greater it is than between these sides with other clients, from which on it is said."""
SWITCHED, ANSWERS = 0.5, 20
"""The share of answers by another way (e-mail, chat, call) than what they answer (M32), and answers of both
sides, from which on it is said."""
AGAIN, ASKED = 0.3, 6
"""The share of what was asked of the client that had to be asked again (M33), and times that something was
asked, from which on it is said."""
UNCLEAR, ASKED_BACK = 0.5, 5
"""The share of vague turns after which, answered, the next was as vague (M33), and such turns, from which on
it is said."""


def unweighed(client: str, ground: Ground) -> Iterator[Text]:
    """What is said of a client beside what is weighed."""
    yield from _slower(_over("reply_asymmetry", client, ground, "recent_months"))
    yield from _refused(_over("easier_refused", client, ground, "most_months"))
    usual = ground.usual.of("own_delay", client)
    mine = _over("own_delay", client, ground, "most_months")
    yield from _waiting(mine, usual)
    theirs = _over("their_delay", client, ground, "most_months")
    yield from _paced(mine, theirs, usual, ground.usual.of("their_delay", client))
    yield from _said_otherwise(
        _over("own_softened", client, ground, "most_months"),
        _over("their_softened", client, ground, "most_months"),
        ground.usual.of("own_softened", client),
        ground.usual.of("their_softened", client),
    )
    yield from _switched(_over("channel_switches", client, ground, "most_months"))
    yield from _asked_again(_over("asked_again", client, ground, "most_months"))
    yield from _unclear(_over("still_vague", client, ground, "most_months"))


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


def _paced(
    mine: Reading | None, theirs: Reading | None, my_usual: float | None, usual: float | None
) -> Iterator[Text]:
    """One side takes far longer to answer than the other, and than is usual for it."""
    for you, they in _far_apart(mine, theirs, PACED, DAYS_APART):
        slower, ordinary = (you, my_usual) if you > they else (they, usual)
        if slower >= max(APART * min(you, they), UNUSUAL * (ordinary or 0)):
            yield Text("note.their_delay", {"you": you, "they": they})


def _said_otherwise(
    mine: Reading | None, theirs: Reading | None, my_usual: float | None, usual: float | None
) -> Iterator[Text]:
    """One side softens what it asks and judges, the other says it straight."""
    for you, they in _far_apart(mine, theirs, ASKING, SOFTER):
        ordinary = 0.0 if my_usual is None or usual is None else my_usual - usual
        if abs(you - they - ordinary) >= ODDER:
            yield Text("note.their_softened", {"you": you, "they": they})


def _far_apart(
    mine: Reading | None, theirs: Reading | None, observations: int, least: float
) -> Iterator[tuple[float, float]]:
    """What is measured of both sides, where it rests on enough and is so much apart at the least."""
    if mine is None or theirs is None or min(mine.observations, theirs.observations) < observations:
        return
    if mine.value is not None and theirs.value is not None and abs(mine.value - theirs.value) >= least:
        yield mine.value, theirs.value


def _switched(found: Reading | None) -> Iterator[Text]:
    """What one side writes in one place, the other answers in another."""
    share = found.value if found is not None and found.observations >= ANSWERS else None
    if found is not None and share is not None and share >= SWITCHED:
        yield Text("note.channel_switches", {"share": share, "answers": found.observations})


def _asked_again(found: Reading | None) -> Iterator[Text]:
    """What the client was asked for came late, or never."""
    share = found.value if found is not None and found.observations >= ASKED else None
    if found is not None and share is not None and share >= AGAIN:
        again = round(share * found.observations)
        yield Text("note.asked_again", {"again": again, "asked": found.observations})


def _unclear(found: Reading | None) -> Iterator[Text]:
    """Asking what to change did not make it clearer."""
    share = found.value if found is not None and found.observations >= ASKED_BACK else None
    if found is not None and share is not None and share >= UNCLEAR:
        unclear = round(share * found.observations)
        yield Text("note.still_vague", {"unclear": unclear, "answered": found.observations})


def _over(signal: str, client: str, ground: Ground, months: str) -> Reading | None:
    """A signal over so many months of the playbook; None where there is none."""
    first = first_month(ground.as_of, ground.playbook.whole(months))
    found = ground.readings.found.get((signal, client))
    return found.span(first, ground.as_of) if found is not None else None
