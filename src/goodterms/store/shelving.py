"""How does a record lie in a table, and how does it come back the same?

A table has a column for each plain field of its record. Some need two, or a form of their own:

    Money              `total_minor` and `total_currency`
    datetime           microseconds since 1970 in UTC, and `..._offset`, the minutes that it was written with
    tuple              a JSON list; nothing where it is empty
    Evidence           `source`, `locator` and `quote`

All of it follows from the types that `goodterms.records.model` declares, so that a new field or a new kind of
record needs no code here. Rows are unpacked a column at a time, which keeps 200,000 messages near a second.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import islice, repeat
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from goodterms.records.model import Record
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

Values = Sequence[Any]
"""One column's values, a row each."""

KINDS: tuple[type, ...] = get_args(Record)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST = 2**63 - 1
"""The largest whole number that a column holds."""
_ESCAPED = "\x1a"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
_UNKEEPABLE = re.compile("[\x00\x1a\ud800-\udfff]")


class TooLargeError(ValueError):
    """A number that no column holds."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    holds: Literal["text", "whole", "offset", "yes_no", "day"]
    optional: bool


class Shape(NamedTuple):
    """How one field lies in its columns: a value becomes cells, and columns of cells become values."""

    columns: tuple[Column, ...]
    pack: Callable[[Any], tuple[Any, ...]]
    unpack: Callable[..., Iterable[Any]]


def columns(kind: type, without: Container[str] = ()) -> tuple[Column, ...]:
    """The columns of a kind of record, in the record's order, but for some fields'."""
    shapes = (shape for name, shape in SHAPES[kind].items() if name not in without)
    return tuple(column for shape in shapes for column in shape.columns)


def pack(record: Any) -> dict[str, tuple[Any, ...]]:
    """The cells of each field of a record. TooLargeError where a number has no room in a column."""
    return {name: shape.pack(getattr(record, name)) for name, shape in SHAPES[type(record)].items()}


def unpack(kind: type, rows: Sequence[Sequence[Any]], without: Container[str] = ()) -> list[Any]:
    """The records of one kind that lie in these rows (cells in the order of `columns`).

    The slots of all records are filled field by field, which is what their constructor does one by one in
    three times the time. Fields `without` cells get their default.
    """
    cells = iter(zip(*rows, strict=True))
    made: list[Any] = list(map(object.__new__, repeat(kind, len(rows))))
    defaults = {field.name: field.default for field in fields(kind)}
    for name, shape in SHAPES[kind].items():
        values: Iterable[Any] = repeat(defaults[name])
        if name not in without:
            values = shape.unpack(*islice(cells, len(shape.columns)))
        deque(map(getattr(kind, name).__set__, made, values), maxlen=0)  # runs the map, keeps nothing
    return made


def _shape(name: str, hint: Any) -> Shape:
    union = get_origin(hint) in (Union, UnionType)
    optional = union and NoneType in get_args(hint)
    bare = next(arg for arg in get_args(hint) if arg is not NoneType) if union else hint
    origin = str if get_origin(bare) is Literal else get_origin(bare) or bare
    if origin not in _SHAPES:
        raise TypeError(f"the store has no column for {name}: {hint}")
    return _SHAPES[origin](name, optional, bare)


def _text(name: str, optional: bool, _: Any) -> Shape:
    def written(text: str | None) -> tuple[str | None]:
        return (None if text is None else keepable(text),)

    return Shape((Column(name, "text", optional),), written, as_written)


def _whole(name: str, optional: bool, _: Any) -> Shape:
    return Shape((Column(name, "whole", optional),), lambda value: (_number(value),), _same)


def _yes_no(name: str, optional: bool, _: Any) -> Shape:
    return Shape((Column(name, "yes_no", optional),), lambda value: (value,), _unpack_yes_no)


def _day(name: str, optional: bool, _: Any) -> Shape:
    return Shape((Column(name, "day", optional),), lambda value: (value,), _same)


def _moment(name: str, optional: bool, _: Any) -> Shape:
    both = (Column(name, "whole", optional), Column(f"{name}_offset", "offset", optional))
    return Shape(both, _pack_moment, _unpack_moments)


def _money(name: str, optional: bool, _: Any) -> Shape:
    both = (Column(f"{name}_minor", "whole", optional), Column(f"{name}_currency", "text", optional))
    return Shape(both, _pack_money, _unpack_money)


def _evidence(*_: Any) -> Shape:
    three = tuple(Column(name, "text", False) for name in Evidence._fields)
    return Shape(three, lambda found: tuple(map(keepable, found)), _unpack_evidence)


def _several(name: str, _: bool, hint: Any) -> Shape:
    item = get_args(hint)[0]
    read = _ITEMS.get(get_origin(item) or item, _as_it_is)
    return Shape((Column(name, "text", False),), _pack_list, lambda cells: _unpack_lists(cells, read))


_SHAPES: dict[Any, Callable[[str, bool, Any], Shape]] = {
    str: _text,
    int: _whole,
    bool: _yes_no,
    date: _day,
    datetime: _moment,
    Money: _money,
    tuple: _several,
    Evidence: _evidence,
}
_ITEMS: dict[Any, Callable[[Any], Any]] = {date: date.fromisoformat, tuple: tuple}


def _same(cells: Values) -> Values:
    return cells


def _as_it_is(item: Any) -> Any:
    return item


def _number(value: int | None) -> int | None:
    if value is not None and not -LARGEST <= value <= LARGEST:
        raise TooLargeError(str(value)[:20])
    return value


def keepable(text: str) -> str:
    """The text in a form that every engine keeps: PostgreSQL refuses a zero byte, all refuse half a surrogate
    pair (bytes in a mail or a file name that are no text)."""
    return _escape(text) if _UNKEEPABLE.search(text) else text


def _escape(text: str) -> str:
    return _ESCAPED + text.encode("unicode_escape").decode("ascii")


def _unescape(text: str | None) -> str | None:
    if text is None or not text.startswith(_ESCAPED):
        return text
    return text[1:].encode("ascii").decode("unicode_escape")


def as_written(cells: Values) -> Values:
    """The texts that `keepable` made keepable, as they were."""
    if _ESCAPED in "".join(filter(None, cells)):
        return list(map(_unescape, cells))
    return cells


def _unpack_yes_no(cells: Values) -> list[bool | None]:
    """SQLite keeps 1 and 0."""
    return [None if cell is None else bool(cell) for cell in cells]


@cache
def _epoch(offset: int) -> datetime:
    """1970 as clocks of that offset show it: what is added to it keeps the offset."""
    return EPOCH.astimezone(timezone(timedelta(minutes=offset)) if offset else UTC)


def _pack_moment(moment: datetime | None) -> tuple[int | None, int | None]:
    if moment is None:
        return None, None
    away = moment.utcoffset()
    if away is None:
        raise TypeError("a moment without an offset reached the store")
    since = moment.replace(tzinfo=UTC) - EPOCH - away
    return since // timedelta(microseconds=1), int(away.total_seconds() / 60)


def _unpack_moments(instants: Values, offsets: Values) -> list[datetime | None]:
    epochs = {offset: None if offset is None else _epoch(offset) for offset in set(offsets)}
    return [
        epoch and epoch + timedelta(0, 0, instant)
        for instant, epoch in zip(instants, map(epochs.__getitem__, offsets), strict=True)
    ]


def _pack_money(money: Money | None) -> tuple[int | None, str | None]:
    return (None, None) if money is None else (_number(money.minor), keepable(money.currency))


def _unpack_money(minors: Values, currencies: Values) -> list[Money | None]:
    both = zip(minors, as_written(currencies), strict=True)
    return [None if minor is None else Money(minor, currency) for minor, currency in both]


def _unpack_evidence(*cells: Values) -> Iterator[Any]:
    return map(tuple.__new__, repeat(Evidence), zip(*map(as_written, cells), strict=True))


def _pack_list(items: tuple[Any, ...]) -> tuple[str]:
    if not items:
        return ("",)
    return (keepable(_JSON.encode(items)),)


def _unpack_lists(cells: Values, read: Callable[[Any], Any]) -> list[tuple[Any, ...]]:
    written = as_written(cells)
    known = {cell: tuple(map(read, json.loads(cell))) if cell else () for cell in set(written)}
    return [known[cell] for cell in written]


def _shapes(kind: type) -> dict[str, Shape]:
    hints = get_type_hints(kind)
    return {field.name: _shape(field.name, hints[field.name]) for field in fields(kind)}


SHAPES: Mapping[type, Mapping[str, Shape]] = {kind: _shapes(kind) for kind in KINDS}
"""The shape of each field of each kind of record, in the record's order."""
