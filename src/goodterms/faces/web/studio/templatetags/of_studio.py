"""What only a studio's pages say."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import template

register = template.Library()
Context = template.RequestContext


@register.simple_tag(takes_context=True)
def hours(context: Context, minutes: int) -> str:
    """Minutes as hours with one decimal; a dash for none."""
    told = (Decimal(minutes) / 60).quantize(Decimal("0.1"))
    return str(context["words"].decimal(told, "#,##0.0")) if minutes else "–"


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> str:
    """A day as the locale writes it, and the time in UTC."""
    return f"{context['words'].day(at.date())} {at:%H:%M} UTC"


@register.simple_tag(takes_context=True)
def deed(context: Context, what: str) -> str:
    """What was done, in words."""
    words, key = context["words"], f"web.studio.did.{what}"
    said = words(key)
    return str(said if said != key else words("web.studio.did.other", what=what))
