"""What a daybook cannot read it reports, with the line and the reason, and reads the rest."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybooks import read, source
from goodterms.records.daybook.sheet import sheets
from goodterms.records.importers import daybook
from goodterms.records.model import Feeling
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem


def problem(*lines: str) -> tuple[str, dict[str, object]]:
    """The key and values of the only thing that these lines give: a problem."""
    [found] = read(*lines)
    assert isinstance(found, Problem)
    return found.key, dict(found.values)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Something else entirely", "daybook.unreadable"),
        ("2026-02-30 Pixel Orchard paid €5", "daybook.bad_date"),
        ("3/4/2026 Pixel Orchard paid €5", "daybook.bad_date"),
        ("1926-02-03 Pixel Orchard paid €5", "daybook.far_date"),
        ("Pixel Orchard paid €5", "daybook.no_date"),
        ("2026-03 Pixel Orchard paid €5", "daybook.needs_a_day"),
        ("2026-03-05 Pixel Orchard wrote: hello", "daybook.no_time"),
        ("2026-03-05 25:00 Pixel Orchard wrote: hello", "daybook.bad_time"),
        ("2026-03-05 Pixel Orchard: invoice 7 for XXY 12", "daybook.unknown_currency"),
        ("2026-03-05 Pixel Orchard: invoice 7 for -€-5", "daybook.bad_amount"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €0", "daybook.not_positive"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, due 2026-04-31", "daybook.bad_date"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, dew 2026-04-30", "daybook.unknown_detail"),
        ("2026-03-05 worked 3h for Pixel Orchard, unbiled", "daybook.unknown_detail"),
        ("2026-03-05 worked 1h for Pixel Orchard, 2h unbilled", "daybook.bad_unbilled"),
        ("2026-03-05 Pixel Orchard: dread 5", "daybook.bad_level"),
        ("2026-03-05 Pixel Orchard: dread 1, dread 2", "daybook.said_twice"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, due 2026-04-30, due in 7 days", "daybook.said_twice"),
        ("2026-03-05 14:00 met Pixel Orchard", "daybook.no_end"),
        ("contract with Pixel Orchard", "daybook.no_text"),
        ("client Pixel Orchard, zone Europe/Atlantis", "daybook.unknown_zone"),
        ("me: Mara Lind, days mon-xyz", "daybook.bad_weekday"),
        ("every month from 2026-05 to 2026-03: Pixel Orchard: dread 1", "daybook.bad_repeat"),
        ("every day from 1990-01-01 to 2026-03-01: Pixel Orchard: dread 1", "daybook.bad_repeat"),
        ("2026-03-05 09:00 I wrote by chat: hello", "daybook.unreadable"),
        ("2026-03-05 09:00 Pixel Orchard wrote: " + "and so on " * 70, "daybook.unreadable"),
        ("2026-03-05 Pixel Orchard: credit note C1 for €0", "daybook.not_positive"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, VAT €6", "daybook.bad_tax"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, VAT $1", "daybook.bad_tax"),
        ("2026-03-05 Pixel Orchard: credit note C1 for €5, VAT €-1", "daybook.bad_tax"),
        ("2026-03-05 Pixel Orchard: invoice 7 for €5, VAT 21%", "daybook.unknown_detail"),
        ("2026-03-05 spent €0 for Pixel Orchard", "daybook.not_positive"),
        ("2026-03-05 Pixel Orchard paid €0", "daybook.not_positive"),
        ("2026-03-05 Pixel Orchard paid €5 by card, by cheque", "daybook.said_twice"),
        ("2026-03-05 worked 3h for Pixel Orchard, billable, unbilled", "daybook.said_twice"),
        ("2026-03-05 worked 1h75 for Pixel Orchard", "daybook.bad_length"),
        ("me: Mara Lind, remote, on site", "daybook.said_twice"),
        ("me: Mara Lind, currency XXY", "daybook.unknown_currency"),
        ("me: Mara Lind, hours 09:00 to 27:00", "daybook.bad_time"),
        ("2025-01-01 client Pixel Orchard, since 2024-01-01", "daybook.said_twice"),
        (
            "contact at Pixel Orchard: Kim, a@pixelorchard.example, b@pixelorchard.example",
            "daybook.said_twice",
        ),
        ("colleague Tom, agrees to be named, does not agree to be named", "daybook.said_twice"),
        ("every month from 1950-01 to 2026-03: Pixel Orchard: dread 1", "daybook.far_date"),
        ("every month from 2026-01 to 2150-03: Pixel Orchard: dread 1", "daybook.far_date"),
        ("every month from 2026-01 to 2026-02: Pixel Orchard: dread 7", "daybook.bad_level"),
    ],
)
def test_an_unreadable_line_is_a_problem(line: str, key: str) -> None:
    """A line is read as a whole or not at all, and what is wrong with it is named; the rest is read."""
    found = read(line, "2026-03-09 Pixel Orchard: dread 1")
    assert [one.key for one in found if isinstance(one, Problem)] == [key]
    assert [one for one in found if not isinstance(one, Problem)] == [
        Feeling("Pixel Orchard", date(2026, 3, 9), dread=1)
    ]


def test_a_problem_names_its_line_and_shows_a_line_that_works() -> None:
    """Line 3 of the file, and an example near to what was meant; the example itself can be read."""
    found = list(
        daybook.read(source("daybook\n\n2026-03-02 Atelier Sorrel: invoice for €12, due 2026-04-01"))
    )
    [one] = found
    assert isinstance(one, Problem)
    assert (one.source, one.locator) == ("d.txt", "line 3")
    example = str(one.values["example"])
    assert "invoice" in example
    assert not any(isinstance(again, Problem) for again in read(example))


def test_indented_text_under_a_fact_without_words_is_a_problem() -> None:
    """Nothing that was written down disappears."""
    assert problem("2026-03-05 Pixel Orchard paid €5", "  at last")[0] == "daybook.text_without_place"


def test_no_currency_anywhere_is_a_problem() -> None:
    """A bare number is no sum unless the freelancer's currency is known."""
    [one] = daybook.read(Source("d", b"daybook\n2026-03-05 Pixel Orchard paid 12"))
    assert isinstance(one, Problem)
    assert one.key == "daybook.no_currency"


