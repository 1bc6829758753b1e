"""What one step makes of a letter: what hurts is gone, and not a word is new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.letters.linting import lint
from goodterms.letters.mending import LEFT_OUT, PARTED, can_mend, mended
from goodterms.terms.languages import words

LETTER = """Hi Ana,

I have decided to end our work. My last day is 30 June. You are a liar. I wish the new shop well.

Warm regards,
Mara"""


@pytest.mark.parametrize("rule", ["no_care", "end_date_missing", "too_long", "no_alternative"])
def test_what_only_the_writer_can_write_has_no_step(rule: str) -> None:
    """Nothing is invented: a day, a warm word, a name have to be told."""
    assert not can_mend(rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you all, but my last day is 30 June.", "Thank you all. My last day is 30 June."),
        ("But it has to end.", "It has to end."),
        ("It was good.\nBut it has to end.", "It was good.\nIt has to end."),
        ("It was good - but, it ends.", "It was good. It ends."),
    ],
)  # fmt: skip
def test_a_sentence_that_takes_back_its_kindness_is_parted(text: str, expected: str) -> None:
    """At the word two sentences begin; where it begins one, it only goes."""
    start = text.casefold().index("but")
    assert mended(text, "en", "but", start, start + 3) == expected


def test_what_hurts_goes_with_its_sentence() -> None:
    """The lines around it stay as they are, and the rule is silent afterwards."""
    found = next(one for one in lint(LETTER, "en").findings if one.quote and "liar" in one.quote)
    assert found.start is not None
    assert found.end is not None
    made = mended(LETTER, "en", found.rule, found.start, found.end)
    assert made == LETTER.replace("You are a liar. ", "")


def test_a_number_is_no_end_of_a_sentence() -> None:
    """1.200 and 3.5 stand inside of one."""
    text = "I wish you well. You never paid the 1.200 for 3.5 days. Thank you."
    assert mended(text, "en", "blame", 17, 30) == "I wish you well. Thank you."


def test_a_letter_of_one_sentence_stays() -> None:
    """Nothing at all would be left."""
    assert mended("You are a liar.", "en", "blame", 0, 14) == "You are a liar."


@given(st.text("abc .,\n!?’“”", max_size=80), st.data(), st.sampled_from(sorted(PARTED | LEFT_OUT)))
def test_no_word_is_new(text: str, data: st.DataObject, rule: str) -> None:
    """Whatever stands there: what comes out has no word that did not go in, capitals aside."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = mended(text, "en", rule, start, end)
    letters = "".join(words(text))
    assert all(word in letters for word in words(made))
