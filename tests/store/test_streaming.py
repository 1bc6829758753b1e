"""A file may come piece by piece: it is saved as if it came at once, and archives as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms import desk
from goodterms.records.finding import Found
from goodterms.records.model import Batch
from goodterms.terms.evidence import Problem
from store.exported import EARLIER, EXPORT, PROBLEM, pieces


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1_000, 7_000))
def test_pieces_are_saved_like_the_whole(store: Any, size: int) -> None:
    """The same records, counts and problems, wherever the parts end; again, everything is known."""
    try:
        saved = store.save(pieces(size), "first")
        assert (saved.new, saved.problems) == (len(EXPORT.records), 1)
        assert store.records() == list(EXPORT.records)
        assert store.problems() == (PROBLEM,)
        again = store.save(pieces(1_500), "second")
        assert (again.new, again.changed, again.known, again.missing) == (0, 0, len(EXPORT.records), 0)
    finally:
        store.forget("export")


def test_equal_records_of_two_pieces_are_two(store: Any) -> None:
    """Where one comes in each of two parts, both are kept, and known the next time."""
    twice = (EXPORT.records[0], EXPORT.records[0])
    store.save(pieces(1, twice), "first")
    assert store.save(pieces(1, twice), "second").known == 2
    assert len(store.records()) == 2


def test_of_a_whole_table_what_no_piece_has_is_taken_out(store: Any) -> None:
    """Only when all parts have come is it known what is missing."""
    store.save(EARLIER, "first")
    rest = EARLIER.records[2:7]
    parts = (Batch("earlier", "csv", rest[at : at + 2]) for at in range(0, 5, 2))
    assert store.save(parts, "second", whole=True).missing == 5
    assert store.records() == list(rest)


def test_a_piece_that_fails_leaves_nothing(store: Any) -> None:
    """An error in the middle of a file: the store is as before, the file unknown."""

    def breaking() -> Iterator[Batch]:
        yield next(pieces(3_000))
        raise RuntimeError("the disk is gone")

    store.save(EARLIER, "earlier")
    with pytest.raises(RuntimeError):
        store.save(breaking(), "export")
    assert store.records() == list(EARLIER.records)
    assert not store.knows("export")


def test_what_is_saved_together_is_kept_together(store: Any) -> None:
    """Two files of an archive, and an error after them: neither is kept, and the archive is unknown."""
    with pytest.raises(KeyboardInterrupt), store.together():
        store.save(EARLIER, "zip/a", "/a.zip/a")
        store.save(EXPORT, "zip/b", "/a.zip/b")
        raise KeyboardInterrupt
    assert store.records() == []
    assert not store.knows("zip")


def test_an_archive_that_was_repaired_has_no_problems_left(store: Any) -> None:
    """What was wrong with the archive itself, or a file that it no longer holds, is wrong no more; what that
    file gave stays, and undoing brings the complaints back."""
    broken = (Problem("a.zip", "", "archive.broken"),)
    store.begin()
    store.save(Batch("a.zip", None, (), broken), "1.x", "/a.zip")
    store.save(replace(EARLIER, problems=(PROBLEM,)), "1.x/old.csv", "/a.zip/old.csv")
    store.begin()
    store.save(Batch("a.zip/new.csv", "csv"), "2.x/new.csv", "/a.zip/new.csv")
    store.finish("/a.zip", "2.x", "stamp")
    assert store.problems() == ()
    assert store.records() == list(EARLIER.records)
    assert not store.knows("1.x")
    store.undo()
    assert store.problems() == (*broken, PROBLEM)


def test_problems_of_some_files(store: Any) -> None:
    """Those of a file or of all that lies in an archive, also where another has the same name."""
    for path in ("/a.zip/x.csv", "/a.zip/y.csv", "/a.zip2/x.csv", "/A.ZIP/x.csv"):
        store.save(Batch("x.csv", None, (), (Problem("x.csv", path, "csv.empty"),)), path, path)
    assert [one.locator for one in store.problems("/a.zip")] == ["/a.zip/x.csv", "/a.zip/y.csv"]
    assert [one.locator for one in store.problems("/a.zip2/x.csv", "/nowhere")] == ["/a.zip2/x.csv"]


def test_what_was_said_of_a_file_is_remembered(store: Any, tmp_path: Path) -> None:
    """The order of dates and the stamp are those of the path, or of what lies in it."""
    found, other = Found(tmp_path / "a.zip", "a.zip"), Found(tmp_path / "a.zi", "a.zi")
    store.save(EARLIER, "content.way/x.csv", f"{found.place}/x.csv", dates="day first", stamp="5 6 7")
    assert (store.dates_of(found), store.dates_of(other)) == ("day first", "")
    assert (store.content_of(found, "5 6 7"), store.content_of(found, "5 6 8")) == ("content", "")
    assert store.content_of(other, "5 6 7") == ""
    assert store.has_read("content")
    assert not store.has_read("conten")
    store.save(EARLIER, "content.other/x.csv", f"{found.place}/x.csv")
    assert store.dates_of(found) == "day first"


def test_an_archive_that_was_left_in_the_middle_is_read_again(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped at its second file, it has given nothing; the next import gives all of it."""
    path = tmp_path / "in.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "a.csv", "number,client,issued,total,currency\n1,Pixel Orchard,2026-01-05,8.00,EUR\n"
        )
        archive.writestr("b.csv", "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n")
    plain, saves = store.save, []

    def stopped(*given: Any, **more: Any) -> Any:
        saves.append(given)
        if len(saves) == 2:
            raise KeyboardInterrupt
        return plain(*given, **more)

    monkeypatch.setattr(store, "save", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(desk.bring_in([path], store))
    assert (store.records(), store.sources()) == ([], ())
    monkeypatch.undo()
    assert [one.saved.new for one in desk.bring_in([path], store)] == [1, 1]
    assert [one.is_known for one in desk.bring_in([path], store)] == [True]
