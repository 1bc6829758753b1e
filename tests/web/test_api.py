"""Programs in front of `goodterms serve`: what a token opens, what it is answered, and what nothing opens."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from faces.commands import goodterms, python
from goodterms import desk
from goodterms.faces.programs.questions import QUESTIONS
from goodterms.faces.web.slugs import slug_of
from web.serving import DEMO, Served, served

DAY = "as_of=2026-10-31"
ORCHARD = f"/api/v1/clients/{slug_of('Pixel Orchard')}"
LETTER = b"Dear Ann,\n\nyou never paid on time, but I wish you well.\n\nMara"
TEXT = {"Content-Type": "text/plain"}


class Answer(NamedTuple):
    """What a program got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def headers_of(response: HTTPResponse) -> dict[str, str]:
    """By their names in small letters."""
    return {name.lower(): value for name, value in response.getheaders()}


class Asking(NamedTuple):
    """A program that holds a token, or none."""

    one: Served
    token: str = ""

    def __call__(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Asks, and asks again while the answer is being worked out."""
        known = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        for _ in range(120):
            connection = HTTPConnection(urlsplit(self.one.root).netloc, timeout=60)
            connection.request(method, path, body, {**known, **headers})
            response = connection.getresponse()
            answer = Answer(response.status, headers_of(response), response.read())
            connection.close()
            if answer.status != 202:
                return answer
        raise AssertionError(path)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with the demo's records in its store."""
    home = tmp_path_factory.mktemp("api")
    assert goodterms("import", DEMO, home=home).code in (0, 1)
    with served(home) as started:
        yield started


def token(one: Served, name: str, *options: str) -> str:
    return goodterms("token", "--new", name, *options, home=one.home).out.strip()


@pytest.fixture(scope="module")
def ask(one: Served) -> Asking:
    """With a token as they usually are."""
    return Asking(one, token(one, "ledger"))


@pytest.fixture(scope="module")
def ask_all(one: Served) -> Asking:
    """With one that may be told feelings."""
    return Asking(one, token(one, "diary", "--with-feelings"))


@pytest.mark.parametrize("path", ["/api/v1/clients", "/api/openapi.json", "/api/v1/nothing", "/api/", "/api"])
def test_without_a_token_nothing_is_told(one: Served, ask: Asking, path: str) -> None:
    """Not even what there is: no token, one that was made up, another scheme."""
    for headers in ({}, {"Authorization": "Bearer goodterms_x"}, {"Authorization": f"Basic {ask.token}"}):
        answer = Asking(one)(path, **headers)
        assert (answer.status, answer.json["key"]) == (401, "programs.no_token")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_session_of_a_browser_opens_nothing(one: Served) -> None:
    """Whoever is inside with a browser is a stranger here: no other site can ask in their name."""
    came = Asking(one)(urlsplit(one.link).path)
    cookies = SimpleCookie(came.headers["set-cookie"])
    inside = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items())}
    assert Asking(one)("/clients/", **inside).status == 200
    assert Asking(one)("/api/v1/clients", **inside).status == 401


def test_another_name_for_this_machine_is_refused(ask: Asking) -> None:
    """A token does not help a site that makes its name point here."""
    answer = ask("/api/v1/clients", Host="evil.example")
    assert (answer.status, answer.json["key"]) == (400, "programs.bad_host")


def test_a_token_is_kept_as_a_digest_and_can_be_taken_back(one: Served) -> None:
    """It is shown once; the file has no token in it and is its owner's; what is revoked, or made anew, opens
    nothing from then on."""
    first = token(one, "gone")
    file = one.home / "tokens.json"
    assert first not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Asking(one, first)("/api/v1/clients").status == 200
    second = token(one, "gone")
    assert [Asking(one, some)("/api/v1/clients").status for some in (first, second)] == [401, 200]
    told = goodterms("token", "--list", "--json", home=one.home).json["tokens"]
    assert "gone" in [some["name"] for some in told]
    assert goodterms("token", "--revoke", "gone", home=one.home).code == 0
    assert Asking(one, second)("/api/v1/clients").status == 401
    assert goodterms("token", "--revoke", "gone", home=one.home).code == 2


