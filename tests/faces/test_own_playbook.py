"""A sheet of one's own in the data folder: every command and every program that judges can go by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from faces.commands import goodterms
from goodterms.faces.mcp.offering import Tools
from goodterms.faces.programs.answering import UnansweredError

CLIENT = "Kestrel"
INVOICES = "number,client,issued_on,due_on,paid_on,amount,currency\n" + "".join(
    f"{month},{CLIENT},2026-{month:02}-01,2026-{month:02}-15,2026-{month + 2:02}-10,800.00,EUR\n"
    for month in range(1, 9)
)
PATIENT = "".join(
    f'[numbers.{name}]\nvalue = {value}\nbecause = "I take my time."\n'
    for name, value in {"cooling_days": 9, "regular_share": 2, "settle_days": 200}.items()
)
LEAD = ("Kiosk Nine", "--referred-by", CLIENT)
COMMANDS = (("review",), ("portfolio",), ("plan", CLIENT), ("what-if", CLIENT), ("screen", *LEAD))
LOOK = ("--as-of", "2026-10-31", "--json", "--from")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with that sheet in it, and nothing else."""
    (tmp_path / "home" / "playbooks").mkdir(parents=True)
    (tmp_path / "home" / "playbooks" / "patient.toml").write_text(PATIENT, "utf-8")
    return tmp_path / "home"


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """A client who always paid late."""
    (tmp_path / "business").mkdir()
    (tmp_path / "business" / "invoices.csv").write_text(INVOICES, "utf-8")
    return tmp_path / "business"


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_goes_by_it(home: Path, business: Path, words: tuple[str, ...]) -> None:
    """Its numbers are used, and nothing is said against it."""
    usual, patient = (
        goodterms(*words, *LOOK, business, "--playbook", name, home=home).json
        for name in ("balanced", "patient")
    )
    assert usual.get("problems") == patient.get("problems")
    assert {**usual, "playbook": ""} != {**patient, "playbook": ""}


@pytest.mark.parametrize(
    "words", [*COMMANDS, ("after", CLIENT), ("draft", CLIENT)], ids=lambda words: words[0]
)
def test_it_is_named_beside_those_that_come_along(home: Path, business: Path, words: tuple[str, ...]) -> None:
    """Where somebody asks for one that is not there."""
    done = goodterms(*words, *LOOK, business, "--playbook", "nowhere", home=home)
    assert (done.code, done.out) == (2, "")
    assert "“nowhere” is none of: balanced, break-up, fire-that-client, patient." in done.err


def test_a_network_has_nobodys_own(home: Path) -> None:
    """Sheets of one person say nothing of all the others."""
    done = goodterms("network", "review", home, "--out", home, "--playbook", "patient", home=home)
    assert (done.code, done.out) == (2, "")
    assert "“patient” is none of: balanced, break-up, fire-that-client." in done.err


def test_a_program_goes_by_it(home: Path, business: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as it lies there."""
    monkeypatch.setenv("GOODTERMS_HOME", str(home))
    tools = Tools(business, lang="en")

    def plan(playbook: str) -> Any:
        return tools.answer("plan", {"client": CLIENT, "as_of": "2026-10-31", "playbook": playbook})

    assert plan("balanced") != plan("patient")
    (home / "playbooks" / "patient.toml").unlink()
    with pytest.raises(UnansweredError):
        plan("patient")
