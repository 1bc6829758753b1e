"""A request becomes a question: which one it is, about whom, and what was told with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from goodterms.faces.plain import Json
from goodterms.faces.programs.answering import Asked, UnansweredError, client_at, told_apart
from goodterms.faces.programs.kinds import Pattern
from goodterms.faces.programs.questions import CLIENT, QUESTIONS, TEXT, Parameter, Question, read
from goodterms.faces.records import Day
from goodterms.faces.web.reader import language_of
from goodterms.faces.web.stored import StoredRecords
from goodterms.faces.words import Words
from goodterms.letters.incoming import MOST_BYTES
from goodterms.terms.evidence import Text

BASE = "/api/v1"
SLUG = Pattern(r"^[0-9a-f]{12}$", str)
"""How a client is named here, as in the addresses of the pages: no name stands in an address."""
PLAIN = "text/plain"


def endpoint_of(path: str) -> tuple[Question, dict[str, str]] | None:
    """The question of an address, and the client it names."""
    parts = path.split("/")
    for one in QUESTIONS:
        pattern = (BASE + one.path).split("/")
        if len(pattern) == len(parts) and all(
            want in (part, "{client}") for want, part in zip(pattern, parts, strict=True)
        ):
            return one, {"client": parts[pattern.index("{client}")]} if "{client}" in pattern else {}
    return None


def parameters(question: Question) -> tuple[Parameter, ...]:
    """What is told with it here: the client by their address."""
    return tuple(
        one._replace(kind=SLUG, about="The client's slug, as `clients` tells it.")
        if one.name == CLIENT.name
        else one
        for one in question.every()
    )


def answer(request: HttpRequest, question: Question, named: dict[str, str], *, with_feelings: bool) -> Json:
    """The document that was asked for."""
    before = StoredRecords(Day(timezone.localdate(), is_today=True, with_feelings=with_feelings))
    allowed = parameters(question)
    told = {**_in_address(request, allowed, named), **named}
    for slug in named.values():
        client_at(slug, before)  # an address of nobody is none
    if question.text:
        told[question.text.name] = "-"
    values = read(allowed, told)
    if question.text:
        values[question.text.name] = _body(request)
    today = values.get("as_of")
    day = Day(today or before.today, today is None, values.get("playbook", ""), with_feelings)
    records = StoredRecords(day)
    client = client_at(values["client"], records) if "client" in values else ""
    words = Words(values.get("lang") or language_of(request))
    return told_apart(question.answer(Asked(records, values, words, client)), records)


def _in_address(
    request: HttpRequest, allowed: tuple[Parameter, ...], named: Mapping[str, str]
) -> dict[str, Any]:
    """What stands behind the question mark, each once."""
    kinds = {one.name: one.kind for one in allowed if one.name not in named and one is not TEXT}
    told: dict[str, Any] = {}
    for name, some in request.GET.lists():
        if len(some) > 1:
            raise UnansweredError("unfit", Text("programs.twice", {"name": name}), name)
        if name not in kinds:
            raise UnansweredError("unfit", Text("programs.no_parameter", {"name": name}), name)
        told[name] = kinds[name].spelled(some[0])
    return told


def _body(request: HttpRequest) -> bytes:
    """The text that was sent."""
    if (request.content_type or PLAIN) != PLAIN:
        raise UnansweredError("type", Text("programs.plain_text"))
    data = request.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnansweredError("large", Text("programs.too_large"))
    return data
