"""`goodterms claim`: sums with their source, refusals with reason, a letter in the client's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from faces.commands import Ended
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.words import Words, languages

ME = '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\ncountry = "BE"\ncurrency = "EUR"\n'
CLIENTS = """name,domains,country,language,kind
Atelier Noor,noor.example,FR,fr,company
Kade Acht,kade.example,NL,nl,company
Trạm Xanh,tram.example,VN,vi,company
Harbour & Sons,harbour.example,GB,en,company
Ann Field,field.example,FR,en,consumer
"""
INVOICES = """number,client,issued,due,total,currency
24-1,Atelier Noor,2024-05-16,2024-06-15,10000.00,EUR
24-2,Kade Acht,2024-06-01,2024-07-01,5000.00,EUR
24-3,Trạm Xanh,2024-06-01,2024-07-01,900,EUR
26-4,Harbour & Sons,2026-07-01,2026-07-31,5000.00,GBP
24-5,Ann Field,2024-06-01,2024-07-01,300.00,EUR
"""
PAYMENTS = "client,paid_on,amount,invoices\nAtelier Noor,2024-07-15,10000.00,24-1\n"
AS_OF = ("--as-of", "2026-11-20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five clients with a late invoice each."""
    place = tmp_path / "business"
    place.mkdir()
    files = {"goodterms.toml": ME, "clients.csv": CLIENTS, "invoices.csv": INVOICES, "payments.csv": PAYMENTS}
    for name, text in files.items():
        (place / name).write_text(text, "utf-8")
    return place


def claim(folder: Path, *words: str | Path, **environment: str) -> Ended:
    return program("claim", *words, "--from", folder, *AS_OF, home=folder.parent / "home", **environment)


def test_the_document_has_periods_that_add_up(folder: Path) -> None:
    """With law, source and the day on which it was looked up; the exit code says that nothing is refused."""
    done = claim(folder, "Atelier Noor", "--json")
    told = done.json
    assert (done.code, told["schema"], told["invoices"], told["refused"]) == (0, "goodterms.claim/1", 1, [])
    one = told["claims"][0]
    assert [part["interest"]["amount"] for part in one["periods"]] == ["59.59", "58.56"]
    assert (one["law"], one["days"], one["partial"], one["as_of"]) == ("FR", 30, False, "2026-11-21")
    assert one["interest"] == {"amount": "118.15", "currency": "EUR"}
    assert (one["lump_sum"]["amount"], one["total"]["amount"]) == ("40.00", "158.15")
    assert "L441-10" in one["source"] and one["evidence"][0]["source"] == "invoices.csv"


def test_what_is_refused_has_a_reason_and_no_number(folder: Path) -> None:
    """A consumer, and a law that names no number; of the others the days without a sure rate."""
    done = claim(folder, "--json")
    told = done.json
    refused = {(one["client"], one["key"]) for one in told["refused"]}
    assert done.code == 1
    assert {("Ann Field", "law.other_client.consumer"), ("Trạm Xanh", "law.refused.vn_rate")} <= refused
    assert {one["client"] for one in told["claims"]} == {"Atelier Noor", "Kade Acht", "Harbour & Sons"}
    kade = next(one for one in told["claims"] if one["client"] == "Kade Acht")
    gaps = [(one["from"], one["to"]) for one in told["refused"] if one["client"] == "Kade Acht"]
    assert gaps == [("2025-01-01", "2025-06-30"), ("2026-07-01", "2026-11-20")] and kade["partial"]
    assert all(one["reason"] for one in told["refused"])


@pytest.mark.parametrize("language", languages())
def test_the_screen_says_it_in_every_language(folder: Path, language: str) -> None:
    """That it is no advice, once; no key is left without its words."""
    done = claim(folder, "--lang", language)
    words = Words(language)
    assert done.out.count(words("claim.not_advice")) == 1
    assert words("claim.cannot") in done.out
    assert "claim." not in done.out and "law." not in done.out and done.err == ""


