"""What stands on this shelf? The only discovery code: a new kind is a new file, never a registration."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any


@cache
def names(package: str, suffix: str) -> tuple[str, ...]:
    """Names, without suffix, of the files of one kind in a package, in alphabetical order."""
    found = (entry.name for entry in _folder(package).iterdir())
    return tuple(
        sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix) and name[0] != "_")
    )


@cache
def folders(package: str, within: str) -> tuple[str, ...]:
    """Names of the folders that lie in a folder of a package, in alphabetical order."""
    return tuple(sorted(entry.name for entry in sheet(package, within).iterdir() if entry.is_dir()))


def modules(package: str) -> Mapping[str, ModuleType]:
    """Every module of a package by name, imported."""
    return {name: import_module(f"{package}.{name}") for name in names(package, ".py")}


def sheet(package: str, file: str) -> Path:
    """One file that lies in a package."""
    return _folder(package) / file


@cache
def toml(package: str, name: str) -> Mapping[str, Any]:
    """One TOML sheet of a package, read."""
    import tomllib  # noqa: PLC0415 - 3 ms, and much is read without any sheet

    return tomllib.loads(sheet(package, f"{name}.toml").read_text("utf-8"))


def _folder(package: str) -> Path:
    """Where a package lies. Not by `importlib.resources`: it takes 7 ms to start, for packages inside of
    archives, and nothing here is ever installed as one."""
    return Path(import_module(package).__path__[0])
