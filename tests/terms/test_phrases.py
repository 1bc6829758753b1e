"""A phrase that breaks the syntax is refused, with what is wrong with it."""

import pytest

from goodterms.terms.phrases import PhraseError, parse, rarest


@pytest.mark.parametrize(
    ("phrase", "wrong"),
    [
        ("", "it holds no word"),
        ("~2 ~", "it holds no word"),
        ('not " quite', "there is a sign in it that means nothing here"),
        ("not quit(e", "a ) is missing"),
        ("not quit)e", ") without ("),
        ("not | quite", "| without ("),
        ("not (it|) quite", "an alternative is empty"),
    ],
)
def test_what_is_no_phrase(phrase: str, wrong: str) -> None:
    """The error says what is wrong with it."""
    with pytest.raises(PhraseError) as error:
        parse(phrase, lambda word: [word])
    assert str(error.value) == wrong


def test_a_phrase_needs_its_rarest_words() -> None:
    """Of a choice one of its ways; nothing of what may be left out."""
    often = {"not": 9, "quite": 5, "here": 1, "there": 2, "yet": 0}
    sequence = parse("not quite ~2 (here|there) (yet)?", lambda word: [word])
    assert rarest(sequence, often) == {"here", "there"}
    assert rarest(parse("(yet)?", lambda word: [word]), often) == frozenset()
