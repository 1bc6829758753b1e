"""Setting a studio's server up: what its operator types, what is refused, and what is handed along."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from faces.commands import Ended, goodterms, python
from web.studio_server import KEY

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def studio(home: Path, url: str, *words: str, **environment: str) -> Ended:
    """`goodterms studio …` with that database."""
    told = {"GOODTERMS_STUDIO": "1", "GOODTERMS_SECRET_KEY": KEY, "DATABASE_URL": url, **environment}
    return goodterms("studio", *words, home=home, **told)


@pytest.fixture
def url(postgres: str, request: pytest.FixtureRequest) -> str:
    """A database with nothing in it."""
    name = f"setup{abs(hash(request.node.nodeid))}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type] # our own text
    return f"{postgres}/{name}"


@pytest.mark.postgres
def test_from_nothing_to_a_link(url: str, tmp_path: Path) -> None:
    """Tables, a studio, its owner's link; twice the same name is refused."""
    assert studio(tmp_path, url, "list").err.startswith("goodterms: The database is not prepared yet")
    assert studio(tmp_path, url, "upgrade").code == 0
    assert studio(tmp_path, url, "upgrade").code == 0
    made = studio(tmp_path, url, "create", "Zwölf Ärzte", "--owner", "Mara@Noord.example", "--json")
    told = made.json
    assert (made.code, told["schema"], told["kind"]) == (0, "goodterms.studio-link/1", "invite")
    assert told["email"] == "mara@noord.example"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/welcome/[\w-]{43}/", told["link"])
    again = studio(tmp_path, url, "create", "Zwölf Ärzte", "--owner", "mara@noord.example")
    assert (again.code, again.out) == (2, "")
    listed = studio(tmp_path, url, "list", "--json").json
    assert listed["studios"] == [
        {"name": "Zwölf Ärzte", "database_schema": "studio_zwolf_arzte", "people": 0}
    ]
    upgraded = studio(tmp_path, url, "upgrade", "--json").json
    assert upgraded == {"schema": "goodterms.studio-upgrade/1", "studios": ["Zwölf Ärzte"]}


@pytest.mark.postgres
def test_names_that_look_alike_in_the_database_stay_two(url: str, tmp_path: Path) -> None:
    """Also names that have no letter there."""
    studio(tmp_path, url, "upgrade")
    for name in ("Café", "Cafe", "工作室", "Студия"):
        assert studio(tmp_path, url, "create", name, "--owner", "mara@noord.example").code == 0
    found = {one["database_schema"] for one in studio(tmp_path, url, "list", "--json").json["studios"]}
    assert found == {"studio_cafe", "studio_cafe_2", "studio_one", "studio_one_2"}


@pytest.mark.postgres
def test_what_cannot_be_done_is_one_line(url: str, tmp_path: Path) -> None:
    """An address that is none, a studio and an account that are not there."""
    studio(tmp_path, url, "upgrade")
    studio(tmp_path, url, "create", "Delta", "--owner", "jo@delta.example")
    for words, said in (
        (("invite", "nobody", "--studio", "Delta"), "nobody is no e-mail address"),
        (("invite", "x@delta.example", "--studio", "Gamma"), "There are: Delta"),
        (("reset-password", "x@delta.example"), "Nobody has an account"),
    ):
        done = studio(tmp_path, url, *words)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert said in done.err


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GOODTERMS_STUDIO": "0"}, "GOODTERMS_STUDIO=1"),
        ({"GOODTERMS_SECRET_KEY": "short"}, "40 characters or more"),
        ({"DATABASE_URL": "sqlite:///records.sqlite3"}, "needs PostgreSQL"),
        ({"DATABASE_URL": ""}, "needs PostgreSQL"),
        ({"GOODTERMS_SEAT": "studio_a:1"}, "GOODTERMS_SEAT is not for a server"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:1/none"}, "127.0.0.1:1/none"),
    ],
    ids=["at home", "a short key", "SQLite", "no database", "a seat for all", "nobody answers"],
)
def test_settings_that_cannot_be_are_told(environment: dict[str, str], said: str, tmp_path: Path) -> None:
    """In one line, before anything is opened; no password is repeated."""
    url = environment.pop("DATABASE_URL", "postgres://mara:secret@127.0.0.1:1/none")
    done = studio(tmp_path, url, "list", **environment)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert "secret@" not in done.err
    assert not Path("records.sqlite3").exists()


def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    """As systemd and containers hand it along."""
    key = tmp_path / "key"
    key.write_text(f"{KEY}\n", "utf-8")
    code = "import os; from goodterms.faces.web.studio.setting import _key; print(_key())"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GOODTERMS_SECRET_KEY_FILE", str(key))
        assert python(code, home=tmp_path).out.strip() == KEY


def test_on_a_studios_server_the_commands_have_no_records(tmp_path: Path) -> None:
    """Nobody's: whoever runs the server is not who works there."""
    told = {
        "GOODTERMS_STUDIO": "1",
        "GOODTERMS_SECRET_KEY": KEY,
        "DATABASE_URL": "postgres://x@127.0.0.1:1/x",
    }
    for words in (("review",), ("serve", "--no-browser")):
        done = goodterms(*words, home=tmp_path, **told)
        assert (done.code, done.out) == (2, "")
        assert "studio's server" in done.err


def test_at_home_there_are_no_accounts(tmp_path: Path) -> None:
    """The store of one freelancer has no table of a studio."""
    told = tmp_path / "clients.csv"
    told.write_text("name,country\nKestrel,GB\n", "utf-8")
    assert goodterms("import", told, home=tmp_path / "home").code == 0
    with sqlite3.connect(tmp_path / "home" / "goodterms.sqlite3") as kept:
        tables = [name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert tables
    assert not [name for name in tables if name.startswith(("studio_", "auth_", "django_session"))]


def test_the_unit_is_hardened_and_the_containers_are_named() -> None:
    """Examples that can be used as they are: least rights, health asked, nothing fetched from a registry that
    is named here, no secret inside."""
    unit = (EXAMPLES / "goodterms.service").read_text("utf-8")
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "DynamicUser=yes",
        "CapabilityBoundingSet=\n",
    ):
        assert line in unit
    assert "studio upgrade" in unit
    composed: dict[str, Any] = yaml.safe_load((EXAMPLES / "compose.yaml").read_text("utf-8"))
    assert set(composed["services"]) == {"pages", "database"}
    for name, service in composed["services"].items():
        assert "/" not in service["image"], name
        assert "healthcheck" in service
        assert not any("PASSWORD" in key and "FILE" not in key for key in service["environment"])
    assert "/health/" in json.dumps(composed["services"]["pages"]["healthcheck"])
