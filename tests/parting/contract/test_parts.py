"""Smaller promises: what displaces what, what is owed by whom, and contracts of companies."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.contract import matching
from goodterms.parting.contract.matching import Row, holds, place, read_phrase
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.contract.tokens import tokens
from goodterms.parting.model import Clause, Contract
from goodterms.terms.phrases import PhraseError


def of(contract: Contract, kind: str) -> list[Clause]:
    return [one for one in contract.clauses if one.kind == kind]


def owed(text: str) -> list[tuple[str, str]]:
    return [(one.owed_by, one.state) for one in read_contract(text, "en").loose_ends]


def test_an_annex_gives_a_defined_term_another_value() -> None:
    """The passage of the annex is a clause of the kinds that the term was used in, and displaces them."""
    text = (
        '"Payment Term" means thirty days.\n\nThe Client pays each invoice within the Payment Term.\n\n'
        "ANNEX A\n\nThis Annex prevails. The Payment Term becomes sixty days.\n"
    )
    found = of(read_contract(text, "en"), "payment_term")
    assert [(one.value["days"], one.is_in_force) for one in found] == [(30, False), (60, True)]


def test_a_term_without_a_value_stands_for_its_words() -> None:
    """Notice in the agreed form: the form is that of the definition."""
    text = (
        '"Formal Message" means a registered letter.\n\nNotice to end this is given by Formal Message only.\n'
    )
    (form,) = of(read_contract(text, "en"), "notice_form")
    assert form.value == {"form": "registered"}


def test_a_clause_that_says_instead_displaces_without_a_rule_of_priority() -> None:
    """Instead of clause 2: two months."""
    text = (
        "2. Either party may end this on one month's notice.\n\n"
        "9. Instead of clause 2, either party may end this on two months' notice.\n"
    )
    found = of(read_contract(text, "en"), "notice_period")
    assert [(one.value["months"], one.is_in_force) for one in found] == [(1, False), (2, True)]


def test_a_notice_for_the_trial_does_not_displace_the_usual_one() -> None:
    """They hold side by side."""
    text = (
        "Either party may end this on one month's notice.\n\nSCHEDULE 1\n\n"
        "This Schedule prevails over the rest.\n\n"
        "During the trial period either party may end this on one week's notice.\n"
    )
    found = of(read_contract(text, "en"), "notice_period")
    assert [one.is_in_force for one in found] == [True, True]
    assert found[1].value["phase"] == "trial"


@pytest.mark.parametrize(
    "text",
    [
        "The Designer works for no other bakery for a year after the end. This was refused by the Designer.",
        "NOT AGREED\n\nThe Designer works for no other bakery for a year after the end.",
        "[For a year after the end the Designer works for no other bakery. Struck out.]",
    ],
)
def test_a_refused_proposal_is_known_wherever_that_is_said(text: str) -> None:
    """Behind it, above it, beside it."""
    (clause,) = of(read_contract(text, "en"), "non_compete")
    assert clause.value["rejected"] is True


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The texts were sent by the Client.", [("client", "done")]),
        ("The tax number was given to the Client on 2 March 2026.", [("me", "done")]),
        ("The Client has received the sketches.", [("me", "done")]),
        (
            "The Client sends the texts by 2 March 2026. It has not yet sent the logo.",
            [("client", "unknown"), ("client", "open")],
        ),
        ("The weather has not yet turned.", []),
        ("On leaving, the Supplier hands over the keys to the Client.", [("me", "unknown")]),
        ("Notice has already been given.", []),
    ],
)
def test_who_owes_and_how_it_stands(text: str, ends: list[tuple[str, str]]) -> None:
    """Who gives, not who is named first; where nobody is named, nobody owes."""
    assert owed(text) == ends


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Confidentiality | 24 months beyond the end", "confidentiality", {"survives_months": 24}),
        (
            "Neither party discloses what it learns. This duty lasts three years.",
            "confidentiality",
            {"survives_years": 3},
        ),
        (
            "Neither party discloses what it learns. That duty has no end date.",
            "confidentiality",
            {"survives": "indefinite"},
        ),
        ("Minimum commitment | 10 orders per quarter", "minimum_commitment", {"count": 10, "per": "quarter"}),
        ("The Client pays each invoice on receipt.", "payment_term", {"days": 0, "from": "receipt"}),
        (
            "The Client pays each invoice within three working days of receipt.",
            "payment_term",
            {"days": 3, "working_days": True, "from": "receipt"},
        ),
        (
            "The Client pays each invoice within two months of its date.",
            "payment_term",
            {"months": 2, "from": "invoice"},
        ),
        (
            "The agreement runs for a term of two years from signing.",
            "expiration",
            {"date": None, "months": 24},
        ),
        (
            "If the Client breaks this agreement and does not remedy it within a month, it may be ended.",
            "termination_for_cause",
            {"cure_days": 30},
        ),
        (
            "Neither side will poach the other's staff for six weeks after the end.",
            "non_solicit",
            {"weeks": 6},
        ),
        (
            "Either party may end this on one year's notice.",
            "notice_period",
            {"months": 12, "party": "either"},
        ),
    ],
)
def test_values_that_are_said_in_other_ways(text: str, kind: str, value: dict[str, object]) -> None:
    """Periods in other units, what the next sentence adds, counts of other things."""
    (clause,) = of(read_contract(text, "en"), kind)
    assert {name: one for name, one in clause.value.items() if name in value} == value


def test_an_end_within_another_unit_is_left_open() -> None:
    """A delivery day that is no day is told as unknown, never guessed."""
    (work,) = of(read_contract("The Supplier delivers the index by 31 February 2026.", "en"), "deliverable")
    assert work.value["due"] is None
    (when,) = of(read_contract("The Supplier delivers the index by 03/04/2026.", "en"), "deliverable")
    assert when.value["due"] is None
    (sure,) = of(read_contract("The Supplier delivers the index by 23/04/2026.", "en"), "deliverable")
    assert sure.value["due"] == date(2026, 4, 23)


COMPANY = """
SUPPLY AGREEMENT

