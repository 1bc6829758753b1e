"""The house rules that a type checker and an import linter cannot see."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(importlib.util.find_spec("goodterms").origin).parent  # type: ignore[union-attr,arg-type]
BELOW_THE_DESK = ("terms", "records", "signals", "review", "parting")
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
}


def modules(*rooms: str) -> Iterator[Path]:
    """Our own modules; migrations are written by Django."""
    for room in rooms or (".",):
        yield from (path for path in (SOURCE / room).rglob("*.py") if "migrations" not in path.parts)


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Calls written as owner.name()."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield getattr(owner, "id", getattr(owner, "attr", "")), node.func.attr


def test_no_clock_below_the_desk() -> None:
    """What a room answers depends on what it is given: today is an argument."""
    asked = {
        (path.name, *call) for path in modules(*BELOW_THE_DESK) for call in calls(path) if call in CLOCKS
    }
    assert asked == set()


def test_no_room_for_everything() -> None:
    """Nothing is called utils, helpers, common or misc: a name says what is inside."""
    names = {path.stem for path in modules()}
    assert names & {"utils", "util", "helpers", "helper", "common", "misc", "tools"} == set()


def test_a_file_can_be_held_in_the_head() -> None:
    """No file of code is longer than 400 lines."""
    long = {
        path.name: lines for path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    """The first thing in a module is what it is for."""
    silent = [
        str(path.relative_to(SOURCE))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


ELSEWHERE = re.compile(r"https?://(?!127\.0\.0\.1\b|[\w.-]+\.example\b)")
"""An address that is neither this machine's own nor nobody's."""


def test_the_program_names_no_address_to_fetch() -> None:
    """There is no network at run time: no code holds an address, but for names of XML vocabularies."""
    named = {path.name for path in modules() if ELSEWHERE.search(path.read_text("utf-8"))}
    assert named == set()
