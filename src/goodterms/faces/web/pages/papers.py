"""Which papers do I need at the end? What is handed over, and what a dispute would need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import groupby
from time import monotonic
from typing import TypeVar, get_args

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from goodterms import demo
from goodterms.faces import sealing
from goodterms.faces.exported import zipped
from goodterms.faces.home import is_studio
from goodterms.faces.paged import Format, NoPdfError, Paragraph, Part, Table, rendered
from goodterms.faces.papers import handed_over, paper_words
from goodterms.faces.planning import keep_moves
from goodterms.faces.screens import papers as in_words
from goodterms.faces.screens.papers import Sealed
from goodterms.faces.web.answers import NotYet
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.faces.words import Words, languages
from goodterms.parting.dispute import Dispute, chronology
from goodterms.parting.handover import MARK
from goodterms.parting.journey import journey

A = TypeVar("A")
FORMS: tuple[Format, ...] = get_args(Format)
EVIDENCE_FORMS = ("zip", "md", "html")
KINDS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
LONGEST = 60.0
"""Seconds for which a file is waited for; a page says meanwhile that it is being worked out."""
ROWS = 50
"""Of a table that is shown as a preview; the file has them all."""


@require_safe
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """What is handed over and what of it is open, and the paper as the client gets it."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    found, chosen = visit.handover(client), _language(request, visit, client)
    way = journey([one for one in visit.book.moves if one.client == client])
    ticks = in_words.hand_over_list(found, words)
    paper = in_words.handover_paper(found, chosen)
    items = [(tick, item, _key(item.value)) for tick, item in zip(ticks, found.items, strict=True)]
    told = {
        "name": client,
        "slug": slug,
        "open_items": [one for one in items if not one[0].is_done],
        "done_items": [one for one in items if one[0].is_done],
        "is_last_here": bool(way.moves) and way.moves[-1].step == MARK,
        "title": paper.title,
        "groups": _previewed(paper.parts, words),
        "paper_language": chosen.language,
        "forms": [one for one in FORMS if one != "pdf"],
        "is_kept": visit.said(request),
    }
    return render(request, "papers/hand_over.html", told)


@require_POST
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """An item is handed over or settled: the freelancer's word, kept as a step of leaving."""
    visit = Visit(request)
    client = visit.client(slug).client
    items = visit.handover(client).items
    item = next((one for one in items if _key(one.value) == request.POST.get("item")), None)
    if item is None:
        return HttpResponseBadRequest()
    with writing(visit):  # only one's own records; the invented ones are looked at alone
        pass
    keep_moves([handed_over(client, item, visit.today)])
    return visit.go_on(request, "web.papers.kept", "papers", slug)


@require_safe
def hand_over_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The hand-over pack as a file; where no PDF can be made here, a page that says how to get one."""
    visit = Visit(request)
    client = visit.client(slug).client
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None:
        raise Http404
    found = _surely(lambda: visit.handover(client))
    paper = in_words.handover_paper(found, _language(request, visit, client))
    try:
        return _file(rendered(paper, chosen), f"hand-over.{form}", form)
    except NoPdfError:
        return render(request, "letters/no_pdf.html", {"slug": slug, "name": client}, status=501)


@require_safe
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened, day by day: a look at the evidence file before it is taken along."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    found, chosen = visit.dispute(client), _language(request, visit, client)
    page = page_of(found.entries, request, ROWS)
    told = {
        "name": client,
        "slug": slug,
        "found": found,
        "page": page,
        "title": chosen("paper.evidence.title", client=client),
        "heads": {part: chosen(f"paper.part.{part}") for part in ("amounts", "chronology")},
        "facts": chosen("paper.evidence.facts"),
        "entries": [in_words.entry_in_words(one, found, chosen) for one in page],
        "groups": _previewed(list(in_words.amounts(found, chosen)), words),
        "paper_language": chosen.language,
        "with_it": f"language={chosen.language}",
        "forms": EVIDENCE_FORMS,
    }
    return render(request, "papers/evidence.html", told)


@require_safe
def evidence_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The evidence file; as an archive with the chronology for programs and the list of digests."""
    visit = Visit(request)
    client = visit.client(slug).client
    if form not in EVIDENCE_FORMS:
        raise Http404
    found = _surely(lambda: visit.dispute(client))
    files = _sealed(visit, found)
    paper = in_words.dispute_paper(found, files, _language(request, visit, client))
    if form != "zip":
        return _file(rendered(paper, "md" if form == "md" else "html"), f"evidence.{form}", form)
    inside = {"evidence.html": rendered(paper, "html"), "chronology.json": chronology(found).encode()}
    listed = sealing.listed(inside, files)
    return _file(zipped({**inside, sealing.LIST: listed}), "evidence.zip", form)


def _sealed(visit: Visit, found: Dispute) -> list[Sealed]:
    """The files that it was read from, with what stands for their content. A studio's server looks at no file
    of its own because some record names one."""
    if visit.is_demo:
        return sealing.sources(found.sources, demo.folder())
    if is_studio():
        return [Sealed(name, None) for name in found.sources]
    return sealing.sources(found.sources, None)


def _language(request: HttpRequest, visit: Visit, client: str) -> Words:
    """The words of the language that was chosen for the paper, else of the client's."""
    asked = request.GET.get("language", "")
    return paper_words(visit.book, client, asked if asked in languages() else None, words_of(request))


def _previewed(parts: Sequence[Part], words: Words) -> list[tuple[str, list[Part]]]:
    """The parts of a paper by what they are, those that belong in one list together; of a long table the last
    rows, and that there are more."""
    shown: list[Part] = []
    for part in parts:
        if isinstance(part, Table) and len(part.rows) > ROWS:
            cut = words("web.papers.cut", count=ROWS, rows=len(part.rows))
            shown += [part._replace(rows=part.rows[-ROWS:]), Paragraph(cut, is_small=True)]
        else:
            shown.append(part)
    return [(name, list(some)) for name, some in groupby(shown, key=lambda one: type(one).__name__.lower())]


def _key(value: str) -> str:
    """An item in a form."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _surely(answer: Callable[[], A]) -> A:
    """The answer, however long it takes: what is downloaded cannot be a page that asks to wait."""
    begun = monotonic()
    while True:
        try:
            return answer()
        except NotYet:
            if monotonic() - begun > LONGEST:
                raise


def _file(data: bytes, name: str, form: str) -> HttpResponse:
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=KINDS[form], headers=told)
