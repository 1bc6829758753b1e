"""Where do I put what I must never send? In the page's own memory, and nowhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def rant(request: HttpRequest) -> HttpResponse:
    """An empty page to type on. It has no form: what is typed cannot be sent, here or anywhere."""
    return render(request, "letters/rant.html")
