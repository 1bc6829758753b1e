"""The text of a PDF comes in the order in which a person reads it, without what runs on every page."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.documents.layout import CUT, Line, text_of
from goodterms.records.documents.pdf import pages
from goodterms.records.source import Source
from pdfs import Placed, placed_pdf, squeezed
from shared import SHARED, needs_shared

LEFT, RIGHT, TOP, STEP, ROWS = 50, 310, 760, 15, 40
WIDTH = 38
TEXT = """
The studio writes the labels of the harbour museum, and the museum checks every date in them before
anything is printed. Either side may end this by telling the other six weeks before the end of a
month, by letter or by e-mail. Invoices are paid within twenty-one days. What is drawn belongs to the
museum as soon as it is paid for. Nobody speaks of the lenders' names, during the work and two years
after it. Where a room is closed for repair, the studio waits, and sends no invoice for the days of
waiting. The museum lends a key, which is given back on the last day together with the proofs.
""".strip()


def columns(text: str, *, interleaved: bool, head: str = "Harbour Museum") -> list[list[Placed]]:
    """Pages of two columns, with a running head and the number of the page."""
    lines = wrap(text.replace("\n", " "), WIDTH)
    parts = [lines[at : at + ROWS] for at in range(0, len(lines), ROWS)]
    made: list[list[Placed]] = []
    for number, at in enumerate(range(0, len(parts), 2), 1):
        body = [
            (left, TOP - STEP * row, line)
            for left, part in zip((LEFT, RIGHT), parts[at : at + 2], strict=False)
            for row, line in enumerate(part)
        ]
        ordered = sorted(body, key=lambda one: (-one[1], one[0])) if interleaved else body
        made.append([(60, 800, head), *ordered, (280, 40, f"Page {number}")])
    return made


def read(made: Sequence[Sequence[Placed]]) -> list[str]:
    return pages(Source("a.pdf", placed_pdf(made)))[0]


@pytest.mark.parametrize("interleaved", [True, False])
def test_two_columns_are_read_one_after_the_other(interleaved: bool) -> None:
    """However the file lists the lines, the left column comes before the right one."""
    text = " ".join([TEXT] * 6)
    found = read(columns(text, interleaved=interleaved))
    assert len(found) > 1
    assert squeezed("".join(found)) == squeezed(text)


def test_a_title_over_both_columns_comes_first() -> None:
    """A line that reaches over both columns stands above both."""
    page = columns(" ".join([TEXT] * 3), interleaved=True)[0]
    title = "AGREEMENT OF THE STUDIO WITH THE HARBOUR MUSEUM AND ALL"
    lines = read([[*page, (120, 780, title)]])[0].splitlines()
    assert title in lines[:3]
    assert squeezed(TEXT) in squeezed("".join(lines))


def test_a_table_is_read_row_by_row() -> None:
    """Names of terms beside the terms are no column of text: a row stays a row."""
    rows = [("Fee", "400 a day"), ("Notice", "six weeks"), ("Deposit", "a third of the price"),
            ("Law", "that of France"), ("Rounds", "two"), ("Place", "the harbour")]  # fmt: skip
    page = [
        (left, 700 - 20 * at, text)
        for at, row in enumerate(rows)
        for left, text in zip((60, 250), row, strict=True)
    ]
    assert read([page]) == ["\n".join(f"{name}\t{value}" for name, value in rows)]


def test_running_heads_and_feet_are_left_out_of_every_page() -> None:
    """What most pages have at the same height, apart from the text, is no part of it; the same words within
    the text are."""
    names = ("first", "second", "third")
    body = [["Terms", f"of the {name}", f"as {name} work", f"{name} of all"] for name in names]
    made = [
        [
            (60, 800, "Terms"),
            *((60, 700 - 15 * at, one) for at, one in enumerate(page)),
            (60, 40, f"{n} of 3"),
        ]
        for n, page in enumerate(body, 1)
    ]
    assert read(made) == ["\n".join(page) for page in body]


def test_what_differs_in_more_than_the_number_of_the_page_is_text() -> None:
    """A fee at the top of every page is another fee; the page's own number is no difference."""
    made = [
        [
            (60, 800, f"Harbour & Sons | Page {n}"),
            (60, 760, f"Part {n}: {n}00 euros for drawing {n}"),
            *((60, 700 - 15 * at, f"{at} of {n}") for at in range(4)),
        ]
        for n in (1, 2, 3)
    ]
    assert [page.splitlines()[0] for page in read(made)] == [
        f"Part {n}: {n}00 euros for drawing {n}" for n in (1, 2, 3)
    ]


