"""What other programs may tell, and what they are not told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms import desk
from goodterms.faces.mcp.offering import Tools
from goodterms.faces.programs.answering import UnansweredError
from goodterms.faces.programs.kinds import BALANCE, DAY, NAME, SUM, Choice, Flag, Kind, Number, Whole
from goodterms.faces.programs.questions import QUESTIONS, TEXT
from shared import SHARED, needs_shared

jsonschema = pytest.importorskip("jsonschema", reason="comes with the extra mcp")
LETTER = "Dear Ann, I wish you well. My last day is 29 May."
KINDS: list[Kind] = [BALANCE, DAY, NAME, SUM, Choice(("keep", "repair")), Flag(), Number(0, 1), Whole(1, 60)]
SOMETHING = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 70), st.floats(-2, 70), st.text(max_size=210),
    st.sampled_from(["keep", "", "-3.5", "12.00"]),
    st.dates().map(date.isoformat), st.lists(st.integers(), max_size=1),
    st.from_regex(r"-?[0-9]{1,13}(\.[0-9]{1,3})?", fullmatch=True),
)  # fmt: skip


@given(st.sampled_from(KINDS), SOMETHING)
def test_what_the_schema_allows_is_read_and_nothing_else(kind: Kind, told: Any) -> None:
    """The schema that programs are shown and what is taken from them agree on every value."""
    validator = jsonschema.Draft202012Validator(kind.schema)
    is_allowed = validator.is_valid(told) and not (isinstance(told, str) and told.endswith("\n"))
    assert (kind.read(told) is not None) == is_allowed


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_number_is_never_read(kind: Kind) -> None:
    """Python's JSON lets these through; nobody counts with them."""
    assert [kind.read(float(name)) for name in ("nan", "inf", "-inf")] == [None] * 3


@given(st.dates(date(1985, 1, 1), date(2105, 12, 31)))
def test_every_day_of_a_century_is_read(day: date) -> None:
    """Leap days too; years in which no record can be are not."""
    read = DAY.read(day.isoformat())
    assert read == (day if 1990 <= day.year < 2100 else None)
    no_day = (day.replace(day=1) - timedelta(days=1)).isoformat()[:-2] + "32"
    assert DAY.read(no_day) is None


@given(
    st.sampled_from([Number(0, 1), Whole(1, 60), Flag()]),
    st.one_of(st.integers(), st.floats(0, 1), st.booleans()),
)
def test_what_stands_in_an_address_is_what_json_would_tell(kind: Kind, told: Any) -> None:
    """Spelled as JSON spells it, in any notation of numbers."""
    spelled = kind.spelled(json.dumps(told))
    assert kind.read(spelled) == kind.read(told)


def test_every_question_is_named_once_and_shaped() -> None:
    """One name, one address, one schema; only the letter to be checked is sent as a body."""
    assert len({one.name for one in QUESTIONS}) == len({one.path for one in QUESTIONS}) == len(QUESTIONS)
    assert [one.name for one in QUESTIONS if TEXT in one.parameters] == ["lint"]
    for one in QUESTIONS:
        assert ("{client}" in one.path) <= any(
            each.name == "client" and each.is_needed for each in one.parameters
        )
        assert {"schema", "kept_back"} <= {*one.shape["required"]}


@pytest.fixture
def felt(tmp_path: Path) -> Iterator[Path]:
    """A small folder in which feelings stand in a file of their own and in a diary, some misspelled."""
    (tmp_path / "feelings.csv").write_text(
        "client,date,dread,note\nKestrel,2026-03-02,4,I cannot stand it\nKestrel,2026-03-32,3,shaking\n",
        "utf-8",
    )
    (tmp_path / "diary.txt").write_text(
        "daybook\n2026-03-01 Kestrel: invoice 7 for EUR 900, due 2026-03-31\n"
        "2026-03-08 Kestrel: dread 3, stress 2\n2026-03-09 Kestrel: dread nine hundred\n",
        "utf-8",
    )
    (tmp_path / "invoices.csv").write_text(
        "number,client,issued,total,currency\n8,Kestrel,2026-13-01,9,EUR\n", "utf-8"
    )
    yield tmp_path


def test_a_line_that_tells_a_feeling_is_not_told_as_a_problem(felt: Path) -> None:
    """What could not be read beside feelings is named by its place alone; all else as ever."""
    whole = desk.take_in([felt])
    apart = desk.without_feelings(whole)
    assert len(whole.feelings) == 2
    assert (apart.feelings, apart.guts, apart.look_backs) == ((), (), ())
    assert [(one.source, one.locator) for one in apart.problems] == [
        (one.source, one.locator) for one in whole.problems
    ]
    keys = {one.source: one.key for one in apart.problems}
    assert keys["feelings.csv"] == keys["diary.txt"] == "programs.kept_back"
    assert keys["invoices.csv"] != "programs.kept_back"
    assert desk.beside_feelings(whole) >= {("feelings.csv", "line 2"), ("diary.txt", "line 3")}


def test_no_word_of_it_is_in_any_answer(felt: Path) -> None:
    """Of nobody and nothing that was felt; with leave, all of it."""
    for leave in (False, True):
        tools = Tools(felt, with_feelings=leave)
        said = str(tools.answer("review", {"as_of": "2026-04-30"}))
        assert ("I cannot stand it" in said or "dread" in said) is leave
        assert ("shaking" in said or "nine hundred" in said) is leave
        assert "Kestrel" in said


def test_broken_settings_are_told(felt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `lint.toml` that cannot be read is named; no letter is checked by half."""
    monkeypatch.setenv("GOODTERMS_HOME", str(felt))
    (felt / "lint.toml").write_text("off = 3", "utf-8")
    with pytest.raises(UnansweredError) as why:
        Tools(felt).answer("lint", {"text": LETTER})
    assert "lint.toml" in str(why.value.text.values["detail"])


@needs_shared
@pytest.mark.parametrize("case", ["fr", "vi"])
def test_documents_have_the_shape_that_is_described(case: str) -> None:
    """Of records that nobody here wrote too: no key more, none less, nothing of another type."""
    tools, day = Tools(SHARED / "cases" / case), {"as_of": "2026-06-30"}
    who = [one["client"] for one in tools.answer("clients", day)["clients"]][::6]
    for name, question in tools.offered.items():
        needs = {one.name for one in question.parameters if one.is_needed}
        for client in who if "client" in needs else [""]:
            told = {
                **day,
                **({"client": client} if client else {}),
                **({"text": LETTER} if "text" in needs else {}),
            }
            jsonschema.validate(tools.answer(name, told), question.shape)
