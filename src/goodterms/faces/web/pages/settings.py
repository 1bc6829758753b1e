"""Who am I, when do I work, by which rules, and how does my data leave? One page for all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goodterms.faces import own_word
from goodterms.faces.backing import kept_file
from goodterms.faces.backups import BackupError
from goodterms.faces.home import own_playbooks, store
from goodterms.faces.own_word import Faults, Me
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.faces.words import Words, languages
from goodterms.records.model import Freelancer
from goodterms.review.playbook import YES_OR_NO, Playbook, Rule, bounds, load, names
from goodterms.terms.calendar import WEEKDAYS
from goodterms.terms.languages import fold

PLACES = ("country", "timezone", "currency", "language")
OF_RULES = "Set in [rules]."


class Field(NamedTuple):
    """A field of a form: what stands in it, what may be chosen, and what is wrong with it."""

    name: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    by_records: str = ""
    """What the records say, where it is left empty."""
    fault: str = ""


class Number(NamedTuple):
    """A number of the playbook on the form."""

    name: str
    value: str
    least: str
    most: str
    step: str
    by_playbook: str
    is_own: bool
    is_yes_or_no: bool
    fault: str = ""

    @property
    def label(self) -> str:
        """The key of what it is called."""
        return f"number.{self.name}"


def settings(request: HttpRequest) -> HttpResponse:
    """What is said of the freelancer, each part kept by itself."""
    visit = Visit(request)
    if request.method != "POST":
        return _page(request, visit)
    me, part = _me(visit), request.POST.get("part", "")
    if part == "me":
        return _keep_me(request, visit, me)
    if part == "playbook":
        name = request.POST.get("playbook", "")
        if name not in names(own_playbooks()):
            return HttpResponseBadRequest()
        return _kept(request, visit, me, replace(me.now, playbook=name))
    if part == "numbers":
        return _keep_numbers(request, visit, me)
    return HttpResponseBadRequest()


def begin(request: HttpRequest) -> HttpResponse:
    """The first questions, which may be skipped: who am I, and when do I work?"""
    visit = Visit(request)
    if visit.is_demo:
        return redirect("start")
    me = _me(visit)
    if request.method == "POST":
        wanted, faults = _read_me(request, visit, me)
        if not faults:
            with writing(visit) as kept:
                own_word.keep(kept, me.below, wanted, visit.today)
            return redirect("import")
        return _begin(request, visit, me, faults)
    return _begin(request, visit, me, {})


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """What was said last is unsaid."""
    visit = Visit(request)
    with writing(visit) as kept:
        gone = own_word.take_back(kept)
    said = "web.settings.taken_back" if gone else "web.settings.nothing_back"
    return visit.go_on(request, said, "settings")


def _me(visit: Visit) -> Me:
    if visit.is_demo:
        return Me(visit.book.freelancer, visit.book.freelancer, is_said=False)

    def told() -> Me:
        with store() as kept:
            return own_word.me_of([one for one in kept.records(Freelancer) if isinstance(one, Freelancer)])

    return visit.ask("me", answer=told)


def _keep_me(request: HttpRequest, visit: Visit, me: Me) -> HttpResponse:
    wanted, faults = _read_me(request, visit, me)
    return _page(request, visit, faults) if faults else _kept(request, visit, me, wanted)


def _read_me(request: HttpRequest, visit: Visit, me: Me) -> tuple[Freelancer, Faults]:
    told = {name: str(value) for name, value in request.POST.items()}
    return own_word.read_me(
        told, request.POST.getlist("days"), me.now, _known(visit).currency, words_of(request).decimal_mark
    )


def _keep_numbers(request: HttpRequest, visit: Visit, me: Me) -> HttpResponse:
    if request.POST.get("playbook") != _name(me):  # another window chose another one meanwhile
        return visit.go_on(request, "web.settings.other_playbook", "settings")
    told = {name: str(value) for name, value in request.POST.items()}
    rules, faults = own_word.read_numbers(told, _base(me), me.below)
    if faults:
        return _page(request, visit, faults)
    return _kept(request, visit, me, replace(me.now, rules=rules))


def _kept(request: HttpRequest, visit: Visit, me: Me, wanted: Freelancer) -> HttpResponse:
    with writing(visit) as kept:
        own_word.keep(kept, me.below, wanted, visit.today)
    return visit.go_on(request, "web.settings.kept", "settings")


def _page(request: HttpRequest, visit: Visit, faults: Faults | None = None) -> HttpResponse:
    me, words, faults = _me(visit), words_of(request), faults or {}
    told = {
        **_form(request, visit, me, faults),
        "is_said": me.is_said,
        "playbook": _name(me),
        "playbooks": names(own_playbooks()),
        "numbers": _numbers(request, me, faults),
        "all_screen_languages": languages(),
        "back_up": _cannot_back_up(words),
        "is_kept": visit.said(request),
        "faults": len(faults),
    }
    return render(request, "settings/index.html", told, status=422 if faults else 200)


def _begin(request: HttpRequest, visit: Visit, me: Me, faults: Faults) -> HttpResponse:
    told = {**_form(request, visit, me, faults), "is_first": True, "faults": len(faults)}
    return render(request, "settings/begin.html", told, status=422 if faults else 200)


def _known(visit: Visit) -> Freelancer:
    """Who the records say they are, where nobody said it."""
    return visit.book.freelancer if visit.has_records else Freelancer()


def _form(request: HttpRequest, visit: Visit, me: Me, faults: Faults) -> dict[str, Any]:
    """The fields of who I am and when I work: as typed where something was wrong, else as they are."""
    typed = request.POST if request.POST.get("part") == "me" or (request.POST and faults) else None
    words, known = words_of(request), _known(visit)
    choices = _choices(words.language)
    values = _values(me.now, words) if typed is None else {name: str(value) for name, value in typed.items()}
    days = list(me.now.days) if typed is None else typed.getlist("days")

    def field(name: str) -> Field:
        value, offered = values.get(name, ""), choices.get(name, ())
        if value and offered and value not in dict(offered):
            offered = ((value, value), *offered)
        told = str(getattr(known, name, "") or "") if name in (*PLACES, "name") else ""
        by_records = "" if value else dict(offered).get(told, told)
        return Field(name, value, offered, by_records, faults.get(name, ""))

    return {
        "me": {name: field(name) for name in ("name", *PLACES, "from", "to", *own_word.SUMS)},
        "weekdays": [(day, words.short_weekday(n), day in days) for n, day in enumerate(WEEKDAYS)],
        "days_fault": faults.get("days", ""),
        "currency": me.now.currency or known.currency,
    }


def _values(me: Freelancer, words: Words) -> dict[str, str]:
    """What stands in the fields."""
    told = {name: str(getattr(me, name)) for name in ("name", *PLACES)}
    for name in own_word.SUMS:
        amount = getattr(me, name)
        told[name] = "" if amount is None else words.amount(amount)
    return told | {"from": _clock(me.work_from), "to": _clock(me.work_to)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@cache
def _choices(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What may be chosen, in the words of a language and its order."""
    locale = Locale.parse(language)
    places = {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}
    countries = {
        code: places[code] for code in places if code not in ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
    }
    used = {one for code in countries for one in get_territory_currencies(code)}
    currencies = {code: f"{code} · {locale.currencies.get(code, code)}" for code in used}
    spoken = {code: locale.languages.get(code, code) for code in languages()}
    zones = sorted(
        name for name in get_global("zone_territories") if "/" in name and not name.startswith("Etc/")
    )
    return {
        "country": _sorted(countries),
        "currency": _sorted(currencies),
        "language": _sorted(spoken),
        "timezone": tuple((name, name.replace("_", " ")) for name in zones),
    }


