"""The same in the browser, on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import telling, words_of
from goodterms.faces.command import DONE, shared_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

HOST = "127.0.0.1"
MOST_BYTES = 8 << 30
"""A mailbox may be dropped on the page that is this large."""


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, help="The port (default: any that is free)."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser; the link is the first line printed.")
@shared_options
def serve(port: int, no_browser: bool, as_json: bool, lang: str | None) -> int:
    """The whole journey in the browser, on 127.0.0.1 only, until you press Ctrl+C.

    The link opens once, in one browser; other users of this machine and other sites get nothing.

    \b
    Examples:
      goodterms serve
      goodterms serve --no-browser --port 8100
    """
    import os
    import webbrowser

    os.environ["DJANGO_SETTINGS_MODULE"] = "goodterms.faces.web.settings"
    words = words_of(lang)
    with telling(words):
        server, link = _server(port, words)
    if as_json:
        import json

        click.echo(json.dumps({"schema": "goodterms.serve/1", "link": link}))
    else:
        click.echo(link)
        click.echo(words("serve.how"), err=True)
    if not no_browser:
        webbrowser.open(link)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return DONE


def _server(port: int, words: Words) -> tuple[Any, str]:
    """The server, listening, and the link that opens it once."""
    from waitress import create_server

    from goodterms.faces.home import store
    from goodterms.faces.web.wsgi import application

    with store():
        pass  # a store that cannot be used is told here, not on the first page
    from goodterms.faces.web.doors import LINK

    try:
        server = create_server(
            application, host=HOST, port=port, threads=8, max_request_body_size=MOST_BYTES, ident=None
        )
    except OSError as error:
        raise click.ClickException(words("serve.no_port", port=port, detail=error.strerror or "")) from error
    return server, f"http://127.0.0.1:{server.effective_port}/open/{LINK.renew()}/"
