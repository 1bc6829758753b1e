"""What a user types and reads: outputs, exit codes, one line for every error."""

import os
from pathlib import Path

import pytest

from faces.commands import goodterms


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with a freelancer, one client who pays on time, and a line that nobody can read."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\n'
        'timezone = "Europe/Brussels"\ncurrency = "EUR"\n'
    )
    invoices = ["number,client,issued,due,total,currency"]
    payments = ["client,paid_on,amount,currency,invoices,method"]
    for month in range(1, 10):
        invoices.append(f"{month},Harbour & Sons,2026-{month:02}-01,2026-{month:02}-28,1000.00,EUR")
        payments.append(f"Harbour & Sons,2026-{month:02}-20,1000.00,EUR,{month},transfer")
    (folder / "invoices.csv").write_text("\n".join([*invoices, "10,Harbour & Sons,2026-02-30,,5,EUR"]))
    (folder / "payments.csv").write_text("\n".join(payments))
    return folder


def test_review_keeps_a_good_client(records: Path, tmp_path: Path) -> None:
    """A client who pays on time is kept; the unreadable line is told with its place; exit code 1."""
    ended = goodterms("review", records, "--as-of", "2026-10-31", home=tmp_path)
    assert "Harbour & Sons" in ended.out
    assert "keep" in ended.out
    assert "invoices.csv, line 11" in ended.err
    assert ended.code == 1


def test_a_review_is_set_in_and_names_are_names(records: Path, tmp_path: Path) -> None:
    """Brackets in a client's name are no markup; a sentence over several lines keeps to its column."""
    name = "[red] Harbour of the Sons and the Daughters"
    for table in ("invoices.csv", "payments.csv"):
        told = (records / table).read_text().replace("Harbour & Sons", name)
        (records / table).write_text(told)
    asked = ("review", records, "--as-of", "2026-10-31")
    lines = goodterms(*asked, home=tmp_path).out.splitlines()
    assert next(line for line in lines if line.startswith("keep")).split()[1] == "[red]"
    together = lines[lines.index("All clients together") + 1 : -3]
    assert [line for line in together if not line.startswith("  ") or line.endswith(" ")] == []
    assert f"{name} — keep" in goodterms(*asked, "--client", name, home=tmp_path).out


def test_json_is_alone_on_standard_output(records: Path, tmp_path: Path) -> None:
    """--json prints one document and nothing else there."""
    document = goodterms("review", records, "--as-of", "2026-10-31", "--json", home=tmp_path).json
    assert document["schema"] == "goodterms.review/1"
    assert [(one["client"], one["verdict"]) for one in document["clients"]] == [("Harbour & Sons", "keep")]
    assert [one["locator"] for one in document["problems"]] == ["line 11"]


def test_import_twice_changes_nothing(records: Path, tmp_path: Path) -> None:
    """What was imported is reviewed without naming the folder; importing it again adds nothing."""
    first = goodterms("import", records, "--json", home=tmp_path / "home").json
    assert sum(file["new"] for file in first["files"]) == 19
    again = goodterms("import", records, "--json", home=tmp_path / "home").json
    assert sum(file["new"] + file["changed"] for file in again["files"]) == 0
    kept = goodterms("review", "--as-of", "2026-10-31", "--json", home=tmp_path / "home").json
    direct = goodterms("review", records, "--as-of", "2026-10-31", "--json", home=tmp_path / "home").json
    assert kept["clients"] == direct["clients"]


def test_inspect_stores_nothing(records: Path, tmp_path: Path) -> None:
    """inspect says what each file gives, and leaves no trace."""
    ended = goodterms("inspect", records, home=tmp_path / "home")
    assert "9 invoices" in ended.out
    assert ended.code == 1
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("language, verdict", [("fr", "garder"), ("nl", "houden"), ("vi", "giữ")])
def test_screen_language(records: Path, tmp_path: Path, language: str, verdict: str) -> None:
    """The screen speaks the language that was asked for."""
    ended = goodterms("review", records, "--as-of", "2026-10-31", "--lang", language, home=tmp_path)
    assert verdict in ended.out


