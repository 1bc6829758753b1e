"""What is one person's own in a studio: feelings, password, second factor; and the trail of what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pyotp
import pytest

from web.studio_server import PASSWORD, RECORDS, Person, Server, invited, member, studio_server

pytestmark = [pytest.mark.postgres]
FILES = sorted(path for path in RECORDS.iterdir() if path.is_file() and path.name != "feelings.csv")
SCHEMA = "studio_atelier_noord"


@pytest.fixture(scope="module")
def server(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_server(postgres, tmp_path_factory.mktemp("people"), "people") as one:
        yield one


@pytest.fixture(scope="module")
def mara(server: Server) -> Person:
    """The owner, with the invented freelancer's records."""
    link = server.studio("Atelier Noord", "mara@noord.example")
    one = member(server, link, "mara@noord.example", "Mara")
    one.bring(*FILES)
    return one


@pytest.fixture(scope="module")
def jo(mara: Person) -> Person:
    return invited(mara, "jo@noord.example", "Jo")


def again(one: Person) -> Person:
    """The same person in a browser that was never here."""
    return Person(one.server, one.email)


def deeds(server: Server) -> list[str]:
    return [what for (what,) in server.sql("SELECT what FROM studio_entry ORDER BY id")]


# What one feels


BOOK = """
import json
from goodterms import desk
from goodterms.faces.home import Seat, seated, store
with seated(Seat("studio_atelier_noord", %d)), store() as kept:
    book = desk.open_book(kept)
told = [(one.client, one.record.dread) for one in book.feelings]
print(json.dumps([told, [(one.client, one.record.verdict) for one in book.guts]]))
"""


def felt(one: Person) -> tuple[list[list[object]], list[list[object]]]:
    """The ratings and guts in the records that a person is judged clients by."""
    number = one.server.sql("SELECT id FROM studio_account WHERE email = %s", one.email)[0][0]
    feelings, guts = one.server.run(BOOK % number)
    return feelings, guts


def test_what_one_feels_nobody_else_sees(server: Server, mara: Person, jo: Person) -> None:
    """A rating, for a day or at a message, is in the records of who gave it, and in nothing of anybody else:
    not a client's page, not the list of what was imported, not the trail."""
    slug = jo.clients()["Harbour & Sons"]
    jo.dread(slug, 4)
    assert felt(jo)[0] == [["Harbour & Sons", 4]]
    messages = f"/clients/{slug}/records/messages/"
    place = dict(re.findall(r'name="(source|locator)" value="([^"]+)"', jo.get(messages).text))
    assert jo.post(f"/clients/{slug}/feeling/message/", "/account/", dread="1", **place).status == 302
    assert sorted(felt(jo)[0]) == [["Harbour & Sons", 1], ["Harbour & Sons", 4]]
    assert "aria-pressed" in jo.get(messages).text.partition("<main")[2]
    assert "aria-pressed" not in mara.get(messages).text.partition("<main")[2]
    assert ["Harbour & Sons", 4] not in felt(mara)[0]
    for path in ("/import/", f"/clients/{slug}/", f"/clients/{slug}/decide/", "/clients/", "/studio/"):
        assert "feelings, " not in mara.get(path).text, path
    assert "feeling" not in deeds(server)


def test_two_people_may_feel_the_same(mara: Person, jo: Person) -> None:
    """The same rating of the same client on the same day is one for each of them."""
    slug = mara.clients()["Delta Robotics"]
    mara.dread(slug, 3)
    jo.dread(slug, 3)
    for one in (mara, jo):
        assert felt(one)[0].count(["Delta Robotics", 3]) == 1


RATED = re.compile(r"Dread, as you rated it: (\d)")


def rated(one: Person, slug: str) -> list[str]:
    """How the client's page says that they rated it, asked for twice: worked out, and remembered."""
    first, again = (RATED.findall(one.get(f"/clients/{slug}/").text) for _ in range(2))
    assert first == again
    return first


def test_a_rating_is_on_ones_own_page_alone_whoever_looks_first(mara: Person, jo: Person) -> None:
    """What was worked out for one is not shown to the other, also where it was there before they asked."""
    slug = jo.clients()["Nhà May Sông"]
    assert [rated(one, slug) for one in (jo, mara)] == [[], []]
    jo.dread(slug, 3)
    assert [rated(one, slug) for one in (jo, mara, jo)] == [["3"], [], ["3"]]
    mara.dread(slug, 2)
    assert [rated(one, slug) for one in (jo, mara, jo)] == [["3"], ["2"], ["3"]]


