"""In which order files are read, and what is remembered: mail is opened only with clients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms import desk
from goodterms.records.finding import Found, find_files
from goodterms.records.model import Correspondent, Message, Record, TimeEntry
from goodterms.records.rounds import NAMING, NO_MEMORY, TELLING, in_turn
from goodterms.records.source import Source

ME = '[me]\nemails = ["mara@lind.example"]\ntimezone = "Europe/Brussels"\ncurrency = "EUR"\n'
MARA = "mara@lind.example"
AN = "an@nijlpaard.example"
CLIENT = "name,domains\nCafé Nijlpaard,nijlpaard.example\n"
HOURS = "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n"
Texts = Mapping[str, str | bytes]


def mbox(*mails: tuple[str, str], more: str = "", start: int = 1) -> str:
    """A mailbox with these mails, each from one to another, a day apart."""
    return "".join(
        f"From {sender} Wed Jul {n % 28 + 1:2} 09:00:00 2026\nFrom: {sender}\nTo: {to}\n{more}"
        f"Date: {n % 28 + 1} Jul 2026 09:00:00 +0200\nMessage-ID: <{sender}-{to}-{n}>\n\nMail {n}.\n\n"
        for n, (sender, to) in enumerate(mails, start)
    )


def folder(place: Path, texts: Texts) -> Path:
    for name, text in texts.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def read(place: Path, texts: Texts) -> list[Record]:
    """What a folder with these files gives, in the order in which it is read."""
    return [one for batch in desk.read([folder(place, texts)]) for one in batch.records]


def opened(records: Iterable[Record]) -> list[str]:
    """Who wrote the mails that were opened."""
    return sorted({one.sender for one in records if isinstance(one, Message)})


def counted(records: Iterable[Record]) -> dict[str, tuple[int, int]]:
    return {one.address: (one.wrote, one.answered) for one in records if isinstance(one, Correspondent)}


def test_clients_are_known_before_any_mailbox_is_opened(tmp_path: Path) -> None:
    """Whatever the files are called: of everybody else is kept how often they wrote, and no word."""
    mails = mbox((AN, MARA), ("doctor@clinic.example", MARA), (MARA, "friend@home.example"))
    records = read(tmp_path, {"a.mbox": mails, "me.toml": ME, "z.csv": CLIENT})
    assert opened(records) == [AN]
    assert counted(records) == {
        AN: (1, 0), "doctor@clinic.example": (1, 0), "friend@home.example": (0, 1),
    }  # fmt: skip


def test_inspect_shows_every_mail(tmp_path: Path) -> None:
    """It keeps nothing and says what could be read: the circle is for what is kept."""
    mails = mbox((AN, MARA), ("doctor@clinic.example", MARA))
    (batch,) = desk.inspect([folder(tmp_path, {"a.mbox": mails})])
    assert opened(batch.records) == [AN, "doctor@clinic.example"]


def test_one_mailbox_answers_another(tmp_path: Path) -> None:
    """Who asks in the inbox and is answered in the sent mail writes often, and is opened in both."""
    texts = {
        "me.toml": ME,
        "Inbox.mbox": mbox(*[(AN, MARA)] * 10, *[("news@list.example", MARA)] * 30),
        "Sent.mbox": mbox((MARA, AN), (MARA, "friend@home.example"), start=50),
    }
    assert opened(read(tmp_path, texts)) == sorted([AN, MARA])
    (tmp_path / "Sent.mbox").write_text(mbox((MARA, "friend@home.example"), start=50))
    assert opened(read(tmp_path, {})) == []


def test_machines_do_not_write_often(tmp_path: Path) -> None:
    """A hundred receipts are no client, not even where one was answered."""
    receipts = mbox(*[("shop@nijlpaard.example", MARA)] * 100, more="Auto-Submitted: auto-generated\n")
    texts = {"me.toml": ME, "a.mbox": receipts + mbox((MARA, "shop@nijlpaard.example"), start=200)}
    assert opened(read(tmp_path, texts)) == []


def test_a_client_of_one_archive_opens_the_mailbox_of_another(tmp_path: Path) -> None:
    """What tables in archives tell is known before mail is opened, wherever that lies."""
    texts = {
        "a.zip": packed({"in.mbox": mbox((AN, MARA)), "x.txt": "Milk, eggs, bread"}),
        "b.zip": packed({"z/clients.csv": CLIENT, "z/hours.csv": HOURS}),
        "me.toml": ME,
    }
    assert opened(read(tmp_path, texts)) == [AN]


def packed(texts: Texts) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()


WHOLE = {
    "a.mbox": mbox((AN, MARA), (MARA, AN), ("doctor@clinic.example", MARA)),
    "b/Sent.mbox": mbox(*[(MARA, "jo@pixelorchard.example")] * 12, start=100),
    "c.csv": CLIENT,
    "hours.csv": HOURS,
    "me.toml": ME,
}


def test_a_zipped_folder_says_what_the_folder_says(tmp_path: Path) -> None:
    """The same records, in the same zone and currency, of the same people's mail."""
    plain = read(tmp_path / "plain", WHOLE)
    zipped = read(tmp_path / "zipped", {"all.zip": packed(WHOLE)})
    assert opened(zipped) == opened(plain) == sorted([AN, MARA])
    assert counted(zipped) == counted(plain)
    assert [one.started for one in zipped if isinstance(one, TimeEntry)] == [
        one.started for one in plain if isinstance(one, TimeEntry)
    ]
    assert len(zipped) == len(plain)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.permutations(["1", "2", "3", "4", "5"]))
