"""Undocumented is unfinished: what the program has is in its documents, and what they name is in it."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click
import pytest

import goodterms
from faces.commands import goodterms as start
from goodterms.faces.cli import goodterms as command_line
from goodterms.records import formats, reading
from goodterms.records.limits import Limits
from goodterms.records.tables.form import Form
from goodterms.review import playbook
from goodterms.review.caps import CAPS
from goodterms.review.model import FAMILIES
from goodterms.review.verdict import TABLE
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.measure import signals
from goodterms.terms import shelf

ROOT = Path(__file__).resolve().parents[1]
ADDING = "docs/adding/importer.md"
SOURCE = Path(goodterms.__file__).parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINES = {"M": 84, "D": 10, "B": 25, "T": 15}
NOT_YET, PARTLY, KEPT = "not yet", "partly", "kept"
CELL = re.compile(r"`([^`]+)`")
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IMPORTERS = shelf.names(reading.SHELF, ".py")
FIXTURES = ROOT / "tests" / "records" / "importers"
DOCUMENTS = (
    "documents.py",
    "linting.py",
    "planned.py",
    "left.py",
    "screened.py",
    "papers.py",
    "claiming.py",
    "leaving_data.py",
    "portfolio.py",
    "what_if.py",
    "backing.py",
    "checking.py",
)
"""Where JSON documents are made."""
INSTALLED = {
    "default-jre-headless": "Java",
    "postgresql": "PostgreSQL",
    "dovecot-imapd": "Dovecot",
    "chromium": "Chromium",
}
"""What `make test` installs, by its Debian package."""
Row = tuple[str, ...]


class Line(NamedTuple):
    """One line of the mission: what it means, where it is kept, which tests show it."""

    id: str
    short: str
    where: str
    shown: str

    @property
    def state(self) -> str:
        return next((state for state in (NOT_YET, PARTLY) if self.where.startswith(state)), KEPT)


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def everything() -> str:
    return "\n".join(path.read_text("utf-8") for path in PAGES)


def rows(text: str) -> Iterator[Row]:
    """The rows of the tables in a text, cell by cell."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield tuple(cell.strip() for cell in line.strip("|").split(" | "))


def keyed(text: str) -> dict[str, Row]:
    """The rows that begin with a word in backticks, by that word."""
    return {row[0].strip(" `"): row[1:] for row in rows(text) if row[0].strip().startswith("`")}


@cache
def mission() -> tuple[Line, ...]:
    found = (row for row in rows(page("docs/mission.md")) if re.fullmatch(r"[MDBT]\d+", row[0]))
    return tuple(Line(*row) for row in found)


def named(line: Line) -> list[str]:
    """The paths a line names."""
    return [path for path in CELL.findall(line.where + line.shown) if "/" in path]


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def test_every_line_of_the_mission_stands_once() -> None:
    """No promise is left out, none is counted twice."""
    every = {f"{kind}{number}" for kind, most in LINES.items() for number in range(1, most + 1)}
    assert Counter(line.id for line in mission()) == Counter(every)


@pytest.mark.parametrize("line", mission(), ids=lambda line: line.id)
def test_a_line_is_short_and_says_where_it_is_kept(line: Line) -> None:
    """At most twelve words; whatever is kept names its place, and what is fully kept a test too."""
    assert 0 < len(line.short.split()) <= 12
    places = [path for path in CELL.findall(line.where) if "/" in path]
    assert places or line.state == NOT_YET
    assert line.shown == "–" or (line.state != NOT_YET and line.shown.startswith("`tests/"))
    assert line.state != KEPT or "`tests/" in line.shown


@pytest.mark.parametrize("line", mission(), ids=lambda line: line.id)
def test_what_a_line_names_exists(line: Line) -> None:
    """Every path leads to a file or folder, every test to a function of that name."""
    for told in named(line):
        path, _, function = told.partition("::")
        place = (ROOT if path.startswith("tests/") else SOURCE) / path
        assert place.exists(), told
        assert not function or function in functions(place), told