KEPT = """
import json
from datetime import date
from goodterms.faces.home import Seat, seated
from goodterms.faces.records import Day
from goodterms.faces.web.stored import StoredRecords
def book(person):
    with seated(Seat("studio_atelier_noord", person)):
        return StoredRecords(Day(date(2026, 5, 4), is_today=True, with_feelings=True)).book
people = %s
before = [book(one) for one in people]
print(json.dumps([book(one) is known for one, known in zip(people, before)] + [before[0] is before[1]]))
"""


def test_what_is_worked_out_for_two_people_stays_for_both(server: Server, mara: Person, jo: Person) -> None:
    """Who asks after the other finds their own answers as they were: they are not worked out anew."""
    numbers = [
        server.sql("SELECT id FROM studio_account WHERE email = %s", one.email)[0][0] for one in (mara, jo)
    ]
    assert server.run(KEPT % numbers) == [True, True, False]


def test_the_gut_is_ones_own(mara: Person, jo: Person) -> None:
    """Who decided by their gut is not known to the other."""
    slug = jo.clients()["Bakery Ostara"]
    assert jo.post(f"/clients/{slug}/decide/", "/account/", gut="keep").status == 302
    assert "Your gut says" in jo.get(f"/clients/{slug}/decide/").text
    assert ["Bakery Ostara", "keep"] in felt(jo)[1]
    assert ["Bakery Ostara", "keep"] not in felt(mara)[1]


def test_one_takes_back_only_ones_own_import(mara: Person, jo: Person, tmp_path: Path) -> None:
    """Undo does not reach what somebody else brought."""
    told = tmp_path / "clients.csv"
    told.write_text("name,country\nQuayside Bikes,GB\n", "utf-8")
    jo.bring(told)
    assert "Quayside Bikes" in mara.clients()
    mara_has = len(mara.clients())
    assert jo.post("/import/undo/", "/account/").status == 200
    assert len(mara.clients()) == mara_has - 1
    assert jo.post("/import/undo/", "/account/").status == 200
    assert len(mara.clients()) == mara_has - 1


def test_the_same_file_of_two_people_counts_once(server: Server, mara: Person, jo: Person) -> None:
    """Both may bring the same invoices; each is one bill."""
    before = mara.get("/money/").text
    jo.bring(RECORDS / "invoices.csv")
    table = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)
    assert table.findall(mara.get("/money/").text) == table.findall(before)


def test_hours_are_told_by_person(mara: Person) -> None:
    """Who worked how much for whom is no secret among them."""
    page = mara.get("/studio/").text
    assert "Hours of the last twelve months" in page


# Totals of what people feel


def last_month() -> datetime:
    return datetime.now(UTC).replace(day=1) - timedelta(days=1)


def test_how_a_team_feels_is_told_from_five_people_on(server: Server, mara: Person, jo: Person) -> None:
    """Four ratings of the month that is over tell nothing, five tell one word; then the month stands, whoever
    rates again or leaves."""
    slug = mara.clients()["Café Nijlpaard"]
    team = [mara, jo, *(invited(mara, f"p{n}@noord.example", f"Person {n}") for n in range(3))]
    day = last_month().date().isoformat()

    def rated(people: list[Person], client: str, *dreads: int) -> None:
        for one, dread in zip(people, dreads, strict=True):
            told = server.home / "feelings.csv"
            told.write_text(f"client,day,dread\n{client},{day},{dread}\n", "utf-8")
            one.bring(told)

    server.sql("DELETE FROM studio_mood")
    rated(team[:4], "Café Nijlpaard", 4, 4, 3, 3)
    assert "Fewer than five" in mara.get("/studio/").text
    assert server.sql("SELECT dread FROM studio_mood WHERE client = %s", slug) == [(None,)]
    server.sql("DELETE FROM studio_mood")
    rated(team[4:], "Café Nijlpaard", 4)
    assert "Fewer than five" not in mara.get("/studio/").text
    assert server.sql("SELECT dread FROM studio_mood WHERE client = %s", slug) == [(4,)]
    rated(team, "Café Nijlpaard", 0, 0, 0, 0, 0)
    assert mara.get("/studio/").status == 200
    assert server.sql("SELECT dread FROM studio_mood WHERE client = %s", slug) == [(4,)]


# Coming in


def test_a_wrong_password_and_no_account_look_alike(server: Server, mara: Person) -> None:
    """Nobody learns who has an account."""
    told = []
    for email in ("jo@noord.example", "nobody@noord.example"):
        stranger = Person(server)
        told.append(stranger.post("/sign-in/", email=email, password="something else entirely"))  # noqa: S106 - wrong on purpose
    assert [one.status for one in told] == [403, 403]
    plain = [re.sub(r'value="[^"]*"', "", one.text) for one in told]
    assert plain[0] == plain[1]


