"""What do I write to them? The letter, what in it would hurt while it is typed, and what it claims."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.drafting import usual_channel
from goodterms.faces.paged import NoPdfError, Paper, Paragraph, pdf
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit
from goodterms.letters.deciding import Refused, Wish, decide, to_mind
from goodterms.letters.drafting import draft
from goodterms.letters.known import Known
from goodterms.letters.letter import CHANNELS, Channel
from goodterms.letters.linting import Finding, lint
from goodterms.letters.mending import can_mend, mended
from goodterms.letters.reasons import REASONS
from goodterms.letters.sheets import spoken
from goodterms.terms.calendar import read_day
from goodterms.terms.languages import nfc

TOLD = ("about", "adjective", "knowing", "handover", "colleague", "contact", "me")
ACROSS, SPARE, MOST_ROWS = 100, 3, 30
"""Characters in a row of the editor, rows that are left to write on, and rows at most."""
MOST = 40_000
"""Characters of a letter that are looked at; nobody reads a longer one."""


@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """A first draft from what is known and told, to be made one's own; or why there is none."""
    visit = Visit(request)
    client = visit.client(slug).client
    known, asked = visit.known(client), request.GET
    language = _one_of(spoken(), asked.get("language"), known.language) or words_of(request).language
    channel = _one_of(CHANNELS, asked.get("channel"), usual_channel(known))
    wish = Wish(
        client,
        reason=asked.get("own_reason", "").strip() or _one_of(REASONS, asked.get("reason"), ""),
        last_day=_day(asked.get("last_day")),
        is_alternative=not asked.get("no_alternative"),
        **{name: asked.get(name, "").strip() for name in TOLD},
    )
    told: dict[str, Any] = {
        "name": client,
        "slug": slug,
        "language_of_letter": language,
        "channel": channel,
        "channels": CHANNELS,
        "reasons": REASONS,
        "wish": wish,
        "told": [(name, getattr(wish, name)) for name in TOLD],
    }
    try:
        decided = decide(wish, known, visit.today)
    except Refused as refused:
        return render(request, "letters/letter.html", told | {"refused": refused})
    made = draft(decided, language, channel, visit.book.freelancer.playbook or "balanced")
    looked = _looked_at(made.text, language, channel, known)
    minded = to_mind(decided, known, language)
    told |= {"made": made, "decided": decided, "notes": minded, "subject": made.subject}
    return render(request, "letters/letter.html", told | looked)


@require_POST
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """What would hurt in the letter as it stands in the editor, with one step of mending where one was asked
    for. Nothing of it is kept."""
    visit = Visit(request)
    client = visit.client(slug).client
    known, posted = visit.known(client), request.POST
    channel = _one_of(CHANNELS, posted.get("channel"), "email")
    language = _one_of(spoken(), posted.get("language"), words_of(request).language)
    told = _looked_at(_text(request), language, channel, known)
    step = posted.get("mend", "")
    if step.isdecimal() and 0 < int(step) <= len(told["findings"]):
        one = told["findings"][int(step) - 1][1]
        told = _looked_at(
            mended(told["text"], told["read_in"], one.rule, one.start, one.end), language, channel, known
        )
        told["is_mended"] = True
    told |= {
        "name": client,
        "slug": slug,
        "language_of_letter": language,
        "channel": channel,
        "subject": posted.get("subject", ""),
    }
    part = request.headers.get("HX-Target", "")
    if part in ("findings", "editor"):
        return render(request, f"letters/{part}.html", told)
    return render(request, "letters/looked_at.html", told)


@require_POST
def as_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter as a message that any mail program opens, ready to be looked through and sent."""
    Visit(request).client(slug)
    made = EmailMessage()
    made["Subject"] = " ".join(request.POST.get("subject", "").split())
    made["X-Unsent"] = "1"
    made.set_content(_text(request) + "\n")
    told = {"Content-Disposition": 'attachment; filename="letter.eml"'}
    return HttpResponse(made.as_bytes(), content_type="message/rfc822", headers=told)


@require_POST
def as_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter as a PDF; where no PDF can be made here, a page that says how to get one."""
    visit = Visit(request)
    client = visit.client(slug).client
    subject, text = " ".join(request.POST.get("subject", "").split()), _text(request)
    lines = tuple(Paragraph(part) for part in text.split("\n\n") if part.strip())
    language = _one_of(spoken(), request.POST.get("language"), words_of(request).language)
    try:
        made = pdf(Paper(subject or client, language, lines))
    except NoPdfError:
        return render(request, "letters/no_pdf.html", {"slug": slug, "name": client}, status=501)
    told = {"Content-Disposition": 'attachment; filename="letter.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=told)


class Piece(NamedTuple):
    """A piece of the letter: plain, or words that a rule is about."""

    text: str
    number: int
    """Of the finding; 0 for a plain piece."""


def _text(request: HttpRequest) -> str:
    return nfc(request.POST.get("text", "")[:MOST].replace("\r\n", "\n"))


def _looked_at(text: str, language: str, channel: Channel, known: Known | None) -> dict[str, Any]:
    linted = lint(text, language, channel, known=known)
    found = sorted(linted.findings, key=lambda one: (one.start is None, one.start or 0))
    numbered = [
        (number, one, one.start is not None and can_mend(one.rule)) for number, one in enumerate(found, 1)
    ]
    told = {"text": text, "findings": numbered, "pieces": _pieces(text, found), "read_in": linted.language}
    return told | {"rows": _rows(text)}


def _rows(text: str) -> int:
    """As high as the letter is long, with some lines to write on."""
    return min(sum(1 + len(line) // ACROSS for line in text.splitlines()) + SPARE, MOST_ROWS)


def _pieces(text: str, found: list[Finding]) -> list[Piece]:
    """The letter cut at the words that were found; where two overlap, the first keeps them."""
    pieces, at = [], 0
    for number, one in enumerate(found, 1):
        if one.start is None or one.end is None or one.start < at:
            continue
        pieces += [Piece(text[at : one.start], 0), Piece(text[one.start : one.end], number)]
        at = one.end
    return [piece for piece in (*pieces, Piece(text[at:], 0)) if piece.text]


def _one_of(allowed: Any, told: str | None, usual: str) -> Any:
    return told if told in allowed else usual


def _day(told: str | None) -> date | None:
    return read_day(told) if told else None
