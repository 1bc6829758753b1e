"""My mail is on a server. It is read there, and nothing on it is changed: not even which mails are new.

    with MailServer(read_place("imaps://mara@mail.lind.example"), password) as server:
        for folder in server.folders():
            validity = server.select(folder)
            for uid, head in server.headers(after_uid=0): ...
            for uid, mail in server.mails([1, 5, 8]): ...

Folders are opened with EXAMINE and mail is looked at with BODY.PEEK (RFC 9051). A mail's UID stands for it
as long as its folder keeps the same UID validity; where that has changed, everything is new. Drafts and mail
that is marked as deleted are not listed. A line that drops is opened once more; then it is a FetchError that
says how many mails had come. What was handed on before is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from imaplib import IMAP4
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from goodterms.fetching.folders import Folder, worth_reading
from goodterms.fetching.place import Place, read_place
from goodterms.fetching.trouble import FetchError, telling

if TYPE_CHECKING:
    from goodterms.fetching.connection import Connection

__all__ = ["FetchError", "MailServer", "Place", "read_place"]

SECONDS = 30.0
"""How long a server may say nothing before we give up."""
LARGEST_MAIL = 1 << 20
"""Bytes of a mail that are fetched: what was written comes first, and attachments are not read."""
LARGEST_HEAD = 64 << 10
"""Bytes of a mail's headers that are fetched; a longer head is a fault or an attack."""
MAILS_AT_ONCE = 500
BYTES_AT_ONCE = 8 << 20
UIDS_AT_ONCE = 50_000
"""UIDs that one search may find: the answer is one line, and imaplib reads none above a million bytes."""
_LAST_UID = 2**32 - 1
_SENT = ("UNDRAFT", "UNDELETED")
_AGAIN = ("imap.dropped", "imap.timeout")

T = TypeVar("T")


