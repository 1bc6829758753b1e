"""How did it feel? One tap, for today or at a message. Kept apart from what others can see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodterms.faces.web.visit import Visit, writing
from goodterms.records.model import Batch, Feeling, Message
from goodterms.terms.calendar import own_zone
from goodterms.terms.evidence import Evidence

RATINGS = range(5)

Place = tuple[str, str]
"""File and place in it."""


class Tap(NamedTuple):
    """A message that can be rated, and the rating that stands by it."""

    rating: int | None


@require_POST
def feeling(request: HttpRequest, slug: str) -> HttpResponse:
    """How it felt today when their name came up."""
    visit = Visit(request)
    client, rating = visit.client(slug).client, _rating(request)
    if rating is None:
        return HttpResponseBadRequest()
    place = f"feelings, {visit.today.isoformat()}, {client}"
    felt = Feeling(client, visit.today, dread=rating, evidence=Evidence(place, client, str(rating)))
    _keep(visit, place, felt)
    return visit.go_on(request, "web.feeling.kept", "client", slug)


@require_POST
def at_message(request: HttpRequest, slug: str) -> HttpResponse:
    """How it felt when that message or call of theirs came (M21). It counts on the day of the message, which
    is the evidence for it."""
    visit = Visit(request)
    client, rating = visit.client(slug).client, _rating(request)
    asked = (request.POST.get("source", ""), request.POST.get("locator", ""))
    message = _theirs(visit, client).get(asked)
    if rating is None or message is None:
        return HttpResponseBadRequest()
    day = message.sent_at.astimezone(own_zone(visit.book.freelancer.timezone) or UTC).date()
    felt = Feeling(client, day, dread=rating, evidence=message.evidence)
    _keep(visit, f"feelings, {', '.join(asked)}, {client}", felt)
    page, row = (request.POST.get(name, "") for name in ("page", "row"))
    back = f"?page={page}#r{row}" if (page + row).isdecimal() else ""
    return visit.go_on(request, "web.feeling.kept_there", reverse("records", args=(slug, "messages")) + back)


def taps(visit: Visit, client: str) -> Mapping[Place, Tap]:
    """The messages of a client that can be rated, by their place; none in the invented year."""
    if visit.is_demo:
        return {}
    rated = {place_of(one.record.evidence): one.record.dread for one in visit.book.feelings}
    return {place: Tap(rated.get(place)) for place in _theirs(visit, client)}


def _theirs(visit: Visit, client: str) -> Mapping[Place, Message]:
    mine = (one for one in visit.book.messages if one.client == client and one.incoming)
    return {place_of(one.record.evidence): one.record for one in mine}


def place_of(evidence: Evidence) -> Place:
    return evidence.source, evidence.locator


def _rating(request: HttpRequest) -> int | None:
    told = request.POST.get("dread", "")
    return int(told) if told in {str(rating) for rating in RATINGS} else None


def _keep(visit: Visit, place: str, felt: Feeling) -> None:
    """Said again of the same day or message, it takes the place of what was said before."""
    with writing(visit) as kept:
        kept.save(Batch(place, None, (felt,)), f"{place} {felt.dread}", place, whole=True)
