"""What can be said of a clause in a form: its values by kind, each in the field that suits it.

The names of values are those of `docs/guide/contracts.md`; how they are written, and what a correction is, is
known to `parting.contract.correcting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from goodterms.parting.contract.correcting import correction, read_value
from goodterms.parting.model import Clause, Contract, Value
from goodterms.records.model import Correction

_LENGTHS = ("days", "weeks", "months")
_SUM = ("percent", "amount", "currency")
_ALWAYS = ("overridden", "rejected")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "notice_period": (*_LENGTHS, "working_days", "party", "effective", "at_any_time", "phase"),
    "termination_for_cause": ("cure_days", "party"),
    "expiration": ("date",),
    "renewal": ("months", "years", "automatic"),
    "renewal_notice": _LENGTHS,
    "notice_form": ("form",),
    "payment_term": ("days", "from"),
    "late_interest": ("rate_percent", "lump_sum"),
    "deposit": _SUM,
    "kill_fee": _SUM,
    "revision_limit": ("rounds",),
    "deliverable": ("name", "due"),
    "ip_transfer": ("on",),
    "confidentiality": ("survives_months", "survives_years", "survives"),
    "non_compete": ("months", "area"),
    "non_solicit": ("months",),
    "governing_law": ("place",),
    "jurisdiction": ("place_text",),
    "liability_cap": ("amount", "currency"),
    "minimum_commitment": ("hours_per_month", "days_per_month", "amount", "currency", "per"),
    "expenses": ("reimbursed",),
    "subcontracting": ("allowed",),
}
"""By kind: the values that can be told; kinds that are not here settle something by being there."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "party": ("either", "client", "freelancer"),
    "effective": ("end_of_month", "first_of_next_month"),
    "phase": ("trial",),
    "form": ("written", "registered", "email", "signed_for", "post", "hand"),
    "from": ("invoice", "receipt", "delivery", "end_of_month"),
    "on": ("payment", "delivery", "creation", "never"),
    "survives": ("indefinite",),
    "per": ("week", "month", "quarter", "year"),
}
"""By value: what it can be."""
YES_OR_NO = frozenset({"working_days", "at_any_time", "automatic", "reimbursed", "allowed", *_ALWAYS})
DAYS = frozenset({"date", "due"})
IN_WORDS = frozenset({"name", "lump_sum", "area", "place", "place_text", "currency"})
NONE = "none"
"""What a form says where the contract settles that there is no such day."""
LONGEST = 300
"""Characters of a value that is told in words."""


class Field(NamedTuple):
    """A value in a form: what it is called, what it says now, and how it is asked for."""

    name: str
    value: str
    """As its field writes it; empty where nothing is said."""
    form: str
    """number, day, text, one or several."""
    choices: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    can_be_none: bool = False
    is_none: bool = False


def fields_of(clause: Clause) -> Iterator[Field]:
    """The fields of a clause with the values that it has."""
    for name in (*FIELDS.get(clause.kind, ()), *_ALWAYS):
        value = clause.value.get(name)
        is_none = name in clause.value and value is None
        chosen = tuple(map(str, value)) if isinstance(value, tuple) else (_written(value),)
        told = "" if isinstance(value, tuple) else _written(value)
        choices = ("yes", "no") if name in YES_OR_NO else CHOICES.get(name, ())
        yield Field(name, told, _form(name), choices, chosen, name == "date", is_none)


def _form(name: str) -> str:
    if name == "form":
        return "several"
    if name in YES_OR_NO or name in CHOICES:
        return "one"
    if name in DAYS:
        return "day"
    return "text" if name in IN_WORDS else "number"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


class Misread(NamedTuple):
    """A value that is none of its kind."""

    name: str
    told: str


def set_values(found: Contract, clause: Clause, told: Mapping[str, list[str]]) -> Correction | Misread:
    """The correction that a form asks for: what it leaves empty is no longer said, what it does not ask
    stays."""
    asked = (*FIELDS.get(clause.kind, ()), *_ALWAYS)
    value = {name: one for name, one in clause.value.items() if name not in asked}
    for name in asked:
        words = [one.strip()[:LONGEST] for one in told.get(name, ()) if one.strip()]
        if NONE in told.get(f"{name}_is", ()) or (not words and name == "due" and name in clause.value):
            value[name] = None
        elif words:
            read = read_value(name, ",".join(words))
            if read is None or not _can_be(name, words):
                return Misread(name, ", ".join(words))
            value[name] = str(read[0]).upper() if name == "currency" else read[0]
    return correction(found.text, found.quote(clause.span), clause.kind, value, becomes=clause.kind)


def _can_be(name: str, words: list[str]) -> bool:
    allowed = CHOICES.get(name)
    if name == "currency":
        return len(words[0]) == len("EUR") and words[0].isascii() and words[0].isalpha()
    return allowed is None or set(words) <= set(allowed)
