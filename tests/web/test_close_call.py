"""Pages tell of a verdict that a tenth decides, beside how stable it is (B10)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from faces.close_call import CLIENT, FAR, close_call
from web.serving import owner_of

pytestmark = [pytest.mark.browser]


def test_a_close_call_is_said_on_the_pages(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On the card of the client it is true of, and with its sentence on the client's page."""
    folder = close_call(tmp_path_factory.mktemp("close") / "records")
    with owner_of(browser, tmp_path_factory.mktemp("home"), folder) as one:
        one.go("/clients/")
        cards = {name: one.page.locator(".cards li", has_text=name) for name in (CLIENT, FAR)}
        assert "a close call" in cards[CLIENT].inner_text()
        assert "a close call" not in cards[FAR].inner_text()
        one.press(cards[CLIENT].get_by_role("link"))
        said = one.page.inner_text("main")
        assert re.search(r"Stability · \d+% · a close call", said)
        assert "with all limits a tenth milder, the verdict would be “keep”" in said
