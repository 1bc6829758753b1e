"""Settings in the browser: what one says of oneself holds and can be unsaid, data leaves as it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Download

from faces.commands import goodterms
from goodterms import demo
from web.serving import DEMO, Watched, owner_of, visitor

pytestmark = [pytest.mark.browser]
ME = """[me]
name = "Mara Lind"
country = "FR"
timezone = "Europe/Paris"
currency = "EUR"
[hours]
days = ["mon", "tue"]
[money]
target_rate = 80
"""


@pytest.fixture(scope="module")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Somebody with records of their own, whose server nobody else uses."""
    with owner_of(browser, tmp_path_factory.mktemp("own"), DEMO) as one:
        yield one


def keep(one: Watched, **told: str) -> None:
    """Fills in fields of the first form, and keeps them."""
    for label, value in told.items():
        field = one.page.get_by_label(label.replace("_", " "), exact=True)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    one.press(one.page.get_by_role("button", name="Keep", exact=True).first)


def value(one: Watched, label: str) -> str:
    return one.page.get_by_label(label, exact=True).input_value()


def test_what_is_said_holds_until_it_is_taken_back(own: Watched) -> None:
    """Twice said, twice taken back: then the files hold again."""
    own.go("/settings/")
    assert value(own, "Country") == "BE"
    keep(own, Country="NL", Time_zone="Europe/Amsterdam")
    assert "Kept." in own.page.inner_text(".said")
    keep(own, From="07:30")
    assert (value(own, "Country"), value(own, "From")) == ("NL", "07:30")
    for country, start in (("NL", "09:00"), ("BE", "09:00")):
        own.press(own.page.get_by_role("button", name="Take back the last change"))
        assert (value(own, "Country"), value(own, "From")) == (country, start)
    assert own.page.get_by_role("button", name="Take back the last change").count() == 0
    assert not own.complaints


def test_what_cannot_be_is_said_beside_its_field(own: Watched) -> None:
    """What was typed stays to be mended, and nothing is kept."""
    own.go("/settings/")
    own.complaints.clear()
    own.page.get_by_label("To", exact=True).fill("08:00")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
        own.page.get_by_label(day, exact=True).uncheck()
    keep(own, An_hour="a lot", Your_name="Mara L")
    said = own.page.inner_text("main")
    assert "3 things could not be kept" in said
    for words in ("Choose at least one day", "The end comes after the beginning", "Write an amount"):
        assert words in said
    assert (value(own, "Your name"), value(own, "An hour")) == ("Mara L", "a lot")
    own.go("/settings/")
    assert value(own, "Your name") == "Mara Lind"
    own.complaints.clear()  # that the answer was 422


def test_a_number_of_the_playbook_is_set_and_follows_it_again(own: Watched) -> None:
    """It is marked as one's own, until it is as in the playbook."""
    for number, is_own in (("21", True), ("7", False)):
        own.go("/settings/")
        own.page.locator("#playbook summary").click()
        own.page.get_by_label("Days late that are still on time").fill(number)
        own.press(own.page.locator("#playbook").get_by_role("button", name="Keep"))
        assert ("Your own; in the playbook 7" in own.page.content()) is is_own
        assert own.page.locator("#n-grace_days").input_value() == number
    own.page.locator("#playbook summary").click()
    own.page.locator("#n-grace_days").evaluate("one => { one.removeAttribute('max'); one.value = '1e9'; }")
    own.press(own.page.locator("#playbook").get_by_role("button", name="Keep"))
    assert "Write a number from 0 to 1000" in own.page.inner_text("#playbook")
    own.complaints.clear()  # that the answer was 422


def test_another_playbook_judges(own: Watched) -> None:
    """The review goes by it from then on."""
    own.go("/settings/")
    own.page.get_by_label("Playbook", exact=True).select_option("break-up")
    own.press(own.page.get_by_role("button", name="Use this one"))
    own.go("/clients/")
    assert "Playbook: Break up" in own.page.inner_text("main")
    own.go("/settings/")
    own.press(own.page.get_by_role("button", name="Take back the last change"))
    assert value(own, "Playbook") == "balanced"


def test_sums_are_written_and_read_as_the_reader_does(browser: Browser, own: Watched) -> None:
    """In French with a comma; either way of writing is taken, and what could be two sums is asked back.
    Quotes keep a space inside."""
    with visitor(browser, own.program, language="fr", like=own) as one:
        one.go("/settings/")
        assert value(one, "Une heure") == "75,00"
        quotes = one.page.evaluate("getComputedStyle(document.body).quotes")
        assert quotes.split('"')[1:4:2] == ["«\u202f", "\u202f»"]
        for typed, kept in (("2 320,50", "2 320,50"), ("2,320.50", "2 320,50"), ("80", "80,00")):
            one.page.get_by_label("Une heure", exact=True).fill(typed)
            one.press(one.page.get_by_role("button", name="Garder").first)
            assert value(one, "Une heure") == kept
        one.page.get_by_label("Une heure", exact=True).fill("1.234")
        one.press(one.page.get_by_role("button", name="Garder").first)
        assert "se lire de deux façons" in one.page.inner_text(".field .problem")
        assert value(one, "Une heure") == "1.234"
        one.go("/settings/")
        assert value(one, "Une heure") == "80,00"


def download(one: Watched, name: str) -> Download:
    with one.page.expect_download() as found:
        one.page.get_by_role("button", name=name).click()
    return found.value


