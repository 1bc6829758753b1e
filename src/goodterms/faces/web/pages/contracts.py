"""What did we agree? A contract line by line and clause by clause, to be corrected; else what mails say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodterms.faces.correcting import keep, said_so_far
from goodterms.faces.screens import contracts as in_words
from goodterms.faces.screens import mailed as mails_in_words
from goodterms.faces.web.clause_forms import Misread, fields_of, set_values
from goodterms.faces.web.clause_lines import chunks_of, marked, places_of
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.faces.words import Words
from goodterms.parting.contract.correcting import correction, digest, refusal, said
from goodterms.parting.contract.markup import plain_words
from goodterms.parting.contract.sheets import kinds
from goodterms.parting.journey import journey
from goodterms.parting.model import Clause, Contract, Span
from goodterms.records.model import Correction

Corrections = tuple[Correction, ...]
GATHER = ("quotes", "briefs", "orders", "first", "messages")
"""What says what was agreed, where there is no contract (M46)."""


class Shown(NamedTuple):
    """A clause as the page tells it."""

    number: int
    clause: Clause
    says: str
    quotes: tuple[str, ...]
    line: int
    key: str


@require_safe
def contract(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """One of a client's contracts, every line of it; where there is none, what mails with them settled."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    every = visit.contracts(client)
    way = journey([one for one in visit.book.moves if one.client == client])
    told: dict[str, Any] = {
        "name": client,
        "slug": slug,
        "reviewed": way.last("contract_reviewed"),
        "skipped": way.last("contract_skipped"),
        "is_kept": visit.said(request),
    }
    if not every:
        return render(request, "contracts/none.html", told | _in_mails(visit, client, words))
    found = _numbered(every, number)
    told |= {"every": list(enumerate(every, 1)), "number": number, "found": found}
    return render(request, "contracts/contract.html", told | _read(request, visit, found, words))


def _numbered(every: tuple[Contract, ...], number: int) -> Contract:
    if not 0 < number <= len(every):
        raise Http404
    return every[number - 1]


def _read(request: HttpRequest, visit: Visit, found: Contract, words: Words) -> dict[str, Any]:
    """What of a contract stands on one page of it: lines, and the clauses that begin there."""
    pages = chunks_of(found.lines)
    page = page_of(pages, request, 1)
    places = places_of(found, pages)
    shown = [
        Shown(
            number,
            clause,
            ", ".join(in_words.values_in_words(clause, words)),
            tuple(in_words.shortened(found.quote(span)) for span in (clause.span, *clause.also)),
            line,
            _key(clause),
        )
        for number, (clause, (at, line)) in enumerate(zip(found.clauses, places, strict=True), 1)
        if at == page.number
    ]
    links = {
        number: f"#clause-{number}" if at == page.number else f"?page={at}#clause-{number}"
        for number, (at, _) in enumerate(places, 1)
    }
    read = sum(bool(line.kinds) for line in found.lines)
    return {
        "page": page,
        "lines": list(marked(found, page.object_list[0], links)),
        "clauses": shown,
        "read": read,
        "share": read / len(found.lines) if found.lines else None,
        "ends": [
            (in_words.MARKS[one.state], one.what, in_words.owed_in_words(one, words), one.evidence)
            for one in found.loose_ends
        ],
        "said": [(_known_by(one), one.passage, _told(one, words)) for one in _said_of(visit, found)],
        "kinds": kinds(),
    }


