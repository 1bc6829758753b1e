"""`goodterms contract`: clauses with their words, every line, corrections, files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import goodterms

TEXT = """Agreement between Corner Bakery Ltd ("the Client") and Mara Lindqvist ("the Designer")

The Client pays invoices within 30 days of receipt.

Either party may end this agreement on one month's notice.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_clauses_are_shown_with_their_words(file: Path, tmp_path: Path) -> None:
    """Number, kind, value in words and the quote; what was not found; nothing is stored."""
    ran = goodterms("contract", file, home=tmp_path / "home")
    assert ran.code == 0
    assert "  1  Payment term: 30 days, from its receipt\n     “The Client pays invoices" in ran.out
    assert "2 of 3 lines read as a clause" in ran.out
    assert "Nothing found on:" in ran.out and "Deposit" in ran.out
    assert not (tmp_path / "home").exists()


def test_the_document_leads_back_to_the_text(file: Path, tmp_path: Path) -> None:
    """Offsets count in what --text prints."""
    text = goodterms("contract", file, "--text", home=tmp_path).out
    (found,) = goodterms("contract", file, "--json", home=tmp_path).json["files"]
    assert found["language"] == "en"
    for clause in found["clauses"]:
        assert text[clause["start"] : clause["end"]] == clause["quote"]
    assert found["clauses"][1]["value"] == {"months": 1, "party": "either"}
    assert "deposit" in found["not_found"] and found["lines"] == {"all": 3, "read": 2}


def test_every_line_is_shown(file: Path, tmp_path: Path) -> None:
    """With what it was read as."""
    out = goodterms("contract", file, "--lines", home=tmp_path).out
    assert "   5 • Either party may end this agreement on one month's notice.  [Notice]" in out
    assert "   1   Agreement between" in out


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Préavis: 1 mois"), ("nl", "Opzegtermijn: 1 maand"), ("vi", "1 tháng")]
)
def test_the_screen_speaks_the_readers_language(file: Path, tmp_path: Path, lang: str, said: str) -> None:
    """Kinds and values are words of that language."""
    assert said in goodterms("contract", file, "--lang", lang, home=tmp_path).out


def test_a_correction_is_kept_with_the_text(file: Path, tmp_path: Path) -> None:
    """It applies to the same words in another file, until it is taken back."""
    home = tmp_path / "home"
    goodterms("contract", file, "--set", "2 months=2 party=client", "--not", "1", home=home)
    copy = tmp_path / "copy.md"
    copy.write_text(TEXT.replace("\n\n", "\n\n\n"), "utf-8")
    (found,) = goodterms("contract", copy, "--json", home=home).json["files"]
    assert [(one["kind"], one["value"]["months"], one["corrected"]) for one in found["clauses"]] == [
        ("notice_period", 2, True)
    ]
    (back,) = goodterms("contract", file, "--forget", "--json", home=home).json["files"]
    assert [one["kind"] for one in back["clauses"]] == ["payment_term", "notice_period"]


def test_words_of_the_contract_become_a_clause(file: Path, tmp_path: Path) -> None:
    """By their words, a kind and a value; and a clause another kind."""
    home = tmp_path / "home"
    ran = goodterms("contract", file, "--set", "Corner Bakery Ltd deposit percent=30", home=home)
    assert "Deposit: 30 %  (as you said)" in ran.out
    ran = goodterms("contract", file, "--set", "3 kind=renewal_notice months=2", home=home)
    assert "Notice against renewal: 2 months  (as you said)" in ran.out


def test_quotes_are_plain_words_and_lead_back_all_the_same(tmp_path: Path) -> None:
    """No star of Markdown on the screen; in the document the words as they stand, with their places. What was
    copied from the screen is found in the text."""
    path, home = tmp_path / "terms.md", tmp_path / "home"
    path.write_text(TEXT.replace("The Client pays invoices", "**The Client** pays *all*\ninvoices"), "utf-8")
    out = goodterms("contract", path, "--lines", home=home).out
    assert "“The Client pays all invoices within 30 days of receipt." in out and "*" not in out
    (found,) = goodterms("contract", path, "--json", home=home).json["files"]
    assert "Client** pays *all*\ninvoices" in found["clauses"][0]["quote"]
    ran = goodterms("contract", path, "--set", "The Client pays all invoices deposit percent=30", home=home)
    assert "Deposit: 30 %  (as you said)" in ran.out


def test_two_clauses_of_one_passage_are_corrected_apart(tmp_path: Path) -> None:
    """To set or to refuse one of them says nothing of the other; a kind set anew can be set back."""
    path, home = tmp_path / "law.txt", tmp_path / "home"
    path.write_text("Agreement of work.\n\nLaw and court: Dutch law, and the court of Dordrecht.\n", "utf-8")

    def kinds(*told: object) -> dict[str, object]:
        (found,) = goodterms("contract", path, "--json", *told, home=home).json["files"]
        assert len({one["quote"] for one in found["clauses"]}) < 3
        return {one["kind"]: one["value"] for one in found["clauses"]}

    passage = "Dutch law, and the court of Dordrecht."
    goodterms("contract", path, "--set", f"{passage} deposit percent=10", home=home)
    goodterms("contract", path, "--set", f"{passage} kill_fee percent=20", home=home)
    both = kinds()
    assert both["deposit"] == {"percent": 10} and both["kill_fee"] == {"percent": 20}
    number = sorted(both).index("kill_fee") + 1
    assert "kill_fee" not in kinds("--not", number)
    assert kinds()["deposit"] == {"percent": 10}


