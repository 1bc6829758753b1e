"""`goodterms` and `python -m goodterms`: the front door, and the one place where an error becomes a line."""

from __future__ import annotations

import gc
import os
import sys

from goodterms.terms.memory import undisturbed


def main() -> None:
    """Run the command line: exit code 0 done, 1 something to look at, 2 could not be done."""
    # Modules are no garbage, and to look for some among them takes a tenth of a short command.
    with undisturbed():
        import click  # noqa: PLC0415 - as above

        from goodterms.faces.cli import goodterms  # noqa: PLC0415 - as above

        gc.freeze()
    try:
        sys.exit(goodterms.main(prog_name="goodterms", standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        _stop(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) has left: not an error, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as fault:
        if os.environ.get("GOODTERMS_DEBUG"):
            raise
        _stop(_in_words(fault))


def _in_words(fault: Exception) -> str:
    from goodterms.faces.words import Words, screen_language  # noqa: PLC0415 - as above

    return Words(screen_language())("cli.fault", fault=f"{type(fault).__name__}: {fault}")


def _stop(message: str) -> None:
    import click  # noqa: PLC0415 - as above

    click.echo(f"goodterms: {' '.join(message.split())}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
