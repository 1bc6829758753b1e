"""Files come in: dropped on the page, read behind it, and taken back where that was wrong."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, cast

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.home import is_studio, own_home, store
from goodterms.faces.importing import DATES
from goodterms.faces.web import jobs
from goodterms.faces.web.answers import AGAIN
from goodterms.faces.web.job import DROPPED
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.store.keeping import Kept
from goodterms.terms.evidence import Problem

ASKS_ORDER = ("csv.ambiguous_dates", "csv.mixed_dates", "chat.ambiguous_dates")
"""Problems that go where the freelancer says whether the day or the month comes first."""
FIRST = 50
"""Problems that are told where an import is done; the page of each file has them all."""


class Listed(NamedTuple):
    """A file that was imported, as the page names it."""

    slug: str
    name: str
    one: Kept


def import_files(request: HttpRequest) -> HttpResponse:
    """What was imported so far, and the place to drop more."""
    visit = Visit(request)
    if request.method == "POST" and not visit.is_demo:
        dropped = request.FILES.getlist("files")
        if dropped:  # uploads lie in files of their own (`settings.FILE_UPLOAD_HANDLERS`)
            dates = DATES.get(request.POST.get("dates", ""), "")
            return redirect("job", jobs.begin(cast(list[TemporaryUploadedFile], dropped), dates=dates).id)
    files, said = _listed(visit)
    page = page_of(files, request)
    told = {
        "page": page,
        "said": said,
        "is_none": request.method == "POST",
        "is_any": bool(files),
        "is_kept": visit.said(request),
    }
    return render(request, "imports/index.html", told)


@require_safe
def problems(request: HttpRequest, slug: str) -> HttpResponse:
    """One file: what could not be read in it, where, why, and what to do."""
    found = _of_slug(Visit(request), slug)
    with store() as kept:
        every = kept.problems(found.one.path)
    told = {
        "found": found,
        "slug": slug,
        "page": page_of(every, request),
        "asks_order": any(one.key in ASKS_ORDER for one in every),
        "is_there": _is_there(found.one),
        "is_dropped": found.name != found.one.path,
        "when": found.one.imported_at.date(),
        "orders": list(DATES),
    }
    return render(request, "imports/problems.html", told)


@require_POST
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """Reads a file that is still where it was once more, with the order of its dates where that was told."""
    visit = Visit(request)
    if visit.is_demo:
        raise Http404
    found, dates = _of_slug(visit, slug), DATES.get(request.POST.get("dates", ""), "")
    if not _is_there(found.one):
        return HttpResponseBadRequest()
    return redirect("job", jobs.begin(dates=dates, paths=[Path(found.one.path)]).id)


@require_POST
def take_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes out all that one file gave, ever."""
    visit = Visit(request)
    found = _of_slug(visit, slug)
    with writing(visit) as kept:
        kept.forget(found.one.path)
    return visit.go_on(request, "web.import.taken_out", "import")


@require_safe
def job_page(request: HttpRequest, name: str) -> HttpResponse:
    """How far an import is; when it is over, what each file gave and what could not be read."""
    found = jobs.job(name)
    if found is None:
        raise Http404
    every: tuple[Problem, ...] = ()
    if found.places:
        with store() as kept:
            every = kept.problems(*found.places)
    part = "job_state" if request.headers.get("HX-Request") else "job"
    told = {
        "job": found,
        "page": page_of(found.brought, request),
        "problems": every[:FIRST],
        "all_problems": len(every),
        "more_problems": max(len(every) - FIRST, 0),
        "asks_order": any(one.key in ASKS_ORDER for one in every),
        "orders": list(DATES),
        "again": AGAIN,
    }
    return render(request, f"imports/{part}.html", told)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Takes back the last import, whole."""
    with writing(Visit(request)) as kept:
        gone = kept.undo()
    return render(request, "imports/undone.html", {"gone": gone, "records": sum(one.records for one in gone)})


def _listed(visit: Visit) -> tuple[list[Listed], int]:
    """The files that were imported, those with problems first, and how many things were said on pages."""
    files = [_named(one) for one in visit.sources if not _is_said(one)]
    files.sort(key=lambda one: (not one.one.problems, one.name))
    return files, len(visit.sources) - len(files)


def _named(one: Kept) -> Listed:
    """A file with the name that its owner knows: one that was dropped lay in a folder of ours."""
    dropped = f"{(own_home() / DROPPED).resolve()}/"
    slug = blake2b(one.path.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return Listed(slug, one.path.removeprefix(dropped), one)


def _is_said(one: Kept) -> bool:
    """Was it no file, but something that was said?"""
    return one.importer is None and not one.problems and not one.path.startswith("/")


def _of_slug(visit: Visit, slug: str) -> Listed:
    found = next((one for one in map(_named, visit.sources) if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _is_there(one: Kept) -> bool:
    """Is it a file of this machine that can be read again? In a studio the machine is somebody else's, and a
    file that was dropped is gone once it was read."""
    dropped = (own_home() / DROPPED).resolve()
    path = Path(one.path)
    return not is_studio() and path.is_absolute() and dropped not in path.parents and path.exists()
