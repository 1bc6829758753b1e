"""A verdict that a tenth decides is told as such: on the screen, and to other programs (B10)."""

from pathlib import Path

import pytest

from faces.close_call import CLIENT, FAR, close_call
from faces.commands import goodterms

ASKED = ("--as-of", "2026-10-31")
SAID = {
    "en": "A close call: with all limits a tenth milder, the verdict would be “keep”.",
    "fr": "Un cas limite : avec des seuils tous plus souples d’un dixième, le verdict serait « garder ».",
    "nl": "Het scheelt weinig: met alle grenzen een tiende milder zou het oordeel “houden” zijn.",
    "vi": "Sát ranh giới: nếu mọi ngưỡng đều nới ra một phần mười, kết luận sẽ là “giữ”.",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return close_call(tmp_path_factory.mktemp("close") / "records")


def test_the_sign_stands_by_the_stability(records: Path, tmp_path: Path) -> None:
    """Only of the client it is true of, and below all clients what it means."""
    screen = goodterms("review", records, *ASKED, home=tmp_path).out
    lines = {name: next(line for line in screen.splitlines() if name in line) for name in (CLIENT, FAR)}
    assert lines[CLIENT].rstrip().endswith("% ≈")
    assert lines[FAR].rstrip().endswith("%")
    assert "≈ a close call" in screen
    (records / "none").mkdir(exist_ok=True)
    assert "≈" not in goodterms("review", records / "none", *ASKED, home=tmp_path).out


@pytest.mark.parametrize("language", SAID)
def test_one_sentence_names_the_other_verdict(records: Path, tmp_path: Path, language: str) -> None:
    """In the reader's language, with the client who was asked for."""
    asked = ("review", records, *ASKED, "--client", CLIENT, "--lang", language)
    screen = goodterms(*asked, home=tmp_path, COLUMNS="200").out
    assert SAID[language] in " ".join(screen.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_other_programs_read_the_other_verdicts(records: Path, tmp_path: Path) -> None:
    """By stricter and by milder limits; null is the same verdict. The sentence is a note."""
    told = goodterms("review", records, *ASKED, "--json", home=tmp_path).json["clients"]
    found = {one["client"]: one for one in told}
    assert found[CLIENT]["borderline"] == {"stricter": None, "milder": "keep"}
    assert found[CLIENT]["notes"][0] == SAID["en"]
    assert found[FAR]["borderline"] == {"stricter": None, "milder": None}
