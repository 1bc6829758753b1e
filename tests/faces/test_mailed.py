"""`goodterms contract` of mails: terms in fact, loose ends, whose mails, and what cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from faces.commands import goodterms

MAILS = {
    "1.eml": ("mara@lindqvist.example", "jonas@harbour.example", "04 May",
              "My fee for the panels is £2,400, hung and finished by 30 June.\nI ask for £800 in advance."),
    "2.eml": ("jonas@harbour.example", "mara@lindqvist.example", "06 May",
              "£2,400 is fine. £800 in advance is too much, could you live with £500?\n"
              "I'll send you the measurements on Friday."),
    "3.eml": ("mara@lindqvist.example", "jonas@harbour.example", "11 May",
              "All right, £500 in advance. I still haven't had the measurements."),
}  # fmt: skip

AGREEMENT = """# Service agreement

This agreement is between Mara Lindqvist ("the Designer") and Harbour ("the Client").

## 1. Services
The Designer provides painted panels for the Client.

## 2. Fees
The Client pays each invoice within 30 days of its date. Late payments bear interest of 1% a month.

## 3. Intellectual property
Copyright in a piece of work passes to the Client when its invoice has been paid in full.

## 4. Termination
Either party may end this agreement by giving 60 days' written notice.

## 5. Governing law
This agreement is governed by the laws of England and Wales.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three mails of two people."""
    place = tmp_path / "mails"
    place.mkdir()
    for name, (sender, to, day, text) in MAILS.items():
        head = f"From: {sender}\nTo: {to}\nSubject: Panels\nDate: {day} 2026 09:00:00 +0200\n"
        kind = "Content-Type: text/plain; charset=utf-8\n"
        (place / name).write_text(f"{head}Message-ID: <{name}@mail.example>\n{kind}\n{text}\n", "utf-8")
    (place / "holiday.txt").write_text("Sun and sand.", "utf-8")
    return place


def test_terms_in_fact_stand_beside_clauses(folder: Path, tmp_path: Path) -> None:
    """Each with value, quote and message; what was bargained down is not there."""
    ran = goodterms("contract", folder, "--json", home=tmp_path / "home")
    assert ran.code == 0
    (found,) = ran.json["files"]
    assert found["clauses"] == [] and found["language"] == "en"
    assert {one["what"]: (one["value"], one["proposed_by"]) for one in found["terms_in_fact"]} == {
        "price": ("2400 GBP", "me"),
        "deadline": ("2026-06-30", "me"),
        "deposit": ("500 GBP", "client"),
    }
    ends = {one["due"]: one for one in found["loose_ends"]}
    assert ends["2026-05-08"]["told"]["message_id"] == "3.eml@mail.example"
    assert (ends["2026-05-08"]["owed_by"], ends["2026-05-08"]["state"]) == ("client", "open")
    assert not (tmp_path / "home").exists()


def test_the_screen_shows_terms_and_what_is_owed(folder: Path, tmp_path: Path) -> None:
    """With the words they were agreed in, in the reader's language."""
    out = goodterms("contract", folder, home=tmp_path).out
    assert "agreed in mails with jonas@harbour.example" in out
    assert "Deposit: £500.00\n     “All right, £500 in advance.”" in out
    assert "still owed, a later mail says, due 8 May 2026" in out
    assert "Voorschot" in goodterms("contract", folder, "--lang", "nl", home=tmp_path).out


@pytest.mark.parametrize(
    "asked", [("--set", "1 days=3"), ("--not", "1"), ("--forget",), ("--text",), ("--lines",)]
)
def test_what_is_for_contracts_is_refused_of_mails(
    asked: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    """It is said, not passed over."""
    for what in ((folder,), ("--client", "Harbour")):
        ran = goodterms("contract", *what, *asked, home=tmp_path / "home")
        assert ran.code == 2 and "are for contracts, not for mails" in ran.err


def test_the_address_may_be_told(folder: Path, tmp_path: Path) -> None:
    """By --me, or by the profile among the mails; then the other is the client."""
    turned = goodterms("contract", folder, "--me", "jonas@harbour.example", home=tmp_path).out
    assert "agreed in mails with mara@lindqvist.example" in turned
    (folder / "goodterms.toml").write_text('[me]\nname = "J"\nemails = ["jonas@harbour.example"]\n', "utf-8")
    assert "with mara@lindqvist.example" in goodterms("contract", folder, home=tmp_path).out


def test_two_jobs_are_shown_apart(folder: Path, tmp_path: Path) -> None:
    """Each under its number, with its own price."""
    for name, sender, to, day, text in (
        ("4.eml", "jonas@harbour.example", "mara@lindqvist.example", "01 Sep",
         "We have another job for you. Could you paint the two doors?"),
        ("5.eml", "mara@lindqvist.example", "jonas@harbour.example", "02 Sep",
         "My fee for the doors is £300."),
        ("6.eml", "jonas@harbour.example", "mara@lindqvist.example", "03 Sep", "£300 is fine."),
    ):  # fmt: skip
        head = f"From: {sender}\nTo: {to}\nSubject: Doors\nDate: {day} 2026 09:00:00 +0200\n"
        (folder / name).write_text(f"{head}Message-ID: <{name}@mail.example>\n\n{text}\n", "utf-8")
    out = goodterms("contract", folder, home=tmp_path).out
    assert out.index("Job 1") < out.index("£2,400.00") < out.index("Job 2") < out.index("£300.00")
    (found,) = goodterms("contract", folder, "--json", home=tmp_path).json["files"]
    prices = {one["job"]: one["value"] for one in found["terms_in_fact"] if one["what"] == "price"}
    assert prices == {1: "2400 GBP", 2: "300 GBP"}


def test_one_mail_alone_settles_nothing(folder: Path, tmp_path: Path) -> None:
    """An offer that nobody answered."""
    out = goodterms("contract", folder / "1.eml", home=tmp_path).out
    assert "No terms were found that both agreed on." in out


def test_a_folder_without_mail_is_told(tmp_path: Path) -> None:
    """One line, and nothing could be read: 2."""
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = goodterms("contract", empty, home=tmp_path)
    assert ran.code == 2 and "There is no mail in it." in ran.err
    (found,) = goodterms("contract", empty, "--json", home=tmp_path).json["files"]
    assert found["problems"][0]["key"] == "dossier.no_mail"


def test_mail_with_a_client_of_the_records(folder: Path, tmp_path: Path) -> None:
    """--client with the records of a folder; an unknown name ends with those there are."""
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara"\nemails = ["mara@lindqvist.example"]\n', "utf-8"
    )
    (folder / "clients.csv").write_text("name,email\nHarbour,jonas@harbour.example\n", "utf-8")
    ran = goodterms("contract", "--client", "Harbour", "--from", folder, "--json", home=tmp_path)
    (found,) = ran.json["files"]
    assert found["path"] == "Harbour" and found["terms_in_fact"]
    nobody = goodterms("contract", "--client", "Nobody", "--from", folder, home=tmp_path)
    assert nobody.code == 2 and "Harbour" in nobody.err


