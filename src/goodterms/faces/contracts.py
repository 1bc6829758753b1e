"""What does this contract say? Shows the clauses with their quotes, and keeps corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces import mailed
from goodterms.faces.asking import existing, home, store, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.model import Clause, Contract, LooseEnd, Span, Value
    from goodterms.records.model import Correction
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

SAID = "corrections"
"""Under this name the store keeps what was said of contracts, as if it were a file."""
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
@click.option("--in", "written", type=click.Choice(("en", "fr", "nl", "vi")), help="The contract's language.")
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
      goodterms contract mails/harbour --me mara@lindqvist.example
      goodterms contract --client "Harbour & Sons"
    """
    words = words_of(lang)
    existing(files, words)
    if client or place or any(map(mailed.is_mail, files)):
        return _mailed(files, client, place, written or "", me, words, as_json=as_json)
    if not files:
        raise click.UsageError(words("dossier.what_to_read"))
    if (told or refused or forget) and len(files) != 1:
        raise click.UsageError(words("contract.one_file"))
    with telling(words):
        said = _corrections(files[0], told, refused, written or "", words, forget=forget)
        found = [_read(path, written or "", said, words) for path in files]
    if as_text:
        for one in found:
            click.echo(one.text)
    elif as_json:
        print_json({"schema": "goodterms.contract/1", "files": [document(one, words) for one in found]})
    else:
        _show(found, words, by_line=by_line)
    is_read = any(one.text.strip() for one in found)
    if as_text or not as_json:
        _tell([problem for one in found for problem in one.problems], words, is_read=is_read)
    return NOTHING if not is_read else LOOK if any(map(_is_doubtful, found)) else DONE


def _mailed(
    files: Sequence[Path], client: str, place: Path | None, language: str, me: Sequence[str], words: Words,
    *, as_json: bool,
) -> int:  # fmt: skip
    """Terms in fact of mails, where there is no contract; contracts named beside them are not read."""
    from goodterms.faces import terminal
    from goodterms.faces.screens import mailed as screen

    if bool(client) == bool(files) or (place and not client) or not all(map(mailed.is_mail, files)):
        raise click.UsageError(words("dossier.what_to_read"))
    with telling(words):
        found = [(str(path), mailed.of_path(path, language, me)) for path in files]
        found += [(client, mailed.of_client(client, place, language, me, words))] if client else []
    problems = [problem for _, one in found for problem in one.problems]
    is_read = not problems or any(one.terms or one.loose_ends for _, one in found)
    if as_json:
        shown = [mailed.document(name, one, words) for name, one in found]
        print_json({"schema": "goodterms.contract/1", "files": shown})
    else:
        said = terminal.ScreenWords(words.language)
        for name, one in found if is_read else ():
            screen.show_dossier(terminal.Screen(), name, one, said)
        _tell(problems, words, is_read=is_read)
    return NOTHING if not is_read else LOOK if problems else DONE


def _is_doubtful(one: Contract) -> bool:
    return bool(one.problems)


def _read(path: Path, language: str, said: Iterable[Correction], words: Words) -> Contract:
    """One file as a contract; what could not be read of it is among its problems.

    The process that takes a PDF apart starts while the reader of contracts is loaded, and works while that
    loads the sheets of the likeliest language.
    """
    from goodterms.records.documents import pdf

    if path.suffix.lower() == ".pdf":
        pdf.begin()
    from goodterms.parting.contract.reading import prepare, read_contract
    from goodterms.parting.model import Contract
    from goodterms.records.documents.texts import text_of
    from goodterms.records.source import Source
    from goodterms.terms.evidence import Problem

    try:
        content = path.read_bytes()
        if not content.strip():
            return Contract(str(path), "", "", problems=(Problem(str(path), "", "contract.no_words"),))
        text, problems = text_of(
            Source(str(path), content, path), lambda: prepare(language or words.language)
        )
    except OSError as error:
        detail = {"detail": error.strerror or ""}
        return Contract(str(path), "", "", problems=(Problem(str(path), "", "contract.cannot_open", detail),))
    if not text.strip():
        return Contract(str(path), "", text, problems=tuple(problems))
    found = read_contract(text, language, str(path), said)
    return found._replace(problems=(*problems, *found.problems))


