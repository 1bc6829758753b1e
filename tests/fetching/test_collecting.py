"""New mail from a server comes into the store once: with clients it is opened, of others only counted."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faces.commands import Ended, goodterms
from goodterms.fetching.collecting import Folder, collect
from goodterms.fetching.place import Place
from goodterms.fetching.trouble import FetchError
from goodterms.records.model import Client, Correspondent, Freelancer, Message, Record
from goodterms.records.rounds import Told
from goodterms.records.source import Source

PASSWORD = "Sông & “Nijl” 1"  # noqa: S105 - of the server that these tests start
ME = Freelancer("Mara Lind", ("mara@lind.example",))
NIJLPAARD = Client("Café Nijlpaard", domains=("nijlpaard.example",))
AN, DOCTOR = "an@nijlpaard.example", "doctor@clinic.example"


def mail(number: int, sender: str = AN, to: str = "mara@lind.example", more: str = "") -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nSubject: Menu {number}\n"
        f"Date: Wed, 1 Jul 2026 09:{number % 60:02}:00 +0200\n"
        f"Message-ID: <{number}@{sender.partition('@')[2]}>\n\nIs number {number} ready?{more}\n"
    ).encode()


class Memory:
    """What a store does for a mail server: keeps records, marks, and which messages it has."""

    def __init__(self, *records: Record) -> None:
        self.said = list(records)
        self.marks: dict[str, str] = {}
        self.kept: dict[tuple[str, str], Message] = {}
        self.writers: dict[tuple[str, str], Correspondent] = {}

    def visit(self, server: Server) -> list[Folder]:
        """All that is new on the server, kept; the folders that had something."""
        told = Told([*self.said, *self.writers.values()])
        found = []
        for folder in collect(server, told, self._mark, self._fetched, Source("", b""), _silent):
            for batch in folder.batches:
                for record in batch.records:
                    self._keep(record)
            self.marks[folder.url] = str(folder.mark)
            if not folder.is_read:
                found.append(folder)
        return found

    def _mark(self, url: str) -> str:
        return self.marks.get(url, "")

    def _fetched(self, url: str) -> set[str]:
        return {locator for place, locator in self.kept if place == url}

    def _keep(self, record: Record) -> None:
        if isinstance(record, Message):
            self.kept[record.evidence.source, record.evidence.locator] = record
        elif isinstance(record, Correspondent):
            self.writers[record.evidence.source, record.address] = record

    @property
    def mails(self) -> list[str]:
        return sorted(one.subject for one in self.kept.values())

    @property
    def wrote(self) -> dict[str, int]:
        return {address: one.wrote for (_, address), one in self.writers.items()}


class Server:
    """A server with one folder: `drops_at` breaks the line before the mail with that UID, always."""

    place = Place("mara", "mail.lind.example", 993, True)

    def __init__(self, *mails: bytes) -> None:
        self.mails_by_uid = dict(enumerate(mails, 1))
        self.validity = 7
        self.drops_at = 0
        self.asked: list[int] = []
        self.listed = 0

    def folders(self) -> list[str]:
        return ["INBOX"]

    def select(self, folder: str) -> int:
        return self.validity

    def headers(self, after_uid: int = 0) -> Iterator[tuple[int, bytes]]:
        for uid, data in sorted(self.mails_by_uid.items()):
            if uid > after_uid:
                self.listed += 1
                yield uid, data.partition(b"\n\n")[0] + b"\n\n"

    def mails(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        for uid in uids:
            if uid == self.drops_at:
                raise FetchError("imap.dropped", host="mail.lind.example", detail="", done=0)
            self.asked.append(uid)
            yield uid, self.mails_by_uid[uid]

    def add(self, *mails: bytes) -> None:
        self.mails_by_uid |= dict(enumerate(mails, max(self.mails_by_uid, default=0) + 1))


def _silent(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def test_only_what_is_new_comes_the_next_time() -> None:
    """Of ten mails one is opened; then nothing is asked for, then the one that arrived."""
    server, memory = Server(mail(1), *(mail(n, DOCTOR) for n in range(2, 11))), Memory(ME, NIJLPAARD)
    memory.visit(server)
    assert (server.asked, memory.mails) == ([1], ["Menu 1"])
    assert memory.wrote == {AN: 1, DOCTOR: 9}
    assert memory.visit(server) == []
    assert server.listed == 10
    server.add(mail(11))
    memory.visit(server)
    assert (server.asked, memory.mails) == ([1, 11], ["Menu 1", "Menu 11"])
    assert memory.wrote == {AN: 2, DOCTOR: 9}


def test_a_new_client_opens_older_mail_once() -> None:
    """What was closed is looked for again, and not a second time; also where there was nothing to open."""
    server, memory = Server(mail(1), mail(2, DOCTOR)), Memory(ME)
    memory.visit(server)
    assert memory.mails == []
    memory.said.append(NIJLPAARD)
    memory.visit(server)
    assert memory.mails == ["Menu 1"]
    memory.said.append(Client("Atelier Sorrel", domains=("sorrel.example",)))
    assert memory.visit(server) == []
    listed = server.listed
    assert memory.visit(server) == []
    assert server.listed == listed


def test_a_server_that_numbers_anew_is_read_anew() -> None:
    """The old numbers mean nothing: all is listed again, and nobody is counted twice."""
    server, memory = Server(mail(1), mail(2, DOCTOR)), Memory(ME, NIJLPAARD)
    memory.visit(server)
    server.mails_by_uid = {uid + 40: data for uid, data in server.mails_by_uid.items()}
    server.validity = 8
    memory.visit(server)
    assert server.asked == [1, 41]
    assert memory.wrote == {AN: 1, DOCTOR: 1}


MAILS = st.lists(st.sampled_from([AN, DOCTOR, "jo@pixelorchard.example"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(first=MAILS, later=MAILS, drops=st.lists(st.integers(0, 16), max_size=4))
def test_however_often_the_line_drops_all_comes_in_the_end(
    first: list[str], later: list[str], drops: Iterable[int]
) -> None:
    """Each mail of a client once, what came before the drop not again, and nobody counted twice."""
    senders = [*first, *later]
    every = [mail(uid, sender) for uid, sender in enumerate(senders, 1)]
    server, memory = Server(*every[: len(first)]), Memory(ME, NIJLPAARD)
    for server.drops_at in drops:
        memory.visit(server)
    server.add(*every[len(first) :])
    for server.drops_at in (*drops, 0):
        memory.visit(server)
    wanted = [uid for uid, sender in enumerate(senders, 1) if sender == AN]
    assert memory.mails == sorted(f"Menu {uid}" for uid in wanted)
    assert sorted(server.asked) == wanted
    assert memory.wrote == {sender: senders.count(sender) for sender in set(senders)}
    assert memory.visit(server) == []


# What follows asks a real server.


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store that knows who Mara is, and one client."""
    (tmp_path / "goodterms.toml").write_text(
        '[me]\nemails = ["mara@lind.example"]\ntimezone = "Europe/Brussels"\n'
    )
    (tmp_path / "clients.csv").write_text("name,domains\nCafé Nijlpaard,nijlpaard.example\n")
    files = (tmp_path / "goodterms.toml", tmp_path / "clients.csv")
    assert goodterms("import", *files, home=tmp_path / "home").code == 0
    return tmp_path / "home"


NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def fetch(url: str, home: Path, typed: str = PASSWORD + "\n") -> Ended:
    ended = goodterms("import", url, "--json", home=home, typed=typed, **NO_KEYRING)
    assert "Traceback" not in ended.err
    return ended


def new(ended: Ended) -> int:
    assert ended.code == 0, ended.err
    return sum(file["new"] for file in ended.json["files"])


def names(mailbox: Any) -> set[str]:
    """The mails as they lie on the server: their names say what was read."""
    return {str(path.relative_to(mailbox.folder)) for path in mailbox.folder.rglob("*.lind*")}


@pytest.mark.imap
def test_mail_is_fetched_once_and_left_as_it_was(mailbox: Any, home: Path) -> None:
    """First all with the client, then nothing, then what arrived; nothing on the server has changed."""
    for number in range(1, 4):
        mailbox.put(mail(number))
    mailbox.put(mail(4, DOCTOR))
    mailbox.put(mail(5, "mara@lind.example", AN), folder="Sent", flags="S")
    before = names(mailbox)
    first = fetch(mailbox.url(), home)
    files = {file["path"].rpartition("/")[2]: file["new"] for file in first.json["files"]}
    assert files == {"INBOX": 5, "Sent": 2}  # messages, and who wrote or was written to
    assert first.err == ""
    assert new(fetch(mailbox.url(), home)) == 0
    mailbox.put(mail(6))
    assert new(fetch(mailbox.url(), home)) == 1
    assert before <= names(mailbox)  # a mail's name says whether it was read
    goodterms("import", "--undo", home=home)
    assert new(fetch(mailbox.url(), home)) == 1


@pytest.mark.imap
def test_all_that_a_server_gave_can_be_forgotten(mailbox: Any, home: Path) -> None:
    """By the address that it was imported by."""
    mailbox.put(mail(1))
    fetch(mailbox.url(), home)
    ended = goodterms("import", "--forget", mailbox.url(), "--json", home=home)
    assert [file["records"] for file in ended.json["files"]] == [2]
    assert new(fetch(mailbox.url(), home)) == 2


