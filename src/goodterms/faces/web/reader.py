"""Who reads the page? Their language, and what each template may say in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from goodterms.faces.words import Words, languages, screen_language

COOKIE = "goodterms_language"
ROOMS = ("client", "decide", "plan", "contract", "letter", "what-if", "papers", "after")
"""What there is to see of one client, in the order of the journey."""
_BESIDE_MARKS = re.compile(r" (?=[;!?»])|(?<=«) ")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class PageWords(Words):
    """The same words, but where a sentence tells of commands a page has one of its own: `on_page.` and the
    key. French is set so that no line begins with a mark."""

    def _template(self, key: str, values: Any) -> str:
        told = f"on_page.{key}"
        found = super()._template(told, values)
        said = found if found != told else super()._template(key, values)
        return _set_in_french(said) if self.language == "fr" else said


@cache
def _set_in_french(sentence: str) -> str:
    """With spaces that do not break beside double marks, and curved apostrophes."""
    kept = _BESIDE_MARKS.sub("\u202f", sentence.replace(" :", "\u00a0:"))
    return _APOSTROPHE.sub("’", kept)


class Reading(HttpRequest):
    """A request whose reader's language is known."""

    words: Words


def words_of(request: HttpRequest) -> Words:
    """The words of the reader's language."""
    return cast(Reading, request).words


def language_of(request: HttpRequest) -> str:
    """The language that was chosen, else the browser's first that we speak, else the environment's."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in languages():
        return chosen
    wished = (
        part.partition(";")[0].strip()[:2] for part in request.headers.get("Accept-Language", "").split(",")
    )
    return next((one for one in wished if one in languages()), screen_language())


def speaking(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the framework's own sentences in the reader's language too."""

    def speak(request: HttpRequest) -> HttpResponse:
        cast(Reading, request).words = PageWords(language_of(request))
        with translation.override(words_of(request).language):
            return respond(request)

    return speak


def shown(request: HttpRequest) -> dict[str, Any]:
    """For every template: the words, the languages to choose from, and where we are."""
    match = request.resolver_match
    return {
        "request": request,
        "words": words_of(request),
        "language": words_of(request).language,
        "all_languages": settings.LANGUAGES,
        "client_rooms": ROOMS,
        "here": match.url_name if match else "",
        "is_demo": request.session.get("demo", False),
        "is_inside": request.session.get("inside", False),
    }