@pytest.mark.parametrize(
    "words",
    [[], ["--list", "--new", "x"], ["--with-feelings", "--list"], ["--new", " "], ["--new", "x" * 61]],
)
def test_a_token_that_cannot_be_made_is_refused(tmp_path: Path, words: list[str]) -> None:
    """One line and exit code 2; nothing is written."""
    ended = goodterms("token", *words, home=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert not (tmp_path / "tokens.json").exists()


def test_a_broken_file_of_tokens_lets_nobody_in(tmp_path: Path) -> None:
    """And the command says which file it is."""
    (tmp_path / "tokens.json").write_text("{", "utf-8")
    ended = goodterms("token", "--list", home=tmp_path)
    assert ended.code == 2
    assert str(tmp_path / "tokens.json") in ended.err


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/api/v1/review", ["review"]),
        (f"{ORCHARD}/plan", ["plan", "Pixel Orchard"]),
        (
            f"{ORCHARD}/what-if?months=4&cash=8000",
            ["what-if", "Pixel Orchard", "--months", "4", "--cash", "8000"],
        ),
        (f"{ORCHARD}/claim?rate=12", ["claim", "Pixel Orchard", "--rate", "12"]),
        ("/api/v1/portfolio", ["portfolio"]),
    ],
)
def test_it_is_what_the_command_prints(ask_all: Asking, path: str, typed: list[str]) -> None:
    """With a token that may know everything, the document is that of `--json`."""
    printed = goodterms(*typed, "--as-of", "2026-10-31", "--json", home=ask_all.one.home).json
    answer = ask_all(f"{path}{'&' if '?' in path else '?'}{DAY}")
    assert answer.json == {**printed, "kept_back": []}
    assert answer.headers["content-type"] == "application/json"


def test_feelings_are_kept_back_unless_the_token_may_be_told(ask: Asking, ask_all: Asking) -> None:
    """Other documents for other tokens, also where the answer is known already."""
    for _ in range(2):
        told, told_all = (some(f"{ORCHARD}?{DAY}").json for some in (ask, ask_all))
        assert told["kept_back"] == list(desk.KEPT_BACK)
        assert told["clients"][0]["gut"] is None
        assert (told_all["kept_back"], told_all["clients"][0]["gut"]) == ([], "repair")
        assert "feelings" in told_all["clients"][0]["coverage"]
        assert "feelings" not in told["clients"][0]["coverage"]


@pytest.mark.parametrize(
    ("path", "status", "key", "parameter"),
    [
        ("/api/v1/nothing", 404, "programs.no_such_path", None),
        ("/api/v1/clients/0123456789ab/plan", 404, "programs.no_such_address", "client"),
        ("/api/v1/clients/Pixel%20Orchard", 404, "programs.no_such_address", "client"),
        ("/api/v1/review?as_of=2026-02-30", 422, "programs.not_allowed", "as_of"),
        ("/api/v1/review?as_of=2026-02-03&as_of=2026-02-04", 422, "programs.twice", "as_of"),
        ("/api/v1/review?asof=2026-02-03", 422, "programs.no_parameter", "asof"),
        ("/api/v1/review?playbook=mine", 422, "programs.not_allowed", "playbook"),
        ("/api/v1/forecast?playbook=balanced", 422, "programs.no_parameter", "playbook"),
        ("/api/v1/review?lang=de", 422, "programs.not_allowed", "lang"),
        (f"{ORCHARD}/what-if?months=0", 422, "programs.not_allowed", "months"),
        (f"{ORCHARD}/what-if?share=1e400", 422, "programs.not_allowed", "share"),
        (f"{ORCHARD}/what-if?cash=NaN", 422, "programs.not_allowed", "cash"),
        (f"{ORCHARD}/draft?client=x", 422, "programs.no_parameter", "client"),
    ],
)
def test_what_cannot_be_answered_is_told(
    ask: Asking, path: str, status: int, key: str, parameter: str | None
) -> None:
    """As problem details: a key for programs, a sentence for people, and what was at fault."""
    answer = ask(path)
    assert (answer.status, answer.json["status"], answer.json["key"]) == (status, status, key)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json.get("parameter") == parameter
    assert answer.json["detail"].endswith(".")


def test_a_letter_that_is_not_true_is_refused(ask_all: Asking) -> None:
    """With the records that speak against it."""
    answer = ask_all(f"/api/v1/clients/{slug_of('Harbour & Sons')}/draft?reason=fit&{DAY}")
    assert answer.status == 409
    assert answer.json["evidence"][0]["source"] == "feelings.csv"


