"""What does a whole mailbox cost, from its file to the store, beside programs that read mail?"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.beside import Line, Skipped
from bench.mails import CLIENTS, write_mailbox, write_maildir
from bench.workshop import Workshop, say

PARSED = 0.5
"""Of what the standard library takes merely to parse the same mailbox."""
AGAIN = 0.1
"""Of the first time."""
TWICE = 2.2
"""Times the cost of half the mails."""
MEMORY = 300
"""MiB, at most, for a mailbox of any size."""

_PARSE = """
import mailbox, sys
print(sum(len(mail.keys()) > 0 for mail in mailbox.mbox(sys.argv[1])))
"""
_PROFILE = """[me]
name = "Mara Lind"
emails = ["mara@lind.example"]
country = "BE"
timezone = "Europe/Brussels"
currency = "EUR"
"""


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """An import into an empty store, and again; a mailbox twice as long; the memory of a very large one."""
    mailbox, mails = _folder(shop, "mail", shop.mails)
    half, _ = _folder(shop, "half of the mail", shop.mails // 2)
    what = f"import of a mailbox of {mails:,} mails, {mailbox.stat().st_size >> 20} MB"
    yield shop.compare(
        Line(what, "goodterms import", "standard library, parsing only", "ratio", PARSED),
        lambda: _first(shop, mailbox),
        lambda: shop.children.wall("-c", _PARSE, str(mailbox)),
    )
    yield shop.compare(
        Line("import of the same mailbox again", "again", "first time", "ratio", AGAIN),
        lambda: (_first(shop, mailbox), _import(shop, mailbox))[1],
        lambda: _first(shop, mailbox),
    )
    yield shop.compare(
        Line("import of twice as many mails", "all", "half of them", "ratio", TWICE),
        lambda: _first(shop, mailbox),
        lambda: _first(shop, half),
    )
    # Before this process itself grows: a child counts as its own what its parent held when it was started.
    yield _memory(shop)
    for program in ("notmuch", "mu"):
        yield _beside(shop, program, mailbox, what)


def _folder(shop: Workshop, name: str, mails: int = 0, megabytes: int = 0) -> tuple[Path, int]:
    """A records folder with who is who and one mailbox: the mailbox, and how many mails it has."""
    folder = shop.scratch / name
    folder.mkdir()
    (folder / "goodterms.toml").write_text(_PROFILE, "utf-8")
    rows = "".join(f"Client {n},kim@{domain},{domain}\n" for n, domain in enumerate(CLIENTS, 1))
    (folder / "clients.csv").write_text(f"name,emails,domains\n{rows}", "utf-8")
    say(f"writing {name}")
    return folder / "all.mbox", write_mailbox(folder / "all.mbox", mails, megabytes)


def _first(shop: Workshop, mailbox: Path) -> float:
    """Seconds of an import into an empty store."""
    shutil.rmtree(shop.scratch / "home", ignore_errors=True)
    return _import(shop, mailbox)


def _import(shop: Workshop, mailbox: Path) -> float:
    return shop.children.wall("-m", "goodterms", "import", str(mailbox.parent), fine=(0, 1))


def _memory(shop: Workshop) -> Line:
    mailbox, mails = _folder(shop, "a very large mailbox", megabytes=shop.most_megabytes)
    shutil.rmtree(shop.scratch / "home", ignore_errors=True)
    say("importing it")
    peak = shop.children.peak("-m", "goodterms", "import", str(mailbox.parent), fine=(0, 1))
    size = mailbox.stat().st_size >> 20
    mailbox.unlink()
    what = f"memory of importing {mails:,} mails, {size:,} MB"
    return Line(what, "at its most", "allowed", "ratio", 1.0, unit="MiB").with_pair(peak, MEMORY)


def _beside(shop: Workshop, program: str, mailbox: Path, what: str) -> Line | Skipped:
    """The same mails indexed by another program, where it is installed; no limit."""
    if shutil.which(program) is None:
        return Skipped(f"{what}, beside {program}", f"{program} is not installed")
    maildir = shop.scratch / "maildir"
    if not maildir.exists():
        write_maildir(mailbox, maildir)
    line = Line(what, "goodterms import", f"{program}, indexing", "ratio", float("inf"))
    return shop.compare(line, lambda: _first(shop, mailbox), lambda: _indexed(shop, program, maildir))


def _indexed(shop: Workshop, program: str, maildir: Path) -> float:
    """Seconds that the program takes for a new index of the Maildir."""
    home = shop.scratch / f"{program} home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    home.mkdir()
    config = home / "config"
    config.write_text(
        f"[database]\npath={maildir}\n[user]\nname=Mara Lind\nprimary_email=mara@lind.example\n", "utf-8"
    )
    commands = {
        "notmuch": [["notmuch", f"--config={config}", "new", "--quiet"]],
        "mu": [
            ["mu", "init", f"--muhome={home}", f"--maildir={maildir}"],
            ["mu", "index", f"--muhome={home}"],
        ],
    }
    started = time.perf_counter()
    for command in commands[program]:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - named above
    return time.perf_counter() - started
