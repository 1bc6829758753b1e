"""The empty forms of a records folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodterms.records.model import Freelancer
from goodterms.records.reading import read_paths
from goodterms.records.template import templates, write_template


def test_an_empty_form_says_nothing_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    """Whoever fills in two of the forms is not told about the others."""
    written = write_template(tmp_path)
    batches = list(read_paths([tmp_path]))
    assert {path.name for path in written} == set(templates()) == {batch.source for batch in batches}
    assert all(batch.importer and not batch.problems for batch in batches)
    records = [record for batch in batches for record in batch.records]
    assert [type(record) for record in records] == [Freelancer]


def test_a_form_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    """What the user wrote stays, and is not counted among the forms written."""
    (tmp_path / "clients.csv").write_text("name,emails\nPixel Orchard,anna@pixelorchard.example\n")
    written = write_template(tmp_path)
    assert "clients.csv" not in {path.name for path in written}
    assert "Pixel Orchard" in (tmp_path / "clients.csv").read_text()
    assert write_template(tmp_path) == ()


def test_a_filled_in_form_is_read(tmp_path: Path) -> None:
    """The comments above the headings do not get in the way of the rows below."""
    write_template(tmp_path)
    with (tmp_path / "episodes.csv").open("a") as file:
        file.write("Café Nijlpaard,2026-06-11,shelved\n")
    found = {batch.importer: batch for batch in read_paths([tmp_path])}
    assert [record.evidence.quote for record in found["episodes"].records] == [
        "Café Nijlpaard,2026-06-11,shelved"
    ]


@pytest.mark.parametrize("headings", ["name", "name,country", "name,country,language"])
def test_a_table_of_names_under_the_usual_name_is_one_of_clients(tmp_path: Path, headings: str) -> None:
    """Whoever keeps a `clients.csv` means clients, however little it says; elsewhere nobody knows."""
    row = ",".join(["Quayside Bikes", "GB", "en"][: headings.count(",") + 1])
    for name, importer in (("clients.csv", "clients"), ("friends.csv", None)):
        (tmp_path / name).write_text(f"{headings}\n{row}\n", "utf-8")
        [batch] = read_paths([tmp_path / name])
        assert batch.importer == importer