def test_the_screen_adds_up_and_repeats_nothing(folder: Path) -> None:
    """Sums of one currency each; what holds for two invoices of one client is said once."""
    (folder / "invoices.csv").write_text(INVOICES + "24-6,Trạm Xanh,2024-07-01,2024-08-01,500,EUR\n", "utf-8")
    done = claim(folder)
    assert "Interest and lump sums of 3 invoices: €" in done.out and " + £" in done.out
    assert "24-6 · Trạm Xanh" in done.out and done.out.count(Words("en")("law.vn.formula")) == 1


@pytest.mark.parametrize(
    ("client", "language", "code"),
    [("Atelier Noor", "fr", 0), ("Kade Acht", "nl", 1), ("Harbour & Sons", "en", 0)],
)
def test_the_letter_is_in_the_clients_language(folder: Path, client: str, language: str, code: int) -> None:
    """Whatever the screen speaks; what cannot be said is told to the freelancer alone."""
    done = claim(folder, client, "--statement", "-", GOODTERMS_LANG="vi")
    words = Words(language)
    assert done.code == code
    assert done.out.startswith("# ") and words("claim.paper.pay_to") in done.out
    assert words("claim.paper.opening")[:30] in done.out and "____" in done.out
    assert Words("vi")("claim.not_advice") in done.err and words("claim.not_advice") not in done.out
    assert ("law.refused" in done.out, "claim." in done.out) == (False, False)


def test_the_letter_adds_what_is_open(folder: Path) -> None:
    """And says that an agreed rate is that of the contract."""
    done = claim(folder, "Harbour & Sons", "--statement", "-", "--rate", "10")
    assert done.code == 0
    assert "In all: £5,153.42" in done.out and Words("en")("claim.paper.contract") in done.out


def test_a_letter_becomes_a_file_by_its_name(folder: Path) -> None:
    """HTML that stands alone, or Markdown, and no one else can read it."""
    page, text = folder.parent / "noor.html", folder.parent / "noor.md"
    assert claim(folder, "Atelier Noor", "--statement", page, "--lang", "vi").code == 0
    assert claim(folder, "Atelier Noor", "--statement", text).code == 0
    assert '<html lang="vi">' in page.read_text("utf-8")
    assert text.read_text("utf-8").startswith("# Relevé")
    assert page.stat().st_mode & 0o077 == 0


def test_without_any_rate_the_letter_has_the_lump_sum(folder: Path) -> None:
    """And says that for some days no interest is counted."""
    (folder / "clients.csv").write_text(CLIENTS.replace("noor.example,FR", "noor.example,DE"), "utf-8")
    done = claim(folder, "Atelier Noor", "--statement", "-", "--lang", "en")
    assert "| €0.00 | – | €40.00 | €40.00 |" in done.out
    assert Words("en")("claim.paper.partial") in done.out
    assert Words("en")("claim.paper.how") not in done.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--rate", "9"), "claim.which_client"),
        (("--statement", "-"), "claim.which_client"),
        (("Trạm Xanh", "--statement", "-"), "claim.no_statement"),
        (("Nobody",), "Atelier Noor"),
        (("Atelier Noor", "--rate", "-1"), "-1"),
    ],
)
def test_what_cannot_be_done_is_one_line(folder: Path, words: tuple[str, ...], says: str) -> None:
    """Exit code 2, nothing on standard output, and never a traceback."""
    done = claim(folder, *words)
    said = Words("en")(says, client="Trạm Xanh") if says.startswith("claim.") else says
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err


def test_where_nothing_is_known_it_says_so(tmp_path: Path) -> None:
    """No store, or no records wanted: no invoice; a punctual client: none late."""
    for words in ((), ("--without-records",)):
        done = program("claim", *words, home=tmp_path / "home")
        assert (done.code, done.err) == (0, "") and Words("en")("claim.no_invoices") in done.out
    early = program("claim", "--from", demo.folder(), "--as-of", "2025-06-15", home=tmp_path / "home")
    assert Words("en")("claim.none") in early.out


def test_the_records_that_were_imported_are_asked(folder: Path) -> None:
    """Without --from."""
    home = folder.parent / "home"
    assert program("import", folder, home=home).code == 0
    done = program("claim", "Kade Acht", "--as-of", "2024-08-31", "--collection", home=home)
    assert done.code == 0 and "€625.00" in done.out
