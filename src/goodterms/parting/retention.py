"""What of a client has to stay, on what ground and until when, and what may go? (B21)

Bills, payments, costs and bank lines stay for the years that the law of the freelancer's place fixes for
accounting; where nobody is sure how many, that is said, and they stay until the freelancer gives a number.
While money is open between the two, what a claim would need stays too. All else goes. None of it is legal
advice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from goodterms.parting import law
from goodterms.parting.belonging import belonging
from goodterms.parting.journey import journey
from goodterms.parting.own import of_client
from goodterms.records.book import Filed
from goodterms.records.intake import Taken, take
from goodterms.records.model import (
    Attempt,
    Client,
    Contact,
    ContractText,
    Correction,
    Deliverable,
    Expense,
    Invoice,
    Meeting,
    Message,
    Move,
    Naming,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.records.settled.owed import left_of, parts_of
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money

Ground = Literal["", "accounting", "claims"]
ACCOUNTING = (Invoice, Payment, Expense, Transfer)
"""What the books of a business are made of."""
CLAIMS = (
    Client,
    Contact,
    ContractText,
    Correction,
    Deliverable,
    TimeEntry,
    Message,
    Meeting,
    Attempt,
    Naming,
    Move,
)
"""What a claim for money would need beside them: never what was felt."""
REQUEST, ANSWERED = "access_requested", "access_answered"
MOST_YEARS = 99


class Rule(NamedTuple):
    """For how long accounting records stay, and who says so; no number where nobody is sure."""

    years: int | None
    source: str
    place: str
    is_own: bool = False
    """Did the freelancer give the number?"""
    why: str = ""
    """Why there is none: a key of the catalogue."""


class Sorted(NamedTuple):
    """What stays and what goes. A number is the place of a record among those that were given."""

    client: str
    as_of: date
    rule: Rule
    goes: tuple[int, ...]
    stays: Mapping[int, Ground]
    until: Mapping[int, date]
    """The day from which a record that stays for accounting may go; not told where nobody knows it."""
    open: tuple[Money, ...]
    """Money that is open between the two."""
    refused: Text | None = None
    """Why nothing may go."""
    mentions: int = 0
    """Records of others that have the client's name in their words: those stay as they are."""


def rule_of(country: str, years: int | None = None) -> Rule:
    """For how long accounting records stay in a country, or by the freelancer's own number of years."""
    kept = law.retention_years(country)
    if years is not None:
        return Rule(years, "", country, is_own=True)
    if isinstance(kept.value, int) and not kept.refused:
        return Rule(kept.value, kept.source, country)
    return Rule(None, kept.source, country, why=kept.refused or law.UNKNOWN)


def sort_out(
    records: Sequence[Record],
    client: str,
    as_of: date,
    years: int | None = None,
    taken: Taken | None = None,
) -> Sorted:
    """What of a client's records stays on that day; `client` is the name that the Book has, `taken` what
    `records.intake.take` made of these records, where somebody has it."""
    taken = taken or take(records)
    book = taken.book
    own = of_client(book, client, date.max)
    rule = rule_of(book.freelancer.country, years)
    parts = parts_of(own)
    left = Counter[str]()
    for filed in own.invoices:
        left[filed.record.total.currency] += left_of(own, filed, parts.get(filed.key, ())).minor
    is_open = any(left.values()) or any(filed.record.disputed for filed in own.invoices)
    goes, stays, until = [], {}, {}
    theirs = belonging(records, client, taken)
    for index, record in enumerate(records):
        if not theirs[index]:
            continue
        ground = _ground(record, rule, as_of, is_open=is_open)
        if not ground:
            goes.append(index)
            continue
        stays[index] = ground
        if isinstance(record, ACCOUNTING) and (day := may_go(record, rule)) is not None:
            until[index] = day
    others = (record for record, is_theirs in zip(records, theirs, strict=True) if not is_theirs)
    return Sorted(
        client, as_of, rule, tuple(goes), MappingProxyType(stays), MappingProxyType(until),
        tuple(Money(minor, name) for name, minor in sorted(left.items()) if minor > 0),
        _refused(own.moves, book.freelancer.country),
        sum(_mentions(record, client) for record in others),
    )  # fmt: skip


def may_go(record: Record, rule: Rule) -> date | None:
    """The first day on which a record of the books may go: the years are counted from the end of its own."""
    if rule.years is None:
        return None
    return date(min(_day(record).year + rule.years + 1, date.max.year), 1, 1)


def _ground(record: Record, rule: Rule, as_of: date, *, is_open: bool) -> Ground:
    """On what ground a record stays; none where it goes."""
    if isinstance(record, ACCOUNTING):
        day = may_go(record, rule)
        if day is None or day > as_of:
            return "accounting"
        return "claims" if is_open else ""
    return "claims" if is_open and isinstance(record, CLAIMS) else ""


def _day(record: Record) -> date:
    if isinstance(record, Invoice):
        return record.issued
    if isinstance(record, Payment):
        return record.paid_on
    if isinstance(record, Expense):
        return record.day
    assert isinstance(record, Transfer)  # noqa: S101 - for the type checker: the last of ACCOUNTING
    return record.booked_on


def _refused(moves: Sequence[Filed[Move]], country: str) -> Text | None:
    """After somebody asked what is kept of them, nothing goes before they have their answer."""
    standing = (past.move for past in journey(moves).history if not past.is_undone)
    asked = [move for move in standing if move.step in (REQUEST, ANSWERED)]
    if not asked or asked[-1].step == ANSWERED:
        return None
    told = law.figure(country, "records.request")
    return Text(str(told.value) if told.value else "erase.requested", {"day": asked[-1].day})


def _mentions(record: Record, client: str) -> bool:
    """Do the words of another's record have the name?"""
    texts = [
        getattr(record, name, "") for name in ("text", "note", "subject", "title", "asked", "referred_by")
    ]
    return any(client.casefold() in str(text).casefold() for text in texts)