def test_a_sentence_on_every_page_is_kept_once() -> None:
    """What may settle something is read: above the first page, or below the last."""
    head, foot = "All work is the client's once paid.", "Invoices are paid within 30 days."
    made = [
        [(60, 800, head), *((60, 700 - 15 * at, f"{word} {at}") for at in range(4)), (60, 40, foot)]
        for word in ("one", "two", "three")
    ]
    found = [page.split("\n\n") for page in read(made)]
    assert [(page[0][:3], page[-1][-1]) for page in found] == [("All", "3"), ("two", "3"), ("thr", ".")]
    assert found[0][0] == head and found[2][-1] == foot


def test_a_page_is_never_left_without_its_words() -> None:
    """Where a page has nothing but what others have too, it keeps it."""
    made = [[(60, 800, "Terms"), (60, 40, f"Page {n}")] for n in (1, 2, 3)]
    assert [page.split() for page in read(made)] == [["Terms", "Page", str(n)] for n in (1, 2, 3)]


def test_a_single_page_keeps_its_first_and_last_line() -> None:
    """Of one page nobody can tell what runs."""
    assert read([[(60, 800, "Agreement"), (60, 785, "of two")]]) == ["Agreement\nof two"]


def test_a_wider_space_is_an_empty_line() -> None:
    """Paragraphs stay apart."""
    page = [(60, 700 - 14 * n, f"line {n}") for n in range(4)]
    assert read([[*page, (60, 620, "new")]]) == ["line 0\nline 1\nline 2\nline 3\n\nnew"]


def line(left: float, low: float, text: str, width: float = 200) -> Line:
    return Line(left, low, left + width, low + 10, text)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (f"an agree{CUT}", "ment was made", "an agreement\nwas made"),
        (f"a non{CUT}", "compete clause", "a non-compete\nclause"),
        (f"the hand{CUT}", "over; our hand-over", "the hand-over;\nour hand-over"),
        (f"a well{CUT}", "known wellknown thing", "a wellknown\nknown thing"),
        (f"Anne{CUT}", "Marie signs", "Anne-Marie\nsigns"),
        (f"the 30{CUT}", "day term", "the 30-day\nterm"),
        (f"dangling{CUT}", "- a list", "dangling-\n- a list"),
    ],
)
def test_a_cut_word_is_written_in_one_piece(first: str, second: str, whole: str) -> None:
    """The hyphen of the line goes, that of the word stays, as the text writes it elsewhere."""
    if "wellknown" in second:
        second = second.replace("known ", "known\n", 1).splitlines()[0] + " wellknown thing"
        whole = "a wellknown\nwellknown thing"
    assert text_of([[line(60, 700, first), line(60, 686, second)]]) == [whole]


def test_a_word_cut_by_the_end_of_a_page_is_whole_too() -> None:
    """The rest of the word comes before the page break."""
    assert text_of([[line(60, 60, f"it is deliv{CUT}")], [line(60, 700, "ered in May")]]) == [
        "it is delivered", "in May",
    ]  # fmt: skip


def test_a_page_that_comes_as_text_stays_as_it_is() -> None:
    """Where places cannot be told, the file's own order is kept."""
    assert text_of(["as it is\n", [line(60, 700, "placed")]]) == ["as it is\n", "placed"]


def test_a_short_last_page_parts_where_the_others_do() -> None:
    """Three lines on the right of the last page are still the second column."""
    sides = (("l", 50), ("r", 310))
    full = [line(left, 700 - 14 * n, f"{side}{'abcdefghijkl'[n]}") for n in range(12) for side, left in sides]
    last = [line(left, 700 - 14 * n, f"{side}{'xyz'[n]}") for n in range(3) for side, left in sides]
    assert text_of([full, last])[1].split() == ["lx", "ly", "lz", "rx", "ry", "rz"]
    assert text_of([last])[0].split() == ["lx", "rx", "ly", "ry", "lz", "rz"]


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzéèëïàç", min_size=2, max_size=11), min_size=90, max_size=400
)


@settings(max_examples=25, deadline=None)
@given(WORDS, st.booleans())
def test_nothing_is_lost_or_doubled(said: list[str], interleaved: bool) -> None:
    """Whatever the words, every one of them comes out once."""
    text = " ".join(said)
    found = "".join(read(columns(text, interleaved=interleaved, head="RUNNING HEAD")))
    kept = squeezed(found.replace("RUNNING HEAD", "").replace("Page 1", ""))
    assert sorted(kept) == sorted(squeezed(text))


@needs_shared
def test_shared_documents_say_what_lies_beside_them() -> None:
    """PDFs of contracts give the text beside them, but for white space and hyphens."""
    paths = sorted((SHARED / "contracts").glob("*/*.pdf"))
    assert paths
    for path in paths:
        found, problems = pages(Source(path.name, path.read_bytes()))
        assert not problems
        assert squeezed("".join(found)) == squeezed(path.with_suffix(".txt").read_text("utf-8")), path.name
