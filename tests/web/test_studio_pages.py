"""The pages that only a studio has, in a real browser: four languages, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from web.serving import KEY
from web.studio_server import PASSWORD, RECORDS, Server, invited, member, studio_server

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
LOOKS = [("en", 1280, "light"), ("fr", 360, "light"), ("nl", 1280, "dark"), ("vi", 360, "dark")]
EMAIL = "mara@noord.example"


@pytest.fixture(scope="module")
def server(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_server(postgres, tmp_path_factory.mktemp("pages"), "pages") as one:
        mara = member(one, one.studio("Atelier Noord", EMAIL), EMAIL, "Mara")
        invited(mara, "jo@noord.example", "Jo Verbruggen")
        mara.bring(RECORDS / "clients.csv", RECORDS / "time.csv")
        yield one


def looked_at(page: Page, width: int) -> None:
    """axe finds nothing, nothing sticks out, and no key is without words."""
    expect(page.locator("progress")).to_have_count(0, timeout=90_000)
    found = Axe().run(page)
    assert not [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]], (
        page.url
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert not KEY.findall(page.locator("body").inner_text()), page.url


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_a_studios_pages(browser: Browser, server: Server, language: str, width: int, colours: str) -> None:
    """From the door to an authenticator app, by keyboard and without a complaint of the browser."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        locale=language,
        color_scheme="dark" if colours == "dark" else "light",
    )
    context.set_default_timeout(60_000)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{server.root}/clients/")
    assert page.url.endswith("/sign-in/")
    looked_at(page, width)
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    for path in ("/studio/", "/studio/trail/", "/account/"):
        page.goto(server.root + path)
        looked_at(page, width)
    page.fill("form:has(button[value=begin]) input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".scan svg").wait_for()
    looked_at(page, width)
    context.close()
    assert not complaints