@pytest.mark.parametrize("words", [(), ("--from", "."), ("--client", "Harbour", "mails")])
def test_what_to_read_has_to_be_said(words: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    """A contract, mails, or a client: one of them."""
    told = [str(folder) if one == "mails" else one for one in words]
    ran = goodterms("contract", *told, home=tmp_path)
    assert ran.code == 2 and "Name a contract, a folder of mails, or a client" in ran.err


def test_mail_with_a_client_of_the_store(folder: Path, tmp_path: Path) -> None:
    """What was imported says the same as the folder it came from."""
    home = tmp_path / "home"
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara"\nemails = ["mara@lindqvist.example"]\n', "utf-8"
    )
    (folder / "clients.csv").write_text("name,email\nHarbour,jonas@harbour.example\n", "utf-8")
    goodterms("import", folder, home=home)
    asked = ("contract", "--client", "Harbour", "--json")
    (kept,) = goodterms(*asked, home=home).json["files"]
    (read,) = goodterms(*asked, "--from", folder, home=home).json["files"]
    assert read["terms_in_fact"] and kept == read


@pytest.mark.parametrize("from_store", [True, False])
def test_a_plan_goes_by_what_mails_agreed_on(from_store: bool, folder: Path, tmp_path: Path) -> None:
    """Notice and deposit, where the records have no contract; a contract takes their place."""
    home = tmp_path / "home"
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara"\nemails = ["mara@lindqvist.example"]\n', "utf-8"
    )
    (folder / "clients.csv").write_text("name,email\nHarbour,jonas@harbour.example\n", "utf-8")
    text = (folder / "3.eml").read_text("utf-8")
    (folder / "3.eml").write_text(text + "Either of us can end it with 45 days' notice.\n", "utf-8")
    head = "From: jonas@harbour.example\nTo: mara@lindqvist.example\nSubject: Re: Panels\n"
    kind = "Date: 12 May 2026 09:00:00 +0200\nMessage-ID: <4@mail.example>\nContent-Type: text/plain\n"
    (folder / "4.eml").write_text(f"{head}{kind}\n45 days' notice is fine.\n", "utf-8")
    if from_store:
        goodterms("import", folder, home=home)

    def planned() -> Any:
        place = () if from_store else ("--from", folder)
        return goodterms("plan", "Harbour", "--as-of", "2026-06-15", "--json", *place, home=home).json

    plan = planned()
    why = "the notice that your mails agreed on"
    asked = [one for one in plan["notice"]["candidates"] if one["why"] == why]
    assert asked and asked[0]["evidence"][0]["source"].endswith("3.eml")
    assert (plan["notice"]["from"], plan["notice"]["source"]) == (
        "contract", "Either of us can end it with 45 days' notice.",
    )  # fmt: skip
    assert any("a deposit of £500.00" in note for note in plan["notes"])
    gate = next(one for one in plan["gates"] if one["name"] == "contract")
    assert 'goodterms contract --client "Harbour"' in gate["why"]
    (folder / "agreement.md").write_text(AGREEMENT, "utf-8")
    if from_store:
        goodterms("import", folder, home=home)
    plan = planned()
    assert plan["notice"]["source"].startswith("Either party may end")
    assert not any("deposit" in note for note in plan["notes"])


def test_with_a_contract_mail_of_the_store_still_says_what_it_was_about(folder: Path, tmp_path: Path) -> None:
    """A letter knows the same work from the store as from the folder that it was imported from."""
    home = tmp_path / "home"
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara"\nemails = ["mara@lindqvist.example"]\n', "utf-8"
    )
    (folder / "clients.csv").write_text("name,email\nHarbour,jonas@harbour.example\n", "utf-8")
    (folder / "agreement.md").write_text(AGREEMENT, "utf-8")
    goodterms("import", folder, home=home)
    asked = ("draft", "Harbour", "--last-day", "2026-06-30", "--as-of", "2026-05-12", "--json")
    kept, read = (goodterms(*asked, *place, home=home) for place in ((), ("--from", folder)))
    assert "Panels" in read.out
    assert kept.json == read.json
