"""What the desk said of the records as they stand: asked once, remembered until they change.

A page never reads ten years of records itself. It asks for an answer; one that takes longer than a moment
goes on behind, and the page says so and looks again. Answers are kept by the state of the records, which says
whose they are, the day, and the question.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextvars import ContextVar, copy_context
from threading import Lock, get_ident
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodterms.store.state import State

A = TypeVar("A")

REMEMBERED = 200
"""Answers that are kept; the one unused for longest goes first."""
MOMENT = 1.5
"""Seconds for which a page waits before it says that the answer is being worked out."""
AGAIN = 2
"""Seconds until a waiting page looks again."""
LONG = 60
"""Seconds for which a form that was sent waits: it cannot be sent again by itself."""
_PATIENCE: ContextVar[float] = ContextVar("patience", default=MOMENT)


class NotYet(Exception):  # noqa: N818 - nothing went wrong
    """The answer is being worked out."""


class Answers:
    """Answers by question, which begins with the state of the records. One is worked out at a time: they are
    work for the processor."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, "answers", self._begin)
        self._works = 0

    def _begin(self) -> None:
        self._works = get_ident()

    def ask(self, question: tuple[Any, ...], answer: Callable[[], A]) -> A:
        """The answer, now or from before; NotYet where it takes longer than a moment. What fails is asked
        again the next time. An answer may ask for others on its way, and gets them at once."""
        if get_ident() == self._works:
            return self._on_the_way(question, answer)
        with self._lock:
            found = self._known.get(question)
            if found is None or _has_failed(found):
                forget_older(self._known, question)
                found = self._known[question] = self._worker.submit(copy_context().run, answer)
            self._known.move_to_end(question)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        try:
            said: A = found.result(_PATIENCE.get())
        except TooLate:
            if found.done():
                raise
            raise NotYet from None
        return said

    def _on_the_way(self, question: tuple[Any, ...], answer: Callable[[], A]) -> A:
        """Whoever works cannot wait for themselves."""
        with self._lock:
            found = self._known.get(question)
        if found is not None and found.done() and not _has_failed(found):
            known: A = found.result()
            return known
        said = answer()
        with self._lock:
            if question not in self._known or _has_failed(self._known[question]):
                self._known[question] = Future()
                self._known[question].set_result(said)
        return said


def _has_failed(found: Future[Any]) -> bool:
    return found.done() and found.exception() is not None


def forget_older(kept: MutableMapping[Any, Any], key: tuple[Any, ...]) -> None:
    """Forgets what was kept of records that have changed since: it is of no use, large, and may be of
    somebody who was erased. A key begins with the state of the records."""
    now: State = key[0]
    for one in [one for one in kept if now.outdates(one[0])]:
        del kept[one]


ANSWERS = Answers()


class waiting:  # noqa: N801 - middleware is named like a function, and only a class hears of exceptions
    """Middleware: a page whose answer is not there yet says so, and looks again by itself."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond
        self._moment: float = getattr(settings, "MOMENT", MOMENT)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _PATIENCE.set(LONG if request.method == "POST" else self._moment)
        try:
            return self._respond(request)
        finally:
            _PATIENCE.reset(before)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django for what a view raises."""
        if not isinstance(error, NotYet):
            return None
        if request.method == "POST":
            return render(request, "busy.html", status=503)
        page = render(request, "waiting.html")
        # With its address: a browser that is at a place of the page (#…) would only go to that place again.
        page.headers["Refresh"] = f"{AGAIN}; url={request.get_full_path()}"
        return page
