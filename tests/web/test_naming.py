"""Who is a client, in the browser: confirmed, merged, said no to, taken back; and files that need a word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from faces.commands import goodterms
from web.serving import Watched, owner_of

pytestmark = [pytest.mark.browser]
BILLS = "number,client,issued,due,total,currency\n"
INVOICES = BILLS + "".join(
    f"{number},{client},2026-0{month}-05,2026-0{month}-25,{number}.00,EUR\n"
    for number, client, month in (
        (101, "Pixel Orchard", 1), (102, "Pixel Orchard BV.", 2), (103, "Atelier Sorrel", 3),
        (104, "Hosting House", 4), (105, "Atelier Sorel", 5), (106, "<b>Bold</b>", 6),
    )
)  # fmt: skip
CLIENTS = "name,country\nQuayside Bikes,GB\n"
ME = '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\ntimezone = "Europe/Brussels"\n'


def mail(sender: str, day: int, to: str) -> str:
    """One mail of a mailbox."""
    return (
        f"From {sender} Mon Jan  5 10:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: Hello\n"
        f"Message-ID: <{day}.{sender}>\nDate: {day} Jan 2026 10:00:00 +0100\n\nGood morning.\n\n"
    )


@pytest.fixture(scope="module")
def namer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody with one client who is listed, and several who are only seen on bills; its files are still
    where they were imported from."""
    home, folder = tmp_path_factory.mktemp("unnamed"), tmp_path_factory.mktemp("folder")
    (folder / "invoices.csv").write_text(INVOICES, "utf-8")
    (folder / "clients.csv").write_text(CLIENTS, "utf-8")
    (folder / "riddle.csv").write_text(BILLS + "201,Quayside Bikes,3/4/2026,4/5/2026,90.00,EUR\n", "utf-8")
    mails = [mail("lan@gmail.com", day, "mara@lind.example") for day in range(1, 12)]
    mails.append(mail("mara@lind.example", 20, "lan@gmail.com"))
    (folder / "inbox.mbox").write_text("".join(mails), "utf-8")
    (folder / "goodterms.toml").write_text(ME, "utf-8")
    (folder / "riddle.txt").write_text("Sun, sand and no laptop.", "utf-8")
    with owner_of(browser, home, folder) as one:
        yield one


def people(home: Path) -> dict[str, str]:
    """By name, how `goodterms clients` sees each."""
    told = json.loads(goodterms("clients", "--json", home=home).out)
    return {one["client"]: one["state"] for one in told["clients"]}


def say(one: Watched, name: str, word: str, **fields: str) -> None:
    """Says a word on somebody of the list, and does not send it yet."""
    row = one.page.locator(".people li:has(fieldset)").filter(has=one.page.locator(f"input[value='{name}']"))
    row.get_by_label(word, exact=True).check()
    for field, text in fields.items():
        row.locator(f"input[name^='{field}-']").fill(text)


def test_several_words_are_kept_at_once(namer: Watched) -> None:
    """One is confirmed under another name, one is another, one is nobody's: as the command would keep it."""
    namer.go("/import/")
    namer.press(namer.page.get_by_role("link", name="Say who is a client"))
    say(namer, "Pixel Orchard", "a client", called="Pixel Orchard Ltd.")
    say(namer, "Atelier Sorel", "the same as another", into="Atelier Sorrel")
    say(namer, "Hosting House", "nobody’s client")
    namer.press(namer.page.get_by_role("button", name="Keep these answers"))
    assert "3 answers are kept" in namer.page.inner_text("[role=status]")
    found = people(namer.home)
    assert found["Pixel Orchard Ltd."] == "known"
    assert "Atelier Sorel" not in found
    assert "Hosting House" not in found


def test_a_word_is_taken_back(namer: Watched) -> None:
    """Who was said to be nobody's client is proposed again."""
    namer.go("/import/clients/")
    namer.press(namer.page.get_by_role("button", name="Take back what was said of Hosting House"))
    assert people(namer.home)["Hosting House"] == "proposed"


