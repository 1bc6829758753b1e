"""An assistant in front of the program: the SDK's own client, over standard input and output."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from faces.commands import goodterms, python
from goodterms import demo, desk
from goodterms.faces.cli import goodterms as command_line
from goodterms.faces.programs.questions import QUESTIONS

pytest.importorskip("mcp")

import anyio
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, Tool

DEMO = Path(demo.__file__).parent / "records"
DAY = {"as_of": "2026-10-31"}
WHO = {"client": "pixel orchard", **DAY}
LETTER = "Dear Ann,\n\nyou never paid on time, but I wish you well.\n\nMara"
WATCHED = """
import os, sys
def watch(event, told):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"):
        os._exit(97)
    if event == "import" and told[0] in ("goodterms.letters.rant", "goodterms.faces.ranting"):
        os._exit(98)
sys.addaudithook(watch)
from goodterms.__main__ import main
sys.argv[0] = "goodterms"
main()
"""
"""The program, which ends at once where it opens a line to anywhere, or a rant."""
Call = tuple[str, dict[str, Any]]
CALLS: list[Call] = [
    ("clients", DAY),
    ("review", DAY),
    ("client", WHO),
    ("plan", WHO),
    ("what_if", {**WHO, "months": 4, "cash": "8000", "share": 0.5}),
    ("contract", {"client": "Studio Vlieg", **DAY}),
    ("draft", {**WHO, "reason": "direction", "last_day": "2026-12-18", "me": "Mara"}),
    ("forecast", DAY),
    ("claims", DAY),
    ("claim", {"client": "Delta Robotics", "rate": 12, **DAY}),
    ("portfolio", DAY),
    ("lint", {"text": LETTER, **WHO}),
]


class Said(NamedTuple):
    """What an assistant heard: the tools, and the answers."""

    tools: dict[str, Tool]
    answers: list[CallToolResult]
    version: str

    def document(self, number: int) -> Any:
        assert not self.answers[number].is_error, text(self.answers[number])
        return self.answers[number].structured_content

    @property
    def documents(self) -> list[Any]:
        return [self.document(number) for number in range(len(self.answers))]


def text(answer: CallToolResult) -> str:
    return "".join(getattr(part, "text", "") for part in answer.content)


def assistant(
    *options: str | Path,
    home: Path,
    calls: list[Call],
    mode: str = "auto",
    between: Callable[[], object] = lambda: None,
) -> Said:
    """Connects, looks which tools there are, calls some one after the other, and leaves."""

    async def talk() -> Said:
        plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        server = StdioServerParameters(
            command=sys.executable,
            args=["-c", WATCHED, "mcp", *map(str, options)],
            env=plain | {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"},
        )
        with anyio.fail_after(120):
            async with Client(stdio_client(server), mode=mode) as client:
                tools = {tool.name: tool for tool in (await client.list_tools()).tools}
                answers = []
                for name, told in calls:
                    answers.append(await client.call_tool(name, told))
                    between()
                return Said(tools, answers, client.server_info.version)

    return anyio.run(talk)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nothing")


@pytest.fixture(scope="module")
def told(home: Path) -> Said:
    """What is told of the demo, as usual."""
    return assistant("--from", DEMO, home=home, calls=CALLS)


@pytest.fixture(scope="module")
def told_all(home: Path) -> Said:
    """What is told of it with feelings."""
    return assistant("--from", DEMO, "--with-feelings", home=home, calls=CALLS)


@pytest.fixture(scope="module")
def otherwise(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What is told of the same year, felt otherwise."""
    folder = tmp_path_factory.mktemp("otherwise")
    shutil.copytree(DEMO, folder, dirs_exist_ok=True)
    feel_otherwise(folder / "feelings.csv")
    return assistant("--from", folder, home=home, calls=CALLS)


def feel_otherwise(file: Path) -> None:
    """Every rating becomes another one, every note is in other words, and every gut says something else."""
    draw = random.Random(7)  # noqa: S311 - anything else will do
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(rows[0])
        for row in rows[1:]:
            writer.writerow([*row[:2], *(str(draw.randint(0, 4)) for _ in row[2:-1]), "otherwise"])
    diary = file.with_name("daybook.txt")
    said = diary.read_text("utf-8")
    assert said.count(" gut about ") > 3
    diary.write_text(re.sub(r"( gut about .*: )(keep|repair|let go)", swapped, said), "utf-8")


