"""How a template says something: in the reader's words, never in its own."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html

from goodterms.faces.words import change_in_words, reason_in_words, tried_in_words
from goodterms.review.playbook import names
from goodterms.terms.evidence import Evidence, Problem, Text, Value
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.review.model import Change, ClientReview, Figures, Reason, Tried

_ON_A_COMMAND_LINE = re.compile(r"\s*\((?:--|goodterms |\w+\.csv)[^()]*\)")
SAID_IN_SETTINGS = (
    "me.no_timezone", "picture.no_zone", "csv.no_currency", "toml.no_currency", "daybook.no_currency",
    "what_if.no_currency",
)  # fmt: skip
"""Sentences about something unknown that the settings ask for."""
register = template.Library()
Context = template.RequestContext
"""A template's context; it holds the reader's `words` (`goodterms.faces.web.reader.shown`)."""


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: Value) -> str:
    """The sentence of a key: {% say "web.clients.count" count=3 %}."""
    return str(context["words"](key, **values))


@register.simple_tag(takes_context=True)
def tell(context: Context, text: Text | Problem | None) -> str:
    """A text of the core in words; nothing for None."""
    return "" if text is None else str(context["words"].say(text))


@register.simple_tag(takes_context=True)
def say_it(context: Context, text: Text | Problem | None) -> str:
    """The way to the settings, where what is missing can be said there; else nothing."""
    if text is None or text.key not in SAID_IN_SETTINGS or context.get("is_demo"):
        return ""
    return format_html('<a href="{}">{}</a>', reverse("settings"), context["words"]("web.settings.say_it"))


@register.simple_tag(takes_context=True)
def because(context: Context, reason: Reason) -> str:
    """A reason: what was measured, what is usual, since when."""
    return reason_in_words(reason, context["words"])


@register.simple_tag(takes_context=True)
def would_change(context: Context, change: Change) -> str:
    """What would have to be otherwise."""
    return change_in_words(change, context["words"])


@register.simple_tag(takes_context=True)
def where(context: Context, place: Evidence | Problem) -> str:
    """A file and the place in it."""
    return str(context["words"].place(place))


@register.simple_tag(takes_context=True)
def money(context: Context, sum_of: Money | None, whole: bool = False) -> str:
    """A sum as the reader's locale writes it, or the mark for unknown."""
    words = context["words"]
    return str(words("value.unknown") if sum_of is None else words.money(sum_of, whole=whole))


@register.simple_tag(takes_context=True)
def day(context: Context, when: date | None) -> str:
    """A day as the locale writes it, or the mark for unknown."""
    words = context["words"]
    return str(words("value.unknown") if when is None else words.day(when))


@register.simple_tag(takes_context=True)
def percent(context: Context, share: float | None) -> str:
    """A share of one as a percentage, or the mark for unknown."""
    return str(context["words"].percent(share))


@register.simple_tag(takes_context=True)
def verdict_word(context: Context, verdict: str) -> str:
    """Keep, repair, let go, or not enough evidence."""
    return str(context["words"](f"review.verdict.{verdict}"))


@register.simple_tag(takes_context=True)
def playbook_word(context: Context, name: str) -> str:
    """What a playbook that comes along is called; a sheet of one's own as its file is."""
    return str(context["words"](f"playbook.name.{name}")) if name in names() else name


@register.simple_tag(takes_context=True)
def family_word(context: Context, family: str) -> str:
    """A family of evidence."""
    return str(context["words"](f"family.{family}"))


@register.simple_tag(takes_context=True)
def feeling_word(context: Context, rating: int) -> str:
    """A rating of dread in a word."""
    return str(context["words"](f"web.feeling.{rating}"))


@register.simple_tag(takes_context=True)
def level_word(context: Context, level: int) -> str:
    """How strong the evidence of a family is, in a word: what the dots show to the eye."""
    return str(context["words"](f"web.level.{level}"))


@register.simple_tag(takes_context=True)
def trouble_word(context: Context, level: int) -> str:
    """How much trouble there is with a client, beside the others."""
    return str(context["words"](f"portfolio.level.{level}"))


@register.simple_tag(takes_context=True)
def gut_word(context: Context, key: str, gut: str) -> str:
    """Whether gut and evidence agree."""
    words = context["words"]
    return str(words(key, verdict=words(f"review.verdict.{gut}")))


@register.simple_tag(takes_context=True)
def rate(context: Context, figures: Figures) -> str:
    """What an hour brought, in whole units; a dash where nobody knows."""
    if figures.rate is None:
        return "–"
    return str(context["words"].money(Money(round(figures.rate), figures.currency), whole=True))


@register.simple_tag(takes_context=True)
def unknown_families(context: Context, client: ClientReview) -> str:
    """The families of evidence of which nothing is known."""
    words = context["words"]
    return ", ".join(
        words(f"family.{name}") for name, covered in client.coverage.items() if covered == "none"
    )


@register.simple_tag
def dots(level: int) -> str:
    """A level of 0-3 as dots."""
    return "●" * level + "○" * (3 - level)


@register.simple_tag(takes_context=True)
def plainly(context: Context, text: Text) -> str:
    """A text without what only the command line can do with it: `(--cash)`, `(goodterms draft)`."""
    return _ON_A_COMMAND_LINE.sub("", str(context["words"].say(text)))


@register.simple_tag(takes_context=True)
def say_lint(context: Context, rule: str, part: str) -> str:
    """Why a rule speaks, or what to write instead."""
    return str(context["words"](f"lint.{rule}.{part}"))


@register.simple_tag
def mark_parts(mark: str) -> tuple[str, str]:
    """The step that a mark names, and its value."""
    step, _, value = mark.partition("=")
    return step, value


@register.simple_tag(takes_context=True)
def month(context: Context, when: date) -> str:
    """A day's month and year."""
    return str(context["words"].format_field(when, "month"))


@register.simple_tag(takes_context=True)
def weekday(context: Context, number: int) -> str:
    """The short name of a day of the week, 0 for Monday."""
    return str(context["words"].short_weekday(number))


@register.simple_tag(takes_context=True)
def moment(context: Context, when: date | datetime) -> str:
    """A day, with its time where it has one."""
    return str(context["words"].format_field(when, ""))


@register.simple_tag(takes_context=True)
def number(context: Context, count: int) -> str:
    """A count with the locale's mark for thousands."""
    return str(context["words"].count(count))


@register.simple_tag(takes_context=True)
def measured(context: Context, value: float | Money | None, unit: str = "", currency: str = "") -> str:
    """A figure of a signal by its unit; the mark for unknown where there is none."""
    words = context["words"]
    if value is None:
        return str(words("value.unknown"))
    return str(words.money(value) if isinstance(value, Money) else words.measured(value, unit, currency))


@register.simple_tag(takes_context=True)
def tried_word(context: Context, tried: Tried) -> str:
    """What was raised about a family, how often, and what came of it."""
    return tried_in_words(tried, context["words"])
