"""Clients in full: pictures with their records, everybody together, and the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from web.serving import DEMO, Watched, owner_of, visitor

pytestmark = [pytest.mark.browser]
MANY = 70
HEAVY = 150_000
"""Bytes that a page may have."""


@pytest.fixture(scope="module")
def owner(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody with the invented year, and seventy more clients of whom hardly anything is known."""
    folder, home = tmp_path_factory.mktemp("more"), tmp_path_factory.mktemp("home")
    names = "".join(f"Quay {number:02} Éditions,BE\n" for number in range(MANY))
    (folder / "clients.csv").write_text(f"name,country\n{names}<b>Bold</b> Pies,BE\n", "utf-8")
    (folder / "invoices.csv").write_text(
        "number,client,issued,due,total,currency\n"
        "<script>alert(1)</script>,<b>Bold</b> Pies,2026-05-04,2026-06-03,100.00,EUR\n",
        "utf-8",
    )
    (folder / "expenses.csv").write_text(
        "client,date,amount,currency,what\nPixel Orchard,2026-03-04,18.00,EUR,Paper\n", "utf-8"
    )
    with owner_of(browser, home, DEMO, folder) as one:
        yield one
        refused = "the server responded with a status of 404"
        one.complaints[:] = [said for said in one.complaints if refused not in said]


def to_client(one: Watched, name: str) -> str:
    """Opens a client's page, and says its address."""
    one.go(f"/clients/?q={name.replace(' ', '+')}")
    one.press(one.page.locator(".cards").get_by_role("link", name=name))
    return one.page.url.removeprefix(one.root)


def test_every_figure_leads_to_its_records(owner: Watched) -> None:
    """Each link behind a figure or a picture opens a page with files and places."""
    path = to_client(owner, "Delta Robotics")
    for folded in owner.page.locator("main summary").all():
        folded.click()
    found = owner.page.locator("main a[href*='/records/']").all()
    links = {str(link.get_attribute("href")) for link in found}
    assert {f"{path}records/{what}/" for what in ("invoices", "payments", "hours", "true_rate")} <= links
    assert {f"{path}records/{what}/" for what in ("messages", "feelings", "late_payment")} <= links
    for link in sorted(links):
        assert owner.go(link) == 200
        assert re.search(r"(line|message) \d+", owner.page.inner_text(".behind tbody tr >> nth=0")), link


def test_each_picture_has_its_table(owner: Watched) -> None:
    """What is drawn can be read: the hour, the payments, both sides' messages, and the ratings."""
    to_client(owner, "Delta Robotics")
    page = owner.page
    assert page.locator("main svg").count() == 4 + 6
    assert page.locator("circle.bill.paid").count() > 10
    for folded in page.locator("main details:has(table) summary").all():
        folded.click()
    tables = page.locator("main table")
    assert tables.count() == 5  # of the hour, the payments, each side's week, and all ratings together
    assert all(table.locator("tbody tr").count() for table in tables.all())
    assert page.locator("text.count").count() > 20


def test_how_it_felt_stands_by_their_message(owner: Watched) -> None:
    """One tap at a message of theirs, another in its place; none at one's own, and none for what is no
    message. The mail is the evidence for the rating."""
    path = to_client(owner, "Pixel Orchard")
    owner.go(f"{path}records/messages/?page=2")
    rows = owner.page.locator(".behind tbody tr")
    theirs = rows.filter(has=owner.page.get_by_role("group")).first
    where, row = theirs.locator(".place").inner_text(), theirs.get_attribute("id")
    for rating in ("3 · dread", "4 · strong dread"):
        owner.press(theirs.get_by_role("button", name=rating))
        assert f"{path}records/messages/?page=2" in owner.page.url
        assert theirs.get_attribute("id") == row
        assert owner.page.inner_text("[role=status]") == "Kept, with that message."
        assert theirs.locator("[aria-pressed=true]").get_attribute("aria-label") == rating
    assert 0 < rows.get_by_role("group").count() < rows.count()
    owner.go(f"{path}records/feelings/")
    assert rows.filter(has_text=where).count() == 1
    at = f"{path}feeling/message/"
    assert owner.post(at, dread="3", source="mail.mbox", locator="no such message") == 400
    assert owner.post(at, dread="5", source="mail.mbox", locator="message 1") == 400


def test_what_an_hour_brings_leads_to_what_was_spent(owner: Watched) -> None:
    """Where something is recorded; each cost has its place."""
    to_client(owner, "Delta Robotics")
    assert owner.page.get_by_role("link", name=re.compile("cost")).count() == 0
    to_client(owner, "Pixel Orchard")
    owner.press(owner.page.get_by_role("link", name="The 1 cost that you recorded for them"))
    assert "€18.00" in owner.page.inner_text(".behind tbody tr")
    assert "expenses.csv, line 2" in owner.page.inner_text(".behind tbody tr")


