"""How long, until when, from when on? Notice, cure, end, renewal and payment."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.place import Place, Told
from goodterms.parting.contract.sheets import Language, Sheet
from goodterms.parting.contract.tokens import Duration, Token
from goodterms.parting.model import Value

_IN_DAYS = {"days": 1, "weeks": 7}

IN_MONTHS = {"months": 1, "years": 12}

_PARTY = {"ME": "freelancer", "CLIENT": "client"}


def count(number: float) -> int | float:
    return int(number) if number == int(number) else number


def duration(token: Token | None) -> Duration | None:
    return token.value if token is not None and isinstance(token.value, Duration) else None


def _as_said(length: Duration) -> Told:
    """Days, weeks or months as they are said; years in months."""
    if length.unit == "years":
        return {"months": count(length.many * 12)}
    told: Told = {length.unit: count(length.many)}
    return told | {"working_days": True} if length.working else told


def months(length: Duration) -> Told:
    if length.unit in IN_MONTHS:
        return {"months": count(length.many * IN_MONTHS[length.unit])}
    return {length.unit: count(length.many)}


def _days(length: Duration, name: str = "days") -> Told:
    if length.unit in _IN_DAYS:
        told: Told = {name: count(length.many * _IN_DAYS[length.unit])}
        return told | {"working_days": True} if length.working else told
    if name == "days":
        return months(length)
    return {name: count(length.many * {"months": 30, "years": 365}[length.unit])}


def notice_period(at: Place, sheet: Sheet) -> Told | None:
    length = duration(at.near("DURATION"))
    told: Told = {}
    if length is not None:
        told |= _as_said(length)
        if length.unit == "days" and at.language.holds(at.row, "working_days"):
            told["working_days"] = True
    elif at.near("HOURS") is not None:
        return None
    elif sheet.said("at_any_time", [at.row]):
        told["at_any_time"] = True
    else:
        return None
    told["party"] = _whose(at)
    if (effective := sheet.said("effective", at.rows())) or (effective := _later(at, sheet)):
        told["effective"] = effective
    if _is_trial(at):
        told["phase"] = "trial"
    return told


def _is_trial(at: Place) -> bool:
    """Is it only so in a trial phase? Said here, in the sentence before, or above; not after the trial."""
    near = [at.row]
    if at.before is not None and same_place(at, at.before):
        near.append(at.before.row)
    if any(at.language.holds(row, "after_trial") for row in near):
        return False
    return any(at.language.holds(row, "trial") for row in (*near, *at.rows(), *at.read.labels[:1]))


def _later(at: Place, sheet: Sheet) -> Value:
    """What the next sentence of the paragraph says of when the notice takes effect."""
    if at.after is None or not same_place(at, at.after) or at.after.row.masks.get("DURATION"):
        return None
    return sheet.said("effective", [at.after.row])  # type: ignore[no-any-return]


def same_place(at: Place, other: Read) -> bool:
    return other.passage.paragraph == at.read.passage.paragraph


def _whose(at: Place) -> str:
    """Who may give the notice."""
    rows = (at.piece(), at.row, *at.read.labels[:1])
    for row in rows:
        if at.language.holds(row, "only_client"):
            return "client"
        if at.language.holds(row, "only_me"):
            return "freelancer"
        if at.language.holds(row, "either"):
            return "either"
        side = next((one.text for one in row.tokens if one.text in _PARTY), None)
        if side:
            return _PARTY[side]
    return "either"


def for_cause(at: Place, sheet: Sheet) -> Told:
    length = duration(at.near("DURATION"))
    told = _days(length, "cure_days") if length and not at.holds("trial") else Told()
    if at.language.holds(at.row, "only_client") or sheet.said("party", [at.row]) == "client":
        told["party"] = "client"
    elif sheet.said("party", [at.row]) == "freelancer":
        told["party"] = "freelancer"
    return told


def expiration(at: Place, sheet: Sheet) -> Told | None:
    if sheet.said("open_ended", at.rows()):
        return {"date": None}
    days = _days_of(at.row)
    length = duration(at.near("DURATION"))
    if len(days) == 1 and length is not None and sheet.said("counted", [at.row]):
        return {"date": _end(next(iter(days.values())), length)}
    if days:
        first = starts(at.row, at.language)
        last = max((day for n, day in days.items() if n not in first), default=None)
        return {"date": last} if last else None
    return {"date": None} | months(length) if length else None


def _days_of(row: Row) -> dict[int, date]:
    """The days that a row names, by their place in it."""
    words = enumerate(row.tokens)
    return {n: one.value for n, one in words if one.text == "DATE" and isinstance(one.value, date)}


def starts(row: Row, language: Language) -> dict[int, date]:
    """The days on which something begins, by their place in a row."""
    spans = (place(phrase, row) for phrase in language.shared("starts"))
    last = {span[1] for span in spans if span}
    return {n: day for n, day in _days_of(row).items() if n in last}


def _end(first: date, length: Duration) -> date | None:
    """The last day of a time that begins on that day; None where it has no whole days or months."""
    if length.unit in _IN_DAYS:
        return first + timedelta(days=int(length.many * _IN_DAYS[length.unit]) - 1)
    whole = length.many * IN_MONTHS[length.unit]
    if whole != int(whole):
        return None
    year, month = divmod(first.year * 12 + first.month - 1 + int(whole), 12)
    begins_again = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return begins_again - timedelta(days=1)


def renewal(at: Place, sheet: Sheet) -> Told:
    length = duration(at.near("DURATION"))
    told: Told = {} if length is None else {length.unit: count(length.many)}
    automatic = sheet.said("automatic", at.rows())
    if automatic is None and at.after and same_place(at, at.after):
        automatic = sheet.said("automatic", [at.after.row])
    return told if automatic is None else told | {"automatic": automatic}


def renewal_notice(at: Place, _sheet: Sheet) -> Told | None:
    length = duration(at.near("DURATION"))
    return None if length is None else _as_said(length)


def payment_term(at: Place, sheet: Sheet) -> Told | None:
    length = duration(at.near("DURATION"))
    if length is not None:
        told = _days(length)
    elif sheet.said("at_once", at.rows()):
        told = {"days": 0}
    elif sheet.said("net", at.rows()) and (days := at.number()):
        told = {"days": days}
    else:
        return None
    start = sheet.said("from", at.rows())
    return told | {"from": start} if start else told
