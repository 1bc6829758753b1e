"""What a network says of a freelancer is what `goodterms review` says: two hundred of them, on both
engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from goodterms.network.on_duckdb import Means
from goodterms.network.packing import Source, freelancer_of, pack, shared_book
from goodterms.network.results import Results
from goodterms.network.reviewing import on_duckdb, review
from goodterms.network.showing import named, review_of
from network.conftest import ASKED, Packed, alone, own, packed, told
from network.invented import AS_OF

no_spark = (
    find_spec("pyspark") is None
    or find_spec("pandas") is None
    or not (shutil.which("java") or os.environ.get("JAVA_HOME"))
)
needs_spark = pytest.mark.skipif(no_spark, reason="needs Java, PySpark and pandas")


@pytest.fixture(scope="module")
def on_one(everybody: Packed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("duckdb")
    found = review(everybody.shelves, folder, ASKED, "en", on_duckdb(1, Means()))
    assert (found.people, found.problems) == (200, ())
    return folder


def test_two_hundred_on_duckdb(everybody: Packed, on_one: Path, expected: Mapping[str, Any]) -> None:
    """Field by field: also of those without any records, in forty time zones, or with a thousand times the
    mail."""
    found = told(on_one, everybody.shelves.buckets)
    assert found.keys() == expected.keys()
    assert [who for who in expected if found[who] != expected[who]] == []


def test_who_shares_all_reads_their_own_review(everybody: Packed, on_one: Path) -> None:
    """Names, words and feelings included, it is the review of their records as they are."""
    shares = [one for one in everybody.folders if all(own(everybody, one).shared)]
    assert len(shares) == 40
    for folder in shares[::4]:
        found = review_of(on_one, folder, everybody.owner)
        assert found == alone(own(everybody, folder).book), folder


def test_who_shares_nothing_has_the_same_verdicts(everybody: Packed, on_one: Path) -> None:
    """Names put back, it is the review without feelings, but for the order of those who stand alike and the
    words of the evidence."""
    for folder in everybody.folders[5:60:5]:
        one = own(everybody, folder)
        assert not any(one.shared)
        bare = replace(one.book, feelings=(), guts=(), episodes=())
        known = everybody.owner.recall(freelancer_of(folder, everybody.owner.pseudonyms()))
        assert known is not None
        shown = review_of(on_one, folder, everybody.owner)
        assert shown is not None
        assert _comparable(named(shown, known["clients"])) == _comparable(alone(bare)), folder


def _comparable(review: dict[str, Any]) -> Any:
    """By client, in any order, without the words."""
    found = {}
    for client in review["clients"]:
        reasons = [
            {key: value for key, value in one.items() if key != "evidence"} for one in client["reasons"]
        ]
        found[client["client"]] = {**client, "reasons": reasons}
    portfolio = {
        key: review["portfolio"][key] for key in ("concentration", "season", "season_says", "left_out")
    }
    return found, portfolio, [(one["key"]) for one in review["problems"]]


def test_an_earlier_day_is_looked_at_as_it_was(some: Packed, tmp_path: Path) -> None:
    """What came later is not known yet: payments are matched without it, though numbers are pseudonyms."""
    early = AS_OF - timedelta(days=70)
    review(some.shelves, tmp_path, ASKED._replace(as_of=early), "en", on_duckdb(1, Means()))
    found = told(tmp_path, some.shelves.buckets)
    for folder in some.folders:
        who = freelancer_of(folder, some.owner.pseudonyms())
        assert found[who] == alone(own(some, folder).packed, early), folder


def test_slips_of_the_pen_are_told_on_their_day(tmp_path: Path) -> None:
    """Records of days to come are problems of today's review, with their places."""
    made = packed(tmp_path, 8, 2)
    folder = made.folders[1]
    with (folder / "time.csv").open("a", encoding="utf-8") as file:
        file.write("Kestrel,2036-10-12T09:15,1.5,production,yes\n")
    pack(made.folders, made.shelves, made.owner, AS_OF)
    review(made.shelves, tmp_path / "results", ASKED._replace(is_today=True), "en", on_duckdb(1, Means()))
    found = told(tmp_path / "results", 2)[freelancer_of(folder, made.owner.pseudonyms())]
    book = shared_book(
        Source(folder, freelancer_of(folder, made.owner.pseudonyms())), made.owner.pseudonyms()
    )[2]
    assert found == alone(book, AS_OF, is_today=True)
    assert "date.ahead" in [one["key"] for one in found["problems"]]


@needs_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")  # PySpark's own
def test_two_hundred_on_spark(
    everybody: Packed, on_one: Path, expected: Mapping[str, Any], tmp_path: Path
) -> None:
    """The same lines, letter by letter where numbers are the same to the last digit that is told."""
    from goodterms.network.on_spark import Cluster, on_spark  # noqa: PLC0415 - an extra

    work = partial(on_spark, Cluster("local[2]", 2_000))
    found = review(everybody.shelves, tmp_path, ASKED, "en", work)
    assert (found.people, found.problems) == (200, ())
    assert told(tmp_path, everybody.shelves.buckets) == expected
    heads = [Results(tmp_path).head(bucket) for bucket in range(8)]
    assert heads == [Results(on_one).head(bucket) for bucket in range(8)]
    assert [path.name for path in tmp_path.iterdir() if "tmp" in path.name] == []
