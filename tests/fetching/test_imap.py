"""Mail on a server is read there, and nothing on it changes. Against a real one (Dovecot) on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from typing import Any

import pytest

from goodterms.fetching import imap
from goodterms.fetching.imap import FetchError, MailServer, read_place

pytestmark = pytest.mark.imap

PASSWORD = "Sông & “Nijl” 1"  # noqa: S105 - of the server that these tests start
STRANGER = "0.0.0.0"  # noqa: S104 - reaches this machine, and is not known to be it
MAIL = (
    b"From: Orla Quinn <orla@harboursons.example>\nTo: mara@lind.example\nSubject: Board %d\n"
    b"Date: Mon, 3 Feb 2025 10:%02d:00 +0100\nMessage-ID: <%d@harboursons.example>\n\nBoard %d is wrong.\n"
)


def mail(number: int) -> bytes:
    return MAIL % (number, number % 60, number, number)


def on_the_line(written: bytes) -> bytes:
    """As IMAP sends it."""
    return written.replace(b"\n", b"\r\n")


def server(mailbox: Any, scheme: str = "imap", **more: Any) -> MailServer:
    return MailServer(read_place(mailbox.url(scheme)), PASSWORD, **more)


def files(mailbox: Any) -> set[str]:
    return {str(path) for path in mailbox.folder.rglob("*.lind*")}


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_every_mail_is_read_and_nothing_is_changed(mailbox: Any, scheme: str) -> None:
    """Heads and mails come whole, by UID; what was new and unread on the server still is."""
    written = [mail(number) for number in range(1, 4)]
    for each in written:
        mailbox.put(each)
    before = files(mailbox)
    with server(mailbox, scheme) as line:
        assert line.select("INBOX") > 0
        heads = list(line.headers())
        assert [head for _, head in heads] == [
            on_the_line(each).partition(b"\r\n\r\n")[0] + b"\r\n\r\n" for each in written
        ]
        uids = [uid for uid, _ in heads]
        assert uids == sorted(uids)
        assert list(line.mails(uids)) == list(zip(uids, map(on_the_line, written), strict=True))
        assert line.fetched == 6
    assert files(mailbox) == before
    assert all(name.endswith(":2,") for name in before)


def test_only_what_is_above_a_uid_is_listed_again(mailbox: Any) -> None:
    """The second time only new mail comes; the folder's UID validity says that UIDs still mean the same."""
    mailbox.put(mail(1))
    with server(mailbox) as line:
        validity = line.select("INBOX")
        ((last, _),) = line.headers()
    mailbox.put(mail(2))
    with server(mailbox) as line:
        assert line.select("INBOX") == validity
        ((uid, head),) = line.headers(after_uid=last)
        assert uid > last
        assert b"Subject: Board 2" in head
        assert list(line.headers(after_uid=uid)) == []


