"""A server that sends rubbish, silence or too much is told of, in bounded time and memory."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.fetching import connection, imap
from goodterms.fetching.imap import FetchError, MailServer, read_place

GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"
USUAL: dict[bytes, bytes] = {
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n",
    b"AUTHENTICATE": b"+ \r\n",
    b"": b"TAG OK welcome\r\n",  # the name and password, which come without a tag
    b"LIST": b'* LIST (\\HasNoChildren) "/" INBOX\r\nTAG OK done\r\n',
    b"EXAMINE": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-ONLY] done\r\n",
    b"SEARCH": b"* SEARCH 1 2\r\nTAG OK done\r\n",
    b"FETCH": b'* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[HEADER]<0> "a: b")\r\n'
    b"* 2 FETCH (UID 2 RFC822.SIZE 5 BODY[HEADER]<0> {6}\r\nc: d\r\n)\r\nTAG OK done\r\n",
    b"LOGOUT": b"* BYE bye\r\nTAG OK done\r\n",
}
"""What a server of few words answers, by command."""
HANGS_UP = b"<hangs up>"


class Scripted:
    """A server that answers each command with the same bytes; without any it hangs up."""

    def __init__(self, greeting: bytes, answers: dict[bytes, bytes | Sequence[bytes]]) -> None:
        self.greeting, self.answers = greeting, answers
        self.counts: dict[bytes, int] = {}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with closing(line), suppress(OSError), line.makefile("rb") as asked:
                line.settimeout(20)
                line.sendall(self.greeting.removesuffix(HANGS_UP))
                tag = b""
                if self.greeting.endswith(HANGS_UP):
                    continue
                while command := asked.readline():
                    words = command.split()
                    name = next((word for word in words[1:3] if word in self.answers), b"")
                    tag = words[0] if name and len(words) > 1 else tag
                    if not (answer := self._next(name)):
                        break
                    line.sendall(answer.replace(b"TAG", tag).removesuffix(HANGS_UP))
                    if answer.endswith(HANGS_UP):
                        break

    def _next(self, name: bytes) -> bytes:
        answer = self.answers.get(name, b"")
        if isinstance(answer, bytes):
            return answer
        self.counts[name] = self.counts.get(name, -1) + 1
        return answer[min(self.counts[name], len(answer) - 1)]

    def close(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self._thread.join(5)


Start = Callable[..., Scripted]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts servers, and ends them."""
    made: list[Scripted] = []

    def make(greeting: bytes = GREETING, **answers: Any) -> Scripted:
        given = {name.encode().replace(b"NAME", b""): answer for name, answer in answers.items()}
        made.append(Scripted(greeting, {**USUAL, **given}))
        return made[-1]

    yield make
    for each in made:
        each.close()


def visit(server: Scripted, host: str = "127.0.0.1", seconds: float = 5) -> list[tuple[int, bytes]]:
    """All that the lead of a visit asks: folders, one folder, its heads, its mails."""
    place = read_place(f"imap://mara@{host}:{server.port}")
    with MailServer(place, "nijl", seconds=seconds) as line:
        folders = line.folders()
        line.select(folders[0])
        heads = list(line.headers())
        list(line.mails([uid for uid, _ in heads]))
        return heads


def key_of(server: Scripted, **more: Any) -> str:
    with pytest.raises(FetchError) as error:
        visit(server, **more)
    assert "nijl" not in str(error.value.text)
    return error.value.text.key


def test_the_script_is_a_server(start: Start) -> None:
    """Without a fault in it, the script is read: the faults below are what makes the difference."""
    assert visit(start()) == [(1, b"a: b"), (2, b"c: d\r\n")]


@pytest.mark.parametrize(
    ("greeting", "key"),
    [
        (b"\x00\xff\xfe rubbish\r\n", "imap.rubbish"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "imap.rubbish"),
        (b"* OK ready\r\n* 1 FETCH {99999999999999}\r\n", "imap.rubbish"),
        (HANGS_UP, "imap.unreachable"),
        (b"* BYE too many of you\r\n", "imap.unreachable"),
        (b"* OK " + b"x" * 3_000_000, "imap.rubbish"),
        (b"* OK cut" + HANGS_UP, "imap.unreachable"),
    ],
)
def test_a_greeting_that_is_none(start: Start, greeting: bytes, key: str) -> None:
    """Another kind of server, an endless line, a server that wants nobody."""
    assert key_of(start(greeting), seconds=2) == key