def test_what_nobody_knows_is_no_empty_axis(owner: Watched) -> None:
    """Of a client without records no picture is drawn; each says what is missing."""
    to_client(owner, "Quay 05 Éditions")
    assert owner.page.locator("main svg").count() == 0
    said = owner.page.inner_text("main")
    assert "No invoice to this client is known" in said
    assert "nobody knows when you write" in said
    assert "nobody knows what one brings" in said
    assert "You have not rated anything" in said


def test_feelings_stand_apart(owner: Watched) -> None:
    """How it feels is in a place of its own, and not among the families (M38)."""
    to_client(owner, "Delta Robotics")
    assert "as you rated" not in "".join(owner.page.locator(".family").all_inner_texts())
    assert "Dread, as you rated it" in owner.page.inner_text("#feelings")


def test_long_lists_come_in_pages(owner: Watched) -> None:
    """Fifty records, then the next; a figure that nobody measures is no page."""
    path = to_client(owner, "Delta Robotics")
    owner.go(f"{path}records/hours/")
    assert owner.page.locator(".behind tbody tr").count() == 50
    owner.press(owner.page.get_by_role("link", name="Further"))
    assert owner.page.locator(".behind tbody tr").count() > 0
    assert owner.go(f"{path}records/shoe_size/") == 404


def test_hostile_words_stay_text(owner: Watched) -> None:
    """Names and records are shown as they are written."""
    owner.complaints.clear()
    path = to_client(owner, "<b>Bold</b> Pies")
    assert "<b>Bold</b> Pies" in owner.page.inner_text("h1")
    owner.go(f"{path}records/invoices/")
    assert "<script>alert(1)</script>" in owner.page.inner_text(".behind")
    assert not owner.complaints


def test_many_clients_are_searched_and_paged(browser: Browser, owner: Watched) -> None:
    """Sixty on a page; a name is found with or without its accents, and without scripts."""
    with visitor(browser, owner.program, scripts=False, like=owner) as one:
        one.page.goto(f"{one.root}/clients/")
        assert one.page.locator(".cards li").count() == 60
        assert one.page.locator("section.group").first.get_by_role("heading").inner_text() == "let go"
        one.page.get_by_role("searchbox").fill("editions")
        one.press(one.page.get_by_role("button", name="Find"))
        assert f"{MANY} clients have that in the name" in one.page.inner_text("main")
        one.press(one.page.get_by_role("link", name="Further"))
        assert one.page.locator(".cards li").count() == MANY - 60
        assert one.page.get_by_role("searchbox").input_value() == "editions"


def test_all_clients_together(owner: Watched) -> None:
    """Who brings and who takes, the fifth with its interval, the seasons, and the first year."""
    owner.go("/clients/")
    owner.press(owner.page.get_by_role("link", name="All clients together"))
    page = owner.page
    assert page.locator("rect.share.income").count() == 9
    assert page.locator("rect.share.time").count() == 8  # of one nobody knows the hours: no bar
    said = page.inner_text("main")
    assert re.search(r"A fifth of the clients takes \d+\s?% of the time", said)
    assert "nine times out of ten" in said
    assert "Taken on in your first year" in said
    owner.press(page.get_by_role("link", name="Pixel Orchard"))
    assert "Pixel Orchard" in page.inner_text("h1")


def decide(one: Watched, name: str, gut: str) -> None:
    """To the decision, with a gut that has spoken."""
    to_client(one, name)
    one.press(one.page.locator(".rooms").get_by_role("link", name="Decide"))
    if one.page.locator("h1 .verdict").count() == 0:
        one.press(one.page.get_by_role("button", name=gut, exact=True))


def test_the_gut_may_think_again(owner: Watched) -> None:
    """It is asked first; what it says later replaces what it said, there and back."""
    to_client(owner, "Café Nijlpaard")
    owner.press(owner.page.locator(".rooms").get_by_role("link", name="Decide"))
    assert owner.page.locator(".verdict, .family").count() == 0
    owner.press(owner.page.get_by_role("button", name="repair", exact=True))
    for gut in ("let go", "keep", "let go", "repair"):
        owner.settled()
        owner.page.get_by_text("Does your gut say something else").click()
        owner.press(owner.page.get_by_role("button", name=gut, exact=True))
        assert f"Your gut says {gut}" in owner.page.inner_text("main")


def test_one_thing_is_tried_and_its_answer_kept(owner: Watched) -> None:
    """What to ask for, until when and how it is measured; raised today, and the answer told later."""
    decide(owner, "Pixel Orchard", "repair")
    page = owner.page
    tried = page.locator("section.apart", has=page.get_by_role("heading", name="Try to mend it first"))
    assert "One person who decides" in tried.inner_text()
    assert "of the feedback leaves open what to change" in tried.inner_text()
    page.get_by_label("What you asked for").fill("One <em>list</em> of changes a round")
    owner.press(page.get_by_role("button", name="I raised it today"))
    first = page.locator(".attempts li").first
    assert "One <em>list</em> of changes a round" in first.inner_text()
    assert "no answer known yet" in first.inner_text()
    assert "too early to tell" in tried.inner_text()
    owner.press(first.get_by_role("button", name="agreed"))
    assert page.locator(".attempts li").count() == 1
    assert page.locator(".attempts li").first.locator(".quiet").first.inner_text() == "agreed"


