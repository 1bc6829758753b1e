"""What would hurt in this letter? Shows the words, why, and what to write instead; and all the rules."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, home, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json
from goodterms.faces.handed_in import letter_in
from goodterms.terms import shelf
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.incoming import Incoming
    from goodterms.letters.known import Known
    from goodterms.letters.linting import Finding
    from goodterms.terms.evidence import Text

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

SETTINGS = "lint.toml"
"""What is switched off for good, in the folder with the user's data."""
RULES = "goodterms.letters.rules"
CHANNELS = click.Choice(("email", "letter", "chat", "call_script"))
LANGUAGES = click.Choice(shelf.names("goodterms.letters.words", ".json"))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option("--channel", type=CHANNELS, default="email", help="How you will say it (default: email).")
@click.option("--client", default="", help="Compare what it claims with the records of this client.")
@click.option("--from", "place", type=PATHS, help="With --client: the records of this folder.")
@click.option("--as-of", type=Day(), help="With --client: take this day for today.")
@click.option(
    "--off", multiple=True, metavar="RULE", help='Leave out a rule, or "RULE: WORDS" where they stand.'
)
@click.option("--only", multiple=True, metavar="RULE", help="Look for nothing else.")
@click.option("--rules", "lists", is_flag=True, help="Show every rule with its phrases.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
@click.option(
    "--lang", type=LANGUAGES, help="Language of the messages, and of a letter that leaves its own open."
)
@undisturbed()
def lint(
    file: Path | None, channel: str, client: str, place: Path | None, as_of: date | None,
    off: tuple[str, ...], only: tuple[str, ...], lists: bool, as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """What would hurt in a letter, why, and what to write instead.

    It reads FILE, or standard input, in English, French, Dutch or Vietnamese. Nothing is kept, and nothing is
    changed. Exit code 0: nothing found, 1: something to look at, 2: nothing could be checked.

    \b
    Examples:
      goodterms lint letter.txt
      pbpaste | goodterms lint --channel chat --json
      goodterms lint letter.txt --client "Harbour & Sons"
      goodterms lint letter.txt --off no_alternative --off "but: however"
      goodterms lint --rules --lang fr
    """
    if not client:
        atexit.register(gc.freeze)  # as in `goodterms.faces.inspecting`
    words = words_of(lang)
    for_good = switched_off(words)
    wanted = _refuse_unknown(only, "--only", words) or shelf.names(RULES, ".py")
    _refuse_unknown(map(_rule, off), "--off", words)
    _refuse_unknown(map(_rule, for_good), SETTINGS, words)
    silent = [told.strip() for told in (*for_good, *off)]
    if lists:
        _show_rules(lang or words.language, only, silent, words, as_json=as_json)
        return DONE
    if place is not None and not client:
        raise click.UsageError(words("lint.from_whom"))
    come = letter_in(file, "lint.which", words)
    known = _known(client, place, as_of, words) if client else None
    language, found = _found(come, lang or "", channel, wanted, silent, known, words)
    if as_json:
        print_json(document(language, come, found, words))
    else:
        _show(come, found, words)
    return LOOK if found else DONE


def document(language: str, come: Incoming, found: Iterable[Finding], words: Words) -> dict[str, Any]:
    """What was found as JSON; places are those of the text as it came."""
    findings = []
    for one in found:
        place = None if one.start is None or one.end is None else come.place(one.start, one.end)
        findings.append(
            {
                "rule": one.rule,
                "start": place[0] if place else None,
                "end": place[1] if place else None,
                "quote": come.text[slice(*place)] if place else None,
                "message": " ".join(
                    [words(f"lint.{one.rule}.why"), *(words.say(it.says) for it in one.says)]
                ),
                "instead": words(f"lint.{one.rule}.instead"),
            }
        )
    return {"schema": "goodterms.lint/1", "language": language, "findings": findings}


def _found(
    come: Incoming, asked: str, channel: str, wanted: Iterable[str], silent: Iterable[str],
    known: Known | None, words: Words,
) -> tuple[str, list[Finding]]:  # fmt: skip
    """The language the letter was read in, and what the rules found that nobody switched off."""
    from goodterms.letters import linting

    off = frozenset({*linting.rules()}.difference(wanted)).union(silent)
    linted = linting.lint(come.plain, asked, channel, off=off, known=known)
    if linted.language is None:
        raise click.ClickException(words.say(why_unread(come.plain, asked, words)))
    for note in come.notes:
        click.echo(words.say(note), err=True)
    if asked and asked != linted.language:
        click.echo(words("lint.read_in", language=_called(linted.language, words)), err=True)
    return linted.language, [one for one in linted.findings if not is_silenced(one, silent)]


def why_unread(text: str, asked: str, words: Words) -> Text:
    """Why no rule can speak of it."""
    from goodterms.terms.evidence import Text
    from goodterms.terms.languages import OTHER_SCRIPT, surely

    sure = surely(text)
    if sure == OTHER_SCRIPT:
        return Text("lint.other_script")
    if sure is not None:
        return Text("lint.other_language", {"language": _called(sure, words)})
    if not any(char.isalpha() for char in text):
        return Text("lint.no_words")
    return Text("lint.no_accents" if asked == "vi" else "lint.unsure")


def _called(language: str, words: Words) -> str:
    """A language in words."""
    from babel import Locale

    return str(Locale.parse(words.language).languages.get(language, language))


def _known(client: str, place: Path | None, as_of: date | None, words: Words) -> Known:
    """What the records know of a client."""
    from goodterms.faces.records_of import about_client

    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    known, _ = about_client(client, place, today, words)
    if known is None:
        raise click.ClickException(words("cli.no_client_yet", client=client))
    return known


def switched_off(words: Words) -> list[str]:
    """What the user's own file switches off."""
    file = home() / SETTINGS
    if not file.is_file():
        return []
    import tomllib

    try:
        told = tomllib.loads(file.read_text("utf-8")).get("off", [])
    except (OSError, ValueError) as fault:
        raise click.ClickException(words("lint.broken_settings", path=str(file), fault=str(fault))) from fault
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise click.ClickException(words("lint.broken_settings", path=str(file), fault=f"off = {told!r}"))
    return told


def _refuse_unknown(names: Iterable[str], hint: str, words: Words) -> list[str]:
    """The names of rules, as they were told; refuses those that no rule has."""
    told, rules = list(names), shelf.names(RULES, ".py")
    for name in told:
        if name not in rules:
            problem = words("cli.none_of", told=name, allowed=", ".join(rules))
            raise click.BadParameter(problem, param_hint=hint)
    return told


def _rule(told: str) -> str:
    """The rule of `RULE` or `RULE: WORDS`."""
    return told.partition(":")[0].strip()


def is_silenced(one: Finding, silent: Iterable[str]) -> bool:
    """Is this finding of a rule at words that are switched off for it?"""
    told = [some.partition(":")[2].strip() for some in silent if _rule(some) == one.rule]
    if one.quote is None or not any(told):
        return False
    from goodterms.terms.languages import words as words_in

    said = _apart(words_in(one.quote))
    return any(_apart(words_in(some)) in said for some in told if some)


def _apart(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _show(come: Incoming, found: list[Finding], words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens.letters import show_findings

    if found:
        show_findings(terminal.Screen(), come.plain, found, terminal.ScreenWords(words.language))
    else:
        click.echo(words("lint.clean"))


def _show_rules(
    language: str, only: Iterable[str], silent: Iterable[str], words: Words, *, as_json: bool
) -> None:
    """Every rule, with what it goes by."""
    from goodterms.faces import terminal
    from goodterms.letters.sheets import classes as classes_of

    rules = list(_rules(language, only, set(silent), words))
    if as_json:
        classes = {name: list(members) for name, members in classes_of(language).items()}
        told = {"schema": "goodterms.lint_rules/1", "language": language, "rules": rules, "classes": classes}
        print_json(told)
        return
    from goodterms.faces.screens.letters import show_rules

    show_rules(terminal.Screen(), rules, terminal.ScreenWords(words.language))


def _rules(language: str, only: Iterable[str], silent: set[str], words: Words) -> Iterator[dict[str, Any]]:
    from goodterms.letters.linting import phrases_of, rules

    for name, rule in rules().items():
        if not only or name in only:
            yield {
                "rule": name,
                "level": rule.LEVEL,
                "off": sorted(one for one in silent if _rule(one) == name),
                "message": words(f"lint.{name}.why"),
                "instead": words(f"lint.{name}.instead"),
                "phrases": [phrase for phrase, _ in phrases_of(name, language)],
            }
