"""Which folders hold mail that was sent or received? Not the bin, not the spam, not the drafts.

What a folder is for says the server (RFC 6154); where it says nothing, the usual names do. Gmail keeps each
mail once, in the folder of all mail, and shows it again under every label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from goodterms.terms.languages import nfc

_CLOSED = frozenset((b"\\noselect", b"\\nonexistent"))
_UNWANTED = frozenset((b"\\trash", b"\\junk", b"\\drafts", b"\\spam"))
_VIEWS = frozenset((b"\\all", b"\\flagged", b"\\important", b"\\starred", b"\\allmail"))
"""Folders that show the mail of others once more."""
_UNWANTED_NAMES = frozenset(
    (
        "trash bin deleted junk spam drafts draft corbeille brouillons indésirables prullenbak concepten"
        " spambox papierkorb entwürfe papelera borradores cestino bozze"
    ).split()
) | {"deleted items", "deleted messages", "junk email", "junk e-mail", "bulk mail", "éléments supprimés",
     "messages supprimés", "courrier indésirable", "verwijderde items", "verwijderde berichten",
     "ongewenste e-mail", "ongewenste reclame", "thùng rác", "thư rác", "thư nháp", "bản nháp",
     "thư đã xóa", "thư đã xoá"}  # fmt: skip


class Folder(NamedTuple):
    """One folder as the server lists it: what it is for, what stands between its levels, its name."""

    flags: Sequence[bytes]
    delimiter: bytes | None
    name: str


def worth_reading(listed: Iterable[Folder], *, gmail: bool) -> list[str]:
    """The names of the folders to read, the inbox first."""
    folders = list(listed)
    flags = {folder.name: frozenset(flag.lower() for flag in folder.flags) for folder in folders}
    whole = [name for name in flags if gmail and b"\\all" in flags[name]]
    if whole:
        return whole
    told = any(flags[name] & _UNWANTED for name in flags)
    names = [
        folder.name
        for folder in folders
        if not flags[folder.name] & (_CLOSED | _UNWANTED | _VIEWS) and (told or not _is_unwanted(folder))
    ]
    return sorted(dict.fromkeys(names), key=lambda name: name.upper() != "INBOX")


def _is_unwanted(folder: Folder) -> bool:
    """Does its name, or that of a folder around it, say that this mail was thrown away or never sent?"""
    delimiter = (folder.delimiter or b"").decode("ascii", "replace")
    levels = folder.name.split(delimiter) if delimiter else [folder.name]
    return any(nfc(level).casefold() in _UNWANTED_NAMES for level in levels)
