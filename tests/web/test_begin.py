"""From the first page to a client's evidence, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from web.serving import DEMO, Watched

pytestmark = [pytest.mark.browser]
FILES = sorted(path for path in DEMO.iterdir() if path.is_file())


def bring(one: Watched, *files: Path) -> None:
    """Drops files on the page, and waits until they are read."""
    one.go("/import/")
    one.page.set_input_files("#files", [str(path) for path in files])
    one.page.get_by_role("button", name="Read them").click()
    one.page.get_by_role("heading", name="Bring in records").wait_for()
    one.settled()


def test_files_that_are_brought_lead_to_a_verdict(newcomer: Watched) -> None:
    """Files in, clients out: who is to be let go is seen, with the records behind it."""
    bring(newcomer, *FILES)
    page = newcomer.page
    assert "files were read" in page.inner_text("#job")
    newcomer.press(page.get_by_role("link", name="See your clients"))
    assert page.locator("section.group").first.get_by_role("heading").inner_text() == "let go"
    newcomer.press(page.locator("section.group a").first)
    page.locator("summary").first.click()
    assert "invoices.csv, line" in page.locator(".evidence").first.inner_text()


def test_the_gut_is_asked_before_anything_is_shown(newcomer: Watched) -> None:
    """To decide begins with the gut: no figure and no verdict before it has spoken (M34)."""
    bring(newcomer, *FILES)
    newcomer.go("/clients/")
    newcomer.press(newcomer.page.get_by_role("link", name="Café Nijlpaard").first)
    newcomer.press(newcomer.page.get_by_role("link", name="Decide"))
    assert newcomer.page.locator(".verdict").count() == 0
    newcomer.press(newcomer.page.get_by_role("button", name="repair"))
    assert "Your gut says repair" in newcomer.page.inner_text("main")


def test_an_import_is_taken_back(newcomer: Watched) -> None:
    """Undo leaves nothing behind."""
    bring(newcomer, *FILES)
    newcomer.press(newcomer.page.get_by_role("button", name="Undo the last import"))
    assert "records were taken back" in newcomer.page.inner_text("h1")
    newcomer.go("/")
    assert newcomer.page.get_by_role("button", name="Look around").is_visible()


def test_a_corrected_file_corrects_itself(newcomer: Watched, tmp_path: Path) -> None:
    """The same file brought again replaces what it gave, and is no second file."""
    told = tmp_path / "clients.csv"
    told.write_text("name,country\nQuayside Bikes,GB\n", "utf-8")
    bring(newcomer, told)
    told.write_text("name,country\nQuayside Boats,GB\n", "utf-8")
    bring(newcomer, told)
    newcomer.go("/clients/")
    assert "Quayside Boats" in newcomer.page.inner_text("main")
    assert "Quayside Bikes" not in newcomer.page.inner_text("main")


def test_what_could_not_be_read_is_told_with_its_place(newcomer: Watched, tmp_path: Path) -> None:
    """A line that cannot be read is named, the others are kept."""
    told = tmp_path / "invoices.csv"
    told.write_text(
        "number,client,issued,due,total,currency\n"
        "1,Quayside Bikes,2026-01-05,2026-02-04,100.00,EUR\n2,Quayside Bikes,someday,,100.00,EUR\n",
        "utf-8",
    )
    bring(newcomer, told)
    assert "invoices.csv, line 3" in newcomer.page.inner_text(".problems")


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.csv", "..%2f..%2fevil.csv", "=cmd()|' '!A0.csv"]
)
def test_hostile_names_and_cells_are_shown_as_text(newcomer: Watched, tmp_path: Path, name: str) -> None:
    """Whatever a file is called or says, it stays text."""
    told = tmp_path / name.replace("/", "_")
    told.write_text("name,emails\n<script>document.title='taken'</script>,x@quayside.example\n", "utf-8")
    bring(newcomer, told)
    newcomer.go("/clients/")
    assert "<script>" in newcomer.page.inner_text("main")
    assert newcomer.page.title() != "taken"
    assert not newcomer.complaints


def test_the_invented_year_is_only_looked_at(newcomer: Watched) -> None:
    """Looking around keeps nothing, and one is back with a single button."""
    newcomer.press(newcomer.page.get_by_role("button", name="Look around"))
    expect(newcomer.page.locator(".cards li")).to_have_count(8)
    newcomer.press(newcomer.page.get_by_role("button", name="Back to my own"))
    assert newcomer.page.get_by_role("button", name="Look around").is_visible()


def test_by_keyboard_alone(newcomer: Watched) -> None:
    """j and k walk through the clients, Enter opens one, Tab reaches everything."""
    page = newcomer.page
    with page.expect_navigation():
        page.get_by_role("button", name="Look around").press("Enter")
    newcomer.settled()
    page.locator(".cards a").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".cards a").first
    assert page.evaluate("document.activeElement.textContent") == first.inner_text()
    page.keyboard.press("Enter")
    newcomer.settled()
    assert page.locator("h1").inner_text().startswith("Delta Robotics")
