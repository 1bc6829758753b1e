"""`goodterms draft` writes what is true, asks what nobody told, and `goodterms reply` opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from faces.commands import Ended
from faces.commands import goodterms as program
from goodterms import demo
from goodterms.faces.questions import ask
from goodterms.faces.words import Words
from goodterms.letters.deciding import Wish
from goodterms.letters.intentions import Intention
from goodterms.letters.known import Known, Subject
from goodterms.letters.linting import lint
from goodterms.letters.wording import written
from goodterms.terms.evidence import Evidence

CLIENT = "Delta Robotics"
DEMO = ("--from", str(demo.folder()), "--as-of", demo.AS_OF.isoformat())
MINDED = [*((language, ()) for language in written()), ("en", ("--json",))]
"""A language of the screen, and what else is asked for."""
ALONE = ("--without-records", "--last-day", "2026-12-18", "--about", "the new shop", "--me", "Mara Lind")


Program = Callable[..., Ended]


@pytest.fixture
def goodterms(tmp_path: Path) -> Program:
    """The program with a home of its own."""
    return lambda *words, typed="", **environment: program(
        *words, home=tmp_path / "home", typed=typed, **environment
    )


def test_a_draft_is_a_document(goodterms: Program) -> None:
    """Everything that the page of the guide names, and nothing else on standard output."""
    told = goodterms("draft", CLIENT, *DEMO, "--lang", "en", "--json").json
    assert told["schema"] == "goodterms.draft/1"
    assert (told["client"], told["language"], told["channel"]) == (CLIENT, "en", "email")
    assert {claim["state"] for claim in told["claims"]} <= {"confirmed", "ask"}
    assert all(claim["quote"] in told["text"] and claim["says"] for claim in told["claims"])
    assert lint(told["text"], "en").findings == ()


@pytest.mark.parametrize("language", written())
def test_a_letter_in_every_language(language: str, goodterms: Program) -> None:
    """From what is said alone; the letter on standard output, what to confirm beside it."""
    about = {"fr": "la nouvelle boutique", "nl": "de nieuwe winkel", "vi": "cửa hàng mới"}
    shop = about.get(language, "the new shop")
    done = goodterms("draft", "Harbour", *ALONE, "--about", shop, "--lang", language, "--channel", "letter")
    assert done.code == 0
    assert shop in done.out and "Mara Lind" in done.out
    assert "✓" in done.err and "✓" not in done.out


def test_a_call_comes_with_objections_and_the_word_after_it(goodterms: Program) -> None:
    """A script, three things they may say, and an e-mail."""
    told = goodterms("draft", "Harbour & Sons", *ALONE, "--channel", "call_script", "--json").json
    assert len(told["objections"]) == 3
    assert told["confirmation"]["subject"] and "18 December 2026" in told["confirmation"]["text"]
    shown = goodterms("draft", "Harbour & Sons", *ALONE, "--channel", "call_script")
    assert all(one["you"] in shown.out for one in told["objections"])


def test_a_reason_that_is_not_true_is_refused(goodterms: Program) -> None:
    """With the figure and the files, in one line (M74)."""
    done = goodterms("draft", CLIENT, *DEMO, "--reason", "capacity")
    assert (done.code, done.out) == (2, "")
    assert "%" in done.err and "time.csv" in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("draft", "Nobody", *DEMO), "Delta Robotics"),
        (("draft", CLIENT, *DEMO, "--address", "chị"), "chị"),
        (("draft", CLIENT, *DEMO, "--playbook", "nowhere"), "balanced"),
        (("draft", CLIENT, "--from", "/nowhere"), "/nowhere"),
        (("draft", " ", "--without-records"), "name"),
        (("draft", "Kestrel", "--without-records", "--last-day", "2020-01-31"), "2020"),
        (("draft", "Kestrel", "--without-records", "--reason", "needs, fit"), "needs, fit"),
        (("draft", "Kestrel", "--without-records", "--reason", "money"), "money"),
        (("reply", CLIENT, "/nowhere.txt", "--without-records"), "/nowhere.txt"),
        (("reply", CLIENT, str(demo.folder()), "--without-records"), "folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, ...], says: str, goodterms: Program) -> None:
    """What, and what to do; never a traceback."""
    done = goodterms(*words)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and "Traceback" not in done.err


def test_a_vietnamese_letter_calls_them_as_asked(goodterms: Program) -> None:
    """`--address` is heard."""
    text = goodterms("draft", "Trà Sen", *ALONE, "--lang", "vi", "--address", "chị", "--json").json["text"]
    assert "chị" in text and "anh/chị" not in text


@pytest.mark.parametrize(("language", "also"), MINDED)
def test_a_client_to_keep_is_said_once(language: str, also: tuple[str, ...], goodterms: Program) -> None:
    """The records speak for keeping them: beside the letter, which is written all the same."""
    words = ("--no-questions", "--about", "x", *also)
    quiet = goodterms("draft", CLIENT, *DEMO, *words, GOODTERMS_LANG=language)
    done = goodterms("draft", "Atelier Sorrel", *DEMO, *words, GOODTERMS_LANG=language)
    said = Words(language)("draft.mind.keep", client="Atelier Sorrel")
    assert (quiet.code, done.code) == (0, 0) and done.out
    assert done.err.count(said) == 1 and said not in done.out
    assert Words(language)("draft.mind.keep", client=CLIENT) not in quiet.err


@pytest.mark.parametrize(("language", "also"), MINDED)
def test_a_colleague_is_told_how_they_pay(language: str, also: tuple[str, ...], goodterms: Program) -> None:
    """Before they are named to a client who pays late: with the figures, and to the freelancer alone."""
    words = ("--no-questions", "--about", "x", "--colleague", "Arun Mehta", *also)
    done = goodterms("draft", CLIENT, *DEMO, *words, GOODTERMS_LANG=language)
    said = Words(language)("draft.mind.late", late=11, of=11, colleague="Arun Mehta", client=CLIENT)
    assert done.err.count(said) == 1 and said not in done.out
    good = goodterms("draft", "Atelier Sorrel", *DEMO, *words, GOODTERMS_LANG=language)
    minded = said.partition(":")[0].replace(CLIENT, "Atelier Sorrel")
    assert "Arun Mehta" in good.out and minded not in good.err


PLAN = "we're opening a second shop in Ghent this autumn."
MAIL = f"""From: Ann Vos <ann@bikes.example>
To: Mara Lind <mara@lind.example>
Subject: Leaflet
Date: Tue, 2 Jun 2026 10:00:00 +0200
Message-ID: <1@bikes.example>