class MailServer:
    """One user's mail on a server, for reading; `with` opens and closes the line. Errors are FetchErrors."""

    def __init__(
        self, place: Place, password: str, *, seconds: float = SECONDS, largest: int = LARGEST_MAIL
    ) -> None:
        self.place = place
        self.fetched = 0
        """Heads and mails handed on so far."""
        self._password = password
        self._seconds = seconds
        self._largest = largest
        self._connection: Connection | None = None
        self._folder = ""
        self._validity = 0
        self._exists = 0

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            if isinstance(error, FetchError):
                self._connection.drop()
            else:
                self._connection.end()
            self._connection = None

    def folders(self) -> list[str]:
        """The folder that the place names, else all with mail that was sent or received, the inbox first."""
        if self.place.folder:
            return [self.place.folder]
        gmail, listed = self._ask(lambda line: (line.has_capability("X-GM-EXT-1"), line.list_folders()))
        return worth_reading((Folder(flags, mark, str(name)) for flags, mark, name in listed), gmail=gmail)

    def select(self, folder: str) -> int:
        """Opens a folder for reading only: its UID validity, or 0 where the server gives none and nothing
        that is known of its UIDs can be used again. FetchError `imap.no_folder` where it cannot be opened."""
        self._folder = ""
        self._validity, self._exists = self._ask(lambda line: self._examine(line, folder))
        self._folder = folder
        return self._validity

    def headers(self, after_uid: int = 0) -> Iterator[tuple[int, bytes]]:
        """UID and head of each mail of the folder whose UID is above that one, in the order of UIDs."""
        for uids in self._uids(after_uid):
            for start in range(0, len(uids), MAILS_AT_ONCE):
                yield from self._bodies(
                    uids[start : start + MAILS_AT_ONCE], f"BODY.PEEK[HEADER]<0.{LARGEST_HEAD}>"
                )

    def mails(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """UID and bytes of these mails, of a large one its first; a mail that is gone meanwhile is left out,
        and one that the server cannot give is empty."""
        for start in range(0, len(uids), MAILS_AT_ONCE):
            for some in self._portions(uids[start : start + MAILS_AT_ONCE]):
                yield from self._bodies(some, f"BODY.PEEK[]<0.{self._largest}>")

    def _uids(self, after: int) -> Iterator[list[int]]:
        """The UIDs above that one, in portions that a search can answer."""
        last = max(self._search("*"), default=0)
        window = UIDS_AT_ONCE if self._exists > UIDS_AT_ONCE else _LAST_UID
        for low in range(after + 1, min(last, _LAST_UID) + 1, window):
            high = min(low + window - 1, last)
            yield sorted(uid for uid in set(self._search(f"{low}:{high}", *_SENT)) if low <= uid <= high)

    def _search(self, uids: str, *criteria: str) -> list[int]:
        found = self._ask(lambda line: line.search(["UID", uids, *criteria]))
        return [uid for uid in found if isinstance(uid, int)]

    def _portions(self, uids: Sequence[int]) -> Iterator[list[int]]:
        """These UIDs in groups of mails that together are not too large for one answer."""
        sizes = self._ask(lambda line: line.fetch(uids, ["RFC822.SIZE"]))
        portion: list[int] = []
        size = 0
        for uid in uids:
            if uid not in sizes:
                continue
            own = sizes[uid].get(b"RFC822.SIZE")
            size += min(own if isinstance(own, int) else self._largest, self._largest)
            if portion and size > BYTES_AT_ONCE:
                yield portion
                portion, size = [], 0
            portion.append(uid)
        if portion:
            yield portion

    def _bodies(self, uids: Sequence[int], item: str) -> Iterator[tuple[int, bytes]]:
        for uid, answer in self._fetch(uids, item):
            body = next((value for name, value in answer.items() if name.startswith(b"BODY[")), b"")
            self.fetched += 1
            yield uid, body if isinstance(body, bytes) else str(body or "").encode()

    def _fetch(self, uids: Sequence[int], item: str) -> list[tuple[int, dict[bytes, Any]]]:
        """The answers for these mails; where a server refuses all for the sake of one, that one is empty."""
        try:
            found = self._ask(lambda line: line.fetch(uids, [item]))
        except FetchError as error:
            if error.text.key != "imap.said_no":
                raise
            if len(uids) == 1:
                return [(uids[0], {})]
            middle = len(uids) // 2
            halves = [*self._fetch(uids[:middle], item), *self._fetch(uids[middle:], item)]
            if not any(answer for _, answer in halves):
                raise
            return halves
        return [(uid, found[uid]) for uid in uids if uid in found]

    def _ask(self, question: Callable[[Connection], T]) -> T:
        """What the server answers; a line that drops is opened once more."""
        try:
            return self._ask_once(question)
        except FetchError as error:
            if error.text.key not in _AGAIN:
                raise
        self._open()
        if self._folder:
            self._open_folder_again()
        return self._ask_once(question)

    def _ask_once(self, question: Callable[[Connection], T]) -> T:
        with self._telling():
            if self._connection is None:
                raise IMAP4.abort("socket error: closed")
            with self._connection.one_answer():
                return question(self._connection)

    def _open(self) -> None:
        from goodterms.fetching.connection import connect, log_in  # noqa: PLC0415 - 60 ms, only for servers

        if self._connection is not None:
            self._connection.drop()
            self._connection = None
        with self._telling():
            connection = connect(self.place, self._seconds)
        try:
            with telling(self.place.host, connected=True, done=self.fetched), connection.one_answer():
                log_in(connection, self.place, self._password)
        except BaseException:
            connection.drop()
            raise
        self._connection = connection

    def _open_folder_again(self) -> None:
        validity, _ = self._ask_once(lambda line: self._examine(line, self._folder))
        if validity != self._validity:
            raise FetchError("imap.changed", host=self.place.host, folder=self._folder)

    def _examine(self, line: Connection, folder: str) -> tuple[int, int]:
        """The UID validity of a folder, and how many mails it holds."""
        try:
            with self._telling():
                answer = line.select_folder(folder, readonly=True)
        except FetchError as error:
            if error.text.key != "imap.said_no":
                raise
            raise FetchError("imap.no_folder", host=self.place.host, folder=folder) from error
        validity, exists = answer.get(b"UIDVALIDITY"), answer.get(b"EXISTS")
        return validity if isinstance(validity, int) else 0, exists if isinstance(exists, int) else 0

    def _telling(self) -> AbstractContextManager[None]:
        return telling(self.place.host, connected=self._connection is not None, done=self.fetched)
