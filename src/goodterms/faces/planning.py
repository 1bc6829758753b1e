"""How do I leave them? The plan for one client, what was done of it, and its days for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces.asking import playbook_of, store, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.records_of import client_records, records_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.journey import Journey
    from goodterms.parting.model import Plan
    from goodterms.records.book import Book, Filed
    from goodterms.records.model import Move

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

MOVES = "moves"
"""Under this name the store keeps what was marked, as if it were a file."""


@click.command()
@click.argument("client")
@click.option(
    "--mark",
    "marks",
    multiple=True,
    metavar="STEP[=VALUE]",
    help="Say what you decided or did.",
)
@click.option("--note", default="", help="A word beside what you mark.")
@click.option("--undo", is_flag=True, help="Take back what was marked last.")
@click.option("--history", is_flag=True, help="Show all that was marked, and nothing else.")
@click.option("--ics", type=PATHS, help="Also write the steps into this file, for a calendar.")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@records_options
@shared_options
def plan(
    client: str, marks: tuple[str, ...], note: str, undo: bool, history: bool, ics: Path | None,
    playbook: str, place: Path | None, as_of: date | None, alone: bool, as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """How to leave a client well: gates, days, notice, channel, and every step.

    What you mark is kept with your records (with --from for this run only). Steps: considering, cooling=DAYS,
    preparing, told=HOW, notice, closed, reconciled; trigger_seen, contract_reviewed, contract_skipped,
    obligations_met, delivered=WHAT, exposure_settled, reread, danger, lesson; and with a day: tell_on,
    last_day, limit_date, critical_date, set_aside (their illness or holidays: no slowness counts then).

    \b
    Examples:
      goodterms plan "Harbour & Sons"
      goodterms plan Kestrel --mark considering --mark cooling=5
      goodterms plan Kestrel --mark critical_date=2026-09-01 --note "their launch"
      goodterms plan Kestrel --mark set_aside=2026-03-02/2026-03-20
      goodterms plan Kestrel --from ~/business --ics leaving.ics --json
    """
    from goodterms import desk
    from goodterms.faces import planned

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    by = playbook_of(playbook, words)
    if note and not (marks or undo):
        raise click.UsageError(words("plan.note_alone"))
    with telling(words):
        book, name = client_records(client, place, words, alone=alone)
        told = _marked(name, today, marks, note, words)
        _refuse_unknown_work(told, book, words)
        if undo:
            told.append(_undone(name, today, note, book, words))
        if told and place is None and not alone:
            keep_moves(told)
        elif told:
            click.echo(words("plan.not_kept"), err=True)
        book = desk.with_moves(book, told)
        if history:
            return _history(book, name, words, as_json=as_json)
        made = desk.plan(book, name, today, by=by)
        if place is not None:
            made = made._replace(problems=(*book.problems, *made.problems))
    if ics is not None:
        _write(ics, planned.calendar_of(made, words), words)
    if as_json:
        print_json(planned.document(made, words))
    else:
        _show(made, words)
    return LOOK if made.problems else DONE


def keep_moves(told: Sequence[Move]) -> None:
    """Keeps what was marked with the imported records, after what was marked before."""
    from goodterms.records.model import Batch, Move

    with store() as kept:
        before = [one for one in kept.records(Move) if isinstance(one, Move) and one.evidence.source == MOVES]
        every = (*before, *told)
        kept.save(Batch(MOVES, None, every), f"{MOVES} {every!r}", MOVES, whole=True)


def _marked(client: str, today: date, marks: Sequence[str], note: str, words: Words) -> list[Move]:
    """The moves that were marked; refuses one that nobody knows, or whose value cannot be."""
    from goodterms.parting.journey import move_of
    from goodterms.terms.evidence import Evidence, Problem

    told = []
    for mark in marks:
        move = move_of(client, today, mark, note, Evidence(MOVES, today.isoformat(), mark))
        if isinstance(move, Problem):
            raise click.BadParameter(words.say(move), param_hint="--mark")
        told.append(move)
    return told


def _refuse_unknown_work(told: Sequence[Move], book: Book, words: Words) -> None:
    """Refuses a delivery of something that the records do not know."""
    for move in told:
        if move.step != "delivered":
            continue
        names = [work.record.name for work in book.deliverables if work.client == move.client]
        if move.value.casefold() not in {name.casefold() for name in names}:
            known = ", ".join(dict.fromkeys(names)) or "–"
            raise click.BadParameter(
                words("cli.none_of", told=move.value, allowed=known), param_hint="--mark delivered"
            )


def _undone(client: str, today: date, note: str, book: Book, words: Words) -> Move:
    """The word that takes back the last move, on the day of that move where it is a later one; refuses where
    none stands."""
    from goodterms.parting.journey import journey
    from goodterms.records.aside import TAKEN_BACK
    from goodterms.records.model import Move
    from goodterms.terms.evidence import Evidence

    moves = journey(_own(book, client)).moves
    if not moves:
        raise click.ClickException(words("plan.nothing_to_undo", client=client))
    day = max(today, moves[-1].day)
    return Move(client, day, TAKEN_BACK, "", note, Evidence(MOVES, day.isoformat(), TAKEN_BACK))


def _own(book: Book, client: str) -> list[Filed[Move]]:
    return [filed for filed in book.moves if filed.client == client]


def _history(book: Book, client: str, words: Words, *, as_json: bool) -> int:
    from goodterms.faces import planned, terminal
    from goodterms.faces.screens import plans as screen
    from goodterms.parting.journey import journey

    way: Journey = journey(_own(book, client))
    if as_json:
        print_json(planned.history_document(client, way))
    else:
        screen.show_history(terminal.Screen(), client, way, terminal.ScreenWords(words.language))
    return DONE


def _write(path: Path, text: str, words: Words) -> None:
    """Writes a calendar file that only its owner can read, its lines ended as the standard asks."""
    from goodterms.faces.papers import written

    written(path, text.encode(), words)
    click.echo(words("plan.ics_written", path=str(path)), err=True)


def _show(made: Plan, words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens import plans as screen
    from goodterms.faces.screens import reading

    shown = terminal.ScreenWords(words.language)
    screen.show_plan(terminal.Screen(), made, shown)
    reading.show_problems(terminal.Screen(error=True), made.problems, shown)
