"""What a program is told where there is no answer: problem details, with a key beside the sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from goodterms.faces.plain import places
from goodterms.faces.programs.answering import Fault, UnansweredError
from goodterms.faces.words import Words

PROBLEM_TYPE = "application/problem+json"
STATUS: Mapping[Fault, int] = {
    "unfit": 422, "unknown": 404, "contradicted": 409, "unreadable": 422, "type": 415, "large": 413,
}  # fmt: skip
CHALLENGE = 'Bearer realm="goodterms"'


def problem(
    status: int, key: str, words: Words, *, headers: Mapping[str, str] | None = None, **told: Any
) -> HttpResponse:
    """The answer of that status; `key` is one of `programs.…` unless a `detail` is told."""
    body = {
        "type": f"urn:goodterms:{key}",
        "title": words(f"programs.status.{status}"),
        "status": status,
        "key": key,
        "detail": told.pop("detail", None) or words(key),
        **told,
    }
    return said(body, PROBLEM_TYPE, status, headers)


def said(
    told: object, content_type: str, status: int, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer as JSON of that type."""
    body = json.dumps(told, ensure_ascii=False).encode()
    length = {"Content-Length": str(len(body))}
    return HttpResponse(body, content_type=content_type, status=status, headers={**length, **(headers or {})})


def unanswered(why: UnansweredError, words: Words) -> HttpResponse:
    """Why a question has no answer, and what of it was at fault."""
    told: dict[str, Any] = {"detail": words.say(why.text)}
    if why.parameter:
        told["parameter"] = why.parameter
    if why.evidence:
        told["evidence"] = places(why.evidence)
    return problem(STATUS[why.fault], why.text.key, words, **told)


def unauthorised(words: Words) -> HttpResponse:
    """Nobody is told what there is without a token."""
    return problem(401, "programs.no_token", words, headers={"WWW-Authenticate": CHALLENGE})
