"""Long lists come in pages of fifty: `?page=2`. What is no page is the first, or the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 50


def page_of(rows: Sequence[Any], request: HttpRequest, rows_each: int = ROWS) -> Page[Any]:
    """The rows that are asked for; a template shows the way to the others with `pager.html`."""
    return Paginator(rows, rows_each).get_page(request.GET.get("page"))