@pytest.mark.parametrize("passphrase", ["", "four herons on a wire"], ids=["plain", "locked"])
def test_a_backup_is_downloaded_and_brings_all_back(own: Watched, tmp_path: Path, passphrase: str) -> None:
    """What the page gives, the command takes: the same review on another machine."""
    own.go("/settings/")
    own.page.get_by_label("Passphrase (may stay empty)").fill(passphrase)
    own.page.get_by_label("The same once more").fill(passphrase)
    file, day = tmp_path / "kept", ("--json", "--as-of", demo.AS_OF.isoformat())
    download(own, "Download a backup").save_as(file)
    done = goodterms("restore", file, home=tmp_path / "home", GOODTERMS_PASSPHRASE=passphrase)
    assert done.code == 0, done.err
    before = goodterms("review", *day, home=own.home)
    assert goodterms("review", *day, home=tmp_path / "home").json == before.json


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("four herons", "four hares", "not alike"), ("heron12", "heron12", "at least 8 characters")],
)
def test_a_passphrase_that_will_not_do_makes_no_backup(
    own: Watched, first: str, second: str, said: str
) -> None:
    """It says why."""
    own.go("/settings/")
    own.page.get_by_label("Passphrase (may stay empty)").evaluate("one => one.removeAttribute('minlength')")
    own.page.get_by_label("Passphrase (may stay empty)").fill(first)
    own.page.get_by_label("The same once more").fill(second)
    own.press(own.page.get_by_role("button", name="Download a backup"))
    assert said in own.page.inner_text(".said")


def test_what_is_kept_of_a_client_is_taken_along(own: Watched, tmp_path: Path) -> None:
    """As a zip, with nothing of others."""
    own.go("/settings/clients/")
    with own.page.expect_download() as found:
        own.page.get_by_role("link", name="All of it as a zip: Pixel Orchard").click()
    found.value.save_as(tmp_path / "kept.zip")
    with ZipFile(tmp_path / "kept.zip") as packed:
        told = {name: packed.read(name).decode() for name in packed.namelist()}
    assert len(json.loads(told["records/invoice.json"])) > 3
    assert "Nijlpaard" not in "".join(told.values())
    assert found.value.suggested_filename == "pixel-orchard-records.zip"


def test_a_client_goes_when_the_name_is_typed(own: Watched) -> None:
    """What stays is shown first with its ground; another name does nothing."""
    own.go("/settings/clients/")
    own.press(own.page.get_by_role("link", name="What would go: Pixel Orchard"))
    said = own.page.inner_text("main")
    assert "This stays" in said
    assert "until you say for how many years" in said
    own.page.get_by_label("To do it, type the name: Pixel Orchard").fill("Pixel")
    own.press(own.page.get_by_role("button", name="Erase for good"))
    assert "nothing was erased" in own.page.inner_text(".problem")
    own.complaints.clear()  # that the answer was 422
    own.page.get_by_label("To do it, type the name: Pixel Orchard").fill("pixel orchard")
    own.press(own.page.get_by_role("button", name="Erase for good"))
    assert "records are gone" in own.page.inner_text("h1")
    assert "invoices.csv" in own.page.inner_text("main")
    assert "feelings.csv" in own.page.inner_text("main")
    left = goodterms("erase", "Pixel Orchard", "--json", home=own.home).json
    assert left["goes"] == {}


def test_the_first_questions_lead_to_the_import(newcomer: Watched, tmp_path: Path) -> None:
    """What is said first holds before a file that comes later; what was not said is as the file has it."""
    newcomer.press(newcomer.page.get_by_role("link", name="Begin", exact=True))
    newcomer.page.get_by_label("Country", exact=True).select_option("BE")
    newcomer.page.get_by_label("From", exact=True).fill("10:00")
    newcomer.press(newcomer.page.get_by_role("button", name="Keep and go on"))
    told = tmp_path / "goodterms.toml"
    told.write_text(ME, "utf-8")
    newcomer.page.set_input_files("#files", str(told))
    newcomer.page.get_by_role("button", name="Read them").click()
    newcomer.page.get_by_role("heading", name="Bring in records").wait_for()
    newcomer.settled()
    newcomer.go("/settings/")
    labels = ("Your name", "Country", "Time zone", "From", "An hour")
    assert [value(newcomer, label) for label in labels] == [
        "Mara Lind",
        "BE",
        "Europe/Paris",
        "10:00",
        "80.00",
    ]
    assert not newcomer.page.get_by_label("Wed", exact=True).is_checked()
    newcomer.press(newcomer.page.get_by_role("button", name="Take back the last change"))
    assert (value(newcomer, "Country"), value(newcomer, "From")) == ("FR", "09:00")


def test_the_first_questions_may_be_skipped(newcomer: Watched) -> None:
    """Nothing is kept then; and in the invented year there is nothing to set."""
    newcomer.press(newcomer.page.get_by_role("link", name="Begin", exact=True))
    newcomer.press(newcomer.page.get_by_role("link", name="Skip this"))
    assert newcomer.page.get_by_role("heading", name="Bring in records").is_visible()
    newcomer.go("/")
    newcomer.press(newcomer.page.get_by_role("button", name="Look around"))
    newcomer.go("/settings/")
    assert newcomer.page.locator("main form").count() == 0
    token = newcomer.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    for path in ("/settings/take-back/", "/settings/backup/"):
        told = {"csrfmiddlewaretoken": token}
        answer = newcomer.page.request.post(
            newcomer.root + path, form=told, headers={"Referer": newcomer.root, "Origin": newcomer.root}
        )
        assert answer.status == 404, path
