"""What was agreed, in the browser: each line with its mark, clauses put right, mails where no contract is."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from faces.commands import goodterms
from web.agreements import MARKUP, lay
from web.serving import KEY, Watched, owner_of, visitor

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody who reads what was agreed."""
    place = tmp_path_factory.mktemp("agreed")
    with owner_of(browser, place / "home", lay(place / "records")) as one:
        yield one
        refused = "the server responded with a status of 400"
        one.complaints[:] = [said for said in one.complaints if refused not in said]


def contract_with(one: Watched, client: str) -> Page:
    """Goes to the room of the contract of a client."""
    one.go("/clients/")
    one.press(one.page.get_by_role("link", name=client, exact=True).first)
    one.press(one.page.locator(".rooms").get_by_role("link", name="Contract"))
    return one.page


def clause(page: Page, says: str) -> Locator:
    """The card of a clause."""
    return page.locator(".clause", has=page.get_by_role("heading", name=says))


def test_every_line_is_there_with_its_mark(reader: Watched) -> None:
    """How much was read is counted, each kind is written out, and a number leads to its clause (M44)."""
    page = contract_with(reader, "Harbour & Sons")
    assert "6 of 13 lines read as a clause (46%)" in page.inner_text("main")
    line = page.locator("#line-12")
    assert "Either party may end this agreement on one month's notice." in line.inner_text()
    assert line.locator(".kind").inner_text() == "Notice"
    line.get_by_role("link", name="Clause 4").click()
    assert page.locator(".clause:target h3").inner_text() == "4 · Notice: 1 month, either side"
    assert "Rights in the work" in page.inner_text("main")
    assert "owed by the client, nothing says whether it happened, due 1 Mar 2026" in page.inner_text("main")


def test_markup_in_a_contract_is_text(reader: Watched) -> None:
    """It is shown as it was written, and does nothing."""
    page = contract_with(reader, "Harbour & Sons")
    assert MARKUP in page.locator("#line-17").inner_text()
    assert page.locator("main img").count() == 0
    assert page.title() == "Contract · Harbour & Sons · Goodterms"


def test_a_value_is_put_right_and_forgotten_again(reader: Watched) -> None:
    """What is said on the page counts for the command too, and is taken back by one button."""
    page = contract_with(reader, "Harbour & Sons")
    reader.press(clause(page, "Notice: 1 month").get_by_role("link", name="Correct"))
    page.fill("input[name=months]", "2")
    page.select_option("select[name=party]", "client")
    reader.press(page.get_by_role("button", name="Keep this"))
    assert "as you said" in clause(page, "Notice: 2 months, the client").inner_text()
    ran = goodterms("contract", reader.home.parent / "records" / "agreement.txt", home=reader.home)
    assert "Notice: 2 months, the client" in ran.out
    reader.press(page.get_by_role("button", name="Forget what I said"))
    assert clause(page, "Notice: 1 month, either side").count() == 1
    assert page.get_by_text("What you said of this contract").count() == 0


def test_what_is_no_value_is_said_to_be_none(reader: Watched) -> None:
    """The form comes back with what was wrong, and nothing is kept."""
    page = contract_with(reader, "Harbour & Sons")
    reader.press(clause(page, "Payment term").get_by_role("link", name="Correct"))
    page.fill("input[name=days]", "soon")
    reader.press(page.get_by_role("button", name="Keep this"))
    assert "Days: “soon” is not understood." in page.get_by_role("alert").inner_text()
    contract_with(reader, "Harbour & Sons")
    assert clause(page, "Payment term: 30 days").count() == 1


def test_a_clause_is_said_to_be_none(reader: Watched) -> None:
    """It is gone from the lines and the clauses, stays in the list of what was said, and can come back."""
    page = contract_with(reader, "Harbour & Sons")
    reader.press(clause(page, "Deposit").get_by_role("button", name="Not a clause"))
    assert clause(page, "Deposit").count() == 0
    assert page.locator("#line-9 .kind").count() == 0
    assert "Deposit: not a clause" in page.inner_text("main")
    reader.press(page.get_by_role("button", name="Forget what I said"))
    assert clause(page, "Deposit: 30 %").count() == 1


def test_a_line_is_said_to_be_a_clause(reader: Watched) -> None:
    """A line that was read as nothing gets its kind, then its values; later it can be another kind."""
    page = contract_with(reader, "Harbour & Sons")
    page.fill("input[name=line]", "5")
    page.select_option("select[name=kind]", "deliverable")
    reader.press(page.get_by_role("button", name="Say so"))
    page.fill("input[name=due]", "2026-03-01")
    reader.press(page.get_by_role("button", name="Keep this"))
    assert page.locator("#line-5 .kind").inner_text() == "To be delivered"
    assert (
        "The Client provides the photographs" in clause(page, "To be delivered: by 1 Mar 2026").inner_text()
    )
    reader.press(clause(page, "by 1 Mar 2026").get_by_role("link", name="Correct"))
    page.select_option("select[name=kind]", "handover")
    reader.press(page.get_by_role("button", name="Say so"))
    reader.press(page.get_by_role("link", name="Back to the contract"))
    assert page.locator("#line-5 .kind").inner_text() == "Handed over at the end"
    while page.get_by_role("button", name="Forget what I said").count():
        reader.press(page.get_by_role("button", name="Forget what I said").first)
    assert page.locator("#line-5 .kind").count() == 0


