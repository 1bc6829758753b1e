"""Fifty people at once: `python -m bench.crowded_studio`; prints how many pages failed, and seconds."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1] / "tests"


def main() -> None:
    """Starts what a studio's server needs, lets the crowd in, and one of them alone afterwards."""
    sys.path.insert(0, str(TESTS))
    from store.postgres_server import NotInstalledError, running  # noqa: PLC0415 - the path comes first
    from web.studio_crowd import at_once, studios  # noqa: PLC0415 - as above
    from web.studio_server import studio_server  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(prefix="bench-studio-") as home:
        try:
            with running() as url, studio_server(url, Path(home), "crowd", workers=2) as server:
                everybody = studios(server)
                seen = at_once(everybody)
                alone = at_once(everybody[:1])
        except NotInstalledError as error:
            json.dump({"missing": str(error)}, sys.stdout)
            return
    failed = sum(page.status not in (200, 302) or not page.own for page in seen)
    for page in {(page.path, page.status) for page in seen if page.status not in (200, 302)}:
        sys.stderr.write(f"{page}\n")
    told = {"pages": len(seen), "failed": failed, "slow": _slow(seen), "alone": _slow(alone)}
    json.dump(told, sys.stdout)


def _slow(seen: list[Any]) -> float:
    """Seconds in which 19 of 20 pages were there."""
    every = sorted(page.seconds for page in seen)
    return float(every[min(len(every) - 1, len(every) * 19 // 20)])


if __name__ == "__main__":
    main()
