"""What the desk said of the records as they stand: asked once, remembered until they change.

A page never reads ten years of records itself. It asks for an answer; one that takes longer than a moment
goes on behind, and the page says so and looks again. Answers are kept by whose records they are of, the state
of those records, the day, and the question.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextvars import ContextVar, copy_context
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
    """Answers by question. One is worked out at a time: they are work for the processor."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, "answers")

    def ask(self, question: tuple[Any, ...], answer: Callable[[], A]) -> A:
        """The answer, now or from before; NotYet where it takes longer than a moment. What fails is asked
        again the next time."""
        with self._lock:
            found = self._known.get(question)
            if found is None or (found.done() and found.exception() is not None):
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

    def known(self, question: tuple[Any, ...]) -> Any:
        """The answer from before, None where there is none yet: the worker must not wait for itself."""
        with self._lock:
            found = self._known.get(question)
        return None if found is None or not found.done() or found.exception() else found.result()

    def tell(self, question: tuple[Any, ...], said: Any) -> None:
        """An answer that was found on the way to another one."""
        with self._lock:
            if question not in self._known:
                self._known[question] = Future()
                self._known[question].set_result(said)


def forget_older(kept: MutableMapping[Any, Any], key: tuple[Any, ...]) -> None:
    """Forgets what was kept of the same person's records as they were before: it is of no use, large, and may
    be of somebody who was erased. A key begins with whose records they are and their state."""
    whose, state = key[0][:1], key[0]
    for one in [one for one in kept if one[0][:1] == whose and one[0] != state]:
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
        page.headers["Refresh"] = str(AGAIN)
        return page