def test_who_guesses_waits_and_the_owner_does_not(server: Server, mara: Person) -> None:
    """After five wrong passwords even the right one is not looked at from there; who signed in before comes
    in from their own browser, and the wait ends by itself."""
    known = again(mara)
    assert known.sign_in().status == 302
    known.post("/sign-out/", "/account/")
    server.sql("DELETE FROM studio_attempt")
    guesser = Person(server, mara.email)
    seen = [
        guesser.post("/sign-in/", email=mara.email, password=f"guess number {n}").status for n in range(7)
    ]
    assert seen == [403, 403, 403, 403, 403, 429, 429]
    assert guesser.sign_in().status == 429
    server.sql("UPDATE studio_attempt SET until = now()")
    assert guesser.sign_in().status == 302


def test_a_stranger_far_away_does_not_lock_the_owner_out(server: Server, mara: Person) -> None:
    """Where so many guessed from everywhere that new browsers wait, a known one still comes in at once."""
    known = again(mara)
    assert known.sign_in().status == 302
    server.sql("UPDATE studio_attempt SET count = 0, until = now()")
    keys = server.run(
        "import json\n"
        "from goodterms.faces.web.studio import throttle\n"
        f"print(json.dumps(throttle._digest('account', '{mara.email}')))"
    )
    server.sql(
        "INSERT INTO studio_attempt (key, count, last, until) "
        "VALUES (%s, 90, now(), now() + interval '9 minutes') "
        "ON CONFLICT (key) DO UPDATE SET count = 90, until = excluded.until",
        keys,
    )
    assert again(mara).sign_in().status == 429
    known.post("/sign-out/", "/account/")
    assert known.sign_in().status == 302
    server.sql("DELETE FROM studio_attempt")


ADDRESS = """
import json
from django.conf import settings
from django.test import RequestFactory
from goodterms.faces.web.studio.throttle import address_of
told = []
seen = "203.0.113.9"
for proxies, said in ((0, seen), (1, seen), (1, f"198.51.100.7, {seen}"), (2, seen)):
    settings.PROXIES = proxies
    told.append(address_of(RequestFactory().get("/", headers={"x-forwarded-for": said})))
print(json.dumps(told))
"""


def test_nobody_says_themselves_where_they_come_from(server: Server) -> None:
    """What a visitor writes before the last proxy of ours is not believed; without a proxy nothing of it."""
    assert server.run(ADDRESS) == ["127.0.0.1", "203.0.113.9", "203.0.113.9", "127.0.0.1"]


def test_the_language_is_chosen_at_the_door_too(server: Server) -> None:
    """And one stays on the same page."""
    stranger = Person(server)
    assert stranger.post("/language/", language="fr", back="/sign-in/").to == "/sign-in/"
    page = stranger.get("/sign-in/").text
    assert "Se connecter" in page
    assert 'name="back" value="/sign-in/"' in page


def test_a_weak_password_is_refused(server: Server, mara: Person) -> None:
    """With the reason: too short, too common, digits alone, one's own name."""
    page = mara.post("/studio/invite/", "/studio/", email="lee.marsh@noord.example").text
    link = re.search(r"/welcome/[\w-]+/", page)
    assert link
    newcomer = Person(server)
    for password, why in (
        ("short", "at least 12"),
        ("123456789012", "digits alone"),
        ("lee.marsh@noord.example", "too much like"),
    ):
        told = newcomer.post(link[0], link[0], name="Lee Marsh", password=password, again=password)
        assert told.status == 400
        assert why in told.text
    assert newcomer.post(link[0], link[0], name="Lee", password=PASSWORD, again="another").status == 400
    assert newcomer.come(link[0], "Lee Marsh").status == 200
    assert Person(server).get(link[0]).status == 404


def test_two_factors(server: Server, mara: Person) -> None:
    """With an app the password opens half the door; no code opens twice, a recovery code does once."""
    lin = invited(mara, "lin@noord.example", "Lin")
    page = lin.post("/account/", "/account/", change="begin", password=PASSWORD).text
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret
    app = pyotp.TOTP(secret[1])
    assert lin.post("/account/two-factors/", "/account/", code="000000").status == 403
    code = app.now()
    assert lin.post("/account/two-factors/", "/account/", code=code).status == 200
    codes = re.findall(
        r"<code>(\w{8}-\w{8})</code>",
        lin.post("/account/", "/account/", change="codes", password=PASSWORD).text,
    )
    assert len(codes) == 8
    other = again(lin)
    assert other.sign_in().to == "/sign-in/code/"
    assert other.get("/clients/").to == "/sign-in/"
    used = other.post("/sign-in/code/", "/sign-in/code/", code=code)
    assert used.status == 403
    assert other.post("/sign-in/code/", "/sign-in/code/", code=codes[0]).to == "/"
    assert other.get("/clients/").status == 200
    third = again(lin)
    third.sign_in()
    assert third.post("/sign-in/code/", "/sign-in/code/", code=codes[0]).status == 403