def test_an_empty_daybook_says_so() -> None:
    """A title alone is no silence."""
    assert problem()[0] == "daybook.empty"


def test_lines_indented_under_the_title_are_not_lost() -> None:
    """Whoever indents everything is read, or told; with the right line number."""
    found = list(daybook.read(source("\ndaybook\n\n  2026-03-05 Pixel Orchard: dread 9")))
    assert [(one.locator, one.key) for one in found if isinstance(one, Problem)] == [
        ("line 4", "daybook.bad_level")
    ]


def test_comments_are_for_people() -> None:
    """A line that starts with # is not read, nor is what is indented under it."""
    assert read("# 2026-03-05 Pixel Orchard: dread 1", "   because", "2026-03-06 Pixel Orchard: dread 2") == [
        Feeling("Pixel Orchard", date(2026, 3, 6), dread=2)
    ]


def test_evidence_leads_to_the_line() -> None:
    """File, line number and the line itself."""
    [one] = daybook.read(source("daybook\n\n2026-03-06 Pixel Orchard: dread 2"))
    assert not isinstance(one, Problem)
    assert one.evidence == ("d.txt", "line 3", "2026-03-06 Pixel Orchard: dread 2")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_reported(text: str) -> None:
    """No text raises, and a daybook is never silent."""
    found = list(daybook.read(source("daybook\n" + text)))
    only_comments = all(line.startswith("#") for line in re.split(r"[\r\n]+", text) if line.strip())
    assert found or only_comments


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(sheets()[0].examples[0].split() + sheets()[0].examples[14].split()), max_size=12)
)
def test_words_in_any_order_never_raise(words: list[str]) -> None:
    """Half-right lines are records or problems too, one line at least one of them."""
    assert read(" ".join(words))