@cache
def functions(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_the_count_at_the_end_is_right() -> None:
    """How far it is, nobody counts by hand."""
    count = Counter(line.state for line in mission())
    expected = f"{count[KEPT]} lines are kept, {count[PARTLY]} partly, {count[NOT_YET]} not yet."
    assert expected in page("docs/mission.md")


def test_what_the_queries_answer_is_not_called_missing() -> None:
    """A line that a signal gives as its source is at least partly kept."""
    answered = {source for signal in signals().values() for source in signal.source.split()}
    assert answered & {line.id for line in mission() if line.state == NOT_YET} == set()


def commands(group: click.Group, above: str = "goodterms") -> dict[str, click.Command]:
    """Every command and those within it, as one types them."""
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found[f"{above} {name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{above} {name}")
    return found


@pytest.mark.parametrize("name", sorted(commands(command_line)))
def test_every_command_is_explained(name: str) -> None:
    """A command, and each of its options, is found in the documents."""
    options = (one for one in commands(command_line)[name].params if isinstance(one, click.Option))
    words = [name, *(option.opts[0] for option in options)]
    assert [word for word in words if word not in everything()] == []


def shown(path: Path) -> Iterator[str]:
    """The commands that stand in the examples of a page, without remarks."""
    for title, block in BLOCK.findall(path.read_text("utf-8")):
        for line in block.splitlines():
            prompt = r"\$ " if title == "console" or block.startswith("$ ") else r"(?:\.venv/bin/)?"
            if found := re.match(rf"\s*{prompt}goodterms (.*)", line):
                yield found[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_is_shown_can_be_typed(path: Path) -> None:
    """The examples name commands and options that exist, with values that they take."""
    for line in shown(path):
        words = re.split(r" [|>] ", line)[0]
        name, *rest = shlex.split(words, comments=True)
        if name.startswith("-"):
            continue
        command = commands(command_line)[f"goodterms {name}"]
        while isinstance(command, click.Group) and rest and rest[0] in command.commands:
            command = command.commands[rest.pop(0)]
        if not isinstance(command, click.Group) or rest:
            command.make_context(line, rest)  # a UsageError says what is wrong with it


@pytest.mark.parametrize(
    "name",
    [
        "importing",
        "clients",
        "lint",
        "plan",
        "after",
        "screen",
        "papers",
        "data",
        "claim",
        "forecast",
        "portfolio",
        "what-if",
        "network",
        "backup",
        "programs",
    ],
)
def test_a_session_goes_as_it_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has the files that a page shows and types what it types reads what it says."""
    monkeypatch.chdir(tmp_path)
    agree, told = OutputChecker(), 0
    for title, block in BLOCK.findall(page(f"docs/guide/{name}.md")):
        kind, _, file = title.partition(" ")
        if file:
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_text(block, "utf-8")
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:] if kind == "console" else ():
            line, _, says = typed.partition("\n")
            done = start(*shlex.split(line)[1:], home=tmp_path / "home")
            want, got = says.replace("…", "..."), f"{done.out}\n{done.err}"
            assert agree.check_output(want, got.strip() + "\n", ELLIPSIS | NORMALIZE_WHITESPACE), (line, got)
            told += 1
    assert told >= 5


@pytest.mark.parametrize("name", sorted(signals()))
def test_every_signal_is_explained(name: str) -> None:
    """Question, unit, family, limits, least observations and source are those of the query and the weight."""
    signal, weight = signals()[name], BY_SIGNAL.get(name)
    weighs = ("nothing", "–", "–")
    if weight is not None:
        weighs = (weight.family, " · ".join(map(number, weight.limits)), str(weight.minimum))
    expected = (signal.question, signal.unit, *weighs, signal.source)
    assert expected == keyed(page("docs/guide/signals.md"))[name]


def test_every_cap_is_explained() -> None:
    """What explains a bad value stands in the guide, with the signals it holds."""
    told = keyed(page("docs/guide/signals.md"))
    assert {cap.name: cap.signals for cap in CAPS} == {
        cap.name: tuple(CELL.findall(told[cap.name][0])) for cap in CAPS
    }


@pytest.mark.parametrize("name", shelf.names(playbook.SHELF, ".toml"))
def test_every_number_of_a_playbook_is_explained(name: str) -> None:
    """Each playbook has a section with its numbers, their values and reasons, and no others."""
    section = page("docs/guide/playbooks.md").partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]
    numbers = shelf.toml(playbook.SHELF, name)["numbers"]
    expected = {key: (number(rule["value"]), rule["because"]) for key, rule in numbers.items()}
    assert expected == keyed(section)


def test_the_decision_table_is_explained() -> None:
    """The guide has the rows of the table, in its order, with their verdicts."""
    verdicts = {row.verdict for row in TABLE}
    told = keyed(page("docs/guide/review.md")).items()
    assert [(row.name, row.verdict) for row in TABLE] == [
        (name, cells[0]) for name, cells in told if cells[0] in verdicts
    ]


def test_every_family_is_explained() -> None:
    """The families are named where the review and where the signals are explained."""
    for name in ("docs/guide/review.md", "docs/guide/signals.md"):
        assert [family for family in FAMILIES if f"`{family}`" not in page(name)] == []


def test_every_key_of_a_document_is_explained() -> None:
    """Whoever reads our JSON finds each key in the documents."""
    trees = [ast.parse((SOURCE / "faces" / file).read_text("utf-8")) for file in DOCUMENTS]
    dicts = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Dict))
    keys = {key.value for node in dicts for key in node.keys if isinstance(key, ast.Constant)}
    assert "would_change" in keys
    assert {key for key in keys if f"`{key}`" not in everything()} == set()


def test_the_table_of_formats_is_what_the_importers_say() -> None:
    """Nobody writes that page by hand; `make formats` does."""
    assert formats.page() == page("docs/guide/formats.md")


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_says_what_it_reads(name: str) -> None:
    """Plain sentences that fit into a cell, not those of another importer; they stand in the guide."""
    modules = shelf.modules(reading.SHELF)
    says: str = modules[name].READS
    assert re.fullmatch(r"[^|\n]{40,300}\.", says)
    assert [other for other, module in modules.items() if says == module.READS] == [name]
    assert keyed(page("docs/guide/formats.md"))[name][:2] == (modules[name].TITLE, says)


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_gives_what_it_says(name: str) -> None:
    """The kinds of records in its examples are those in the table, no more and no fewer."""
    kinds = set()
    for path in (FIXTURES / name).glob("*.expected.json"):
        expected = json.loads(path.read_text("utf-8"))
        kinds |= {one["kind"] for one in (expected if isinstance(expected, list) else expected["records"])}
    given: tuple[str, ...] = shelf.modules(reading.SHELF)[name].GIVES
    assert {"invoice" if kind == "credit_note" else kind for kind in kinds} == set(given)
    assert len(set(given)) == len(given)


@pytest.mark.parametrize("name", Limits._fields)
def test_every_limit_is_explained(name: str) -> None:
    """Each bound stands in the guide with its usual number and what it bounds."""
    usual, told = keyed(page("docs/guide/formats.md"))[name]
    assert int(usual.replace(",", "")) == Limits._field_defaults[name]
    assert told.endswith(".")


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_column_of_ones_own_tables_is_explained(name: str) -> None:
    """Of a table that is kept by hand each column is named, and those it needs stand in bold."""
    module = shelf.modules(reading.SHELF)[name]
    form = getattr(module, "FORM", None)
    if isinstance(form, Form) and hasattr(module, "TEMPLATE"):
        cells = keyed(page("docs/guide/records.md"))[form.file][0]
        needed = {column for columns in form.needs for column in columns.split("|")}
        assert set(form.columns) <= set(re.findall(r"\w+", cells))
        assert needed == set(re.findall(r"\*\*(\w+)\*\*", cells))


def test_whoever_writes_an_importer_is_told_all_of_it() -> None:
    """Every name by which the program knows what an importer can do stands in the page on adding one."""
    code = "\n".join(path.read_text("utf-8") for path in (SOURCE / "records").rglob("*.py"))
    asked = set(re.findall(r"(?:has|get)attr\((?:module|chosen\[1\]|modules[^\"]*), \"(\w+)\"", code))
    assert asked >= {"headers", "STREAMS", "INTRODUCES"}
    assert {name for name in asked | {"TITLE", "READS", "GIVES"} if name not in page(ADDING)} == set()


def test_every_setting_of_the_environment_is_explained() -> None:
    """A variable that the program reads is found in the documents."""
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    read = set(re.findall(r"\"(GOODTERMS_[A-Z]+|DATABASE_URL)\"", code))
    assert read >= {"GOODTERMS_HOME", "DATABASE_URL"}
    assert {name for name in read if f"`{name}`" not in everything()} == set()


@pytest.mark.parametrize("name", ["README.md", "Makefile", "tests/system_packages.sh"])
def test_what_the_tests_install_is_named(name: str) -> None:
    """Whoever types `make test` was told what comes onto the machine."""
    installed = re.findall(r'missing="\$missing (\S+)"', page("tests/system_packages.sh"))
    assert set(installed) == set(INSTALLED)
    assert [one for one in INSTALLED.values() if one not in page(name)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(path: Path) -> None:
    """A link to a file of ours leads to one."""
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
