"""Has any of it changed since? Digests of files, a list of them as `sha256sum` writes it, and the check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces.asking import store
from goodterms.faces.command import DONE, LOOK
from goodterms.faces.papers import written
from goodterms.faces.screens.papers import Sealed
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from goodterms.faces.words import Words

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LIST = "SHA256SUMS"
_LINE = lazy(r"([0-9a-f]{64}) [ *](.+)")


def sources(names: Iterable[str], place: Path | None, *, alone: bool = False) -> list[Sealed]:
    """The files of these names, with the digests of those that can still be read."""
    if alone:
        return []
    known = _in_folder(place) if place is not None else _kept()
    found: dict[str, Sealed] = {}
    for name in names:
        for path in _paths(name, known) or (name,):
            found[path] = Sealed(path, _digest(Path(path)))
    return sorted(found.values())


def write(folder: Path, papers: Mapping[str, bytes], files: Sequence[Sealed], words: Words) -> None:
    """Writes the papers and, last, the list of the digests of everything."""
    from goodterms.parting.dispute import digest

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = words("paper.refused", path=str(folder), detail=error.strerror or "")
        raise click.ClickException(told) from error
    for name, data in papers.items():
        written(folder / name, data, words)
    lines = [f"{digest(data)}  {name}" for name, data in sorted(papers.items())]
    lines += [f"{one.digest}  {one.path}" for one in files if one.digest and "\n" not in one.path]
    listed = ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")
    written(folder / LIST, listed, words)
    click.echo(words("paper.written", path=str(folder)), err=True)
    click.echo(words("paper.seal", digest=digest(listed)), err=True)


def check(path: Path, seal: str, words: Words) -> int:
    """Says of each file in a list whether it is as it was; and what stands for the list itself."""
    from goodterms.parting.dispute import digest

    try:
        data = path.read_bytes()
    except OSError as error:
        raise click.ClickException(words("cli.no_such_path", path=str(path))) from error
    wrong = 0
    lines = data.decode("utf-8", "surrogateescape").splitlines()
    for number, line in enumerate(lines, 1):
        told = _LINE.fullmatch(line)
        key = _state(path.parent / told[2], told[1]) if told else "paper.check.bad_line"
        wrong += key != "paper.check.same"
        click.echo(words(key, path=told[2] if told else "", line=number))
    if not lines:
        raise click.ClickException(words("paper.check.empty", path=str(path)))
    now = digest(data)
    if seal and seal.strip().lower() != now:
        wrong += 1
        click.echo(words("paper.check.other_list"))
    click.echo(words("paper.check.wrong", count=wrong) if wrong else words("paper.check.right"))
    click.echo(words("paper.seal", digest=now), err=True)
    return LOOK if wrong else DONE


def _state(path: Path, digest: str) -> str:
    now = _digest(path)
    if now is None:
        return "paper.check.missing"
    return "paper.check.same" if now == digest else "paper.check.changed"


def _digest(path: Path) -> str | None:
    """What stands for a file, or for all files of a folder; None where it cannot be read."""
    import hashlib

    whole = hashlib.sha256()
    try:
        if not path.is_dir():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        for one in sorted(path.rglob("*")):
            if one.is_file():
                inner = hashlib.sha256(one.read_bytes()).hexdigest()
                whole.update(
                    f"{one.relative_to(path).as_posix()} {inner}\n".encode("utf-8", "surrogateescape")
                )
    except OSError:
        return None
    return whole.hexdigest()


def _in_folder(place: Path) -> dict[str, str]:
    """Where each file of a folder lies, by the name that its records have."""
    from goodterms.records.finding import find_files

    return {found.name: found.place for found in find_files([place]).files}


def _kept() -> dict[str, str]:
    with store() as kept:
        return {one.path: _outside(one.path) for one in kept.sources()}


def _outside(path: str) -> str:
    """The file itself, or the archive that it lies in."""
    around = (str(one) for one in Path(path).parents if one.is_file())
    return path if Path(path).exists() else next(around, path)


def _paths(name: str, known: Mapping[str, str]) -> list[str]:
    """The files that a source may be: the one of that name, or the archive it lies in."""
    steps = name.split("/")
    for upto in range(len(steps), 0, -1):
        said = "/".join(steps[:upto])
        found = [path for told, path in known.items() if told == said or told.endswith(f"/{said}")]
        if found:
            return found
    return []
