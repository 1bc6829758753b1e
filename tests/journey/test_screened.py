"""Whoever is sent by a client to let go comes with a warning and a reason, whoever by a good one without."""

import json
from datetime import date

import pytest

from goodterms import desk
from goodterms.parting.screening import chain, screening
from shared import SHARED, needs_shared

pytestmark = needs_shared
AS_OF = date(2026, 10, 31)


@pytest.mark.parametrize("language", ["en", "fr", "nl", "vi"])
def test_who_sent_them_decides_on_a_warning(language: str) -> None:
    """For every invented client, as a careful adviser sees them (B15)."""
    book = desk.take_in([SHARED / "cases" / language])
    reviews = {one.client: one for one in desk.review(book, AS_OF).clients}
    told = json.loads((SHARED / "cases" / f"{language}.expected.json").read_text("utf-8"))["clients"]
    for client, expected in told.items():
        links = chain(book, "A lead", client, AS_OF)
        made = screening(book, "A lead", links, lambda name, _day: reviews.get(name), AS_OF)
        if expected["verdict"] == ["let_go"]:
            assert made.warnings and made.chain[0].reasons, client
        if "let_go" not in expected["verdict"]:
            assert not any(text.key.endswith("near") for text in made.warnings), client
