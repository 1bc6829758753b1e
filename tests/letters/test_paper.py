"""A text is cut into sentences, clauses and words, and every word knows its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.letters.linting import lint, phrases_of, read_letter, rules
from goodterms.letters.paper import HIDDEN, Remembered, Spelling, read_paper
from goodterms.letters.sheet_index import SheetError, written
from goodterms.letters.sheets import sheets, spoken

PLAIN = Spelling(accents="dropped", abbreviations=frozenset({"dr"}), speakers=frozenset({"she"}))


def said(text: str, *, is_script: bool = False) -> list[str]:
    """The sentences as the phrases see them."""
    return [" ".join(sentence.words) for sentence in read_paper(text, PLAIN, is_script=is_script)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["one", "two", "three"]),
        ("Ask Dr. Mills about it.", ["ask dr mills about it"]),
        ("Signed by A. B. Mills.", ["signed by a b mills"]),
        ("Well... perhaps. Yes", ["well perhaps", "yes"]),
        ("Dear Ann,\nI am done.", ["dear ann", "i am done"]),
        ("so it\ngoes on", ["so it goes on"]),
        ("a list:\n- one\n- two", ["a list", "one", "two"]),
        ("- “But why?” she said", ['" " she said']),
        ("the *Nothing But Soup* page", ['the " " " page']),
        ("it is *always* late", ["it is always late"]),
        ("> but why\nNo.", ['" "', "no"]),
        ("see www.example.com/but now", ['see " " " " now']),
        ("due 2026-05-29, 10:30", ["due 2026-05-29 10:30"]),
        ("Done \U0001f642 Yes", ["done", "yes"]),
        ("Done \U0001f642 and gone", ["done and gone"]),
        ("", []),
        ("… !", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Stops, lines and lists end a sentence; abbreviations, wrapped lines and hesitation do not. What
    somebody else said is hidden."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Say: “We stop on 3 May and that is that.”", ["say we stop on 3 may and that is that"]),
        ("She says: “We cannot do without you.”", ['she says " " " " "']),
        ("The “Late Show” page", ['the " " page']),
    ],
)
def test_a_script_quotes_its_own_writer(text: str, expected: list[str]) -> None:
    """What is to be said stands in quotation marks; what she will say, and titles, do too."""
    assert [sentence.replace(HIDDEN, '"') for sentence in said(text, is_script=True)] == expected


def test_a_line_that_a_program_wrapped_goes_on() -> None:
    """Behind a long line without a stop the sentence goes on, even with a capital."""
    long = "I have thought about it for a long time and now I tell"
    assert said(f"{long} you\nAnn that it ends.") == [f"{long.lower()} you ann that it ends"]


def test_a_line_that_ends_with_spaces_may_be_wrapped() -> None:
    """Mail programs leave a space where they break a line."""
    assert said("so it \t\ngoes on") == ["so it goes on"]


def test_a_name_has_a_capital_inside_a_sentence() -> None:
    """Not the first word, not the English I, and not somebody who shouts."""
    (sentence,) = read_paper("Ask Ann what I DEMAND of the BBC", PLAIN)
    assert [word for word, is_name in zip(sentence.words, sentence.names, strict=True) if is_name] == [
        "ann",
        "bbc",
    ]


@given(st.text(max_size=300), st.booleans())
def test_every_word_knows_its_place(text: str, is_script: bool) -> None:
    """Whatever the text: places rise, lie within it, and hold a word."""
    for sentence in read_paper(text, PLAIN, is_script=is_script):
        assert list(sentence.starts) == sorted(sentence.starts)
        places = zip(sentence.starts, sentence.ends, strict=True)
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in places)


@given(
    st.text(max_size=300), st.sampled_from(spoken()), st.sampled_from(["email", "chat", "call_script", "?"])
)
def test_a_finding_quotes_its_place(text: str, language: str, channel: str) -> None:
    """Offsets are those of the text as it was given, in whatever Unicode form."""
    for one in lint(text, language, channel).findings:
        if one.start is not None and one.end is not None:
            assert (one.start, text[one.start : one.end]) == (one.start, one.quote)


def test_the_form_of_unicode_does_not_matter() -> None:
    """A letter whose accents stand apart is read the same, and its places are its own."""
    import unicodedata  # noqa: PLC0415 - for this one

    text = "Tôi rất quý tiệm bánh của chị, nhưng tôi dừng lại."
    apart = unicodedata.normalize("NFD", text)
    found = [one for one in lint(apart, "vi").findings if one.rule == "but"]
    assert [unicodedata.normalize("NFC", one.quote or "") for one in found] == ["nhưng"]
    assert found[0].start is not None and apart[found[0].start :].startswith("nhu")


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200e", "\u200f", "\u202b", "\u2060", "\ufeff"])
def test_what_nobody_sees_hides_nothing(mark: str) -> None:
    """A soft hyphen or a mark of direction, within a word or around it; the place is that of the text."""
    text = f"{mark}I loved the bakery, {mark}b{mark}ut{mark} I am closing my studio on 30 June."
    found = next(one for one in lint(text, "en").findings if one.rule == "but")
    assert found.quote == f"b{mark}ut" and text[found.start : found.end] == found.quote
    assert lint(text, "en").findings[0].start == text.index("b" + mark)


@given(st.text(alphabet="ab é\u0301\u00ad\u200bnhưng.,but ", max_size=60))
def test_places_are_those_of_the_text_whatever_is_in_it(text: str) -> None:
    """What is quoted stands there."""
    for one in lint(text, "en").findings:
        assert one.start is None or one.quote == text[one.start : one.end] != ""


def test_a_phrase_is_switched_off_for_its_rule_alone() -> None:
    """Not the same words in the sheet of another."""
    phrases = dict.fromkeys(phrase for phrase, _ in phrases_of("but", "en"))
    text = "I liked it; however, I stop."
    off = frozenset(f"blame: {phrase}" for phrase in phrases)
    assert [one.rule for one in lint(text, "en", off=off).findings if one.rule == "but"] == ["but"]
    none = frozenset(f"nobody: {phrase}" for phrase in phrases)
    assert lint(text, "en", off=none) == lint(text, "en")


def test_many_letters_at_once_are_read_as_one_by_one() -> None:
    """A server asks from several threads, and the sheets are shared."""
    texts = [
        f"You never pay on day {day}, but I loved the bakery. I stop on {day} June." for day in range(1, 25)
    ]
    expected = [lint(text, "en") for text in texts]
    sheets.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: lint(text, "en"), texts * 4)) == expected * 4


def test_words_are_remembered_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words went by, and however few are kept, a letter is read the same."""
    texts = ["You never answer my mails, but I loved the bakery.", "I feel that you do not respect me."]
    expected = [lint(text, "en") for text in texts]
    sheets.cache_clear()
    monkeypatch.setattr("goodterms.letters.sheets._MOST_WORDS", 5)
    monkeypatch.setattr("goodterms.letters.sheets._MOST_REMEMBERED", 1)
    monkeypatch.setattr("goodterms.letters.matching._MOST_KNOWN", 2)
    assert [lint(text, "en") for text in texts * 2] == expected * 2
    sheets.cache_clear()


