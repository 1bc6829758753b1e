"""What a freelancer types. A command reads what was asked, asks once at the desk, and shows the answer."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from goodterms import __version__
from goodterms.terms.memory import undisturbed

LATER = {
    "after": ("goodterms.faces.afterwards", "after"),
    "backup": ("goodterms.faces.backing", "backup"),
    "claim": ("goodterms.faces.claiming", "claim"),
    "clients": ("goodterms.faces.clients", "clients"),
    "contract": ("goodterms.faces.contracts", "contract"),
    "demo": ("goodterms.faces.reviewing", "demo"),
    "doctor": ("goodterms.faces.checking", "doctor"),
    "draft": ("goodterms.faces.drafting", "draft"),
    "erase": ("goodterms.faces.leaving_data", "erase"),
    "evidence": ("goodterms.faces.papers", "evidence"),
    "export": ("goodterms.faces.leaving_data", "export"),
    "forecast": ("goodterms.faces.forecasting", "forecast"),
    "handover": ("goodterms.faces.papers", "handover"),
    "import": ("goodterms.faces.imports", "import_"),
    "inspect": ("goodterms.faces.inspecting", "inspect"),
    "lint": ("goodterms.faces.linting", "lint"),
    "network": ("goodterms.faces.network", "network"),
    "mcp": ("goodterms.faces.mcp.command", "mcp"),
    "plan": ("goodterms.faces.planning", "plan"),
    "portfolio": ("goodterms.faces.portfolio", "portfolio"),
    "referrals": ("goodterms.faces.afterwards", "referrals"),
    "rant": ("goodterms.faces.ranting", "rant"),
    "reply": ("goodterms.faces.answering", "reply"),
    "restore": ("goodterms.faces.backing", "restore"),
    "review": ("goodterms.faces.reviewing", "review"),
    "serve": ("goodterms.faces.serving", "serve"),
    "screen": ("goodterms.faces.screening", "screen"),
    "studio": ("goodterms.faces.studio", "studio"),
    "token": ("goodterms.faces.letting_in", "token"),
    "watch": ("goodterms.faces.imports", "watch"),
    "what-if": ("goodterms.faces.what_if", "what_if"),
}
"""Where each command is: the module, and its name there. Commands are imported when somebody asks for them,
and import what they use when they run: `--help` stays quick, and the store's framework stays out of commands
that keep nothing."""


class _Program(click.Group):
    """All commands, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return sorted(LATER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in LATER:
            return None
        module, name = LATER[cmd_name]
        with undisturbed():
            command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="goodterms")
def goodterms() -> None:
    """Which client should I let go, and how do I leave well?

    Reads the records you already have and says of every client keep, repair or let go, with the evidence.
    Everything stays on this machine.

    \b
    Examples:
      goodterms demo                      an invented freelancer's records
      goodterms review ~/business         your own, keeping nothing
      goodterms inspect export.csv        what would be read from a file
    """
    if isinstance(sys.stdout, TextIOWrapper):  # what its encoding lacks becomes ?, and no fault of ours
        sys.stdout.reconfigure(errors="replace")