def test_a_client_that_nobody_knows_is_asked_for_again(namer: Watched) -> None:
    """What is clear is kept, what is not is shown again with what was typed."""
    namer.go("/import/clients/")
    say(namer, "Hosting House", "the same as another", into="Nobody at all")
    say(namer, "<b>Bold</b>", "a client")
    namer.press(namer.page.get_by_role("button", name="Keep these answers"))
    assert "Nobody at all" in namer.page.inner_text("[role=alert]")
    row = namer.page.locator(".people li.problem")
    assert row.locator("input[name^=into]").input_value() == "Nobody at all"
    assert people(namer.home)["<b>Bold</b>"] == "known"


def test_whose_mail_is_closed_is_told_how_it_opens(namer: Watched) -> None:
    """A candidate is not counted; once confirmed, their mail has to be brought again."""
    namer.go("/import/clients/")
    assert people(namer.home)["lan@gmail.com"] == "candidate"
    say(namer, "lan@gmail.com", "a client", called="Lan Vo")
    namer.press(namer.page.get_by_role("button", name="Keep these answers"))
    assert "Import the mailbox again" in namer.page.inner_text("main")
    assert people(namer.home)["Lan Vo"] == "known"


def test_two_clients_are_made_one(namer: Watched) -> None:
    """Also those who are known already."""
    namer.go("/import/clients/")
    namer.page.locator("section.apart input[name^=name]").fill("hosting house")
    namer.page.locator("section.apart input[name^=into]").fill("Quayside Bikes")
    namer.press(namer.page.get_by_role("button", name="They are the same"))
    assert "Hosting House counts as Quayside Bikes." in namer.page.inner_text("main")
    assert "Hosting House" not in people(namer.home)


def test_a_file_says_what_could_not_be_read_and_what_to_do(namer: Watched) -> None:
    """In words of the page, not of the command line."""
    namer.go("/import/")
    namer.press(namer.page.get_by_role("link", name="riddle.txt"))
    text = namer.page.inner_text("main")
    assert "Nobody here recognises this file" in text
    assert "--" not in text
    assert "goodterms " not in text


def test_dates_are_read_once_their_order_is_told(namer: Watched) -> None:
    """A file that is still there is read again by one button."""
    namer.go("/import/")
    namer.press(namer.page.get_by_role("link", name="riddle.csv"))
    namer.page.get_by_role("button", name="Day first: 3/4 is 3 April").click()
    namer.page.get_by_role("link", name="See your clients").wait_for()
    told = json.loads(goodterms("import", "--history", "--json", home=namer.home).out)
    riddle = next(one for one in told["files"] if one["path"].endswith("riddle.csv"))
    assert (riddle["records"], riddle["problems"]) == (1, 0)


def test_a_dropped_file_is_chosen_again_with_the_order_of_its_dates(namer: Watched, tmp_path: Path) -> None:
    """What was dropped is not kept as a file: it is asked for once more, and then it is read."""
    told = tmp_path / "visits.csv"
    told.write_text(BILLS + "301,Quayside Bikes,5/6/2026,6/7/2026,70.00,EUR\n", "utf-8")
    namer.go("/import/")
    namer.page.set_input_files("#files", str(told))
    namer.page.get_by_role("button", name="Read them").click()
    namer.page.locator("#again").wait_for()
    assert "Say on this page which comes first" in namer.page.inner_text("#job")
    namer.page.set_input_files("#again", str(told))
    namer.page.get_by_role("button", name="Month first: 3/4 is 4 March").click()
    namer.page.get_by_role("link", name="See your clients").wait_for()
    namer.settled()
    assert namer.page.locator(".problems").count() == 0


def test_what_a_file_gave_is_taken_out(namer: Watched) -> None:
    """All of it, and the file is no longer in the list."""
    namer.go("/import/")
    namer.press(namer.page.get_by_role("link", name="riddle.txt"))
    namer.press(namer.page.get_by_role("button", name="Take out what it gave"))
    assert namer.page.get_by_role("link", name="riddle.txt").count() == 0
