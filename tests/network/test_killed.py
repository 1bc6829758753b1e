"""Whoever is killed has done what is done: the next run does the rest, nothing twice, and loses nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from goodterms.network.on_duckdb import Means
from goodterms.network.packing import pack
from goodterms.network.reviewing import on_duckdb, review
from goodterms.network.schema import TABLES
from goodterms.network.shelves import Shelf, make_shelves
from network.conftest import ASKED, Packed, told
from network.invented import AS_OF

DYING = """
import os, signal, sys
from functools import partial
from pathlib import Path
from goodterms.faces.network import document
from goodterms.network.deciding import Asked
from goodterms.network.on_duckdb import Means
from goodterms.network.packing import pack
from goodterms.network.pseudonyms import Owner
from goodterms.network.reviewing import on_duckdb, review
from goodterms.network.shelves import make_shelves
from network.invented import AS_OF

what, tables, out, moment = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
calls = 0

def count(_frame, event, _argument):
    global calls
    calls += event == "call"
    if moment and calls == moment:
        os.kill(os.getpid(), signal.SIGKILL)

sys.setprofile(count)
if what == "review":
    asked = Asked(AS_OF, partial(document, language="en"))
    review(make_shelves(tables), out, asked, "en", on_duckdb(1, Means()))
else:
    pack(sorted(tables.iterdir()), make_shelves(out, 4), Owner(out.parent / "owner"), AS_OF)
sys.setprofile(None)
print(calls)
"""
"""Does a whole run and says how many functions it called, or dies when it has called so many."""


def run(what: str, source: Path, out: Path, moment: int = 0) -> int:
    """The calls of a whole run; 0 where it was killed."""
    command = [sys.executable, "-c", DYING, what, str(source), str(out), str(moment)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == (-signal.SIGKILL if moment else 0), done.stderr
    return int(done.stdout or 0)


@pytest.fixture(scope="module")
def whole(some: Packed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The results of a run that nobody disturbs, and how many calls it takes."""
    folder = tmp_path_factory.mktemp("whole")
    return folder, run("review", some.shelves.folder, folder)


@pytest.mark.parametrize("part", random.Random(31).sample(range(1, 100), 10))  # noqa: S311 - moments
def test_killed_at_a_random_moment(part: int, some: Packed, whole: tuple[Path, int], tmp_path: Path) -> None:
    """So many hundredths into the run. What was done before is not touched again, and all is as it would
    be."""
    undisturbed, calls = whole
    run("review", some.shelves.folder, tmp_path, calls * part // 100)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("bucket=*.jsonl")}
    found = review(some.shelves, tmp_path, ASKED, "en", on_duckdb(1, Means()))
    assert found.done_before == len(before)
    assert found.done_before + found.buckets == len(list(undisturbed.glob("bucket=*.jsonl")))
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in before} == before
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in undisturbed.iterdir()}
    for path in undisturbed.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("part", [20, 60, 95])
def test_packing_killed(part: int, some: Packed, whole: tuple[Path, int], tmp_path: Path) -> None:
    """Tables are old or new, never half; packed again, they are those of a pack that nobody disturbs."""
    people = some.folders[0].parent
    calls = run("pack", people, tmp_path / "undisturbed" / "tables")
    run("pack", people, tmp_path / "killed" / "tables", calls * part // 100)
    shelves = make_shelves(tmp_path / "killed" / "tables", 4)
    for bucket in range(4):
        assert isinstance(shelves.whole(bucket), Shelf | None)
    before = _people(tmp_path / "killed" / "tables")
    owner = some.owner._replace(folder=tmp_path / "killed" / "owner")
    again = pack(some.folders, shelves, owner, AS_OF)
    assert set(again.unchanged) == before
    assert len(again.written) + len(again.unchanged) == 12
    review(shelves, tmp_path / "results", ASKED, "en", on_duckdb(1, Means()))
    assert len(told(tmp_path / "results", 4)) == 12
    for bucket in range(4):
        shelf = shelves.whole(bucket)
        if isinstance(shelf, Shelf):
            assert {path.name for path in shelf.folder.iterdir()} == {
                "manifest.json", *(shelf.path(name).name for name in TABLES)
            }  # fmt: skip


def _people(folder: Path) -> set[str]:
    shelves = make_shelves(folder, 4)
    found = (shelves.shelf(bucket) for bucket in range(4))
    return {who for shelf in found if isinstance(shelf, Shelf) for who in shelf.people}
