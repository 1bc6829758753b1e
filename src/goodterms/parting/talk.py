"""With whom do I talk, what do I say in three lines, and what may come back? (M52)

Nothing is put into anybody's mouth: a reason stands there only where the records bear it and nothing else
speaks for leaving; an objection only where they make it likely.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodterms.parting.alternatives import has_outgrown
from goodterms.parting.case import Case
from goodterms.parting.contact import contact_of
from goodterms.parting.days import YEAR
from goodterms.parting.exposure import undelivered
from goodterms.parting.gates import triggers
from goodterms.parting.model import ChannelAdvice, Exposure, Notice, Objection, Talk
from goodterms.terms.evidence import Text, Value

UNSAFE = ("plan.channel.danger", "plan.channel.proof")
"""Why one writes, and is not told to meet them."""
SOON = timedelta(days=30)
"""A day that matters to them counts for so long after the last day."""


def talk(case: Case, channel: ChannelAdvice, noticed: Notice, money: Exposure) -> Talk | None:
    """What is at hand at the talk; None once they were told, and where it had better be written."""
    if case.told_on is not None or channel.why.key in UNSAFE:
        return None
    contact = contact_of(case.own, case.client)
    return Talk(
        contact.name if contact else "",
        contact.messages if contact else 0,
        case.client.language,
        tuple(_says(case, noticed)),
        tuple(_objections(case, noticed, money)),
    )


def _says(case: Case, noticed: Notice) -> Iterator[Text]:
    yield Text("talk.say.end")
    by = "last_day_contract" if noticed.of == "contract" else "last_day"
    yield Text(f"talk.say.{by}", {"day": noticed.last_day})
    is_let_go = case.found is not None and case.found.verdict == "let_go"
    if has_outgrown(case) and not is_let_go:
        yield Text("talk.say.grown")


def _objections(case: Case, noticed: Notice, money: Exposure) -> Iterator[Objection]:
    """The gravest first, one of a kind."""
    unpaid = max((one for one in money.unpaid if one.minor > 0), key=lambda one: one.minor, default=None)
    if unpaid is not None:
        yield _objection("non_payment", "unpaid", sum=unpaid)
    harsh = [day for day, _ in triggers(case) if day > case.as_of - YEAR]
    if harsh:
        yield _objection("anger", "harsh", day=harsh[-1])
    soon = [one for one in case.occasions() if case.as_of < one.day <= noticed.last_day + SOON]
    if soon:
        named = "occasion" if soon[0].name else "day"
        yield _objection("guilt", named, what=soon[0].name, day=soon[0].day)
    if case.is_regular:
        yield _objection("bargains", "regular")
    in_hand = undelivered(case)
    if in_hand:
        yield _objection("question", "in_hand", what=in_hand[0].record.name)


def _objection(kind: str, why: str, **values: Value) -> Objection:
    return Objection(kind, Text(f"talk.why.{why}", values))
