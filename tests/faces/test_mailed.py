"""`goodterms contract` of mails: terms in fact, loose ends, whose mails, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

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


def test_the_address_may_be_told(folder: Path, tmp_path: Path) -> None:
    """By --me, or by the profile among the mails; then the other is the client."""
    turned = goodterms("contract", folder, "--me", "jonas@harbour.example", home=tmp_path).out
    assert "agreed in mails with mara@lindqvist.example" in turned
    (folder / "goodterms.toml").write_text('[me]\nname = "J"\nemails = ["jonas@harbour.example"]\n', "utf-8")
    assert "with mara@lindqvist.example" in goodterms("contract", folder, home=tmp_path).out


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