def swapped(gut: re.Match[str]) -> str:
    return gut[1] + ("keep" if gut[2] == "let go" else "let go")


def test_every_question_is_a_tool_and_nothing_else_is(told: Said) -> None:
    """The tools are the table; none writes, none reaches out, and no rant is among them."""
    assert set(told.tools) == {one.name.replace("-", "_") for one in QUESTIONS}
    hints = [tool.annotations for tool in told.tools.values()]
    assert all(one and one.read_only_hint and one.open_world_hint is False for one in hints)
    assert not [name for name in told.tools if "rant" in name]


def test_every_tool_answers_with_its_document(told: Said) -> None:
    """Structured and as text alike; the SDK holds each against the shape that the tool promised."""
    assert {name for name, _ in CALLS} == set(told.tools)
    for answer, document in zip(told.answers, told.documents, strict=True):
        assert json.loads(text(answer)) == document
        assert document["schema"].startswith("goodterms.")
        assert document["kept_back"] == list(desk.KEPT_BACK)


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        (1, ["review", DEMO]),
        (3, ["plan", "Pixel Orchard"]),
        (4, ["what-if", "Pixel Orchard", "--months", "4", "--cash", "8000", "--share", "0.5"]),
        (7, ["forecast"]),
        (8, ["claim"]),
        (9, ["claim", "Delta Robotics", "--rate", "12"]),
        (10, ["portfolio"]),
    ],
)
def test_it_is_what_the_command_prints(
    told_all: Said, number: int, typed: list[str | Path], tmp_path: Path
) -> None:
    """With feelings an assistant gets the document that `--json` prints, and an empty `kept_back`."""
    place = [] if DEMO in typed else ["--from", DEMO]
    words = [*typed, *place, "--as-of", "2026-10-31", "--lang", "en", "--json"]
    done = CliRunner(env={"GOODTERMS_HOME": str(tmp_path)}).invoke(
        command_line, [str(word) for word in words]
    )
    assert told_all.document(number) == {**json.loads(done.stdout), "kept_back": []}


def test_what_was_felt_changes_nothing(told: Said, otherwise: Said, told_all: Said) -> None:
    """Whatever the ratings are, an assistant hears the same, to the letter; so nothing tells them."""
    assert told.documents == otherwise.documents
    assert told.document(1)["clients"] != told_all.document(1)["clients"]


def test_no_feeling_is_named(told: Said, told_all: Said) -> None:
    """No family, signal or gut of theirs, and none of the words that stand beside the ratings."""
    named = ('"feelings"', '"dread"', '"fit_style"', '"gut": "')
    said = "".join(json.dumps({**document, "kept_back": []}) for document in told.documents)
    said_all = "".join(json.dumps(document) for document in told_all.documents)
    assert [word for word in named if word not in said_all] == []
    clients = [*told.document(1)["clients"], *told.document(2)["clients"]]
    assert all(one["gut"] is None and one["gut_agrees"] is None for one in clients)
    assert all({"feelings", "fit"}.isdisjoint({*one["levels"], *one["coverage"]}) for one in clients)
    assert not {"dread", "fit_style", "stress_gap"} & {key for one in clients for key in one["measured"]}
    assert "gut" not in {gate["name"] for gate in told.document(3)["gates"]}
    with (DEMO / "feelings.csv").open(encoding="utf-8", newline="") as file:
        notes = [row["note"] for row in csv.DictReader(file) if len(row["note"]) > 8]
    assert notes
    assert [note for note in notes if json.dumps(note)[1:-1] in said] == []


def test_no_mail_is_told(told_all: Said) -> None:
    """Quotes stand as evidence; no mail of more than a line is in any answer."""
    said = "".join(text(answer) for answer in told_all.answers)
    mails = [one.record.text for one in desk.take_in([DEMO]).messages if len(one.record.text) > 120]
    assert mails
    assert [mail for mail in mails if json.dumps(mail, ensure_ascii=False)[1:-1] in said] == []