@pytest.mark.imap
def test_a_mailbox_that_was_exported_before_adds_nothing(mailbox: Any, home: Path, tmp_path: Path) -> None:
    """The same mail as a file and on the server is one message of the client."""
    texts = [mail(number) for number in range(1, 4)]
    for text in texts:
        mailbox.put(text)
    box = b"".join(b"From an@nijlpaard.example Wed Jul  1 09:00:00 2026\n" + text + b"\n" for text in texts)
    (tmp_path / "old.mbox").write_bytes(box)
    assert goodterms("import", tmp_path / "old.mbox", home=home).code == 0
    alone = goodterms("review", "--as-of", "2026-10-31", "--json", home=home).json["clients"]
    fetch(mailbox.url(), home)
    both = goodterms("review", "--as-of", "2026-10-31", "--json", home=home).json["clients"]
    assert [one["measured"] for one in both] == [one["measured"] for one in alone]
    assert [one["coverage"] for one in both] == [one["coverage"] for one in alone]


@pytest.mark.imap
def test_a_folder_that_was_made_anew_is_read_again(mailbox: Any, home: Path) -> None:
    """Its numbers are others; the mails are known all the same."""
    for number in range(1, 4):
        mailbox.put(mail(number), folder="Menus")
    url = mailbox.url(folder="Menus")
    assert new(fetch(url, home)) == 4
    for path in (mailbox.folder / "Maildir" / ".Menus").glob("dovecot*"):
        path.unlink()
    for path in (mailbox.folder / "Maildir").glob("dovecot.*"):
        path.unlink()
    mailbox.put(mail(9), folder="Menus")
    assert new(fetch(url, home)) == 1


class Gate:
    """A line to a server that lets so many bytes through on each connection, until it is opened."""

    def __init__(self, port: int, lets_through: int) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lets_through, self._to = lets_through, port
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(line,), daemon=True).start()

    def _carry(self, line: socket.socket) -> None:
        with closing(line), socket.create_connection(("127.0.0.1", self._to)) as far:
            threading.Thread(target=_pass_on, args=(line, far, 1 << 40), daemon=True).start()
            _pass_on(far, line, self.lets_through)
            for end in (line, far):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, target: socket.socket, left: int) -> None:
    with suppress(OSError):
        while left > 0 and (some := source.recv(min(left, 4_096))):
            target.sendall(some)
            left -= len(some)


@pytest.mark.imap
def test_a_line_that_drops_in_the_middle_loses_nothing(mailbox: Any, home: Path) -> None:
    """What came is kept, one line says what happened, and the next import brings the rest."""
    mailbox.put(mail(1))
    for number in range(2, 501):  # five hundred are asked for at once
        path = mailbox.folder / "Maildir" / "cur" / f"{1_750_000_000 + number}.M1P1.lind:2,"
        path.write_bytes(mail(number))
    for number in range(501, 511):
        place = mailbox.folder / "Maildir" / "cur" / f"{1_760_000_000 + number}.M1P1.lind:2,"
        place.write_bytes(mail(number, more="\n" + "Or not? " * 18_000))
    mailbox.put(mail(1, DOCTOR))
    gate = Gate(mailbox.port, 1_000_000)
    try:
        url = f"imap://{mailbox.user}@127.0.0.1:{gate.port}"
        dropped = fetch(url, home)
        assert (dropped.code, dropped.out, len(dropped.err.splitlines())) == (2, "", 1)
        assert "127.0.0.1" in dropped.err
        gate.lets_through = 1 << 40
        rest = fetch(url, home)
        assert new(rest) == 10
        assert new(fetch(url, home)) == 0
    finally:
        gate.listener.close()


@pytest.mark.imap
@pytest.mark.parametrize("typed", ["Not this one\n", "\n", ""])
def test_a_wrong_password(mailbox: Any, home: Path, typed: str) -> None:
    """One line, without the password."""
    ended = fetch(mailbox.url(), home, typed)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert mailbox.user in ended.err
    assert "Not this one" not in ended.err


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("imap://mara@127.0.0.1:1", "127.0.0.1"),
        ("imap://127.0.0.1", "imaps://"),
        ("imap://mara:secret@127.0.0.1", "password"),
        ("imap://mara@127.0.0.1:port", "imaps://"),
    ],
)
def test_no_server_is_one_line(home: Path, url: str, says: str) -> None:
    """Nobody answers there, or it is no address: exit code 2, no password repeated."""
    ended = fetch(url, home)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert says in ended.err
    assert "secret" not in ended.err


def test_rubbish_is_one_line(home: Path) -> None:
    """A server of another kind is told as that."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listener.accept()
                    with closing(line):
                        line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        ended = fetch(f"imap://mara@127.0.0.1:{listener.getsockname()[1]}", home)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
