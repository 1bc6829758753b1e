"""Every page that can be reached: in four languages, light and dark, narrow and wide, without scripts.

Pages are found by following links, so that a new one is looked at without being named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from web.serving import KEY, Served, Watched, visitor

pytestmark = [pytest.mark.browser]
LANGUAGES = ["en", "fr", "nl", "vi"]
ENOUGH = 60
"""Pages that are looked at; many clients have the same ones."""


def paths(one: Watched) -> Iterator[str]:
    """All addresses that links lead to, each once, from the list of clients on; of every kind of page
    about somebody, or about a file, two."""
    seen, waiting, kinds = {"/clients/"}, ["/clients/"], dict[str, int]()
    while waiting and len(seen) < ENOUGH:
        path = waiting.pop(0)
        assert one.go(path) == 200, path
        yield path
        for link in one.page.locator("a[href^='/']:not([download])").all():
            found = str(link.get_attribute("href")).partition("#")[0].partition("?")[0]
            kind = re.sub(r"/[0-9a-f]{12}/", "/*/", found)
            if found not in seen and kinds.get(kind, 0) < 2:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(found)
                waiting.append(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_the_language(
    browser: Browser, filled: Served, inside: Watched, language: str
) -> None:
    """No key without words, the page says which language it is, and no complaint of the browser."""
    cookies = [
        *inside.page.context.cookies(),
        {"name": "goodterms_language", "value": language, "url": inside.root},
    ]
    with visitor(browser, filled, language=language) as one:
        one.page.context.add_cookies(cookies)  # type: ignore[arg-type] # what it gave itself
        for path in paths(one):
            assert one.page.locator("html").get_attribute("lang") == language
            said = one.page.locator("body").inner_text()
            assert not KEY.findall(said), path
            assert one.page.title().strip(" ·") != "Goodterms", path
        assert not one.complaints


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_can_be_used_by_everybody(
    browser: Browser, filled: Served, inside: Watched, width: int, *, dark: bool
) -> None:
    """axe finds nothing, and nothing sticks out at the side of a narrow screen."""
    with visitor(browser, filled, width=width, dark=dark, like=inside) as one:
        for path in paths(one):
            found = Axe().run(one.page)
            told = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]
            assert not told, path
            assert one.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_page_works_without_scripts(browser: Browser, filled: Served, inside: Watched) -> None:
    """What can be read with scripts can be read without."""
    with visitor(browser, filled, scripts=False, like=inside) as one:
        for path in ("/clients/", "/import/"):
            response = one.page.goto(one.root + path)
            assert response is not None
            assert response.status == 200
            one.page.locator("h1").wait_for()