@pytest.mark.parametrize(
    ("command", "answer", "key"),
    [
        ("LIST", b"* LIST (((((\r\nTAG OK done\r\n", "imap.rubbish"),
        ("LIST", b"* LIST " + b"(" * 100_000 + b"\r\nTAG OK done\r\n", "imap.rubbish"),
        ("LIST", b'* LIST (\\x) "/"\r\nTAG OK done\r\n', "imap.rubbish"),
        ("LIST", b"* LIST () {5}\r\nab" + HANGS_UP, "imap.dropped"),
        ("LIST", b"", "imap.dropped"),
        ("LIST", b"* BYE shutting down\r\n", "imap.dropped"),
        ("LIST", b"TAG NO not today\r\n", "imap.said_no"),
        ("EXAMINE", b"TAG NO not here\r\n", "imap.no_folder"),
        ("EXAMINE", b"TAG BAD what\r\n", "imap.rubbish"),
        ("SEARCH", b"* SEARCH one two\r\nTAG OK done\r\n", "imap.rubbish"),
        ("SEARCH", b"* SEARCH " + b"9" * 6_000 + b"\r\nTAG OK done\r\n", "imap.rubbish"),
        ("FETCH", b"* 1 FETCH (UID x)\r\nTAG OK done\r\n", "imap.rubbish"),
        ("FETCH", b"* 1 FETCH (UID 1 BODY[HEADER]<0> {9999999999}\r\nabc", "imap.rubbish"),
        ("FETCH", b"* 1 FETCH (UID 1 BODY[HEADER]<0> {40}\r\nabc", "imap.timeout"),
        ("FETCH", b"TAG NO no mail\r\n", "imap.said_no"),
        ("FETCH", b"* 1 FETCH rubbish\r\n" * 20_000, "imap.timeout"),
        ("NAME", b"TAG NO go away\r\n", "imap.refused"),
        ("NAME", b"", "imap.dropped"),
        ("AUTHENTICATE", b"rubbish\r\n", "imap.rubbish"),
        ("CAPABILITY", b"TAG OK done\r\n", "imap.rubbish"),
    ],
)
def test_an_answer_that_is_none(start: Start, command: str, answer: bytes, key: str) -> None:
    """Broken brackets, numbers, sizes and lines, refusals and silence: each is an error that says which."""
    assert key_of(start(**{command: answer}), seconds=0.5) == key


def test_an_answer_without_end_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server cannot fill the memory with lines that never come to an end."""
    monkeypatch.setattr(connection, "LARGEST_ANSWER", 100_000)
    assert key_of(start(FETCH=b'* 1 FETCH (UID 1 FLAGS ("' + b"x" * 900 + b'"))\r\n' * 500)) == "imap.rubbish"


def test_an_answer_that_trickles_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a server that always says something, and never enough, is left after a while."""
    monkeypatch.setattr(connection, "LONGEST_ANSWER", 0.2)
    server = start(LIST=b"* LIST ")
    assert key_of(server, seconds=60) == "imap.dropped"


def test_a_refused_mail_does_not_take_the_others_with_it(start: Start) -> None:
    """Some servers refuse a whole fetch for the sake of one broken mail: that one comes empty."""
    sizes = b"* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n* 2 FETCH (UID 2 RFC822.SIZE 5)\r\nTAG OK done\r\n"
    one = b'* 2 FETCH (UID 2 BODY[]<0> "c: d")\r\nTAG OK done\r\n'
    server = start(FETCH=(sizes, b"TAG NO broken\r\n", b"TAG NO broken\r\n", one))
    with MailServer(read_place(f"imap://mara@127.0.0.1:{server.port}"), "nijl") as line:
        line.select("INBOX")
        assert list(line.mails([1, 2])) == [(1, b""), (2, b"c: d")]


def test_a_folder_that_was_made_anew_meanwhile_is_told(start: Start) -> None:
    """UIDs of before mean other mails now: nothing may be mixed."""
    anew = b"* 2 EXISTS\r\n* OK [UIDVALIDITY 8] ok\r\nTAG OK [READ-ONLY] done\r\n"
    assert key_of(start(EXAMINE=(USUAL[b"EXAMINE"], anew), FETCH=b"")) == "imap.changed"


def test_no_password_goes_over_an_open_line(start: Start) -> None:
    """A server elsewhere that offers no encryption is refused."""
    stranger = "0.0.0.0"  # noqa: S104 - reaches this machine, and is not known to be it
    assert key_of(start(), host=stranger) == "imap.not_encrypted"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    command=st.sampled_from(["LIST", "EXAMINE", "SEARCH", "FETCH"]),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_damaged_answer_is_read_or_told(start: Start, command: str, flips: list[tuple[float, int]]) -> None:
    """Whatever bytes are wrong in an answer: heads, or a FetchError, and nothing else."""
    answer = bytearray(USUAL[command.encode()])
    for share, byte in flips:
        answer[int(len(answer) * share)] = byte
    server = start(**{command: bytes(answer)})
    with suppress(FetchError):
        assert all(isinstance(head, bytes) for _, head in visit(server, seconds=0.2))
    server.close()


def test_a_silent_server_is_left(start: Start) -> None:
    """After thirty seconds, unless said otherwise."""
    server = start(b"* OK ready", CAPABILITY=b"")
    assert key_of(server, seconds=0.2) == "imap.timeout"
    assert imap.SECONDS == 30