This Agreement shall be governed by and construed in accordance with the laws of the State of New York,
without regard to its conflict of laws principles.

Neither party may assign this Agreement without the prior written consent of the other party.

This Agreement shall commence on the Effective Date and shall continue in full force and effect for an initial
term of five (5) years, unless earlier terminated in accordance with its terms.
"""


def test_a_long_contract_of_companies_is_read_by_learned_weights() -> None:
    """Its passages are clauses with the values that stand there, and quotes are exact."""
    filler = "The Supplier shall keep the premises clean and in good repair at all times.\n\n" * 130
    contract = read_contract(COMPANY + filler, "en")
    (law,) = of(contract, "governing_law")
    assert law.value == {"place": "US-NY"} and law.page is None
    assert contract.quote(law.span).startswith("This Agreement shall be governed")
    assert of(read_contract(COMPANY + filler.replace("\n\n", "\f", 1), "en"), "governing_law")[0].page == 1


def test_marks_in_quotes_are_no_term() -> None:
    """A definition of nothing defines nothing."""
    assert of(
        read_contract('"--" means thirty days. Either party may end this on ten days\' notice.', "en"),
        "notice_period",
    )


def test_phrases_that_nothing_can_hold_are_refused() -> None:
    """A word that is none, a class that nobody has, what asks for a whole sentence."""
    for told in ("*a*", "@nobody", "( )", "thirty days ?", 'notice ""'):
        with pytest.raises(PhraseError):
            read_phrase(told, "en", {})


def test_a_phrase_says_where_it_stands() -> None:
    """First and last word; parts in any order; endings and beginnings of words; numbers; optional words."""
    row = Row(tokens("we deliver two sketchbooks quickly", "en"))
    assert place(read_phrase("deliver ~1 *books", "en", {}), row) == (1, 3)
    assert place(read_phrase("quick* + we", "en", {}), row) == (0, 4)
    assert holds(read_phrase("^ we (really)? deliver gladly? two", "en", {}), row)
    assert place(read_phrase("slowly", "en", {}), row) is None
    assert place(read_phrase("we", "en", {}), matching.Row([])) is None


def test_a_notice_of_hours_ends_no_contract() -> None:
    """Forty-eight hours are for a meeting."""
    assert not of(read_contract("Either party may end this on 48 hours' notice.", "en"), "notice_period")


def test_the_sentence_behind_may_tell_whether_a_renewal_is_automatic() -> None:
    """A row of a table says for how long; its next sentence, that it happens by itself."""
    (first, _) = of(read_contract("Renewal | one year. Automatic.", "en"), "renewal")
    assert first.value == {"years": 1, "automatic": True}


def test_a_part_that_has_only_a_number_is_a_heading() -> None:
    """Article 5, with a full stop and nothing else."""
    text = "Article 5.\n\nEither party may end this agreement on ten days' notice."
    assert [one.value["days"] for one in of(read_contract(text, "en"), "notice_period")] == [10]


def test_a_clause_in_the_head_of_every_page_is_told_without_values() -> None:
    """The head is no passage: what stands there is quoted, and nothing is read of it."""
    head = (
        "This Agreement shall be governed by and construed in accordance with the laws of the State of "
        "Oregon, without regard to its conflict of laws principles."
    )
    filler = "The Supplier shall keep the premises clean and in good repair at all times.\n\n" * 70
    contract = read_contract(f"{head}\n\n{COMPANY}{filler}\f{head}\n\n{filler}\f{head}\n\nEnd.", "en")
    laws = of(contract, "governing_law")
    assert [(one.value, one.page) for one in laws] == [({}, 1), ({"place": "US-NY"}, 1), ({}, 2), ({}, 3)]
    assert all(contract.quote(one.span) == head for one in laws if not one.value)


def test_in_french_days_without_weekends_are_working_days() -> None:
    """Dix jours, samedis non comptés."""
    text = "Chaque partie peut résilier le contrat avec un préavis de dix jours, samedis non comptés."
    (notice,) = of(read_contract(text, "fr"), "notice_period")
    assert notice.value["days"] == 10 and notice.value["working_days"] is True