def test_days_to_consider(owner: Watched) -> None:
    """Thinking of leaving begins the days of waiting; to think of it and stay is counted too (M40, M41)."""
    decide(owner, "Delta Robotics", "let go")
    page = owner.page
    owner.press(page.get_by_role("button", name="I am thinking of leaving"))
    assert "/decide/" in page.url
    assert "Some days to consider" in page.inner_text("main")
    page.get_by_label("Days to consider").fill("9")
    owner.press(page.get_by_role("button", name="Set"))
    assert "/decide/" in page.url
    before = re.search(r"thought of leaving (\d+) time", page.inner_text("main"))
    owner.press(page.get_by_role("button", name="I thought of leaving, and stay for now"))
    after = re.search(r"You thought of leaving (\d+) time", page.inner_text("main"))
    assert after is not None
    assert int(after[1]) == (int(before[1]) if before else 0) + 1
    owner.press(page.get_by_role("link", name="Plan how to leave"))
    assert "/plan/" in page.url


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("decide/", {"gut": "shout"}),
        ("decide/raised/", {"issue": "weather"}),
        ("decide/raised/", {"issue": "tone", "reaction": "maybe"}),
        ("decide/raised/", {"issue": "tone", "day": "1999-01-01"}),
    ],
)
def test_what_no_form_asks_is_refused(owner: Watched, path: str, told: dict[str, str]) -> None:
    """A word that is no answer changes nothing."""
    client = to_client(owner, "Delta Robotics")
    assert owner.post(client + path, **told) == 400


def test_pages_stay_light(owner: Watched) -> None:
    """However much is known of a client."""
    path = to_client(owner, "Pixel Orchard")
    for page in (path, f"{path}decide/", f"{path}records/messages/", "/clients/", "/portfolio/"):
        owner.go(page)
        assert len(owner.page.content().encode()) < HEAVY, page


def test_with_everything_opened_it_can_be_used_by_everybody(owner: Watched) -> None:
    """axe finds nothing where all that can be unfolded is, and nothing sticks out at 360 pixels."""
    path = to_client(owner, "Delta Robotics")
    owner.page.set_viewport_size({"width": 360, "height": 800})
    try:
        for page in (path, f"{path}decide/", f"{path}records/invoices/", "/portfolio/", "/help/"):
            owner.go(page)
            owner.page.evaluate("document.querySelectorAll('main details').forEach(one => (one.open = true))")
            found = Axe().run(owner.page).response["violations"]
            assert not [f"{each['id']}: {each['nodes'][0]['html']}" for each in found], page
            assert owner.page.evaluate("document.documentElement.scrollWidth") <= 360, page
    finally:
        owner.page.set_viewport_size({"width": 1280, "height": 800})


def test_the_invented_year_shows_all_and_keeps_nothing(owner: Watched) -> None:
    """Its pictures are seen, its gut may speak, and no form would keep anything."""
    owner.go("/clients/")
    owner.post("/look-around/")
    try:
        path = to_client(owner, "Pixel Orchard")
        assert owner.page.locator("main svg").count() == 10
        decide(owner, "Pixel Orchard", "keep")
        assert owner.page.locator("main form:not(.taps)").count() == 0
        owner.page.get_by_text("Does your gut say something else").click()
        owner.press(owner.page.get_by_role("button", name="let go", exact=True))
        assert "Your gut says let go" in owner.page.inner_text("main")
        for kept in ("decide/raised/", "decide/shelve/"):
            assert owner.post(path + kept, issue="tone") == 404
    finally:
        owner.go("/clients/")
        owner.page.get_by_role("button", name="Back to my own").click()


@pytest.mark.parametrize(("width", "is_named"), [(1280, True), (360, False)], ids=["wide", "narrow"])
def test_whose_dot_it_is_can_be_read(browser: Browser, owner: Watched, width: int, *, is_named: bool) -> None:
    """A name at the end of its line where there is room; else a number, and the names as a list below."""
    with visitor(browser, owner.program, width=width, like=owner) as one:
        one.go("/clients/")
        shown = one.page.locator(".map text.in-words" if is_named else ".map text.in-numbers")
        hidden = one.page.locator(".map text.in-numbers" if is_named else ".map text.in-words")
        assert shown.count() == one.page.locator(".map circle").count() > 2
        assert not hidden.first.is_visible()
        assert one.page.locator("ol.in-numbers a").first.is_visible() is not is_named
        boxes = [found for text in shown.all() if (found := text.bounding_box())]
        picture = one.page.locator(".map").bounding_box()
        assert picture is not None
        assert all(box["x"] + box["width"] <= picture["x"] + picture["width"] for box in boxes)
        tops = sorted(box["y"] for box in boxes)
        assert all(below - above > 12 for above, below in pairwise(tops))


def test_the_rules_are_named(owner: Watched) -> None:
    """Behind the day, in the reader's words."""
    owner.go("/clients/")
    assert re.search(r"\d{4} · Playbook: Balanced", owner.page.inner_text("main"))
