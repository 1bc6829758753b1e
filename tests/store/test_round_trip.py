"""Whatever a record holds, it comes back from the store as it went in: every kind, every field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.records.model import Batch, Message, Record
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

KINDS = get_args(Record)
WHOLE = st.integers(-(2**63) + 1, 2**63 - 1)
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59)
ZONES = OFFSETS.map(lambda minutes: timezone(timedelta(minutes=minutes)) if minutes else UTC)
TEXT = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["", "\x00", "\x1a\\x00", "\ud83d\ude00"]
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: WHOLE,
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    date: st.dates(),
    # With a fixed offset a moment has no second reading, so its fold says nothing.
    datetime: st.datetimes(timezones=ZONES).map(lambda moment: moment.replace(fold=0)),
    Money: st.builds(Money, WHOLE, TEXT),
    Evidence: st.builds(Evidence, TEXT, TEXT, TEXT),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a field of that type may hold."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.none() | values(next(arg for arg in args if arg is not NoneType))
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=4).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, args))
    return PLAIN[hint]


def records(kind: type) -> st.SearchStrategy[Any]:
    """Any record of a kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


@contextmanager
def imported(store: Any, records: list[Any]) -> Iterator[Any]:
    """A store with these records and no others, for the time of one example."""
    try:
        yield store.save(Batch("a file", "x", tuple(records)), "read once")
    finally:
        store.forget("a file")


ANY = st.lists(st.one_of(*map(records, KINDS)), max_size=8)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_kind_comes_back_equal(store: Any, kind: type, data: st.DataObject) -> None:
    """A record of each kind comes back equal, with the offsets that its moments were written with."""
    record = data.draw(records(kind))
    with imported(store, [record]) as saved:
        assert (saved.new, saved.problems) == (1, 0)
        assert list(map(repr, store.records())) == [repr(record)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=ANY)
def test_a_file_comes_back_in_its_order(store: Any, batch: list[Any]) -> None:
    """All records of a file come back, kind by kind in the order of the file; again, nothing changes."""
    expected = sorted(batch, key=lambda record: KINDS.index(type(record)))
    with imported(store, batch) as saved:
        assert (saved.new, saved.problems) == (len(batch), 0)
        assert store.records() == expected
        again = store.save(Batch("a file", "x", tuple(batch)), "read again")
        assert (again.new, again.changed, again.known, again.missing) == (0, 0, len(batch), 0)
        assert store.records() == expected


def test_more_than_one_handful_of_rows(store: Any) -> None:
    """What is written and read in several goes comes back whole and in order."""
    start = datetime(2026, 3, 29, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    mails = tuple(
        Message(
            start + timedelta(minutes=7 * n), f"{n % 9}@nhamaysong.example", text="Chào Mara, được rồi nhé"
        )
        for n in range(4_500)
    )
    store.save(Batch("mail.mbox", "mail", mails), "mails")
    assert tuple(store.records()) == mails
