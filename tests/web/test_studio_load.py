"""Fifty people at once, in five studios, in front of a server as it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.studio_crowd import PAGES, PEOPLE, STUDIOS, at_once, studios
from web.studio_server import studio_server

pytestmark = [pytest.mark.postgres]


def test_fifty_people_at_once(postgres: str, tmp_path: Path) -> None:
    """Every page is answered, nobody gets another studio's, and ratings are kept beside it."""
    with studio_server(postgres, tmp_path, "fifty", workers=2) as server:
        seen = at_once(studios(server))
    assert len(seen) == STUDIOS * PEOPLE * (len(PAGES) + 1)
    assert {page.status for page in seen} <= {200, 302}
    assert all(page.own for page in seen)
    assert "Traceback" not in (tmp_path / "gunicorn.log").read_text("utf-8")
