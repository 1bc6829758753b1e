"""Whatever bytes come in: the letter in them with the place of every character, or a reason why not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.letters.incoming import MOST_BYTES, MOST_CHARACTERS, Incoming, letter_of
from goodterms.letters.linting import lint
from goodterms.letters.markup import laid_out
from goodterms.terms.evidence import Text

FRENCH = "Chère Anne, je ferme mon atelier le 30 juin ; merci pour ces années."
TAGS = ["<p>", "</p>", "<br>", "<b>", "</b>", "<style>", "</style>", "<!--", "-->", "<blockquote>", "</div>"]
PIECES = [
    *TAGS,
    "<pre>",
    "<li class=x>",
    "&eacute;",
    "&nbsp;",
    "&#8217;",
    "&bad;",
    "&",
    "<",
    "a < b",
    " ",
    "\n",
]
WORDS = ["but", "you never pay", "é", "e\u0301", "😀", "30 June.", "\r\n"]


def read(data: bytes) -> Incoming:
    come = letter_of(data)
    assert isinstance(come, Incoming)
    return come


def why_not(data: bytes) -> str:
    come = letter_of(data)
    assert isinstance(come, Text)
    return come.key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_as_it_is(encoding: str) -> None:
    """With its mark or without; a mark is no part of the text."""
    come = read(FRENCH.encode(encoding))
    assert come.text == come.plain == FRENCH
    assert [note.key for note in come.notes] == ["incoming.guessed"] * (encoding[-3:] in ("-le", "-be"))


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_either_mark_is_known(mark: bytes, encoding: str) -> None:
    """Whichever byte comes first."""
    assert read(mark + FRENCH.encode(encoding)).text == FRENCH


def test_what_windows_wrote_is_guessed_and_said() -> None:
    """In western Europe, and in Vietnam."""
    western = read(FRENCH.encode("cp1252"))
    assert western.text == FRENCH
    assert western.notes[0].values == {"encoding": "Windows-1252"}
    written = "Cảm ơn chị"
    eastern = read(b"\r\n".join(VIETNAMESE_1258))
    assert eastern.notes[0].values == {"encoding": "Windows-1258"}
    assert written in unicodedata.normalize("NFC", eastern.plain)


VIETNAMESE_1258 = [
    "Ca\u0309m ơn chi\u0323 đa\u0303 tin tươ\u0309ng em, em râ\u0301t quy\u0301 chi\u0323.".encode("cp1258"),
    "Em xin dư\u0300ng ơ\u0309 đây, va\u0300 chu\u0301c cư\u0309a ha\u0300ng cu\u0309a chi\u0323 vui.".encode(
        "cp1258"
    ),
]


@pytest.mark.parametrize(
    "data, key",
    [
        (b"", "incoming.empty"),
        (b" \n\t\r\n", "incoming.empty"),
        (b"\xef\xbb\xbf", "incoming.empty"),
        (b"<p>&nbsp;</p>", "incoming.empty"),
        (b"Dear Anna\0", "incoming.no_text"),
        (b"%PDF-1.7 and words", "incoming.no_text"),
        (b"PK\x03\x04word/document.xml", "incoming.no_text"),
        (rb"{\rtf1 Dear Anna}", "incoming.no_text"),
        (bytes(range(1, 32)) * 40, "incoming.no_text"),
        ("Дорогая Анна, я закрываю студию".encode("cp1251"), "incoming.encoding"),
        (b"a" * (MOST_CHARACTERS + 1), "incoming.too_long"),
        (b"a" * (MOST_BYTES + 1), "incoming.too_long"),
        (b"<p>" + b"a" * (MOST_CHARACTERS + 1), "incoming.too_long"),
    ],
)
def test_what_is_no_letter_says_why(data: bytes, key: str) -> None:
    """Each with a reason of its own."""
    assert why_not(data) == key


def test_a_long_page_of_tags_may_hold_a_short_letter() -> None:
    """What counts is what is read."""
    page = b"<style>" + b"p { margin: 0 } " * 20_000 + b"</style><p>Dear Anna</p>"
    assert read(page).plain == "Dear Anna"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_every_kind_of_line_ends_and_places_stay(end: str) -> None:
    """Lines are lines, and nothing moves."""
    text = end.join(["I loved it, but", "", "I am tired."])
    come = read(text.encode())
    assert come.text == text
    assert len(come.plain) == len(text)
    assert [line.strip() for line in come.plain.split("\n")] == ["I loved it, but", "", "I am tired."]


@pytest.mark.parametrize(
    "page, plain",
    [
        ("<p>Dear Ann,</p>\n<p>it is\nover.</p>", "Dear Ann,\n\nit is over."),
        ("Dear Ann,<br>\n<BR/>it is <b>over</b>.", "Dear Ann,\n\nit is over."),
        ("<div>One<div><br></div><div>Two</div></div>", "One\n\nTwo"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one two"),
        ("<p>&Eacute;t&eacute; &amp; l&rsquo;hiver&#33; &#x1F600;</p>", "Été & l’hiver! 😀"),
        ("<p>a&nbsp;b, in&shy;side, &nonsense;</p>", "a b, inside, &nonsense;"),
        ("<head><title>No</title></head><style>p{}</style><!-- no --><p>Yes</p>", "Yes"),
        ("<p>Yes</p><script>no", "Yes\n\nno"),
        ("<!--[if mso]>no<![endif]--><p>Yes<o:p></o:p></p>", "Yes"),
        (
            "<p>Mine.</p><blockquote>Hers. <blockquote>His.</blockquote> Hers.</blockquote><p>Me</p>",
            "Mine.\n\nMe",
        ),
        ("<blockquote>All of it.</blockquote>", "All of it."),
        ("<pre>one\n  two</pre>", "one\n  two"),
        ("Dear Ann,\n\nit is <i>over</i>.", "Dear Ann,\n\nit is over."),
    ],
)
def test_what_a_page_shows_is_read(page: str, plain: str) -> None:
    """Without its tags, with its lines, without what it hides and what it quotes."""
    come = read(page.encode())
    assert come.plain == plain
    assert [note.key for note in come.notes] == ["incoming.markup"]


@pytest.mark.parametrize(
    "text", ["a < b and b > c", "<grin> <B.V.> <anna@x.example>", "<a friend>", "x <3 y"]
)
def test_what_only_looks_like_tags_is_kept(text: str) -> None:
    """Words in angle brackets are words."""
    assert laid_out(text) is None
    assert read(text.encode()).plain == text


def test_a_finding_in_a_page_is_found_in_the_file() -> None:
    """The place of the words, from their first character to their last, tags inside and none around."""
    page = "<p>Thank you, <b>b</b>ut <i>it&rsquo;s</i> over.</p>"
    come = read(page.encode())
    assert come.place(11, 14) == (page.index("b</b>"), page.index("ut ") + 2)
    assert page[slice(*come.place(15, 19))] == "it&rsquo;s"


@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=60))
def test_every_character_of_a_page_has_its_place(pieces: list[str]) -> None:
    """In order, within the text, and a letter stands where it is."""
    text = "".join(pieces)
    come = letter_of(text.encode())
    if isinstance(come, Text):
        assert come.key == "incoming.empty"
        return
    places = [come.place(at, at + 1) for at in range(len(come.plain))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    letters = [(char, place) for char, place in zip(come.plain, places, strict=True) if char.isalpha()]
    assert all(text[start:end] == char or text[start] == "&" for char, (start, end) in letters)


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_any_bytes_come_to_something(data: bytes) -> None:
    """A text without any NUL, or a reason."""
    come = letter_of(data)
    assert come.key.startswith("incoming.") if isinstance(come, Text) else come.plain.strip()


@given(
    st.lists(
        st.sampled_from([*WORDS, ",", "cảm ơn", "mais", "maar", "but\u0301", "שלום", "\u0301", " "]),
        max_size=40,
    ),
    st.sampled_from(["en", "fr", "nl", "vi"]),
    st.sampled_from(["NFC", "NFD", "NFKD"]),
)
@settings(deadline=None)
def test_a_quote_is_what_stands_at_its_place(pieces: list[str], language: str, form: str) -> None:
    """In the text as it was given, however its accents are written."""
    text = unicodedata.normalize(form, " ".join(pieces))  # type: ignore[arg-type]
    for one in lint(text, language).findings:
        if one.start is None:
            assert one.end is one.quote is None
        else:
            assert one.quote == text[one.start : one.end] != ""


@pytest.mark.parametrize(
    "text",
    [
        "but " * 25_000,
        "you never pay on time but " * 3_800,
        "a" * 100_000,
        "\t" * 99_999 + "a",
        "e\u0301" * 50_000,
        "*a " * 33_000,
        "@a" * 50_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_a_hundred_thousand_characters_are_read_in_seconds(text: str) -> None:
    """Whatever they are."""
    assert lint(text, "en").language == "en"


@pytest.mark.parametrize(
    "text", ["<style>" * 200_000, "<style></STYLE>" * 130_000, "<!--" * 400_000, "<p>" + "<" * 1_900_000]
)
def test_two_million_characters_of_tags_are_read_in_seconds(text: str) -> None:
    """Whatever is not closed."""
    assert laid_out(text) is not None or "<p>" not in text
