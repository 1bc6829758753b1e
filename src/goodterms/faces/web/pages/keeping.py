"""How does my data leave? A backup of it, what is kept of one client for them, and a client for good."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces import exported
from goodterms.faces.backing import kept_file
from goodterms.faces.backups import BackupError, write_backup
from goodterms.faces.home import home, own_home, store
from goodterms.faces.leaving_data import beside_of
from goodterms.faces.locking import SHORTEST
from goodterms.faces.screens import erasing as screen
from goodterms.faces.screens.erasing import Beside
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.faces.words import Words
from goodterms.parting.belonging import belonging
from goodterms.parting.retention import MOST_YEARS, Sorted, sort_out
from goodterms.records.intake import take
from goodterms.store.keeping import Store
from goodterms.store.trouble import StoreError
from goodterms.terms.evidence import Text
from goodterms.terms.languages import same_name
from goodterms.terms.money import Money


class Told(NamedTuple):
    """What would stay of a client, on what ground, and what would go: counted, without a record."""

    client: str
    books: str
    rule: str
    until: tuple[tuple[date, int], ...]
    claims: str
    open: tuple[Money, ...]
    goes: str
    beside: Beside
    mentions: int
    refused: Text | None

    @property
    def is_due(self) -> bool:
        """Is there anything that may go?"""
        return bool(self.goes) or any(self.beside)


@require_POST
def back_up(request: HttpRequest) -> HttpResponse | FileResponse:
    """All that is kept, as a file to put elsewhere; locked, where a passphrase is told twice alike."""
    visit = Visit(request)
    if visit.is_demo:
        raise Http404
    told, again = request.POST.get("passphrase", ""), request.POST.get("again", "")
    if told != again or 0 < len(told) < SHORTEST:
        why = "web.settings.backup.unlike" if told != again else "web.settings.backup.short"
        return visit.go_on(request, why, "settings")
    try:
        path = kept_file()
    except BackupError:
        raise Http404 from None
    file = tempfile.TemporaryFile(dir=own_home())  # noqa: SIM115 - the response closes it
    try:
        write_backup(file, home(), path, datetime.now(UTC), told)
    except (StoreError, OSError):
        file.close()
        return visit.go_on(request, "web.settings.backup.failed", "settings")
    file.seek(0)
    name = f"goodterms-{visit.today.isoformat()}.{'locked' if told else 'zip'}"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Every client, with what is kept of them to take along, and the way out for good."""
    visit = Visit(request)
    if visit.is_demo or not visit.has_records:
        return redirect("settings")
    names = sorted((one.name for one in visit.book.clients), key=str.casefold)
    page = page_of(names, request)
    return render(
        request, "settings/clients.html", {"page": page, "rows": [(slug_of(one), one) for one in page]}
    )


@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is kept of one client, in one archive."""
    visit, words = Visit(request), words_of(request)
    name = _name(visit, slug)
    with writing(visit) as kept:
        records = kept.records()
    mine = belonging(records, name, take(records))
    data, _ = exported.archive(
        [one for one, is_theirs in zip(records, mine, strict=True) if is_theirs], name, words
    )
    told = {"Content-Disposition": content_disposition_header(True, exported.file_name(name)) or "attachment"}
    return HttpResponse(data, content_type="application/zip", headers=told)


def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """What stays of a client, on what ground, and what goes; and that it goes, when their name is typed."""
    visit, words = Visit(request), words_of(request)
    name = _name(visit, slug)
    if visit.is_demo:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    years = _years(asked.get("years", ""))
    told = visit.ask(
        "erase", words.language, name, years, answer=lambda: _would_go(name, visit.today, years, words)
    )
    is_named = same_name(request.POST.get("name", "")) == same_name(name)
    if request.method == "POST" and is_named and told.refused is None and told.is_due:
        return _erased(request, visit, name, years)
    shown = {
        "told": told, "slug": slug, "name": name, "years": asked.get("years", ""), "most_years": MOST_YEARS,
        "is_misnamed": request.method == "POST" and not is_named,
    }  # fmt: skip
    return render(request, "settings/erase.html", shown, status=422 if shown["is_misnamed"] else 200)


def _name(visit: Visit, slug: str) -> str:
    found = next((one.name for one in visit.book.clients if slug_of(one.name) == slug), None)
    if found is None:
        raise Http404
    return found


def _years(told: str) -> int | None:
    return int(told) if told.isdecimal() and int(told) <= MOST_YEARS else None


def _would_go(name: str, today: date, years: int | None, words: Words) -> Told:
    with store() as kept:
        found, records, beside, _ = _sorted_out(kept, name, today, years)
    by = {
        ground: screen.kinds((records[index] for index, why in found.stays.items() if why == ground), words)
        for ground in ("accounting", "claims")
    }
    until = Counter(found.until.values())
    return Told(
        name, by["accounting"], screen.rule_in_words(found.rule, words), tuple(sorted(until.items())),
        by["claims"], found.open, screen.kinds((records[index] for index in found.goes), words), beside,
        found.mentions, found.refused,
    )  # fmt: skip


def _sorted_out(
    kept: Store, name: str, today: date, years: int | None
) -> tuple[Sorted, list[Any], Beside, list[Any]]:
    """What stays and goes, of which records, what goes beside them, and the rows that they are."""
    rows = kept.rows()
    records = [row.record for row in rows]
    found = sort_out(records, name, today, years, take(records))
    return found, records, beside_of(found, records, kept), rows


def _erased(request: HttpRequest, visit: Visit, name: str, years: int | None) -> HttpResponse:
    with writing(visit) as kept:
        found, _, _, rows = _sorted_out(kept, name, visit.today, years)
        if found.refused is not None:  # somebody asked meanwhile
            return redirect("erase", slug_of(name))
        wiped = kept.erase([rows[index] for index in found.goes], [rows[index] for index in found.stays])
    page = page_of(wiped.files, request, rows_each=max(len(wiped.files), 1))
    return render(request, "settings/erased.html", {"wiped": wiped, "name": name, "files": page})
