"""What holds for all tests."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A gate should say the same of the same commit: there, property tests try the same examples each time. New
# ones are tried wherever somebody works, and by `make fuzz`.
# Nowhere is a test timed: machines are shared.
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")

# Some commands set aside what is loaded, for a process that ends with them; DuckDB complains of it where the
# process goes on to other tests.
atexit.register(gc.unfreeze)

LONGEST = ("web", "network", "faces", "store", "fetching")
"""Folders of tests that start programs, servers and browsers."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, or one core would wait for the other at the end: files are handed out
    in this order (`--no-loadscope-reorder`)."""
    here = Path(__file__).parent
    turns = {here / name: turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path.parent, len(turns)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL, without a database's name, of a server on loopback that this run starts and ends itself."""
    from store.postgres_server import NotInstalledError, running  # noqa: PLC0415 - most tests need no driver

    try:
        with running() as url:
            yield url
    except NotInstalledError as error:
        pytest.skip(str(error))
