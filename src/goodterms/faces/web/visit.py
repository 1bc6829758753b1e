"""Whose records are looked at, and on which day? One's own in the store, or those of the invented year."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goodterms import demo, desk
from goodterms.faces.home import store
from goodterms.faces.records import Day
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.stored import StoredRecords
from goodterms.parting.people import People
from goodterms.parting.referrals import referrals
from goodterms.records.book import Book
from goodterms.review.model import ClientReview
from goodterms.store.keeping import Kept, Store
from goodterms.store.state import State

if TYPE_CHECKING:
    from goodterms.parting.referrals import Referrals
    from goodterms.parting.screening import Screening
    from goodterms.review.experiment import Experiment
    from goodterms.review.pictures import Pictures

DEMO, SAID = "demo", "said"


class Visit(StoredRecords):
    """One request's look at the records."""

    def __init__(self, request: HttpRequest) -> None:
        self.is_demo = bool(request.session.get(DEMO))
        today = demo.AS_OF if self.is_demo else timezone.localdate()
        super().__init__(Day(today, is_today=True, with_feelings=True))

    @cached_property
    def state(self) -> State:
        """Stands for the records as they are: another one as soon as anything changes."""
        return State(DEMO) if self.is_demo else super().state

    @property
    def has_records(self) -> bool:
        """Is there anything to look at?"""
        return self.is_demo or not self.state.is_empty

    @property
    def sources(self) -> tuple[Kept, ...]:
        """The files that were imported."""
        return () if self.is_demo else self.ask("sources", answer=_sources)

    def say(self, request: HttpRequest, key: str) -> None:
        """A word for the next page."""
        request.session[SAID] = key

    def go_on(self, request: HttpRequest, key: str, to: str, *where: object) -> HttpResponse:
        """On to the next page, which has this to say."""
        self.say(request, key)
        return redirect(to, *where)

    def said(self, request: HttpRequest) -> str:
        """What the page before had to say, once."""
        return str(request.session.pop(SAID, ""))

    def with_words(self, book: Book, client: str) -> Book:
        return book if self.is_demo else super().with_words(book, client)

    def _read(self) -> Book:
        return desk.take_in([demo.folder()]) if self.is_demo else super()._read()

    def pictures(self, client: str) -> Pictures:
        """What of them can be drawn."""
        return self.ask(
            "pictures", client, answer=lambda: desk.pictures(self.book, self.readings, client, self.today)
        )

    def experiment(self, found: ClientReview) -> Experiment | None:
        """What to ask them to mend."""
        return desk.experiment(self.book, found, self.today, by=self.by)

    @property
    def referrals(self) -> Referrals:
        """Who sent whom, and what came of it."""
        return self.ask("referrals", answer=lambda: referrals(self.book, self.today))

    def screening(self, lead: str, referred_by: str) -> Screening:
        """What is known before one says yes to somebody."""

        def screened() -> Screening:
            known = People(self.book).who(lead)
            told = self.worded(known.client) if known.kind == "client" else self.book
            return desk.screen(told, lead, referred_by, self.today, by=self.by, found=self.review)

        return self.ask("screening", lead, referred_by, answer=screened)

    def client(self, slug: str) -> ClientReview:
        """The client of an address; a page that is not there (404) where nobody is it."""
        found = next((one for one in self.review.clients if slug_of(one.client) == slug), None)
        if found is None:
            raise Http404
        return found


def _sources() -> tuple[Kept, ...]:
    with store() as kept:
        return kept.sources()


@contextmanager
def writing(visit: Visit) -> Iterator[Store]:
    """The store to keep something in; the invented year is only looked at (404)."""
    if visit.is_demo:
        raise Http404
    with store() as kept:
        yield kept
