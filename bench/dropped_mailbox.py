"""Does a large mailbox that is dropped on the page weigh on the program that serves it?"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from bench.beside import TOO_LONG, ChildError, Line
from bench.mails import write_mailbox
from bench.workshop import Workshop, say

MEMORY = 300
"""MiB that the serving program may hold, at its most."""
_EDGE = "a-line-that-no-mail-has"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure(shop: Workshop) -> Iterator[Line]:
    """The memory of the server while a mailbox is brought, read and shown."""
    mailbox = shop.scratch / "dropped.mbox"
    size = 100 if shop.is_quick else 1_024
    say(f"writing a mailbox of {size} MB")
    write_mailbox(mailbox, megabytes=size)
    line = Line(
        f"a mailbox of {size:,} MB dropped on the page",
        "the server's memory",
        "none",
        "difference",
        MEMORY,
        unit="MiB",
    )
    try:
        yield line.with_pair(_peak(shop.scratch / "dropped", mailbox), 0)
    finally:
        mailbox.unlink()


def _peak(home: Path, mailbox: Path) -> float:
    told = {**os.environ, "GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en"}
    told.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "goodterms", "serve", "--no-browser"]
    server = subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603 - as in `beside`
    try:
        assert server.stdout is not None  # noqa: S101 - it was asked for
        link = urlsplit(server.stdout.readline().strip())
        visitor = _Visitor(str(link.hostname), int(link.port or 0))
        visitor.get(link.path)
        page = visitor.drop(mailbox)
        started = time.monotonic()
        while "<progress" in (shown := visitor.get(page)):
            if time.monotonic() - started > TOO_LONG:
                raise ChildError("the import did not end")
            time.sleep(1)
        if not re.search(r'class="number">[1-9]', shown):
            told = " ".join(re.sub(r"<[^>]*>", " ", shown.partition("<main")[2]).split())
            raise ChildError(f"none of the mails was read: {told[:200]}")
        visitor.get("/clients/")
        return _most_held(server.pid)
    finally:
        server.terminate()
        server.wait()


def _most_held(pid: int) -> float:
    """The memory, in MiB, that a running process held at its most."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


class _Visitor:
    """As much of a browser as it takes to bring a file."""

    def __init__(self, host: str, port: int) -> None:
        self._place = (host, port)
        self._cookies = SimpleCookie()

    def get(self, path: str) -> str:
        """A page, where its redirections lead."""
        answer, text = self._ask("GET", path, {}, None)
        while answer.status in (301, 302):
            answer, text = self._ask("GET", str(answer.headers["Location"]), {}, None)
        return text

    def drop(self, file: Path) -> str:
        """Brings a file; the page that says how far its import is."""
        found = _TOKEN.search(self.get("/import/"))
        if found is None:
            raise ChildError("the page has no form")
        head = (
            f'--{_EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{found[1]}\r\n'
            f'--{_EDGE}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        tail = f"\r\n--{_EDGE}--\r\n".encode()
        told = {
            "Content-Type": f"multipart/form-data; boundary={_EDGE}",
            "Content-Length": str(len(head) + file.stat().st_size + len(tail)),
            "Origin": f"http://{self._place[0]}:{self._place[1]}",
        }
        answer, text = self._ask("POST", "/import/", told, _pieces(head, file, tail))
        if answer.status != 302:
            raise ChildError(f"bringing the file: {answer.status} {text[:200]}")
        return str(answer.headers["Location"])

    def _ask(
        self, method: str, path: str, told: dict[str, str], body: Iterator[bytes] | None
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(*self._place, timeout=TOO_LONG)
        cookies = "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **told})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        connection.close()
        return answer, text


def _pieces(head: bytes, file: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with file.open("rb") as opened:
        while piece := opened.read(1 << 20):
            yield piece
    yield tail
