"""How is a file locked with a passphrase? Piece by piece, so that it may be larger than memory.

The key comes from the passphrase by scrypt (RFC 7914). Each piece is sealed with AES-256-GCM; its number,
and whether it is the last, are in its nonce (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár), so that pieces that are changed, cut off, doubled or in another order are not opened.
Before the first stands an empty one: it opens with the right passphrase alone.

    magic 19 · salt 16 · nonce 7 · tag 16 · pieces of 1 MiB with a tag of 16 each
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from goodterms.terms.evidence import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"goodterms-locked-1\n"
SALT, NONCE, TAG, PIECE = 16, 7, 16, 1 << 20
COST = 1 << 17
"""scrypt's N, with r = 8 and p = 1: 128 MB and a third of a second for each guess."""
SHORTEST = 8
"""Characters of a passphrase."""

# The library is imported where a file is locked or opened: it takes 30 ms, and no other command needs it.
# ruff: noqa: PLC0415


class LockError(Exception):
    """The file cannot be opened: `text` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.text = Text(key)


class Locking:
    """A file to write to, that locks what is written into another; `finish` ends it."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        self._file, self._left, self._number = file, bytearray(), 0
        salt, self._nonce = os.urandom(SALT), os.urandom(NONCE)
        self._head = MAGIC + salt + self._nonce
        self._lock = _lock(passphrase, salt)
        file.write(self._head)
        self._seal(b"", is_last=False)

    def write(self, data: bytes) -> int:
        """Takes some bytes."""
        self._left += data
        while len(self._left) > PIECE:
            self._seal(bytes(self._left[:PIECE]), is_last=False)
            del self._left[:PIECE]
        return len(data)

    def flush(self) -> None:
        """What is not a whole piece waits."""

    def finish(self) -> None:
        """Writes the last piece."""
        self._seal(bytes(self._left), is_last=True)

    def _seal(self, data: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._nonce, self._number, is_last=is_last)
        self._file.write(self._lock.encrypt(nonce, data, self._head))
        self._number += 1


def unlock(source: IO[bytes], target: IO[bytes], passphrase: str) -> None:
    """Writes what was locked. LockError for another passphrase, and for a file that is damaged or cut off;
    what was written by then is to be thrown away."""
    from cryptography.exceptions import InvalidTag

    head = source.read(len(MAGIC) + SALT + NONCE)
    nonce, lock = head[-NONCE:], _lock(passphrase, head[len(MAGIC) : -NONCE])
    try:
        lock.decrypt(_nonce(nonce, 0, is_last=False), source.read(TAG), head)
    except (InvalidTag, ValueError):
        raise LockError("backup.wrong_passphrase") from None
    piece, number = source.read(PIECE + TAG), 1
    while True:
        after = source.read(PIECE + TAG)
        try:
            target.write(lock.decrypt(_nonce(nonce, number, is_last=not after), piece, head))
        except (InvalidTag, ValueError):
            raise LockError("backup.damaged") from None
        if not after:
            return
        piece, number = after, number + 1


def _lock(passphrase: str, salt: bytes) -> AESGCM:
    import unicodedata

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # Keyboards write é as one character or as two.
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return AESGCM(Scrypt(salt=salt.ljust(SALT, b"\0"), length=32, n=COST, r=8, p=1).derive(words))


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])
