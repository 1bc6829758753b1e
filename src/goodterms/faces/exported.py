"""All that is kept of a client as one archive: a file a kind of record, and the list of where it was read."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodterms.records.document import as_document
from goodterms.terms.languages import fold

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.records.model import Record

_WHEN = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive: the same records give the same archive."""


def archive(records: Sequence[Record], client: str, words: Words) -> tuple[bytes, dict[str, int]]:
    """The archive, and how many records of each kind are in it."""
    kinds: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        told = as_document(record)
        kinds[str(told["kind"])].append(told)
    places = sorted({(one.evidence.source, one.evidence.locator) for one in records if one.evidence.source})
    files = {f"records/{kind}.json": _json(some) for kind, some in sorted(kinds.items())}
    files["evidence.json"] = _json([{"source": source, "locator": locator} for source, locator in places])
    files["README.txt"] = _readme(client, words)
    return zipped(files), {kind: len(some) for kind, some in sorted(kinds.items())}


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of files by name; the same files are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def file_name(client: str) -> str:
    """What the archive is called where nobody says."""
    return f"{'-'.join(fold(client).split()) or 'client'}-records.zip"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _readme(client: str, words: Words) -> str:
    keys = ("erase.readme.what", "erase.readme.files", "erase.export.opinions", "erase.readme.computed")
    return "\n\n".join(words(key, client=client) for key in keys) + "\n"
