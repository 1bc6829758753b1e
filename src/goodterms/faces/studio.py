"""Whoever runs a studio's server makes studios, invitations and new passwords here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import telling, words_of
from goodterms.faces.command import DONE, print_json, shared_options
from goodterms.faces.home import is_studio

if TYPE_CHECKING:
    from goodterms.faces.web.studio.models import Studio
    from goodterms.faces.words import Words

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

ADDRESS = "http://127.0.0.1:8000"
"""Where gunicorn listens unless it is told otherwise."""


@click.group()
def studio() -> None:
    """Several people and several studios on one server, with accounts (docs/guide/studio.md).

    \b
    Examples:
      goodterms studio upgrade
      goodterms studio create "Atelier Noord" --owner mara@noord.example
      goodterms studio invite jo@noord.example --studio "Atelier Noord"
    """


def _address(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--address", default=ADDRESS, show_default=True, help="Where people reach the server."
    )(command)


@studio.command()
@click.argument("name")
@click.option("--owner", required=True, metavar="EMAIL", help="Who can invite others.")
@_address
@shared_options
def create(name: str, owner: str, address: str, as_json: bool, lang: str | None) -> int:
    """Makes a studio, and a link with which its owner comes in.

    \b
    Examples:
      goodterms studio create "Atelier Noord" --owner mara@noord.example
      goodterms studio create Delta --owner jo@delta.example --address https://goodterms.delta.example
    """
    words = words_of(lang)
    with _server(words):
        from goodterms.faces.web.studio import links, preparing
        from goodterms.faces.web.studio.models import Studio
        from goodterms.faces.web.studio.trail import note

        email, name = _email(owner, words), name.strip()[:120]
        if not name or Studio.objects.filter(name=name).exists():
            raise click.ClickException(words("studio.taken", name=name))
        made = preparing.create_studio(name)
        secret = links.invite(email, made, is_owner=True)
        note("invited", made, None, email)
    return _link("invite", email, secret, address, words, as_json=as_json)


@studio.command()
@click.argument("email")
@click.option("--studio", "name", required=True, metavar="NAME", help="The studio they are invited to.")
@click.option("--owner", "is_owner", is_flag=True, help="They can invite others.")
@_address
@shared_options
def invite(email: str, name: str, is_owner: bool, address: str, as_json: bool, lang: str | None) -> int:
    """Makes a link with which somebody comes into a studio; owners can do that in the browser.

    \b
    Example:
      goodterms studio invite jo@noord.example --studio "Atelier Noord"
    """
    words = words_of(lang)
    with _server(words):
        from goodterms.faces.web.studio import links
        from goodterms.faces.web.studio.trail import note

        email, found = _email(email, words), _studio(name, words)
        secret = links.invite(email, found, is_owner=is_owner)
        note("invited", found, None, email)
    return _link("invite", email, secret, address, words, as_json=as_json)


@studio.command("reset-password")
@click.argument("email")
@click.option("--without-second-factor", is_flag=True, help="Their app is lost: also sign in without it.")
@_address
@shared_options
def reset_password(
    email: str, without_second_factor: bool, address: str, as_json: bool, lang: str | None
) -> int:
    """Makes a link to a new password, for who has lost their own and their recovery codes.

    Be sure that it is really them: whoever opens the link reads what they keep to themselves.

    \b
    Example:
      goodterms studio reset-password jo@noord.example
    """
    words = words_of(lang)
    with _server(words):
        from goodterms.faces.web.studio import links
        from goodterms.faces.web.studio.accounts import account_of
        from goodterms.faces.web.studio.models import Membership
        from goodterms.faces.web.studio.trail import note

        account = account_of(email)
        if account is None:
            raise click.ClickException(words("studio.no_account", email=email))
        if without_second_factor:
            account.secret = ""
            account.save(update_fields=["secret"])
        for one in Membership.objects.filter(account=account).select_related("studio"):
            note("reset-link", one.studio, None, account.email)
        secret = links.reset(account, needs_proof=False)
    return _link("reset", account.email, secret, address, words, as_json=as_json)


@studio.command("list")
@shared_options
def list_(as_json: bool, lang: str | None) -> int:
    """Which studios there are, and how many people are in each.

    \b
    Example:
      goodterms studio list --json
    """
    words = words_of(lang)
    with _server(words):
        from django.db.models import Count

        from goodterms.faces.web.studio.models import Studio

        counted = Studio.objects.annotate(people=Count("membership")).order_by("name")
        told = list(counted.values_list("name", "schema", "people"))
    if as_json:
        rows = [{"name": name, "database_schema": schema, "people": people} for name, schema, people in told]
        print_json({"schema": "goodterms.studios/1", "studios": rows})
        return DONE
    for name, schema, people in told:
        click.echo(f"{name}\t{schema}\t{people}")
    if not told:
        click.echo(words("studio.none"), err=True)
    return DONE


@studio.command()
@shared_options
def upgrade(as_json: bool, lang: str | None) -> int:
    """Makes the tables, or brings them up to this version of the program; run it before the server starts.

    \b
    Example:
      goodterms studio upgrade
    """
    words = words_of(lang)
    with _server(words, prepared=False):
        from goodterms.faces.web.studio.preparing import prepare

        names = prepare()
    if as_json:
        print_json({"schema": "goodterms.studio-upgrade/1", "studios": names})
    else:
        click.echo(words("studio.ready", names=", ".join(names)) if names else words("studio.none"), err=True)
    return DONE


@contextmanager
def _server(words: Words, *, prepared: bool = True) -> Iterator[None]:
    """Wakes Django with the server's settings; what is wrong with them becomes one line."""
    if not is_studio():
        raise click.ClickException(words("studio.is_none"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodterms.faces.web.settings"
    from django.core.exceptions import ImproperlyConfigured

    with telling(words):
        try:
            import django

            django.setup()
        except ImproperlyConfigured as error:
            raise click.ClickException(words("studio.bad_setting", detail=str(error))) from error
        from goodterms.faces.web.studio.preparing import is_ready
        from goodterms.store.database import shared_database
        from goodterms.store.trouble import telling as telling_of

        with telling_of(shared_database(os.environ.get("DATABASE_URL")).place):
            if prepared and not is_ready():
                raise click.ClickException(words("studio.not_prepared"))
            yield


def _email(told: str, words: Words) -> str:
    from goodterms.faces.web.studio.accounts import as_email

    email = as_email(told)
    if not email:
        raise click.ClickException(words("studio.no_email", email=told))
    return email


def _studio(name: str, words: Words) -> Studio:
    from goodterms.faces.web.studio.models import Studio

    found = Studio.objects.filter(name=name).first()
    if found is None:
        names = ", ".join(Studio.objects.order_by("name").values_list("name", flat=True))
        raise click.ClickException(words("studio.no_such", name=name, names=names))
    return found


def _link(kind: str, email: str, secret: str, address: str, words: Words, *, as_json: bool) -> int:
    """The link is the one line on standard output."""
    from goodterms.faces.web.studio.links import DAYS

    link = f"{address.rstrip('/')}/welcome/{secret}/"
    if as_json:
        print_json({"schema": "goodterms.studio-link/1", "kind": kind, "email": email, "link": link})
        return DONE
    click.echo(words("studio.link", email=email, days=DAYS[kind]), err=True)
    sys.stdout.write(f"{link}\n")
    return DONE
