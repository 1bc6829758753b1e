"""Which phrases can a text hold at all? Worked out once, when somebody changes a sheet of phrases.

A sheet is thousands of alternatives: to read it and to build its phrases takes 0.1 to 0.2 s a language, even
for a message that says "Thanks!". So `phrases/<language>.json` keeps beside each sheet what
`goodterms.records.acts` needs of it: the phrases without their examples, all their words, and for each phrase
the words of which a text must say one; `phrases/<language>.bare.json` is the same for messages without
accents. `make messages` writes these files, and the index of the headings of tables with them
(`goodterms.records.headings`); tests compare each with its sheets.
"""

from __future__ import annotations

import json

from goodterms.records import headings
from goodterms.records.accentless import bare_tables, without_accents
from goodterms.records.acts import SHEETS, Index, Sheet, spoken
from goodterms.terms import shelf


def index(language: str) -> Index:
    """The index of a language's sheet as it is now; SheetError where a phrase breaks the syntax."""
    tables = shelf.toml(SHEETS, language)
    return Sheet(language, tables).index(tables, _examples(language))


def bare_index(language: str) -> Index | None:
    """The same for messages without accents (`goodterms.records.accentless`); None where it reads none."""
    tables = bare_tables(shelf.toml(SHEETS, language))
    if not tables:
        return None
    return Sheet(language, tables).index(tables, map(without_accents, _examples(language)))


def written(language: str) -> str:
    """The index of a language's sheet as the text of its file."""
    return _text(index(language))


def bare_written(language: str) -> str:
    """The same for messages without accents; "" where none are read."""
    made = bare_index(language)
    return _text(made) if made else ""


def _examples(language: str) -> list[str]:
    acts = [table for table in shelf.toml(SHEETS, language).values() if isinstance(table, dict)]
    return [text for table in acts for kind in ("caught", "passed") for text in table.get(kind, ())]


def _text(made: Index) -> str:
    """JSON, each part on a line of its own."""
    told = made.items()
    parts = (f'"{key}":{json.dumps(part, ensure_ascii=False, separators=(",", ":"))}' for key, part in told)
    return "{" + ",\n".join(parts) + "}\n"


def write() -> None:
    """Writes the index of every sheet beside it, and that of the headings."""
    for language in spoken():
        shelf.sheet(SHEETS, f"{language}.json").write_text(written(language), "utf-8")
        if bare := bare_written(language):
            shelf.sheet(SHEETS, f"{language}.bare.json").write_text(bare, "utf-8")
    shelf.sheet(headings.__name__, headings.INDEX).write_text(headings.worked_out(), "utf-8")


if __name__ == "__main__":
    write()
