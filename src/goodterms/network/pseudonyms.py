"""Who is it, without saying so? Names that only the owner of a key can lead back to people.

>>> two = Pseudonyms(b"k" * 32), Pseudonyms(b"l" * 32)
>>> two[0].of("client", "Harbour & Sons") == two[0].of("client", "Harbour & Sons")
True
>>> two[0].of("client", "Harbour & Sons") == two[1].of("client", "Harbour & Sons")
False
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from goodterms.terms.evidence import Text

KEY_BYTES = 32
_KEY, _NAMES = "key", "names"


class KeyFileError(Exception):
    """The key is there and is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.text = Text("network.bad_key", {"path": str(path)})


class Pseudonyms(NamedTuple):
    """Names made with a key: without it, nobody can find out by trying which name a word stands for."""

    key: bytes

    def of(self, kind: str, *words: str) -> str:
        """The pseudonym of some words, as `client-` and 16 signs; other words of a kind get another."""
        said = "\0".join((kind, *words)).encode("utf-8", "surrogatepass")
        return f"{kind}-{blake2b(said, key=self.key, digest_size=8).hexdigest()}"


class Owner(NamedTuple):
    """The folder of whoever owns the key; nothing in it belongs to the tables."""

    folder: Path

    def pseudonyms(self) -> Pseudonyms:
        """By the owner's key, which is made where there is none; KeyFileError where it is unusable."""
        path = self.folder / _KEY
        self.folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _keep_private(path, secrets.token_hex(KEY_BYTES))
        try:
            key = bytes.fromhex(path.read_text("ascii"))
        except ValueError as fault:
            raise KeyFileError(path) from fault
        if len(key) != KEY_BYTES:
            raise KeyFileError(path)
        return Pseudonyms(key)

    def remember(self, freelancer: str, source: str, name: str, clients: Mapping[str, str]) -> None:
        """Keeps whose pseudonyms these are, so that a result can be told in names again."""
        known = {"source": source, "name": name, "clients": clients}
        (self.folder / _NAMES).mkdir(exist_ok=True)
        _keep_private(self.folder / _NAMES / f"{freelancer}.json", json.dumps(known, ensure_ascii=False))

    def recall(self, freelancer: str) -> Mapping[str, Any] | None:
        """What was kept of a freelancer: `source`, `name`, and `clients` by pseudonym."""
        path = self.folder / _NAMES / f"{freelancer}.json"
        if not path.exists():
            return None
        found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    def forget(self, freelancer: str) -> None:
        """Keeps nothing of a freelancer any longer."""
        (self.folder / _NAMES / f"{freelancer}.json").unlink(missing_ok=True)


def _keep_private(path: Path, text: str) -> None:
    """Written whole or not at all, and readable by nobody else."""
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a handle, so that it is private at once
        file.write(text)
    beside.replace(path)
