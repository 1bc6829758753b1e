"""A real mail server on loopback: Dovecot, with a configuration, a user and a mailbox of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

USERS = [f"mara{number}@lind.example" for number in range(1, 200)]
"""One a test; the server reads who they are only once."""
PASSWORD = "Sông & “Nijl” 1"  # noqa: S105 - of the server that these tests start
CONFIG = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:~/Maildir
mail_fsync = never
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
{identity}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
  mailbox Entwurf {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
"""


@dataclass
class Mailbox:
    """The mailbox of one test: where the server is, and how mail gets into it without IMAP."""

    user: str
    port: int
    secure_port: int
    folder: Path
    server: subprocess.Popen[bytes]
    owner: tuple[int, int]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, scheme: str = "imap", host: str = "127.0.0.1", folder: str = "") -> str:
        port = self.secure_port if scheme == "imaps" else self.port
        return f"{scheme}://{self.user}@{host}:{port}{folder and '/' + folder}"

    def put(self, mail: bytes, folder: str = "", flags: str = "") -> Path:
        """Puts a mail into the inbox or a folder, as the program that delivers mail does."""
        place = self.folder / "Maildir" / (f".{folder}" if folder else "")
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        path = place / "cur" / f"{1_700_000_000 + next(self._numbers)}.M1P1.lind:2,{flags}"
        path.write_bytes(mail)
        os.utime(place / "cur", None)
        for each in (self.folder, *self.folder.rglob("*")):
            os.chown(each, *self.owner)
        return path


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _program() -> str | None:
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8", "replace") if log.exists() else "no log"
        with closing(socket.socket()) as line:
            line.settimeout(5)
            if line.connect_ex(("127.0.0.1", port)) == 0 and line.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    pytest.fail("the mail server of the tests does not answer")


def _configure(folder: Path, ports: tuple[int, int]) -> tuple[int, int]:
    """Writes what the server needs; the user and group that own the mail, who may not be root."""
    me = pwd.getpwuid(os.geteuid())
    owner = pwd.getpwnam("nobody") if me.pw_uid == 0 else me
    name = me.pw_name
    identity = f"default_internal_user = {name}\ndefault_login_user = {name}\ndefault_internal_group = {name}"
    settings = {"folder": folder, "uid": owner.pw_uid, "gid": owner.pw_gid, "port": ports[0]}
    identity = "" if me.pw_uid == 0 else identity
    text = CONFIG.format(**settings, secure_port=ports[1], identity=identity)
    (folder / "dovecot.conf").write_text(text, "utf-8")
    (folder / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS), "utf-8")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=lind.example", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return owner.pw_uid, owner.pw_gid


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Mailbox]:
    """The server, with nobody's mail; ended by its own process."""
    program = _program()
    if not program or not shutil.which("openssl"):
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    folder = Path(tempfile.mkdtemp(prefix="goodterms-dovecot-"))
    folder.chmod(0o755)
    ports = _free_port(), _free_port()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        owner = _configure(folder, ports)
        server = stack.enter_context(subprocess.Popen([program, "-F", "-c", folder / "dovecot.conf"]))
        stack.callback(server.send_signal, signal.SIGTERM)
        _wait(server, ports[0], folder / "log")
        yield Mailbox("", *ports, folder, server, owner)


_users = iter(USERS)


@pytest.fixture
def mailbox(dovecot: Mailbox) -> Mailbox:
    """An empty mailbox of a user of its own."""
    user = next(_users)
    home = dovecot.folder / "home" / user
    home.mkdir(parents=True)
    (dovecot.folder / "home").chmod(0o755)
    os.chown(home, *dovecot.owner)
    return Mailbox(user, dovecot.port, dovecot.secure_port, home, dovecot.server, dovecot.owner)