def test_who_has_read_it_opens_the_gate(reader: Watched) -> None:
    """One button marks it as the plan does; the plan takes it back."""
    page = contract_with(reader, "Harbour & Sons")
    reader.press(page.get_by_role("button", name="I have gone through every line"))
    assert "✓ You went through it on" in page.inner_text("main")
    reader.press(page.locator(".rooms").get_by_role("link", name="Plan"))
    gate = page.locator(".gate", has_text="Contract").first
    assert "open" in str(gate.get_attribute("class"))
    reader.press(page.get_by_role("button", name="Take back the last one"))


def test_a_long_contract_comes_page_by_page(reader: Watched) -> None:
    """The first page is no larger than others, and a page has the clauses of its own lines."""
    page = contract_with(reader, "Quarry Ltd")
    assert page.locator(".lines li").count() == 400
    assert len(page.content()) < 250_000
    reader.press(page.locator("[rel=next]").first)
    assert page.locator(".lines li").count() == 400
    first = page.locator(".lines sup a").first
    first.click()
    expect(page.locator(".clause:target")).to_have_count(1)


def test_what_mails_agreed_on_counts_in_a_what_if(reader: Watched) -> None:
    """The page goes by the same last day as `goodterms what-if` of the same records."""
    page = contract_with(reader, "Kestrel")
    reader.press(page.locator(".rooms").get_by_role("link", name="What if"))
    page.locator("summary").first.click()
    told = goodterms("what-if", "Kestrel", "--json", home=reader.home).json["assumptions"]
    (ends,) = [one["says"] for one in told if "last_day" in one["key"]]
    assert "by the notice in the contract" in ends
    assert ends.removesuffix(" (--notice-days).") in page.inner_text("main details")


def test_without_a_contract_mails_say_what_was_agreed(reader: Watched) -> None:
    """Each term with its words and its message; markup in a mail is text (M46)."""
    page = contract_with(reader, "Kestrel")
    said = page.inner_text("main")
    assert "There is no contract with Kestrel in your records." in said
    assert "Price: €2,400.00" in said
    assert "Deposit: €500.00" in said
    assert "inbox.mbox, 2@x.example" in said
    assert MARKUP in said
    assert page.locator("main img").count() == 0
    reader.press(page.get_by_role("button", name="I have gone through what we agreed"))
    assert "✓ You went through it on" in page.inner_text("main")


def test_with_neither_it_says_what_to_gather(reader: Watched) -> None:
    """An empty page is no dead end."""
    page = contract_with(reader, "Meadow Press")
    assert "the very first e-mails" in page.inner_text("main")
    assert page.get_by_role("link", name="Bring in records").count() == 1
    reader.press(page.get_by_role("button", name="I go on without"))
    assert "to go on without it." in page.inner_text("main")


def test_it_works_without_scripts(browser: Browser, reader: Watched) -> None:
    """Reading and correcting need none."""
    path = urlsplit(contract_with(reader, "Harbour & Sons").url).path
    with visitor(browser, reader.program, scripts=False, like=reader) as one:
        one.go(path)
        one.press(clause(one.page, "Form of notice").get_by_role("button", name="Not a clause"))
        assert "Form of notice: not a clause" in one.page.inner_text("main")
        one.press(one.page.get_by_role("button", name="Forget what I said"))
        assert clause(one.page, "Form of notice: registered letter").count() == 1


@pytest.mark.parametrize("path", ["contract/2/", "contract/0/", "contract/9/clause/"])
def test_what_is_not_there_is_not_found(reader: Watched, path: str) -> None:
    """A contract that is not there has no page; the client who has none has the same."""
    known = urlsplit(contract_with(reader, "Harbour & Sons").url).path.removesuffix("contract/")
    assert reader.page.request.get(f"{reader.root}{known}{path}").status == 404


def test_the_invented_year_is_only_looked_at(browser: Browser, reader: Watched) -> None:
    """There it has no form, and what would keep something is not there."""
    with visitor(browser, reader.program, like=reader) as one:
        one.go("/clients/")
        one.post("/look-around/")
        one.go("/clients/")
        one.press(one.page.locator(".cards a").first)
        one.press(one.page.locator(".rooms").get_by_role("link", name="Contract"))
        assert one.page.locator("main form").count() == 0
        path = urlsplit(one.page.url).path
        assert one.post(f"{path}1/say/", line="1", kind="deposit") == 404


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("fr", 1280), ("nl", 360), ("vi", 360)])
def test_every_page_of_it_can_be_used_by_everybody(
    browser: Browser, reader: Watched, language: str, width: int
) -> None:
    """A contract, its clauses, mails instead and nothing at all: in each language, narrow or wide."""
    found = []
    for client in ("Harbour & Sons", "Quarry Ltd", "Kestrel", "Meadow Press"):
        found.append(urlsplit(contract_with(reader, client).url).path)
        links = reader.page.locator(".clause a.button").all()[:6]
        found += [str(link.get_attribute("href")) for link in links]
    chosen = {"name": "goodterms_language", "value": language, "url": reader.root}
    with visitor(
        browser, reader.program, language=language, width=width, dark=language in ("en", "fr"), like=reader
    ) as one:
        one.page.context.add_cookies([chosen])  # type: ignore[list-item]
        for path in found:
            one.go(path)
            seen = Axe().run(one.page).response["violations"]
            told = [f"{each['id']}: {each['nodes'][0]['html']}" for each in seen]
            assert not told, path
            assert one.page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert not KEY.findall(one.page.locator("body").inner_text()), path
        assert not one.complaints
