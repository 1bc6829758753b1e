"""After the end in the browser: the watch, the look back, lessons; colleagues, sources, and who asks now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from faces.commands import goodterms
from web.serving import DEMO, Watched, owner_of

pytestmark = [pytest.mark.browser]
CLIENT = "Delta Robotics"
COLLEAGUES = """name,email,skills,languages,capacity,consent
Noor Adem,noor@adem.example,"illustration, layout",nl fr,from May,yes
Bo Arden,,web,en,,
"""


@pytest.fixture(scope="module")
def outside(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody who told one client, and whose last day there is over for half a year."""
    home, more = tmp_path_factory.mktemp("left"), tmp_path_factory.mktemp("more") / "colleagues.csv"
    more.write_text(COLLEAGUES, "utf-8")
    told = ("--mark", "told=email", "--mark", "last_day=2026-03-31", "--as-of", "2026-03-01")
    with owner_of(browser, home, DEMO, more) as one:
        assert goodterms("plan", CLIENT, *told, home=home).code in (0, 1)
        yield one


@pytest.fixture
def after(outside: Watched) -> Watched:
    """At the page of what comes after that client."""
    outside.go("/clients/")
    outside.press(outside.page.locator(".cards a", has_text=CLIENT))
    outside.press(outside.page.locator(".rooms").get_by_role("link", name="After"))
    return outside


def document(home: Path, *words: str) -> dict[str, object]:
    """What the command says of the same store."""
    told: dict[str, object] = json.loads(goodterms(*words, "--json", home=home).out)
    return told


def test_what_happened_since_the_end_is_told_with_its_places(after: Watched) -> None:
    """Hours after the last day are seen, kindly, with the records behind them (M83)."""
    text = after.page.inner_text("main")
    assert "The last day was 31 Mar 2026" in text
    assert "Hours of work for them after the end" in text
    after.page.locator(".slips summary").first.click()
    assert "time.csv, line" in after.page.locator(".slips .evidence").first.inner_text()
    assert "goodterms " not in text


def test_a_look_back_is_kept_as_the_command_keeps_it(after: Watched) -> None:
    """What is said on the page is what `goodterms after` tells of it (M84)."""
    page = after.page
    page.fill("input[name=hours]", "6")
    page.fill("input[name=evenings]", "2")
    page.select_option("select[name=mood]", "3")
    page.select_option("select[name=regret]", "0")
    page.fill("input[name=note]", "A quiet autumn")
    after.press(page.locator("#look-back button"))
    assert "hours a week back: 6" in page.inner_text("#look-back")
    back = document(after.home, "after", CLIENT)["look_back"]
    assert isinstance(back, dict)
    [said] = back["said"]
    assert (said["hours"], said["evenings"], said["mood"], said["regret"]) == (6, 2, 3, 0)
    assert said["note"] == "A quiet autumn"


def test_what_is_no_number_is_asked_again_and_nothing_is_lost(after: Watched) -> None:
    """A number that cannot be is named; the note that was typed is still there, and nothing is kept."""
    page = after.page
    page.fill("input[name=note]", "<b>still here</b>")
    page.locator("input[name=evenings]").evaluate("one => { one.type = 'text'; one.value = 'many'; }")
    after.press(page.locator("#look-back button"))
    assert "“many” is not understood" in page.inner_text("[role=alert]")
    assert page.locator("input[name=note]").input_value() == "<b>still here</b>"
    assert "still here" not in json.dumps(document(after.home, "after", CLIENT))


def test_a_lesson_is_read_before_the_next_one_is_left(after: Watched) -> None:
    """What was learned of one client stands in the plan of another."""
    page = after.page
    page.fill("textarea[name=lesson]", "Ask for a deposit first")
    after.press(page.locator("form:has(textarea) button"))
    assert "Ask for a deposit first" in page.inner_text("main")
    after.go("/clients/")
    after.press(page.locator(".cards a", has_text="Harbour"))
    after.press(page.locator(".rooms").get_by_role("link", name="Plan"))
    assert "Ask for a deposit first" in page.inner_text("main")


def test_before_the_end_there_is_nothing_to_watch(outside: Watched) -> None:
    """Of a client who was not told the page says so, and leads to the plan."""
    outside.go("/clients/")
    outside.press(outside.page.locator(".cards a", has_text="Pixel Orchard"))
    outside.press(outside.page.locator(".rooms").get_by_role("link", name="After"))
    assert "has not been told" in outside.page.inner_text("main")
    assert outside.page.locator("#look-back").count() == 0
    assert outside.page.get_by_role("link", name="Plan how to leave").is_visible()


def test_a_colleague_is_told_otherwise_and_the_file_counts_again(outside: Watched) -> None:
    """What is said on the page holds over the file; taken back, the file's word is there again."""
    page = outside.page
    outside.go("/colleagues/")
    outside.press(page.get_by_role("link", name="Bo Arden"))
    page.select_option("select[name=consent]", "yes")
    page.fill("input[name=skills]", "web, shops")
    outside.press(page.locator("form.fields button"))
    card = page.locator(".cards li", has_text="Bo Arden")
    assert "✓ agreed to be named" in card.inner_text()
    assert "web, shops" in card.inner_text()
    assert page.locator(".cards li").filter(has_text="Bo Arden").count() == 1
    outside.press(card.get_by_role("link"))
    outside.press(page.get_by_role("button", name="Forget what I said here"))
    assert "not asked yet" in page.locator(".cards li", has_text="Bo Arden").inner_text()


def test_a_new_colleague_is_added(outside: Watched) -> None:
    """With a name as hostile as it likes; without one nothing is kept."""
    page = outside.page
    outside.go("/colleagues/")
    before = page.locator(".cards li").count()
    page.locator("summary", has_text="Add a colleague").click()
    page.fill("input[name=name] >> nth=0", "<i>Ann</i> Brook")
    page.select_option("select[name=consent]", "no")
    outside.press(page.locator("details form button"))
    assert page.locator(".cards li").count() == before + 1
    assert "<i>Ann</i> Brook" in page.inner_text(".cards")


def test_sources_are_told_with_what_they_brought(outside: Watched) -> None:
    """The page names the same sources as `goodterms referrals` (M80)."""
    outside.go("/colleagues/")
    outside.press(outside.page.get_by_role("link", name="All sources"))
    sources = document(outside.home, "referrals")["sources"]
    assert isinstance(sources, list)
    assert outside.page.locator(".sources tbody tr").count() == len(sources)
    for one in sources:
        assert one["source"] in outside.page.inner_text(".sources")


def test_before_one_says_yes_the_source_is_told(outside: Watched) -> None:
    """A lead whom a former client sends is screened, and stands in no address (M81)."""
    page = outside.page
    outside.go("/colleagues/")
    page.locator("form[action='/colleagues/lead/'] input[name=name]").fill("Kiosk Nine")
    page.fill("input[name=referred_by]", CLIENT)
    outside.press(page.get_by_role("button", name="See what is known"))
    text = page.inner_text("main")
    assert f"{CLIENT} sent them, and you left {CLIENT} on 31 Mar 2026." in text
    assert "Worth asking" in text
    assert "Kiosk" not in page.url
    outside.press(page.get_by_role("button", name="Forget these names"))
    assert "Kiosk Nine" not in page.inner_text("main")
