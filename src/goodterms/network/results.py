"""What came out: a file a bucket, one line a freelancer, with the document that `goodterms review` gives.

A file appears in one stroke when its bucket is done. Its first line says of what it is the answer: who starts
the same again finds what is done, and does the rest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple
from uuid import uuid4

SCHEMA = "goodterms.network.results/1"
TOTALS = "totals.json"


class Line(NamedTuple):
    """One freelancer's answer."""

    freelancer: str
    country: str
    """Of the freelancer, for totals; empty where it is not known."""
    text: str
    """As it is written."""
    verdicts: Mapping[str, int]
    """How many clients have each."""


def line_of(freelancer: str, country: str, document: Mapping[str, Any]) -> Line:
    """A freelancer's document as a line."""
    verdicts: dict[str, int] = {}
    for client in document["clients"]:
        verdicts[client["verdict"]] = verdicts.get(client["verdict"], 0) + 1
    text = json.dumps({"freelancer": freelancer, "review": document}, ensure_ascii=False)
    return Line(freelancer, country, text, verdicts)


class Results(NamedTuple):
    """A folder of answers."""

    folder: Path

    def place(self, bucket: int) -> Path:
        """The file of a bucket."""
        return self.folder / f"bucket={bucket:04}.jsonl"

    def head(self, bucket: int) -> Mapping[str, Any] | None:
        """What the first line of a bucket's file says; None where there is no such file."""
        try:
            with self.place(bucket).open(encoding="utf-8") as file:
                told = json.loads(file.readline())
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) and told.get("schema") == SCHEMA else None

    def is_done(self, bucket: int, run: Mapping[str, Any]) -> bool:
        """Is this the answer to the same question of the same tables?"""
        head = self.head(bucket)
        return head is not None and head.get("run") == run

    def write(self, bucket: int, run: Mapping[str, Any], lines: Iterable[Line]) -> tuple[int, int]:
        """Puts a bucket's answers where older ones were; how many people and how many clients they are."""
        self.folder.mkdir(parents=True, exist_ok=True)
        body = self.folder / f".body-{bucket:04}-{uuid4().hex}.tmp"
        whole = body.with_suffix(".whole.tmp")
        counted: dict[str, dict[str, list[int]]] = {}
        people = clients = 0
        try:
            with body.open("w", encoding="utf-8") as file:
                for line in lines:
                    file.write(line.text + "\n")
                    people, clients = people + 1, clients + sum(line.verdicts.values())
                    _count(counted, line)
            head = {"schema": SCHEMA, "bucket": bucket, "run": run, "people": people, "counted": counted}
            with whole.open("w", encoding="utf-8") as file, body.open(encoding="utf-8") as told:
                file.write(json.dumps(head, ensure_ascii=False, sort_keys=True) + "\n")
                while piece := told.read(1 << 20):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            whole.replace(self.place(bucket))
        finally:
            body.unlink(missing_ok=True)
            whole.unlink(missing_ok=True)
        return people, clients

    def drop(self, bucket: int) -> None:
        """Takes out what an earlier run said of a bucket that is empty now, or can no longer be read."""
        self.place(bucket).unlink(missing_ok=True)

    def scratch(self) -> Path:
        """A place for what is of no use afterwards; `sweep` clears it."""
        return self.folder / f"scratch-{uuid4().hex}.tmp"

    def sweep(self) -> None:
        """Throws away what a killed run left half done."""
        for path in (*self.folder.glob(".*.tmp"), *self.folder.glob("scratch-*.tmp")):
            if path.is_dir():
                rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def people(self, bucket: int) -> Iterator[dict[str, Any]]:
        """Each freelancer's line."""
        with self.place(bucket).open(encoding="utf-8") as file:
            next(file)
            for line in file:
                yield json.loads(line)


def _count(counted: dict[str, dict[str, list[int]]], line: Line) -> None:
    """By country and verdict, how many clients, and of how many freelancers; under "" the freelancers."""
    here = counted.setdefault(line.country, {})
    for verdict, clients in {**line.verdicts, "": 1}.items():
        told = here.setdefault(verdict, [0, 0])
        told[0] += clients
        told[1] += 1