def _in_mails(visit: Visit, client: str, words: Words) -> dict[str, Any]:
    """What mails settled, job by job."""
    found = visit.mails(client)
    jobs = sorted({one.job for one in found.terms})
    told = {
        job: sorted((one for one in found.terms if one.job == job), key=lambda one: one.term.is_superseded)
        for job in jobs
    }
    return {
        "found": found,
        "jobs": [
            (job + 1, [(one, mails_in_words.value_in_words(one.term.value, words)) for one in some])
            for job, some in told.items()
        ],
        "ends": [
            (in_words.MARKS[one.state], one, mails_in_words.owed_in_words(one, words))
            for one in found.loose_ends
        ],
        "gather": GATHER,
        "with_whom": ", ".join(sorted(found.client)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One clause, to be corrected: its values, its kind, or that it is none."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    found = _numbered(visit.contracts(client), number)
    asked = request.POST if request.method == "POST" else request.GET
    told = asked.get("none") or asked.get("clause")
    one = next((each for each in found.clauses if _key(each) == told), None)
    if one is None:
        return redirect("contract", slug, number)
    misread = None
    if request.method == "POST":
        made = _correction(request, found, one)
        if isinstance(made, Correction):
            return _corrected(request, visit, made, slug, number, one)
        misread = made
    shown = {
        "name": client,
        "slug": slug,
        "number": number,
        "found": found,
        "clause": one,
        "key": _key(one),
        "says": ", ".join(in_words.values_in_words(one, words)),
        "quotes": [plain_words(found.quote(span)) for span in (one.span, *one.also)],
        "fields": list(fields_of(one)),
        "kinds": kinds(),
        "misread": misread,
        "is_kept": visit.said(request),
    }
    return render(request, "contracts/clause.html", shown, status=400 if misread else 200)


def _correction(request: HttpRequest, found: Contract, one: Clause) -> Correction | Misread:
    """What the form says of a clause."""
    quote, kind = found.quote(one.span), request.POST.get("kind", "")
    if request.POST.get("none"):
        return refusal(found.text, quote, one.kind)
    if kind in kinds():
        return correction(found.text, quote, one.kind, {}, becomes=kind)
    told = {name: request.POST.getlist(name) for name in request.POST}
    return set_values(found, one, told)


def _corrected(
    request: HttpRequest, visit: Visit, made: Correction, slug: str, number: int, one: Clause
) -> HttpResponse:
    """Keeps a correction, and shows what comes of it: a clause of a new kind can be told its values."""
    _keep(visit, lambda so_far: (*so_far, made))
    kind = request.POST.get("kind", "")
    if kind in kinds() and not request.POST.get("none"):
        to = f"{reverse('clause', args=(slug, number))}?clause={_key(one._replace(kind=kind))}"
        return visit.go_on(request, "web.contract.kind_kept", to)
    return visit.go_on(request, "web.contract.kept", "contract", slug, number)


@require_POST
def say(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A line that was read as nothing is a clause, as the freelancer says."""
    visit = Visit(request)
    found = _numbered(visit.contracts(visit.client(slug).client), number)
    line, kind = request.POST.get("line", ""), request.POST.get("kind", "")
    told = next((one for one in found.lines if str(one.number) == line.strip()), None)
    if kind not in kinds():
        return HttpResponseBadRequest()
    if told is None:
        return visit.go_on(request, "web.contract.no_such_line", "contract", slug, number)
    passage = found.quote(told.span).strip()
    made = correction(found.text, passage, kind, {}, becomes=kind)
    _keep(visit, lambda so_far: (*so_far, made))
    start = found.text.find(passage)
    to = f"{reverse('clause', args=(slug, number))}?clause={start}-{start + len(passage)}-{kind}"
    return visit.go_on(request, "web.contract.kind_kept", to)


@require_POST
def forget(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Takes back what was said of one passage of a contract."""
    visit = Visit(request)
    found = _numbered(visit.contracts(visit.client(slug).client), number)
    mine, told = digest(found.text), request.POST.get("said", "")
    _keep(
        visit,
        lambda so_far: tuple(one for one in so_far if one.document != mine or _known_by(one) != told),
    )
    return visit.go_on(request, "web.contract.forgotten", "contract", slug, number)


def _keep(visit: Visit, change: Callable[[Corrections], Corrections]) -> None:
    with writing(visit) as kept, kept.together():
        keep(kept, change(said_so_far(kept)))


def _said_of(visit: Visit, found: Contract) -> Iterator[Correction]:
    """What was said of this contract."""
    mine = digest(found.text) if visit.book.corrections else ""
    return (one for one in visit.book.corrections if one.document == mine)


def _key(one: Clause) -> str:
    """A clause in an address: by its place and kind, for its number changes with what is said of others."""
    return f"{one.span.start}-{one.span.end}-{one.kind}"


def _known_by(one: Correction) -> str:
    """What was said, in a form: by what it is about."""
    return blake2b(f"{one.kind} {one.passage}".encode(), digest_size=8).hexdigest()


def _told(one: Correction, words: Words) -> str:
    """What was said of a passage: the clause that it is, or that it is none."""
    kind, value = said(one)
    if not kind:
        return words("web.contract.said_none", kind=words(f"clause.{one.kind}") if one.kind else "–")
    values = ", ".join(in_words.values_in_words(Clause(kind, Span(0, 0), value), words))
    label = words(f"clause.{kind}")
    return f"{words('paper.label', label=label)} {values}" if values else label