Hello Mara, thanks for the leaflet.

Good news: {PLAN}
"""


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_they_wrote_is_ahead_is_offered(is_kept: bool, tmp_path: Path, goodterms: Program) -> None:
    """With the words of their mail and the option that names it, from a folder as from the store. In the
    letter it stands where it is chosen, and in JSON its claim quotes them."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\n')
    (folder / "clients.csv").write_text("name,emails,language\nQuayside Bikes,ann@bikes.example,en\n")
    (folder / "mail.eml").write_text(MAIL)
    if is_kept:
        assert goodterms("import", str(folder)).code == 0
    words = (
        "draft",
        "Quayside Bikes",
        "--as-of",
        "2026-06-30",
        *(() if is_kept else ("--from", str(folder))),
    )
    offered = goodterms(*words, "--no-questions")
    assert PLAN in offered.err and '--about "the second shop in Ghent"' in offered.err
    assert "Ghent" not in offered.out
    chosen = goodterms(*words, "--about", "the second shop in Ghent", "--json")
    assert "the second shop in Ghent" in chosen.json["text"] and "--about" not in chosen.err
    (claim,) = [one for one in chosen.json["claims"] if "Ghent" in one["quote"]]
    assert PLAN in claim["says"] and claim["state"] == "ask"


def test_on_a_terminal_it_is_one_of_the_choices() -> None:
    """Before what was made for them, with their words; only what is in the language of the letter."""
    said = date(2026, 6, 2)
    there = Evidence("mail.eml", "message 1")
    known = Known(
        "Quayside Bikes",
        date(2026, 6, 30),
        subjects=(Subject("bell stickers", "Bell stickers", there),),
        intentions=(
            Intention("la boutique à Gand", "Nous ouvrons.", "fr", said, said, there),
            Intention("the second shop in Ghent", PLAN, "en", said, said, there),
        ),
    )
    wish = Wish(
        known.client, reason="fit", last_day=date(2026, 7, 31), is_alternative=False, handover="all", me="M"
    )
    with CliRunner().isolation(input="1\n\n\n") as (_, shown, *_):
        chosen = ask(wish, known, date(2026, 6, 30), "en", Words("en"))
        told = shown.getvalue().decode()
    assert chosen.about == "the second shop in Ghent"
    assert f"1  the second shop in Ghent  (they wrote on 2 Jun 2026: “{PLAN}”)" in told
    assert "2  bell stickers" in told and "Gand" not in told


def test_no_records_at_all_need_no_store(tmp_path: Path, goodterms: Program) -> None:
    """To look for records is no reason to make a store."""
    assert goodterms("draft", "Harbour & Sons", "--no-alternative", "--about", "x").code == 0
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("Thank you for letting us know. We will miss you, and we wish you all the best.", "accepts", 0),
        ("You will hear from our lawyer, and we will leave you a bad review everywhere.", "threat", 1),
        ("We will not pay your last invoice.", "non_payment", 1),
        ("If you leave I have nothing to live for. I am going to kill myself.", "self_harm", 1),
        ("The plumber comes on Thursday and the cat is well.", None, 0),
    ],
)
def test_a_reply(answer: str, kind: str | None, code: int, goodterms: Program) -> None:
    """What their answer is, a reply without a finding, and advice where it is grave."""
    done = goodterms("reply", CLIENT, *DEMO, "--json", typed=answer)
    told = done.json
    assert (done.code, told["schema"], told["answer"]) == (code, "goodterms.reply/1", kind)
    assert bool(told["advice"]) == (code == 1)
    assert [one for one in lint(told["text"], "en").findings if one.start is not None] == []


def test_an_unpaid_invoice_is_named_to_who_will_not_pay(goodterms: Program) -> None:
    """The oldest that is open, by its number and sum."""
    done = goodterms("reply", CLIENT, *DEMO, typed="We will not pay your last invoice.")
    assert "Invoice 20" in done.out and "€" in done.out


def test_nobody_owes_an_answer_to_a_danger(goodterms: Program) -> None:
    """No reply is proposed; the advice is (T15)."""
    done = goodterms(
        "reply", CLIENT, "--without-records", "--json", typed="I know where you live. Watch out."
    )
    assert (done.code, done.json["answer"], done.json["text"]) == (1, "danger", None)


@pytest.mark.parametrize(
    "typed", ["", "\0\1\2\3" * 50, "42", "ich und du und der die das nicht mit für auf den"]
)
def test_an_answer_that_cannot_be_read(typed: str, goodterms: Program) -> None:
    """One line, and 2."""
    done = goodterms("reply", CLIENT, "-", "--without-records", typed=typed)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
