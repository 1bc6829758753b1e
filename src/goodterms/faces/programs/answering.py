"""The answers: the same documents that `--json` prints, made of what the desk says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from click import ClickException

from goodterms.faces.plain import Json
from goodterms.faces.web.slugs import slug_of
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.languages import same_name

if TYPE_CHECKING:
    from goodterms.faces.records import Records
    from goodterms.faces.words import Words
    from goodterms.letters.known import Known
    from goodterms.terms.money import Money

# Rooms that a question does not lead to are not imported: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

Fault = Literal["unfit", "unknown", "contradicted", "unreadable", "type", "large"]


class UnansweredError(Exception):
    """Why there is no answer: a value that cannot be, a client nobody knows, a letter that the records speak
    against, or a text that cannot be checked or is of another type or size."""

    def __init__(
        self, fault: Fault, text: Text, parameter: str = "", evidence: tuple[Evidence, ...] = ()
    ) -> None:
        super().__init__(text.key)
        self.fault: Fault = fault
        self.text = text
        self.parameter = parameter
        self.evidence = evidence


class Asked(NamedTuple):
    """A question with what was told, each value as its kind reads it."""

    records: Records
    told: Mapping[str, Any]
    words: Words
    client: str = ""
    """The name as the records have it."""


def client_called(name: str, records: Records) -> str:
    """The client's name as the records have it."""
    every = records.book.clients
    found = next((one.name for one in every if same_name(one.name) == same_name(name)), "")
    if found:
        return found
    if not every:
        raise UnansweredError("unknown", Text("cli.no_client_yet", {"client": name}), "client")
    clients = ", ".join(one.name for one in every)
    raise UnansweredError(
        "unknown", Text("cli.no_such_client", {"client": name, "clients": clients}), "client"
    )


def client_at(slug: str, records: Records) -> str:
    """The client of an address."""
    found = next((one.name for one in records.book.clients if slug_of(one.name) == slug), "")
    if not found:
        raise UnansweredError("unknown", Text("programs.no_such_address"), "client")
    return found


OF_FEELINGS = frozenset(
    "dread stress_gap unpredictable client_stress work_stress fit_style fit_vision feelings fit".split()
)
"""Signals and families that only feelings tell: without them there is nothing to say."""
BY_NAME = ("measured", "levels", "coverage")


def told_apart(document: Json, records: Records) -> Json:
    """The document without what is told of feelings alone, and with the names of what is not in it."""
    unquoted = records.unquoted
    if records.kept_back:
        document = _without(document, unquoted)
    return {**document, "kept_back": list(records.kept_back)}


def _without(told: Any, unquoted: frozenset[tuple[str, str]]) -> Any:
    if isinstance(told, list):
        return [_without(one, unquoted) for one in told]
    if not isinstance(told, dict):
        return told
    found = {name: _named(name, value) for name, value in told.items()}
    if "quote" in found and (found.get("source"), found.get("locator")) in unquoted:
        found["quote"] = ""
    return {name: _without(value, unquoted) for name, value in found.items()}


def _named(name: str, value: Any) -> Any:
    if name not in BY_NAME or not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if key not in OF_FEELINGS}


def clients(asked: Asked) -> Json:
    """Who the clients are."""
    every = [
        {"client": one.client, "slug": slug_of(one.client), "verdict": one.verdict}
        for one in asked.records.review.clients
    ]
    return {"schema": "goodterms.client-list/1", "as_of": asked.records.today.isoformat(), "clients": every}


def review(asked: Asked) -> Json:
    """Every client, or one."""
    from goodterms import desk
    from goodterms.faces import documents

    found = asked.records.review
    return documents.review(desk.only(found, asked.client) if asked.client else found, asked.words)


GUT_STEP = "step.gut"
"""The step that asks for what the gut says."""


def plan(asked: Asked) -> Json:
    """How to leave one."""
    from goodterms.faces import planned

    made = asked.records.plan(asked.client)
    if asked.records.kept_back:  # whether the gut was asked is among what is not told
        gates = tuple(gate for gate in made.gates if gate.name != "gut")
        made = made._replace(gates=gates, steps=tuple(one for one in made.steps if one.what.key != GUT_STEP))
    return planned.document(made, asked.words)


def forecast(asked: Asked) -> Json:
    """When money will come."""
    from goodterms.faces import forecasting

    return forecasting.document(asked.records.forecast, asked.records.book.problems, asked.words)


