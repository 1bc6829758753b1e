"""Counts of a thousand and more have the locale's mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import goodterms

LINES = "".join("Quay Nine,2026-03-02T09:00,0.10,email,no\n" for _ in range(1_234))


@pytest.mark.parametrize(
    ("language", "count"), [("en", "1,234"), ("fr", "1\u202f234"), ("nl", "1.234"), ("vi", "1.234")]
)
def test_an_import_counts_as_the_reader_does(tmp_path: Path, language: str, count: str) -> None:
    """In what came in, and in what was imported so far."""
    file, home = tmp_path / "time.csv", tmp_path / "home"
    file.write_text(f"client,started,hours,activity,billable\n{LINES}", "utf-8")
    for words in (("import", file), ("import", "--history")):
        told = goodterms(*words, home=home, GOODTERMS_LANG=language).out
        assert count in told
        assert "1234" not in told
