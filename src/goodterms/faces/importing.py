"""What a freelancer types to have records kept: `import`, its undoing, and `watch`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import existing, store, telling
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from goodterms.desk import Brought
    from goodterms.faces.words import Words
    from goodterms.fetching.place import Place
    from goodterms.records.asked import Asked
    from goodterms.records.limits import Limits
    from goodterms.records.model import Record
    from goodterms.store.keeping import Store, Undone

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

DATES = {"day-first": "day first", "month-first": "month first"}
"""What `--dates` takes, and what a source is told."""
OPEN_DATES = ("csv.ambiguous_dates", "chat.ambiguous_dates")
SERVERS = ("imap://", "imaps://")


class Origin(click.ParamType[Path | str]):
    """A file, a folder, or the address of a mailbox on a server."""

    name = "path"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> Path | str:
        return value if isinstance(value, Path) or value.startswith(SERVERS) else Path(value)


def file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--dates and --limit, for every command that reads files."""
    dates = click.option(
        "--dates", type=click.Choice(list(DATES)), help="How 3/4/2026 is meant, where a file does not say."
    )
    limits = click.option(
        "--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Read more of a file: file_mb=500."
    )
    return dates(limits(command))


def asked(dates: str | None, limits: Sequence[str], words: Words) -> Asked:
    """What the options say of the files."""
    from goodterms.records.asked import Asked
    from goodterms.records.limits import USUAL, Limits, with_limit

    chosen: Limits = USUAL
    for told in limits:
        changed = with_limit(chosen, told)
        if changed is None:
            known = ", ".join(f"{name}={number}" for name, number in zip(Limits._fields, USUAL, strict=True))
            raise click.BadParameter(words("cli.none_of", told=told, allowed=known), param_hint="--limit")
        chosen = changed
    return Asked(chosen, DATES.get(dates or "", ""))


def bring_in(
    origins: Sequence[Path | str],
    wanted: Asked,
    words: Words,
    *,
    remember: bool = False,
    again: bool = False,
    also_erased: bool = False,
) -> tuple[list[Brought], list[Problem]]:
    """Imports files, folders and mail from servers: what came of each, and what could not be read. It is one
    run, taken back as a whole; with `again` part of the last one. What was erased is skipped but for
    `also_erased`."""
    from goodterms import desk
    from goodterms.faces import terminal

    paths = [one for one in origins if isinstance(one, Path)]
    existing(paths, words)
    brought: list[Brought] = []
    with telling(words), store() as kept:
        kept.begin(again=again)
        if also_erased:
            kept.reading_erased()
        if paths:
            with terminal.progress(words("progress.importing")) as progress:
                brought += desk.bring_in(paths, kept, progress, wanted)
        for url in (one for one in origins if isinstance(one, str)):
            brought += _fetch(url, kept, wanted, words, remember=remember)
        return brought, list(_problems_of(brought, kept))


def _problems_of(brought: Iterable[Brought], kept: Store) -> tuple[Problem, ...]:
    """What could not be read in these files; of an archive, in any of its files."""
    places = {os.path.realpath(one.path) if one.path else one.name for one in brought}
    return kept.problems(*places) if places else ()


def news(brought: Iterable[Brought], problems: Iterable[Problem]) -> tuple[list[Brought], list[Problem]]:
    """What was read just now, without what was known."""
    fresh = [one for one in brought if not one.is_known]
    names = frozenset(one.name for one in fresh)
    inside = tuple(f"{name}/" for name in names)
    return fresh, [one for one in problems if one.source in names or one.source.startswith(inside)]


def _fetch(url: str, kept: Store, wanted: Asked, words: Words, *, remember: bool) -> Iterator[Brought]:
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.fetching import collecting, imap, secrets
    from goodterms.records.model import Message
    from goodterms.records.reading import hints_of
    from goodterms.records.rounds import TELLING, Told

    place = imap.read_place(url)
    password, told = _password(place, words), Told(kept.records(*TELLING), kept.client_names())

    def fetched(folder: str) -> frozenset[str]:
        messages: Iterable[Record] = kept.records(Message, without={Message: ("text", "subject")})
        return frozenset(one.evidence.locator for one in messages if one.evidence.source == folder)

    with _forgetting(place), imap.MailServer(place, password) as server:
        if remember and not secrets.keep_password(place, password):
            click.echo(words("imap.no_keyring"), err=True)
        with terminal.progress(words("progress.fetching")) as progress:
            hints = hints_of(told.freelancer, wanted.hints())
            folders = collecting.collect(server, told, kept.mark, fetched, hints, progress)
            yield from desk.bring_in_mail(folders, kept)


