"""The door of /api/: middleware that answers programs by itself, before sessions and forms are looked
at. So a browser that is inside opens nothing here, and no other site can make it ask."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError

from goodterms.faces import tokens
from goodterms.faces.home import home
from goodterms.faces.programs.answering import UnansweredError
from goodterms.faces.web.answers import AGAIN, NotYet
from goodterms.faces.web.api.asking import answer, endpoint_of
from goodterms.faces.web.api.describing import DESCRIPTION, description
from goodterms.faces.web.api.problems import problem, said, unanswered, unauthorised
from goodterms.faces.web.reader import language_of
from goodterms.faces.words import Words

ROOT = "/api/"
WAITING = "goodterms.waiting/1"


def programs(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is below /api/ is answered here. A studio's server has none."""
    if settings.STUDIO:
        raise MiddlewareNotUsed

    def guard(request: HttpRequest) -> HttpResponse:
        return _answered(request) if (request.path_info + "/").startswith(ROOT) else respond(request)

    return guard


def _answered(request: HttpRequest) -> HttpResponse:
    words = Words(language_of(request))
    try:
        request.get_host()
        token = _token(request)
        return unauthorised(words) if token is None else _asked(request, words, token)
    except DisallowedHost:
        return problem(400, "programs.bad_host", words)
    except (UnreadablePostError, RawPostDataException):
        return problem(400, "programs.bad_body", words)
    except UnansweredError as why:
        return unanswered(why, words)
    except NotYet:
        return _json({"schema": WAITING, "retry_after": AGAIN}, 202, {"Retry-After": str(AGAIN)})
    except Exception:
        logging.getLogger("django.request").exception("An answer for a program failed")
        return problem(500, "programs.fault", words)


def _asked(request: HttpRequest, words: Words, token: tokens.Token) -> HttpResponse:
    if request.path_info == DESCRIPTION:
        return _only("GET", request, words) or _json(description())
    found = endpoint_of(request.path_info)
    if found is None:
        return problem(404, "programs.no_such_path", words)
    question, named = found
    method = "POST" if question.text else "GET"
    refused = _only(method, request, words)
    return refused or _json(answer(request, question, named, with_feelings=token.with_feelings))


def _only(method: str, request: HttpRequest, words: Words) -> HttpResponse | None:
    """Refuses any other method."""
    allowed = ("GET", "HEAD") if method == "GET" else (method,)
    if request.method in allowed:
        return None
    return problem(405, "programs.no_such_method", words, headers={"Allow": ", ".join(allowed)})


def _token(request: HttpRequest) -> tokens.Token | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return tokens.holder(home(), secret.strip()) if scheme.lower() == "bearer" and secret else None


def _json(told: object, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return said(told, "application/json", status, headers)
