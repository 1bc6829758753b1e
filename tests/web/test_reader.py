"""Words on a page, without a browser."""

from __future__ import annotations

import pytest

from goodterms.faces.web.reader import PageWords
from goodterms.faces.words import languages
from goodterms.review.playbook import names


def test_french_marks_never_begin_a_line() -> None:
    """What stands before a double mark or within guillemets stays with it, and apostrophes are curved."""
    for key in ("web.settings.who", "web.map.text", "web.what_if.misread", "review.playbook"):
        said = PageWords("fr")(key, told="a : b", playbook="x")
        assert not [
            mark for mark in (" :", " ;", " ?", " !", " »", "« ") if mark in said.replace("a : b", "")
        ]
    assert PageWords("fr")("web.what_if.misread", told="l'eau") == (
        "«\u202fl'eau\u202f» n’est pas compris\u202f; il n’en est pas tenu compte."
    )


@pytest.mark.parametrize("language", languages())
def test_every_playbook_that_comes_along_has_a_name(language: str) -> None:
    """In each language, and none twice."""
    told = {PageWords(language)(f"playbook.name.{name}") for name in names()}
    assert len(told) == len(names())
    assert not [one for one in told if one.startswith("playbook.")]
