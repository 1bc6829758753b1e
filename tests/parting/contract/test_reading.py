"""What is read from a contract as a whole: clauses with their places, sides, what holds, what is owed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.contract import sheets
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.model import Clause, Contract

AGREEMENT = """Agreement between Harbour & Sons Ltd ("the Client") and Mara Lindqvist ("the Designer")

1. Work
The Designer delivers the new menu by 20 March 2026.
The Client provides the photographs by 1 March 2026. The Client has not yet sent the logo.
The price list was given to the Designer on 2 February 2026.

2. Money
The Client pays invoices within 30 days of receipt.

3. Ending
Either party may end this agreement on one month's notice.
"""


def one(contract: Contract, kind: str) -> Clause:
    """The only clause of a kind."""
    (found,) = (clause for clause in contract.clauses if clause.kind == kind)
    return found


def values(text: str, kind: str) -> list[dict[str, Any]]:
    return [dict(clause.value) for clause in read_contract(text, "en").clauses if clause.kind == kind]


def test_a_clause_has_its_words_and_its_value() -> None:
    """The quote is the contract's own words, at their place."""
    contract = read_contract(AGREEMENT)
    notice = one(contract, "notice_period")
    assert contract.quote(notice.span) == "Either party may end this agreement on one month's notice."
    assert notice.value == {"months": 1, "party": "either"}
    assert one(contract, "payment_term").value == {"days": 30, "from": "receipt"}


def test_what_is_nowhere_in_it_is_said_to_be_missing() -> None:
    """Kinds without a clause are listed, those with one are not."""
    contract = read_contract(AGREEMENT)
    assert "kill_fee" in contract.not_found
    assert not {one.kind for one in contract.clauses} & set(contract.not_found)


def test_every_line_is_shown_with_what_it_was_read_as() -> None:
    """Blank lines aside, each line is there, and those with a clause name its kind."""
    contract = read_contract(AGREEMENT)
    assert [line.number for line in contract.lines] == [1, 3, 4, 5, 6, 8, 9, 11, 12]
    assert contract.lines[-1].kinds == ("notice_period",)
    assert contract.lines[0].kinds == ()


def test_what_each_side_owes_and_whether_it_is_done() -> None:
    """The work, what the client provides, what the contract says is done or still open."""
    owed = {(end.owed_by, end.due, end.state) for end in read_contract(AGREEMENT).loose_ends}
    assert owed == {
        ("me", date(2026, 3, 20), "unknown"),
        ("client", date(2026, 3, 1), "unknown"),
        ("client", None, "open"),
        ("client", None, "done"),
    }


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("en", "The Client pays a deposit of £300 in advance. It has been received.", "done"),
        ("en", "The Client pays a deposit of £300 in advance. It is still outstanding.", "open"),
        ("nl", "De Klant betaalt € 300 vooraf; dat bedrag is nog niet ontvangen.", "open"),
    ],
)
def test_a_sentence_that_only_tells_how_a_thing_stands_is_of_the_thing_before(
    language: str, text: str, state: str
) -> None:
    """One thing owed, not two."""
    (end,) = read_contract(text, language).loose_ends
    assert (end.owed_by, end.state) == ("client", state)


def test_a_term_that_is_defined_elsewhere_is_looked_up() -> None:
    """The value comes from the definition, whose passage is told too."""
    text = (
        '"Closing Period" means six weeks.\n\nA party may end this agreement by giving the Closing Period.\n'
    )
    contract = read_contract(text, "en")
    notice = one(contract, "notice_period")
    assert notice.value == {"weeks": 6, "party": "either"}
    assert [contract.quote(span) for span in notice.also] == ['"Closing Period" means six weeks.']