def claim(asked: Asked) -> Json:
    """What the law adds, for one client or for all."""
    from goodterms.faces import claiming
    from goodterms.parting.claim.model import Wish

    rate = asked.told.get("rate")
    wish = Wish(None if rate is None else Fraction(str(rate)), bool(asked.told.get("collection")))
    return claiming.document(asked.records.claims(asked.client, wish), asked.words)


def what_if(asked: Asked) -> Json:
    """Cash with them and without."""
    from goodterms.faces import what_if as face
    from goodterms.parting.cash.model import Wish

    plain = ("months", "lag", "share", "seed", "notice_paid", "notice_days", "hours")
    told: dict[str, Any] = {name: asked.told[name] for name in plain if name in asked.told}
    sums = {name: _sum(asked, name) for name in ("cash", "costs", "rate") if name in asked.told}
    made = asked.records.what_if(asked.client, Wish(**told | sums))
    return face.document(made, asked.records.book.problems, asked.words)


def _sum(asked: Asked, name: str) -> Money:
    from goodterms.terms.money import Money

    currency, amount = asked.records.currency, asked.told[name]
    if not currency:
        raise UnansweredError("unfit", Text("what_if.no_currency"), name)
    return Money.of(Decimal(amount), currency)


def portfolio(asked: Asked) -> Json:
    """All clients together."""
    from goodterms.faces import portfolio as face

    return face.document(asked.records.review, asked.words)


def contract(asked: Asked) -> Json:
    """What is agreed with them: their contracts, or without one what their mails settle."""
    from goodterms.faces import contracts, mailed

    found = asked.records.contracts(asked.client)
    files = [contracts.document(one, asked.words) for one in found]
    if not found:
        files = [mailed.document(asked.client, asked.records.mails(asked.client), asked.words)]
    return {"schema": "goodterms.contract/1", "files": files}


def draft(asked: Asked) -> Json:
    """A letter to them, as far as it is true."""
    from goodterms.faces import drafting
    from goodterms.letters.deciding import Refused, Wish, decide, to_mind
    from goodterms.letters.drafting import draft as in_words
    from goodterms.letters.sheets import spoken

    known, told = asked.records.known(asked.client), asked.told
    usual = known.language if known.language in spoken() else asked.words.language
    wish = Wish(asked.client, is_alternative=not told.get("no_alternative"), **_wished(told))
    try:
        decided = decide(wish, known, asked.records.today)
    except Refused as refused:
        raise UnansweredError("contradicted", refused.text, evidence=refused.evidence) from refused
    made = in_words(
        decided,
        told.get("language", usual),
        told.get("channel") or drafting.usual_channel(known),
        asked.records.day.playbook or asked.records.book.freelancer.playbook or "balanced",
        told.get("register"),
    )
    notes = [asked.words.say(one) for one in to_mind(decided, known, made.language)]
    return {**drafting.document(made, asked.client, asked.words), "notes": notes}


WISHES = ("last_day", "about", "adjective", "knowing", "handover", "colleague", "provider", "contact", "me")
"""What a letter may be told, as it is."""


def _wished(told: Mapping[str, Any]) -> dict[str, Any]:
    reason = told.get("own_reason") or told.get("reason", "")
    return {"reason": reason, **{name: told[name] for name in WISHES if name in told}}


def lint(asked: Asked) -> Json:
    """What would hurt in a letter."""
    from goodterms.faces import linting as face
    from goodterms.letters.incoming import letter_of
    from goodterms.letters.linting import lint as look

    text = asked.told["text"]
    come = letter_of(text if isinstance(text, bytes) else text.encode())
    if isinstance(come, Text):
        raise UnansweredError("unreadable", come, "text")
    try:
        off = frozenset(face.switched_off(asked.words))
    except ClickException as broken:
        raise UnansweredError("unreadable", Text("programs.settings", {"detail": broken.message})) from broken
    known: Known | None = asked.records.known(asked.client) if asked.client else None
    language = asked.told.get("language", "")
    found = look(come.plain, language, asked.told.get("channel", "email"), off=off, known=known)
    if found.language is None:
        raise UnansweredError("unreadable", face.why_unread(come.plain, language, asked.words), "text")
    kept = [one for one in found.findings if not face.is_silenced(one, off)]
    notes = [asked.words.say(note) for note in come.notes]
    return {**face.document(found.language, come, kept, asked.words), "notes": notes}