def _sorted(names_of: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names_of.items(), key=lambda one: fold(one[1])))


def _name(me: Me) -> str:
    return load(me.now.playbook, own_playbooks())[0].name


def _base(me: Me) -> Playbook:
    """The numbers without the freelancer's own word on them."""
    return load(me.now.playbook, own_playbooks(), me.below.rules)[0]


def _numbers(request: HttpRequest, me: Me, faults: Faults) -> list[Number]:
    base, sheet = _base(me), load(me.now.playbook, own_playbooks())[0]
    now = load(me.now.playbook, own_playbooks(), me.now.rules)[0]
    typed = request.POST if request.POST.get("part") == "numbers" and faults else {}
    shown = []
    for name in load("balanced")[0].rules:
        least, most, step = bounds(name)
        value = str(typed.get(name, _plain(now[name])))
        is_own = _is_own(now.rules[name], base.rules[name])
        shown.append(
            Number(
                name,
                value,
                _plain(least),
                _plain(most),
                _plain(step),
                _plain(sheet[name]),
                is_own,
                name in YES_OR_NO,
                faults.get(name, ""),
            )
        )
    return shown


def _is_own(now: Rule, base: Rule) -> bool:
    return now.value != base.value or now.because == OF_RULES


def _plain(number: float) -> str:
    """As a field for numbers takes it."""
    return f"{number:g}"


def _cannot_back_up(words: Words) -> str:
    """Why there is no backup to be had here; empty where there is one."""
    try:
        kept_file()
    except BackupError as error:
        return words.say(error.text)
    return ""
