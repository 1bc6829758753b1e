"""One program with the invented freelancer's records in its own store, one browser, for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from faces.commands import goodterms
from web.serving import CHROMIUM, DEMO, QUIET, Served, Watched, served, visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Until the end of a file: while it is open an event loop runs here, which tests of other rooms may not
    have."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here (make system installs it)")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """With records in its store."""
    home = tmp_path_factory.mktemp("filled")
    assert goodterms("import", DEMO, home=home).code in (0, 1)
    with served(home) as one:
        yield one


@pytest.fixture(scope="module")
def inside(browser: Browser, filled: Served) -> Iterator[Watched]:
    """Somebody who came in by the link, and goes on from there."""
    with visitor(browser, filled) as one:
        one.enter()
        yield one


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """Without any record yet."""
    with served(tmp_path / "home") as one:
        yield one


@pytest.fixture
def newcomer(browser: Browser, empty: Served) -> Iterator[Watched]:
    """Somebody who came in and has brought nothing yet."""
    with visitor(browser, empty) as one:
        one.enter()
        yield one