def test_a_paragraph_that_is_no_part_of_a_letter_is_not_remembered() -> None:
    """It is read all the same."""
    remembered: Remembered = {}
    text = "On and on. " * 500
    assert read_paper(text, PLAIN, remembered=remembered) == read_paper(text, PLAIN)
    assert remembered == {}


def test_a_phrase_can_be_switched_off() -> None:
    """A rule by its name, and a single phrase of it."""
    text = "I liked it, but I stop. I liked it; however, I stop."
    phrase = next(one for one, _ in phrases_of("but", "en") if one in ("but", "however"))
    assert {one.rule for one in lint(text, "en").findings} >= {"but"}
    assert "but" not in {one.rule for one in lint(text, "en", off=frozenset({"but"})).findings}
    less = [one for one in lint(text, "en", off=frozenset({f"but: {phrase}"})).findings if one.rule == "but"]
    assert len(less) < len([one for one in lint(text, "en").findings if one.rule == "but"])


@pytest.mark.parametrize("language", spoken())
def test_every_rule_that_goes_by_phrases_shows_them(language: str) -> None:
    """Nothing is looked for that cannot be read."""
    counted = {"too_long", "leaked_rant", "untrue_claim", "unwanted_referral"}
    assert [name for name in rules() if name not in counted and not phrases_of(name, language)] == []


def test_what_was_read_is_remembered_and_forgotten() -> None:
    """Another text in between changes nothing; a great many do not fill the memory."""
    text = "You never answer my mails."
    before = read_letter(text, "en").held
    for number in range(5_000):
        sheets("en").hits(sheets("en").read(f"number {number}"))
    assert read_letter(text, "en").held == before


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("not quit(e", "a ) is missing"),
        ("@nobody ~ is", "there is no class nobody"),
        ("(a)? (b)?", "no word of it has to be there"),
        ("‘ ’", "is no word"),
    ],
)
def test_a_phrase_that_breaks_the_syntax_is_named(
    phrase: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who mends a sheet is told which phrase of which sheet it is."""
    monkeypatch.setattr(
        "goodterms.letters.sheet_index.tables", lambda language, of: {"but": {"phrases": [phrase]}}
    )
    with pytest.raises(SheetError, match=r"but: .*" + fault.replace(")", r"\)")):
        written("en")


def test_paragraphs_are_remembered_and_forgotten() -> None:
    """However many were read before, a paragraph is read as if it were the first, and its place is right."""
    remembered: Remembered = {}
    text = "\n\n".join(f"Line {number} stays." for number in range(1_500))
    found = read_paper(text, PLAIN, remembered=remembered)
    assert found == read_paper(text, PLAIN)
    assert len(remembered) < 1_500
    assert [text[slice(*one.place(0, -1))] for one in found[-2:]] == ["Line 1498 stays", "Line 1499 stays"]
    assert found[-1].line == 2_999


def test_a_quotation_may_go_over_two_paragraphs() -> None:
    """What somebody else said stays theirs in both."""
    assert said("She wrote “you never\n\npay me” and left.") == ['she wrote " "', '" " and left']
