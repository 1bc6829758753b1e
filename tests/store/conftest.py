"""A store for each test, on SQLite and on a PostgreSQL server that this run starts and ends itself."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
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


def _program(name: str) -> str | None:
    """PostgreSQL's programs are on the path, or where Debian puts them."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (found for place in places if (found := shutil.which(name, path=str(place)))), shutil.which(name)
    )


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    """A server takes connections a moment before it answers them."""
    for _ in range(600):
        assert server.poll() is None, "the PostgreSQL server of the tests ended"
        try:
            psycopg.connect(f"{url}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the PostgreSQL server of the tests does not answer")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL, without a database's name, of a server on loopback with nothing in it."""
    initdb, program = _program("initdb"), _program("postgres")
    if not initdb or not program:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="goodterms-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    as_user: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0:
        as_user |= {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    port = _free_port()
    url = f"postgres://tests@127.0.0.1:{port}"
    made = [initdb, "-D", "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    options = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
    try:
        subprocess.run(made, check=True, **as_user)
        with subprocess.Popen([program, "-D", "data", *options], **as_user) as server:
            try:
                _wait(server, url)
                yield url
            finally:
                server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth writing down
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
def unguarded(django_db_blocker: Any) -> Iterator[None]:
    """pytest-django guards databases once tests of pages have set Django up; these tests make their own."""
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
