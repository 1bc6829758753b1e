"""Who are my clients, and who may be one? Whoever is proposed is confirmed, merged, or said no to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goodterms import demo, desk
from goodterms.faces import naming
from goodterms.faces.home import store
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.records.model import Naming
from goodterms.records.settled.names import naming_key
from goodterms.records.settled.proposing import Proposal

WORDS = ("later", "yes", "same", "no")
"""What can be said of somebody; `later` says nothing."""
ROWS = 25
"""People to say a word about, on one page; the field after them is for any name."""
LONGEST = 200
OFFERED = 300
"""Names of clients that a field offers while one types; as many are listed."""
TOLD = "told-names"
"""Under this the session keeps what the page before understood of the answers."""


class Who(NamedTuple):
    """Who is in the records, and what was said of them."""

    found: tuple[Proposal, ...]
    said: tuple[Naming, ...]


class Asked(NamedTuple):
    """Somebody to say a word about, what was said just now, and whether it could not be understood."""

    number: int
    one: Proposal
    word: str
    into: str
    called: str
    is_unclear: bool


class Answer(NamedTuple):
    """What was said of somebody: one of WORDS, who they are the same as, and how they are called."""

    name: str
    word: str
    into: str
    called: str


def who(request: HttpRequest) -> HttpResponse:
    """All who are known, proposed or candidates, with what the records say; many words are kept at once."""
    visit = Visit(request)
    if not visit.has_records:
        return redirect("start")
    found = _who(visit)
    if request.method == "POST":
        return _told(request, visit, found)
    return _page(request, visit, found, {})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """What was said of one name is taken back."""
    visit = Visit(request)
    with writing(visit) as kept:
        so_far = naming.said(kept)
        if so_far.forget(request.POST.get("name", "")):
            naming.keep(kept, so_far.all)
    return visit.go_on(request, "web.who.forgotten", "who")


def _who(visit: Visit) -> Who:
    """Asked behind the page: everything that was imported is gone through."""

    def asked() -> Who:
        if visit.is_demo:
            seen = naming.see(record for batch in desk.read([demo.folder()]) for record in batch.records)
        else:
            with store() as kept:
                seen = naming.stored(kept)
        return Who(seen.found, naming.namings_of(seen.records))

    return visit.ask("who", answer=asked)


def _page(request: HttpRequest, visit: Visit, found: Who, unclear: dict[str, Answer]) -> HttpResponse:
    words = words_of(request)
    known = [one for one in found.found if one.state == "known"]
    page = page_of([one for one in found.found if one.state != "known"], request, ROWS)
    clients = [one.name for one in found.found if one.state != "candidate"]
    told = {
        "page": page,
        "asked": [_asked(number, one, unclear) for number, one in enumerate(page)],
        "open": page.paginator.count,
        "known": [(slug_of(one.name), one) for one in known[:OFFERED]],
        "all_known": len(known),
        "more_known": max(len(known) - OFFERED, 0),
        "said": [(one, _in_words(one)) for one in found.said[::-1][:OFFERED]],
        "clients": clients[:OFFERED],
        "words_to_say": WORDS,
        "any": ROWS,
        "unclear": [one.into or one.name for one in unclear.values()],
        "is_kept": visit.said(request),
        "counted": words("clients.asked", count=request.session.pop(TOLD)) if TOLD in request.session else "",
    }
    return render(request, "naming/who.html", told)


def _asked(number: int, one: Proposal, unclear: dict[str, Answer]) -> Asked:
    said = unclear.get(one.name)
    if said is not None:
        return Asked(number, one, said.word, said.into, said.called, is_unclear=True)
    return Asked(number, one, WORDS[0], one.same_as, one.called or one.name, is_unclear=False)


def _in_words(one: Naming) -> str:
    """The key of what was said."""
    return "no" if not one.client else "yes" if one.name == one.client else "same"


def _told(request: HttpRequest, visit: Visit, found: Who) -> HttpResponse:
    """Keeps what is clear, and asks again for what is not."""
    names = naming.names_in(found.found)
    namings, unclear = list[Naming](), dict[str, Answer]()
    for answer in _answers(request):
        name = names.get(naming_key(answer.name), "")
        said = _naming(name, answer, found) if name else None
        if said is not None:
            namings.append(said)
        else:
            unclear[name or answer.name] = answer
    with writing(visit) as kept:
        if namings:
            naming.tell(kept, namings)
    if unclear:
        told = {one.name for one in namings}
        left = found._replace(found=tuple(one for one in found.found if one.name not in told))
        return _page(request, visit, left, unclear)
    opens = {one.name for one in found.found if one.state == "candidate" and one.addresses}
    if any(one.client and one.name in opens for one in namings):
        visit.say(request, "clients.import_again")
    request.session[TOLD] = len(namings)
    return redirect("who")


def _answers(request: HttpRequest) -> Iterator[Answer]:
    """What was said on the page, of those of whom anything was."""
    posted = request.POST
    for number in range(ROWS + 1):
        name, word = posted.get(f"name-{number}", ""), posted.get(f"word-{number}", "")
        if name and word in WORDS[1:]:
            into, called = (
                " ".join(posted.get(f"{field}-{number}", "").split())[:LONGEST]
                for field in ("into", "called")
            )
            yield Answer(name, word, into, called)


def _naming(name: str, answer: Answer, found: Who) -> Naming | None:
    """What an answer says; None where it names no client."""
    if answer.word == "yes":
        return naming.naming_of(name, answer.called or name)
    if answer.word == "no":
        return naming.naming_of(name, "")
    client = naming.client_called(answer.into, found.found)
    return naming.naming_of(name, client) if client and client != name else None
