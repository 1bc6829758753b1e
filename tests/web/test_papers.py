"""The papers at the end, in the browser: what is handed over, and what a dispute would need."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from faces.commands import goodterms
from web.agreements import MARKUP, lay
from web.serving import Watched, owner_of, served, visitor

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def leaver(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody who hands over."""
    place = tmp_path_factory.mktemp("leaving")
    with owner_of(browser, place / "home", lay(place / "records")) as one:
        yield one


def papers_of(one: Watched, client: str = "Kestrel") -> Page:
    """Goes to the papers of a client."""
    one.go("/clients/")
    one.press(one.page.get_by_role("link", name=client, exact=True).first)
    one.press(one.page.locator(".rooms").get_by_role("link", name="Papers"))
    return one.page


def evidence_of(one: Watched) -> Page:
    """Goes on to the evidence file."""
    page = papers_of(one)
    one.press(page.get_by_role("link", name="Evidence file"))
    return page


def taken(page: Page, name: str) -> Path:
    """What a link gives to take along."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).click()
    return coming.value.path()


def test_the_list_is_that_of_the_command(leaver: Watched) -> None:
    """The same items in the same state, as far as they are open; passwords are never shown."""
    page = papers_of(leaver)
    told = goodterms("handover", "Kestrel", "--json", home=leaver.home).json
    assert f"{told['open']} items are still open." in page.inner_text("main h2 >> nth=0")
    assert page.locator("main section >> nth=0 >> li").count() == len(told["items"])
    assert "OVH" in page.inner_text("main")
    assert "Tulip-77" not in page.content()


def test_what_is_done_is_marked_and_taken_back(leaver: Watched) -> None:
    """The command knows of it as if it had been told there; one button takes it back."""
    page = papers_of(leaver)
    before = page.locator(".gate.closed, .gate:not(.open)").count()
    leaver.press(page.locator(".gate", has_text="OVH").get_by_role("button", name="Done"))
    assert page.locator(".gate.closed, .gate:not(.open)").count() == before - 1
    items = goodterms("handover", "Kestrel", "--json", home=leaver.home).json["items"]
    assert [one["state"] for one in items if one["name"] == "OVH"] == ["done"]
    leaver.press(page.get_by_role("button", name="Take back the last one"))
    assert page.locator(".gate.closed, .gate:not(.open)").count() == before


def test_the_paper_is_in_the_client_s_language_or_another(leaver: Watched) -> None:
    """French for who is written to in French, Vietnamese where that is chosen; the page keeps its own."""
    page = papers_of(leaver)
    paper = page.locator(".paper")
    assert paper.get_attribute("lang") == "fr"
    assert "Passation : Kestrel" in paper.inner_text()
    page.select_option("select[name=language]", "vi")
    leaver.press(page.get_by_role("button", name="Show"))
    assert page.locator(".paper").get_attribute("lang") == "vi"
    assert page.locator("html").get_attribute("lang") == "en"
    assert 'lang="vi"' in taken(page, "Web page (HTML)").read_text("utf-8")


def test_the_pack_can_be_taken_along(leaver: Watched) -> None:
    """As text, as a page, as PDF: the same paper."""
    page = papers_of(leaver)
    assert taken(page, "Text (Markdown)").read_text("utf-8").startswith("# Passation : Kestrel")
    assert "<h1>Passation : Kestrel</h1>" in taken(page, "Web page (HTML)").read_text("utf-8")
    pytest.importorskip("weasyprint")
    with page.expect_download() as coming:
        page.get_by_role("button", name="PDF").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF")


def test_what_happened_is_told_day_by_day(leaver: Watched) -> None:
    """Bills, work and what was written, each with its place; markup in a mail is text."""
    page = evidence_of(leaver)
    page.select_option("select[name=language]", "en")
    leaver.press(page.get_by_role("button", name="Show"))
    said = page.inner_text(".paper")
    assert "Invoice 2026-014 for €1,250.00, due 1 Apr 2026." in said
    assert "Mara Lind delivered “Summer menu”." in said
    assert "Mara Lind wrote to Kestrel about a payment (e-mail)." in said
    assert MARKUP in said
    assert page.locator("main img").count() == 0
    assert page.title() == "Evidence file · Kestrel · Goodterms"


def test_the_evidence_is_an_archive_that_can_be_checked(leaver: Watched, tmp_path: Path) -> None:
    """Paper, chronology and a list of digests, which agrees with them and with the files they come from."""
    archive = taken(evidence_of(leaver), "Everything (zip)")
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == ["SHA256SUMS", "chronology.json", "evidence.html"]
        opened.extractall(tmp_path / "file")
    listed = (tmp_path / "file" / "SHA256SUMS").read_text("utf-8")
    paper = (tmp_path / "file" / "evidence.html").read_bytes()
    assert f"{hashlib.sha256(paper).hexdigest()}  evidence.html\n" in listed
    assert "invoices.csv" in listed
    assert json.loads((tmp_path / "file" / "chronology.json").read_bytes())["client"] == "Kestrel"
    ran = goodterms("evidence", "--check", tmp_path / "file" / "SHA256SUMS", home=tmp_path / "home")
    assert (ran.code, "Everything is as it was." in ran.out) == (0, True)
    assert taken(evidence_of(leaver), "Text (Markdown)").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("path", ["hand-over.zip", "hand-over.exe", "evidence.pdf"])
def test_a_form_that_nobody_makes_is_not_found(leaver: Watched, path: str) -> None:
    """An address that was made up has no page."""
    here = urlsplit(papers_of(leaver).url).path
    assert leaver.page.request.get(f"{leaver.root}{here}{path}").status == 404


def test_nothing_that_is_not_on_the_list_is_done(browser: Browser, leaver: Watched) -> None:
    """An item that is not there is refused; without scripts the button does the same."""
    here = urlsplit(papers_of(leaver).url).path
    assert leaver.post(f"{here}done/", item="0" * 16) == 400
    with visitor(browser, leaver.program, scripts=False, like=leaver) as one:
        one.go(here)
        one.press(one.page.get_by_role("button", name="Done").first)
        assert "Noted: it is done." in one.page.inner_text("[role=status]")
        one.page.get_by_role("button", name="Take back the last one").click()


def test_the_invented_year_has_papers_too(browser: Browser, leaver: Watched) -> None:
    """They are looked at and taken along; nothing can be marked there."""
    with visitor(browser, leaver.program, like=leaver) as one:
        one.go("/clients/")
        one.post("/look-around/")
        one.go("/clients/")
        one.press(one.page.locator(".cards a").first)
        one.press(one.page.locator(".rooms").get_by_role("link", name="Papers"))
        assert one.page.get_by_role("button", name="Done").count() == 0
        assert taken(one.page, "Text (Markdown)").read_text("utf-8").startswith("# ")
        one.press(one.page.get_by_role("link", name="Evidence file"))
        with zipfile.ZipFile(taken(one.page, "Everything (zip)")) as opened:
            assert b"invoices.csv" in opened.read("SHA256SUMS")


def test_without_the_library_the_page_says_how_to_get_a_pdf(
    browser: Browser, leaver: Watched, tmp_path: Path
) -> None:
    """No fault of ours is shown, and the way to a PDF is."""
    (tmp_path / "weasyprint.py").write_text("raise ImportError", "utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    with served(leaver.home, PYTHONPATH=path) as other, visitor(browser, other) as one:
        one.enter()
        page = papers_of(one)
        one.press(page.get_by_role("button", name="PDF"))
        assert "No PDF" in page.inner_text("h1")
        assert page.locator(".rooms").count() == 1
