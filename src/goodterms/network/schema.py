"""Which tables are there, and what is in their columns? docs/guide/network.md tells it in words.

`people` has one row a freelancer, with what there is little of as lists in it, so that a review of one person
reads one row. `messages` and `hours` have a row each. Money is in whole minor units, work in whole minutes,
moments are in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from goodterms.records.acts import ACTS

VERSION = "3"
"""Of these columns and what they mean. Tables of another version are not read."""
MARK = b"goodterms.network"
"""Under this name the version stands in each file."""

TEXT, COUNT, FLAG, DAY, NUMBER = pa.string(), pa.int64(), pa.bool_(), pa.date32(), pa.float64()
MOMENT = pa.timestamp("us")
SMALL = pa.int32()
MONEY = pa.struct([("minor", COUNT), ("currency", TEXT)])
PLACE = pa.struct([("source", TEXT), ("locator", TEXT), ("quote", TEXT)])
_CODED = pa.dictionary(pa.int32(), TEXT)

_FILED = {"client": TEXT, "key": COUNT}
_SAID = {**_FILED, "called": TEXT, "day": DAY, "evidence": PLACE}
LISTS: Mapping[str, Mapping[str, pa.DataType]] = {
    "clients": {"name": TEXT, "since": DAY},
    "invoices": {
        **_FILED, "number": TEXT, "issued": DAY, "due": DAY, "total": MONEY, "tax": MONEY, "disputed": FLAG,
        "evidence": PLACE,
    },
    "credited": {"invoice": COUNT, "amount": MONEY},
    "credits": {"invoice": COUNT, "day": DAY, "amount": MONEY, "evidence": PLACE, "tax": MONEY},
    "payments": {
        **_FILED, "paid_on": DAY, "amount": MONEY, "invoices": pa.list_(TEXT), "reference": TEXT,
        "evidence": PLACE,
    },
    "settlements": {"client": TEXT, "invoice": COUNT, "payment": COUNT, "paid_on": DAY, "amount": MONEY},
    "expenses": {**_FILED, "day": DAY, "amount": MONEY, "evidence": PLACE},
    "deliverables": {
        **_FILED, "due": DAY, "delivered_on": DAY, "rounds_agreed": COUNT, "rounds": COUNT, "evidence": PLACE,
    },
    "feelings": {
        **_SAID, "dread": COUNT, "client_stress": COUNT, "work_stress": COUNT, "unpredictable": COUNT,
        "fit_style": COUNT, "fit_vision": COUNT,
    },
    "attempts": {**_SAID, "issue": TEXT, "asked": TEXT, "reaction": TEXT},
    "episodes": {**_SAID, "outcome": TEXT},
    "guts": {**_SAID, "verdict": TEXT},
    "moves": {**_FILED, "day": DAY, "step": TEXT, "value": TEXT},
    "telling_messages": {
        **_FILED, "incoming": FLAG, "sent": MOMENT, "offset_seconds": SMALL, "acts": pa.list_(TEXT),
        "evidence": PLACE,
    },
    "telling_hours": {**_FILED, "day": DAY, "evidence": PLACE},
    "rates": {
        "day": DAY, "currency": TEXT, "into": pa.list_(pa.struct([("currency", TEXT), ("rate", TEXT)])),
        "source": PLACE,
    },
    "problems": {"source": TEXT, "locator": TEXT, "key": TEXT, "values": TEXT},
}  # fmt: skip
"""What a freelancer's row holds as lists."""

ME: Mapping[str, pa.DataType] = {
    "country": TEXT, "timezone": TEXT, "currency": TEXT, "days": pa.list_(TEXT), "work_from": COUNT,
    "work_to": COUNT, "holidays": pa.list_(DAY), "target_rate": MONEY, "take_anything_until": DAY,
    "playbook": TEXT, "rules": pa.list_(pa.struct([("name", TEXT), ("value", NUMBER)])),
}  # fmt: skip
"""When and how a freelancer works, as `goodterms.toml` says it."""

_PLACED = {"day": DAY, "source": _CODED, "locator": TEXT, "quote": TEXT}
_PEOPLE = {
    "freelancer": TEXT,
    "me": pa.struct(list(ME.items())),
    **{name: pa.list_(pa.struct(list(fields.items()))) for name, fields in LISTS.items()},
}
_MESSAGES = {
    "freelancer": _CODED, "client": _CODED, "key": COUNT, "sent": MOMENT, "minute": COUNT, "channel": _CODED,
    "direction": _CODED, "automatic": FLAG, "thread": COUNT, **dict.fromkeys(ACTS, FLAG), **_PLACED,
}  # fmt: skip
_HOURS = {
    "freelancer": _CODED, "client": _CODED, "key": COUNT, "started": MOMENT, "minutes": COUNT,
    "activity": _CODED, "billable": FLAG, **_PLACED,
}  # fmt: skip
TABLES: Mapping[str, pa.Schema] = {
    name: pa.schema(list(columns.items()), metadata={MARK: VERSION.encode()})
    for name, columns in {"people": _PEOPLE, "messages": _MESSAGES, "hours": _HOURS}.items()
}
"""The tables by name, in the order in which they are written."""
