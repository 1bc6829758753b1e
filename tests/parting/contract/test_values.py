"""What is said in words, or not said: all of it, at any time, no length, no form."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.reading import read_contract


def values(text: str, kind: str) -> list[dict[str, object]]:
    return [dict(one.value) for one in read_contract(text, "en").clauses if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            "Either party may end this at any time without notice.",
            "notice_period",
            {"at_any_time": True, "party": "either"},
        ),
        ("If the Client cancels, the entire fee remains payable.", "kill_fee", {"percent": 100}),
        ("Cancellation fee | as agreed", "kill_fee", None),
        ("Payment | net thirty", "payment_term", {"days": 30, "from": "invoice"}),
        (
            "The duty of confidentiality survives the end for four years.",
            "confidentiality",
            {"survives_years": 4},
        ),
        ("The duty of confidentiality survives the end.", "confidentiality", {"survives": "indefinite"}),
        (
            "Late payment bears one and one-half percent (1.5%) a month.",
            "late_interest",
            {"rate_percent": 1.5},
        ),
        ("Give notice by letter or by e-mail.", "notice_form", {"form": ("written", "email")}),
        ("Cancellation fee | the full fee", "kill_fee", {"percent": 100}),
        (
            "Only the Client may terminate at once if the Supplier commits a breach.",
            "termination_for_cause",
            {"party": "client"},
        ),
        (
            "The Supplier may terminate at once if an invoice is not paid 10 days after a reminder.",
            "termination_for_cause",
            {"cure_days": 10, "party": "freelancer"},
        ),
        ("Renewal | by written agreement", "renewal", {"automatic": False}),
        ("Form of notice | as agreed", "notice_form", None),
        ("Law | as agreed", "governing_law", None),
        ("Revisions | as agreed", "revision_limit", None),
        ("Minimum commitment | as agreed", "minimum_commitment", None),
        ("Payment | as agreed", "payment_term", None),
        ("Notice | as agreed", "notice_period", None),
        ("Notice | 48 hours", "notice_period", None),
        ("Deposit | none", "deposit", None),
        ("Term | as agreed", "expiration", None),
        ("Notice against renewal | as agreed", "renewal_notice", None),
        ("Deliverable 1 | 20 March 2026", "deliverable", {"name": "Deliverable 1"}),
        ("Revisions | none included", "revision_limit", None),
        ("Liability | capped at twice the fee", "liability_cap", {"multiple": "capped at twice the fee"}),
    ],
)
def test_what_a_passage_says_or_leaves_open(text: str, kind: str, value: dict[str, object] | None) -> None:
    """Without a value that makes it one, a passage is no clause of the kind; nothing is guessed."""
    found = values(text, kind)
    if value is None:
        assert found == []
    else:
        assert value.items() <= found[0].items()


def test_an_annex_prevails_where_the_contract_says_so() -> None:
    """Named, or not: whatever part the annexes are."""
    for says in ("The Annex prevails over these terms.", "What was agreed last prevails."):
        text = (
            f"{says}\n\nEither party may end this on one month's notice.\n\nANNEX 1\n\n"
            "Either party may end this on two months' notice.\n"
        )
        contract = read_contract(text, "en")
        assert [one.is_in_force for one in contract.clauses if one.kind == "notice_period"] == [False, True]


def test_a_number_alone_on_its_line_is_a_heading() -> None:
    """The sentence below it begins anew."""
    assert values("3.\n\nEither party may end this on one month's notice.\n", "notice_period")


def test_the_law_of_a_part_of_a_country_contradicts_nothing() -> None:
    """Ontario, and Canada with it, are one law."""
    text = "The law of Ontario applies.\n\nThis agreement is governed by the laws of Canada.\n"
    assert read_contract(text, "en").problems == ()


@pytest.mark.parametrize(
    ("law", "more", "currency"),
    [
        ("The law of New Zealand applies.", "", "NZD"),
        ("The law of Ontario applies.", "", "CAD"),
        ("The law of New Zealand applies.", "Abroad I am paid in US dollars.", "USD"),
        ("The law of Oregon applies.", "", "USD"),
    ],
)
def test_dollars_are_those_of_the_law_of_the_contract(law: str, more: str, currency: str) -> None:
    """A sign alone does not tell whose."""
    text = f"{law}\n\nThe Client pays a deposit of $400 before the work starts.\n\n{more}\n"
    assert values(text, "deposit") == [{"amount": 400, "currency": currency}]


def test_words_of_a_defined_term_without_a_value_are_read_as_words() -> None:
    """The term says what it is about, as it would undefined."""
    text = (
        '"Intellectual Property Rights" means copyright and the like.\n\n'
        "The Intellectual Property Rights vest in the Client when the last bill has been paid.\n"
    )
    assert values(text, "ip_transfer") == [{"on": "payment"}]


@pytest.mark.parametrize("said", ["I'll hand back your keys", "I will hand back your keys"])
def test_two_words_written_as_one_are_read_as_two(said: str) -> None:
    """Who acts is found either way."""
    contract = read_contract(f"When we finish, {said}. You pay me by the hour and I send you bills.\n", "en")
    assert [(one.owed_by, one.state) for one in contract.loose_ends] == [("me", "unknown")]