def test_what_stands_in_a_list_is_owed_by_whom_the_words_before_it_name() -> None:
    """The Client provides: ..., the Supplier delivers: ..."""
    text = (
        "The Supplier shall deliver:\n\n- plans of all nine bus stops, by 9 March 2026;\n"
        "- a model, by 4 May 2026.\n\n"
        "The Client shall provide:\n\n- the measures of the site, by 2 March 2026.\n"
    )
    contract = read_contract(text, "en")
    assert [(end.owed_by, end.due) for end in contract.loose_ends] == [
        ("me", date(2026, 3, 9)),
        ("me", date(2026, 5, 4)),
        ("client", date(2026, 3, 2)),
    ]


def test_rows_tell_who_owes_a_thing_and_how_it_stands() -> None:
    """What an item from the client is, and what came by now."""
    text = (
        "Item 1: Plans of the hall, 12 June 2026\n"
        "Item 2: Keys of the hall, from the Client by 1 June 2026 (received 20 May 2026)\n"
        "Item 3: Photos of the roof, from the Client by 8 June 2026, still awaited\n\n"
        "The Supplier draws, and the Client pays the Supplier.\n"
    )
    ends = read_contract(text, "en").loose_ends
    assert [(end.owed_by, end.state) for end in ends] == [
        ("me", "unknown"),
        ("client", "done"),
        ("client", "open"),
    ]


def test_a_word_in_small_letters_is_not_the_term() -> None:
    """The Closing Period is six weeks, a closing period any time."""
    text = (
        '"Closing Period" means six weeks.\n\nA party may end this by giving a closing period of two days.\n'
    )
    assert one(read_contract(text, "en"), "notice_period").value["days"] == 2


def test_an_annex_that_prevails_displaces_a_clause_and_both_are_shown() -> None:
    """The clause of the body is overridden, that of the annex is in force."""
    text = (
        "1. Either party may end this agreement on one month's notice.\n\n"
        "ANNEX A\n\nThis Annex prevails over the terms above.\n\n"
        "Either party may end this agreement on three months' notice.\n"
    )
    contract = read_contract(text, "en")
    told = [(clause.value["months"], clause.is_in_force) for clause in contract.clauses]
    assert told == [(1, False), (3, True)]


def test_a_row_of_the_table_that_prevails_says_that_there_is_none() -> None:
    """Deposit | none: the deposit of the general conditions is displaced."""
    text = (
        "Whatever stands in this table prevails over the conditions below.\n\nClient | Corner Bakery\n"
        "Deposit | none\nPayment | 14 days from invoice\n\nGENERAL CONDITIONS\n\n"
        "A deposit of 30% is payable on signing. Invoices are payable within 30 days of their date.\n"
    )
    contract = read_contract(text, "en")
    assert not one(contract, "deposit").is_in_force
    days = {
        clause.value["days"]: clause.is_in_force
        for clause in contract.clauses
        if clause.kind == "payment_term"
    }
    assert days == {14: True, 30: False}


def test_what_was_struck_out_is_rejected() -> None:
    """A proposal that was not accepted is shown as such and counts for nothing."""
    text = '[Struck out by both: "For a year after the end the Designer works for no other bakery in Kent."]'
    assert not one(read_contract(text, "en"), "non_compete").is_in_force


def test_an_earlier_contract_that_no_longer_holds_is_none() -> None:
    """What it provided is no clause of this one."""
    text = "Our old agreement of 2021, with its thirty days' notice on both sides, no longer applies."
    assert read_contract(text, "en").clauses == ()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Client, but not the Supplier, may end this on ten days' notice.", "client"),
        ("The Supplier may end this contract on ten days' notice.", "freelancer"),
        ("Either side may end this contract on ten days' notice.", "either"),
        ("You can end this contract by giving me ten days' notice. You pay me.", "client"),
    ],
)
def test_whose_notice_it_is(text: str, party: str) -> None:
    """Who may give it: one side, or both."""
    assert values(text, "notice_period")[0]["party"] == party


