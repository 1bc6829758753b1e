"""A PostgreSQL server of one's own on loopback, started and ended here."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg


class NotInstalledError(Exception):
    """There is no PostgreSQL here."""


@contextmanager
def running() -> Iterator[str]:
    """The URL, without a database's name, of a server with nothing in it."""
    initdb, program = _program("initdb"), _program("postgres")
    if not initdb or not program:
        raise NotInstalledError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
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
    raise AssertionError("the PostgreSQL server of the tests does not answer")
