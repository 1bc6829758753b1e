"""Who comes in, and who does not."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from web.serving import Served, Watched, visitor

pytestmark = [pytest.mark.browser]
PATHS = ["/", "/clients/", "/import/", "/clients/0123456789ab/", "/nothing/"]


def asked(one: Served, method: str, path: str, **headers: str) -> HTTPResponse:
    """A request from another program, without a browser's session."""
    connection = HTTPConnection(urlsplit(one.root).netloc, timeout=60)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_link_every_page_is_closed(filled: Served, path: str, method: str) -> None:
    """Other users of the machine get one page, that says how to come in, and no record."""
    assert asked(filled, method, path).status == 403


def test_the_link_opens_once(browser: Browser, empty: Served) -> None:
    """Who used the link stays inside; the same link is closed for the next browser."""
    with visitor(browser, empty) as first, visitor(browser, empty) as second:
        assert first.go(urlsplit(empty.link).path) == 200
        assert first.go("/import/") == 200
        assert second.go(urlsplit(empty.link).path) == 403
        assert second.go("/import/") == 403
        assert first.go(urlsplit(empty.link).path) == 200


@pytest.mark.parametrize("host", ["evil.example", "goodterms.example:80", "127.0.0.1.evil.example"])
def test_another_name_for_this_machine_is_refused(filled: Served, host: str) -> None:
    """A site that makes its name point here (DNS rebinding) gets nothing."""
    assert asked(filled, "GET", "/", Host=host).status == 400


def test_pages_keep_to_themselves(filled: Served) -> None:
    """No script, style or frame of others, no copy in the cache, no word of the software."""
    found = asked(filled, "GET", "/")
    assert "default-src 'none'" in str(found.getheader("Content-Security-Policy"))
    assert "unsafe" not in str(found.getheader("Content-Security-Policy"))
    assert found.getheader("X-Frame-Options") == "DENY"
    assert found.getheader("Referrer-Policy") == "same-origin"
    assert found.getheader("Cache-Control") == "no-store"
    assert found.getheader("Server") is None


def test_a_form_of_another_site_changes_nothing(inside: Watched) -> None:
    """Even with the session, a form without our token is refused."""
    answer = inside.page.request.post(f"{inside.root}/look-around/", form={"leave": "1"})
    assert answer.status == 403


def test_it_listens_on_this_machine_only(filled: Served) -> None:
    """The link is on 127.0.0.1, and nothing answers on another address."""
    assert urlsplit(filled.root).hostname == "127.0.0.1"
