"""Where do I start? Empty forms of every file a records folder can hold, with a word on each column.

An importer that has a form offers it as `TEMPLATE`; nothing here knows which ones do.
"""

from __future__ import annotations

from pathlib import Path

from goodterms.terms import shelf

SHELF = "goodterms.records.importers"


def templates() -> dict[str, str]:
    """The text of every empty form, by file name."""
    modules = shelf.modules(SHELF).values()
    return dict(sorted(module.TEMPLATE for module in modules if hasattr(module, "TEMPLATE")))


def write_template(folder: Path) -> tuple[Path, ...]:
    """Write the empty forms that are not there yet, and say which; a file that exists is left alone.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in templates().items():
        try:
            with (folder / name).open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        written.append(folder / name)
    return tuple(written)
