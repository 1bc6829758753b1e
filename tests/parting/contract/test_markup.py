"""Stars, tags, heads of tables and boxes are not read, and every letter stays where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.contract.markup import as_it_stands, plain_words, without_markup
from goodterms.parting.contract.reading import read_contract


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Notice:** <b>30</b> days", "Notice: 30 days"),
        ("See [the terms](https://lindqvist.example/terms).", "See [the terms]."),
        ("***Fee***: `200` EUR &nbsp;a ~~day~~ __half day__", "Fee : 200 EUR a day half day"),
        ("<!-- ask\nher --> Deposit: 10 %", "Deposit: 10 %"),
        ("- [ ] Deposit of 30 %\n- [x] Notice: 30 days", "- Notice: 30 days"),
        ("☐ Dutch law\n☒ Irish law", "Irish law"),
        ("📌 Notice: 30 days", "• Notice: 30 days"),
        ("| Kind | Term |\n|---|:--:|\n| Notice | 30 days |", "|---|:--:| | Notice | 30 days |"),
        ("| Notice | 30 days |\n|---|---|", "| Notice | 30 days | |---|---|"),
        ("Offer **Fee** 3\n**Fee** means 3 EUR", 'Offer Fee 3 "Fee" means 3 EUR'),
        ("file_name and 3 * 4 and a < b", "file_name and 3 * 4 and a < b"),
    ],
)
def test_markup_is_blank(text: str, plain: str) -> None:
    """What was not ticked says nothing; a head of columns with a figure in it is a row; a name in bold at the
    beginning of a sentence is a term."""
    told = without_markup(text)
    assert " ".join(told.split()).replace(" .", ".").replace("( ", "(") == plain
    assert len(told) == len(text) and told.count("\n") == text.count("\n")


@settings(deadline=None)
@given(st.text(alphabet="ab1 *_~`<>[]()|-:#&;\n\fx☐☒🚀", max_size=80))
def test_every_letter_stays_where_it_stood(text: str) -> None:
    """Whatever a text holds, nothing moves; what stays is what was there, but for quotes round a term and a
    bullet for a picture."""
    told = without_markup(text)
    assert len(told) == len(text)
    assert all(b in (a, " ", '"', "•") for a, b in zip(text, told, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "- **Notice:** 30 days",
        "* __Notice__: 30 days",
        "1. Notice: 30 days",
        "3) Notice: <strong>30 days</strong>",
        "| **Notice** | 30 days |",
        "⏳ Notice: 30 days",
        "Terms\n\n- Notice: 30 days\n- Colours: blue",
    ],
)
def test_a_term_in_markup_or_a_list_is_a_term(text: str) -> None:
    """As in a row of a table; the quote has the contract's own letters."""
    contract = read_contract(text, "en")
    (clause,) = contract.clauses
    assert (clause.kind, clause.value) == ("notice_period", {"days": 30, "party": "either"})
    assert "30 days" in contract.quote(clause.span)


@pytest.mark.parametrize(
    "text",
    [
        "| Item | Description | Amount |\n|---|---|---|\n| 1 | Drawing, 3 March 2026 | 200 EUR |",
        "Phase | Months | Rival\nFirst | January - March 2026 | none\nSecond | six months | none",
        "Party A:\nParty B:\n",
        "**Clockwork** - counts hours\n**Paperknife** - opens letters",
    ],
)
def test_a_table_or_list_of_other_things_has_no_clauses(text: str) -> None:
    """Prices, phases, sides, tools: nothing of it is settled."""
    assert read_contract(f"Deliverables and planning\n\n{text}", "en").clauses == ()


def test_items_that_a_sentence_leads_to_are_still_items() -> None:
    """What is to be delivered, each with its day; what leads on to others is no term either."""
    text = (
        "The Studio delivers:\n- Logo: 3 May 2026\n- Map: 4 May 2026\n\n"
        "2. Works later: the Studio delivers:\n- a flag, by 7 June 2026\n"
    )
    told = [one.value["name"] for one in read_contract(text, "en").clauses]
    assert told == ["Logo", "Map", "a flag"]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("**Notice:** <b>30</b>\n days", "Notice: 30 days"),
        ("## 4. Notice\n*Either* party", "4. Notice Either party"),
        ("*Notice:** 30 days", "Notice: 30 days"),
        ("as [the annex](annex.md#fees) says", "as the annex says"),
        ("Fee &amp; costs, ***200*** EUR", "Fee & costs, 200 EUR"),
        ("2 * 3 * 4, file_name, a < b, [as of May]", "2 * 3 * 4, file_name, a < b, [as of May]"),
    ],
)
def test_a_quote_is_shown_in_plain_words(quote: str, shown: str) -> None:
    """On one line and without signs; what is no markup stays, and what is shown is found where it stands."""
    assert plain_words(quote) == shown
    assert as_it_stands("half  a day", "`Half` or **half** a\nday.") == "half** a\nday"
    assert as_it_stands("a *day", "two or a *day") == "a *day"
    assert as_it_stands("a week", "**half** a\nday") == ""


@settings(deadline=None)
@given(st.text(alphabet="ab .,;:3\n", max_size=60))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    """Without markup only its lines are joined."""
    assert plain_words(text) == " ".join(text.split())
    assert as_it_stands(text, text) == text