@contextmanager
def _forgetting(place: Place) -> Iterator[None]:
    """A password that the server refuses is not kept any longer."""
    from goodterms.fetching import secrets
    from goodterms.fetching.trouble import FetchError

    try:
        yield
    except FetchError as error:
        if error.text.key == "imap.refused":
            secrets.forget_password(place)
        raise


def _password(place: Place, words: Words) -> str:
    """From the keyring, else typed; from a pipe, its first line."""
    from goodterms.fetching import secrets

    if kept := secrets.password_of(place):
        return kept
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked = words("imap.ask_password", user=place.user, host=place.host)
    return str(click.prompt(asked, hide_input=True, err=True))


def ask_dates(brought: list[Brought], problems: list[Problem], words: Words) -> dict[str, list[Path]]:
    """The files whose dates the freelancer could explain, by the answer; asked once a file, at a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return {}
    paths = {one.name: one.path for one in brought if one.path}
    answers: dict[str, list[Path]] = {}
    for problem in problems:
        path = paths.pop(problem.source, None) if problem.key in OPEN_DATES else None
        if path and (answer := _order(problem, words)):
            answers.setdefault(answer, []).append(path)
    return answers


def _order(problem: Problem, words: Words) -> str:
    value = problem.values.get("value") or problem.values.get("example")
    asked = words("import.ask_dates", file=problem.source, value=value)
    choices = click.Choice(["d", "m", ""])
    told = click.prompt(asked, type=choices, default="", show_choices=False, show_default=False, err=True)
    return {"d": "day-first", "m": "month-first"}.get(told, "")


def undo(words: Words) -> tuple[Undone, ...]:
    """Takes back the last import."""
    with telling(words), store() as kept:
        return kept.undo()


def forget(origin: Path | str, words: Words) -> tuple[Undone, ...]:
    """Takes out all that one file, archive or mailbox gave; click's own error where nothing of it is kept."""
    with telling(words), store() as kept:
        from goodterms.store.keeping import Undone

        known = [one.path for one in kept.sources()]
        name = str(origin) if str(origin) in known or isinstance(origin, str) else os.path.realpath(origin)
        inside = [one for one in known if one == name or one.startswith(f"{name.rstrip('/')}/")]
        if not inside:
            raise click.ClickException(words("import.not_kept", path=str(origin)))
        with kept.together():
            return tuple(Undone(one, kept.forget(one)) for one in inside)


def rounds(folder: Path, words: Words) -> Iterator[list[Path]]:
    """What to import for a folder that is watched: all of it, each time that something in it has changed.
    What did not change is known at once, and new clients may open mail that was closed."""
    existing([folder], words)
    if not folder.is_dir():
        raise click.ClickException(words("cli.not_a_folder", path=str(folder)))
    ahead = changes(folder)
    next(ahead, None)  # begins to watch: what is put there during the first import is not missed
    yield [folder]
    click.echo(words("watch.watching", path=str(folder)), err=True)
    yield from ([folder] for some in ahead if some)


def changes(folder: Path) -> Iterator[set[Path]]:
    """The files of a folder that were added or changed, now and then also none; half-written downloads are
    waited for."""
    from watchfiles import Change, watch

    from goodterms.records.finding import is_litter

    def is_ready(change: Change, path: str) -> bool:
        parts = Path(path).relative_to(place).parts
        mail = len(parts) > 2 and parts[-2] in ("cur", "new")  # whose folder may be hidden
        return change is not Change.deleted and not any(map(is_litter, parts[-2:] if mail else parts))

    place = os.path.realpath(folder)
    options: dict[str, Any] = {"raise_interrupt": False, "debounce": 2_000, "yield_on_timeout": True}
    for some in watch(place, watch_filter=is_ready, rust_timeout=500, **options):
        yield {Path(path) for _, path in some}
