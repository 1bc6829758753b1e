"""The fuzzer finds what is planted, and nothing in the importers for a short while."""

from __future__ import annotations

import doctest
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodterms.records.reading import sources
from goodterms.records.source import Source

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # fuzz lies beside src, as bench does: it is a tool of ours, and never shipped

from fuzz import smaller  # noqa: E402 - needs the path
from fuzz.crew import SECONDS, TOO_LONG, Crew, machine_factor  # noqa: E402 - as above
from fuzz.damage import LARGEST, Case, case_of  # noqa: E402 - as above
from fuzz.examples import Example, Target, targets  # noqa: E402 - as above
from fuzz.hunt import Find, Toll, hunt, kept_cases  # noqa: E402 - as above
from fuzz.nested import opened  # noqa: E402 - as above
from fuzz.promises import source_of  # noqa: E402 - as above
from fuzz.telling import table  # noqa: E402 - as above

SEED, CASES = 3, 24
PLANTED = """
from goodterms.terms.evidence import Problem

def recognises(source):
    return 0.0

def read(source):
    {deed}
    yield Problem(source.name, "", "file.unknown")
"""
DEEDS = {
    "raises": ("if b'#' in source.data: int('none')", "ValueError"),
    "warns": ("import warnings; b'#' in source.data and warnings.warn('look')", "UserWarning"),
    "gives something else": ("if b'#' in source.data: yield 'a line'", "read gives a str"),
    "crashes": (
        "import os; b'#' in source.data and os.kill(os.getpid(), 11)",
        "ends the process (SIGSEGV)",
    ),
    "hangs": ("while b'#' in source.data: pass", TOO_LONG),
    "eats memory": ("found = b'#' in source.data and bytes(3 << 30)", "MemoryError"),
}
MENDED = {
    "instagram": b'{"participants": [{"name": "Mara Lind"}], "messages": [{"sender_name": "Mara Lind", '
    b'"timestamp_ms": %s, "content": "Hello"}]}' % (b"9" * 400),
    "daybook": "2026-03-05 Pixel Orchard (company) {}\n".format("“a «b „c [d " * 9_000).encode(),
}
"""What the fuzzer has found, in short: a moment beyond every calendar, and quotes that are never closed."""


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(SECONDS * machine_factor()) as crew:
        yield crew


def _share_recognised(target: Target) -> float:
    """Of forty damaged files, those that the importer takes for its own, or that have it in an archive."""
    module = importlib.import_module(target.module)
    cases = (source_of(case_of(SEED, target, number)) for number in range(40))
    known = (
        any(isinstance(part, Source) and module.recognises(part) for part in sources(case)) for case in cases
    )
    return sum(known) / 40


def found_in(crew: Crew, target: Target, cases: int, kept: Path) -> tuple[Toll, list[Find]]:
    """What so many cases come to."""
    toll = Toll(target.importer)
    finds = [find for find in hunt(crew, target, SEED, range(cases), toll, kept) if find]
    return toll, finds


@pytest.mark.parametrize("name", targets())
def test_an_importer_survives_damaged_files(crew: Crew, name: str, tmp_path: Path) -> None:
    """A few dozen damaged files: records or problems, the same twice, in time, and nothing raised."""
    toll, finds = found_in(crew, targets()[name], CASES, tmp_path)
    assert [str(find) for find in finds] == []
    assert toll.cases == CASES


@pytest.mark.parametrize(("name", "data"), MENDED.items(), ids=MENDED)
def test_what_was_found_stays_mended(crew: Crew, name: str, data: bytes) -> None:
    """It broke a promise once."""
    target = targets()[name]
    assert crew.answer(target.module, Case(target.examples[0].name, data)).fault is None


@pytest.mark.parametrize(("deed", "what"), DEEDS.values(), ids=DEEDS)
def test_a_planted_fault_is_found(
    deed: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An importer that fails on one sign is caught, whichever way it fails, and the sign is what is kept."""
    (tmp_path / "planted.py").write_text(PLANTED.format(deed=deed), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    target = Target("planted", "planted", (Example("a.txt", b"a # b"),))
    toll = Toll("planted")
    with Crew(0.4) as crew:
        finds = hunt(crew, target, SEED, range(50), toll, tmp_path / "found")
        find = next(find for find in finds if find)
    assert find.fault.what == what
    assert list(toll.finds.values()) == [find]
    assert (find.kept / "small-a.txt").read_bytes() == b"#"
    ((folder, _, kept),) = kept_cases(tmp_path / "found")
    assert folder == find.kept
    assert b"#" in kept.data


def test_a_number_stands_for_a_case() -> None:
    """The same seed, importer and number give the same file; another number gives another."""
    target = targets()["episodes"]
    cases = [case_of(SEED, target, number) for number in range(200)]
    assert [case_of(SEED, target, number) for number in range(200)] == cases
    assert len({case.data for case in cases}) > 150
    assert max(len(case.data) for case in cases) <= LARGEST
    assert {case.dates for case in cases} == {"", "day first", "month first"}


PACKED = [example for target in targets().values() for example in target.examples if opened(example.data)]


@pytest.mark.parametrize("example", PACKED, ids=lambda example: example.name)
def test_what_lies_packed_can_be_damaged_where_it_lies(example: Example) -> None:
    """A file of an archive and a stream of a PDF are taken out, changed and put back; the others stay."""
    packed = opened(example.data)
    assert packed
    others = packed.parts[1:]
    again = opened(packed.pack([b"nothing of the kind", *others]))
    assert again
    assert again.parts == [b"nothing of the kind", *others]


def test_the_readers_get_beyond_the_first_sign() -> None:
    """Of every importer's damaged files some are still its own, and most of all of them."""
    shares = {name: _share_recognised(target) for name, target in targets().items()}
    assert {name: share for name, share in shares.items() if share < 0.2} == {}
    assert sum(shares.values()) / len(shares) > 0.6


def test_the_table_counts_what_was_found() -> None:
    """A line an importer, and their sum."""
    toll = Toll("camt", cases=1_200, slowest=0.5, slowest_case=7, megabytes=41.2)
    lines = table([toll, Toll("mbox", cases=3)]).splitlines()
    assert lines[1].split() == ["camt", "1,200", "0", "0.50", "s", "(case", "7)", "41", "MiB"]
    assert lines[-1].split() == ["all", "1,203", "0"]


def test_less_is_enough_to_break_it() -> None:
    """The example in the docstring holds."""
    assert doctest.testmod(smaller).failed == 0