def test_a_folder_gives_its_contracts_and_its_mails(file: Path, tmp_path: Path) -> None:
    """What looks like a contract is read; a document that does not is told, a text beside it is no matter."""
    place, home = tmp_path / "papers", tmp_path / "home"
    place.mkdir()
    long = (
        TEXT + "\nThe Designer grants copyright on payment. Dutch law governs. A deposit of 30% is due.\n" * 3
    )
    (place / "agreement.txt").write_text(long, "utf-8")
    (place / "holiday.txt").write_text("Sun and sand.", "utf-8")
    (place / "invoice.pdf").write_bytes(b"%PDF-1.4 no more")
    ran = goodterms("contract", place, "--json", home=home)
    found = {Path(one["path"]).name: one for one in ran.json["files"]}
    assert ran.code == 1 and set(found) == {"agreement.txt", "invoice.pdf"}
    assert "payment_term" in {one["kind"] for one in found["agreement.txt"]["clauses"]}
    head = "From: mara@lindqvist.example\nTo: jonas@harbour.example\nDate: 04 May 2026 09:00:00 +0200\n\n"
    (place / "1.eml").write_text(head + "My fee is £900.\n", "utf-8")
    paths = [one["path"] for one in goodterms("contract", place, "--json", home=home).json["files"]]
    assert str(place) in paths and str(place / "agreement.txt") in paths


def test_a_folder_of_other_papers_is_told(tmp_path: Path) -> None:
    """Where nothing in it is a contract or a mail, each paper is named; the file itself is read if named."""
    place = tmp_path / "papers"
    place.mkdir()
    (place / "holiday.txt").write_text("Sun and sand.", "utf-8")
    ran = goodterms("contract", place, home=tmp_path)
    assert ran.code == 2 and "holiday.txt: This does not look like a contract." in ran.err
    assert goodterms("contract", place / "holiday.txt", "--in", "en", home=tmp_path).code != 2


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    """One line, and no traceback."""
    place = tmp_path / "papers"
    (place / "in").mkdir(parents=True)
    (place / "agreement.txt").mkdir()
    ran = goodterms("contract", place, home=tmp_path)
    assert ran.code == 2 and "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("1 days=nan", "is not understood"),
        ("1 days=soon", "is not understood"),
        ("1 automatic=perhaps", "is not understood"),
        ("1 date=31/31/2026", "is not understood"),
        ("hello", "is not understood"),
        ("9 days=3", "There is no clause 9; there are 2."),
        ("1 foo=3", "is not understood"),
        ("1 kind=nonsense", "the kinds are"),
        ("words of nobody deposit percent=3", "These words are not in the contract"),
    ],
)
def test_a_correction_that_is_not_understood_is_refused(
    file: Path, tmp_path: Path, told: str, says: str
) -> None:
    """One line says what was wrong and how to write it."""
    ran = goodterms("contract", file, "--set", told, home=tmp_path / "home")
    assert ran.code == 2 and says in ran.err and "Traceback" not in ran.err


def test_corrections_take_one_file(file: Path, tmp_path: Path) -> None:
    """A number is one file's number."""
    ran = goodterms("contract", file, file, "--not", "1", home=tmp_path)
    assert ran.code == 2 and "one file at a time" in ran.err


def test_what_cannot_be_read_is_told(file: Path, tmp_path: Path) -> None:
    """Alone it ends with 2, beside a contract with 1; never a traceback."""
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    ran = goodterms("contract", empty, home=tmp_path)
    assert (ran.code, ran.out, ran.err) == (
        2, "", f"goodterms: {empty}: There is nothing to read in it.\n",
    )  # fmt: skip
    ran = goodterms("contract", empty, empty, home=tmp_path)
    assert ran.code == 2 and "2 things could not be read" in ran.err
    ran = goodterms("contract", empty, file, home=tmp_path)
    assert ran.code == 1 and "Payment term" in ran.out
    folder = tmp_path / "nothing"
    folder.mkdir()
    ran = goodterms("contract", folder, home=tmp_path)
    assert (ran.code, ran.out) == (2, "") and ran.err.count("\n") == 1


def test_a_foreign_contract_is_said_to_be_one(tmp_path: Path) -> None:
    """No clause is guessed in a language that nobody reads here."""
    path = tmp_path / "vertrag.txt"
    path.write_text("Dieser Vertrag kann mit einer Frist von einem Monat gekündigt werden. " * 5, "utf-8")
    ran = goodterms("contract", path, home=tmp_path)
    assert ran.code == 1 and "language" in ran.err


def test_a_text_that_is_no_contract_is_said_to_be_none(tmp_path: Path) -> None:
    """No clause is invented; with its language it is read all the same."""
    note = tmp_path / "note.md"
    note.write_text(
        "# Invoice 12\n\nThank you for the order. Please pay within 14 days of receipt, and see you "
        "in the shop when the new menu is there.\n",
        "utf-8",
    )
    ran = goodterms("contract", note, home=tmp_path / "home")
    assert ran.code == 1 and "Payment term" not in ran.out
    assert "does not look like a contract" in ran.out + ran.err and "--in" in ran.out + ran.err
    assert "Payment term: 14 days" in goodterms("contract", note, "--in", "en", home=tmp_path / "home").out
