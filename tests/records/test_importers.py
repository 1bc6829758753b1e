"""Every importer, run over the files that lie beside it: nothing here names one.

A folder `importers/<name>/` holds input files and, beside each, `<file>.expected.json`:

    {"records": [as_document(record), …], "problems": [{"locator", "key", "values"}, …]}

A plain list stands for records without problems. `GOLDEN=1 pytest tests/records/test_importers.py` writes the
expected files anew, `GOLDEN=invoices` those of one importer; read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.records import document
from goodterms.records.model import Batch
from goodterms.records.reading import read_source, sources
from goodterms.records.source import Source
from goodterms.terms import shelf

SHELF = "goodterms.records.importers"
FOLDER = Path(__file__).parent / "importers"
EXPECTED = ".expected.json"
FIXTURES = sorted(path for path in FOLDER.glob("*/*") if path.is_file() and not path.name.endswith(EXPECTED))
MANGLED = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
each_fixture = pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.name}")


def source_of(path: Path, data: bytes | None = None) -> Source:
    """A fixture as the freelancer of all our examples would hand it in."""
    return Source(
        path.name,
        path.read_bytes() if data is None else data,
        zone="Europe/Brussels",
        currency="EUR",
        home="BE",
        me=("Mara Lind", "mara@lind.example"),
    )


def as_json(batch: Batch) -> dict[str, object]:
    """What an expected file holds; through JSON, so that only JSON is compared."""
    found = {
        "records": [document.as_document(record) for record in batch.records],
        "problems": [document.problem_document(problem) for problem in batch.problems],
    }
    return json.loads(json.dumps(found))


def expected_of(path: Path, batch: Batch) -> dict[str, object]:
    beside = path.with_name(path.name + EXPECTED)
    if os.environ.get("GOLDEN") in ("1", path.parent.name):
        text = json.dumps(as_json(batch), indent=1, ensure_ascii=False)
        beside.write_text(text + "\n", "utf-8")
    expected = json.loads(beside.read_text("utf-8"))
    return {"records": expected, "problems": []} if isinstance(expected, list) else expected


@each_fixture
def test_reads_what_the_file_beside_it_says(path: Path) -> None:
    """The importer that the folder is named after reads the file, to what is written down beside it."""
    batch = read_source(source_of(path))
    assert batch.importer == path.parent.name
    assert as_json(batch) == expected_of(path, batch)


@each_fixture
def test_nobody_else_understands_as_much_of_it(path: Path) -> None:
    """An importer leaves the files of its siblings to them; of an archive, what lies in it."""
    inside = next(one for one in sources(source_of(path)) if isinstance(one, Source))
    shares = {name: float(module.recognises(inside)) for name, module in shelf.modules(SHELF).items()}
    own = shares.pop(path.parent.name)
    assert 0 < own <= 1
    assert {name: share for name, share in shares.items() if share >= own} == {}


@each_fixture
def test_reads_the_same_twice(path: Path) -> None:
    """Reading leaves nothing behind: a second reading gives equal records and problems."""
    assert read_source(source_of(path)) == read_source(source_of(path))


@each_fixture
@MANGLED
@given(share=st.floats(0, 1))
def test_a_truncated_copy_is_never_silent(path: Path, share: float) -> None:
    """A file cut off anywhere gives a record or a problem, and never an exception."""
    data = path.read_bytes()
    batch = read_source(source_of(path, data[: int(len(data) * share)]))
    assert batch.records or batch.problems


@each_fixture
@MANGLED
@given(
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_a_damaged_copy_is_never_silent(path: Path, flips: list[tuple[float, int]]) -> None:
    """A file with bytes overwritten gives a record or a problem, and never an exception."""
    data = bytearray(path.read_bytes())
    for share, byte in flips:
        data[int(len(data) * share)] = byte
    batch = read_source(source_of(path, bytes(data)))
    assert batch.records or batch.problems


@each_fixture
@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_mis_encoded_copy_is_never_silent(path: Path, encoding: str) -> None:
    """A file saved in another encoding gives a record or a problem, and never an exception."""
    data = path.read_bytes().decode("utf-8", "replace").encode(encoding, "replace")
    batch = read_source(source_of(path, data))
    assert batch.records or batch.problems


@pytest.mark.parametrize("name", shelf.names(SHELF, ".py"))
def test_every_importer_has_files_of_its_own(name: str) -> None:
    """An importer nobody has tried on a file does not ship."""
    assert any(path.parent.name == name for path in FIXTURES), f"nothing in {FOLDER.name}/{name}"


@pytest.mark.parametrize("name", shelf.names(SHELF, ".py"))
def test_every_importer_says_what_its_source_is_called(name: str) -> None:
    """TITLE is what a user reads: words, and no two the same."""
    titles = [module.TITLE for module in shelf.modules(SHELF).values()]
    title = shelf.modules(SHELF)[name].TITLE
    assert title.strip() == title != ""
    assert titles.count(title) == 1


def test_no_folder_without_an_importer() -> None:
    """A folder of files that no importer answers for is a forgotten one."""
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert folders <= set(shelf.names(SHELF, ".py"))


def test_no_expected_file_without_its_input() -> None:
    """An expectation whose input is gone tests nothing."""
    inputs = {str(path) for path in FIXTURES}
    alone = [
        str(path) for path in FOLDER.rglob(f"*{EXPECTED}") if str(path).removesuffix(EXPECTED) not in inputs
    ]
    assert alone == []


def test_finding_the_importers_is_cheap() -> None:
    """Knowing every importer loads no parser: those come with the first file that needs them."""
    heavy = "lxml fast_mail_parser duckdb pyarrow django holidays".split()
    code = f"import sys\nfrom goodterms.terms import shelf\nshelf.modules({SHELF!r})\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(heavy)


@pytest.mark.parametrize("name", shelf.names(SHELF, ".py"))
def test_who_gives_messages_speaks(name: str) -> None:
    """Messages are read when the clients and their languages are known, so their importers wait: SPEAKS."""
    module = shelf.modules(SHELF)[name]
    assert ("message" in module.GIVES) == getattr(module, "SPEAKS", False)
