"""Everybody's review, every night: records of many freelancers to tables, and tables to their reviews."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, existing, home, known_playbook, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.plain import Json

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.review.model import Review
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

_OWNER = "network"
"""Under the user's data: the key, and whose pseudonyms there are."""


@click.group()
def network() -> None:
    """The review for all freelancers of a network, on one machine or on a Spark cluster.

    \b
    Examples:
      goodterms network pack people/* --out tables
      goodterms network review tables --out results
      goodterms network show results people/mara
    """


def owner_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--owner, the folder of the key."""
    told = "The folder of the key and of the names, which stays with you (default: in your data folder)."
    return click.option("--owner", "kept", type=PATHS, metavar="FOLDER", help=told)(command)


@network.command()
@click.argument("sources", nargs=-1, type=PATHS)
@click.option(
    "--out", "tables", type=PATHS, required=True, metavar="TABLES", help="The folder of the tables."
)
@click.option("--forget", multiple=True, type=PATHS, metavar="SOURCE", help="Take this person's rows out.")
@click.option(
    "--buckets",
    type=click.IntRange(1, 9999),
    default=64,
    show_default=True,
    help="Of new tables: into how many parts.",
)
@owner_option
@shared_options
def pack(
    sources: tuple[Path, ...], tables: Path, forget: tuple[Path, ...], buckets: int, kept: Path | None,
    as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Freelancers' records to tables: of whom they changed, and of nobody else.

    A SOURCE is a folder of one freelancer's records, or the data folder of one who uses the program. Figures
    and days are packed; feelings, texts and names only of those who say so in `.goodterms-network.toml`.

    \b
    Examples:
      goodterms network pack people/* --out tables
      goodterms network pack people/mara --out tables --owner /secure/network
      goodterms network pack --forget people/mara --out tables
    """
    from goodterms.faces import terminal
    from goodterms.network.packing import pack as packed
    from goodterms.network.pseudonyms import Owner
    from goodterms.network.shelves import make_shelves

    words = words_of(lang)
    if not sources and not forget:
        raise click.UsageError(words("network.no_sources"))
    today = date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with _telling(words), terminal.progress(words("network.packing")) as progress:
        shelves = make_shelves(tables, buckets)
        found = packed(sources, shelves, Owner(kept or home() / _OWNER), today, forget=forget, tell=progress)
    counts = {"written": len(found.written), "unchanged": len(found.unchanged), "gone": len(found.gone)}
    if as_json:
        print_json(
            {"schema": "goodterms.network.pack/1", **counts, "problems": _problems(found.problems, words)}
        )
    else:
        terminal.Screen().line(words("network.packed", **counts))
    return _end(found.problems, words, quiet=as_json)


@network.command()
@click.argument("tables", type=PATHS)
@click.option(
    "--out", "results", type=PATHS, required=True, metavar="RESULTS", help="The folder of the answers."
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="Who reckons.",
)
@click.option(
    "--master",
    default="",
    metavar="URL",
    help="Which Spark (default: as spark-submit says, else this machine).",
)
@click.option("--as-of", type=Day(), help="Look at the records as they were on this day (default: today).")
@click.option(
    "--playbook", default="", help="balanced, fire-that-client or break-up (default: each person's own)."
)
@click.option(
    "--memory",
    type=click.IntRange(0),
    default=0,
    metavar="MIB",
    help="What the engine may take of it, at most.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="DuckDB: parts at the same time."
)
@click.option(
    "--spill", type=PATHS, metavar="FOLDER", help="DuckDB: where it puts what does not fit into memory."
)
@shared_options
def review(
    tables: Path, results: Path, engine: str, master: str, as_of: date | None, playbook: str, memory: int,
    jobs: int, spill: Path | None, as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """The review of everybody in the tables, a line a freelancer; started again, it does what is left.

    \b
    Examples:
      goodterms network review tables --out results
      goodterms network review tables --out results --jobs 8 --memory 16000 --spill /fast/disk
      goodterms network review tables --out results --engine spark --as-of 2026-10-31
    """
    from goodterms.faces import terminal
    from goodterms.network.deciding import Asked
    from goodterms.network.reviewing import review as reviewed
    from goodterms.network.shelves import open_shelves

    words = words_of(lang)
    known_playbook(playbook, None, words)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    asked = Asked(today, partial(document, language=words.language), playbook, as_of is None)
    with _telling(words), terminal.progress(words("network.reviewing")) as progress:
        work = _engine(engine, master, memory, jobs, spill or results, words)
        found = reviewed(open_shelves(tables), results, asked, words.language, work, progress)
    counts = {
        "people": found.people, "clients": found.clients, "buckets": found.buckets,
        "done_before": found.done_before,
    }  # fmt: skip
    if as_json:
        print_json(
            {"schema": "goodterms.network.review/1", **counts, "problems": _problems(found.problems, words)}
        )
    else:
        terminal.Screen().line(words("network.reviewed", **counts))
    return _end(found.problems, words, quiet=as_json)


@network.command()
@click.argument("results", type=PATHS)
@click.argument("source", type=PATHS)
@owner_option
def show(results: Path, source: Path, kept: Path | None) -> int:
    """One freelancer's review out of the answers, with the names that only the owner of the key knows.

    \b
    Examples:
      goodterms network show results people/mara > mara.json
    """
    from goodterms.network.pseudonyms import Owner
    from goodterms.network.showing import review_of

    words = words_of(None)
    existing([results], words)
    with _telling(words):
        found = review_of(results, source, Owner(kept or home() / _OWNER))
    if found is None:
        raise click.ClickException(words("network.not_there", path=str(source)))
    print_json(found)
    return DONE


def document(found: Review, language: str) -> Json:
    """A review as `goodterms review --json` tells it. Engines send this function to other processes."""
    from goodterms.faces import documents

    return documents.review(found, _words(language))


@cache
def _words(language: str) -> Words:
    from goodterms.faces.words import Words

    return Words(language)


def _engine(engine: str, master: str, memory: int, jobs: int, spill: Path, words: Words) -> Any:
    """How some buckets are done."""
    if engine == "duckdb":
        from goodterms.network.on_duckdb import Means
        from goodterms.network.reviewing import on_duckdb

        return on_duckdb(jobs, Means(memory, spill=spill / "spilled.tmp"))
    _need_spark(words)
    from goodterms.network.on_spark import Cluster, on_spark

    return partial(on_spark, Cluster(master, memory))


def _need_spark(words: Words) -> None:
    from importlib.util import find_spec
    from shutil import which

    if find_spec("pyspark") is None or find_spec("pandas") is None:
        raise click.ClickException(words("network.no_spark"))
    if not (which("java") or os.environ.get("JAVA_HOME")):
        raise click.ClickException(words("network.no_java"))


@contextmanager
def _telling(words: Words) -> Iterator[None]:
    """What stops everything becomes one line."""
    with telling(words):
        try:
            yield
        except OSError as fault:
            raise click.ClickException(words("network.cannot_write", fault=str(fault))) from fault


def _problems(found: Iterable[Problem], words: Words) -> list[Json]:
    from goodterms.faces import documents

    return [documents.problem(one, words) for one in found]


def _end(found: Iterable[Problem], words: Words, *, quiet: bool) -> int:
    """Says what could not be read, on standard error."""
    problems = tuple(found)
    for one in () if quiet else problems:
        click.echo(f"{one.source}: {words.say(one)}", err=True)
    return LOOK if problems else DONE