@pytest.mark.parametrize(
    "words, says",
    [
        (("review", "nowhere"), "nowhere"),
        (("review", "--as-of", "31/10/2026"), "2026-10-31"),
        (("review", "{records}", "--client", "Nobody"), "Harbour & Sons"),
        (("review", "{records}", "--playbook", "revenge"), "balanced"),
        (("review", "{records}", "--gut", "Harbour & Sons=shout"), "let_go"),
        (("inspect",), "FILE"),
        (("import",), "import"),
        (("sack", "everyone"), "sack"),
    ],
)
def test_what_cannot_be_done(records: Path, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    """Exit code 2, and one line on standard error that says what to do."""
    ended = goodterms(*(word.format(records=records) for word in words), home=tmp_path / "home")
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert says in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_without_rights(records: Path, tmp_path: Path) -> None:
    """A folder that may not be read is one line and exit code 2."""
    records.chmod(0)
    ended = goodterms("review", records, home=tmp_path / "home")
    records.chmod(0o700)
    assert ended.code == 2
    assert str(records) in ended.err


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without records is an empty review that says what to do next."""
    (tmp_path / "empty").mkdir()
    ended = goodterms("review", tmp_path / "empty", home=tmp_path / "home")
    assert ended.code == 0
    assert "goodterms import --template" in ended.out


def test_gut_beside_the_figures(records: Path, tmp_path: Path) -> None:
    """The gut's word is shown beside the verdict and changes nothing about it (D10)."""
    asked = ("review", records, "--as-of", "2026-10-31", "--json", "--gut", "harbour & sons=let-go")
    client = goodterms(*asked, home=tmp_path).json["clients"][0]
    assert (client["verdict"], client["gut"], client["gut_agrees"]) == ("keep", "let_go", False)


def test_gut_is_asked_before_the_figures(records: Path, tmp_path: Path) -> None:
    """--ask takes one key a client, and asks about one only where one is looked at."""
    client = goodterms("review", records, "--json", "--ask", home=tmp_path, typed="r\n").json["clients"][0]
    assert client["gut"] == "repair"
    (records / "clients.csv").write_text("name,domains\nAtelier Sorrel,sorrel.example\n")
    asked = ("review", records, "--json", "--ask", "--client", "Harbour & Sons")
    ended = goodterms(*asked, home=tmp_path, typed="l\n")
    assert ended.json["clients"][0]["gut"] == "let_go"
    assert "Atelier Sorrel" not in ended.err


def test_template_is_read_back(tmp_path: Path) -> None:
    """The empty files that --template writes are all understood."""
    assert goodterms("import", "--template", tmp_path / "new", home=tmp_path / "home").code == 0
    document = goodterms("inspect", tmp_path / "new", "--json", home=tmp_path / "home").json
    assert len(document["files"]) >= 10
    assert all(file["importer"] for file in document["files"])


def test_help_has_examples(tmp_path: Path) -> None:
    """Every command's help shows how it is used."""
    for command in ("review", "inspect", "import", "demo"):
        ended = goodterms(command, "--help", home=tmp_path)
        assert ended.code == 0
        assert f"goodterms {command}" in ended.out.partition("Examples:")[2]


def test_corrected_number_leaves_nothing_behind(records: Path, tmp_path: Path) -> None:
    """An invoice number that is corrected in the file does not leave the wrong one behind as unpaid."""
    head = "number,client,issued,due,total,currency\n"
    for number in ("X1", "X2"):
        (records / "invoices.csv").write_text(f"{head}{number},Harbour & Sons,2026-01-01,,9,EUR")
        (records / "payments.csv").unlink(missing_ok=True)
        assert goodterms("import", records, home=tmp_path / "home").code == 0
    kept = goodterms("review", "--as-of", "2026-10-31", "--json", home=tmp_path / "home").json
    assert kept["clients"][0]["money"]["open"] == {"amount": "9.00", "currency": "EUR"}


def test_gut_is_kept_with_the_imported_records(records: Path, tmp_path: Path) -> None:
    """What the gut said of imported records is heard again the next time, with the day it was said."""
    goodterms("import", records, home=tmp_path / "home")
    asked = ("review", "--as-of", "2026-10-31", "--json")
    goodterms(*asked, "--gut", "Harbour & Sons=repair", home=tmp_path / "home")
    assert goodterms(*asked, home=tmp_path / "home").json["clients"][0]["gut"] == "repair"


def test_a_long_name_leaves_room_for_the_rest(records: Path, tmp_path: Path) -> None:
    """A client with an endless name is cut short, so that the reason and the stability beside it are not."""
    bills = (records / "invoices.csv").read_text()
    (records / "invoices.csv").write_text(
        bills.replace("Harbour & Sons", "Harbour & Sons and Daughters " * 4)
    )
    screen = goodterms("review", records, "--as-of", "2026-10-31", home=tmp_path).out
    assert "Harbour & Sons and Daug…" in screen
    assert "100%" in screen
    assert max(map(len, screen.splitlines())) <= 100
