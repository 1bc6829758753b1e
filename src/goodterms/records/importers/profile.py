"""Who am I, when do I work, and what should an hour bring? The goodterms.toml of a records folder.

    [me]
    name = "Mara Lind"
    timezone = "Europe/Brussels"

A key nobody knows, a zone that does not exist or a sum that is none is a problem; the rest is kept. A
time zone that does not exist stays unknown: it is never replaced by another. `[rules]` names a playbook
and overrides its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.records.model import Freelancer, Record
from goodterms.records.source import Source
from goodterms.terms import money
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from goodterms.records.settings import Settings

TITLE = "About you (goodterms.toml)"
READS = (
    "Who you are, when you work, what an hour should bring and which playbook holds; a key that nobody "
    "knows is named and not read."
)
GIVES = ("freelancer",)
INTRODUCES = True
KNOWN = {
    "me": (
        "name",
        "emails",
        "country",
        "timezone",
        "language",
        "currency",
        "remote",
        "take_anything_until",
    ),
    "hours": ("days", "from", "to", "holidays"),
    "money": ("target_rate", "monthly_costs", "cash"),
    "rules": (),
}
TEMPLATE = (
    "goodterms.toml",
    """\
# About you. Take the # away from the lines you fill in.
[me]
# name = "Mara Lind"
# emails = ["mara@lind.example"]
# country = "BE"
# timezone = "Europe/Brussels"
# language = "nl"
# currency = "EUR"
# remote = true
# take_anything_until = 2024-06-30  # until then you took every client

[hours]
# days = ["mon", "tue", "wed", "thu", "fri"]
# from = "09:00"
# to = "18:00"
# holidays = ["2026-07-20/2026-08-02", "2026-12-24"]

[money]
# target_rate = 75      # for an hour
# monthly_costs = 2900  # yours and your household's
# cash = 8000

[rules]
# playbook = "balanced"
""",
)
_TABLE = lazy(r"^[ \t]*\[(?:me|hours|money|rules)\][ \t]*(?:#.*)?\r?$", re.MULTILINE)
_FIRST = lazy(r"^[ \t]*(?:\[[\w-]+\]|[\w-]+[ \t]*=)")
_DAY_OF_WORK = (9 * 60, 18 * 60)


def recognises(source: Source) -> bool:
    """One of our tables, in a file whose first line that says something could be TOML."""
    said = (line for line in source.first.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return _FIRST.match(next(said, "")) is not None and _TABLE.search(source.first) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    from goodterms.records.settings import read_settings  # noqa: PLC0415 - 4 ms, and one file at most needs it

    settings = read_settings(source)
    if isinstance(settings, Problem):
        yield settings
        return
    settings.refuse_unknown(KNOWN)
    yield _freelancer(settings)
    yield from settings.problems


def _freelancer(said: Settings) -> Freelancer:
    currency = _currency(said)
    work_from, work_to = _hours(said)
    return Freelancer(
        name=said.text("me", "name"),
        emails=said.addresses("me", "emails"),
        country=said.text("me", "country").upper(),
        timezone=said.zone("me", "timezone"),
        language=said.text("me", "language").lower(),
        currency=currency,
        remote=said.yes("me", "remote"),
        days=said.weekdays("hours", "days") or Freelancer().days,
        work_from=work_from,
        work_to=work_to,
        holidays=said.days("hours", "holidays"),
        target_rate=said.money("money", "target_rate", currency),
        monthly_costs=said.money("money", "monthly_costs", currency),
        cash=said.money("money", "cash", currency, overdrawn=True),
        take_anything_until=said.day("me", "take_anything_until"),
        playbook=said.text("rules", "playbook"),
        rules=said.numbers("rules", but=("playbook",)),
        evidence=said.evidence,
    )


def _currency(said: Settings) -> str:
    code = said.text("me", "currency").upper()
    if code and not money.known(code):
        said.problem("me", "currency", "toml.unknown_currency", value=code)
        return ""
    return code


def _hours(said: Settings) -> tuple[int, int]:
    """Minutes after midnight; nine to six where nothing, or nothing possible, is said."""
    start = said.clock("hours", "from")
    end = said.clock("hours", "to")
    start, end = (_DAY_OF_WORK[0] if start is None else start), (_DAY_OF_WORK[1] if end is None else end)
    if start >= end:
        said.problem("hours", "to", "toml.hours_reversed")
        return _DAY_OF_WORK
    return start, end
