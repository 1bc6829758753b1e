"""The demo is what it says: remade byte for byte, readable to the end, clear in its verdicts."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from demo.cast import AS_OF, CAST, ME
from demo.make_demo import files
from goodterms import demo, desk
from goodterms.records.model import Batch, Message
from goodterms.records.reading import read_paths

EXPECTED = json.loads(Path(__file__).with_name("expected.json").read_text("utf-8"))


@cache
def batches() -> tuple[Batch, ...]:
    return tuple(read_paths([demo.folder()]))


def test_the_shipped_files_are_those_the_script_writes() -> None:
    """`python tests/demo/make_demo.py` changes nothing, and leaves nothing behind."""
    shipped = {
        path.relative_to(demo.folder()).as_posix(): path.read_bytes()
        for path in demo.folder().rglob("*")
        if path.is_file()
    }
    made = files()
    assert sorted(shipped) == sorted(made)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_it_is_small() -> None:
    """The demo travels with the program: under 600 kB."""
    assert sum(len(data) for data in files().values()) < 600_000


def test_a_review_hears_what_inspect_shows() -> None:
    """What each message does is the same, whether one looks at the files or lets them count."""

    def acts(found: list[Batch]) -> Counter[tuple[str, tuple[str, ...]]]:
        records = (record for batch in found for record in batch.records)
        return Counter((one.text, one.acts) for one in records if isinstance(one, Message))

    heard = acts(desk.read([demo.folder()]))
    assert heard == acts(desk.inspect([demo.folder()]))
    assert sum(bool(said) for _, said in heard) > 100


def test_every_file_is_read_without_a_problem() -> None:
    """Nothing in the demo is unreadable, and each file has its own importer."""
    assert [problem for batch in batches() for problem in batch.problems] == []
    assert {batch.importer for batch in batches()} == {
        "attempts", "clients", "daybook", "deliverables", "feelings", "invoices", "mbox", "payments",
        "profile", "time_entries", "ubl", "whatsapp",
    }  # fmt: skip


def test_nothing_happens_after_the_day_of_the_demo() -> None:
    """The story stops on its own day."""
    messages = [one for batch in batches() for one in batch.records if isinstance(one, Message)]
    assert demo.AS_OF == AS_OF
    assert max(message.sent_at.date() for message in messages) <= AS_OF


def test_the_mail_is_no_echo() -> None:
    """Several people write from each client, in three languages, and no sentence makes up the box."""
    mail = next(batch for batch in batches() if batch.importer == "mbox")
    texts = Counter(one.text for one in mail.records if isinstance(one, Message))
    senders = {one.sender for one in mail.records if isinstance(one, Message)} - {ME[1]}
    assert texts.most_common(1)[0][1] <= 3
    assert len(senders) >= 2 * len(CAST) - 1


@pytest.mark.parametrize("client", EXPECTED["clients"])
def test_the_verdicts_are_those_of_a_careful_adviser(client: str) -> None:
    """Each of the eight clients is told apart, and the reason is of the family it should be."""
    expected = EXPECTED["clients"][client]
    found = verdicts()[client]
    assert found[0] in expected["verdict"]
    assert "family" not in expected or expected["family"] in found[1]


def test_every_client_is_expected() -> None:
    """No client of the demo is without an expectation, and none is expected that is not there."""
    assert set(verdicts()) == set(EXPECTED["clients"]) == {client.name for client in CAST}


@cache
def verdicts() -> dict[str, tuple[str, set[str]]]:
    """By client: the verdict, and the families of the reasons that weigh."""
    review = desk.review(desk.take_in([demo.folder()]), AS_OF)
    return {
        one.client: (one.verdict, {reason.family for reason in one.reasons if reason.level >= 2})
        for one in review.clients
    }
