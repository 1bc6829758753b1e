"""What now that it is over? What to leave alone, what to do well, whether it paid off, and who sent whom."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import playbook_of, store, telling, words_of
from goodterms.faces.command import DONE, LOOK, print_json, shared_options
from goodterms.faces.planning import MOVES, keep_moves
from goodterms.faces.records_of import all_records, client_records, records_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.afterwards import After
    from goodterms.records.book import Book
    from goodterms.records.model import LookBack, Move

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LOOKS = "look-backs"
"""Under this name the store keeps what was said when looking back, as if it were a file."""
MOST = {"hours": 7 * 24, "evenings": 7, "mood": 4, "regret": 4}


@click.command()
@click.argument("client")
@click.option("--look-back", is_flag=True, help="Ask how it is now, and keep your answers.")
@click.option("--hours", type=click.IntRange(0, MOST["hours"]), help="Hours a week that you have back.")
@click.option("--evenings", type=click.IntRange(0, MOST["evenings"]), help="Evenings a week, the same.")
@click.option("--mood", type=click.IntRange(0, MOST["mood"]), help="Is it better? 0 to 4, 4 is much better.")
@click.option("--regret", type=click.IntRange(0, MOST["regret"]), help="Do you regret it? 0 to 4.")
@click.option("--note", default="", help="A word beside it, such as what fills the room.")
@click.option("--lesson", default="", help="What you learned, to be read before you leave the next one.")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@records_options
@shared_options
def after(
    client: str, look_back: bool, note: str, lesson: str, playbook: str, place: Path | None,
    as_of: date | None, alone: bool, as_json: bool, lang: str | None, **told: int | None,
) -> int:  # fmt: skip
    """After the last day: what to leave alone, what to do well, and whether it paid off.

    Hours, help, answers, meetings and new talk after the end are shown with their places. What you say when
    you look back (after 30, 90 and 180 days) is kept with your records; with --from for this run only.

    \b
    Examples:
      goodterms after Kestrel
      goodterms after Kestrel --look-back
      goodterms after Kestrel --hours 6 --evenings 2 --mood 3 --regret 0
      goodterms after Kestrel --lesson "Ask for a deposit before the first draft"
    """
    from goodterms import desk

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    by = playbook_of(playbook, words)
    with telling(words):
        book, name = client_records(client, place, words, alone=alone)
        said = _said(name, today, {**told, "note": note}, words, is_asked=look_back and not as_json)
        learned = lesson_of(name, today, lesson)
        book = desk.with_moves(_with(book, said), learned)
        made = desk.after(book, name, today, by=by)
        if said is not None and made.back is None:
            raise click.ClickException(words("after.too_soon", client=name))
        _keep(said, learned, words, is_kept=place is None and not alone)
    _show(made, words, as_json=as_json)
    return LOOK if _is_open(made) else DONE


@click.command()
@records_options
@shared_options
def referrals(
    place: Path | None, as_of: date | None, alone: bool, as_json: bool, lang: str | None
) -> int:  # fmt: skip
    """Who sent whom (referred_by in clients.csv), and what came in from them, down the chain.

    \b
    Examples:
      goodterms referrals
      goodterms referrals --from ~/business --json
    """
    from goodterms.faces import left, terminal
    from goodterms.faces.screens import afterwards as screen
    from goodterms.parting.referrals import referrals as found

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        book = all_records(place, words, alone=alone)
    made = found(book, today)
    if as_json:
        print_json(left.referrals_document(made))
    else:
        screen.show_referrals(terminal.Screen(), made, terminal.ScreenWords(words.language))
    return DONE


def look_back_of(client: str, day: date, answers: Mapping[str, Any]) -> LookBack:
    """What was said when looking back on a day."""
    from goodterms.records.model import LookBack
    from goodterms.terms.evidence import Evidence

    return LookBack(client=client, day=day, **answers, evidence=Evidence(LOOKS, day.isoformat(), client))


def _said(
    client: str, day: date, told: Mapping[str, Any], words: Words, *, is_asked: bool
) -> LookBack | None:
    """What was said when looking back, before any figure is shown; None where nothing was."""
    answers = dict(told)
    if is_asked and not _is_any(told) and sys.stdin.isatty():
        answers = {name: _number(name, most, words) for name, most in MOST.items()}
        answers["note"] = _line(words("after.ask.note"))
    if not _is_any(answers):
        if is_asked:
            click.echo(words("after.nothing_said"), err=True)
        return None
    return look_back_of(client, day, answers)


def _is_any(told: Mapping[str, Any]) -> bool:
    return any(answer not in (None, "") for answer in told.values())


def _number(name: str, most: int, words: Words) -> int | None:
    """A whole number from 0 to the most; Enter says none."""
    while True:
        told = _line(words(f"after.ask.{name}"))
        if not told:
            return None
        if told.isdecimal() and len(told) < 4 and int(told) <= most:
            return int(told)
        click.echo(words("after.ask.no_number", told=told, most=most), err=True)


def _line(question: str) -> str:
    told: str = click.prompt(question, default="", show_default=False, err=True)
    return told.strip()


def lesson_of(client: str, day: date, lesson: str) -> list[Move]:
    """A lesson as it is noted on the way out; nothing where nothing was said."""
    from goodterms.records.model import Move
    from goodterms.terms.evidence import Evidence

    text = " ".join(lesson.split())
    place = Evidence(MOVES, day.isoformat(), "lesson")
    return [Move(client, day, "lesson", "", text, place)] if text else []


def _with(book: Book, said: LookBack | None) -> Book:
    """The same Book with what was just said."""
    from goodterms.records.book import Filed

    if said is None:
        return book
    return replace(book, look_backs=(*book.look_backs, Filed(said.client, 0, said)))


def _keep(said: LookBack | None, learned: list[Move], words: Words, *, is_kept: bool) -> None:
    """Keeps what was said with the imported records, after what was said before."""
    if said is None and not learned:
        return
    if not is_kept:
        click.echo(words("plan.not_kept"), err=True)
        return
    if learned:
        keep_moves(learned)
    if said is not None:
        keep_look_back(said)


def keep_look_back(said: LookBack) -> None:
    """Keeps what was said when looking back, after what was said before."""
    from goodterms.records.model import Batch, LookBack

    with store() as kept:
        told = (one for one in kept.records(LookBack) if isinstance(one, LookBack))
        every = (*(one for one in told if one.evidence.source == LOOKS), said)
        kept.save(Batch(LOOKS, None, every), f"{LOOKS} {every!r}", LOOKS, whole=True)


def _is_open(made: After) -> bool:
    """Is there something to look at: a relapse, money that is late, a look back that is due?"""
    care = made.care
    is_late = any(bill.due < care.as_of for bill in care.bills)
    return bool(care.slips) or is_late or (care.look_back is not None and care.look_back.is_due)


def _show(made: After, words: Words, *, as_json: bool) -> None:
    from goodterms.faces import left, terminal
    from goodterms.faces.screens import afterwards as screen

    if as_json:
        print_json(left.document(made, words))
    else:
        screen.show_after(terminal.Screen(), made, terminal.ScreenWords(words.language))
