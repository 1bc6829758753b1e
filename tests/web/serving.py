"""The program as it serves its pages: a process of its own on loopback, and a real browser in front of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from faces.commands import goodterms

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DEMO = Path(__file__).parents[2] / "src" / "goodterms" / "demo" / "records"
OTHERS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
KEY = re.compile(r"\b(?:web|review|client|import|plan|serve)\.[a-z_]+(?:\.[a-z_0-9]+)*\b")
"""What a key of the catalogue looks like that nobody translated."""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (make system installs it)")


@dataclass(frozen=True)
class Served:
    """A program that serves: the link it printed, and where it listens."""

    link: str
    home: Path
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        return self.link.partition("/open/")[0]


@contextmanager
def served(home: Path, *words: str, **environment: str) -> Iterator[Served]:
    """Starts `goodterms serve --no-browser` with its data under `home`, and ends it by its own id."""
    plain = {name: value for name, value in os.environ.items() if name not in OTHERS}
    told = plain | {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"} | environment
    command = [sys.executable, "-m", "goodterms", "serve", "--no-browser", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", env=told
    )
    assert process.stdout is not None
    try:
        yield Served(process.stdout.readline().strip(), home, process)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@dataclass
class Watched:
    """A page, and what happened on it that should not: requests to elsewhere, complaints of the browser."""

    page: Page
    program: Served
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        return self.program.root

    @property
    def home(self) -> Path:
        return self.program.home

    def enter(self) -> None:
        """Comes in by the link."""
        self.page.goto(self.program.link)
        self.settled()

    def go(self, path: str) -> int:
        """Opens an address of the program, waits until it is no longer at work, and says how it answered."""
        response = self.page.goto(self.root + path)
        assert response is not None
        self.settled()
        return response.status

    def press(self, what: Locator) -> None:
        """Presses a button or follows a link, and waits for the page that comes."""
        with self.page.expect_navigation():
            what.click()
        self.settled()

    def post(self, path: str, **told: str) -> int:
        """Sends a form with the token of the page that is open, and says how it was answered."""
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
        form = told | {"csrfmiddlewaretoken": token}
        answer = self.page.request.post(self.root + path, form=form, headers={"Origin": self.root})
        return answer.status

    def settled(self) -> None:
        """Waits until a page is whole, and while it says that it looks again by itself."""
        self.page.wait_for_load_state()
        expect(self.page.locator("progress")).to_have_count(0, timeout=90_000)


@contextmanager
def visitor(
    browser: Browser,
    one: Served,
    *,
    language: str = "en",
    width: int = 1280,
    dark: bool = False,
    scripts: bool = True,
    like: Watched | None = None,
) -> Iterator[Watched]:
    """A browser of its own in front of the program; it has nothing in common with another, but the session
    of whoever it is `like`."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 800},
        locale=language,
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(60_000)
    if like is not None:
        context.add_cookies(like.page.context.cookies())  # type: ignore[arg-type] # what it gave itself
    watched = Watched(context.new_page(), one)

    def heard(request: Request) -> None:
        if not request.url.startswith((one.root, "data:")):
            watched.elsewhere.append(request.url)

    def complained(said: ConsoleMessage) -> None:
        if said.type == "error":
            watched.complaints.append(said.text)

    watched.page.on("request", heard)
    watched.page.on("console", complained)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    try:
        yield watched
    finally:
        context.close()
        assert not watched.elsewhere


@contextmanager
def owner_of(browser: Browser, home: Path, *brought: Path) -> Iterator[Watched]:
    """Somebody inside a program of their own that knows what was brought; at the end nothing was complained
    of, but what a test took off the list."""
    for place in brought:
        assert goodterms("import", place, home=home).code in (0, 1)
    with served(home) as program, visitor(browser, program) as one:
        one.enter()
        yield one
        assert not one.complaints
