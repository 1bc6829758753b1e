"""The address of a mailbox, as users type it; and where its password is kept."""

from __future__ import annotations

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from goodterms.fetching.folders import Folder, worth_reading
from goodterms.fetching.place import Place, read_place
from goodterms.fetching.secrets import forget_password, keep_password, password_of
from goodterms.fetching.trouble import FetchError


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("imaps://mara@mail.lind.example", Place("mara", "mail.lind.example", 993, True)),
        ("imap://mara@mail.lind.example", Place("mara", "mail.lind.example", 143, False)),
        ("imap://mara@[::1]:1143", Place("mara", "::1", 1143, False)),
        ("imaps://mara%40lind.example@lind.example/Caf%C3%A9%20Nijlpaard/2025",
         Place("mara@lind.example", "lind.example", 993, True, "Café Nijlpaard/2025")),
        ("IMAPS://mara@lind.example@Mail.Lind.example/Sông",
         Place("mara@lind.example", "mail.lind.example", 993, True, "Sông")),
    ],
)  # fmt: skip
def test_an_address_names_user_host_and_folder(url: str, place: Place) -> None:
    """With and without port and folder, also with an address for a name."""
    assert read_place(url) == place


@pytest.mark.parametrize(
    "url",
    ["", "imap://", "imap://mail.lind.example", "https://mara@lind.example", "imaps://mara@lind.example:99999",
     "imaps://mara@[lind", "imap://mara@/INBOX", "imaps://ma%0D%0Ara@lind.example", "mara@lind.example",
     "imaps://mara@lind.example/In%0Abox"],
)  # fmt: skip
def test_what_names_no_mailbox_is_refused(url: str) -> None:
    """Without user, host or kind, with a port that is none, or with line ends in it."""
    with pytest.raises(FetchError) as refused:
        read_place(url)
    assert refused.value.text.key == "imap.bad_url"


def test_a_password_in_the_address_is_refused() -> None:
    """It would stay in the shell's history; and it is not repeated."""
    with pytest.raises(FetchError) as refused:
        read_place("imaps://mara:nijl@lind.example")
    assert refused.value.text.key == "imap.password_in_url"
    assert "nijl" not in str(refused.value.text)


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(
    user=NAMES,
    folder=st.lists(NAMES, max_size=3).map(" / ".join),
    port=st.integers(1, 65535),
    ssl=st.booleans(),
)
def test_an_address_is_read_as_it_was_written(user: str, folder: str, port: int, ssl: bool) -> None:
    """What a place writes, it is read from."""
    place = Place(f"{user}@lind.example", "mail.lind.example", port, ssl, folder)
    assert read_place(place.url()) == place


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.9", True),
        ("::1", True),
        ("localhost.lind.example", False),
        ("10.0.0.1", False),
    ],
)
def test_only_the_own_machine_is_here(host: str, here: bool) -> None:
    """A name that only begins like it is somebody else."""
    assert Place("mara", host, 143, False).here is here


class Memory(KeyringBackend):
    """A keyring for one test; `locked` refuses everything."""

    priority = 1.0

    def __init__(self, *, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """The keyring that the system would have."""
    memory = Memory()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(memory, name))
    return memory


PLACE = Place("mara", "mail.lind.example", 993, True)


def test_a_kept_password_is_found_again(ring: Memory) -> None:
    """By server and user, until it is forgotten."""
    assert password_of(PLACE) is None
    assert keep_password(PLACE, "nijl")
    assert password_of(PLACE) == "nijl"
    assert password_of(PLACE._replace(user="orla")) is None
    assert list(ring.kept) == [("goodterms mail.lind.example", "mara")]
    assert forget_password(PLACE)
    assert not forget_password(PLACE)
    assert password_of(PLACE) is None


def test_without_a_keyring_one_must_ask(ring: Memory) -> None:
    """A locked keyring, as one that is not there, keeps and knows nothing, and breaks nothing."""
    ring.locked = True
    assert password_of(PLACE) is None
    assert not keep_password(PLACE, "nijl")


def test_gmail_keeps_each_mail_once() -> None:
    """Its labels show the mail of one folder again and again: that one folder is read."""
    listed = [
        Folder((), b"/", "INBOX"),
        Folder((b"\\HasChildren", b"\\Noselect"), b"/", "[Gmail]"),
        Folder((b"\\All", b"\\HasNoChildren"), b"/", "[Gmail]/Tous les messages"),
        Folder((b"\\Trash",), b"/", "[Gmail]/Corbeille"),
    ]
    assert worth_reading(listed, gmail=True) == ["[Gmail]/Tous les messages"]
    assert worth_reading(listed, gmail=False) == ["INBOX"]


def test_a_server_that_does_not_say_what_folders_are_for() -> None:
    """Then their names do, in any of our languages, also of a folder around them."""
    names = ["Clients", "INBOX", "INBOX.Trash", "INBOX.Trash.2024", "INBOX.Verwijderde items", "INBOX.Sent",
             "Thư rác", "Éléments supprimés", "INBOX.Junk E-mail"]  # fmt: skip
    listed = [Folder((), b".", name) for name in names]
    assert worth_reading(listed, gmail=False) == ["INBOX", "Clients", "INBOX.Sent"]