def test_other_methods_types_and_sizes_are_refused(ask: Asking) -> None:
    """Each with its own status, and the method that is needed."""
    assert ask("/api/v1/lint", "POST", LETTER, **TEXT).json["findings"]
    assert ask("/api/v1/lint").headers["allow"] == "POST"
    assert ask("/api/v1/review", "POST", b"").headers["allow"] == "GET, HEAD"
    assert ask("/api/v1/review", "HEAD").body == b""
    assert ask("/api/v1/lint", "POST", b"{}", **{"Content-Type": "application/json"}).status == 415
    assert ask("/api/v1/lint", "POST", b"a " * 1_100_000, **TEXT).status == 413
    assert ask("/api/v1/lint", "POST", b"\xff\xfe\0", **TEXT).status == 422


def test_sentences_are_in_the_language_that_is_asked_for(ask: Asking) -> None:
    """By the parameter, else as the header says; keys are the same in all."""
    said = {
        ask("/api/v1/claims?lang=fr").json["says"],
        ask("/api/v1/claims", **{"Accept-Language": "nl,en"}).json["says"],
        ask("/api/v1/claims").json["says"],
    }
    assert len(said) == 3
    told = [ask("/api/v1/nothing", **{"Accept-Language": some}).json for some in ("fr", "vi")]
    assert told[0]["detail"] != told[1]["detail"]
    assert told[0]["key"] == told[1]["key"]


def test_the_description_is_of_what_is_answered(ask: Asking) -> None:
    """Every question has its address there, and no other address is named."""
    told = ask("/api/openapi.json").json
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {"/api/openapi.json", *(f"/api/v1{one.path}" for one in QUESTIONS)}
    assert told["security"] == [{"token": []}]


SLOW = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "goodterms.faces.web.settings"
import django
django.setup()
from django.test import Client
from goodterms.faces import tokens
from goodterms.faces.home import home
from goodterms import desk
open_book = desk.open_book
def slowly(kept):
    time.sleep(4)
    return open_book(kept)
desk.open_book = slowly
client = Client(headers={"Authorization": "Bearer " + tokens.new(home(), "t"), "Host": "localhost"})
first = client.get("/api/v1/clients")
assert (first.status_code, first.headers["Retry-After"]) == (202, "2"), first.content
assert first.json() == {"schema": "goodterms.waiting/1", "retry_after": 2}
for _ in range(600):
    last = client.get("/api/v1/clients")
    if last.status_code != 202:
        break
    time.sleep(0.1)
assert last.json()["clients"] == [], last.content
def fails(*_, **__):
    raise RuntimeError("secret")
import goodterms.faces.web.api.door as door
door.answer = fails
broken = client.get("/api/v1/clients")
assert broken.status_code == 500, broken.content
assert broken.json()["key"] == "programs.fault"
assert b"secret" not in broken.content
from django.core.exceptions import MiddlewareNotUsed
from django.test import override_settings
with override_settings(STUDIO=True):
    try:
        door.programs(None)
    except MiddlewareNotUsed:
        print("done")
"""


def test_what_takes_long_and_what_fails(tmp_path: Path) -> None:
    """An answer that takes longer than a moment is 202 and comes when it is asked for again; a fault of ours
    is 500, and tells nothing of what went wrong. In a studio there is no such door."""
    ended = python(SLOW, home=tmp_path)
    assert ended.out.strip() == "done", ended.err


CONFIG = """
[generation]
deterministic = true
[parameters]
"path.client" = "{slug}"
"query.client" = "{slug}"
[[operations]]
include-path = "/api/v1/lint"
# A schema cannot say that a text has to be in a language.
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "404", "422"]
"""


def test_it_is_as_it_is_described(ask: Asking, tmp_path: Path) -> None:
    """Schemathesis reads the description and tries what it allows and what it does not: no fault of ours, no
    answer, status, header or type that is not described, nothing allowed refused, nothing refused taken."""
    program = Path(sys.executable).with_name("schemathesis")
    if not program.exists():
        pytest.skip("no schemathesis here")
    (tmp_path / "schemathesis.toml").write_text(CONFIG.format(slug=slug_of("Pixel Orchard")), "utf-8")
    words = [
        program, "--config-file", tmp_path / "schemathesis.toml", "run", f"{ask.one.root}/api/openapi.json",
        "--header", f"Authorization: Bearer {ask.token}", "--checks", "all", "--max-examples", "5",
        "--no-shrink", "--continue-on-failure", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(
        [str(word) for word in words], cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert f"Tested: {len(QUESTIONS)}" in done.stdout