def _corrections(
    path: Path, told: Sequence[str], refused: Sequence[int], language: str, words: Words, *, forget: bool
) -> tuple[Correction, ...]:
    """What was said of contracts so far, and now."""
    from goodterms.store.database import FILE

    if not (told or refused or forget or _is_kept(FILE)):
        return ()
    with store() as kept:
        so_far = _said(kept)
        if not (told or refused or forget):
            return so_far
        now = _read(path, language, so_far, words)
        if forget:
            so_far = _without(so_far, now.text)
        new = [_word(one, now, words) for one in told] + [_no(number, now, words) for number in refused]
        return _keep(kept, (*so_far, *new))


def _is_kept(file: str) -> bool:
    """Is there a store at all? To look is no reason to make one."""
    import os

    return bool(os.environ.get("DATABASE_URL")) or (home() / file).exists()


def _said(kept: Any) -> tuple[Correction, ...]:
    from goodterms.records.model import Correction

    return tuple(one for one in kept.records(Correction) if isinstance(one, Correction))


def _without(so_far: tuple[Correction, ...], text: str) -> tuple[Correction, ...]:
    from goodterms.parting.contract.correcting import digest

    mine = digest(text)
    return tuple(one for one in so_far if one.document != mine)


def _keep(kept: Any, every: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """All that was said, the last word on each passage, as a file that is all there is."""
    from goodterms.records.model import Batch

    last = {(one.document, one.passage): one for one in every}
    left = tuple(last.values())
    kept.save(Batch(SAID, None, left), f"{SAID} {left!r}", SAID, whole=True)
    return left


def _word(told: str, now: Contract, words: Words) -> Correction:
    """The correction that a --set asks for."""
    from goodterms.parting.contract.correcting import correction, read_values
    from goodterms.parting.contract.sheets import kinds

    numbered = re.fullmatch(r"(\d+)((?:\s+\w+=.*)+)", told.strip(), re.DOTALL)
    if numbered:
        clause = _numbered(int(numbered[1]), now, words)
        quote, kind, own, rest = now.quote(clause.span), clause.kind, dict(clause.value), numbered[2]
    else:
        quote, kind, rest, own = _passage(told, now, words)
    pairs = rest.split()
    asked = next((one[5:] for one in pairs if one.startswith("kind=")), kind)
    value = read_values(" ".join(one for one in pairs if not one.startswith("kind=")))
    if value is None or asked not in kinds():
        raise click.BadParameter(
            words("contract.bad_set", told=told, kinds=", ".join(kinds())), param_hint="--set"
        )
    return correction(now.text, quote, asked, own | value if asked == kind else value)


def _passage(told: str, now: Contract, words: Words) -> tuple[str, str, str, dict[str, Value]]:
    """The words, the kind and the values in: its words kind days=45."""
    from goodterms.parting.contract.sheets import kinds

    found = re.fullmatch(rf"(.+?)\s+({'|'.join(kinds())})((?:\s+\w+=.*)?)", told.strip(), re.DOTALL)
    if not found:
        raise click.BadParameter(words("contract.how_to_set", told=told), param_hint="--set")
    if found[1] not in now.text:
        raise click.BadParameter(words("contract.no_such_words", told=found[1]), param_hint="--set")
    return found[1], found[2], found[3], {}


def _no(number: int, now: Contract, words: Words) -> Correction:
    from goodterms.parting.contract.correcting import correction

    return correction(now.text, now.quote(_numbered(number, now, words).span), "", {})


def _numbered(number: int, now: Contract, words: Words) -> Clause:
    if not 0 < number <= len(now.clauses):
        count = len(now.clauses)
        raise click.BadParameter(words("contract.no_such_number", number=number, count=count))
    return now.clauses[number - 1]


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


def _show(found: Sequence[Contract], words: Words, *, by_line: bool) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens import contracts as screen

    shown, out = terminal.ScreenWords(words.language), terminal.Screen()
    for one in found:
        if one.text.strip():
            screen.show_contract(out, one, shown)
            if by_line:
                screen.show_lines(out, one, shown)


def _tell(problems: Sequence[Problem], words: Words, *, is_read: bool) -> None:
    """What could not be read; a single file that could not be is one line."""
    from goodterms.faces import terminal
    from goodterms.faces.screens import reading

    if not is_read and len(problems) == 1:
        raise click.ClickException(f"{words.place(problems[0])}: {words.say(problems[0])}")
    reading.show_problems(terminal.Screen(error=True), problems, terminal.ScreenWords(words.language))
