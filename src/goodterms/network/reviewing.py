"""Everybody's review: which buckets are there to do, which are done, and what could not be read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from goodterms import __version__
from goodterms.network import totals
from goodterms.network.deciding import Asked
from goodterms.network.on_duckdb import Means, answers
from goodterms.network.results import TOTALS, Results
from goodterms.network.shelves import Shelf, Shelves, numbers, write_whole
from goodterms.terms.evidence import Problem

Tell = Callable[[int, int, str], None]
Counts = tuple[int, int]
"""People and clients."""


class Reviewed(NamedTuple):
    """What was done."""

    people: int
    clients: int
    done_before: int
    """Buckets that were done already."""
    buckets: int
    """Buckets that were done now."""
    problems: tuple[Problem, ...]


class Task(NamedTuple):
    """A bucket to do."""

    bucket: int
    shelf: Shelf
    run: Mapping[str, Any]


def run_of(asked: Asked, language: str, shelf: Shelf) -> dict[str, Any]:
    """What tells one question from another: the same question of the same tables has the same answer, on
    whichever engine."""
    return {
        "program": __version__,
        "as_of": asked.as_of.isoformat(),
        "today": asked.is_today,
        "playbook": asked.playbook,
        "language": language,
        "tables": shelf.digest,
    }


def review(
    shelves: Shelves,
    folder: Path,
    asked: Asked,
    language: str,
    work: Callable[[Sequence[Task], Results, Asked], Iterable[tuple[int, Counts]]],
    tell: Tell = lambda _done, _all, _name: None,
) -> Reviewed:
    """Does what is left to do of the tables; `work` is an engine's way to do some buckets."""
    results = Results(folder)
    folder.mkdir(parents=True, exist_ok=True)
    results.sweep()
    tasks, problems, before = _left(shelves, results, asked, language)
    people = clients = 0
    for done, (bucket, counts) in enumerate(work(tasks, results, asked), 1):
        people, clients = people + counts[0], clients + counts[1]
        tell(done, len(tasks), f"bucket {bucket:04}")
    results.sweep()
    heads = [head for bucket in numbers(shelves) if (head := results.head(bucket)) is not None]
    told = totals.totals(heads) | {"as_of": asked.as_of.isoformat()}
    write_whole(folder / TOTALS, json.dumps(told, indent=1).encode())
    return Reviewed(people, clients, before, len(tasks), tuple(problems))


def _left(
    shelves: Shelves, results: Results, asked: Asked, language: str
) -> tuple[list[Task], list[Problem], int]:
    """The buckets that are to be done, those that cannot be, and how many are done."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    before = 0
    for bucket in numbers(shelves):
        shelf = shelves.whole(bucket)
        if isinstance(shelf, Problem):
            problems.append(shelf)
        if not isinstance(shelf, Shelf):
            results.drop(bucket)
        elif results.is_done(bucket, run := run_of(asked, language, shelf)):
            before += 1
        else:
            tasks.append(Task(bucket, shelf, run))
    return tasks, problems, before


def on_duckdb(
    jobs: int, means: Means
) -> Callable[[Sequence[Task], Results, Asked], Iterator[tuple[int, Counts]]]:
    """Buckets on DuckDB, so many at a time, each in a process of its own with its part of the memory."""
    share = max(means.threads or os.cpu_count() or 1, jobs) // jobs
    part = means._replace(memory_mb=means.memory_mb // jobs, threads=share)
    return partial(_by_processes, jobs=jobs, means=part)


def _by_processes(
    tasks: Sequence[Task], results: Results, asked: Asked, *, jobs: int, means: Means
) -> Iterator[tuple[int, Counts]]:
    if jobs == 1 or len(tasks) < 2:
        for task in tasks:
            yield _do(task, results, asked, means)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_do, task, results, asked, means) for task in tasks]
        for done in as_completed(waiting):
            yield done.result()


def _do(task: Task, results: Results, asked: Asked, means: Means) -> tuple[int, Counts]:
    return task.bucket, results.write(task.bucket, task.run, answers(task.shelf, asked, means))
