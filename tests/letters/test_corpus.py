"""What the checker finds is what careful readers found, in labelled letters of each language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from letters.labelled import Score, letters, score
from shared import SHARED, needs_shared

CORPUS = Path(__file__).parent / "corpus"
UNREAD = Path(__file__).parent / "unread"
LANGUAGES = ("en", "fr", "nl", "vi")


@cache
def own(language: str) -> Score:
    return score((one for file in CORPUS.glob(f"{language}*.jsonl") for one in letters(file)), language)


@cache
def others(language: str) -> Score:
    return score(letters(SHARED / "letters" / f"visible.{language}.jsonl"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_is_true(language: str) -> None:
    """Of a hundred findings hardly one is wrong: a good letter that is flagged is the worst outcome."""
    assert own(language).precision >= 0.95, own(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_letters_are_not_flagged(language: str) -> None:
    """Of many kinds, as people write who mean well: nothing at all is found in them."""
    good = score(letters(CORPUS / f"{language}-i.jsonl"), language)
    assert (good.flagged, good.false, good.missed) == (0, 0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_is_found(language: str) -> None:
    """Of ten weak places nine."""
    assert own(language).recall >= 0.88, own(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_that_were_not_read_for_the_sheets(language: str) -> None:
    """Nobody mended a phrase by these letters: so much is found in what comes from outside. The aim is 0.95
    and 0.80; keep them unread, and raise the figures when they rise."""
    found = score(letters(UNREAD / f"{language}-f.jsonl"), language)
    assert (found.precision >= 0.84, found.recall >= 0.72) == (True, True), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_that_say_it_obliquely(language: str) -> None:
    """Irony, a reason told in passing, a threat between the lines: a list of phrases finds a third to a half
    of it, and more than two of three findings are right. Unread as those above."""
    found = score(letters(UNREAD / f"{language}-h.jsonl"), language)
    assert (found.precision >= 0.69, found.recall >= 0.33) == (True, True), found


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_that_nobody_here_wrote(language: str) -> None:
    """In letters of other authors most is found, and hardly anything is wrong."""
    found = others(language)
    assert (found.precision >= 0.95, found.recall >= 0.8) == (True, True), found
