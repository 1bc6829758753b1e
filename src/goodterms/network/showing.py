"""Whose review is it? A freelancer's own answer, in names again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodterms.network.packing import freelancer_of
from goodterms.network.pseudonyms import Owner
from goodterms.network.results import Results

_CLIENT = re.compile(r"client-[0-9a-f]{16}")


def review_of(folder: Path, source: Path, owner: Owner) -> dict[str, Any] | None:
    """The review of the records in a source, with the clients' names; None where there is none."""
    freelancer = freelancer_of(source, owner.pseudonyms())
    results = Results(folder)
    for path in sorted(folder.glob("bucket=*.jsonl")):
        bucket = int(path.stem.partition("=")[2])
        for line in results.people(bucket) if results.head(bucket) else ():
            if line["freelancer"] == freelancer:
                return named(line["review"], (owner.recall(freelancer) or {}).get("clients", {}))
    return None


def named(review: Mapping[str, Any], clients: Mapping[str, str]) -> dict[str, Any]:
    """A review with names in place of the pseudonyms of clients."""
    told = json.dumps(review, ensure_ascii=False)
    found: dict[str, Any] = json.loads(
        _CLIENT.sub(lambda one: json.dumps(clients.get(one[0], one[0]), ensure_ascii=False)[1:-1], told)
    )
    return found
