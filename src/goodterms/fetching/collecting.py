"""What is new on the mail server? Its heads first, then the mails with clients, folder by folder.

The UIDs that were seen before are not asked for again, unless the server numbers a folder anew or more people
are clients by now. Where the line drops, what had come is kept, and the next time brings the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, Protocol

from goodterms.fetching.place import Place
from goodterms.fetching.trouble import FetchError
from goodterms.records.circle import Circle
from goodterms.records.hearing import read_messages, written_in
from goodterms.records.mail.message import read_all
from goodterms.records.mail.tally import Header, Tally, header_of
from goodterms.records.model import Batch, Correspondent, Message
from goodterms.records.rounds import Told
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

IMPORTER = "imap"
_UNFINISHED = "-"
"""In place of a circle, in the mark of a folder that was left in mid-fetch: no circle is like it, so that the
next time all is looked for that is not kept."""
AT_ONCE = 500
"""Mails in one batch."""


class Server(Protocol):
    """What is asked of a mail server; `goodterms.fetching.imap.MailServer` answers it."""

    place: Place

    def folders(self) -> list[str]: ...
    def select(self, folder: str) -> int: ...
    def headers(self, after_uid: int = 0) -> Iterator[tuple[int, bytes]]: ...
    def mails(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]: ...


class Mark(NamedTuple):
    """Where a folder was left: how the server numbered it, the last UID, and for whom mail was opened."""

    validity: int = 0
    last: int = 0
    circle: str = ""

    @classmethod
    def read(cls, text: str) -> Mark:
        """A mark from its text; the very first where it is none."""
        parts = text.split()
        return cls(int(parts[0]), int(parts[1]), parts[2]) if len(parts) == 3 else cls()

    def __str__(self) -> str:
        return f"{self.validity} {self.last} {self.circle}"


@dataclass
class Folder:
    """One folder's new mail; `mark` and `trouble` hold when its batches have been used up."""

    url: str
    batches: Iterator[Batch]
    mark: Mark
    trouble: FetchError | None = None
    is_read: bool = False
    """There is nothing new in it, and only the mark has changed."""


class _Heads(NamedTuple):
    name: str
    url: str
    validity: int
    before: Mark
    heads: dict[int, Header]


def collect(
    server: Server,
    told: Told,
    marks: Callable[[str], str],
    fetched: Callable[[str], Collection[str]],
    hints: Source,
    progress: Callable[[int, int, str], None],
) -> Iterator[Folder]:
    """Each folder with new mail, to be used up before the next. `told` knows who was told of, `marks` says
    where a folder was left, `fetched` which of its messages are kept, by their place."""
    folders = [_heads(server, name, marks, progress) for name in server.folders()]
    writers = {one.url: _writers(one, told, hints) for one in folders}
    for some in writers.values():
        told.note(some)
    circle = told.circle
    for one in folders:
        wanted = _wanted(one, circle, server, fetched)
        if one.heads or wanted:
            yield _folder(server, one, wanted, circle, told.languages, writers[one.url], hints, progress)
        elif one.before.last and one.before.circle != circle.digest:
            mark = one.before._replace(circle=circle.digest)
            yield Folder(one.url, iter(()), mark, is_read=True)


def _heads(
    server: Server, name: str, marks: Callable[[str], str], progress: Callable[[int, int, str], None]
) -> _Heads:
    url = server.place.url(name)
    before = Mark.read(marks(url))
    validity = server.select(name)
    if not validity or validity != before.validity:
        before = Mark()
    heads: dict[int, Header] = {}
    for uid, head in server.headers(before.last):
        heads[uid] = header_of(head)
        progress(0, 1, f"{url} {len(heads)}")
    return _Heads(name, url, validity, before, heads)


def _writers(one: _Heads, told: Told, hints: Source) -> tuple[Correspondent, ...]:
    """Who wrote in this folder: the new mail, and what was counted before."""
    tally = Tally([*told.freelancer.emails, *hints.me])
    for header in one.heads.values():
        tally.add(header)
    before = told.writers(one.url) if one.before.last else {}
    now = {writer.address: writer for writer in tally.correspondents(one.url)}
    return tuple(_added(before.get(address), writer) for address, writer in now.items())


def _added(before: Correspondent | None, now: Correspondent) -> Correspondent:
    if before is None:
        return now
    days = [day for day in (before.first, before.last, now.first, now.last) if day]
    return replace(
        now,
        name=before.name or now.name,
        wrote=before.wrote + now.wrote,
        answered=before.answered + now.answered,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _wanted(
    one: _Heads, circle: Circle, server: Server, fetched: Callable[[str], Collection[str]]
) -> list[int]:
    """The UIDs of mails to open: the new ones with clients and, where there are other clients by now, older
    ones that were left closed."""
    heads = one.heads
    if one.before.last and one.before.circle != circle.digest:
        server.select(one.name)
        kept = fetched(one.url)
        older = {uid: header_of(head) for uid, head in server.headers(0) if _place(uid) not in kept}
        heads = older | heads
    return [uid for uid, header in sorted(heads.items()) if circle.opens(header.people)]


def _folder(
    server: Server,
    one: _Heads,
    wanted: list[int],
    circle: Circle,
    languages: tuple[str, ...],
    writers: tuple[Correspondent, ...],
    hints: Source,
    progress: Callable[[int, int, str], None],
) -> Folder:
    last = max((one.before.last, *one.heads))
    folder = Folder(one.url, iter(()), Mark(one.validity, last, circle.digest))

    def batches() -> Iterator[Batch]:
        nonlocal languages
        yield Batch(one.url, IMPORTER, writers)
        items = _mails(server, one, wanted, folder, hints, progress)
        while some := list(islice(items, AT_ONCE)):
            records = tuple(item for item in some if isinstance(item, Message))
            problems = tuple(item for item in some if isinstance(item, Problem))
            batch = Batch(one.url, IMPORTER, records, problems)
            languages = languages or written_in(batch)
            yield read_messages(batch, languages)

    folder.batches = batches()
    return folder


def _mails(
    server: Server,
    one: _Heads,
    wanted: list[int],
    folder: Folder,
    hints: Source,
    progress: Callable[[int, int, str], None],
) -> Iterator[Message | Problem]:
    """The mails; where the line drops, the mark says that some were wanted and did not come. Who wrote them
    was counted already."""
    source = replace(hints, name=one.url)
    try:
        server.select(one.name)
        for done, (uid, mail) in enumerate(server.mails(wanted), 1):
            progress(done, len(wanted), one.url)
            if mail:
                yield from read_all(mail, source, _place(uid))
            else:
                yield source.problem(_place(uid), "mail.unreadable")
    except FetchError as error:
        folder.trouble = error
        folder.mark = folder.mark._replace(circle=_UNFINISHED)


def _place(uid: int) -> str:
    return f"message {uid}"
