"""Is the server well? For whoever watches over it; nothing of anybody's records."""

from __future__ import annotations

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from goodterms.faces.web.studio.preparing import is_ready


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - as Django calls it
    """200 where the database answers and has the tables of this version; else 503."""
    try:
        state = "ok" if is_ready() else "not_prepared"
    except Error:
        state = "no_database"
    return JsonResponse(
        {"schema": "goodterms.health/1", "state": state}, status=200 if state == "ok" else 503
    )