def test_a_link_of_an_owner_needs_a_code_of_ones_own(server: Server, mara: Person) -> None:
    """An owner cannot become somebody else: a link they make opens with a recovery code alone."""
    kim = Person(server, "kim@noord.example")
    page = mara.post("/studio/invite/", "/studio/", email=kim.email).text
    link = re.search(r"/welcome/[\w-]+/", page)
    assert link
    codes = re.findall(r"<code>(\w{8}-\w{8})</code>", kim.come(link[0], "Kim").text)
    number = server.sql("SELECT id FROM studio_account WHERE email = %s", kim.email)[0][0]
    page = mara.post(f"/studio/people/{number}/", "/studio/", change="reset").text
    reset = re.search(r"/welcome/[\w-]+/", page)
    assert reset
    fresh = "nine green ladders wait"
    assert mara.post(reset[0], reset[0], password=fresh, again=fresh, code="00000000-00000000").status == 400
    assert kim.get("/clients/").status in (200, 302)
    someone = Person(server, kim.email)
    assert someone.post(reset[0], reset[0], password=fresh, again=fresh, code=codes[3]).to == "/sign-in/"
    assert kim.get("/clients/").to == "/sign-in/"  # the old password's sessions are over
    assert someone.sign_in(fresh).to == "/"


def test_the_operator_makes_a_link_too(server: Server, mara: Person) -> None:
    """For who has lost password and codes."""
    noa = invited(mara, "noa@noord.example", "Noa")
    done = server.command("studio", "reset-password", noa.email)
    assert done.code == 0
    path = done.out.strip().removeprefix("http://127.0.0.1:8000")
    fresh = "four small windows open"
    assert Person(server).post(path, path, password=fresh, again=fresh).to == "/sign-in/"
    assert again(noa).sign_in(fresh).status == 302
    assert server.command("studio", "reset-password", "nobody@noord.example").code == 2


def test_who_is_taken_out_takes_what_they_felt_along(server: Server, mara: Person) -> None:
    """Their session shows nothing any more, their ratings are gone, and a studio keeps an owner."""
    ola = invited(mara, "ola@noord.example", "Ola")
    ola.dread(ola.clients()["Harbour & Sons"], 2)
    number = server.sql("SELECT id FROM studio_account WHERE email = %s", ola.email)[0][0]
    count = (
        f'SELECT count(*) FROM "{SCHEMA}".store_feeling r '  # noqa: S608 - our own name
        f'JOIN "{SCHEMA}".store_file f ON f.id = r.file_id WHERE f.owner = %s'
    )
    assert server.sql(count, number) == [(1,)]
    assert mara.post(f"/studio/people/{number}/", "/studio/", change="remove").status == 302
    assert server.sql(count, number) == [(0,)]
    assert ola.get("/clients/").status == 403
    own = server.sql("SELECT id FROM studio_account WHERE email = %s", mara.email)[0][0]
    assert mara.post(f"/studio/people/{own}/", "/studio/", change="remove").status == 400


def test_a_member_erases_no_client(jo: Person) -> None:
    """What cannot be taken back is for owners."""
    slug = jo.clients()["Harbour & Sons"]
    for found in (
        jo.get(f"/clients/{slug}/erase/"),
        jo.post(f"/clients/{slug}/erase/", "/account/", name="Harbour & Sons"),
    ):
        assert found.status == 403
    assert "Harbour & Sons" in jo.clients()


# What was done


def test_the_trail_tells_what_was_done_and_only_grows(server: Server, mara: Person) -> None:
    """Sign-ins, imports and marks with who and when; the database refuses to change a line."""
    slug = mara.clients()["Harbour & Sons"]
    assert again(mara).sign_in().status == 302
    assert mara.post(f"/clients/{slug}/plan/mark/", "/account/", mark="trigger_seen").status == 302
    page = mara.get("/studio/trail/").text
    for said in ("signed in", "brought in records", "marked a step of a plan", "Harbour &amp; Sons", "Mara"):
        assert said in page or said in mara.get("/studio/trail/?page=2").text, said
    for statement in (
        "UPDATE studio_entry SET what = 'nothing'",
        "DELETE FROM studio_entry",
        "TRUNCATE studio_entry",
    ):
        with pytest.raises(psycopg.errors.RaiseException):
            server.sql(statement)


def test_health_tells_nothing_else(server: Server) -> None:
    """Whether the database answers and has its tables, and no name or number."""
    found = Person(server).ask("GET", "/health/")
    assert (found.status, found.text) == (200, '{"schema": "goodterms.health/1", "state": "ok"}')
