"""`goodterms network` as one types it: what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import goodterms
from goodterms.network.shelves import Shelf, open_shelves
from network.invented import network


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    people = network(tmp_path / "people", 6)
    done = goodterms(
        "network", "pack", *people, "--out", tmp_path / "tables", "--buckets", "3", home=tmp_path
    )
    assert (done.code, done.out) == (0, "People packed: 6. Unchanged: 0. Taken out: 0.\n")
    return tmp_path


def test_packed_reviewed_and_shown(packed: Path) -> None:
    """Counts on the screen and as JSON; totals of six people; one person's review with names."""
    asked = ("network", "review", packed / "tables", "--out", packed / "results", "--as-of", "2026-10-31")
    first, again = (goodterms(*asked, "--json", home=packed) for _ in range(2))
    assert (first.code, first.json["people"], first.json["problems"]) == (0, 6, [])
    assert (again.json["people"], again.json["done_before"]) == (0, first.json["buckets"])
    assert '"people": 6' in (packed / "results" / "totals.json").read_text("utf-8")
    shown = goodterms("network", "show", packed / "results", packed / "people" / "person-002", home=packed)
    alone = goodterms(
        "review", packed / "people" / "person-002", "--as-of", "2026-10-31", "--json", home=packed / "other"
    )
    assert shown.json == alone.json  # who shares all reads their own review


def test_a_store_is_packed_too(tmp_path: Path) -> None:
    """The data folder of somebody who uses the program: packed again only after an import."""
    folder = network(tmp_path / "people", 3)[2]
    mine = tmp_path / "mine"
    assert goodterms("import", folder, home=mine).code == 0
    (mine / ".goodterms-network.toml").write_text('share = ["feelings", "texts", "names"]', "utf-8")
    pack = ("network", "pack", mine, "--out", tmp_path / "tables", "--json")
    counts = [goodterms(*pack, home=tmp_path).json for _ in range(3)]
    assert [(one["written"], one["unchanged"]) for one in counts] == [(1, 0), (0, 1), (0, 1)]
    asked = ("--as-of", "2026-10-31")
    goodterms("network", "review", tmp_path / "tables", "--out", tmp_path / "results", *asked, home=tmp_path)
    shown = goodterms("network", "show", tmp_path / "results", mine, home=tmp_path)
    assert shown.json == goodterms("review", *asked, "--json", home=mine).json


def test_what_is_damaged_is_told(packed: Path) -> None:
    """One line for each file on standard error, exit code 1, and the rest is done."""
    shelves = open_shelves(packed / "tables")
    shelf = next(one for bucket in range(3) if isinstance(one := shelves.shelf(bucket), Shelf))
    shelf.path("hours").write_bytes(b"no table")
    done = goodterms("network", "review", packed / "tables", "--out", packed / "results", home=packed)
    assert done.code == 1
    assert done.err.strip().endswith("This file is damaged. Its part was left out; pack it again.")
    assert str(shelf.path("hours")) in done.err
    assert done.out.startswith(f"People reviewed: {6 - len(shelf.people)},")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("pack", "--out", "tables"), "Name at least one folder"),
        (("review", "nowhere", "--out", "results"), "holds no tables"),
        (("review", "nowhere", "--out", "results", "--playbook", "kind"), "kind"),
        (("show", "nowhere", "person"), "nowhere"),
        (("show", ".", "person"), "There is no review of person"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With exit code 2."""
    monkeypatch.chdir(tmp_path)
    done = goodterms("network", *words, home=tmp_path / "home")
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(("language", "says"), [("fr", "Personnes"), ("nl", "Mensen"), ("vi", "Số người")])
def test_in_other_languages(language: str, says: str, packed: Path) -> None:
    """Screen and documents."""
    where = packed / "results"
    asked = ("network", "review", packed / "tables", "--out", where, "--lang", language)
    assert goodterms(*asked, home=packed).out.startswith(says)
