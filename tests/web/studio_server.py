"""A studio's server as it is run: gunicorn on loopback, PostgreSQL behind it, and people who sign in."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg

from faces.commands import Ended, goodterms

KEY = "a key for tests alone, that is long enough to be one"
PASSWORD = "seven brown kettles sing"  # noqa: S105 - of invented people
RECORDS = Path(__file__).parents[2] / "src" / "goodterms" / "demo" / "records"
OTHERS = ("DJANGO_SETTINGS_MODULE", "GOODTERMS_SEAT")


@dataclass(frozen=True)
class Server:
    """Where it listens, and what its environment says."""

    root: str
    home: Path
    environment: dict[str, str]

    def command(self, *words: str) -> Ended:
        """What whoever runs the server types."""
        return goodterms(*words, home=self.home, **self.environment)

    def studio(self, name: str, owner: str) -> str:
        """Makes a studio; the path of its owner's link."""
        done = self.command("studio", "create", name, "--owner", owner)
        assert done.code == 0, done.err
        return urlsplit(done.out.strip()).path

    def run(self, code: str) -> Any:
        """What a few lines print as JSON that run with the server's settings."""
        start = "import django; django.setup()\n"
        told = {**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": "goodterms.faces.web.settings"}
        done = subprocess.run(
            [sys.executable, "-c", start + code],
            capture_output=True,
            text=True,
            check=False,
            env=told,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Asks the database itself."""
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[arg-type] # our own text
            return cursor.fetchall() if cursor.description else []


@contextmanager
def studio_server(
    postgres: str, home: Path, name: str, *, workers: int = 1, threads: int = 16
) -> Iterator[Server]:
    """Makes a database, prepares it, and starts gunicorn in front of it; ends it by its own id."""
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type] # our own text
    environment = {
        "DATABASE_URL": f"{postgres}/{name}",
        "GOODTERMS_HOME": str(home),
        "GOODTERMS_STUDIO": "1",
        "GOODTERMS_SECRET_KEY": KEY,
        "GOODTERMS_HTTPS": "0",
        "GOODTERMS_LANG": "en",
        "PYTHONUTF8": "1",
    }
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}", home, environment)
    assert server.command("studio", "upgrade").code == 0
    plain = {key: value for key, value in os.environ.items() if key not in OTHERS}
    command = [
        sys.executable, "-m", "gunicorn", "goodterms.faces.web.wsgi:application", "--no-control-socket",
        "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(threads),
    ]  # fmt: skip
    log = (home / "gunicorn.log").open("w", encoding="utf-8")
    process = subprocess.Popen(command, env=plain | environment, stdout=log, stderr=log)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, (server.home / "gunicorn.log").read_text("utf-8")
        try:
            assert Person(server).get("/health/").status == 200
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("gunicorn does not answer")


@dataclass(frozen=True)
class Answer:
    """How the server answered."""

    status: int
    text: str
    to: str = ""
    """Where it sends on to."""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Person:
    """Somebody with a browser of their own, of which nothing is needed but cookies and forms."""

    server: Server
    email: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = 0.2
    """Seconds until a page that is at work is looked at again; a browser takes two."""

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request; nothing is followed."""
        connection = HTTPConnection(urlsplit(self.server.root).netloc, timeout=120)
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        connection.request(method, path, body or None, {name: value for name, value in told.items() if value})
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return Answer(
            response.status, text, response.getheader("Location") or "", dict(response.getheaders())
        )

    def get(self, path: str) -> Answer:
        """A page, once it is no longer at work."""
        for _ in range(300):
            found = self.ask("GET", path)
            if "Refresh" not in found.headers:
                return found
            time.sleep(self.patience)
        raise AssertionError(f"{path} is never ready")

    def post(self, path: str, at: str = "/sign-in/", **told: str) -> Answer:
        """Sends a form, with the token of a page."""
        token = self.token(at)
        body = urlencode({"csrfmiddlewaretoken": token, **told}).encode()
        return self.ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def token(self, at: str = "/sign-in/") -> str:
        """What makes a form one of ours."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(at).text)
        assert found, at
        return found[1]

    def come(self, link: str, name: str, **told: str) -> Answer:
        """Follows an invitation, and chooses a password."""
        return self.post(link, link, name=name, password=PASSWORD, again=PASSWORD, **told)

    def sign_in(self, password: str = PASSWORD) -> Answer:
        """With the password."""
        return self.post("/sign-in/", email=self.email, password=password)

    def bring(self, *files: Path) -> Answer:
        """Uploads files, and waits until they are read."""
        token, edge = self.token("/import/"), "edge-of-a-part"
        parts = [_part(edge, 'name="csrfmiddlewaretoken"', token.encode())]
        parts += [_part(edge, f'name="files"; filename="{one.name}"', one.read_bytes()) for one in files]
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        begun = self.ask(
            "POST", "/import/", body, **{"Content-Type": f"multipart/form-data; boundary={edge}"}
        )
        assert begun.status == 302, begun
        for _ in range(400):
            found = self.get(begun.to)
            if "<progress" not in found.text:
                return found
            time.sleep(0.2)
        raise AssertionError("the import does not end")

    def dread(self, client: str, rating: int) -> None:
        """One tap on a client's page."""
        for _ in range(5):
            done = self.post(f"/clients/{client}/feeling/", "/account/", dread=str(rating))
            if done.status != 503:  # the page that asks to send it once more
                break
        assert done.status == 302, done

    def clients(self) -> dict[str, str]:
        """Clients by name, with their number in addresses."""
        found = re.findall(r'href="/clients/(\w{12})/"><strong>([^<]+)<', self.get("/clients/").text)
        return {unescape(name).strip(): slug for slug, name in found}


def _part(edge: str, head: str, body: bytes) -> bytes:
    return f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n"


def member(server: Server, link: str, email: str, name: str) -> Person:
    """Somebody new, who came by that link and is in."""
    one = Person(server, email)
    done = one.come(link, name)
    assert done.status == 200, done.text
    return one


def invited(owner: Person, email: str, name: str) -> Person:
    """Somebody whom an owner invited in the browser."""
    page = owner.post("/studio/invite/", "/account/", email=email).text
    found = re.search(r"/welcome/[\w-]+/", page)
    assert found, page
    return member(owner.server, found[0], email, name)
