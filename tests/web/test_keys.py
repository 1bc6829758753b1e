"""The program by keys: where they lead, and where they are said."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from web.serving import Watched

pytestmark = [pytest.mark.browser]


def test_keys(inside: Watched) -> None:
    """? shows them, g and a letter go to a room, j and k walk through a list, and typing is left alone."""
    page = inside.page
    inside.go("/portfolio/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == page.inner_text("[data-walk] >> nth=0")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#keys")).to_be_hidden()
    for key, path in (("m", "/money/"), ("i", "/import/"), ("c", "/clients/")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"{inside.root}{path}")
        inside.settled()
    inside.go("/rant/")
    page.locator("#rant").press_sequentially("gm?")
    assert page.url == f"{inside.root}/rant/"
    assert page.locator("dialog[open]").count() == 0


def test_the_keys_have_a_page_of_their_own(inside: Watched) -> None:
    """For who has no scripts, the foot of every page leads there."""
    inside.go("/help/")
    assert "down and up through a list" in inside.page.inner_text("main")
