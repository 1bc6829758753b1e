"""What does a clause settle? A sum, a share, a day, a place: read next to the words that made it a clause.

The names of values are those of `docs/guide/contracts.md`. What is not said is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.periods import (
    IN_MONTHS,
    count,
    duration,
    expiration,
    for_cause,
    months,
    notice_period,
    payment_term,
    renewal,
    renewal_notice,
    same_place,
)
from goodterms.parting.contract.place import Place, Told
from goodterms.parting.contract.sheets import Language, Sheet
from goodterms.parting.contract.tokens import Amount, Duration, Token
from goodterms.parting.model import Span, Value

_TAKES = {
    "non_compete": ("DURATION",), "non_solicit": ("DURATION",), "confidentiality": ("DURATION",),
    "termination_for_cause": ("DURATION",), "renewal_notice": ("DURATION",), "renewal": ("DURATION",),
    "minimum_commitment": ("DURATION", "HOURS", "MONEY"), "late_interest": ("PERCENT",),
    "kill_fee": ("PERCENT", "MONEY"), "liability_cap": ("MONEY",), "deposit": ("PERCENT", "MONEY"),
    "notice_period": ("DURATION",), "payment_term": ("DURATION",),
}  # fmt: skip
"""The values of each kind that serve only one clause, the most particular kinds first: who may not compete
for six months after the end has no notice of six months."""


_SUMS = frozenset({"deposit", "kill_fee"})


def order(kind: str) -> int:
    """Which kinds choose their value first."""
    return list(_TAKES).index(kind) if kind in _TAKES else len(_TAKES)


def taken(kind: str, at: Place) -> Token | None:
    """The value that a clause has for itself."""
    if kind in _SUMS:
        return at.sum(kind)
    return at.near(*_TAKES[kind]) if kind in _TAKES else None


def without_value(kind: str, at: Place) -> Told | None:
    """What a clause settles whose value serves another one: it goes on by itself, unless somebody objects
    two months before."""
    if kind != "renewal" or kind not in at.language.kinds(at.row, ""):
        return None
    told = read_value(kind, at)
    return told if told and told.get("automatic") else None


def used(kind: str, at: Place, value: Told) -> tuple[Span, ...]:
    """The definitions that gave the clause its value: without one of them it would settle something else."""
    return tuple(span for span in at.also() if read_value(kind, at.without(span)) != value)


def read_value(kind: str, at: Place) -> Told | None:
    """What a clause settles; None where it cannot be one, because what makes it one is not said."""
    return _READERS.get(kind, _nothing)(at, at.language.sheets[kind])


def _nothing(_at: Place, _sheet: Sheet) -> Told:
    return {}


def _form(at: Place, _sheet: Sheet) -> Told | None:
    forms: list[str] = []
    for row in at.rows():
        forms = _forms(row, at.language)
        if forms:
            break
    if not forms:
        return None
    return {"form": forms[0] if len(forms) == 1 else tuple(forms)}


_BY_POST = frozenset({"registered", "signed_for"})
"""Forms that the post is part of."""


def _forms(row: Row, language: Language) -> list[str]:
    """The forms that a row asks for, without those it refuses."""
    refused = [span for phrase in language.shared("forms_refused") if (span := place(phrase, row))]
    words = [
        one._replace(text="-") if any(a <= n <= b for a, b in refused) else one
        for n, one in enumerate(row.tokens)
    ]
    left = Row(words)
    found = [form for form in language.told["forms"] if language.holds(left, "forms", form)]
    if _BY_POST & set(found):
        found = [form for form in found if form != "post"]
    if {"post", "email"} <= set(found):  # on paper or not: what matters is that it is written
        return ["written", *(form for form in found if form not in ("post", "written"))]
    return [
        form
        for form in found
        if form != "written" or len(found) == 1 or language.holds(left, "forms_and_written")
    ]


def _interest(at: Place, sheet: Sheet) -> Told:
    told: Told = {}
    rate = at.near("PERCENT")
    money = at.near("MONEY")
    if rate is not None and isinstance(rate.value, Decimal) and not sheet.said("lump_percent", [at.row]):
        told["rate_percent"] = count(float(rate.value))
    told["basis"] = at.text
    if money is not None:
        told["lump_sum"] = at.read.passage.flat.text[money.start : money.end]
    return told


def _amount(token: Token) -> Told:
    if isinstance(token.value, Amount):
        return {"amount": count(float(token.value.amount)), "currency": token.value.currency}
    assert isinstance(token.value, Decimal)  # noqa: S101 - PERCENT carries nothing else
    return {"percent": count(float(token.value))}


def _sum(at: Place, sheet: Sheet) -> Told | None:
    token = at.sum(sheet.kind)
    if token is not None:
        also = at.same(token)
        return _amount(token) | (_amount(also) if also else {})
    whole = sheet.said("percent", at.rows())
    return {"percent": count(float(whole))} if whole else None


def _rounds(at: Place, sheet: Sheet) -> Told | None:
    said = sheet.said("rounds", at.rows())
    rounds = int(said) if said is not None else at.number()
    return None if rounds is None else {"rounds": rounds}


def _says(name: str, otherwise: Value = None) -> Callable[[Place, Sheet], Told]:
    def read(at: Place, sheet: Sheet) -> Told:
        said = sheet.said(name, at.rows())
        said = otherwise if said is None else said
        return {} if said is None else {name: said}

    return read


def _rights(at: Place, sheet: Sheet) -> Told | None:
    on = sheet.said("on", at.rows())
    return {"on": on} if on else None


def _handover(at: Place, _sheet: Sheet) -> Told:
    return {"what": at.text}


def _secret(at: Place, sheet: Sheet) -> Told:
    rows = list(at.rows())
    if sheet.said("survives", rows) or (
        at.after and same_place(at, at.after) and sheet.said("survives", [at.after.row])
    ):
        return {"survives": "indefinite"}
    token = at.near("DURATION")
    length = duration(token)
    if length is None and at.after and same_place(at, at.after) and sheet.said("goes_on", [at.after.row]):
        length = next((one.value for one in at.after.row.tokens if isinstance(one.value, Duration)), None)
    if length is None and sheet.said("lasts", rows):
        return {"survives": "indefinite"}
    if length is None or length.unit not in IN_MONTHS:
        return {}
    return {f"survives_{length.unit}": count(length.many)}


def _compete(at: Place, _sheet: Sheet) -> Told:
    length = duration(at.near("DURATION"))
    told = months(length) if length else Told()
    area = next((span for phrase in at.language.shared("area") if (span := place(phrase, at.row))), None)
    if area:
        said = at.read.passage.flat.text[at.row.tokens[area[0]].end :].strip(' .,;"”»’]')
        told["area"] = " ".join(said.split())
    return told


def _solicit(at: Place, _sheet: Sheet) -> Told:
    length = duration(at.near("DURATION"))
    return months(length) if length else {}


def _cap(at: Place, _sheet: Sheet) -> Told:
    money = at.near("MONEY")
    if money is not None and money.value is not None:
        return _amount(money)
    return {"multiple": at.text}


def _commitment(at: Place, sheet: Sheet) -> Told | None:
    per = sheet.said("per", (*at.rows(), *at.read.labels[:1])) or _one_unit(at.row) or "month"
    units = numbers(at.language.name).units
    length = duration(at.near("DURATION", "HOURS"))
    money = at.near("MONEY")
    if length is not None and length.unit in ("days", "hours"):
        return {f"{length.unit}_per_{per}": count(length.many)}
    if money is not None and money.value is not None:
        return _amount(money) | {"per": per}
    number = at.number()
    unit = next((units[one.text] for one in at.row.tokens if units.get(one.text) in ("days", "hours")), None)
    if number is not None and unit is not None:
        return {f"{unit}_per_{per}": number}
    return None if number is None else {"count": number, "per": per}


def _one_unit(row: Row) -> str | None:
    """The unit of a length of one right behind another value: two days | a week."""
    for before, one in zip(row.tokens, row.tokens[1:], strict=False):
        if before.value is not None and isinstance(one.value, Duration) and one.value.many == 1:
            return one.value.unit.removesuffix("s")
    return None


def _law(at: Place, _sheet: Sheet) -> Told | None:
    small = frozenset(at.language.told.get("capitals", ()))
    for said in at.rows():
        row = _without_small(said, small) if small else said
        for code in at.language.told["places"]:
            if at.language.holds(row, "places", code):
                return {"place": code}
    return None


def _without_small(row: Row, names: frozenset[str]) -> Row:
    """The row without words that are a country only with a capital: luật Pháp, but pháp luật."""
    return Row(
        [
            one._replace(text="-") if one.text in names and not one.said.istitle() else one
            for one in row.tokens
        ]
    )


def _court(at: Place, _sheet: Sheet) -> Told:
    span = next((one for phrase in at.language.shared("courts") if (one := place(phrase, at.row))), None)
    start = at.row.tokens[span[0]].start if span else at.start
    end = at.end if start < at.end else len(at.read.passage.flat.text)
    said = " ".join(at.read.passage.flat.text[start:end].split())
    return {"place_text": said.strip(' .,;:"”»]')}


def _thing(at: Place, _sheet: Sheet) -> Told | None:
    """The thing and its day; without a day where several passages would be needed to tell it. A row with a
    sum and no day tells a price, and words that lead to a list tell nothing by themselves."""
    days = [one for one in at.row.tokens if one.text == "DATE" and at.start <= one.start < at.end]
    is_price = at.read.passage.form == "row" and "MONEY" in at.row.masks
    if not days and (is_price or at.read.passage.flat.text.rstrip().endswith(":")):
        return None
    due = days[-1].value if days else None
    name = _name(at, days)
    return {"name": name, "due": due if isinstance(due, date) else None} if name else None


def _name(at: Place, days: list[Token]) -> str:
    """What is said of the thing without its day."""
    text = at.read.passage.flat.text
    label = at.read.passage.labels[0] if at.read.passage.form == "row" else ""
    said = text[at.start : at.end].strip().removeprefix(label).strip(" |:\t")
    for day in days:
        before, _, after = said.partition(text[day.start : day.end])
        said = f"{_unled(before, at.language)} {after}"
    first, _, rest = said.partition(" ")
    said = rest if first.lower() in at.language.told["joins"] else said
    return " ".join(said.split()).strip(" .,;:|–—-") or label


def _unled(text: str, language: Language) -> str:
    """Words without those at their end that lead to a day: no later than."""
    leads = sorted(language.told.get("before_a_day", ()), key=len, reverse=True)
    short = text.rstrip(" ,:|–—-(")
    lead = next((one for one in leads if short.lower().endswith(f" {one}") or short.lower() == one), None)
    return _unled(short[: len(short) - len(lead)], language) if lead else short


_READERS: Mapping[str, Callable[[Place, Sheet], Told | None]] = {
    "notice_period": notice_period,
    "termination_for_cause": for_cause,
    "expiration": expiration,
    "renewal": renewal,
    "renewal_notice": renewal_notice,
    "notice_form": _form,
    "payment_term": payment_term,
    "late_interest": _interest,
    "deposit": _sum,
    "kill_fee": _sum,
    "revision_limit": _rounds,
    "deliverable": _thing,
    "ip_transfer": _rights,
    "handover": _handover,
    "confidentiality": _secret,
    "non_compete": _compete,
    "non_solicit": _solicit,
    "liability_cap": _cap,
    "minimum_commitment": _commitment,
    "expenses": _says("reimbursed", otherwise=True),
    "subcontracting": _says("allowed"),
    "governing_law": _law,
    "jurisdiction": _court,
}
"""How the value of each kind is read; kinds that are not here settle something by being there."""
