"""A store for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, nullcontext
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from goodterms.store.opening import open_store

Opener = Callable[[], Any]
"""Opens the same store again and again, as a user does from one day to the next."""


_numbers = count()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'records.sqlite3'}"
    server, name = request.getfixturevalue("postgres"), f"studio{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture
def unguarded(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """pytest-django guards databases once tests of pages have set Django up; these tests make their own.
    And where a browser was driven in the same process its event loop goes on; Django takes it for ours."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with django_db_blocker.unblock() if django_db_blocker else nullcontext():
        yield


@pytest.fixture
def opened(url: str, tmp_path: Path, unguarded: None) -> Iterator[Opener]:
    """Opens that database as a store; closed when the test is done."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(open_store(tmp_path, url)))


@pytest.fixture
def store(opened: Opener) -> Any:
    """A store with nothing in it."""
    return opened()
