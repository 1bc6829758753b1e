"""Every page from a store: `python -m bench.served_pages HOME`; prints seconds, queries and bytes of
each.

In one process and without a network between: the time of the program itself, its middleware included.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

EMPTY = "/rant/"
"""A page without any record on it: what the middleware and the frame cost."""
ROUNDS = 15
_LINK = re.compile(r'href="(/[^"#?]*)"')
_PART = re.compile(r'(?:href|src)="(/static/[^"]*)"')


def main(home: Path) -> None:
    """Follows every link, then times each page beside the empty one."""
    os.environ["GOODTERMS_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodterms.faces.web.settings"
    import django  # noqa: PLC0415 - the settings come first

    django.setup()
    from django.test import Client  # noqa: PLC0415 - as above

    from goodterms.faces.web.doors import LINK  # noqa: PLC0415 - as above

    visitor = Client(headers={"host": "127.0.0.1", "accept-language": "en"})
    visitor.get(f"/open/{LINK.renew()}/")
    pages = {path: _measured(visitor, path) for path in _paths(visitor)}
    json.dump({"pages": pages, "first": _weight(visitor, "/clients/")}, sys.stdout)


def _paths(visitor: Client) -> Iterator[str]:
    """One page of each kind, found by its links, once its answer is there."""
    seen, waiting, kinds = set[str](), ["/clients/"], set[str]()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"/[0-9a-f]{12}/", "/*/", path)
        if path in seen or kind in kinds:
            continue
        seen.add(path)
        kinds.add(kind)
        page = _there(visitor, path)
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            yield path
            waiting += [one for one in _LINK.findall(page.content.decode()) if "/static/" not in one]


def _there(visitor: Client, path: str) -> Any:
    """The page, when it no longer says that it is being worked out."""
    while "Refresh" in (page := visitor.get(path)).headers:
        time.sleep(0.2)
    return page


def _measured(visitor: Client, path: str) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415 - the settings come first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    with CaptureQueriesContext(connection) as asked:
        page = visitor.get(path)
    again, anew, empty = [], [], []
    for n in range(ROUNDS):  # in turn: the machine's speed changes from minute to minute
        again.append(_seconds(visitor, path))
        anew.append(_seconds(visitor, f"{path}?round={n}"))  # an address that was not shown before
        empty.append(_seconds(visitor, f"{EMPTY}?round={path}{n}"))
    return {
        "again": median(again),
        "anew": median(anew),
        "empty": median(empty),
        "queries": len(asked),
        "bytes": len(page.content),
    }


def _seconds(visitor: Client, path: str) -> float:
    started = time.perf_counter()
    visitor.get(path)
    return time.perf_counter() - started


def _weight(visitor: Client, path: str) -> int:
    """The bytes of a page with all that it loads."""
    page = visitor.get(path).content
    parts = {str(one) for one in _PART.findall(page.decode())}
    return len(page) + sum(len(b"".join(visitor.get(one))) for one in parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
