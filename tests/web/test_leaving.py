"""The way out in the browser: the plan is marked and unmarked, the letter looked at as it is typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from faces.commands import goodterms
from web.serving import Served, Watched, served, visitor

pytestmark = [pytest.mark.browser]


@pytest.fixture
def leaver(browser: Browser, filled: Served, inside: Watched) -> Watched:  # type: ignore[misc]
    """Somebody with records, at the page of the first client."""
    with visitor(browser, filled, like=inside) as one:
        one.go("/clients/")
        one.press(one.page.locator(".cards a").first)
        yield one  # type: ignore[misc]


def room(one: Watched, name: str) -> None:
    """Goes to a room of the client."""
    one.press(one.page.locator(".rooms").get_by_role("link", name=name))


def test_a_step_is_marked_and_taken_back(leaver: Watched) -> None:
    """What is marked moves the stage; undo takes it back, and both are remembered."""
    room(leaver, "Plan")
    page = leaver.page
    assert "not begun" in page.inner_text(".lead >> nth=0")
    leaver.press(page.locator(".steps button").first)
    assert "considering it" in page.inner_text(".lead >> nth=0")
    leaver.press(page.get_by_role("button", name="Take back the last one"))
    assert "not begun" in page.inner_text(".lead >> nth=0")
    assert "(taken back)" in page.inner_text("main")


def test_danger_opens_every_gate(leaver: Watched) -> None:
    """Who is not safe has nothing to wait for (T15)."""
    room(leaver, "Plan")
    leaver.press(leaver.page.get_by_role("button", name="I am not safe"))
    assert leaver.page.locator(".gate.closed").count() == 0
    leaver.press(leaver.page.get_by_role("button", name="Take back the last one"))
    assert leaver.page.locator(".gate.closed").count() > 0


def test_the_days_come_as_a_calendar(leaver: Watched) -> None:
    """The .ics that the button gives is a calendar with the steps."""
    room(leaver, "Plan")
    with leaver.page.expect_download() as coming:
        leaver.page.get_by_role("link", name="Into my calendar").click()
    text = coming.value.path().read_text("utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "Tell them" in text


def test_what_would_hurt_is_found_while_typing(leaver: Watched) -> None:
    """A sentence that hurts is named without any button, and one key leaves it out."""
    room(leaver, "Letter")
    page = leaver.page
    letter = page.locator("#text")
    assert "Nothing was found" in page.inner_text("#findings")
    letter.press("Control+End")
    letter.press_sequentially("\n\nYou are a liar.")
    page.locator("#findings mark").first.wait_for()
    page.keyboard.press("Alt+1")
    expect(letter).not_to_have_value(re.compile("liar"))
    page.get_by_text("Nothing was found").wait_for()
    assert "My last day" in letter.input_value()


def test_the_letter_is_looked_at_without_scripts(browser: Browser, filled: Served, leaver: Watched) -> None:
    """The same by a button, for who has no scripts; what was typed is still there."""
    path = leaver.page.url.removeprefix(leaver.root) + "letter/"
    with visitor(browser, filled, scripts=False, like=leaver) as one:
        one.go(path)
        one.page.fill("#text", "Hello Ana, I am ending our work on 30 June. You are a liar. Thank you.")
        one.page.get_by_role("button", name="Look it through").click()
        assert "a liar" in one.page.inner_text("#findings mark >> nth=0")
        one.page.get_by_role("button", name=re.compile("Leave it out")).first.click()
        assert "liar" not in one.page.locator("#text").input_value()
        assert "30 June" in one.page.locator("#text").input_value()


def test_the_editor_is_as_high_as_the_letter_is_long(leaver: Watched) -> None:
    """A short chat leaves no empty page below it."""
    room(leaver, "Letter")
    rows = int(leaver.page.locator("#text").get_attribute("rows") or 0)
    leaver.go(leaver.page.url.removeprefix(leaver.root).partition("?")[0] + "?channel=chat")
    assert 4 <= int(leaver.page.locator("#text").get_attribute("rows") or 0) < rows <= 30


def test_the_letter_goes_into_a_mail_program(leaver: Watched) -> None:
    """The .eml holds subject and text, not sent yet."""
    room(leaver, "Letter")
    with leaver.page.expect_download() as coming:
        leaver.page.get_by_role("button", name="As an e-mail").click()
    text = coming.value.path().read_text("utf-8")
    assert "X-Unsent: 1" in text
    assert "Subject: Delta Robotics" in text


def test_a_rant_never_leaves_the_page(leaver: Watched) -> None:
    """Nothing is sent while it is written, nothing is there when one comes back."""
    asked: list[str] = []
    leaver.go("/rant/")
    leaver.page.on("request", lambda request: asked.append(request.url))
    leaver.page.locator("#rant").press_sequentially("They can keep their gripper.")
    leaver.page.wait_for_timeout(800)
    assert not asked
    assert leaver.page.locator("form").count() == leaver.page.locator("header form").count()
    leaver.go("/clients/")
    leaver.page.go_back()
    assert leaver.page.locator("#rant").input_value() == ""
    leaver.page.locator("#rant").press_sequentially("Again.")
    leaver.page.get_by_role("button", name="Forget it").click()
    assert leaver.page.locator("#rant").input_value() == ""


def test_what_if_takes_what_one_tells_it(leaver: Watched) -> None:
    """Cash at hand that is told moves the first month by as much; nonsense is said to be nonsense, and a sum
    that could be two is asked back."""
    room(leaver, "What if")
    page = leaver.page
    page.fill("input[name=cash]", "1,000")
    leaver.press(page.get_by_role("button", name="Work it out"))
    assert "can be read in two ways" in page.inner_text(".problem")
    page.fill("input[name=cash]", "1,000.00")
    page.fill("input[name=costs]", "100")
    leaver.press(page.get_by_role("button", name="Work it out"))
    assert page.locator("polyline").count() == 2
    page.fill("input[name=costs]", "a lot")
    leaver.press(page.get_by_role("button", name="Work it out"))
    assert "“a lot” is not understood" in page.inner_text("main")


def test_their_days_away_are_set_aside_with_one_press(browser: Browser, tmp_path: Path) -> None:
    """A note of absence is proposed with its words; taken, it is gone, and their page names the days."""
    sent, back = date.today() - timedelta(20), date.today() - timedelta(10)  # noqa: DTZ011 - as the program does
    folder, home = tmp_path / "records", tmp_path / "home"
    folder.mkdir()
    (folder / "clients.csv").write_text("name,emails\nKestrel,ines@kestrel.example\n")
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\n')
    (folder / "away.eml").write_text(
        f"From: ines@kestrel.example\nTo: mara@lind.example\nDate: {sent:%a, %d %b %Y} 10:00:00 +0000\n"
        "Subject: Out of office\nAuto-Submitted: auto-replied\nMessage-ID: <a@kestrel.example>\n\n"
        f"I am out of the office and will be back on {back:%d %B %Y}.\n"
    )
    assert goodterms("import", folder, home=home).code == 0
    with served(home) as one, visitor(browser, one) as who:
        who.enter()
        who.go("/clients/")
        who.press(who.page.locator(".cards a").first)
        room(who, "Plan")
        assert "I am out of the office and will be back on" in who.page.inner_text("main")
        who.press(who.page.get_by_role("button", name="Set these days aside"))
        assert who.page.get_by_role("button", name="Set these days aside").count() == 0
        room(who, "Evidence")
        assert "aside: what was waited for" in who.page.inner_text("main")
