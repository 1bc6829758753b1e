"""How a contract is cut: sentences, items, rows and headings, over lines and pages."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.cutting import cut


def told(text: str) -> list[tuple[str, str]]:
    return [(one.form, one.flat.text) for one in cut(text)]


def test_sentences_end_where_they_end() -> None:
    """Not at an abbreviation, an initial or a number; at a semicolon they do."""
    assert told("Mr. J. Vos of Vos & Co. pays; he pays 1.50 a page. Then it ends.") == [
        ("sentence", "Mr. J. Vos of Vos & Co. pays;"),
        ("sentence", "he pays 1.50 a page."),
        ("sentence", "Then it ends."),
    ]


def test_a_list_in_a_sentence_is_cut_too() -> None:
    """Each item knows the words that lead to the list."""
    passages = cut("The Maker delivers: (i) a chair; (ii) a table.")
    assert [(one.form, one.flat.text, one.lead) for one in passages] == [
        ("sentence", "The Maker delivers:", ""),
        ("item", "a chair;", "The Maker delivers:"),
        ("item", "a table.", "The Maker delivers:"),
    ]


def test_items_stand_under_what_leads_to_them_until_another_list_begins() -> None:
    """A bullet goes on with a list of bullets, a number does not."""
    passages = cut("You get:\n- a logo;\n- a menu.\n2. The rest follows later in the year.\n")
    assert [(one.flat.text, one.lead) for one in passages][1:] == [
        ("a logo;", "You get:"),
        ("a menu.", "You get:"),
        ("The rest follows later in the year.", ""),
    ]


def test_a_bullet_below_a_question_stands_under_it() -> None:
    """What will you get? - a map"""
    assert cut("What will you get?\n\n- a map\n")[1].lead == "What will you get?"


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("Notice | one month", "Notice"),
        ("Notice: one month", "Notice"),
        ("Notice\tone month", "Notice"),
        ("| Notice | one month |", "Notice"),
    ],
)
def test_a_row_has_its_term_for_a_label(line: str, term: str) -> None:
    """However a table is drawn."""
    (row,) = cut(f"{line}\n")
    assert (row.form, row.labels[0]) == ("row", term)


def test_the_sentences_of_a_row_share_its_term() -> None:
    """Renewal | By itself. Three months are needed to stop it."""
    rows = cut("Renewal | It renews by itself. Three months stop it.\n")
    assert [(one.flat.text, one.labels[0]) for one in rows] == [
        ("It renews by itself.", "Renewal"),
        ("Three months stop it.", "Renewal"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "3. Ending",
        "ENDING",
        "Article 3 – Ending",
        "ANNEX A, agreed 9 February 2026",
        "Ending it",
        "How do we end it?",
        "## 3. Ending",
    ],
)
def test_a_heading_is_no_sentence_and_stands_above_those_that_follow(heading: str) -> None:
    """Numbered, in capitals, named, short and alone, or a question."""
    first, second = cut(f"{heading}\n\nEither side may end this.\n")
    assert first.form == "heading"
    assert second.labels[0] == heading


def test_a_numbered_sentence_that_goes_on_is_no_heading() -> None:
    """13 Our liability goes no further … on the next line."""
    assert [form for form, _ in told("13 Our liability goes no further than that\nsum and no more.\n")] == [
        "item"
    ]


def test_a_title_in_capitals_over_two_lines_is_one() -> None:
    """GENERAL TERMS / AND CONDITIONS"""
    assert told("GENERAL TERMS\nAND CONDITIONS\n\nWork.\n")[0] == ("heading", "GENERAL TERMS AND CONDITIONS")


def test_short_lines_behind_bullets_are_items() -> None:
    """Without a stop at their end they look like titles."""
    text = "A. Money\n• Deposit of 20% on booking\n• Balance within ten days\n\nB. Rights\n"
    assert told(text) == [
        ("heading", "A. Money"),
        ("item", "Deposit of 20% on booking"),
        ("item", "Balance within ten days"),
        ("heading", "B. Rights"),
    ]


def test_a_sentence_in_capitals_goes_on_over_its_lines() -> None:
    """A further line of it is no title."""
    lines = (
        "Except for fraud, THE LIABILITY OF THE SUPPLIER UNDER THIS AGREEMENT SHALL",
        "NOT EXCEED THE FEE PAID.",
    )
    assert told("\n".join(lines)) == [("sentence", " ".join(lines))]


def test_the_head_and_foot_of_pages_are_left_out() -> None:
    """A sentence goes on over them; page numbers are nobody's words."""
    text = "Harbour terms\nThe work ends\nPage 1 of 2\n\fHarbour terms\non that day.\nPage 2 of 2\n"
    assert [words for _, words in told(text)] == ["The work ends on that day."]


def test_what_differs_from_page_to_page_is_no_head() -> None:
    """A fee on each page stays, wherever it stands; what is the same inside a page stays too."""
    pages = [
        f"Harbour terms - 2026\nPart {n} costs {n}00 euros.\nThe fee is paid once.\nPart {n} ends.\n{n}\n"
        for n in (1, 2, 3)
    ]
    said = [words for _, words in told("\f".join(pages))]
    assert [words for words in said if "costs" in words] == [
        f"Part {n} costs {n}00 euros." for n in (1, 2, 3)
    ]
    assert [words for words in said if "ends" in words] == [f"Part {n} ends." for n in (1, 2, 3)]
    assert not [words for words in said if "Harbour" in words or words.isdigit()]


def test_a_lone_number_inside_a_page_is_text() -> None:
    """Only at the edge of a page it is the page's."""
    text = "The deposit is\n30\nper cent of the fee.\n\fThe work ends\non that day.\n"
    assert [words for _, words in told(text)][1] == "30 per cent of the fee."


def test_a_page_of_nothing_but_its_head_keeps_it() -> None:
    """No page is left without words, and an empty one has none."""
    assert [words for _, words in told("Harbour terms\n\fHarbour terms\n\f\n")] == ["Harbour terms"] * 2


def test_words_are_where_they_are() -> None:
    """Offsets lead back to the text, also of words that were put together."""
    text = "This agree-\nment ends."
    (passage,) = cut(text)
    assert passage.flat.text == "This agreement ends."
    assert text[passage.span.start : passage.span.end] == text
