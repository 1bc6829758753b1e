"""The tools an assistant is offered, and what each answers: the table of questions, and nothing beside it
but, where that is allowed, two that mark what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodterms import desk
from goodterms.faces.asking import words_of
from goodterms.faces.mcp.records import Memory, OwnRecords
from goodterms.faces.plain import Json
from goodterms.faces.planning import MOVES as KEPT_AS
from goodterms.faces.planning import keep_moves
from goodterms.faces.programs import shapes
from goodterms.faces.programs.answering import Asked, UnansweredError, client_called, told_apart
from goodterms.faces.programs.kinds import SENTENCE, Choice
from goodterms.faces.programs.questions import CLIENT, LANG, QUESTIONS, Parameter, Question, read
from goodterms.faces.records import Day
from goodterms.parting.journey import journey, move_of
from goodterms.records.aside import TAKEN_BACK
from goodterms.records.model import MOVES, Move
from goodterms.terms.evidence import Evidence, Problem, Text

if TYPE_CHECKING:
    from goodterms.faces.words import Words

_MARKS = (
    CLIENT,
    Parameter(
        "step", Choice(tuple(one for one in MOVES if one != TAKEN_BACK)), "What was decided or done.", True
    ),
    Parameter("value", SENTENCE, "A day, a number of days, a channel or a name, where the step needs one."),
    Parameter("note", SENTENCE, "A word beside it."),
)
MARK = Question(
    "mark", "", "Mark a step of leaving",
    "Keeps in the plan that something was decided or done. Only when the freelancer said so.",
    lambda _: {}, shapes.MARKED, _MARKS, is_judged=False,
)  # fmt: skip
TAKE_BACK = Question(
    "take-back", "", "Take back what was marked last",
    "The latest step that was marked for a client does not count any more; it stays in the history.",
    lambda _: {}, shapes.MARKED, (CLIENT,), is_judged=False,
)  # fmt: skip
WRITES = (MARK, TAKE_BACK)


class Tools:
    """What is offered to one assistant, while it is connected."""

    def __init__(
        self,
        place: Path | None,
        *,
        lang: str | None = None,
        may_write: bool = False,
        with_feelings: bool = False,
    ) -> None:
        self._place = place
        self._lang = lang
        self._with_feelings = with_feelings
        self._memory = Memory()
        self.offered = {
            one.name.replace("-", "_"): one for one in (*QUESTIONS, *(WRITES if may_write else ()))
        }

    def takes(self, question: Question) -> Json:
        """What a tool takes, as JSON Schema."""
        every = question.every()
        return {
            "type": "object",
            "properties": {one.name: {**one.kind.schema, "description": one.about} for one in every},
            "required": [one.name for one in every if one.is_needed],
            "additionalProperties": False,
        }

    def words(self, told: Mapping[str, Any]) -> Words:
        """The words of the language that was asked for."""
        asked = told.get(LANG.name)
        return words_of(asked if isinstance(asked, str) else self._lang)

    def answer(self, name: str, told: dict[str, Any]) -> Json:
        """The document; UnansweredError says why there is none."""
        question = self.offered[name]
        values = read(question.every(), told)
        today: date | None = values.get("as_of")
        day = Day(
            today or date.today(),  # noqa: DTZ011 - the user's own day, where the user is
            today is None,
            values.get("playbook", ""),
            self._with_feelings,
        )
        records = self._records(day)
        client = client_called(values["client"], records) if "client" in values else ""
        asked = Asked(records, values, self.words(values), client)
        return told_apart(_mark(asked, question) if question in WRITES else question.answer(asked), records)

    def _records(self, day: Day) -> OwnRecords:
        return OwnRecords(self._place, day, self._memory)


def _mark(asked: Asked, question: Question) -> Json:
    """Keeps what was marked, or takes the last mark back."""
    own = [filed for filed in asked.records.book.moves if filed.client == asked.client]
    move = _marked(asked) if question is MARK else _taken_back(asked, journey(own).moves)
    keep_moves([move])
    moves = desk.with_moves(asked.records.book, [move]).moves
    stage = journey([filed for filed in moves if filed.client == asked.client]).stage
    return {"schema": "goodterms.marked/1", "client": asked.client, "step": move.step, "stage": stage or None}


def _marked(asked: Asked) -> Move:
    value, step = asked.told.get("value", ""), asked.told["step"]
    said, day = f"{step}={value}" if value else step, asked.records.today
    note = asked.told.get("note", "")
    move = move_of(asked.client, day, said, note, Evidence(KEPT_AS, day.isoformat(), said))
    if isinstance(move, Problem):
        raise UnansweredError("unfit", Text(move.key, move.values), "value")
    return move


def _taken_back(asked: Asked, moves: tuple[Move, ...]) -> Move:
    if not moves:
        raise UnansweredError("unknown", Text("plan.nothing_to_undo", {"client": asked.client}))
    day = max(asked.records.today, moves[-1].day)
    return Move(asked.client, day, TAKEN_BACK, "", "", Evidence(KEPT_AS, day.isoformat(), TAKEN_BACK))
