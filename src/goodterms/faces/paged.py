"""A paper before it has a form, and its forms: Markdown, one HTML file that prints well, PDF.

A paper is a list of parts: headings, paragraphs, tables, lists with boxes to tick, blanks to fill. Whoever
makes one says what stands in it, never how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal, NamedTuple

Format = Literal["md", "html", "pdf"]
LINE = "_" * 30
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~])")
_AT_START = re.compile(r"^(\s*)([#+=-]|\d+[.)](?=\s))")
_BARE = re.compile(r"(?:https?://)?[\w.-]+(?:/[^\s<>]*)?")


class NoPdfError(Exception):
    """The library that makes PDF files is not installed, or cannot find what it needs."""


class Heading(NamedTuple):
    """A heading; 1 is the paper's own."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A sentence or more."""

    text: str
    is_small: bool = False


class Table(NamedTuple):
    """Rows under headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Tick(NamedTuple):
    """Something with a box; `says` is what stands below it."""

    text: str
    is_done: bool
    says: str = ""
    number: int | None = None


class Blank(NamedTuple):
    """Something to fill in by hand; the label ends as its language ends one."""

    label: str


Part = Heading | Paragraph | Table | Tick | Blank


class Paper(NamedTuple):
    """A paper in one language."""

    title: str
    language: str
    parts: tuple[Part, ...]


def markdown(paper: Paper) -> str:
    """The paper as Markdown; its words stand for themselves."""
    blocks: list[str] = [f"# {_plain(paper.title)}"]
    before: Part | None = None
    for part in paper.parts:
        text = _markdown(part)
        if isinstance(part, Tick | Blank) and type(before) is type(part):
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
        before = part
    return "\n\n".join(blocks) + "\n"


def html(paper: Paper) -> str:
    """The paper as one HTML file, with its style in it and nothing from elsewhere."""
    body = "\n".join([f"<h1>{escape(paper.title)}</h1>", *_html(paper.parts)])
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF file. NoPdfError where WeasyPrint is missing; nothing is fetched from anywhere."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra, and a second to start
    except (ImportError, OSError) as error:
        raise NoPdfError(str(error)) from error
    made: bytes = HTML(string=html(paper), url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str, *_: object, **__: object) -> object:
    raise ValueError(url)


def rendered(paper: Paper, form: Format) -> bytes:
    """The paper in one of its forms."""
    if form == "pdf":
        return pdf(paper)
    return (markdown(paper) if form == "md" else html(paper)).encode()


def _markdown(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text, is_small):
            return f"*{_plain(text)}*" if is_small else _plain(text)
        case Table(headings, rows):
            lines = [headings, ("---",) * len(headings), *rows]
            cells = ((cell if line[0] == "---" else _cell(cell) for cell in line) for line in lines)
            return "\n".join(f"| {' | '.join(line)} |" for line in cells)
        case Tick(text, is_done, says, number):
            mark = "x" if is_done else " "
            numbered = f"**{number}** " if number is not None else ""
            below = f"  \n  {_plain(says)}" if says else ""
            return f"- [{mark}] {numbered}{_plain(text)}{below}"
        case Blank(label):
            return f"- {_plain(label)} {LINE}"


def _plain(text: str) -> str:
    """A text without anything that Markdown would take for a sign of its own; an address stays whole."""
    words = (
        word if _BARE.fullmatch(word) and "_" not in word else _MARKS.sub(r"\\\1", word)
        for word in text.split()
    )
    return _AT_START.sub(r"\1\\\2", " ".join(words))


def _cell(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split())) or "–"


def _html(parts: Sequence[Part]) -> Iterator[str]:
    before: Part | None = None
    for part in [*parts, None]:
        if isinstance(before, Tick | Blank) and type(before) is not type(part):
            yield "</ul>"
        if isinstance(part, Tick | Blank) and type(before) is not type(part):
            yield f'<ul class="{"ticks" if isinstance(part, Tick) else "blanks"}">'
        if part is not None:
            yield _element(part)
        before = part


def _element(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text, is_small):
            return f'<p class="small">{escape(text)}</p>' if is_small else f"<p>{escape(text)}</p>"
        case Table(headings, rows):
            top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in headings)
            body = "\n".join(
                "<tr>" + "".join(f"<td>{escape(cell) or '–'}</td>" for cell in row) + "</tr>" for row in rows
            )
            return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        case Tick(text, is_done, says, number):
            mark = "☑" if is_done else "☐"
            numbered = f"<b>{number}</b> " if number is not None else ""
            below = f'<br><span class="small">{escape(says)}</span>' if says else ""
            return f'<li><span class="box">{mark}</span> {numbered}{escape(text)}{below}</li>'
        case Blank(label):
            return f'<li>{escape(label)} <span class="blank"></span></li>'


_STYLE = """
:root { color-scheme: light; }
body { font-family: "Noto Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif; font-size: 11pt;
  line-height: 1.45; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1.2rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; line-height: 1.2; } h2 { font-size: 1.15em; margin-top: 1.8em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 0.92em; }
th, td { text-align: left; vertical-align: top; padding: 0.3em 0.6em 0.3em 0; border-bottom: 1px solid #bbb;
  min-width: 4.6em; }
thead { display: table-header-group; } tr, li { break-inside: avoid; }
ul { list-style: none; padding: 0; } li { margin: 0.45em 0; }
.small { font-size: 0.88em; color: #444; } .box { font-size: 1.1em; }
.blank { display: inline-block; min-width: 60%; border-bottom: 1px solid #444; height: 1em; }
@page { size: A4; margin: 18mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print { main { max-width: none; margin: 0; padding: 0; } }
"""