@pytest.fixture(scope="module")
def wrong(home: Path) -> Said:
    """What is told where there is no answer."""
    calls: list[Call] = [
        ("client", {"client": "Nobody & Co"}),
        ("client", {}),
        ("review", {"as_of": "2026-02-30"}),
        ("review", {"asof": "2026-02-28"}),
        ("draft", {"client": "Harbour & Sons", "reason": "fit", **DAY}),
        ("lint", {"text": "Sehr geehrte Frau Schmidt, leider muss ich unsere Zusammenarbeit beenden."}),
        ("rant", {}),
        ("mark", {**WHO, "step": "considering"}),
        ("what_if", {**WHO, "months": 61}),
    ]
    return assistant("--from", DEMO, "--with-feelings", home=home, calls=calls)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "No client is called Nobody & Co. There are: Harbour & Sons"),
        (1, "client is missing."),
        (2, "The value of as_of is not allowed"),
        (3, "There is no parameter asof."),
        (4, "(feelings.csv, line"),
        (5, "not certain which language"),
        (6, "There is no tool rant. There are: clients, review"),
        (7, "There is no tool mark."),
        (8, "The value of months is not allowed"),
    ],
)
def test_where_there_is_no_answer_one_sentence_says_why(wrong: Said, number: int, expected: str) -> None:
    """As an error of the tool, which an assistant can read and mend; never as a guess."""
    assert wrong.answers[number].is_error
    assert expected in text(wrong.answers[number])
    assert wrong.answers[number].structured_content is None


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's records in its store."""
    home = tmp_path_factory.mktemp("kept")
    assert goodterms("import", DEMO, home=home).code in (0, 1)
    return home


def looks(home: Path) -> dict[str, str]:
    """The files there, by what is in them; not those that SQLite lays beside its own."""
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_to_ask_changes_nothing(kept: Path) -> None:
    """From the store all is answered, by the handshake of before 2026 too, and no byte of it changes."""
    before = looks(kept)
    said = assistant(home=kept, calls=CALLS, mode="legacy")
    assert [document["schema"] for document in said.documents]
    assert looks(kept) == before


def test_what_is_marked_is_kept_where_that_is_allowed(kept: Path) -> None:
    """A step that was marked stands in the plan, and can be taken back; what cannot be is refused. What is
    marked elsewhere meanwhile is seen."""
    who = {"client": "Pixel Orchard"}
    calls: list[Call] = [
        ("mark", {**who, "step": "considering"}),
        ("plan", who),
        ("take_back", who),
        ("plan", who),
        ("take_back", who),
        ("mark", {**who, "step": "cooling", "value": "soon"}),
        ("plan", who),
    ]
    typed = iter(("--mark=considering" if n == 5 else "") for n in range(len(calls)))

    def elsewhere() -> None:
        if mark := next(typed):
            goodterms("plan", "Pixel Orchard", mark, home=kept)

    said = assistant("--allow-writes", home=kept, calls=calls, between=elsewhere)
    assert said.tools["mark"].annotations is not None
    assert said.tools["mark"].annotations.read_only_hint is False
    assert [said.document(number)["stage"] for number in range(4)] == [
        "considering",
        "considering",
        None,
        None,
    ]
    assert [answer.is_error for answer in said.answers[4:6]] == [True, True]
    assert said.document(6)["stage"] == "considering"
    history = goodterms("plan", "Pixel Orchard", "--history", "--json", home=kept).json["moves"]
    assert [(move["step"], move["undone"]) for move in history if move["step"] == "considering"] == [
        ("considering", True),
        ("considering", False),
    ]


def test_without_records_everything_is_unknown(tmp_path: Path) -> None:
    """No store is made by looking; there is nobody yet. Sentences are in the command's language, unless a
    question names one."""
    calls: list[Call] = [
        ("clients", {}),
        ("client", {"client": "Ann"}),
        ("claims", {}),
        ("claims", {"lang": "vi"}),
    ]
    said = assistant("--lang", "nl", home=tmp_path, calls=calls)
    assert said.document(0)["clients"] == []
    assert said.answers[1].is_error
    assert "informatie" in said.document(2)["says"]
    assert "thông tin" in said.document(3)["says"]
    assert not any(tmp_path.iterdir())


def test_what_cannot_be_started_says_why(tmp_path: Path) -> None:
    """One line and exit code 2: nothing to write to, no such folder, and where the extra is missing."""
    for typed in (["--from", DEMO, "--allow-writes"], ["--from", tmp_path / "no"]):
        ended = goodterms("mcp", *typed, home=tmp_path)
        assert (ended.code, ended.out) == (2, "")
        assert "Traceback" not in ended.err
    bare = "import sys; sys.modules['mcp'] = sys.modules['mcp_types'] = None; sys.argv = ['goodterms', 'mcp']"
    ended = python(f"{bare}\nfrom goodterms.__main__ import main; main()", home=tmp_path)
    assert ended.code == 2
    assert 'pip install "goodterms[mcp]"' in ended.err
