"""What do I write to them? Asks what nobody told yet, and shows the letter with what is to be confirmed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, words_of
from goodterms.faces.command import DONE, LOOK, print_json
from goodterms.faces.records_of import about_client, records_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.deciding import Told
    from goodterms.letters.drafting import Draft
    from goodterms.letters.known import Known
    from goodterms.letters.linting import Finding
    from goodterms.letters.wording import Register
    from goodterms.terms.evidence import Text

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LANGUAGES = click.Choice(("en", "fr", "nl", "vi"))
CHANNELS = click.Choice(("email", "letter", "chat", "call_script"))
REGISTERS = click.Choice(("formal", "familiar"))


@click.command()
@click.argument("client")
@click.option("--lang", type=LANGUAGES, help="Language of the letter (default: the client's).")
@click.option("--channel", type=CHANNELS, help="How you will say it (default: what you use most with them).")
@click.option("--register", type=REGISTERS, help="vous or tu, u or je.")
@click.option("--address", default="", help="Vietnamese: what you call them (anh, chị, em, bạn …).")
@click.option(
    "--reason",
    default="",
    help="needs, direction, served, capacity, fit, specialist, or a sentence of yours.",
)
@click.option("--last-day", type=Day(), help="The last day of working for them.")
@click.option("--about", default="", help='What they are busy with: "the new shop".')
@click.option("--adjective", default="", help="What you find of that, and mean.")
@click.option("--knowing", default="", help="Or a sentence of yours about their business.")
@click.option("--handover", default="", help='What you hand over: "the source files and the passwords".')
@click.option("--colleague", default="", help="Somebody who agreed to be named.")
@click.option(
    "--provider", default="", help="agency, specialist, freelancer, local, association, or words of yours."
)
@click.option("--no-alternative", is_flag=True, help="Offer nobody else.")
@click.option("--contact", default="", help="The person you write to.")
@click.option("--me", default="", help="Your name.")
@click.option("--country", default="", help="Their country, for the way to write a date (US).")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@click.option("--no-questions", is_flag=True, help="Ask nothing, even on a terminal.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
@records_options
def draft(
    client: str, place: Path | None, as_of: date | None, alone: bool, lang: str | None, channel: str | None,
    register: Register | None, address: str, playbook: str, no_questions: bool, as_json: bool,
    no_alternative: bool, **told: Any,
) -> int:  # fmt: skip
    """The letter, e-mail, message or call script: short, honest, one reason.

    What the records know is used; what nobody told is asked, on a terminal, and Enter skips a question. A
    reason that the records contradict is refused with the evidence.

    \b
    Examples:
      goodterms draft "Harbour & Sons"
      goodterms draft "Harbour & Sons" --lang fr --channel letter --register formal
      goodterms draft Kestrel --from ~/business --reason needs --last-day 2026-05-29
      goodterms draft Kestrel --without-records --channel call_script --no-questions
    """
    from goodterms.letters.deciding import Refused, Wish, decide, to_mind
    from goodterms.letters.drafting import draft as in_words
    from goodterms.letters.linting import lint
    from goodterms.letters.wording import wording

    words = words_of(None)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    known, used = about_client(client, place, today, words, alone=alone, playbook=playbook)
    language = lang or (known.language if known and known.language in LANGUAGES.choices else words.language)
    way = channel or usual_channel(known)
    wish = Wish(known.client if known else client, is_alternative=not no_alternative, **told)
    _refuse_unknown_address(address, wording(language).addresses(), words)
    try:
        if not (no_questions or as_json) and sys.stdin.isatty():
            from goodterms.faces.questions import ask

            wish = ask(wish, known, today, language, words)
        decided = decide(wish, known, today)
    except Refused as refused:
        raise click.ClickException(_why_not(refused, words)) from refused
    made = in_words(decided, language, way, used, register, address)
    found = lint(made.text, language, way, known=_as_told(known, decided)).findings
    if as_json:
        print_json(document(made, decided.wish.client, words))
    else:
        _show(made, found, words)
    _show_notes(to_mind(decided, known, language), words)
    return LOOK if found else DONE


def document(made: Draft, client: str, words: Words) -> dict[str, Any]:
    """The draft as JSON."""
    claims = [{"quote": one.quote, "says": words.say(one.says), "state": one.state} for one in made.claims]
    shown: dict[str, Any] = {
        "schema": "goodterms.draft/1", "client": client, "language": made.language, "channel": made.channel,
        "subject": made.subject or None, "text": made.text, "claims": claims, "missing": list(made.missing),
    }  # fmt: skip
    if made.objections:
        shown["objections"] = [{"they": they, "you": you} for they, you in made.objections]
    if made.confirmation is not None:
        after = made.confirmation
        shown["confirmation"] = {"channel": "email", "subject": after.subject, "text": after.text}
    return shown


def _show(made: Draft, found: tuple[Finding, ...], words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens import drafts as screen
    from goodterms.faces.screens.letters import show_findings

    shown = terminal.ScreenWords(words.language)
    screen.show_draft(terminal.Screen(), made, shown)
    notes = terminal.Screen(error=True)
    screen.show_claims(notes, made, shown)
    if found:
        show_findings(notes, made.text, found, shown)


def _show_notes(notes: tuple[Text, ...], words: Words) -> None:
    """For the freelancer's eyes alone: with JSON too they stand on standard error."""
    for note in notes:
        click.echo(f"! {words.say(note)}", err=True)


def usual_channel(known: Known | None) -> str:
    """The channel of a draft to somebody, by how one mostly talks with them."""
    usual = known.usual_channel if known else ""
    return {"chat": "chat", "call": "call_script"}.get(usual, "email")


def _as_told(known: Known | None, told: Told) -> Known | None:
    """What the records know, with the freelancer's own word on alternatives: who wants none is not told to
    offer one."""
    from goodterms.letters.known import Known as Facts

    if told.wish.is_alternative:
        return known
    return (known or Facts(told.wish.client, told.today))._replace(referral=False)


def _refuse_unknown_address(address: str, allowed: tuple[str, ...], words: Words) -> None:
    if address and address not in allowed:
        raise click.BadParameter(
            words("cli.none_of", told=address, allowed=", ".join(allowed) or "-"), param_hint="--address"
        )


def _why_not(refused: Any, words: Words) -> str:
    """What the records say against it, and where."""
    places = "; ".join(words.place(one) for one in refused.evidence[:3])
    said = words.say(refused.text)
    return f"{said} ({places})" if places else said
