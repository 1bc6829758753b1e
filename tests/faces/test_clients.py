"""`goodterms clients`: who is one, who may be, and what stays of a word said."""

import re
from pathlib import Path
from typing import Any

import pytest

from faces.commands import Ended, goodterms


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with one listed client, two buyers, and a domain and a private address that write often."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "goodterms.toml").write_text(
        '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\n'
        'timezone = "Europe/Brussels"\ncurrency = "EUR"\n'
    )
    (folder / "clients.csv").write_text("name,domains\nAtelier Sorrel,sorrel.example\n")
    (folder / "invoices.csv").write_text(
        "number,client,issued,due,total,currency\n"
        "2026-001,Café Nijlpaard,2026-01-05,2026-02-04,800.00,EUR\n"
        "2026-002,Pixel Orchard,2026-01-06,2026-02-05,900.00,EUR\n"
    )
    mails = [mail(writer, n) for writer in ("wout@nijlpaard.example", "lan@gmail.com") for n in range(1, 12)]
    answers = [mail("mara@lind.example", 20, to) for to in ("wout@nijlpaard.example", "lan@gmail.com")]
    (folder / "inbox.mbox").write_text("".join(mails + answers))
    return folder


def mail(sender: str, day: int, to: str = "mara@lind.example") -> str:
    """One mail of a mailbox."""
    return (
        f"From {sender} Mon Jan  5 10:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: Hello\n"
        f"Message-ID: <{day}.{sender}>\nDate: {day} Jan 2026 10:00:00 +0100\n\nGood morning.\n\n"
    )


@pytest.fixture
def kept(records: Path, tmp_path: Path) -> Path:
    """A store with those records."""
    home = tmp_path / "home"
    assert goodterms("import", records, home=home).code == 0
    return home


def states(home: Path, *words: str | Path) -> dict[str, Any]:
    """By name: whether somebody is known, proposed or a candidate, and whom they may be."""
    document = goodterms("clients", *words, "--json", home=home).json
    assert document["schema"] == "goodterms.clients/1"
    return {one["client"]: (one["state"], one["same_as"]) for one in document["clients"]}


START = {
    "Atelier Sorrel": ("known", None),
    "Café Nijlpaard": ("proposed", None),
    "nijlpaard.example": ("proposed", "Café Nijlpaard"),
    "Pixel Orchard": ("proposed", None),
    "lan@gmail.com": ("candidate", None),
}


def test_a_folder_is_looked_at(records: Path, tmp_path: Path) -> None:
    """--from shows who is in a folder, and keeps nothing."""
    assert states(tmp_path / "home", "--from", records) == START
    assert not (tmp_path / "home").exists()


def test_the_screen_names_everybody(kept: Path) -> None:
    """Without a command: who is known, proposed and a candidate, with what the records say."""
    ended = goodterms("clients", home=kept)
    assert ended.code == 0
    for name in START:
        assert name in ended.out
    assert "€800.00" in ended.out


def test_confirm_merge_dismiss_undo(kept: Path) -> None:
    """Each word holds for the next command, and can be taken back."""
    goodterms("clients", "confirm", "pixel orchard", home=kept)
    goodterms("clients", "merge", "nijlpaard.example", "--into", "cafe nijlpaard", home=kept)
    goodterms("clients", "dismiss", "lan@gmail.com", home=kept)
    assert states(kept) == {
        "Atelier Sorrel": ("known", None),
        "Café Nijlpaard": ("known", None),
        "Pixel Orchard": ("known", None),
    }
    goodterms("clients", "undo", "lan@gmail.com", "nijlpaard.example", "Pixel Orchard", home=kept)
    assert states(kept) == START


def test_a_word_outlives_an_import(kept: Path, records: Path) -> None:
    """Importing the same again forgets nothing that was said."""
    goodterms("clients", "dismiss", "Pixel Orchard", home=kept)
    goodterms("import", records, home=kept)
    assert "Pixel Orchard" not in states(kept)


def test_a_dismissed_client_leaves_the_review(kept: Path) -> None:
    """Nobody's client gets no verdict."""
    goodterms("clients", "dismiss", "Pixel Orchard", home=kept)
    review = goodterms("review", "--as-of", "2026-10-31", "--json", home=kept).json
    assert "Pixel Orchard" not in [one["client"] for one in review["clients"]]


def test_confirm_all_leaves_out_who_may_be_another(kept: Path) -> None:
    """--all confirms buyers, and neither a domain that may be one of them nor a candidate."""
    ended = goodterms("clients", "confirm", "--all", home=kept)
    assert "nijlpaard.example" in ended.err
    assert states(kept) == START | dict.fromkeys(("Café Nijlpaard", "Pixel Orchard"), ("known", None))


def test_a_client_gets_a_name(kept: Path) -> None:
    """A private address is confirmed under a name."""
    goodterms("clients", "confirm", "lan@gmail.com", "--as", "Nhà May Sông", home=kept)
    assert states(kept)["Nhà May Sông"] == ("known", None)


def test_ask(kept: Path) -> None:
    """One key each: yes, the same as another, later, stop; what was answered before the stop is kept."""
    ended = goodterms("clients", "ask", home=kept, typed="y\nm\n\nq\n")
    assert ended.code == 0
    assert re.findall(r"\d/\d", ended.err) == ["1/4", "2/4", "3/4"]
    left = {name: state for name, state in START.items() if name != "nijlpaard.example"}
    assert states(kept) == left | {"Café Nijlpaard": ("known", None)}


def test_options_before_the_command_hold(kept: Path) -> None:
    """`clients --json dismiss` answers as `clients dismiss --json` does."""
    for words in (("--json", "dismiss", "Pixel Orchard"), ("dismiss", "Pixel Orchard", "--json")):
        assert goodterms("clients", *words, home=kept).json["schema"] == "goodterms.clients/1"


def test_nobody_yet(tmp_path: Path) -> None:
    """Before anything is imported: one line that says what to do."""
    ended = goodterms("clients", home=tmp_path)
    assert (ended.code, len(ended.out.splitlines())) == (0, 1)
    assert "goodterms import" in ended.out


def one_line(ended: Ended) -> str:
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.strip().splitlines()) == 1
    return ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("confirm", "Pixel Orchards"), "Pixel Orchard"),
        (("confirm",), "--all"),
        (("confirm", "Pixel Orchard", "Café Nijlpaard", "--as", "Both"), "--as"),
        (("merge", "Pixel Orchard", "--into", "Nijlpaard"), "Café Nijlpaard"),
        (("merge", "Nobody At All", "--into", "Pixel Orchard"), "Nobody At All"),
        (("dismiss", "Nobody At All"), "Nobody At All"),
        (("undo", "Pixel Orchard"), "Pixel Orchard"),
        (("--from", ".", "dismiss", "Pixel Orchard"), "--from"),
    ],
)
def test_what_cannot_be_done(kept: Path, words: tuple[str, ...], says: str) -> None:
    """Exit code 2, and one line that says what there is."""
    assert says in one_line(goodterms("clients", *words, home=kept))
    assert states(kept) == START