def test_names_of_files_do_not_matter(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """Called anything, in any order, the same files give the same mails and the same hours."""
    texts = dict(zip(names, WHOLE.values(), strict=True))
    records = read(tmp_path_factory.mktemp("any"), texts)
    assert opened(records) == sorted([AN, MARA])
    assert [one.started.isoformat() for one in records if isinstance(one, TimeEntry)] == [
        "2026-07-01T09:00:00+02:00"
    ]


class Memory:
    """Remembers turns, and what each file gave the last time."""

    def __init__(self) -> None:
        self.digests: set[str] = set()
        self.dates: dict[str, str] = {}
        self.kept: dict[str, list[Record]] = {}

    def knows(self, digest: str) -> bool:
        return digest in self.digests

    def has_read(self, content: str) -> bool:
        return any(digest.startswith(f"{content}.") for digest in self.digests)

    def client_names(self) -> Iterable[str]:
        return {one.client for some in self.kept.values() for one in some if isinstance(one, NAMING)}

    def content_of(self, found: Found, stamp: str) -> str:
        return ""

    def dates_of(self, found: Found) -> str:
        return self.dates.get(found.name, "")

    def run(self, place: Path, version: str = "1") -> list[str]:
        """Reads a folder, remembers it, and says which files were not known."""
        fresh = []
        before = [one for some in self.kept.values() for one in some if isinstance(one, TELLING)]
        for turn in in_turn(find_files([place]), before, Source("", b""), version, self):
            if turn.batches is not None:
                fresh.append(turn.name)
                self.kept[turn.name] = [one for batch in turn.batches for one in batch.records]
            self.digests.add(turn.digest)
        return sorted(fresh)


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    """A second time nothing is, also under another name; a changed file is read, and only that."""
    place, memory = folder(tmp_path, WHOLE), Memory()
    assert memory.run(place) == sorted(WHOLE)
    assert memory.run(place) == []
    folder(place, {"copy of hours.csv": HOURS})
    assert memory.run(place) == []
    folder(place, {"hours.csv": HOURS + "Pixel Orchard,2026-07-02T09:00,2\n"})
    assert memory.run(place) == ["hours.csv"]


def test_another_way_to_read_reads_again(tmp_path: Path) -> None:
    """A new version reads everything; another time zone all but who said so; new clients the mailboxes."""
    place, memory = folder(tmp_path, WHOLE), Memory()
    memory.run(place)
    assert memory.run(place, version="2") == sorted(WHOLE)
    folder(place, {"me.toml": ME.replace("Brussels", "Lisbon")})
    assert memory.run(place, version="2") == sorted(WHOLE)
    folder(place, {"c.csv": CLIENT + "Atelier Sorrel,sorrel.example\n"})
    assert memory.run(place, version="2") == ["a.mbox", "b/Sent.mbox", "c.csv", "me.toml"]


def test_an_answer_about_dates_holds_for_its_file(tmp_path: Path) -> None:
    """Of two tables that leave open what 3/4 is, only the one that was answered is read by the answer."""
    text = "client,paid_on,amount,currency\nPixel Orchard,3/4/2026,80.00,EUR\n"
    memory = Memory()
    memory.dates["a.csv"] = "day first"
    place = folder(tmp_path, {"a.csv": text, "b.csv": text})
    turns = in_turn(find_files([place]), (), Source("", b""), "1", memory)
    found = {turn.name: list(turn.batches or ()) for turn in turns}
    assert [one.paid_on.isoformat() for one in found["a.csv"][0].records] == ["2026-04-03"]  # type: ignore[union-attr]
    assert [one.key for one in found["b.csv"][0].problems] == ["csv.ambiguous_dates"]


def test_who_keeps_nothing_remembers_nothing(tmp_path: Path) -> None:
    """Every file has a turn with batches, what cannot be opened too."""
    place = folder(tmp_path, WHOLE)
    (place / "gone").symlink_to(place / "nowhere")
    turns = list(in_turn(find_files([place]), (), Source("", b""), "1", NO_MEMORY))
    assert {turn.name for turn in turns} == {*WHOLE, "gone"}
    assert all(turn.batches is not None for turn in turns)
