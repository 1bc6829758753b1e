"""What could not be read is shown so that all of it is seen: what is wrong in many places is said once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faces.commands import goodterms
from goodterms.faces.screens.reading import ALSO, MOST, show_problems
from goodterms.faces.terminal import Screen
from goodterms.faces.words import Words
from goodterms.terms.evidence import Problem

UNKNOWN = [Problem(f"{number:02}.xyz", "", "file.unknown") for number in range(1, 41)]
COUNTRIES = [Problem("a.csv", f"line {n}", "csv.bad_country", {"value": f"{n}X"}) for n in range(1, 41)]


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a pipe, whatever surrounds the tests."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def shown(
    problems: Sequence[Problem], capsys: pytest.CaptureFixture[str], language: str = "en"
) -> tuple[str, list[str]]:
    """The heading over these problems, and the lines below it."""
    show_problems(Screen(), problems, Words(language))
    _, heading, *lines = capsys.readouterr().out.splitlines()
    return heading, lines


def test_nothing_is_shown_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even a heading."""
    show_problems(Screen(), [], Words("en"))
    assert capsys.readouterr().out == ""


def test_one_problem_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Its file and place, and what to do; without a place only that."""
    heading, lines = shown(COUNTRIES[:1], capsys)
    assert heading == "1 thing could not be read or used"
    assert lines == ["  a.csv, line 1: “1X” is no country code. Use two letters, such as BE."]
    (line,) = shown([Problem("", "", "archive.empty")], capsys)[1]
    assert line == "  This archive holds no file."


@pytest.mark.parametrize(
    ("count", "below"),
    [
        (2, "The same: 02.xyz"),
        (1 + ALSO, "The same: 02.xyz; 03.xyz; 04.xyz; 05.xyz"),
        (2 + ALSO, "The same: 02.xyz; 03.xyz; 04.xyz; 05.xyz; and 1 more (--json lists all)"),
        (40, "The same: 02.xyz; 03.xyz; 04.xyz; 05.xyz; and 35 more (--json lists all)"),
    ],
)
def test_what_many_files_have_is_said_once(
    count: int, below: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first of them, the next ones by name, and how many more; the heading counts all."""
    heading, (first, also) = shown(UNKNOWN[:count], capsys)
    assert heading.startswith(f"{count} things")
    assert first.startswith("  01.xyz: Nobody here")
    assert also == f"    {below}"


def test_one_place_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Two cells of a line may be wrong in the same way."""
    heading, lines = shown([COUNTRIES[0], UNKNOWN[0], COUNTRIES[0]], capsys)
    assert heading.startswith("3 things")
    assert [line.partition(":")[0].strip() for line in lines] == ["a.csv, line 1", "01.xyz"]


def test_what_stands_alone_is_not_crowded_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Forty unknown files take the room of one; what does not fit is counted, place by place."""
    _, lines = shown([*UNKNOWN, COUNTRIES[0]], capsys)
    assert lines[-1].startswith("  a.csv, line 1")
    _, lines = shown([*COUNTRIES, *UNKNOWN], capsys)
    assert len(lines) == MOST + 1
    assert lines[-1] == f"  … and {80 - MOST} more; --json lists all."


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("fr", "et 1 autre (--json les donne tous)", "et 2 autres (--json les donne tous)"),
        ("nl", "en nog 1 (--json toont alles)", "en nog 2 (--json toont alles)"),
        ("vi", "và 1 chỗ nữa (--json liệt kê tất cả)", "và 2 chỗ nữa (--json liệt kê tất cả)"),
    ],
)
def test_in_other_languages(language: str, one: str, two: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the plurals that they have."""
    for count, ends in ((1, one), (2, two)):
        assert shown(UNKNOWN[: 1 + ALSO + count], capsys, language)[1][-1].endswith(ends)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(problems=st.lists(st.sampled_from([*UNKNOWN[:8], *COUNTRIES[:8]]), min_size=1))
def test_nothing_is_lost(problems: list[Problem], capsys: pytest.CaptureFixture[str]) -> None:
    """Every message is there, and every place is named or counted."""
    _, lines = shown(problems, capsys)
    words, text = Words("en"), "\n".join(lines)
    assert {text.count(words.say(one)) for one in problems} == {1}
    unknown = {one.source for one in problems if one.key == "file.unknown"}
    named = sum(text.count(name) for name in unknown)
    assert named == min(len(unknown), 1 + ALSO)
    assert (f"{len(unknown) - named} more" in text) == (len(unknown) > named)


def test_a_folder_of_unknown_files_is_two_lines(tmp_path: Path) -> None:
    """As a user sees it."""
    for number in range(7):
        (tmp_path / f"{number}.xyz").write_text(f"Sun and sand {number}.")
    ended = goodterms("inspect", tmp_path, home=tmp_path / "home")
    below = ended.out.partition("7 things could not be read or used\n")[2]
    assert [line.partition(":")[0].strip() for line in below.splitlines()] == ["0.xyz", "The same"]