def test_a_word_cut_by_the_end_of_a_line_or_page_is_one() -> None:
    """A hyphen at a line's end, and the head of the next page between two halves of a sentence."""
    text = (
        "Contract 17\nEither party may end this agree-\nment on thirty\n\fContract 17\ndays' notice.\n"
        "\fContract 17\nSigned.\n"
    )
    notice = one(read_contract(text, "en"), "notice_period")
    assert notice.value == {"days": 30, "party": "either"}
    assert notice.page == 1


def test_two_clauses_of_one_sentence_have_their_own_words() -> None:
    """Each quote is the part that serves its kind."""
    contract = read_contract("Dutch law applies, and the court at Dordrecht decides.", "en")
    assert contract.quote(one(contract, "governing_law").span) == "Dutch law applies,"
    assert contract.quote(one(contract, "jurisdiction").span) == "and the court at Dordrecht decides."


def test_a_list_is_read_item_by_item() -> None:
    """Each thing to be delivered is a clause of its own, dated or not."""
    text = "The Studio delivers:\n- a sign manual, no later than 15 May 2026;\n- a floor map.\n"
    found = values(text, "deliverable")
    assert [clause["due"] for clause in found] == [date(2026, 5, 15), None]
    assert found[0]["name"] == "a sign manual"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "Dutch law applies.\n\nThis contract is governed by the law of Ireland.",
            "contract.two_governing_law",
        ),
        (
            "This agreement ends on 1 May 2026.\n\nThe agreement ends on 2 May 2027.",
            "contract.two_expiration",
        ),
        (
            "Either party may end this on 10 days' notice.\n\nPay.\n\nWe may both stop on 20 days' notice.",
            "contract.two_notice_period",
        ),
        ("Either party may end this agreement on 0 days' notice.", "contract.no_notice"),
        (
            "This agreement ends on 1 May 2026.\n\nThe Supplier delivers the report by 5 May 2026.",
            "contract.due_after_end",
        ),
    ],
)
def test_what_contradicts_itself_is_told(text: str, key: str) -> None:
    """Both clauses are kept, and a problem says so with its line."""
    problems = read_contract(text, "en", "agreement.txt").problems
    assert [problem.key for problem in problems] == [key]
    assert problems[0].locator.startswith("line ")


def test_a_language_nobody_reads_here_gives_no_clauses_but_a_problem() -> None:
    """German is not guessed at."""
    text = "Dieser Vertrag kann von jeder Partei mit einer Frist von einem Monat gekündigt werden. " * 5
    contract = read_contract(text, source="vertrag.txt")
    assert contract.clauses == () and contract.not_found == ()
    assert [problem.key for problem in contract.problems] == ["contract.unknown_language"]
    assert len(contract.lines) == 1


def test_nothing_to_read_is_said() -> None:
    """An empty text is a problem, not silence."""
    assert [problem.key for problem in read_contract(" \n\n").problems] == ["contract.no_words"]


@settings(deadline=None)
@given(
    text=st.text(alphabet="ab1 .,;:|\n\f-–[]()\"“”%€$§'’\tĐéß漢", max_size=300),
    language=st.sampled_from(sheets.spoken()),
)
def test_any_text_is_read_without_failing(text: str, language: str) -> None:
    """Whatever a file holds: places lie in the text, and are not empty."""
    contract = read_contract(text, language)
    for clause in contract.clauses:
        assert 0 <= clause.span.start < clause.span.end <= len(contract.text)


SENTENCES = (
    "Either party may end this agreement on one month's notice.",
    "The Client pays invoices within 30 days of receipt.",
    "A deposit of 30% is payable on signing.",
    "The weather was fine that day.",
    "1. Work",
    "Client | Corner Bakery",
)


@settings(deadline=None)
@given(parts=st.lists(st.sampled_from(SENTENCES), max_size=8), gaps=st.sampled_from(["\n", "\n\n", "\f"]))
def test_quotes_are_exact_words_of_the_text(parts: list[str], gaps: str) -> None:
    """However sentences are put together, each clause quotes one of them."""
    contract = read_contract(gaps.join(parts), "en")
    for clause in contract.clauses:
        assert any(contract.quote(clause.span) in part for part in parts)
