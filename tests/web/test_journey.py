"""The whole way, from the first page to looking back, in every language: by mouse, and by keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from goodterms.faces.web.reader import PageWords
from web.serving import DEMO, Served, Watched, visitor

pytestmark = [pytest.mark.browser]
FILES = sorted(path for path in DEMO.iterdir() if path.is_file())
CLIENT, THEIR_LANGUAGE = "Café Nijlpaard", "nl"
FAR = 400
"""Presses of Tab after which nothing more will come."""


class Hand:
    """Somebody who uses the pages in one language, with a mouse or without."""

    def __init__(self, one: Watched, language: str, *, has_mouse: bool) -> None:
        self.one, self.words, self.has_mouse = one, PageWords(language), has_mouse

    def use(self, what: Locator) -> None:
        """A click, or as many Tabs as it takes and Enter."""
        if self.has_mouse:
            what.click()
        else:
            self.reach(what)
            self.one.page.keyboard.press("Enter")
        self.one.settled()

    def reach(self, what: Locator) -> None:
        """Tab by tab, as far as it takes; a closed part is opened on the way."""
        for _ in range(FAR):
            if what.evaluate("one => one === document.activeElement"):
                return
            self.one.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {what}")

    def link(self, key: str, within: str = "main") -> Locator:
        return self.one.page.locator(within).get_by_role("link", name=self.words(key), exact=True).first

    def button(self, key: str, within: str = "main") -> Locator:
        return self.one.page.locator(within).get_by_role("button", name=self.words(key), exact=True).first

    def room(self, name: str) -> None:
        """One of the rooms of the client."""
        self.use(self.link(f"web.room.{name}", ".rooms"))

    def says(self, key: str) -> bool:
        return self.words(key) in self.one.page.inner_text("main")


@pytest.mark.parametrize(
    ("language", "has_mouse"), [("en", True), ("fr", False), ("nl", True), ("vi", False)]
)
def test_from_the_first_page_to_looking_back(
    browser: Browser, empty: Served, language: str, *, has_mouse: bool
) -> None:
    """Bring records, let the gut speak, write, plan, tell, hand over, look back a month later."""
    with visitor(browser, empty, language=language) as one:
        one.enter()
        hand = Hand(one, language, has_mouse=has_mouse)
        bring(hand, *FILES)
        assert one.page.locator("section.group").first.locator(".verdict.let_go").is_visible()
        hand.use(one.page.get_by_role("link", name=CLIENT))
        hand.room("decide")
        assert one.page.locator(".verdict").count() == 0
        hand.use(one.page.locator("main button[value=let_go]"))
        assert one.page.locator("h1 .verdict").is_visible()
        write(hand)
        leave(hand)
        look_back(hand)
        assert not one.complaints


def bring(hand: Hand, *files: Path) -> None:
    page = hand.one.page
    hand.use(hand.link("web.begin.button"))
    hand.use(hand.link("web.settings.skip"))
    page.set_input_files("#files", [str(path) for path in files])
    hand.use(hand.button("web.import.read"))
    hand.use(hand.link("web.import.to_clients"))


def write(hand: Hand) -> None:
    """A letter in the client's language, whatever the screen speaks, in which nothing would hurt."""
    hand.room("letter")
    page = hand.one.page
    assert page.locator("#text").get_attribute("lang") == THEIR_LANGUAGE
    assert "samenwerking" in page.locator("#text").input_value()
    hand.use(hand.button("web.letter.check"))
    page.get_by_text(hand.words("lint.clean")).wait_for()


def leave(hand: Hand) -> None:
    """Considering, told, and the last day was a month ago."""
    page, last = hand.one.page, date.today() - timedelta(days=35)  # noqa: DTZ011 - as the page has it
    hand.room("plan")
    hand.use(page.locator("main button[value=considering]").first)
    hand.use(page.locator("main button[value=told]").first)
    page.locator("select[name=mark]").select_option("last_day")
    day = page.locator("form.fields input[type=date]")
    day.fill(last.isoformat())
    hand.use(page.locator("form.fields button").last)
    assert hand.says("web.plan.kept")
    hand.room("papers")
    assert page.locator("h1").is_visible()


def look_back(hand: Hand) -> None:
    """What was won and lost is told, and stands there afterwards."""
    hand.room("after")
    page = hand.one.page
    page.locator("input[name=hours]").fill("6")
    page.locator("select[name=regret]").select_option("0")
    page.locator("input[name=note]").fill("Sundays are free.")
    hand.use(page.locator("#look-back form button.main"))
    assert "Sundays are free." in page.inner_text("#look-back")
