"""Who is who: the freelancer, clients, the people there, colleagues."""

from __future__ import annotations

from goodterms.records.daybook.fact import Line, Outcome, fact, given
from goodterms.records.daybook.line import Told
from goodterms.records.model import Client, Colleague, Contact, Freelancer
from goodterms.terms.evidence import Text


@fact(
    "nothing",
    "email zone country currency language hours days target costs cash remote on_site holiday playbook rule",
)
def me(told: Told, line: Line) -> Outcome:
    """The freelancer."""
    if told.one("remote") and told.one("on_site"):
        return Text("daybook.said_twice", {"what": "remote"})
    slots = ("country", "language", "currency", "days", "work_from", "work_to", "playbook")
    sums = ("target_rate", "monthly_costs", "cash")
    return [
        Freelancer(
            name=told.one("name"),
            emails=told.many("email"),
            timezone=told.one("zone") or "",
            remote=True if told.one("remote") else False if told.one("on_site") else None,
            holidays=told.many("holidays"),
            rules=tuple(zip(told.many("rule"), told.many("rule_value"), strict=True)),
            evidence=line.evidence,
            **given(told, *slots, *sums),
        )
    ]


@fact("nothing", "email domain zone country language since referred_by client_kind")
def client(told: Told, line: Line) -> Outcome:
    """Somebody who is worked for; a date before the line says since when."""
    if told.one("since") and line.day:
        return Text("daybook.said_twice", {"what": "since"})
    return [
        Client(
            told.one("name"),
            emails=told.many("email"),
            domains=told.many("domain"),
            timezone=told.one("zone") or "",
            since=told.one("since") or line.day,
            kind=told.one("client_kind") or "",
            evidence=line.evidence,
            **given(told, "country", "language", "referred_by"),
        )
    ]


@fact("nothing", "email")
def contact(told: Told, line: Line) -> Outcome:
    """A person at a client, with one address."""
    if len(told.many("email")) > 1:
        return Text("daybook.said_twice", {"what": "email"})
    return [Contact(told.one("client"), told.one("name"), told.one("email") or "", line.evidence)]


@fact("nothing", "email skills speaks capacity consents refuses")
def colleague(told: Told, line: Line) -> Outcome:
    """Somebody a client could be referred to."""
    if len(told.many("email")) > 1 or (told.one("consents") and told.one("refuses")):
        return Text("daybook.said_twice", {"what": "consent" if told.one("consents") else "email"})
    return [
        Colleague(
            told.one("name"),
            email=told.one("email") or "",
            skills=tuple(skill for said in told.many("skills") for skill in said),
            languages=tuple(language for said in told.many("speaks") for language in said),
            capacity=told.one("capacity") or "",
            consent=True if told.one("consents") else False if told.one("refuses") else None,
            evidence=line.evidence,
        )
    ]
