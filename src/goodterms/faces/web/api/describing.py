"""The description of the API (OpenAPI 3.1), made of the same table of questions that is answered from."""

from __future__ import annotations

from typing import Any

from goodterms import __version__
from goodterms.faces.plain import Json
from goodterms.faces.programs import shapes
from goodterms.faces.programs.questions import LANG, QUESTIONS, TEXT, Parameter, Question
from goodterms.faces.web.api.asking import BASE, PLAIN, parameters
from goodterms.faces.web.api.problems import PROBLEM_TYPE

DESCRIPTION = "/api/openapi.json"
ABOUT = (
    "One freelancer's own records and what this program makes of them, on this machine. Every request "
    "needs a token (`goodterms token --new NAME`). Unknown values are null. `kept_back` names what is not "
    "told: how it felt, unless the token was made `--with-feelings`; verdicts are worked out without it "
    "then. Sentences are in the language of `lang`, else of Accept-Language. Quotes are the words of others."
)
PROBLEM = {
    **shapes.shape(
        type=shapes.SAID, title=shapes.SAID, status=shapes.WHOLE, key=shapes.SAID, detail=shapes.SAID,
        parameter_=shapes.SAID, evidence_=shapes.PLACES,
    ),
    "description": "RFC 9457. `key` stays the same in every language.",
}  # fmt: skip
LETTER = "Dear Ann, you never paid on time, but I wish you well. My last day is 29 May."
WAITING = shapes.shape(schema={"const": "goodterms.waiting/1"}, retry_after=shapes.WHOLE)
_PROBLEMS = {
    400: "The request cannot be read, or this machine is not called by that name.",
    401: "No token, or not a token of this program.",
    404: "Nobody, or nothing, is at this address.",
    405: "Another method is needed; `Allow` says which.",
    409: "The records speak against this letter; `evidence` says which.",
    413: "The text is too large.",
    415: "The text is to be sent as text/plain.",
    422: "`parameter` is missing, unknown, told twice, or has a value that is not allowed.",
    500: "A fault of this program.",
}


def description() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Goodterms", "version": __version__, "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            DESCRIPTION: {"get": _itself()},
            **{BASE + one.path: {_method(one): _operation(one)} for one in QUESTIONS},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **{one.schema_name: one.shape for one in QUESTIONS},
                "problem": PROBLEM,
                "waiting": WAITING,
            },
            "responses": {str(status): _problem(status) for status in _PROBLEMS},
        },
    }  # fmt: skip


def _method(question: Question) -> str:
    return "post" if question.text else "get"


def _operation(question: Question) -> Json:
    statuses = [400, 401, 405, 422, 500]
    statuses += [404] if any(one.name == "client" for one in question.parameters) else []
    statuses += [409] if question.name == "draft" else []
    statuses += [413, 415] if question.text else []
    found: Json = {
        "operationId": question.schema_name,
        "summary": question.summary,
        "description": question.about,
        "parameters": [_parameter(one, question) for one in parameters(question) if one is not TEXT],
        "responses": {
            "200": {**_answer(question.summary, question.schema_name), **_links(question)},
            "202": _waiting(),
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)},
        },
    }
    if question.text:
        body = {"schema": {"type": "string", "minLength": 1}, "example": LETTER}
        found["requestBody"] = {"required": True, "description": TEXT.about, "content": {PLAIN: body}}
    return found


def _itself() -> Json:
    return {
        "operationId": "description",
        "summary": "This description",
        "responses": {
            "200": {
                "description": "OpenAPI",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in (400, 401, 405, 500)},
        },
    }


def _parameter(one: Parameter, question: Question) -> Json:
    in_path = f"{{{one.name}}}" in question.path
    return {
        "name": one.name,
        "in": "path" if in_path else "query",
        "required": in_path or one.is_needed,
        "description": one.about + (" Default: Accept-Language." if one is LANG else ""),
        "schema": one.kind.schema,
    }


def _answer(about: str, name: str) -> Json:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _links(question: Question) -> Json:
    """From the list of clients to what can be asked of one."""
    if question.name != "clients":
        return {}
    first = {"client": "$response.body#/clients/0/slug"}
    of_one = (one for one in QUESTIONS if "{client}" in one.path)
    return {
        "links": {one.schema_name: {"operationId": one.schema_name, "parameters": first} for one in of_one}
    }


def _waiting() -> Json:
    header: dict[str, Any] = {
        "description": "Seconds until it is worth asking again.",
        "schema": {"type": "integer"},
    }
    return {
        **_answer("It is being worked out: ask the same again.", "waiting"),
        "headers": {"Retry-After": {**header, "required": True}},
    }


def _problem(status: int) -> Json:
    found: Json = {
        "description": _PROBLEMS[status],
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}},
    }
    if status == 401:
        found["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    if status == 405:
        found["headers"] = {"Allow": {"required": True, "schema": {"type": "string"}}}
    return found
