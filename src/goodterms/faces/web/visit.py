"""Whose records are looked at, and on which day? One's own in the store, or those of the invented year."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.http import Http404, HttpRequest
from django.utils import timezone

from goodterms import demo, desk
from goodterms.faces.home import home, store
from goodterms.faces.web.answers import ANSWERS
from goodterms.faces.web.slugs import slug_of
from goodterms.parting.people import People
from goodterms.parting.referrals import referrals
from goodterms.records.book import Book
from goodterms.review.model import ClientReview, Review
from goodterms.store.database import SQLITE, database
from goodterms.store.keeping import Kept, Store

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.parting.afterwards import After
    from goodterms.parting.cash.model import WhatIf
    from goodterms.parting.cash.model import Wish as CashWish
    from goodterms.parting.claim.model import Claims
    from goodterms.parting.model import Plan
    from goodterms.parting.referrals import Referrals
    from goodterms.parting.screening import Screening
    from goodterms.review.experiment import Experiment
    from goodterms.review.forecast.model import Forecasts
    from goodterms.review.pictures import Pictures
    from goodterms.signals.reading import Readings

A = TypeVar("A")
DEMO, SAID = "demo", "said"
SURELY = 0.1
"""Seconds after a change of a file within which another may not show in its time."""


class Visit:
    """One request's look at the records."""

    def __init__(self, request: HttpRequest) -> None:
        self.is_demo = bool(request.session.get(DEMO))
        self.today = demo.AS_OF if self.is_demo else timezone.localdate()
        self._state: tuple[Any, ...] | None = None

    @property
    def state(self) -> tuple[Any, ...]:
        """Stands for the records as they are: another one as soon as anything changes."""
        if self._state is None:
            self._state = (DEMO,) if self.is_demo else state_of_store()
        return self._state

    @property
    def has_records(self) -> bool:
        """Is there anything to look at?"""
        return self.is_demo or any(self.state[1:])

    @property
    def sources(self) -> tuple[Kept, ...]:
        """The files that were imported."""
        return () if self.is_demo else self.ask("sources", answer=_sources)

    def say(self, request: HttpRequest, key: str) -> None:
        """A word for the next page."""
        request.session[SAID] = key

    def said(self, request: HttpRequest) -> str:
        """What the page before had to say, once."""
        return str(request.session.pop(SAID, ""))

    def ask(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        """An answer about the records as they are today."""
        return ANSWERS.ask((self.state, self.today, question, *values), answer)

    @property
    def book(self) -> Book:
        """All the records, without the words of messages."""
        return self.ask("book", answer=self._read)

    def _read(self) -> Book:
        if self.is_demo:
            return desk.take_in([demo.folder()])
        with store() as kept:
            return desk.open_book(kept)

    @property
    def review(self) -> Review:
        """Every client's verdict."""
        return self._weighed[1]

    @property
    def readings(self) -> Readings:
        """All that was measured."""
        return self._weighed[0]

    @property
    def _weighed(self) -> tuple[Readings, Review]:
        return self.ask("review", answer=self._weigh)

    def _weigh(self) -> tuple[Readings, Review]:
        """In one go, so that a first page waits once; the book that is read for it is remembered too."""
        question = (self.state, self.today, "book")
        book = ANSWERS.known(question) or self._read()
        ANSWERS.tell(question, book)
        own = _own_playbooks()
        readings = desk.measured(book, self.today, own_playbooks=own)
        found = desk.review(book, self.today, own_playbooks=own, is_today=True, readings=readings)
        return readings, found

    def pictures(self, client: str) -> Pictures:
        """What of them can be drawn."""
        book, readings = self.book, self.readings
        return self.ask("pictures", client, answer=lambda: desk.pictures(book, readings, client, self.today))

    def experiment(self, found: ClientReview) -> Experiment | None:
        """What to ask them to mend."""
        return desk.experiment(self.book, found, self.today, own_playbooks=_own_playbooks())

    def plan(self, client: str) -> Plan:
        """How to leave them."""
        book, found = self.book, self.review
        return self.ask(
            "plan",
            client,
            answer=lambda: desk.plan(
                self.with_words(book, client),
                client,
                self.today,
                own_playbooks=_own_playbooks(),
                found=found,
            ),
        )

    def with_words(self, book: Book, client: str) -> Book:
        """The same with what the mails with one client say: what they agreed counts where no contract is."""
        if self.is_demo:
            return book
        with store() as kept:
            return desk.with_words(book, client, kept)

    def known(self, client: str) -> Known:
        """What a letter to them could claim."""
        book, found = self.book, self.review
        return self.ask(
            "known",
            client,
            answer=lambda: desk.known(
                self.with_words(book, client),
                client,
                self.today,
                own_playbooks=_own_playbooks(),
                found=found,
            ),
        )

    def after(self, client: str) -> After:
        """What is seen and to be done after leaving them."""
        book, found = self.book, self.review
        return self.ask(
            "after",
            client,
            answer=lambda: desk.after(
                self.with_words(book, client),
                client,
                self.today,
                own_playbooks=_own_playbooks(),
                found=found,
            ),
        )

    @property
    def referrals(self) -> Referrals:
        """Who sent whom, and what came of it."""
        book = self.book
        return self.ask("referrals", answer=lambda: referrals(book, self.today))

    def screening(self, lead: str, referred_by: str) -> Screening:
        """What is known before one says yes to somebody."""
        book, found = self.book, self.review

        def screened() -> Screening:
            known = People(book).who(lead)
            told = self.with_words(book, known.client) if known.kind == "client" else book
            own = _own_playbooks()
            return desk.screen(told, lead, referred_by, self.today, own_playbooks=own, found=found)

        return self.ask("screening", lead, referred_by, answer=screened)

    @property
    def forecast(self) -> Forecasts:
        """When each open invoice will probably be paid."""
        book = self.book
        return self.ask("forecast", answer=lambda: desk.forecast(book, self.today))

    @property
    def claims(self) -> Claims:
        """What the law adds to late invoices."""
        book = self.book
        return self.ask("claims", answer=lambda: desk.claims(book, self.today))

    def what_if(self, client: str, wish: CashWish) -> WhatIf:
        """Cash with them and without."""
        book = self.book
        return self.ask(
            "what-if",
            client,
            wish,
            answer=lambda: desk.what_if(book, client, self.today, wish, own_playbooks=_own_playbooks()),
        )

    @property
    def currency(self) -> str:
        """The currency of sums that are told without one."""
        return desk.currency(self.book, self.today)

    def client(self, slug: str) -> ClientReview:
        """The client of an address; a page that is not there (404) where nobody is it."""
        found = next((one for one in self.review.clients if slug_of(one.client) == slug), None)
        if found is None:
            raise Http404
        return found


def _sources() -> tuple[Kept, ...]:
    with store() as kept:
        return kept.sources()


class _Glance(NamedTuple):
    """A store as its files looked, and the state that it was in."""

    files: tuple[tuple[int, int], ...]
    state: tuple[Any, ...]


_LAST: dict[Path, _Glance] = {}
"""By the file of a store: what was seen last."""


def state_of_store() -> tuple[Any, ...]:
    """The state of the store; asked of it only where its files have changed since, or just now."""
    place = database(home(), os.environ.get("DATABASE_URL")).settings
    file = Path(place["NAME"]) if place["ENGINE"] == SQLITE else None
    files = _looks(file) if file else ()
    last = _LAST.get(file) if file else None
    if last is not None and last.files == files:
        return last.state
    with store() as kept:
        state = (kept.place, *kept.state())
    files = _looks(file) if file else ()
    if file and files and max(at for at, _ in files) < (time.time() - SURELY) * 1e9:
        _LAST[file] = _Glance(files, state)
    return state


def _looks(file: Path) -> tuple[tuple[int, int], ...]:
    """When the files of a SQLite store were written, and how large they are."""
    found = []
    for one in (file, file.with_name(f"{file.name}-wal")):
        try:
            seen = one.stat()
        except OSError:
            continue
        found.append((seen.st_mtime_ns, seen.st_size))
    return tuple(found)


def _own_playbooks() -> Path:
    return home() / "playbooks"


@contextmanager
def writing(visit: Visit) -> Iterator[Store]:
    """The store to keep something in; the invented year is only looked at (404)."""
    if visit.is_demo:
        raise Http404
    with store() as kept:
        yield kept
