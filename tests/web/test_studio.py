"""Two studios on one server: nobody sees what is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from web.studio_server import RECORDS, Person, Server, invited, member, studio_server

pytestmark = [pytest.mark.postgres]
FILES = sorted(path for path in RECORDS.iterdir() if path.is_file())
ONLY_NORTH = "Lantern & Reed"
"""A client of one studio alone."""


class Scene(NamedTuple):
    """Two studios: one with two people and the invented freelancer's records, one with a client of the same
    name as one of the other's."""

    server: Server
    mara: Person
    jo: Person
    south: Person
    slugs: dict[str, str]
    job: str


@pytest.fixture(scope="module")
def scene(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    home = tmp_path_factory.mktemp("studio")
    with studio_server(postgres, home, "two_studios") as server:
        mara = member(
            server, server.studio("Atelier Noord", "mara@noord.example"), "mara@noord.example", "Mara"
        )
        jo = invited(mara, "jo@noord.example", "Jo")
        south = member(server, server.studio("Südwerk", "ines@sued.example"), "ines@sued.example", "Ines")
        mara.bring(*FILES)
        told = home / "clients.csv"
        told.write_text(f"name,country,emails\n{ONLY_NORTH},GB,post@lantern.example\n", "utf-8")
        jo.bring(told)
        job = next((home / "studios" / "studio_atelier_noord" / "people").glob("*/incoming/*")).name
        told = home / "invoices.csv"
        told.write_text(
            "number,client,issued,due,total,currency\nS-77,Delta Robotics,2026-03-05,2026-04-04,77.77,EUR\n",
            "utf-8",
        )
        south.bring(told)
        yield Scene(server, mara, jo, south, mara.clients(), job)


def test_people_of_one_studio_share_its_records(scene: Scene) -> None:
    """What one brings, the other sees; who brought it, and who is in the studio, is told to them."""
    assert ONLY_NORTH in scene.slugs
    assert scene.jo.clients() == scene.slugs
    assert "Mara" in scene.jo.get("/studio/").text


def test_studios_do_not_see_each_other(scene: Scene) -> None:
    """A client of the same name is another client in another studio, with other figures."""
    assert list(scene.south.clients()) == ["Delta Robotics"]
    slug = scene.slugs["Delta Robotics"]
    assert scene.south.clients()["Delta Robotics"] == slug
    own, other = (one.get(f"/clients/{slug}/").text for one in (scene.mara, scene.south))
    assert own != other
    assert "77.77" in scene.south.get("/money/").text
    assert "77.77" not in scene.mara.get("/money/").text


WALK = """
import json
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
def walk(resolver, before=""):
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        yield from walk(one, path) if isinstance(one, URLResolver) else [path]
print(json.dumps(sorted(set(walk(get_resolver())))))
"""
FOR_ALL = ("/sign-in/", "/sign-in/code/", "/health/", "/language/", "/welcome/")


def paths(scene: Scene, slug: str) -> list[str]:
    """Every address that the server has, of that client and of Mara's import."""
    values = {"slug": slug, "name": scene.job, "number": "1", "secret": "x", "signal": "late_payment"}
    found: list[str] = scene.server.run(WALK)
    return ["/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda told: values.get(told[1], "1"), path) for path in found]


def everything_in(server: Server, schema: str) -> dict[str, int]:
    """How many rows each table of a studio has."""
    tables = server.sql("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema)
    return {
        name: server.sql(f'SELECT count(*) FROM "{schema}"."{name}"')[0][0]  # noqa: S608 - our own names
        for (name,) in tables
    }


def test_a_stranger_gets_the_page_to_sign_in_and_nothing_else(scene: Scene) -> None:
    """Every address, with GET and with a form that has our own token."""
    stranger = Person(scene.server)
    before = everything_in(scene.server, "studio_atelier_noord")
    token = stranger.token()
    body = f"csrfmiddlewaretoken={token}".encode()
    for path in paths(scene, scene.slugs["Harbour & Sons"]):
        got = stranger.ask("GET", path)
        sent = stranger.ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})
        if path.startswith(FOR_ALL):
            assert got.status in (200, 302, 404, 405), path
        else:
            assert (got.status, got.to) == (302, "/sign-in/"), path
            assert sent.status == 403, path
        for found in (got, sent):
            assert "Harbour" not in found.text, path
            assert "Mara" not in found.text, path
    assert everything_in(scene.server, "studio_atelier_noord") == before


def test_another_studio_gets_nothing_of_ours(scene: Scene) -> None:
    """Every address, as a member of another studio: a client and an import of ours are not there (404), the
    other pages tell nothing of us, and nothing of ours is changed."""
    before = everything_in(scene.server, "studio_atelier_noord")
    asked = 0
    for path in paths(scene, scene.slugs["Harbour & Sons"]):
        if path in ("/sign-out/", "/look-around/"):  # out of the studio, or into the invented year
            continue
        got = scene.south.get(path)
        token = scene.south.token("/account/")
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        sent = scene.south.ask("POST", path, f"csrfmiddlewaretoken={token}&mark=told".encode(), **kind)
        if scene.slugs["Harbour & Sons"] in path or scene.job in path:
            assert got.status in (404, 405), path
            assert sent.status in (404, 405), path
            asked += 1
        for found in (got, sent):
            assert found.status < 500, path
            assert not re.search("Harbour|Lantern|Mara|Atelier Noord|noord", found.text), path
    assert asked >= 14
    assert everything_in(scene.server, "studio_atelier_noord") == before


def test_people_of_another_studio_cannot_be_changed(scene: Scene) -> None:
    """Nor can one go there, or learn whether it is there."""
    for number in ("1", "2", "99"):
        assert scene.south.post(f"/studio/people/{number}/", "/account/", change="reset").status == 404
    assert scene.south.post("/studio/switch/", "/account/", studio="1").status == 404
    assert scene.south.post("/studio/switch/", "/account/", studio="77").status == 404


def test_a_member_is_no_owner(scene: Scene) -> None:
    """Members do not invite, do not make links, and do not read the trail."""
    for path in ("/studio/invite/", "/studio/people/1/"):
        assert scene.jo.post(path, "/account/", email="x@y.example", change="reset").status == 404
    assert scene.jo.get("/studio/trail/").status == 404


def test_in_two_studios_one_sees_one_at_a_time(scene: Scene) -> None:
    """Somebody who belongs to both goes from one to the other, and sees only where they are."""
    page = scene.south.post("/studio/invite/", "/studio/", email="mara@noord.example").text
    link = re.search(r"/welcome/[\w-]+/", page)
    assert link
    stranger = Person(scene.server)
    assert "Sign in, then" in stranger.get(link[0]).text
    assert scene.mara.post(link[0], "/account/").to == "/"
    assert ONLY_NORTH not in scene.mara.clients()
    there = re.findall(r'name="studio" value="(\d+)"', scene.mara.get("/account/").text)
    assert scene.mara.post("/studio/switch/", "/account/", studio=there[0]).status == 302
    assert scene.mara.clients() == scene.slugs
