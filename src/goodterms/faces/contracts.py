"""What does this contract say? Shows the clauses with their quotes, and keeps corrections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces import mailed
from goodterms.faces.asking import existing, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.terms import shelf

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.dossier import Dossier
    from goodterms.parting.model import Clause, Contract, LooseEnd, Span, Value
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LANGUAGES = click.Choice(shelf.folders("goodterms.parting.contract", "clauses"))
NOTHING = 2


@click.command()
@click.argument("files", type=PATHS, nargs=-1)
@click.option("--text", "as_text", is_flag=True, help="Print the text that was read; quotes count in it.")
@click.option("--lines", "by_line", is_flag=True, help="Show every line with what it was read as.")
@click.option(
    "--set",
    "told",
    multiple=True,
    metavar="WORD",
    help='Correct a clause by its number: "3 days=45", "3 kind=renewal"; or say what a passage is: '
    "\"'its words' notice_period days=45\".",
)
@click.option("--not", "refused", multiple=True, type=int, metavar="NUMBER", help="Say that it is no clause.")
@click.option("--forget", is_flag=True, help="Forget what you said of this contract.")
@click.option("--in", "written", type=LANGUAGES, help="The contract's language.")
@click.option("--client", default="", help="Read your mails with this client instead of files.")
@click.option("--from", "place", type=PATHS, help="With --client: use the records of this folder.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="Your address in the mails.")
@shared_options
def contract(
    files: tuple[Path, ...], as_text: bool, by_line: bool, told: tuple[str, ...], refused: tuple[int, ...],
    forget: bool, written: str | None, client: str, place: Path | None, me: tuple[str, ...], as_json: bool,
    lang: str | None,
) -> int:  # fmt: skip
    """What a contract settles, clause by clause, each with its words; what is missing; what is still owed.

    It reads PDF, Word, Markdown and plain text in English, French, Dutch and Vietnamese. Corrections are kept
    for the text itself and apply whenever it is read again. Exit code 0: read, 1: something to look at, 2:
    nothing could be read.

    \b
    Examples:
      goodterms contract agreement.pdf
      goodterms contract agreement.docx --lines
      goodterms contract agreement.pdf --set "3 days=45" --not 7
      goodterms contract *.pdf --json
      goodterms contract papers/harbour --me mara@lindqvist.example
      goodterms contract --client "Harbour & Sons"
    """
    words = words_of(lang)
    existing(files, words)
    if bool(client) == bool(files) or (place and not client):
        raise click.UsageError(words("dossier.what_to_read"))
    from goodterms.faces.contract_papers import contract_of, opened
    from goodterms.faces.correcting import corrections

    try:
        papers, mails = opened(files, written or words.language)
    except OSError as error:
        raise click.ClickException(words("cli.no_right", path=str(error.filename or files[0]))) from error
    is_said = bool(told or refused or forget)
    if (mails or client) and (is_said or as_text or by_line):
        raise click.UsageError(words("dossier.contracts_only"))
    if is_said and len(papers) != 1:
        raise click.UsageError(words("contract.one_file"))
    with telling(words):
        said = corrections(papers[0] if papers else None, told, refused, written or "", words, forget=forget)
        found = [contract_of(one, written or "", said) for one in papers]
        talks = [(str(path), mailed.of_path(path, written or "", me)) for path in mails]
        talks += [(client, mailed.of_client(client, place, written or "", me, words))] if client else []
    if as_text:
        for one in found:
            click.echo(one.text)
    elif as_json:
        shown = [document(one, words) for one in found] + [mailed.document(*one, words) for one in talks]
        print_json({"schema": "goodterms.contract/1", "files": shown})
    else:
        _show(found, talks, words, by_line=by_line)
    return _ended(found, [one for _, one in talks], words, tell=as_text or not as_json)


def _ended(found: Sequence[Contract], talks: Sequence[Dossier], words: Words, *, tell: bool) -> int:
    """The exit code; what could not be read is told, unless it was shown already."""
    problems = [problem for one in found for problem in one.problems]
    problems += [problem for one in talks for problem in one.problems]
    is_read = any(one.text.strip() for one in found) or any(map(mailed.is_read, talks))
    if tell:
        _tell(problems, words, is_read=is_read)
    return NOTHING if not is_read else LOOK if problems else DONE


def document(found: Contract, words: Words) -> dict[str, Any]:
    """A contract as JSON."""
    from goodterms.faces.documents import problem

    return {
        "path": found.source,
        "language": found.language or None,
        "clauses": [_clause(one, found) for one in found.clauses],
        "not_found": list(found.not_found),
        "loose_ends": [_owed(one, found) for one in found.loose_ends],
        "lines": {"all": len(found.lines), "read": sum(bool(one.kinds) for one in found.lines)},
        "problems": [problem(one, words) for one in found.problems],
    }


def _clause(one: Clause, found: Contract) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": one.kind, "quote": found.quote(one.span), "start": one.span.start, "end": one.span.end,
        "page": one.page, "value": {name: _plain(value) for name, value in one.value.items()},
    }  # fmt: skip
    if one.also:
        shown["also"] = [_place(span, found) for span in one.also]
    if one.is_corrected:
        shown["corrected"] = True
    return shown


def _place(span: Span, found: Contract) -> dict[str, Any]:
    return {"quote": found.quote(span), "start": span.start, "end": span.end}


def _owed(one: LooseEnd, found: Contract) -> dict[str, Any]:
    due = one.due.isoformat() if one.due else None
    return {
        "what": one.what,
        "owed_by": one.owed_by,
        "due": due,
        "state": one.state,
        "quote": found.quote(one.span),
    }


def _plain(value: Value) -> Any:
    from datetime import date

    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _show(
    found: Sequence[Contract], talks: Sequence[tuple[str, Dossier]], words: Words, *, by_line: bool
) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens import contracts
    from goodterms.faces.screens import mailed as of_mails

    shown, out = terminal.ScreenWords(words.language), terminal.Screen()
    for one in found:
        if one.text.strip():
            contracts.show_contract(out, one, shown)
            if by_line:
                contracts.show_lines(out, one, shown)
    for name, talk in talks:
        if mailed.is_read(talk):
            of_mails.show_dossier(out, name, talk, shown)


def _tell(problems: Sequence[Problem], words: Words, *, is_read: bool) -> None:
    """What could not be read; a single file that could not be is one line."""
    from goodterms.faces import terminal
    from goodterms.faces.screens import reading

    if not is_read and len(problems) == 1:
        raise click.ClickException(f"{words.place(problems[0])}: {words.say(problems[0])}")
    reading.show_problems(terminal.Screen(error=True), problems, terminal.ScreenWords(words.language))