def test_many_mails_come_in_portions(mailbox: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the portions fall, each mail comes once and in order."""
    monkeypatch.setattr(imap, "MAILS_AT_ONCE", 3)
    monkeypatch.setattr(imap, "BYTES_AT_ONCE", 500)
    monkeypatch.setattr(imap, "UIDS_AT_ONCE", 4)
    for number in range(1, 12):
        mailbox.put(mail(number))
    with server(mailbox) as line:
        line.select("INBOX")
        uids = [uid for uid, _ in line.headers()]
        mails = list(line.mails(uids))
    assert [text for _, text in mails] == [on_the_line(mail(number)) for number in range(1, 12)]
    assert [uid for uid, _ in mails] == uids


def test_folders_without_the_bin_and_the_drafts(mailbox: Any) -> None:
    """The inbox comes first; what was thrown away or never sent is no folder to read."""
    mailbox.put(mail(1), folder="Clients")
    mailbox.put(mail(2), folder="Caf&AOk- Nijlpaard")
    with server(mailbox) as line:
        folders = line.folders()
        assert folders[0] == "INBOX"
        assert set(folders) == {"INBOX", "Sent", "Clients", "Café Nijlpaard"}
        line.select("Café Nijlpaard")
        assert len(list(line.headers())) == 1
    one = read_place(mailbox.url(folder="Clients"))
    with MailServer(one, PASSWORD) as line:
        assert line.folders() == ["Clients"]


def test_an_empty_folder_has_no_mail(mailbox: Any) -> None:
    """Nothing is listed, and nothing is wrong."""
    with server(mailbox) as line:
        line.select("Sent")
        assert list(line.headers()) == []
        assert list(line.mails([])) == []


def test_drafts_and_deleted_mails_are_not_listed(mailbox: Any) -> None:
    """What was never sent, or waits to be removed, is not read wherever it lies; also not as the last one."""
    mailbox.put(mail(1), flags="S")
    mailbox.put(mail(2), flags="ST")
    mailbox.put(mail(3), flags="D")
    with server(mailbox) as line:
        line.select("INBOX")
        assert [b"Board 1" in head for _, head in line.headers()] == [True]


def test_a_large_mail_comes_up_to_the_limit(mailbox: Any) -> None:
    """The first bytes of a mail with a large attachment are enough, and its head is bounded as well."""
    mailbox.put(mail(1) + b"x" * 100 + b"\n" + b"y" * 300_000)
    mailbox.put(b"X-Endless: " + b"z" * 200_000 + b"\n" + mail(2))
    with server(mailbox, largest=1_000) as line:
        line.select("INBOX")
        heads = dict(line.headers())
        first, second = heads
        assert len(heads[second]) == imap.LARGEST_HEAD
        assert [len(text) for _, text in line.mails([first, second])] == [1_000, 1_000]


def test_a_mail_that_is_gone_is_left_out(mailbox: Any) -> None:
    """Somebody may delete mail while we read."""
    mailbox.put(mail(1))
    with server(mailbox) as line:
        line.select("INBOX")
        ((uid, _),) = line.headers()
        assert [found for found, _ in line.mails([uid, uid + 5, uid + 9])] == [uid]


def test_a_wrong_password_is_told_and_not_repeated(mailbox: Any) -> None:
    """Who, where, and what the server says; never the password."""
    with pytest.raises(FetchError) as refused, MailServer(read_place(mailbox.url()), "Not this one"):
        pass
    text = refused.value.text
    assert text.key == "imap.refused"
    assert (text.values["user"], text.values["host"]) == (mailbox.user, "127.0.0.1")
    assert "Not this one" not in f"{text} {refused.value}"


def test_a_folder_that_does_not_exist_is_told(mailbox: Any) -> None:
    """And the line can still be used."""
    mailbox.put(mail(1))
    with server(mailbox) as line:
        with pytest.raises(FetchError) as missing:
            line.select("No such folder")
        assert missing.value.text.key == "imap.no_folder"
        assert missing.value.text.values["folder"] == "No such folder"
        line.select("INBOX")
        assert len(list(line.headers())) == 1


@pytest.mark.parametrize(
    ("scheme", "host", "key"),
    [
        ("imaps", STRANGER, "imap.tls"),
        ("imap", STRANGER, "imap.tls"),
        ("imaps", "no-such-host.lind.example", "imap.unreachable"),
    ],
)
def test_only_a_proven_server_gets_the_password(mailbox: Any, scheme: str, host: str, key: str) -> None:
    """A certificate that nobody vouches for is refused, unless the server is on the own machine."""
    with pytest.raises(FetchError) as refused, MailServer(read_place(mailbox.url(scheme, host)), PASSWORD):
        pass
    assert refused.value.text.key == key


def test_encryption_that_is_none_is_told(mailbox: Any) -> None:
    """The port without encryption, reached as if it had one."""
    place = read_place(f"imaps://{mailbox.user}@127.0.0.1:{mailbox.port}")
    with pytest.raises(FetchError) as broken, MailServer(place, PASSWORD):
        pass
    assert broken.value.text.key == "imap.tls"


class Leaky:
    """A line to the server that drops after so many bytes, the first so many times."""

    def __init__(self, port: int, drops_after: int, times: int) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self._to, self._after, self._times = port, drops_after, times
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        for number in count(1):
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            left = self._after if number <= self._times else 1 << 40
            with closing(line), socket.create_connection(("127.0.0.1", self._to)) as far:
                up = threading.Thread(target=_pass_on, args=(line, far, 1 << 40), daemon=True)
                up.start()
                _pass_on(far, line, left)
                for end in (line, far):
                    with suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                up.join(5)

    def close(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self._thread.join(5)


def _pass_on(source: socket.socket, target: socket.socket, left: int) -> None:
    with suppress(OSError):
        while left > 0 and (some := source.recv(min(left, 4_096))):
            target.sendall(some)
            left -= len(some)


@pytest.fixture
def leaky(mailbox: Any) -> Iterator[Callable[..., Leaky]]:
    """Makes leaky lines to the mailbox's server."""
    made: list[Leaky] = []

    def make(drops_after: int, times: int) -> Leaky:
        made.append(Leaky(mailbox.secure_port, drops_after, times))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_line_that_drops_is_opened_once_more(
    mailbox: Any, leaky: Callable[..., Leaky], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked when it dropped is asked again: each mail comes once."""
    monkeypatch.setattr(imap, "MAILS_AT_ONCE", 4)
    for number in range(1, 41):
        mailbox.put(mail(number))
    line = leaky(drops_after=9_000, times=1)
    with MailServer(read_place(f"imaps://{mailbox.user}@127.0.0.1:{line.port}"), PASSWORD) as found:
        found.select("INBOX")
        uids = [uid for uid, _ in found.headers()]
    assert uids == sorted(set(uids))
    assert len(uids) == 40


def test_a_line_that_keeps_dropping_says_how_far_it_came(
    mailbox: Any, leaky: Callable[..., Leaky], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came before is whole and ours; the error says how much that is."""
    monkeypatch.setattr(imap, "MAILS_AT_ONCE", 4)
    written = [mail(number) + (b"Wrong.\n" * 4_000 if number == 22 else b"") for number in range(1, 41)]
    for each in written:
        mailbox.put(each)
    line = leaky(drops_after=20_000, times=99)
    came: list[bytes] = []
    place = read_place(f"imaps://{mailbox.user}@127.0.0.1:{line.port}")
    with pytest.raises(FetchError) as dropped, MailServer(place, PASSWORD) as found:
        found.select("INBOX")
        for _, text in found.mails(range(1, 41)):
            came.append(text)
    assert dropped.value.text.key == "imap.dropped"
    assert came == [on_the_line(each) for each in written[:20]]
    assert dropped.value.text.values["done"] == 20
