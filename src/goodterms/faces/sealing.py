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
    import re

    from goodterms.faces.words import Words

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LIST = "SHA256SUMS"
_STROKE = "\\"
_LINE = lazy(r"(\\?)([0-9a-f]{64}) [ *](.+)")
"""As `sha256sum` writes it: a stroke before a name in which signs are written as two."""
_SIGNS = {"\\": r"\\", "\n": r"\n", "\r": r"\r"}
_WRITTEN = lazy(r"\\[\\nr]")


def sources(names: Iterable[str], place: Path | None, *, alone: bool = False) -> list[Sealed]:
    """The files of these names, with the digests of those that can still be read."""
    if alone:
        return []
    known = _in_folder(place) if place is not None else _kept()
    found: dict[str, Sealed] = {}
    for name in names:
        for path in _paths(name, known) or (name,):
            found[path] = _sealed(path)
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
    list_of_them = listed(papers, files)
    written(folder / LIST, list_of_them, words)
    click.echo(words("paper.written", path=str(folder)), err=True)
    click.echo(words("paper.seal", digest=digest(list_of_them)), err=True)


def listed(papers: Mapping[str, bytes], files: Sequence[Sealed]) -> bytes:
    """The list of the digests of papers, by name, and of files, as far as those can be read."""
    from goodterms.parting.dispute import digest

    every = [Sealed(name, digest(data)) for name, data in sorted(papers.items())]
    every += [one for file in files for one in file.files or (file,)]
    lines = [_line(one.path, one.digest) for one in every if one.digest]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def check(path: Path, seal: str, words: Words) -> int:
    """Says of each file in a list whether it is as it was; and what stands for the list itself."""
    from goodterms.parting.dispute import digest

    try:
        data = path.read_bytes()
    except OSError as error:
        raise click.ClickException(words("cli.no_such_path", path=str(path))) from error
    wrong = 0
    text = data.decode("utf-8", "surrogateescape")
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines if text else (), 1):
        told = _LINE.fullmatch(line.removesuffix("\r"))
        key = _state(path.parent / _name(told), told[2]) if told else "paper.check.bad_line"
        wrong += key != "paper.check.same"
        click.echo(words(key, path=told[3] if told else "", line=number))
    if not text:
        raise click.ClickException(words("paper.check.empty", path=str(path)))
    now = digest(data)
    if seal and seal.strip().lower() != now:
        wrong += 1
        click.echo(words("paper.check.other_list"))
    click.echo(words("paper.check.wrong", count=wrong) if wrong else words("paper.check.right"))
    click.echo(words("paper.seal", digest=now), err=True)
    return LOOK if wrong else DONE


def _line(path: str, digest: str) -> str:
    """A line of the list; a name with a line break in it stays on it."""
    name = "".join(_SIGNS.get(letter, letter) for letter in path)
    return f"{'' if name == path else _STROKE}{digest}  {name}"


def _name(told: re.Match[str]) -> str:
    """The name of a line of the list, as the file has it."""
    signs = {way: sign for sign, way in _SIGNS.items()}
    return _WRITTEN.sub(lambda way: signs[way[0]], told[3]) if told[1] else told[3]


def _state(path: Path, digest: str) -> str:
    now = _digest(path)
    if now is None:
        return "paper.check.missing"
    return "paper.check.same" if now == digest else "paper.check.changed"


def _sealed(path: str) -> Sealed:
    """A file; a folder that is one source with its files, and what stands for their digests together."""
    from goodterms.parting.dispute import digest
    from goodterms.records.finding import files_of

    place = Path(path)
    if not place.is_dir():
        return Sealed(path, _digest(place))
    try:
        names = list(files_of(place))
    except OSError:
        return Sealed(path, None)
    files = tuple(Sealed(str(place / name), _digest(place / name)) for name in names)
    listed = "".join(f"{file.digest}  {name}\n" for file, name in zip(files, names, strict=True))
    is_whole = files and all(file.digest for file in files)
    return Sealed(path, digest(listed.encode("utf-8", "surrogateescape")) if is_whole else None, files)


def _digest(path: Path) -> str | None:
    """What stands for a file; None where it cannot be read."""
    import hashlib

    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


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
