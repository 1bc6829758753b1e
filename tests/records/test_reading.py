"""Reading files and folders, whatever lies in them."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodterms.records import reading
from goodterms.records.model import Freelancer, Invoice, Payment, TimeEntry
from goodterms.records.reading import find_files, read_paths, read_source
from goodterms.records.source import Source, decode
from shared import SHARED, needs_shared

PAYMENTS = "client,paid_on,amount,invoices\nPixel Orchard,2026-03-04,1250.00,2026-001\n"
HOURS = "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n"
ME = '[me]\nname = "Mara Lind"\ntimezone = "Europe/Brussels"\ncurrency = "EUR"\n'


def keys_of(batch: reading.Batch) -> list[str]:
    return [problem.key for problem in batch.problems]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file.empty"),
        (b"Milk, eggs, bread", "file.unknown"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "file.unknown"),
        (b"\0" * 100, "file.unknown"),
        (b"<html><body>Invoice</body></html>", "file.unknown"),
    ],
)
def test_what_nobody_knows_is_one_problem(data: bytes, key: str) -> None:
    """Nothing is guessed, and nothing is silent."""
    batch = read_source(Source("x", data))
    assert (batch.importer, batch.records, keys_of(batch)) == (None, (), [key])


def test_two_importers_that_understand_as_much_are_said() -> None:
    """Client, date, amount and invoice: a list of bills or of payments? The user is asked."""
    batch = read_source(Source("x.csv", b"client,date,amount,invoice\nPixel Orchard,2026-03-04,80,7\n"))
    assert keys_of(batch) == ["file.ambiguous"]
    assert dict(batch.problems[0].values) == {"importers": "invoices, payments"}


def test_the_profile_is_read_first_whatever_it_is_called(tmp_path: Path) -> None:
    """The zone and the currency it states hold for files that come before it by name."""
    (tmp_path / "a.csv").write_text(PAYMENTS)
    (tmp_path / "b.csv").write_text(HOURS)
    (tmp_path / "z.settings").write_text(ME)
    batches = list(read_paths([tmp_path]))
    assert [batch.source for batch in batches] == ["z.settings", "a.csv", "b.csv"]
    (payment,), (entry,) = batches[1].records, batches[2].records
    assert isinstance(payment, Payment)
    assert payment.amount.currency == "EUR"
    assert isinstance(entry, TimeEntry)
    assert entry.started.isoformat() == "2026-07-01T09:00:00+02:00"


def test_without_a_profile_a_sum_without_currency_is_a_problem(tmp_path: Path) -> None:
    """A currency is never made up; one known from before is used."""
    (tmp_path / "a.csv").write_text(PAYMENTS)
    (unknown,) = read_paths([tmp_path])
    assert keys_of(unknown) == ["csv.no_currency"]
    (known,) = read_paths([tmp_path], Freelancer(currency="GBP"))
    assert not known.problems


def test_hidden_files_and_what_systems_leave_behind_are_skipped(tmp_path: Path) -> None:
    """Nobody put them there, so nobody is told."""
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.csv").write_text(PAYMENTS)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(PAYMENTS)
    assert [found.name for found in find_files([tmp_path]).files] == ["in/a.csv"]


def test_a_file_is_met_once(tmp_path: Path) -> None:
    """A loop of links ends, and a file named twice is read once."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(PAYMENTS)
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    found = find_files([tmp_path, tmp_path / "in" / "a.csv"])
    assert [place.path.name for place in found.files] == ["a.csv"]
    assert found.refused == ()


def test_what_cannot_be_opened_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    """A link that leads nowhere, a pipe, a path that is not there: each says so."""
    (tmp_path / "a.csv").write_text(PAYMENTS)
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    batches = list(read_paths([tmp_path, tmp_path / "never"], Freelancer(currency="EUR")))
    problems = {Path(batch.source).name: keys_of(batch) for batch in batches}
    assert problems == {
        "a.csv": [],
        "gone.csv": ["file.unreadable"],
        "pipe": ["file.unreadable"],
        "never": ["file.missing"],
    }


def test_a_large_file_is_mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is not copied into memory, and reads the same."""
    seen: list[type] = []
    plain = reading.readings

    def watched(source: Source) -> Iterator[reading.Reading]:
        seen.append(type(source.data))
        return plain(source)

    monkeypatch.setattr(reading, "readings", watched)
    monkeypatch.setattr(reading, "MAPPED_FROM", 10)
    (tmp_path / "a.csv").write_text(PAYMENTS)
    (batch,) = read_paths([tmp_path], Freelancer(currency="EUR"))
    assert seen == [mmap.mmap]
    assert len(batch.records) == 1


def test_one_broken_byte_does_not_spoil_the_other_letters() -> None:
    """A UTF-8 text with a damaged letter stays UTF-8; a page of Windows-1252 is read as what it is."""
    text = "Café Nijlpaard, Québec, crème brûlée"
    assert decode(text.encode() + b" \xff") == text + " \ufffd"
    assert decode(text.encode("cp1252")) == text


@needs_shared
@pytest.mark.parametrize(
    "path",
    sorted(path for path in (SHARED / "data" / "einvoice").rglob("*") if path.suffix.lower() == ".xml"),
    ids=lambda path: path.name,
)
def test_every_real_e_invoice_gives_a_record_or_a_problem(path: Path) -> None:
    """Invoices that other programs wrote: one document each, or one clear reason why not."""
    (batch,) = read_paths([path])
    invoices = [record for record in batch.records if isinstance(record, Invoice)]
    assert len(invoices) + len(batch.problems) == 1


@needs_shared
@pytest.mark.parametrize(
    "path", sorted((SHARED / "cases").glob("*/*.csv")), ids=lambda path: path.parent.name
)
def test_every_row_of_a_sound_folder_is_a_record(path: Path) -> None:
    """As many records as rows, and nothing to complain of."""
    (batch,) = read_paths([path])
    rows = len([line for line in path.read_text("utf-8").splitlines() if line.strip()]) - 1
    assert (len(batch.records), batch.problems) == (rows, ())


@pytest.mark.parametrize("number", ["1e999999", "-1e999999", "inf", "nan", "9" * 5000, "1e-999999"])
def test_a_number_beyond_reason_is_a_problem(number: str) -> None:
    """What no freelancer can mean is told, and never stops the reading."""
    profile = read_source(
        Source("me.toml", f'{ME}[money]\ncash = "{number}"\n[rules]\na = {number}\n'.encode())
    )
    table = read_source(Source("paid.csv", PAYMENTS.replace("1250.00", number).encode(), currency="EUR"))
    assert profile.problems
    assert table.problems
    assert table.records == ()
